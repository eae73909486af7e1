//! Finds the field that a member name means.

use crate::json::scan::BLOCK;

use super::name::HASH_MULTIPLIER;
use super::written::QuotedKey;
use super::{Field, Prover};

/// So many slots has a table.
const SLOTS: usize = 256;

/// So many fields at most.
const MOST: usize = 64;

/// A table in which every field has a slot of its own, with its prover and its index. The other slots
/// name the first field, which is not the one that is looked for, as its name tells.
///
/// What a prover does next hangs on the slot, so it takes as few steps as possible to come to it; the
/// name is compared meanwhile.
pub(crate) struct Lookup {
    slots: [(Prover, u8); SLOTS],
    /// With this spread no two fields have the same slot.
    spread: u64,
    names: [QuotedKey; MOST],
}

impl Lookup {
    /// A table of at most 64 fields.
    pub(crate) const fn new(fields: &[Field]) -> Self {
        let mut spread = HASH_MULTIPLIER;
        let mut attempts = 0;
        let slots = loop {
            if let Some(slots) = place(fields, spread) {
                break slots;
            }
            spread = spread.wrapping_mul(0xD129_0245_3A89_4A4D) | 1;
            attempts += 1;
            assert!(attempts < 1000, "two names of one length have the same first four bytes");
        };
        let mut names = [QuotedKey::NEVER; MOST];
        let mut index = 0;
        while index < fields.len() {
            names[index] = QuotedKey::new(fields[index].name.as_bytes());
            index += 1;
        }
        Self { slots, spread, names }
    }

    /// The index and the prover of the field whose name a text begins with. The first quotation mark of
    /// the text stands behind so many bytes, fewer than 16, and is followed by a colon.
    #[inline]
    pub(crate) fn member(&self, text: [u8; BLOCK], length: usize) -> Option<(usize, Prover)> {
        self.short(&text, u128::from_le_bytes(text) as u32, length)
    }

    /// The same where it stands behind 16 to 31 bytes, followed by anything.
    #[inline]
    pub(crate) fn long(&self, text: &[u8; 2 * BLOCK], length: usize) -> Option<(usize, Prover)> {
        let first = u32::from_le_bytes(*text.first_chunk()?);
        let (index, prove) = self.candidate(first, length);
        self.names[index].matches_long_prefix(text).then_some((index, prove))
    }

    /// The index of the field whose name a text begins with. The first quotation mark of the text stands
    /// behind so many bytes.
    #[inline]
    pub(crate) fn beginning(&self, fields: &[Field], text: &[u8], length: usize) -> Option<usize> {
        let found = match (text.first_chunk(), text.first_chunk()) {
            (Some(text), _) if length < BLOCK => self.short(text, first(text, length), length),
            (_, Some(text)) if length < 2 * BLOCK => self.long(text, length),
            _ => self.any(fields, text.get(..length)?),
        };
        Some(found?.0)
    }

    /// The index and the prover of the field with this name.
    pub(crate) fn any(&self, fields: &[Field], name: &[u8]) -> Option<(usize, Prover)> {
        let (index, prove) = self.candidate(first(name, name.len()), name.len());
        (fields.get(index)?.name.as_bytes() == name).then_some((index, prove))
    }

    #[inline(always)]
    fn short(&self, text: &[u8; BLOCK], first: u32, length: usize) -> Option<(usize, Prover)> {
        let (index, prove) = self.candidate(first, length);
        self.names[index].matches_prefix(text).then_some((index, prove))
    }

    /// The field that is meant if any is.
    #[inline(always)]
    fn candidate(&self, first: u32, length: usize) -> (usize, Prover) {
        let (prove, index) = self.slots[slot(first, length, self.spread)];
        // No index is larger, which spares a question.
        (usize::from(index) % MOST, prove)
    }
}

const fn place(fields: &[Field], spread: u64) -> Option<[(Prover, u8); SLOTS]> {
    assert!(fields.len() <= MOST, "the fields that were seen are bits of a number of 64");
    const NEVER: Prover = |_, _, _| None;
    let mut slots = [(NEVER, 0); SLOTS];
    let mut is_taken = [false; SLOTS];
    let mut index = 0;
    while index < fields.len() {
        let Field { name, prove, .. } = &fields[index];
        assert!(name.len() >= 2, "what follows a shorter name would be taken for a part of it");
        let slot = slot(first(name.as_bytes(), name.len()), name.len(), spread);
        if is_taken[slot] {
            return None;
        }
        is_taken[slot] = true;
        slots[slot] = (*prove, index as u8);
        index += 1;
    }
    Some(slots)
}

/// The slot of a name. It takes only the beginning of the name and its length, which are known sooner
/// than the rest; names that clash with one spread may not with another.
#[inline(always)]
const fn slot(first: u32, length: usize, spread: u64) -> usize {
    let first = (first as u64).wrapping_mul(spread) >> (64 - SLOTS.ilog2());
    (first as usize ^ length << 2) % SLOTS
}

/// The first four bytes of the name of this length that a text begins with; behind a shorter name there
/// are its quotation mark and a colon, as in most texts.
const fn first(text: &[u8], length: usize) -> u32 {
    u32::from_le_bytes(match (length, text) {
        (0, _) => *b"\":\0\0",
        (1, [a, ..]) => [*a, b'"', b':', 0],
        (2, [a, b, ..]) => [*a, *b, b'"', b':'],
        (3, [a, b, c, ..]) => [*a, *b, *c, b'"'],
        (_, [a, b, c, d, ..]) => [*a, *b, *c, *d],
        _ => [0; 4],
    })
}
