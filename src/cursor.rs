//! The bytes of a payload, read once from front to back by the provers.

mod key;
mod number;

use crate::document::JsonStr;
use crate::document::scan::{self, BLOCK};
use crate::document::utf8;
use crate::payload::facts::Fact;
use crate::payload::name;
use crate::secret;

/// A place in a JSON text. Every reader returns `None` for anything that it does not expect,
/// which means "not proven" and ends the proof.
///
/// It is no larger than two words, so that the place goes from field to field in a register.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    bytes: &'a &'a [u8],
    at: usize,
}

/// A string token, which is UTF-8.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    /// The text from the inside of the string on.
    pub(crate) rest: &'a [u8],
    /// How many of its bytes are inside.
    pub(crate) length: usize,
    /// What was seen in it.
    pub(crate) seen: Seen,
    /// Where the string begins in the text, behind the quotation mark.
    start: u32,
}

/// What was seen in a string on the way to its end. It fits into a register.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    /// Whether it contains a backslash.
    pub(crate) escaped: bool,
    /// Whether every byte is ASCII.
    pub(crate) ascii: bool,
    /// Whether it holds neither `&` nor delete.
    pub(crate) quiet: bool,
    /// Whether it holds `_`.
    underscored: bool,
}

impl<'a> Token<'a> {
    /// The token of so many bytes that a text begins with; nobody asks where it stands.
    pub(crate) fn new(rest: &'a [u8], length: usize, seen: Seen) -> Self {
        Self { rest, length, seen, start: 0 }
    }

