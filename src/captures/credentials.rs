//! Masks credentials in the headers and queries of captures.

use super::named_values::secret_values;

/// Names of headers and parameters whose values are secrets, in lower case. A name that contains one of
/// them counts.
const SECRET_NAMES: [&str; 13] = [
    "subscription-key",
    "authorization",
    "cookie",
    "api-key",
    "apikey",
    "api_key",
    "token",
    "secret",
    "password",
    "passwd",
    "signature",
    "x-auth",
    "credential",
];

/// Long options of curl before a credential.
const SECRET_OPTIONS: [&[u8]; 7] =
    [b"user", b"proxy-user", b"oauth2-bearer", b"cookie", b"pass", b"proxy-pass", b"cert"];

/// Short options of curl before a credential, and all that take a value.
const SECRET_LETTERS: &[u8] = b"uUbE";
const LETTERS_WITH_VALUE: &[u8] = b"AbcCDdeEFhHKmoPQrtTuUwxXyYz";

/// Query parameters that are secrets by their whole name.
const SECRET_PARAMETERS: [&str; 5] = ["key=", "auth=", "sig=", "pwd=", "code="];

/// The longest authority that is searched, in bytes.
const MAX_AUTHORITY: usize = 256;

/// The longest name that is searched, in bytes.
const MAX_NAME: usize = 64;

/// Replaces the values of headers and query parameters that are credentials, such as `Authorization: …`,
/// `{"name": "Cookie", "value": "…"}` and `?api_key=…`, by asterisks. The length in bytes stays the same.
///
/// ```
/// use offerlint::captures::mask_credentials;
///
/// assert_eq!(mask_credentials("Authorization: Bearer abc"), "Authorization: ****** ***");
/// assert_eq!(mask_credentials("GET /v2/offers?api_key=abc&page=1"), "GET /v2/offers?api_key=***&page=1");
/// ```
pub fn mask_credentials(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = text.as_bytes().to_vec();
    for name in SECRET_NAMES {
        let mut masked = Masked::default();
        for (at, _) in lower.match_indices(name) {
            if let Some(value) = value_after(lower.as_bytes(), at + name.len(), &mut masked) {
                let shown = &mut out[value];
                shown
                    .iter_mut()
                    .filter(|byte| !byte.is_ascii_whitespace())
                    .for_each(|byte| *byte = b'*');
            }
        }
    }
    let is_secret = |name: &[u8]| {
        SECRET_NAMES.iter().any(|secret| memchr::memmem::find(name, secret.as_bytes()).is_some())
    };
    for value in secret_values(lower.as_bytes(), is_secret) {
        let bytes = out[value].iter_mut().filter(|byte| !byte.is_ascii_whitespace());
        bytes.for_each(|byte| *byte = b'*');
    }
    for at in memchr::memchr_iter(b'-', text.as_bytes()) {
        if let Some(value) = value_of_option(text.as_bytes(), at) {
            mask_word(&mut out, value);
        }
    }
    for (at, _) in text.match_indices("://") {
        mask_user(&mut out, at + 3);
    }
    for name in SECRET_PARAMETERS {
        let mut masked = Masked::default();
        for (at, _) in lower.match_indices(name) {
            let is_whole =
                at.checked_sub(1).is_some_and(|before| matches!(out[before], b'?' | b'&'));
            if is_whole
                && let Some(value) = value_after(lower.as_bytes(), at + name.len() - 1, &mut masked)
            {
                out[value].fill(b'*');
            }
        }
    }
    // Whole characters were replaced byte by byte.
    String::from_utf8(out).unwrap_or_default()
}

/// Where the values of a name that are not quoted end. A name inside of such a value has the same end, so
/// that a long value is read once.
#[derive(Default)]
struct Masked {
    parameters: usize,
    headers: usize,
}

/// Where the value of an option begins, if the word whose dash is at `at` is an option of curl before a
/// credential.
fn value_of_option(text: &[u8], at: usize) -> Option<usize> {
    let is_first = at.checked_sub(1).is_none_or(|before| text[before].is_ascii_whitespace());
    let word = text.get(at + 1..).filter(|_| is_first)?;
    let blanks = |text: &[u8]| text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let after = |length: usize| at + 1 + length;
    if let Some(long) = word.strip_prefix(b"-") {
        let option = SECRET_OPTIONS.into_iter().find(|option| {
            long.starts_with(option) && matches!(long.get(option.len()), Some(b' ' | b'\t' | b'='))
        })?;
        let value = &long[option.len()..];
        let skipped = if value[0] == b'=' { 1 } else { blanks(value) };
        return Some(after(1 + option.len() + skipped));
    }
    // Options in front of it take no value: `-su user:password`.
    let letters = word.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let (length, letter) =
        letters.enumerate().find(|(_, byte)| LETTERS_WITH_VALUE.contains(byte))?;
    let value = &word[length + 1..];
    SECRET_LETTERS.contains(letter).then(|| after(length + 1 + blanks(value)))
}

/// Masks the word of a shell that begins at `at`.
fn mask_word(text: &mut [u8], at: usize) {
    let Some(rest) = text.get_mut(at..) else { return };
    let quote = rest.first().copied().filter(|byte| matches!(byte, b'"' | b'\''));
    let start = usize::from(quote.is_some());
    let ends = |byte: u8| match quote {
        Some(quote) => byte == quote || byte == b'\n',
        None => byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b';' | b'|' | b')'),
    };
    rest[start..].iter_mut().take_while(|byte| !ends(**byte)).for_each(|byte| *byte = b'*');
}

