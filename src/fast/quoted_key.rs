//! Names and words as they are written, ready to be compared with a text.

use crate::json::scan::{self, BLOCK};

/// A name or word as it begins in a text, with the quotation mark behind it; of a longer one the first
/// 32 bytes.
#[derive(Clone, Copy)]
pub(crate) struct QuotedKey {
    head: [u8; BLOCK],
    tail: [u8; BLOCK],
    /// Which of these bytes count, as bits from the lowest on.
    count: u32,
}

impl QuotedKey {
    /// What no text begins with in which a quotation mark ends a name or word.
    pub(crate) const NEVER: Self =
        Self { head: [b'"'; BLOCK], tail: [b'"'; BLOCK], count: u32::MAX };

    /// A name or word that needs no escapes.
    pub(crate) const fn new(name: &[u8]) -> Self {
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

    /// Whether it has at most 15 bytes and a text begins with it.
    #[inline(always)]
    pub(crate) fn matches_prefix(&self, text: &[u8; BLOCK]) -> bool {
        !scan::same(text, &self.head) & self.count == 0
    }

    /// Whether a text begins with it; of more than 31 bytes the first 32 are looked at, so a text with a
    /// quotation mark among them never does.
    #[inline(always)]
    pub(crate) fn matches_long_prefix(&self, text: &[u8; 2 * BLOCK]) -> bool {
        let ([head, tail], _) = text.as_chunks() else { return false };
        !(scan::same(head, &self.head) | scan::same(tail, &self.tail) << BLOCK) & self.count == 0
    }
}

#[cfg(test)]
mod tests {
    use super::QuotedKey;

    #[test]
    fn names_are_told_apart_by_every_byte_and_their_length() {
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
                let text = format!("{other}\": \"and what else is behind\", \"and more\": 2");
                let (short, long) = (text.as_bytes().first_chunk(), text.as_bytes().first_chunk());
                let is_it = name == other;
                let [matches_prefix, matches_long_prefix] =
                    [written.matches_prefix(short.unwrap()), written.matches_long_prefix(long.unwrap())];
                assert_eq!(matches_prefix, is_it && name.len() < 16, "{name} {other}");
                // Of what is longer the first 32 bytes count.
                if other.len() < 32 {
                    assert_eq!(matches_long_prefix, is_it, "{name} {other}");
                }
            }
        }
    }
}
