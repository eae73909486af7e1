//! Member names, read together with their colon.

use crate::json::scan::{self, BLOCK};
use crate::contract::{Prover, ObjectSpec, name};

use super::{Cursor, Token};

impl<'a> Cursor<'a> {
    /// Reads a member name up to the next quotation mark, its colon and the whitespace behind; the
    /// index and the prover of the field of the spec that it names. The name is not looked at
    /// otherwise: what no table knows is no name.
    #[inline]
    pub(crate) fn field(&mut self, spec: &ObjectSpec) -> Option<(usize, Prover)> {
        if let Some((name, length, value)) = self.usual_key() {
            self.pass(value)?;
            return spec.lookup.member(name, length);
        }
        if let Some((name, length, value)) = self.usual_long_key() {
            self.pass(value)?;
            return spec.lookup.long(name, length);
        }
        let field;
        (field, *self) = self.any_field(spec)?;
        Some(field)
    }

    /// Reads a member name of one to fifteen visible ASCII characters without a backslash, and its
    /// colon, if they stand as usual; the name's number.
    #[inline]
    pub(crate) fn plain_key(&mut self) -> Option<u64> {
        let (text, length, value) = self.usual_key().filter(|(_, length, _)| *length > 0)?;
        if !scan::begins_visibly(text, length) {
            return None;
        }
        self.pass(value)?;
        name::short(text, length)
    }

    /// The bytes that begin with a member name, its length and the place of its value, where the
    /// name is short and at most a space follows the colon.
    #[inline(always)]
    fn usual_key(&self) -> Option<([u8; BLOCK], usize, usize)> {
        let window = self.rest.first_chunk::<{ BLOCK + 4 }>()?;
        let [b'"', name @ .., _, _, _] = window else { return None };
        let length = scan::quotation_mark_in(*name)?;
        Some((*name, length, value_behind(window, length)?))
    }

    /// The same where the name is longer.
    #[inline(always)]
    fn usual_long_key(&self) -> Option<(&'a [u8; 2 * BLOCK], usize, usize)> {
        let window = self.rest.first_chunk::<{ 2 * BLOCK + 4 }>()?;
        let [b'"', name @ .., _, _, _] = window else { return None };
        if scan::quotation_mark_in(*name.first_chunk()?).is_some() {
            return None;
        }
        let length = BLOCK + scan::quotation_mark_in(*name.last_chunk()?)?;
        Some((name, length, value_behind(window, length)?))
    }

    #[cold]
    #[inline(never)]
    fn any_field(mut self, spec: &ObjectSpec) -> Option<((usize, Prover), Self)> {
        let inside = self.inside()?;
        let length = scan::quotation_mark(inside)?;
        let field = spec.lookup.any(spec.fields, &inside[..length])?;
        self.rest = &inside[length + 1..];
        self.colon()?;
        Some((field, self))
    }

    /// Reads any member name, and its colon.
    pub(crate) fn key_token(&mut self) -> Option<Token<'a>> {
        let key = self.string()?;
        self.colon()?;
        Some(key)
    }

    #[inline]
    fn colon(&mut self) -> Option<()> {
        self.skip()?;
        if self.peek()? != b':' {
            return None;
        }
        self.pass(1)?;
        self.skip().map(drop)
    }
}

/// Where the value stands behind a quotation mark, a name of this length, another quotation mark, a
/// colon and at most a space.
#[inline(always)]
fn value_behind<const N: usize>(window: &[u8; N], length: usize) -> Option<usize> {
    let colon = length + 2;
    if *window.get(colon)? != b':' {
        return None;
    }
    // A branch, as all members of a payload are written alike: the value need not wait for it.
    if *window.get(colon + 1)? > b' ' {
        return Some(colon + 1);
    }
    (window[colon + 1] == b' ' && *window.get(colon + 2)? > b' ').then_some(colon + 2)
}
