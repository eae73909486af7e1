//! The bytes of a payload, read once from front to back by the provers.

mod key;
mod number;

use crate::json::JsonStr;
use crate::json::scan::{self, BLOCK};
use crate::json::utf8;
use crate::contract::field_values::FieldValue;
use crate::json::name_hash;
use crate::diagnostics::secrets;

/// A place in a JSON text: what is left of it. Every reader returns `None` for anything that it does
/// not expect, which means "not proven" and ends the proof.
///
/// It goes from field to field in two registers.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

/// A string token, which is UTF-8.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    /// The text from the inside of the string on.
    pub(crate) rest: &'a [u8],
    /// How many of its bytes are inside.
    pub(crate) length: usize,
    /// What was seen in it.
    pub(crate) seen: StringTraits,
}

/// What was seen in a string on the way to its end. It fits into a register.
#[derive(Clone, Copy)]
pub(crate) struct StringTraits {
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
    /// The token of so many bytes that a text begins with.
    pub(crate) fn new(rest: &'a [u8], length: usize, seen: StringTraits) -> Self {
        Self { rest, length, seen }
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
            let seen = StringTraits { escaped, ascii: true, quiet: true, underscored: false };
            return Self::new(raw.as_bytes(), raw.len(), seen);
        }
        let run = scan::plain(raw.as_bytes(), 0);
        let whole = run.end == raw.len();
        let ascii = if whole { run.ascii } else { raw.is_ascii() };
        let (quiet, underscored) = (whole && run.quiet, !whole || run.underscored);
        Self::new(raw.as_bytes(), raw.len(), StringTraits { escaped, ascii, quiet, underscored })
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
        self.seen.underscored & (self.length >= secrets::LENGTH)
    }

    /// A number for the string as it is written: the same for the same, and for few others.
    pub(crate) fn number(&self) -> u64 {
        name::number(self.rest, self.length)
    }

    pub(crate) fn fact(&self) -> FieldValue {
        FieldValue::text(self.rest.len(), self.length, self.seen.escaped)
    }
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a [u8]) -> Self {
        Self { rest: text }
    }

    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Goes on by so many bytes.
    #[inline(always)]
    fn pass(&mut self, length: usize) -> Option<()> {
        self.rest = self.rest.get(length..)?;
        Some(())
    }

    /// Skips whitespace; how much of it.
    #[inline]
    pub(crate) fn skip(&mut self) -> Option<usize> {
        let length = scan::whitespace(self.rest, 0);
        self.pass(length)?;
        Some(length)
    }

    /// Whether only whitespace is left.
    pub(crate) fn at_end(&mut self) -> bool {
        self.skip().is_some() && self.rest.is_empty()
    }

    /// Reads an opening bracket and the whitespace after it; how much of it.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) -> Option<usize> {
        if self.peek()? != bracket {
            return None;
        }
        self.pass(1)?;
        self.skip()
    }

    /// Reads a closing bracket if it comes next.
    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) -> bool {
        self.peek() == Some(bracket) && self.pass(1).is_some()
    }

    /// After an item: whether another one follows (then the cursor stands at it), most likely behind
    /// as much whitespace as the first.
    #[inline]
    pub(crate) fn next(&mut self, bracket: u8, gap: usize) -> Option<bool> {
        if self.peek()? != b',' {
            self.skip()?;
            let byte = self.peek()?;
            if byte != b',' {
                self.pass(1)?;
                return (byte == bracket).then_some(false);
            }
        }
        self.pass(1)?;
        self.pass(scan::whitespace_again(self.rest, gap))?;
        Some(true)
    }

    /// Reads a string token of at most 15 bytes up to the next quotation mark; gives the sixteen bytes
    /// from its inside on, zeros behind the end of the text. The token is not looked at otherwise: what
    /// is no word of a list is no string either.
    #[inline(always)]
    pub(crate) fn short_word(&mut self) -> Option<[u8; BLOCK]> {
        let inside = self.inside()?;
        let word = scan::load16(inside);
        self.rest = inside.get(scan::quotation_mark_in(word)? + 1..)?;
        Some(word)
    }

    /// The text from the inside of the string token on that comes next.
    #[inline]
    pub(crate) fn inside(&self) -> Option<&'a [u8]> {
        self.rest.strip_prefix(b"\"")
    }

    /// Reads a string token of this length, which is ASCII and holds no escapes, as the caller knows.
    #[inline]
    pub(crate) fn plain_string(&mut self, length: usize) -> Option<Token<'a>> {
        let inside = self.inside()?;
        if inside.get(length) != Some(&b'"') {
            return None;
        }
        self.rest = &inside[length + 1..];
        let seen = StringTraits { escaped: false, ascii: true, quiet: false, underscored: true };
        Some(Token::new(inside, length, seen))
    }

    /// Reads a string token. Escapes other than `\u` are followed, `\u` is not.
    #[inline(always)]
    pub(crate) fn string(&mut self) -> Option<Token<'a>> {
        let inside = self.inside()?;
        let run = scan::plain(inside, 0);
        if inside.get(run.end) == Some(&b'"') {
            self.rest = &inside[run.end + 1..];
            return token(inside, run, false);
        }
        let token;
        (token, *self) = escaped_string(inside)?;
        Some(token)
    }

    pub(crate) fn null(&mut self) -> Option<()> {
        self.rest = self.rest.strip_prefix(b"null")?;
        Some(())
    }

    #[inline]
    pub(crate) fn boolean(&mut self) -> Option<bool> {
        let [start @ .., end]: &[u8; 5] = self.rest.first_chunk()?;
        let start = u32::from_le_bytes(*start);
        // Neither value is likelier, so no branch asks which it is: one of these is 0.
        let from_true = start ^ u32::from_le_bytes(*b"true");
        let from_false = (start ^ u32::from_le_bytes(*b"fals")) | u32::from(end ^ b'e');
        self.rest = &self.rest[4 + usize::from(from_true != 0)..];
        (from_true.min(from_false) == 0).then_some(from_true == 0)
    }
}

/// The token whose inside a text begins with, of which so much was looked through. Nobody else asks
/// whether what is beyond ASCII is UTF-8.
#[inline(always)]
fn token(inside: &[u8], run: scan::StringRun, escaped: bool) -> Option<Token<'_>> {
    let scan::StringRun { end, ascii, quiet, underscored } = run;
    let token = Token::new(inside, end, StringTraits { escaped, ascii, quiet, underscored });
    (ascii || utf8::is_valid(inside, 0..end)).then_some(token)
}

/// Reads a string from its inside on, in which there is a backslash.
#[cold]
#[inline(never)]
fn escaped_string(inside: &[u8]) -> Option<(Token<'_>, Cursor<'_>)> {
    let mut run = scan::plain(inside, 0);
    while inside.get(run.end)? == &b'\\' {
        let (b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') = inside.get(run.end + 1)?
        else {
            return None;
        };
        let next = scan::plain(inside, run.end + 2);
        run = scan::StringRun {
            end: next.end,
            ascii: run.ascii & next.ascii,
            quiet: run.quiet & next.quiet,
            underscored: run.underscored | next.underscored,
        };
    }
    if inside.get(run.end)? != &b'"' {
        return None;
    }
    Some((token(inside, run, true)?, Cursor::new(&inside[run.end + 1..])))
}
