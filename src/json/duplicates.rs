//! Finds members whose name occurs more than once in their object.

use super::name_hash::{self, HASH_MULTIPLIER};

/// The largest number of members whose names are compared one by one.
pub(super) const SMALL_LIST: u32 = 96;

/// The number of bits in the filter.
const BITS: usize = 512;

/// A filter for the names of an object: one bit for each hash.
#[derive(Default)]
pub(super) struct Names([u64; BITS / 64]);

impl Names {
    /// Adds the name at the start of a text. False if the name is certainly new.
    #[inline]
    pub(super) fn add(&mut self, text: &[u8], length: usize) -> bool {
        let hash = name_hash::hash_name(text, length).wrapping_mul(HASH_MULTIPLIER);
        let bit_index = (hash >> (64 - BITS.ilog2())) as usize;
        let (word, bit) = (bit_index / 64, 1u64 << (bit_index % 64));
        let is_known = self.0[word] & bit != 0;
        self.0[word] |= bit;
        is_known
    }
}
