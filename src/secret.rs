//! API keys: found by their documented shape, and never shown.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::JsonStr;

const PREFIX: &str = "trk_";
const TAIL: usize = 32;

/// Where the first API key stands: `trk_` and exactly 32 ASCII letters or digits, not in the
/// middle of a word.
pub(crate) fn find(text: &str) -> Option<Range<usize>> {
    find_from(text, 0)
}

fn find_from(text: &str, mut from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if bytes.len() < from + PREFIX.len() + TAIL {
        return None;
    }
    // The underscore is rarer than the letters before it.
    while let Some(at) = memchr::memchr(b'_', &bytes[from..]) {
        let tail = from + at + 1;
        from = tail;
        let Some(start) = tail
            .checked_sub(PREFIX.len())
            .filter(|start| bytes[*start..tail] == *PREFIX.as_bytes())
        else {
            continue;
        };
        let length = bytes[tail..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let in_word =
            text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        if length == TAIL && !in_word {
            return Some(start..tail + TAIL);
        }
    }
    None
}

/// The text with every API key replaced by `trk_[redacted]`.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    let Some(mut found) = find(text) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    loop {
        out.push_str(&text[from..found.start]);
        out.push_str("trk_[redacted]");
        from = found.end;
        match find_from(text, from) {
            Some(next) => found = next,
            None => break,
        }
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// A JSON text with every API key masked by as many asterisks, so that columns stay where they
/// are. A string that hides one behind escapes is masked whole.
pub(crate) fn mask(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    let mut from = 0;
    while let Some(found) = find_from(&out, from) {
        let secret = found.start + PREFIX.len()..found.end;
        out.to_mut().replace_range(secret, &"*".repeat(TAIL));
        from = found.end;
    }
    if memchr::memmem::find(text.as_bytes(), b"\\u").is_some() {
        mask_escaped(&mut out);
    }
    out
}

fn mask_escaped(text: &mut Cow<'_, str>) {
    let mut from = 0;
    while let Some(token) = next_token(text, from) {
        from = token.end + 1;
        let raw = &text[token.clone()];
        let hides = raw.contains("\\u") && find(&JsonStr { raw, escaped: true }.decode()).is_some();
        if hides {
            let masked: String = raw.chars().map(|c| if c.is_ascii() { '*' } else { c }).collect();
            text.to_mut().replace_range(token, &masked);
        }
    }
}

/// The inside of the next string token, in text that need not be JSON.
fn next_token(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = from + memchr::memchr(b'"', bytes.get(from..)?)? + 1;
    let mut end = start;
    loop {
        end += memchr::memchr2(b'"', b'\\', bytes.get(end..)?)?;
        if bytes[end] == b'"' {
            return Some(start..end);
        }
        end += 2;
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
        let escaped = format!("{{\"é\": \"\\u0074{}\", \"b\": \"\\u0041\"}}", &KEY[1..]);
        assert_eq!(mask(&escaped).len(), escaped.len());
        assert!(
            !mask(&escaped).contains("0123456789")
                && mask(&escaped).ends_with("\"b\": \"\\u0041\"}")
        );
    }
}
