//! Finds the field that a member name means.

use super::key::{Key, LONGEST, SPREAD};
use super::{Field, Prover};

/// So many slots has a table.
const SLOTS: usize = 256;

/// A table in which every field has a slot of its own, with its prover and its index.
///
/// What a prover does next hangs on the slot, so it takes as few steps as possible to come to it; the
/// name is compared meanwhile.
pub(crate) struct Lookup {
    slots: [Option<(Prover, u8)>; SLOTS],
    /// With this spread no two fields have the same slot.
    spread: u64,
}

impl Lookup {
    /// A table of at most 64 fields.
    pub(crate) const fn new(fields: &[Field]) -> Self {
        let mut spread = SPREAD;
        let mut attempts = 0;
        loop {
            if let Some(slots) = place(fields, spread) {
                return Self { slots, spread };
            }
            spread = spread.wrapping_mul(0xD129_0245_3A89_4A4D) | 1;
            attempts += 1;
            assert!(attempts < 1000, "two names of one length have the same first four bytes");
        }
    }

    /// The field with this name, its index and its prover.
    #[inline]
    pub(crate) fn find(
        &self,
        fields: &'static [Field],
        key: &Key,
    ) -> Option<(usize, &'static Field, Prover)> {
        let (prove, index) = self.slots[slot(key, self.spread)]?;
        let index = usize::from(index);
        let field = fields.get(index)?;
        field.key.is(key).then_some((index, field, prove))
    }
}

const fn place(fields: &[Field], spread: u64) -> Option<[Option<(Prover, u8)>; SLOTS]> {
    let mut slots = [None; SLOTS];
    let mut index = 0;
    while index < fields.len() {
        let Field { name, key, prove, .. } = &fields[index];
        assert!(name.len() <= LONGEST, "the name would not be told apart to the letter");
        let slot = slot(key, spread);
        if slots[slot].is_some() {
            return None;
        }
        slots[slot] = Some((*prove, index as u8));
        index += 1;
    }
    Some(slots)
}

/// The slot of a name. It takes only the beginning of the name and its length, which are known sooner
/// than the rest; names that clash with one spread may not with another.
#[inline]
const fn slot(key: &Key, spread: u64) -> usize {
    let first = (key.first as u64).wrapping_mul(spread) >> (64 - SLOTS.ilog2());
    (first as usize ^ (key.length as usize) << 2) % SLOTS
}
