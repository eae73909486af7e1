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
    /// The key of no name: no UTF-8 has such bytes.
    pub(crate) const NONE: Self = Self { head: u128::MAX, tail: &[] };

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

    /// A number for the name, below `SLOTS`; names that clash with one spread do not with another.
    #[inline]
    pub(crate) const fn digest(&self, spread: u64) -> usize {
        let (low, high) = (self.head as u64, (self.head >> 64) as u64);
        ((low ^ high.rotate_left(29)).wrapping_mul(spread) >> (64 - SLOTS.ilog2())) as usize
    }

    #[inline]
    pub(crate) fn is(&self, other: &Key<'_>) -> bool {
        self.head == other.head && (self.tail.is_empty() || self.tail == other.tail)
    }
}

/// Slots of a table that finds a field by name.
pub(crate) const SLOTS: usize = 512;
const NO_FIELD: u8 = u8::MAX;

/// An odd number with bits all over, which spreads names well.
pub(crate) const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Finds the field that a name means: every field has a slot of its own.
pub(crate) struct Lookup {
    slots: [u8; SLOTS],
    /// With this spread no two fields have the same digest.
    spread: u64,
}

impl Lookup {
    /// A table of at most 64 fields.
    pub(crate) const fn new(fields: &[super::Field]) -> Self {
        let mut spread = SPREAD;
        loop {
            if let Some(slots) = Self::place(fields, spread) {
                return Self { slots, spread };
            }
            spread = spread.wrapping_mul(0xD129_0245_3A89_4A4D) | 1;
        }
    }

    const fn place(fields: &[super::Field], spread: u64) -> Option<[u8; SLOTS]> {
        let mut slots = [NO_FIELD; SLOTS];
        let mut index = 0;
        while index < fields.len() {
            let at = fields[index].key.digest(spread);
            if slots[at] != NO_FIELD {
                return None;
            }
            slots[at] = index as u8;
            index += 1;
        }
        Some(slots)
    }

    /// The field with this name, and its index.
    #[inline]
    pub(crate) fn find(
        &self,
        fields: &'static [super::Field],
        key: &Key<'_>,
    ) -> Option<(usize, &'static super::Field)> {
        let index = usize::from(self.slots[key.digest(self.spread)]);
        let field = fields.get(index)?;
        field.key.is(key).then_some((index, field))
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