/// Masks user and password of a URL whose authority begins at `at`.
fn mask_user(text: &mut [u8], at: usize) {
    let Some(rest) = text.get_mut(at..) else { return };
    let is_inside = |byte: &u8| {
        !matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'') && !byte.is_ascii_whitespace()
    };
    let length = rest.iter().take(MAX_AUTHORITY).take_while(|byte| is_inside(byte)).count();
    if let Some(end) = memchr::memrchr(b'@', &rest[..length]) {
        rest[..end].iter_mut().filter(|byte| **byte != b':').for_each(|byte| *byte = b'*');
    }
}

/// The bytes of the value of a name that contains a secret's name, which ends at `at`.
fn value_after(text: &[u8], at: usize, masked: &mut Masked) -> Option<std::ops::Range<usize>> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let rest = text.get(at..)?;
    let mut start = at + rest.iter().take(MAX_NAME).take_while(|byte| is_name(byte)).count();
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let skip_blanks = |start: usize| {
        start + text[start.min(text.len())..].iter().take_while(|byte| is_blank(byte)).count()
    };
    if text.get(start) == Some(&b'=') {
        // A query, a form or an assignment.
        let start = start + 1;
        let ends = |byte: &u8| {
            matches!(byte, b'&' | b'#' | b'"' | b'\'' | b'\\' | b' ' | b'\n' | b'\r' | b'`')
        };
        let quote = text.get(start).filter(|byte| matches!(byte, b'"' | b'\''));
        if quote.is_some() {
            let length = text[start + 1..]
                .iter()
                .take_while(|byte| Some(*byte) != quote && **byte != b'\n')
                .count();
            return Some(start + 1..start + 1 + length);
        }
        if start < masked.parameters {
            return None;
        }
        let length = text[start..].iter().take_while(|byte| !ends(byte)).count();
        masked.parameters = start + length;
        return Some(start..start + length);
    }
    // `"name": "Cookie", "value": "…"` and `"cookie": "…"`, perhaps escaped.
    let is_quoted = matches!(text.get(start), Some(b'"' | b'\\' | b'\''));
    while matches!(text.get(start), Some(b'"' | b'\\' | b'\'')) {
        start += 1;
    }
    start = skip_blanks(start);
    if is_quoted && text.get(start) == Some(&b',') {
        start = start
            + 1
            + text[start + 1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let key = br#""value""#;
        start = text[start..].starts_with(key).then(|| skip_blanks(start + key.len()))?;
    }
    (text.get(start) == Some(&b':')).then_some(())?;
    start = skip_blanks(start + 1);
    let quote = text.get(start).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    let start = start + usize::from(quote.is_some());
    if quote.is_none() && start < masked.headers {
        return None;
    }
    let mut end = start;
    while let Some(byte) = text.get(end) {
        match (byte, quote) {
            (b'\n' | b'\r', _) => break,
            (b'\\', Some(_)) => end += 1,
            (byte, Some(quote)) if *byte == quote => break,
            // A header inside of a shell's quotes.
            (b'"' | b'\'', None) => break,
            _ => {}
        }
        end += 1;
    }
    if quote.is_none() {
        masked.headers = end;
    }
    Some(start..end.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::mask_credentials;

    #[test]
    fn values_of_credentials_are_masked_in_every_spelling() {
        for text in [
            "Authorization: ApiToken s3cret",
            "  -H 'X-Api-Key: s3cret' \\",
            r#"-H "authorization: Bearer s3cret""#,
            r#"{"name": "Cookie", "value": "a=s3cret"}"#,
            r#"{"key":"x-api-key","value":"s3cret"}"#,
            r#""token": "s3cret""#,
            "https://x.example.com/?access_token=s3cret&a=1",
            "export API_KEY='s3cret'",
            "curl -u admin:s3cret https://x.example.com",
            "curl --oauth2-bearer 's3cret' -b \"sid=s3cret\"",
            "https://user:s3cret@x.example.com/?key=s3cret&sig=s3cret#a",
            "Ocp-Apim-Subscription-Key: s3cret",
            r#"API_TOKEN="s3 s3cret""#,
            r#"{"value": "s3cret", "enabled": true, "key": "X-Api-Key"}"#,
            r#"{"cookies": [{"name": "sid", "value": "s3cret"}, {"value": "a\"s3cret", "name": "b"}], "#,
            "token: token=\"s3cret\"",
            "curl -uadmin:s3cret -su admin:s3cret \\\n-u\t'a:s3cret'",
            "curl --cookie=sid=s3cret --proxy-user=a:s3cret --user\ta:s3cret --cert c.pem:s3cret",
        ] {
            let masked = mask_credentials(text);
            assert!(!masked.contains("s3cret"), "{masked}");
            assert_eq!(masked.len(), text.len());
        }
        let plain = r#"{"name": "A", "tracking_url": "https://t.example.com/?a=1"}"#;
        assert_eq!(mask_credentials(plain), plain);
        let plain = r#"[{"name": "page", "value": "1"}, {"cards": [], "value": "x"}, "token"]"#;
        assert_eq!(mask_credentials(plain), plain);
    }
}
