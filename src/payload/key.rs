//! Member names, made ready to be compared and looked up.

/// A member name beside its first and last bytes as numbers, which tell nearly all names apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'t> {
    /// The first eight bytes, little-endian; fewer, and zeros, of a shorter name.
    first: u64,
    /// The last eight bytes; the same as the first of a shorter name.
    last: u64,
    name: &'t [u8],
}

const WORD: usize = 8;

impl<'t> Key<'t> {
    /// The key of a name.
    #[inline]
    pub(crate) const fn new(name: &'t [u8]) -> Self {
        match (name.first_chunk(), name.last_chunk()) {
            (Some(first), Some(last)) => {
                Self { first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last), name }
            }
            _ => {
                let mut first = 0;
                let mut at = 0;
                while at < name.len() {
                    first |= (name[at] as u64) << (8 * at);
                    at += 1;
                }
                Self { first, last: first, name }
            }
        }
    }

    /// The key of the name that has this length and begins with these bytes, of which more may
    /// follow.
    #[inline]
    pub(crate) fn starting(text: &'t [u8], length: usize) -> Self {
        let name = text.get(..length).unwrap_or(text);
        match text.first_chunk() {
            Some(word) if length < WORD => {
                let first = u64::from_le_bytes(*word) & !(u64::MAX << (8 * length));
                Self { first, last: first, name }
            }
            _ => Self::new(name),
        }
    }

    /// The last eight bytes as a number; of a shorter name all of them.
    pub(crate) const fn last_bytes(&self) -> u64 {
        self.last
    }

    /// A number for the name, below `LOOKUP`.
    #[inline]
    const fn digest(&self) -> usize {
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        let mixed = (self.first ^ self.last.rotate_left(29)).wrapping_mul(SPREAD);
        (mixed >> 56) as usize
    }

    #[inline]
    fn is(&self, other: &Key<'_>) -> bool {
        self.first == other.first
            && self.last == other.last
            && self.name.len() == other.name.len()
            && (self.name.len() <= 2 * WORD || self.name == other.name)
    }
}

/// Slots of a table that finds a field by name.
const LOOKUP: usize = 256;
const NO_FIELD: u8 = u8::MAX;

/// Finds the field that a name means.
pub(crate) struct Lookup([u8; LOOKUP]);

impl Lookup {
    /// Places every field at the first free slot from its digest on; there are at most 64.
    pub(crate) const fn new(fields: &[super::Field]) -> Self {
        let mut table = [NO_FIELD; LOOKUP];
        let mut index = 0;
        while index < fields.len() {
            let mut at = fields[index].key.digest();
            while table[at] != NO_FIELD {
                at = (at + 1) % LOOKUP;
            }
            table[at] = index as u8;
            index += 1;
        }
        Self(table)
    }

    /// The index of the field with this name.
    #[inline]
    pub(crate) fn find(&self, fields: &[super::Field], key: &Key<'_>) -> Option<usize> {
        let mut at = key.digest();
        loop {
            let index = usize::from(self.0[at]);
            let field = fields.get(index)?;
            if field.key.is(key) {
                return Some(index);
            }
            at = (at + 1) % LOOKUP;
        }
    }
}
