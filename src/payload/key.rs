//! Member names, made ready to be compared and looked up.

/// So many bytes of a name stand in the head of its key, and so many in the tail.
pub(crate) const HEAD: usize = 15;
const TAIL: usize = 16;

/// Names up to this length are quick to read.
pub(crate) const LONG: usize = HEAD + TAIL;

/// A name as a few numbers. Only names of more than 39 bytes may have the key of another one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Key {
    /// The first bytes, little-endian, and the length above them.
    head: u128,
    /// The next bytes.
    tail: u128,
    /// The other bytes.
    rest: u64,
}

/// What is left of sixteen bytes when only so many count.
const KEPT: [u128; TAIL + 1] = {
    let mut masks = [0; TAIL + 1];
    let mut length = 1;
    while length < masks.len() {
        masks[length] = masks[length - 1] << 8 | 0xFF;
        length += 1;
    }
    masks
};

impl Key {
    /// The key of a name.
    pub(crate) const fn new(name: &[u8]) -> Self {
        let (mut head, mut tail, mut rest) = (0u128, 0u128, 0u64);
        let mut at = name.len();
        while at > 0 {
            at -= 1;
            match at {
                ..HEAD => head = head << 8 | name[at] as u128,
                HEAD..LONG => tail = tail << 8 | name[at] as u128,
                _ => rest = rest.rotate_left(8) ^ name[at] as u64,
            }
        }
        let length = if name.len() < 255 { name.len() } else { 255 };
        let head = head | (length as u128) << (8 * HEAD);
        Self { head, tail, rest }
    }

    /// The key of the name that the first bytes of a text are, at most 15.
    #[inline]
    pub(crate) fn short(text: [u8; HEAD + 1], length: usize) -> Option<Self> {
        let kept = KEPT[..=HEAD].get(length)?;
        let head = u128::from_le_bytes(text) & kept;
        let head = head | (length as u128) << (8 * HEAD);
        Some(Self { head, tail: 0, rest: 0 })
    }

    /// The key of the name of this length, at least 15 and at most 31, that a text begins with.
    #[inline]
    pub(crate) fn long(text: &[u8; LONG], length: usize) -> Option<Self> {
        let kept = KEPT.get(length.checked_sub(HEAD)?)?;
        let (head, tail) = (text.first_chunk()?, text.last_chunk()?);
        let head = u128::from_le_bytes(*head) & KEPT[HEAD] | (length as u128) << (8 * HEAD);
        Some(Self { head, tail: u128::from_le_bytes(*tail) & kept, rest: 0 })
    }

    /// The key of the name of this length that a text begins with.
    #[inline]
    pub(crate) fn beginning(text: &[u8], length: usize) -> Self {
        let short = text.first_chunk().and_then(|head| Self::short(*head, length));
        let long = || text.first_chunk().and_then(|bytes| Self::long(bytes, length));
        short.or_else(long).unwrap_or_else(|| Self::new(text.get(..length).unwrap_or(text)))
    }

    /// The key of the name of this length that a text ends with.
    pub(crate) fn ending(text: &[u8], length: usize) -> Self {
        if let (Some(last), 0..=HEAD) = (text.last_chunk::<{ HEAD + 1 }>(), length) {
            let before = 8 * (HEAD + 1 - length) as u32;
            let moved = u128::from_le_bytes(*last).unbounded_shr(before);
            if let Some(key) = Self::short(moved.to_le_bytes(), length) {
                return key;
            }
        }
        Self::new(&text[text.len().saturating_sub(length)..])
    }

    /// The same for names that are the same, and for few others.
    #[inline]
    pub(crate) fn mark(&self) -> u64 {
        let all = self.head ^ self.tail.rotate_left(41);
        self.rest ^ all as u64 ^ ((all >> 64) as u64).rotate_left(29)
    }
}

/// An odd number with bits all over, which spreads names well.
pub(crate) const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn names_are_told_apart_by_every_byte_and_their_length() {
        let alphabet: String = ('a'..='z').chain('A'..='Z').collect();
        let mut names = vec![String::new(), "a\0".to_owned()];
        for length in 1..=39 {
            names.push(alphabet[..length].to_owned());
            for at in 0..length {
                let mut name = alphabet[..length].to_owned();
                name.replace_range(at..=at, "_");
                names.push(name);
            }
        }
        let keys: Vec<Key> = names.iter().map(|name| Key::new(name.as_bytes())).collect();
        for (i, a) in keys.iter().enumerate() {
            for (j, b) in keys.iter().enumerate() {
                assert_eq!(a == b, i == j, "{} {}", names[i], names[j]);
            }
        }
    }

    #[test]
    fn a_key_is_the_same_however_it_is_read() {
        let name = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for length in 0..name.len() {
            let whole = Key::new(&name.as_bytes()[..length]);
            for before in ["", "\"", "{\"a\": [1, 2, 3], \""] {
                let text = format!("{before}{}", &name[..length]);
                let key = Key::ending(text.as_bytes(), length);
                assert_eq!(key, whole, "{text}");
            }
            for behind in ["", "\"", "\": 1, \"the next member\": 22222222222222222222222222"] {
                let text = format!("{}{behind}", &name[..length]);
                let key = Key::beginning(text.as_bytes(), length);
                assert_eq!(key, whole, "{text}");
            }
        }
    }
}