    /// As written, without the quotes.
    #[inline]
    pub(crate) fn raw(&self) -> &'a [u8] {
        self.rest.get(..self.length).unwrap_or_default()
    }

    /// The token of a string that was read before.
    pub(crate) fn of(string: JsonStr<'a>) -> Self {
        let JsonStr { raw, escaped, simple } = string;
        if simple {
            let seen = Seen { escaped, ascii: true, quiet: true, underscored: false };
            return Self::new(raw.as_bytes(), raw.len(), seen);
        }
        let run = scan::plain(raw.as_bytes(), 0);
        let whole = run.end == raw.len();
        let ascii = if whole { run.ascii } else { raw.is_ascii() };
        let (quiet, underscored) = (whole && run.quiet, !whole || run.underscored);
        Self::new(raw.as_bytes(), raw.len(), Seen { escaped, ascii, quiet, underscored })
    }

    /// The string, for those who look at characters.
    pub(crate) fn string(&self) -> Option<JsonStr<'a>> {
        let raw = std::str::from_utf8(self.raw()).ok()?;
        Some(JsonStr { raw, escaped: self.seen.escaped, simple: false })
    }

    /// Whether it is ASCII without escapes, so that its bytes are its characters.
    pub(crate) fn reads_as_written(&self) -> bool {
        self.seen.ascii & !self.seen.escaped
    }

    /// Whether it may hold an API key.
    pub(crate) fn may_hold_key(&self) -> bool {
        self.seen.underscored & (self.length >= secret::LENGTH)
    }

    /// A number for the string as it is written: the same for the same, and for few others.
    pub(crate) fn number(&self) -> u64 {
        name::number(self.rest, self.length)
    }

    pub(crate) fn fact(&self) -> Fact {
        let end = self.start + self.length as u32;
        Fact::Text { start: self.start, end, escaped: self.seen.escaped }
    }
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    #[inline(always)]
    fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    #[inline]
    pub(crate) fn skip(&mut self) {
        self.at = scan::whitespace(self.bytes(), self.at);
    }

    /// Whether only whitespace is left.
    pub(crate) fn at_end(&mut self) -> bool {
        self.skip();
        self.at == self.bytes().len()
    }

    /// Reads an opening bracket and the whitespace after it; how much of it.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) -> Option<usize> {
        (self.peek()? == bracket).then(|| {
            self.at += 1;
            let before = self.at;
            self.skip();
            self.at - before
        })
    }

    /// Reads a closing bracket if it comes next.
    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) -> bool {
        let closes = self.peek() == Some(bracket);
        self.at += usize::from(closes);
        closes
    }

    /// After an item: whether another one follows (then the cursor stands at it), most likely behind
    /// as much whitespace as the first.
    #[inline]
    pub(crate) fn next(&mut self, bracket: u8, gap: usize) -> Option<bool> {
        if self.peek()? != b',' {
            self.skip();
            let byte = self.peek()?;
            if byte != b',' {
                self.at += 1;
                return (byte == bracket).then_some(false);
            }
        }
        self.at = scan::whitespace_again(self.bytes(), self.at + 1, gap);
        Some(true)
    }

    /// Reads a string token of at most 15 bytes up to the next quotation mark; what the text from its
    /// inside on begins with. It is not looked at otherwise: what is no word of a list is no string
    /// either.
    #[inline(always)]
    pub(crate) fn short_word(&mut self) -> Option<[u8; BLOCK]> {
        if self.peek()? != b'"' {
            return None;
        }
        let word = scan::sixteen(self.bytes(), self.at + 1);
        self.at += scan::quotation_mark_in(word)? + 2;
        Some(word)
    }

    /// The text from the inside of the string token on that comes next.
    #[inline]
    pub(crate) fn inside(&self) -> Option<&'a [u8]> {
        self.bytes().get(self.at..)?.strip_prefix(b"\"")
    }

    /// Reads a string token of this length, which holds no escapes.
    #[inline]
    pub(crate) fn plain_string(&mut self, length: usize) -> Option<Token<'a>> {
        let start = self.at + 1;
        if self.peek()? != b'"' || self.bytes().get(start + length) != Some(&b'"') {
            return None;
        }
        self.at = start + length + 1;
        let rest = &self.bytes()[start..];
        let seen = Seen { escaped: false, ascii: true, quiet: false, underscored: true };
        Some(Token { rest, length, seen, start: start as u32 })
    }

    /// Reads a string token. Escapes other than `\u` are followed, `\u` is not.
    #[inline(always)]
    pub(crate) fn string(&mut self) -> Option<Token<'a>> {
        if self.peek()? != b'"' {
            return None;
        }
        let start = self.at + 1;
        let run = scan::plain(self.bytes(), start);
        if self.bytes().get(run.end) == Some(&b'"') {
            self.at = run.end + 1;
            return self.token(start, run, false);
        }
        let token;
        (token, *self) = self.escaped_string(start)?;
        Some(token)
    }

    #[cold]
    #[inline(never)]
    fn escaped_string(mut self, start: usize) -> Option<(Token<'a>, Self)> {
        let mut run = scan::plain(self.bytes(), start);
        while self.bytes().get(run.end)? == &b'\\' {
            let (b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') =
                self.bytes().get(run.end + 1)?
            else {
                return None;
            };
            let next = scan::plain(self.bytes(), run.end + 2);
            run = scan::Run {
                end: next.end,
                ascii: run.ascii & next.ascii,
                quiet: run.quiet & next.quiet,
                underscored: run.underscored | next.underscored,
            };
        }
        if self.bytes().get(run.end)? != &b'"' {
            return None;
        }
        self.at = run.end + 1;
        Some((self.token(start, run, true)?, self))
    }

    /// The token whose inside begins here and was looked through. Nobody else asks whether what is
    /// beyond ASCII is UTF-8.
    #[inline(always)]
    fn token(&self, start: usize, run: scan::Run, escaped: bool) -> Option<Token<'a>> {
        let (rest, length) = (&self.bytes()[start..], run.end.wrapping_sub(start));
        let scan::Run { ascii, quiet, underscored, .. } = run;
        let seen = Seen { escaped, ascii, quiet, underscored };
        let token = Token { rest, length, seen, start: start as u32 };
        (ascii || utf8::is_valid(self.bytes(), start..run.end)).then_some(token)
    }

    /// Reads this word if it comes next.
    #[inline]
    fn word(&mut self, word: &[u8]) -> Option<()> {
        let end = self.at + word.len();
        (self.bytes().get(self.at..end)? == word).then(|| self.at = end)
    }

    pub(crate) fn null(&mut self) -> Option<()> {
        self.word(b"null")
    }

    #[inline]
    pub(crate) fn flag(&mut self) -> Option<bool> {
        let [start @ .., end]: &[u8; 5] = self.bytes().get(self.at..)?.first_chunk()?;
        let start = u32::from_le_bytes(*start);
        // Neither value is likelier, so no branch asks which it is: one of these is 0.
        let from_true = start ^ u32::from_le_bytes(*b"true");
        let from_false = (start ^ u32::from_le_bytes(*b"fals")) | u32::from(end ^ b'e');
        self.at += 4 + usize::from(from_true != 0);
        (from_true.min(from_false) == 0).then_some(from_true == 0)
    }
}
