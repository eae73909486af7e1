//! Member names, read together with their colon.

use crate::fast::lookup::{FoundField, Lookup};
use crate::json::name_hash::hash_short_name;
use crate::json::scan::{self, BLOCK};

use super::Cursor;

impl<'a> Cursor<'a> {
    /// Reads a member name, its colon and the white space after it, and returns the index and the check
    /// of the field. The name is not validated: the table compares it with the names of fields.
    #[inline(always)]
    pub(crate) fn field(&mut self, lookup: &Lookup) -> Option<FoundField> {
        if let Some((name, length, value)) = self.common_key() {
            self.advance(value)?;
            return lookup.short(name, length);
        }
        if let Some((name, length, value)) = self.common_long_key() {
            self.advance(value)?;
            return lookup.long(name, length);
        }
        let field;
        (field, *self) = self.any_field(lookup)?;
        Some(field)
    }

    /// Reads a member name of 1 to 15 visible ASCII characters and its colon, if at most a space follows
    /// the colon, and returns the hash and the length of the name.
    #[inline]
    pub(crate) fn plain_key(&mut self) -> Option<(u64, usize)> {
        let (text, length, value) = self.common_key().filter(|(_, length, _)| *length > 0)?;
        if !scan::starts_with_visible(text, length) {
            return None;
        }
        self.advance(value)?;
        Some((hash_short_name(text, length)?, length))
    }

    /// Bytes that start with a short member name, the name's length and the offset of the value, if at
    /// most a space follows the colon.
    #[inline(always)]
    fn common_key(&self) -> Option<([u8; BLOCK], usize, usize)> {
        let window = self.rest.first_chunk::<{ BLOCK + 4 }>()?;
        let [b'"', name @ .., _, _, _] = window else { return None };
        let length = scan::find_quote_in_block(*name)?;
        Some((*name, length, value_behind(window, length)?))
    }

    /// Like the function above, for a name of 16 to 31 bytes.
    #[inline(always)]
    fn common_long_key(&self) -> Option<(&'a [u8; 2 * BLOCK], usize, usize)> {
        let window = self.rest.first_chunk::<{ 2 * BLOCK + 4 }>()?;
        let [b'"', name @ .., _, _, _] = window else { return None };
        if scan::find_quote_in_block(*name.first_chunk()?).is_some() {
            return None;
        }
        let length = BLOCK + scan::find_quote_in_block(*name.last_chunk()?)?;
        Some((name, length, value_behind(window, length)?))
    }

    #[cold]
    #[inline(never)]
    fn any_field(mut self, lookup: &Lookup) -> Option<(FoundField, Self)> {
        let inside = self.inside()?;
        let length = scan::find_quote(inside)?;
        let field = lookup.find(&inside[..length])?;
        self.rest = &inside[length + 1..];
        self.colon()?;
        Some((field, self))
    }

    /// Reads a colon and the white space around it.
    #[inline]
    pub(crate) fn colon(&mut self) -> Option<()> {
        self.skip()?;
        if self.peek()? != b':' {
            return None;
        }
        self.advance(1)?;
        self.skip().map(drop)
    }
}

/// The offset of the value after a quoted name of this length, a colon and at most a space.
#[inline(always)]
fn value_behind<const N: usize>(window: &[u8; N], length: usize) -> Option<usize> {
    let colon = length + 2;
    if *window.get(colon)? != b':' {
        return None;
    }
    // A predictable branch: all members of a payload are written alike.
    if *window.get(colon + 1)? > b' ' {
        return Some(colon + 1);
    }
    (window[colon + 1] == b' ' && *window.get(colon + 2)? > b' ').then_some(colon + 2)
}
