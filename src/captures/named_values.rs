//! Objects such as `{"value": "…", "name": "Cookie"}`, as HAR files and Postman collections have them.

use std::ops::Range;

/// Objects that are nested more deeply are not looked at.
const MAX_DEPTH: usize = 128;

/// An object or an array that is open.
#[derive(Default)]
struct Level {
    /// The last name of a member.
    key: Range<usize>,
    value: Option<Range<usize>>,
    is_secret: bool,
    /// Whether it is a list of cookies.
    has_cookies: bool,
}

/// Where the values of objects with a name that is a secret, and those of cookies, are written. Brackets and
/// strings are enough to find them, so the text may be broken JSON, or none. It is given in lower case.
pub(super) fn secret_values(text: &[u8], is_secret: impl Fn(&[u8]) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut levels = vec![Level::default()];
    let (mut at, mut too_deep) = (0, 0_usize);
    while let Some(next) = text[at..].iter().position(|byte| b"\"{}[]".contains(byte)) {
        let start = at + next;
        at = start + 1;
        let depth = levels.len();
        let Some(level) = levels.last_mut() else { break };
        match text[start] {
            b'"' => {
                let string = start + 1..string_end(text, start + 1);
                at = (string.end + 1).min(text.len());
                let is_key =
                    text[at..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
                match &text[level.key.clone()] {
                    _ if is_key => level.key = string,
                    b"value" => level.value = Some(string),
                    b"name" | b"key" => level.is_secret |= is_secret(&text[string]),
                    _ => {}
                }
            }
            b'{' | b'[' if depth > MAX_DEPTH => too_deep += 1,
            b'{' => {
                let is_secret = level.has_cookies;
                levels.push(Level { is_secret, ..Level::default() });
            }
            b'[' => {
                let has_cookies = text[level.key.clone()] == *b"cookies";
                levels.push(Level { has_cookies, ..Level::default() });
            }
            _ if too_deep > 0 => too_deep -= 1,
            _ => {
                found.extend(level.value.take().filter(|_| level.is_secret));
                levels.pop();
                if levels.is_empty() {
                    levels.push(Level::default());
                }
            }
        }
    }
    found
}

fn string_end(text: &[u8], mut at: usize) -> usize {
    while let Some(found) = memchr::memchr2(b'"', b'\\', text.get(at..).unwrap_or_default()) {
        at += found;
        if text[at] == b'"' {
            return at;
        }
        at += 2;
    }
    text.len()
}
