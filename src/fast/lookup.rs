//! Finds the field of a member name.

use crate::contract::object_spec::{Field, MAX_FIELDS};
use crate::json::name_hash::HASH_MULTIPLIER;
use crate::json::scan::BLOCK;

use super::check::{FastCheck, Reader};
use super::quoted_key::QuotedKey;

/// The number of slots in the table.
const SLOTS: usize = 256;

/// The largest number of multipliers that are tried.
const MAX_ATTEMPTS: usize = 1000;

/// A hash table in which every field has a slot of its own. Empty slots point to field 0; the name
/// comparison rejects it.
pub(super) struct Lookup {
    slots: [(Reader, FastCheck, u8); SLOTS],
    /// With this multiplier no two fields have the same slot.
    multiplier: u64,
    names: [QuotedKey; MAX_FIELDS],
    fields: &'static [Field],
    checks: Vec<FastCheck>,
}

/// A slot without a field: the full check decides.
const EMPTY_SLOT: (Reader, FastCheck, u8) = (|_, _, _, _| None, FastCheck::None, 0);

/// The field that a member name means.
#[derive(Clone, Copy)]
pub(super) struct FoundField {
    pub(super) index: usize,
    pub(super) check: FastCheck,
    pub(super) read: Reader,
}

impl Lookup {
    /// The table of at most 64 fields with their checks. Fields that collide under every multiplier
    /// have no slot, so that the full check reads their payloads.
    pub(super) fn new(fields: &'static [Field], checks: Vec<FastCheck>) -> Self {
        let mut multiplier = HASH_MULTIPLIER;
        let mut slots = place(fields, &checks, multiplier);
        for _ in 0..MAX_ATTEMPTS {
            if slots.is_some() {
                break;
            }
            multiplier = multiplier.wrapping_mul(0xD129_0245_3A89_4A4D) | 1;
            slots = place(fields, &checks, multiplier);
        }
        let mut names = [QuotedKey::NEVER; MAX_FIELDS];
        for (key, field) in names.iter_mut().zip(fields) {
            *key = QuotedKey::new(field.name.as_bytes());
        }
        let slots = slots.unwrap_or([EMPTY_SLOT; SLOTS]);
        Self { slots, multiplier, names, fields, checks }
    }

    /// Whether every field has a check.
    pub(super) fn is_complete(&self) -> bool {
        self.checks.iter().all(|check| !matches!(check, FastCheck::None))
    }

    /// The check of a field.
    pub(super) fn check(&self, index: usize) -> FastCheck {
        self.checks.get(index).copied().unwrap_or(FastCheck::None)
    }

    /// The field whose name a text starts with. The first quotation mark of the text is at `length`,
    /// which is less than 16, and a colon follows it.
    #[inline]
    pub(super) fn short(&self, text: [u8; BLOCK], length: usize) -> Option<FoundField> {
        let first = u128::from_le_bytes(text) as u32;
        let found = self.candidate(first, length);
        self.names[found.index].matches_prefix(&text).then_some(found)
    }

    /// Like the function above, for a length of 16 to 31 and any text after the name.
    #[inline]
    pub(super) fn long(&self, text: &[u8; 2 * BLOCK], length: usize) -> Option<FoundField> {
        let first = u32::from_le_bytes(*text.first_chunk()?);
        let found = self.candidate(first, length);
        self.names[found.index].matches_long_prefix(text).then_some(found)
    }

    /// The field with this name.
    pub(super) fn find(&self, name: &[u8]) -> Option<FoundField> {
        let found = self.candidate(first_bytes(name), name.len());
        (self.fields.get(found.index)?.name.as_bytes() == name).then_some(found)
    }

    /// The only field that can have this name.
    #[inline(always)]
    fn candidate(&self, first: u32, length: usize) -> FoundField {
        let (read, check, index) = self.slots[slot(first, length, self.multiplier)];
        // No index is larger; the remainder saves a bounds check.
        FoundField { index: usize::from(index) % MAX_FIELDS, check, read }
    }
}

/// The slots of all fields, unless two have the same.
fn place(
    fields: &[Field],
    checks: &[FastCheck],
    multiplier: u64,
) -> Option<[(Reader, FastCheck, u8); SLOTS]> {
    let mut slots = [EMPTY_SLOT; SLOTS];
    let mut is_taken = [false; SLOTS];
    for (index, (field, check)) in fields.iter().zip(checks).enumerate() {
        let name = field.name.as_bytes();
        // A shorter name is hashed together with the text after it, which varies.
        if name.len() < 2 {
            continue;
        }
        let slot = slot(first_bytes(name), name.len(), multiplier);
        if is_taken[slot] {
            return None;
        }
        is_taken[slot] = true;
        slots[slot] = (check.reader(), *check, index as u8);
    }
    Some(slots)
}

/// The slot of a name: a hash of its first four bytes and its length.
#[inline(always)]
fn slot(first: u32, length: usize, multiplier: u64) -> usize {
    let first = u64::from(first).wrapping_mul(multiplier) >> (64 - SLOTS.ilog2());
    (first as usize ^ length << 2) % SLOTS
}

/// The first four bytes of a quoted name with the usual text after it: quotation mark and colon.
fn first_bytes(name: &[u8]) -> u32 {
    u32::from_le_bytes(match name {
        [] => *b"\":\0\0",
        [a] => [*a, b'"', b':', 0],
        [a, b] => [*a, *b, b'"', b':'],
        [a, b, c] => [*a, *b, *c, b'"'],
        [a, b, c, d, ..] => [*a, *b, *c, *d],
    })
}
