//! A cursor over the bytes of a payload.

mod key;
mod number;

use crate::contract::field_values::FieldValue;
use crate::diagnostics::secrets;
use crate::json::name_hash::hash_name;
use crate::json::scan::{self, BLOCK};
use crate::json::utf8;

use super::decode::decoded;

/// The rest of a JSON text. Every reader returns `None` for anything that it does not expect; then
/// the full check decides.
///
/// It is passed by value, so that it stays in two registers.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

/// A decoded string, which is UTF-8.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    /// The string and what follows it in memory.
    pub(crate) rest: &'a [u8],
    /// The length of the string, in bytes.
    pub(crate) length: usize,
    /// Properties of the string.
    pub(crate) traits: StringTraits,
}

/// Properties of a decoded string, small enough for a register.
#[derive(Clone, Copy)]
pub(crate) struct StringTraits {
    /// Whether every byte is ASCII.
    pub(crate) ascii: bool,
    /// Whether it contains neither `&` nor a control character.
    pub(crate) no_markup: bool,
    /// Whether it contains `_`.
    underscored: bool,
}

impl<'a> Token<'a> {
    /// The string of the first `length` bytes of a text.
    pub(crate) fn new(rest: &'a [u8], length: usize, traits: StringTraits) -> Self {
        Self { rest, length, traits }
    }

    #[inline]
    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.rest.get(..self.length).unwrap_or_default()
    }

    /// The string, to examine its characters.
    pub(crate) fn text(&self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()).ok()
    }

    /// Whether it may hold an API key.
    pub(crate) fn may_hold_key(&self) -> bool {
        self.traits.underscored & (self.length >= secrets::LENGTH)
    }

    pub(crate) fn hash(&self) -> u64 {
        hash_name(self.rest, self.length)
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
    #[inline(always)]
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
        let [b'"', inside @ ..] = self.rest else { return None };
        Some(inside)
    }

    /// Reads a string token of this length. The caller knows that it is UTF-8 without escapes.
    #[inline]
    pub(crate) fn plain_string(&mut self, length: usize) -> Option<(&'a [u8], FieldValue)> {
        let inside = self.inside()?;
        if inside.get(length) != Some(&b'"') {
            return None;
        }
        self.rest = &inside[length + 1..];
        Some((&inside[..length], FieldValue::text(inside.len(), length, false)))
    }

    /// Reads a string token of ASCII without escapes.
    pub(crate) fn plain_text(&mut self) -> Option<&'a [u8]> {
        let token = self.unescaped()?;
        token.traits.ascii.then(|| token.bytes())
    }

    /// Reads a string token without escapes.
    #[inline(always)]
    pub(crate) fn unescaped(&mut self) -> Option<Token<'a>> {
        let inside = self.inside()?;
        let run = scan::plain(inside, 0);
        if inside.get(run.end) != Some(&b'"') {
            return None;
        }
        self.rest = &inside[run.end + 1..];
        token(inside, run)
    }

    /// Reads a string token, which is decoded if it contains escapes, and returns what a function reads
    /// from the string, and the field's value.
    #[inline(always)]
    pub(crate) fn string<R>(
        &mut self,
        read: impl Fn(&Token<'_>) -> Option<R>,
    ) -> Option<(R, FieldValue)> {
        let inside = self.inside()?;
        let run = scan::plain(inside, 0);
        if inside.get(run.end) == Some(&b'"') {
            self.rest = &inside[run.end + 1..];
            let result = read(&token(inside, run)?)?;
            return Some((result, FieldValue::text(inside.len(), run.end, false)));
        }
        let uncommon;
        (uncommon, *self) = escaped_string(*self, read)?;
        Some(uncommon)
    }

    /// Reads a string token, and returns what a function reads from the memory that starts with the decoded
    /// bytes, which need not be UTF-8, and from their number; and the field's value.
    pub(crate) fn decoded<R>(
        &mut self,
        read: impl FnOnce(&[u8], usize) -> Option<R>,
    ) -> Option<(R, FieldValue)> {
        let inside = self.inside()?;
        let (result, length, escaped) = decoded(inside, read)?;
        self.rest = inside.get(length + 1..)?;
        Some((result, FieldValue::text(inside.len(), length, escaped)))
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

/// The string that was scanned. Only here non-ASCII bytes are checked to be UTF-8.
#[inline(always)]
fn token(text: &[u8], run: scan::StringRun) -> Option<Token<'_>> {
    let scan::StringRun { end, ascii, no_markup, underscored } = run;
    let token = Token::new(text, end, StringTraits { ascii, no_markup, underscored });
    (ascii || utf8::is_valid(text, 0..end)).then_some(token)
}

/// Reads a string token with escapes.
#[inline(never)]
fn escaped_string<'a, R>(
    mut cursor: Cursor<'a>,
    read: impl Fn(&Token<'_>) -> Option<R>,
) -> Option<((R, FieldValue), Cursor<'a>)> {
    let result =
        cursor.decoded(|memory, length| read(&token(memory, scan::properties(memory, length))?))?;
    Some((result, cursor))
}
