//! A constant-time duplicate check for short lists.

use crate::json::name_hash::HASH_MULTIPLIER;

/// Hashes of the values of a list, up to `CAPACITY`, a multiple of eight.
pub(crate) struct DuplicateFilter<const CAPACITY: usize> {
    /// Equal for equal values, and for few others; 0 where there is no value.
    hashes: [u32; CAPACITY],
    count: usize,
    repeats: bool,
}

impl<const CAPACITY: usize> DuplicateFilter<CAPACITY> {
    /// An empty list.
    pub(crate) const fn new() -> Self {
        const { assert!(CAPACITY.is_multiple_of(8)) };
        Self { hashes: [0; CAPACITY], count: 0, repeats: false }
    }

    /// Adds a value, or the hash of one.
    #[inline(always)]
    pub(crate) fn add(&mut self, value: u64) {
        let hash = (value.wrapping_mul(HASH_MULTIPLIER) >> 32) as u32 | 1;
        // Groups of eight, so that the number of steps does not depend on the number of values.
        for eight in self.hashes.as_chunks::<8>().0.iter().take(1 + self.count / 8) {
            self.repeats |= eight.iter().fold(false, |met, seen| met | (*seen == hash));
        }
        if let Some(free) = self.hashes.get_mut(self.count) {
            *free = hash;
        }
        self.count += 1;
    }

    /// The number of values.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Whether all values are certainly different.
    #[inline]
    pub(crate) fn all_differ(&self) -> bool {
        !self.repeats && self.count <= CAPACITY
    }
}

#[cfg(test)]
mod tests {
    use super::DuplicateFilter;

    fn all_differ(values: impl IntoIterator<Item = u64>) -> bool {
        let mut filter = DuplicateFilter::<16>::new();
        values.into_iter().for_each(|value| filter.add(value));
        filter.all_differ()
    }

    #[test]
    fn only_lists_without_repeats_pass() {
        assert!(
            all_differ([]) && all_differ([0]) && all_differ([u64::MAX, 0]) && all_differ(0..16)
        );
        for same in 0..16 {
            for other in 0..same {
                let mut values: Vec<u64> = (10..26).collect();
                values[same] = values[other];
                assert!(!all_differ(values), "{same} {other}");
            }
        }
        assert!(!all_differ(0..17), "longer than the capacity");
    }
}
