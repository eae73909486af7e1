//! Finds members whose name occurs more than once in their object.

use super::name_hash::{self, HASH_MULTIPLIER};

/// In a larger object a new name is no longer compared with those before it, one by one.
pub(super) const SMALL_LIST: u32 = 96;

/// So many numbers are told apart.
const NUMBERS: usize = 512;

/// The names of an object, as far as they are told apart by a number for each.
#[derive(Default)]
pub(super) struct Names([u64; NUMBERS / 64]);

impl Names {
    /// Adds the name that a text begins with; false if it is certainly new.
    #[inline]
    pub(super) fn add(&mut self, text: &[u8], length: usize) -> bool {
        let number = name_hash::hash_name(text, length).wrapping_mul(HASH_MULTIPLIER);
        let number = (number >> (64 - NUMBERS.ilog2())) as usize;
        let (word, bit) = (number / 64, 1u64 << (number % 64));
        let is_met = self.0[word] & bit != 0;
        self.0[word] |= bit;
        is_met
    }
}
