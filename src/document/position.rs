//! From bytes to lines and columns, all at once in one pass.

use serde::{Deserialize, Serialize};

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
pub(crate) fn resolve(text: &[u8], offsets: &[usize]) -> Vec<Position> {
    let mut positions = vec![Position { line: 1, column: 1 }; offsets.len()];
    resolve_into(text, offsets.iter().copied().zip(&mut positions).collect());
    positions
}

/// The same, with the positions put where they are wanted.
pub(crate) fn resolve_into(text: &[u8], mut places: Vec<(usize, &mut Position)>) {
    places.sort_unstable_by_key(|(offset, _)| *offset);
    let mut line = 1;
    let mut column = 1;
    let mut at = if text.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    for (offset, position) in places {
        let target = offset.min(text.len());
        if target > at {
            let passed = &text[at..target];
            let tail = match memchr::memrchr(b'\n', passed) {
                Some(last) => {
                    line += memchr::memchr_iter(b'\n', passed).count();
                    column = 1;
                    &passed[last + 1..]
                }
                None => passed,
            };
            column += match tail.is_ascii() {
                true => tail.len(),
                false => tail.iter().filter(|byte| **byte & 0xC0 != 0x80).count(),
            };
            at = target;
        }
        *position = Position { line, column };
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, resolve};

    #[test]
    fn columns_count_scalars_lines_end_at_line_feeds_and_a_mark_has_no_column() {
        let text = "\u{feff}{\r\n\"é🎯\": 1}";
        let at = |needle: &str| text.find(needle).unwrap_or_default();
        let offsets = [at("1"), 0, at("{"), at("\"é"), text.len()];
        let expected = [(2, 7), (1, 1), (1, 1), (2, 1), (2, 9)];
        let expected = expected.map(|(line, column)| Position { line, column });
        assert_eq!(resolve(text.as_bytes(), &offsets), expected);
    }
}
