//! API keys: found by their documented form, and never shown.

use std::borrow::Cow;
use std::ops::Range;

use crate::json::scan::{self, is};

const PREFIX: &str = "trk_";
const TAIL: usize = 32;
/// The length of an API key in characters.
pub(crate) const LENGTH: usize = PREFIX.len() + TAIL;

/// The place of the first API key: `trk_` and exactly 32 ASCII letters or digits, not in the
/// middle of a word.
pub(crate) fn find(text: &str) -> Option<Range<usize>> {
    candidates(text, 0).find(|found| {
        let before = text[..found.start].chars().next_back();
        found.len() == LENGTH && !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// The places from `from` on of texts that look like an API key: unlike a key in a payload they may
/// follow a letter or an escape such as `%3D` or `~1`, and may be longer.
fn candidates(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    // The last two letters of the prefix are rarer than the first two.
    let prefix = |[block, behind]: [_; 2]| is(block, b'k') & is(behind, b'_');
    let part = from + 2..(bytes.len() + 1).saturating_sub(2 + TAIL);
    scan::positions_of_pairs(bytes, part, prefix).filter_map(|at| {
        let (start, tail) = (at - 2, at + 2);
        if bytes[start..tail] != *PREFIX.as_bytes() {
            return None;
        }
        let length = bytes[tail..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        (length >= TAIL).then_some(start..tail + length)
    })
}

/// Whether a text contains something that looks like an API key.
pub(crate) fn is_shown(text: &str) -> bool {
    candidates(text, 0).next().is_some()
}

/// The beginning of a text that was cut off, without what may be the beginning of an API key.
pub(crate) fn before_cut(text: &str) -> &str {
    match text.rfind(PREFIX) {
        Some(start) if text.len() - start < LENGTH => &text[..start],
        _ => text,
    }
}

/// The text with `trk_[redacted]` for everything that looks like an API key.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    if text.len() < LENGTH {
        return Cow::Borrowed(text);
    }
    let Some(mut found) = candidates(text, 0).next() else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    loop {
        out.push_str(&text[from..found.start]);
        out.push_str("trk_[redacted]");
        from = found.end;
        match candidates(text, from).next() {
            Some(next) => found = next,
            None => break,
        }
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// A text with every API key in it masked by as many asterisks, so that columns stay the same: for
/// programs that show source lines.
pub fn mask_secrets(text: &str) -> String {
    mask(text).into_owned()
}

/// A JSON text, however broken, with everything masked that may be an API key, by as many asterisks,
/// so that columns stay where they are. Escapes hide nothing.
pub(crate) fn mask(text: &str) -> Cow<'_, str> {
    // An escape is never shorter than its character.
    if text.len() < LENGTH || !text.contains("trk") && !text.contains("\\u") {
        return Cow::Borrowed(text);
    }
    let mut out = Cow::Borrowed(text);
    let mut at = 0;
    // A key begins with its first letter or with an escape.
    while let Some(found) = memchr::memchr2(b't', b'\\', &text.as_bytes()[at..]) {
        let start = at + found;
        match key_at(text, start) {
            Some(secret) => {
                at = secret.end;
                out.to_mut().replace_range(secret.clone(), &"*".repeat(secret.len()));
            }
            None => at = json_byte(text, start).1,
        }
    }
    out
}

/// The letters and digits of what may be an API key that begins at `start`, behind its prefix.
fn key_at(text: &str, start: usize) -> Option<Range<usize>> {
    let mut at = start;
    for letter in PREFIX.bytes() {
        let (byte, end) = json_byte(text, at);
        if byte != letter {
            return None;
        }
        at = end;
    }
    let (tail, mut length) = (at, 0);
    while let (byte, end) = json_byte(text, at)
        && byte.is_ascii_alphanumeric()
    {
        (at, length) = (end, length + 1);
    }
    (length >= TAIL).then_some(tail..at)
}

/// The byte that a reader of JSON takes from `at`, and the end of what it is written as. A blank
/// represents escapes that are not part of a key, and the end of the text.
fn json_byte(text: &str, at: usize) -> (u8, usize) {
    let bytes = text.as_bytes();
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\\'), Some(b'u')) => {
            let digits =
                text.get(at + 2..at + 6).and_then(|digits| u8::from_str_radix(digits, 16).ok());
            digits.map_or((b' ', at + 2), |byte| (byte, at + 6))
        }
        (Some(b'\\'), Some(next)) if next.is_ascii() => (b' ', at + 2),
        (Some(b'\\'), _) => (b' ', at + 1),
        (Some(byte), _) => (*byte, at + 1),
        (None, _) => (b' ', at),
    }
}

#[cfg(test)]
mod tests {
    use super::{find, mask, redact};

    const KEY: &str = "trk_0123456789abcdefABCDEF0123456789";

    #[test]
    fn only_the_documented_shape_is_a_key() {
        assert_eq!(find(KEY), Some(0..36));
        assert_eq!(find(&format!("?k={KEY}&x")), Some(3..39));
        assert_eq!(find(&format!("{KEY}_")), Some(0..36));
        assert_eq!(find(&format!("{KEY}0")), None);
        assert_eq!(find(&format!("x{KEY}")), None);
        assert_eq!(find(&format!("_{KEY}")), None);
        assert_eq!(find("trk_your_api_key_here"), None);
    }

    #[test]
    fn every_key_disappears() {
        let text = format!("a {KEY} b {KEY}");
        assert_eq!(redact(&text), "a trk_[redacted] b trk_[redacted]");
        assert_eq!(mask(&text).chars().count(), text.chars().count());
        assert!(!mask(&text).contains("0123456789"));
        for before in ["x", "_", "~1", "%3D", "trk_0123", "trk_0123trk_"] {
            let text = format!("{before}{KEY} {KEY}0");
            assert_eq!(redact(&text), format!("{before}trk_[redacted] trk_[redacted]"));
            assert!(!mask(&text).contains("456789"), "{}", mask(&text));
        }
        // Long words take linear time.
        let long = format!("trk_{}", "a".repeat(4_000_000));
        assert!(!mask(&long).contains('a'));
        assert_eq!(mask(&long.replace('_', " ")), long.replace('_', " "));
        let escaped = format!("{{\"é\": \"\\u0074{}\", \"b\": \"\\u0041\"}}", &KEY[1..]);
        assert_eq!(mask(&escaped).len(), escaped.len());
        assert!(
            !mask(&escaped).contains("0123456789")
                && mask(&escaped).ends_with("\"b\": \"\\u0041\"}")
        );
    }
}
