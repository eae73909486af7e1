//! Reads ahead in the text; the current offset stays.

use super::mistake::shown;
use super::{Scan, trivia};
use crate::json::position::Span;

impl<'a> Scan<'a> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The offset of the first byte at or after `at` that is not white space.
    pub(super) fn skip_blanks(&self, mut at: usize) -> usize {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.byte(at) {
            at += 1;
        }
        at
    }

    /// Whether the line ends here, or continues with a character that can end a value or a name.
    pub(super) fn ends_token(&self, at: usize) -> bool {
        let is_blank = |c: &char| matches!(c, ' ' | '\t') || trivia::is_odd_space(*c);
        let next = self.rest(at).chars().find(|c| !is_blank(c));
        matches!(next, None | Some(',' | ';' | ':' | '=' | ']' | '}' | '\r' | '\n' | '/' | '#'))
    }

    /// The offset of the end of the line, without trailing white space.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        at + line.trim_end().len()
    }

    /// A character of the text for a message.
    pub(super) fn found(&self, at: usize) -> String {
        match self.char_at(at) {
            None => "the end of the document".into(),
            Some('`') => "a backtick".into(),
            Some(c) => format!("`{}`", shown(&c.to_string())),
        }
    }

    /// The last character of what was read last.
    pub(super) fn end_of_last(&self) -> Span {
        let read = self.text.get(..self.last.end).unwrap_or_default();
        let length = read.chars().next_back().map_or(0, char::len_utf8);
        Span { start: read.len() - length, end: read.len() }
    }

    pub(super) fn char_span(&self, at: usize) -> (usize, usize) {
        (at, at + self.char_at(at).map_or(0, char::len_utf8))
    }
}
