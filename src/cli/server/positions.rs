//! Places in a text: byte offsets, and the lines and characters of the protocol.

use std::ops::Range as Bytes;

use gen_lsp_types::{Position, PositionEncodingKind, Range};

/// The unit in which positions count characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    /// The encoding of clients that name none.
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    /// The best of the encodings that a client offers: bytes need no conversion.
    pub(crate) fn negotiate(offered: &[&str]) -> Self {
        let known = [("utf-8", Self::Utf8), ("utf-32", Self::Utf32)];
        let best = known.into_iter().find(|(name, _)| offered.contains(name));
        best.map_or(Self::Utf16, |(_, encoding)| encoding)
    }

    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The units of a part of a text.
    fn units(self, bytes: &[u8]) -> usize {
        match self {
            Self::Utf8 => bytes.len(),
            Self::Utf32 => bytes.iter().filter(|byte| is_first(**byte)).count(),
            Self::Utf16 => {
                let units = |byte: &u8| usize::from(is_first(*byte)) + usize::from(*byte >= 0xF0);
                bytes.iter().map(units).sum()
            }
        }
    }
}

/// Whether a byte is the first of a character.
fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// The start of the character that contains an offset.
fn floor(text: &str, offset: usize) -> usize {
    let inside = |at: &usize| !text.is_char_boundary(*at);
    let back =
        (0..4).map(|back| offset.min(text.len()).saturating_sub(back)).find(|at| !inside(at));
    back.unwrap_or_default()
}

/// Bytes between two checkpoints.
const STEP: usize = 2048;

/// The lines of a text, and checkpoints for lines that are long and not ASCII.
#[derive(Debug)]
pub(crate) struct LineIndex {
    encoding: Encoding,
    /// The offset of each line. `\n`, `\r\n` and `\r` end a line.
    starts: Vec<usize>,
    /// The units before each multiple of `STEP`; empty if units are bytes.
    checkpoints: Vec<usize>,
}

impl LineIndex {
    pub(crate) fn new(text: &str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let is_end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        starts.extend(ends.filter(is_end).map(|at| at + 1));
        let mut checkpoints = Vec::new();
        if encoding != Encoding::Utf8 && !text.is_ascii() {
            let mut before = 0;
            for chunk in bytes.chunks(STEP) {
                checkpoints.push(before);
                before += encoding.units(chunk);
            }
        }
        Self { encoding, starts, checkpoints }
    }

    /// The units before an offset.
    fn units_before(&self, text: &str, offset: usize) -> usize {
        let Some(last) = self.checkpoints.len().checked_sub(1) else { return offset };
        let step = (offset / STEP).min(last);
        self.checkpoints[step] + self.encoding.units(&text.as_bytes()[step * STEP..offset])
    }

    /// The position of an offset. An offset inside a character is moved to its start.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let start = self.starts[line];
        let character = self.units_before(text, offset) - self.units_before(text, start);
        Position { line: line as u32, character: character as u32 }
    }

    /// The offset of a position. A position after the end of its line is the end of the line, and one
    /// after the last line is the end of the text.
    pub(crate) fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return text.len() };
        let end = self.starts.get(line + 1).map_or(text.len(), |next| {
            let line = &text[start..*next];
            start + line.trim_end_matches(['\r', '\n']).len()
        });
        let character = position.character as usize;
        if self.checkpoints.is_empty() {
            return floor(text, start.saturating_add(character).min(end));
        }
        let wanted = self.units_before(text, start).saturating_add(character);
        let checkpoint = self.checkpoints.partition_point(|before| *before <= wanted);
        let from = floor(text, (checkpoint.saturating_sub(1) * STEP).clamp(start, end));
        let mut units = self.units_before(text, from);
        for (at, c) in text[from..end].char_indices() {
            let next = units + self.encoding.units(c.encode_utf8(&mut [0; 4]).as_bytes());
            if next > wanted {
                return from + at;
            }
            units = next;
        }
        end
    }

    pub(crate) fn range(&self, text: &str, bytes: Bytes<usize>) -> Range {
        Range { start: self.position(text, bytes.start), end: self.position(text, bytes.end) }
    }

    /// The bytes of a range. A range that ends before it starts is empty.
    pub(crate) fn bytes(&self, text: &str, range: Range) -> Bytes<usize> {
        let start = self.offset(text, range.start);
        start..self.offset(text, range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, LineIndex, STEP};
    use gen_lsp_types::Position;

    /// The position by counting, and the offset at its start.
    fn counted(text: &str, at: usize, encoding: Encoding) -> Position {
        let unified = text[..at].replace("\r\n", "\n\n").replace('\r', "\n");
        let is_pair = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
        let lines = text[..at].replace("\r\n", "\n").replace('\r', "\n").matches('\n').count();
        let lines = lines - usize::from(is_pair(at));
        let start = unified.rfind('\n').map_or(0, |end| end + 1);
        let start =
            if is_pair(at) { unified[..at - 1].rfind('\n').map_or(0, |e| e + 1) } else { start };
        let line = &text[start..at];
        let character = match encoding {
            Encoding::Utf8 => line.len(),
            Encoding::Utf16 => line.encode_utf16().count(),
            Encoding::Utf32 => line.chars().count(),
        };
        Position { line: lines as u32, character: character as u32 }
    }

    #[test]
    fn positions_are_those_that_counting_gives() {
        let long = "é🎯a日".repeat(STEP / 3);
        let texts = [
            "",
            "a",
            "a\nb\r\nc\rd\n",
            "{\"é\": \"🎯\"}\r\n\"日本\"\n\n",
            &format!("x\n{long}\n{long}"),
        ];
        for text in texts {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let index = LineIndex::new(text, encoding);
                let step = if text.len() > STEP { 97 } else { 1 };
                for at in (0..=text.len()).step_by(step).filter(|at| text.is_char_boundary(*at)) {
                    let position = index.position(text, at);
                    assert_eq!(position, counted(text, at, encoding), "{at} {encoding:?}");
                    // Between the two characters of a line end there is no position of its own.
                    if !text[..at].ends_with('\r') {
                        assert_eq!(index.offset(text, position), at, "{at} {encoding:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_position_outside_the_text_is_moved_into_it() {
        let index = LineIndex::new("ab\r\n🎯", Encoding::Utf16);
        let offset = |line, character| index.offset("ab\r\n🎯", Position { line, character });
        assert_eq!(offset(0, 99), 2);
        assert_eq!(offset(1, 1), 4, "the middle of a surrogate pair");
        assert_eq!(offset(1, 2), 8);
        assert_eq!((offset(7, 0), offset(u32::MAX, u32::MAX)), (8, 8));
    }
}
