//! Quoted keys and values, ready for comparison with a text.

use crate::json::scan::{self, BLOCK};

/// The bytes of a name and the quotation mark after it; of a longer name the first 32 bytes.
#[derive(Clone, Copy)]
pub(crate) struct QuotedKey {
    head: [u8; BLOCK],
    tail: [u8; BLOCK],
    /// The bytes that are compared, as bits, the lowest first.
    count: u32,
}

impl QuotedKey {
    /// Matches no name.
    pub(crate) const NEVER: Self =
        Self { head: [b'"'; BLOCK], tail: [b'"'; BLOCK], count: u32::MAX };

    /// A name that needs no escapes.
    pub(crate) fn new(name: &[u8]) -> Self {
        let Self { mut head, mut tail, mut count } = Self::NEVER;
        let mut at = 0;
        while at < name.len() && at < 2 * BLOCK {
            match at {
                ..BLOCK => head[at] = name[at],
                _ => tail[at - BLOCK] = name[at],
            }
            at += 1;
        }
        if name.len() < 2 * BLOCK - 1 {
            count = (2 << name.len()) - 1;
        }
        Self { head, tail, count }
    }

    /// Whether a text starts with the name; false for a name of more than 15 bytes.
    #[inline(always)]
    pub(crate) fn matches_prefix(&self, text: &[u8; BLOCK]) -> bool {
        !scan::same(text, &self.head) & self.count == 0
    }

    /// Whether a text starts with the name. Of more than 31 bytes the first 32 are compared, so a text
    /// with a quotation mark among them never matches.
    #[inline(always)]
    pub(crate) fn matches_long_prefix(&self, text: &[u8; 2 * BLOCK]) -> bool {
        let ([head, tail], _) = text.as_chunks() else { return false };
        !(scan::same(head, &self.head) | scan::same(tail, &self.tail) << BLOCK) & self.count == 0
    }
}

/// The documented values of an enum field, ready for comparison.
pub(crate) struct FastEnum([QuotedKey; Self::MAX]);

impl FastEnum {
    /// The largest number of values.
    const MAX: usize = 3;

    /// The values, or none if they are too many or longer than 15 bytes. The memory is kept for the
    /// whole process.
    pub(crate) fn new(values: &[&str]) -> Option<&'static Self> {
        if values.len() > Self::MAX || values.iter().any(|value| value.len() >= BLOCK) {
            return None;
        }
        let mut keys = [QuotedKey::NEVER; Self::MAX];
        for (key, value) in keys.iter_mut().zip(values) {
            *key = QuotedKey::new(value.as_bytes());
        }
        Some(Box::leak(Box::new(Self(keys))))
    }

    /// The index of the value that a text starts with.
    #[inline]
    pub(crate) fn find(&self, text: &[u8; BLOCK]) -> Option<u8> {
        // Branch-free, as every value is equally likely.
        let indexes =
            self.0.iter().zip(1..).map(|(key, index)| index * u8::from(key.matches_prefix(text)));
        indexes.fold(0, |found, index| found | index).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::QuotedKey;

    #[test]
    fn names_that_differ_in_a_byte_or_in_length_do_not_match() {
        let alphabet: String = ('a'..='z').chain('A'..='Z').collect();
        let mut names = vec![String::new()];
        for length in 1..40 {
            names.push(alphabet[..length].to_owned());
            for at in 0..length {
                let mut name = alphabet[..length].to_owned();
                name.replace_range(at..=at, "_");
                names.push(name);
            }
        }
        for name in &names {
            let written = QuotedKey::new(name.as_bytes());
            for other in &names {
                let text = format!("{other}\": \"and more text\", \"and more\": 2");
                let (short, long) = (text.as_bytes().first_chunk(), text.as_bytes().first_chunk());
                let is_it = name == other;
                let [short_match, long_match] = [
                    written.matches_prefix(short.unwrap()),
                    written.matches_long_prefix(long.unwrap()),
                ];
                assert_eq!(short_match, is_it && name.len() < 16, "{name} {other}");
                // Of longer names the first 32 bytes are compared.
                if other.len() < 32 {
                    assert_eq!(long_match, is_it, "{name} {other}");
                }
            }
        }
    }
}
