//! A cursor over the bytes of a payload.

mod key;
mod number;

use crate::contract::field_values::FieldValue;
use crate::diagnostics::secrets;
use crate::json::JsonStr;
use crate::json::name_hash::hash_name;
use crate::json::scan::{self, BLOCK};
use crate::json::utf8;

/// The rest of a JSON text. Every reader returns `None` for anything that it does not expect; then
/// the full check decides.
///
/// It is passed by value, so that it stays in two registers.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

/// A string token, which is UTF-8.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    /// The text from the inside of the string token to its end.
    pub(crate) rest: &'a [u8],
    /// The length of the inside, in bytes.
    pub(crate) length: usize,
    /// Properties of the inside.
    pub(crate) traits: StringTraits,
}

/// Properties of a string token, small enough for a register.
#[derive(Clone, Copy)]
pub(crate) struct StringTraits {
    /// Whether it contains a backslash.
    pub(crate) escaped: bool,
    /// Whether every byte is ASCII.
    pub(crate) ascii: bool,
    /// Whether it contains neither `&` nor delete.
    pub(crate) no_markup: bool,
    /// Whether it contains `_`.
    underscored: bool,
}

impl<'a> Token<'a> {
    /// The token whose inside is the first `length` bytes of a text.
    pub(crate) fn new(rest: &'a [u8], length: usize, traits: StringTraits) -> Self {
        Self { rest, length, traits }
    }

    /// The inside as it is written.
    #[inline]
    pub(crate) fn raw(&self) -> &'a [u8] {
        self.rest.get(..self.length).unwrap_or_default()
    }

    /// The string, to examine its characters.
    pub(crate) fn string(&self) -> Option<JsonStr<'a>> {
        let raw = std::str::from_utf8(self.raw()).ok()?;
        Some(JsonStr { raw, escaped: self.traits.escaped })
    }

    /// Whether it is ASCII without escapes, so that its bytes are its characters.
    pub(crate) fn reads_as_written(&self) -> bool {
        self.traits.ascii & !self.traits.escaped
    }

    /// Whether it may hold an API key.
    pub(crate) fn may_hold_key(&self) -> bool {
        self.traits.underscored & (self.length >= secrets::LENGTH)
    }

    /// A hash of the inside as it is written.
    pub(crate) fn hash(&self) -> u64 {
        hash_name(self.rest, self.length)
    }

    pub(crate) fn value(&self) -> FieldValue {
        FieldValue::text(self.rest.len(), self.length, self.traits.escaped)
    }
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a [u8]) -> Self {
        Self { rest: text }
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Skips bytes.
    #[inline(always)]
    fn advance(&mut self, length: usize) -> Option<()> {
        self.rest = self.rest.get(length..)?;
        Some(())
    }

    /// Skips white space and returns its length.
    #[inline]
    pub(crate) fn skip(&mut self) -> Option<usize> {
        let length = scan::whitespace(self.rest, 0);
        self.advance(length)?;
        Some(length)
    }

    /// Whether only white space is left.
    pub(crate) fn at_end(&mut self) -> bool {
        self.skip().is_some() && self.rest.is_empty()
    }

    /// Reads an opening bracket and the white space after it, and returns the length of that.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) -> Option<usize> {
        if self.peek()? != bracket {
            return None;
        }
        self.advance(1)?;
        self.skip()
    }

    /// Reads a closing bracket if it is next.
    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) -> bool {
        self.peek() == Some(bracket) && self.advance(1).is_some()
    }

    /// Reads what follows an item: true if another item follows, at which the cursor is then. `gap` is
    /// the length of the white space before the first item, which is the likeliest here too.
    #[inline]
    pub(crate) fn next(&mut self, bracket: u8, gap: usize) -> Option<bool> {
        if self.peek()? != b',' {
            self.skip()?;
            let byte = self.peek()?;
            if byte != b',' {
                self.advance(1)?;
                return (byte == bracket).then_some(false);
            }
        }
        self.advance(1)?;
        self.advance(scan::whitespace_with_hint(self.rest, gap))?;
        Some(true)
    }

    /// Reads a string token of at most 15 bytes up to the next quotation mark, and returns 16 bytes from
    /// its inside on, zero-padded at the end of the text. The token is not validated: the caller
    /// compares it with known values.
    #[inline(always)]
    pub(crate) fn short_word(&mut self) -> Option<[u8; BLOCK]> {
        let inside = self.inside()?;
        let word = scan::load16(inside);
        self.rest = inside.get(scan::find_quote_in_block(word)? + 1..)?;
        Some(word)
    }

    /// The text from the inside of the next string token on.
    #[inline]
    pub(crate) fn inside(&self) -> Option<&'a [u8]> {
        self.rest.strip_prefix(b"\"")
    }

    /// Reads a string token of this length. The caller knows that it is ASCII without escapes.
    #[inline]
    pub(crate) fn plain_string(&mut self, length: usize) -> Option<Token<'a>> {
        let inside = self.inside()?;
        if inside.get(length) != Some(&b'"') {
            return None;
        }
        self.rest = &inside[length + 1..];
        let traits =
            StringTraits { escaped: false, ascii: true, no_markup: false, underscored: true };
        Some(Token::new(inside, length, traits))
    }

    /// Reads a string token of ASCII without escapes.
    pub(crate) fn plain_text(&mut self) -> Option<Token<'a>> {
        self.string().filter(|token| token.reads_as_written())
    }

    /// Reads a string token without `\u` escapes.
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
        // Branch-free, as neither value is likelier: one of these is 0.
        let from_true = start ^ u32::from_le_bytes(*b"true");
        let from_false = (start ^ u32::from_le_bytes(*b"fals")) | u32::from(end ^ b'e');
        self.rest = &self.rest[4 + usize::from(from_true != 0)..];
        (from_true.min(from_false) == 0).then_some(from_true == 0)
    }
}

/// The token whose inside is the scanned run. Only here non-ASCII bytes are checked to be UTF-8.
#[inline(always)]
fn token(inside: &[u8], run: scan::StringRun, escaped: bool) -> Option<Token<'_>> {
    let scan::StringRun { end, ascii, no_markup, underscored } = run;
    let token = Token::new(inside, end, StringTraits { escaped, ascii, no_markup, underscored });
    (ascii || utf8::is_valid(inside, 0..end)).then_some(token)
}

/// Reads a string token with a backslash, from its inside on.
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
            no_markup: run.no_markup & next.no_markup,
            underscored: run.underscored | next.underscored,
        };
    }
    if inside.get(run.end)? != &b'"' {
        return None;
    }
    Some((token(inside, run, true)?, Cursor::new(&inside[run.end + 1..])))
}
