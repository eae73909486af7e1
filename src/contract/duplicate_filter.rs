//! A few values of one list, told apart at a glance.

use super::name::HASH_MULTIPLIER;

/// Some values, of which up to `MOST`, a multiple of eight, are compared.
pub(crate) struct DuplicateFilter<const MOST: usize> {
    /// A number for each: the same for values that are the same, and for few others.
    seen: [u32; MOST],
    count: usize,
    repeats: bool,
}

impl<const MOST: usize> DuplicateFilter<MOST> {
    /// No values.
    pub(crate) const fn new() -> Self {
        const { assert!(MOST.is_multiple_of(8)) };
        Self { seen: [0; MOST], count: 0, repeats: false }
    }

    /// Adds a value.
    #[inline(always)]
    pub(crate) fn add(&mut self, value: u64) {
        // No mark is that of a free place.
        let mark = (value.wrapping_mul(HASH_MULTIPLIER) >> 32) as u32 | 1;
        // Always compared with eight places, whether they are free or not: how many values a list
        // has is nothing that a processor could foresee.
        for eight in self.seen.as_chunks::<8>().0.iter().take(1 + self.count / 8) {
            self.repeats |= eight.iter().fold(false, |met, seen| met | (*seen == mark));
        }
        if let Some(free) = self.seen.get_mut(self.count) {
            *free = mark;
        }
        self.count += 1;
    }

    /// How many values were added.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Whether all values are certainly different.
    #[inline]
    pub(crate) fn differ(&self) -> bool {
        !self.repeats && self.count <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::DuplicateFilter;

    fn differ(values: impl IntoIterator<Item = u64>) -> bool {
        let mut marks = DuplicateFilter::<16>::new();
        values.into_iter().for_each(|value| marks.add(value));
        marks.differ()
    }

    #[test]
    fn values_differ_only_if_that_is_certain() {
        assert!(differ([]) && differ([0]) && differ([u64::MAX, 0]) && differ(0..16));
        for same in 0..16 {
            for other in 0..same {
                let mut values: Vec<u64> = (10..26).collect();
                values[same] = values[other];
                assert!(!differ(values), "{same} {other}");
            }
        }
        // UrlRule than are compared.
        assert!(!differ(0..17));
    }
}
