//! Member names, made ready to be compared and looked up.

/// So many bytes of a name stand in the head of its key.
const HEAD: usize = 15;

/// A member name; a short one is a single number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'t> {
    /// The first bytes, little-endian, and the length above them.
    head: u128,
    /// The other bytes.
    tail: &'t [u8],
}

/// What is left of sixteen bytes when only so many count.
const KEPT: [u128; HEAD + 1] = {
    let mut masks = [0; HEAD + 1];
    let mut length = 1;
    while length <= HEAD {
        masks[length] = masks[length - 1] << 8 | 0xFF;
        length += 1;
    }
    masks
};

impl<'t> Key<'t> {
    /// The key of a name.
    pub(crate) const fn new(name: &'t [u8]) -> Self {
        let (head, tail) = match name.split_at_checked(HEAD) {
            Some(parts) => parts,
            None => (name, &[] as &[u8]),
        };
        let mut bytes = [0; HEAD + 1];
        let mut at = 0;
        while at < head.len() {
            bytes[at] = head[at];
            at += 1;
        }
        bytes[HEAD] = if name.len() < 255 { name.len() as u8 } else { 255 };
        Self { head: u128::from_le_bytes(bytes), tail }
    }

    /// The key of the name that the first bytes of a text are, at most 15.
    #[inline]
    pub(crate) fn short(text: [u8; HEAD + 1], length: usize) -> Option<Self> {
        let head = u128::from_le_bytes(text) & KEPT.get(length)?;
        Some(Self { head: head | (length as u128) << (8 * HEAD), tail: &[] })
    }

    /// The key of the name of this length that a text begins with.
    #[inline]
    pub(crate) fn beginning(text: &'t [u8], length: usize) -> Self {
        let short = text.first_chunk().and_then(|head| Self::short(*head, length));
        short.unwrap_or_else(|| Self::new(text.get(..length).unwrap_or(text)))
    }

    /// A number for the name, below `LOOKUP`.
    #[inline]
    pub(crate) const fn digest(&self) -> usize {
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        let (low, high) = (self.head as u64, (self.head >> 64) as u64);
        ((low ^ high.rotate_left(29)).wrapping_mul(SPREAD) >> 56) as usize
    }

    #[inline]
    pub(crate) fn is(&self, other: &Key<'_>) -> bool {
        self.head == other.head && (self.tail.is_empty() || self.tail == other.tail)
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

    /// The field with this name, and its index.
    #[inline]
    pub(crate) fn find(
        &self,
        fields: &'static [super::Field],
        key: &Key<'_>,
    ) -> Option<(usize, &'static super::Field)> {
        let mut at = key.digest();
        loop {
            let index = usize::from(self.0[at]);
            let field = fields.get(index)?;
            if field.key.is(key) {
                return Some((index, field));
            }
            at = (at + 1) % LOOKUP;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn names_are_told_apart_by_every_byte_and_their_length() {
        let names =
            ["", "a", "a\0", "ab", "abcdefghijklmno", "abcdefghijklmnop", "abcdefghijklmnoq"];
        for (i, a) in names.iter().enumerate() {
            for (j, b) in names.iter().enumerate() {
                assert_eq!(Key::new(a.as_bytes()).is(&Key::new(b.as_bytes())), i == j, "{a} {b}");
            }
            let mut text = [b'"'; 16];
            if a.len() < text.len() {
                text[..a.len()].copy_from_slice(a.as_bytes());
                let short = Key::short(text, a.len()).map(|key| key.is(&Key::new(a.as_bytes())));
                assert_eq!(short, Some(true), "{a}");
            }
        }
    }
}
