//! Converts byte offsets to lines and columns in one pass.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::scan::{self, is, within};

/// A range of bytes of the document; `end` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte, from 0.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A line and a column, both from 1. Columns count Unicode scalar values, only a line feed
/// ends a line, and a byte order mark at the start takes no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// Gives each byte offset its position. The offsets may come in any order; the text is read
/// once, however many there are. It need not be valid UTF-8.
pub(crate) fn resolve_into(text: &[u8], mut places: Vec<(usize, &mut Position)>) {
    places.sort_unstable_by_key(|(offset, _)| *offset);
    let mut positions = AscendingPositions::new(text);
    for (offset, position) in places {
        *position = positions.at(offset);
    }
}

/// The positions of offsets that ascend, one by one.
#[derive(Clone, Debug)]
pub(crate) struct AscendingPositions<'t> {
    text: &'t [u8],
    at: usize,
    here: Position,
}

impl<'t> AscendingPositions<'t> {
    pub(crate) fn new(text: &'t [u8]) -> Self {
        let at = if text.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Self { text, at, here: Position { line: 1, column: 1 } }
    }

    /// The position of an offset. None if it is before the last one.
    pub(crate) fn at_or_after(&mut self, offset: usize) -> Option<Position> {
        (offset >= self.at).then(|| self.at(offset))
    }

    /// The position of an offset that is not before the last one.
    pub(crate) fn at(&mut self, offset: usize) -> Position {
        let target = offset.min(self.text.len());
        if target > self.at {
            self.here.pass(self.text, self.at..target);
            self.at = target;
        }
        self.here
    }
}

impl Position {
    /// Advances over a part of the text.
    fn pass(&mut self, text: &[u8], part: Range<usize>) {
        let kinds = |block| [is(block, b'\n'), within(block, 0x80, 0xBF)];
        let mut start = part.start;
        while start < part.end {
            let length = (part.end - start).min(4 * scan::BLOCK);
            let [ends, inner] = match length {
                ..=scan::BLOCK => scan::bits::<1, _>(text, start, kinds),
                _ => scan::bits::<4, _>(text, start, kinds),
            };
            start += length;
            let inside = u64::MAX >> (u64::BITS as usize - length);
            if (ends | inner) & inside == 0 {
                self.column += length;
                continue;
            }
            let mut first = inside & !inner;
            let ends = ends & inside;
            if let Some(last) = ends.checked_ilog2() {
                self.line += ends.count_ones() as usize;
                self.column = 1;
                first = first >> last >> 1;
            }
            self.column += first.count_ones() as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, resolve_into};

    fn resolve(text: &[u8], offsets: &[usize]) -> Vec<Position> {
        let mut positions = vec![Position { line: 1, column: 1 }; offsets.len()];
        resolve_into(text, offsets.iter().copied().zip(&mut positions).collect());
        positions
    }

    #[test]
    fn columns_count_scalars_lines_end_at_line_feeds_and_a_mark_has_no_column() {
        let text = "\u{feff}{\r\n\"é🎯\": 1}";
        let at = |needle: &str| text.find(needle).unwrap_or_default();
        let offsets = [at("1"), 0, at("{"), at("\"é"), text.len()];
        let expected = [(2, 7), (1, 1), (1, 1), (2, 1), (2, 9)];
        let expected = expected.map(|(line, column)| Position { line, column });
        assert_eq!(resolve(text.as_bytes(), &offsets), expected);
    }

    #[test]
    fn every_offset_has_the_position_that_counting_gives() {
        let text = "{\n  \"é\": \"日本 🎯 \u{feff}, a line of more than load16 bytes\",\r\n\n\t\"a\": 1\n}\n";
        let text = text.repeat(3);
        let offsets: Vec<usize> =
            (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let count = |at: &usize| {
            let before = &text[..*at];
            let line = 1 + before.matches('\n').count();
            let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
            Position { line, column }
        };
        let expected: Vec<Position> = offsets.iter().map(count).collect();
        assert_eq!(resolve(text.as_bytes(), &offsets), expected);
        for (at, expected) in offsets.iter().zip(expected) {
            assert_eq!(resolve(text.as_bytes(), &[*at]), [expected], "{at}");
        }
    }
}
