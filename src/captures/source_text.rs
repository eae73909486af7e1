//! A text that was taken out of a capture, and where each of its parts is written there.

use std::ops::Range;

use super::encoding::Encoding;
use crate::json::{JsonStr, Span};

/// Where a part of the text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The same bytes are in the capture.
    Verbatim,
    /// An escape, whose decoded bytes are in the text.
    Escape,
    /// A variable, or a text that is not written in the capture at all.
    Elsewhere,
}

/// Pieces that are at most this many bytes apart in the capture are marked together: between them are
/// quotation marks or indentation.
const MAX_GAP: usize = 64;

#[derive(Clone, Debug)]
struct Piece {
    /// Where it begins in the text.
    at: usize,
    source: Span,
    origin: Origin,
    encoding: Encoding,
}

/// A text that was taken out of a capture.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceText {
    text: String,
    pieces: Vec<Piece>,
    /// The variables without a value, as ranges of the text.
    unknown: Vec<Range<usize>>,
}

impl SourceText {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The memory that a copy takes, in bytes.
    pub(super) fn cost(&self) -> usize {
        self.text.len() + self.pieces.len() * size_of::<Piece>()
    }

    pub(super) fn unknown(&self) -> &[Range<usize>] {
        &self.unknown
    }

    fn push(&mut self, text: &str, source: Span, origin: Origin, encoding: Encoding) {
        if !text.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), source, origin, encoding });
            self.text.push_str(text);
        }
    }

    /// Adds bytes of the capture that begin at `start`.
    pub(super) fn push_verbatim(&mut self, text: &str, start: usize, encoding: Encoding) {
        let source = Span { start, end: start + text.len() };
        if let Some(last) = self.pieces.last()
            && last.origin == Origin::Verbatim
            && last.encoding == encoding
            && last.source.start + (self.text.len() - last.at) == start
        {
            return self.text.push_str(text);
        }
        self.push(text, source, Origin::Verbatim, encoding);
    }

    /// Adds the decoded text of an escape.
    pub(super) fn push_escape(&mut self, text: &str, source: Span, encoding: Encoding) {
        self.push(text, source, Origin::Escape, encoding);
    }

    /// Adds the value of a variable, or a text of another file, whose reference is at `source`.
    pub(super) fn push_elsewhere(&mut self, text: &str, source: Span) {
        self.push(text, source, Origin::Elsewhere, Encoding::Plain);
    }

    /// Adds a variable that has no value.
    pub(super) fn push_unknown(&mut self, text: &str, source: Span) {
        let start = self.text.len();
        self.push(text, source, Origin::Elsewhere, Encoding::Plain);
        self.unknown.push(start..self.text.len());
    }

    /// Adds the inside of a JSON string that begins at `start` in the capture.
    pub(super) fn push_json_string(&mut self, string: JsonStr<'_>, start: usize) {
        let raw = string.raw;
        let mut at = 0;
        while let Some(next) = memchr::memchr(b'\\', &raw.as_bytes()[at..]) {
            let escape = at + next;
            self.push_verbatim(&raw[at..escape], start + at, Encoding::JsonString);
            let is_unicode = |at: usize| raw.as_bytes().get(at + 1) == Some(&b'u');
            let mut end = escape + if is_unicode(escape) { 6 } else { 2 };
            let unit = raw.get(escape + 2..escape + 6);
            let unit = unit.and_then(|digits| u32::from_str_radix(digits, 16).ok());
            if is_unicode(escape) && unit.is_some_and(|unit| (0xD800..0xDC00).contains(&unit)) {
                end += 6;
            }
            let written = raw.get(escape..end).unwrap_or(&raw[escape..]);
            let decoded = JsonStr { raw: written, escaped: true }.decode();
            let source = Span { start: start + escape, end: start + escape + written.len() };
            self.push_escape(&decoded, source, Encoding::JsonString);
            at = escape + written.len();
        }
        self.push_verbatim(&raw[at..], start + at, Encoding::JsonString);
    }

    /// Adds a part of another text.
    pub(super) fn push_part(&mut self, other: &Self, range: Range<usize>) {
        let first = other.unknown.partition_point(|unknown| unknown.start < range.start);
        for unknown in other.unknown[first..].iter().take_while(|unknown| unknown.start < range.end)
        {
            if unknown.end <= range.end {
                let start = self.text.len() + unknown.start - range.start;
                self.unknown.push(start..start + unknown.len());
            }
        }
        let first = other.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        for (index, piece) in other.pieces.iter().enumerate().skip(first) {
            let end = other.pieces.get(index + 1).map_or(other.text.len(), |next| next.at);
            let (start, end) = (piece.at.max(range.start), end.min(range.end));
            if start >= range.end {
                break;
            }
            if start < end {
                let text = &other.text[start..end];
                match piece.origin {
                    Origin::Verbatim => {
                        let source = piece.source.start + (start - piece.at);
                        self.push_verbatim(text, source, piece.encoding);
                    }
                    origin => self.push(text, piece.source, origin, piece.encoding),
                }
            }
        }
    }

    fn index_at(&self, at: usize) -> usize {
        self.pieces.partition_point(|piece| piece.at <= at).saturating_sub(1)
    }

    fn piece_at(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(self.index_at(at)).filter(|piece| piece.at <= at)
    }

    /// Where a byte of the text is written.
    fn start_of(&self, at: usize) -> usize {
        self.piece_at(at).map_or(0, |piece| match piece.origin {
            Origin::Verbatim => piece.source.start + (at - piece.at),
            _ if at >= self.text.len() => piece.source.end,
            _ => piece.source.start,
        })
    }

    /// Where the byte before `at` ends.
    fn end_of(&self, at: usize) -> usize {
        let Some(before) = at.checked_sub(1) else { return self.start_of(0) };
        self.piece_at(before).map_or(0, |piece| match piece.origin {
            Origin::Verbatim => piece.source.start + (at - piece.at),
            _ => piece.source.end,
        })
    }

    /// Where a part of the text is written in the capture.
    pub(super) fn source(&self, span: Span) -> Span {
        let start = self.start_of(span.start);
        if span.end <= span.start {
            return Span { start, end: start };
        }
        // A part that is written at several places is marked at the first one.
        let mut end = self.end_of(span.end);
        let first = self.index_at(span.start);
        for index in first..self.index_at(span.end - 1) {
            let (here, next) = (self.end_of(self.pieces[index + 1].at), &self.pieces[index + 1]);
            if next.source.start < here || next.source.start > here + MAX_GAP {
                end = here;
                break;
            }
        }
        Span { start, end: end.max(start) }
    }

    /// How a replacement for a part of the text must be written; none if the part is not written in the
    /// capture, or in two ways.
    pub(super) fn encoding(&self, span: Span) -> Option<Encoding> {
        let first = self.pieces.partition_point(|piece| piece.at <= span.start).saturating_sub(1);
        let touched = self.pieces.iter().skip(first);
        let touched = touched.take_while(|piece| piece.at < span.end.max(span.start + 1));
        let mut encodings =
            touched.map(|piece| (piece.origin != Origin::Elsewhere).then_some(piece.encoding));
        let encoding = encodings.next()??;
        let is_one = encodings.all(|other| other == Some(encoding));
        let last = span.end.max(span.start + 1) - 1;
        // Nothing else may be between the pieces, such as a quotation mark of the shell.
        let is_whole = (self.index_at(span.start)..self.index_at(last)).all(|index| {
            let next = &self.pieces[index + 1];
            self.end_of(next.at) == next.source.start
        });
        (is_one && is_whole).then_some(encoding)
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, JsonStr, SourceText, Span};

    #[test]
    fn places_go_through_escapes() {
        // "a\"é\ud83d\ude00b" begins at 10.
        let raw = r#"a\"é\ud83d\ude00b"#;
        let mut text = SourceText::default();
        text.push_json_string(JsonStr { raw, escaped: true }, 10);
        assert_eq!(text.text(), "a\"é😀b");
        let source = |start, end| text.source(Span { start, end });
        assert_eq!(source(0, 1), Span { start: 10, end: 11 });
        assert_eq!(source(1, 2), Span { start: 11, end: 13 });
        assert_eq!(source(2, 4), Span { start: 13, end: 15 });
        assert_eq!(source(4, 8), Span { start: 15, end: 27 });
        assert_eq!(source(8, 9), Span { start: 27, end: 28 });
        assert_eq!(source(9, 9), Span { start: 28, end: 28 });
        let mut part = SourceText::default();
        part.push_part(&text, 2..8);
        assert_eq!(part.text(), "é😀");
        assert_eq!(part.source(Span { start: 2, end: 6 }), Span { start: 15, end: 27 });
        assert_eq!(part.encoding(Span { start: 0, end: 6 }), Some(Encoding::JsonString));
    }
}
