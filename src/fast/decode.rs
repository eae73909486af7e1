//! Strings with escapes, decoded for the fast checks.

use crate::json::scan::{self, BLOCK};

/// The longest decoded text that needs no memory of its own.
const ON_STACK: usize = 512;

/// Decodes the string token whose inside a text starts with. A function is given the memory that starts
/// with the decoded bytes, and their number: a quotation mark follows them, so that readers of undecoded
/// tokens can read them.
/// Returns the result, the length of the inside, and whether that contains an escape. None if the token is
/// broken, or if half of a surrogate pair is missing.
pub(super) fn decoded<R>(
    inside: &[u8],
    read: impl FnOnce(&[u8], usize) -> Option<R>,
) -> Option<(R, usize, bool)> {
    let mut short = [0; ON_STACK];
    let mut long;
    let (length, size, memory) = match decode(inside, &mut short) {
        Ok((length, size)) => (length, size, &short[..]),
        Err(Failure::Broken) => return None,
        Err(Failure::TooLong) => {
            // No text is longer than the token that it is written as.
            long = vec![0; token_length(inside)? + BLOCK];
            let (length, size) = decode(inside, &mut long).ok()?;
            (length, size, &long[..])
        }
    };
    // Every escape is longer than what it means.
    Some((read(memory, size)?, length, size < length))
}

/// Why a token is not decoded.
enum Failure {
    Broken,
    /// The text and one block more do not fit into the memory.
    TooLong,
}

/// Decodes a token, and returns the length of its inside and of the text.
fn decode(inside: &[u8], out: &mut [u8]) -> Result<(usize, usize), Failure> {
    let (mut from, mut to) = (0, 0);
    loop {
        let block = scan::load16(inside.get(from..).unwrap_or_default());
        let target = out.get_mut(to..).and_then(<[u8]>::first_chunk_mut);
        *target.ok_or(Failure::TooLong)? = block;
        let plain = scan::plain_bytes(block);
        from += plain;
        to += plain;
        if plain == BLOCK {
            continue;
        }
        if inside.get(from) == Some(&b'"') {
            return Ok((from, to));
        }
        while inside.get(from) == Some(&b'\\') {
            let escape = inside.get(from + 1..).unwrap_or_default();
            let target = out.get_mut(to..to + 4).ok_or(Failure::TooLong)?;
            match escape.first().map_or(0, |letter| SHORT_ESCAPES[usize::from(*letter)]) {
                0 => {
                    let (c, length) = unicode_escape(escape).ok_or(Failure::Broken)?;
                    to += c.encode_utf8(target).len();
                    from += 1 + length;
                }
                byte => {
                    target[0] = byte;
                    to += 1;
                    from += 2;
                }
            }
        }
        // A control character, or the end of the text.
        if inside.get(from).is_none_or(|byte| *byte < b' ') {
            return Err(Failure::Broken);
        }
    }
}

/// The bytes that escapes of one letter mean, by the letter; 0 for other letters.
static SHORT_ESCAPES: [u8; 256] = {
    let mut bytes = [0; 256];
    let (letters, meanings) = (b"\"\\/bfnrt", b"\"\\/\x08\x0C\n\r\t");
    let mut at = 0;
    while at < letters.len() {
        bytes[letters[at] as usize] = meanings[at];
        at += 1;
    }
    bytes
};

/// The character of `uXXXX`, or of a surrogate pair as `uXXXX\uXXXX`, and the number of bytes read.
#[inline]
fn unicode_escape(escape: &[u8]) -> Option<(char, usize)> {
    let [b'u', text @ ..] = escape else { return None };
    let unit = code_unit(text)?;
    if let Some(c) = char::from_u32(unit) {
        return Some((c, 5));
    }
    let [b'\\', b'u', low @ ..] = text.get(4..)? else { return None };
    let c = char::decode_utf16([unit as u16, code_unit(low)? as u16]).next()?.ok()?;
    Some((c, 11))
}

/// The value of four hexadecimal digits.
#[inline]
fn code_unit(text: &[u8]) -> Option<u32> {
    let digits = text.first_chunk::<4>()?.map(|digit| u32::from(HEX_VALUES[usize::from(digit)]));
    let [a, b, c, d] = digits;
    ((a | b | c | d) <= 0xF).then_some(a << 12 | b << 8 | c << 4 | d)
}

/// The values of hexadecimal digits; 255 for other bytes.
static HEX_VALUES: [u8; 256] = {
    let mut values = [u8::MAX; 256];
    let mut digit = 0;
    while digit < 16 {
        values[b"0123456789abcdef"[digit] as usize] = digit as u8;
        values[b"0123456789ABCDEF"[digit] as usize] = digit as u8;
        digit += 1;
    }
    values
};

/// The length of the inside of a token.
fn token_length(inside: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at = scan::string_stop(inside, at);
        match inside.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    /// The decoded text, if the token is followed by its closing quotation mark.
    fn decode(inside: &str, behind: &str) -> Option<String> {
        let text = format!("{inside}\"{behind}");
        let read = |memory: &[u8], length: usize| {
            assert_eq!(memory[length], b'"');
            Some(String::from_utf8_lossy(&memory[..length]).into_owned())
        };
        decoded(text.as_bytes(), read)
            .filter(|(_, length, _)| *length == inside.len())
            .inspect(|(_, _, escaped)| assert_eq!(*escaped, inside.contains('\\')))
            .map(|(text, ..)| text)
    }

    /// Tokens of all lengths and kinds of escapes are decoded as serde_json decodes them, or refused.
    #[test]
    fn tokens_are_decoded_as_a_parser_decodes_them() {
        const PARTS: &[&str] = &[
            "\\/",
            "\\\"",
            "\\\\",
            "\\n",
            "\\t",
            "\\b",
            "\\f",
            "\\r",
            "\\u0026",
            "\\u003D",
            "\\u00e9",
            "\\u65e5",
            "\\ud83c\\udfaf",
            "\\uD83C\\uDFAF",
            "\\ud83c",
            "\\udfaf",
            "\\x",
            "\\u12",
            "\\u12g4",
            "\\u0000",
            "\\",
            "\u{1}",
            "é",
            "日本",
            "🎯",
            "a",
            "/",
            " ",
            "plain text of some length",
            "https:",
            "?a=1",
        ];
        let mut state = 3u64;
        let mut next = |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % limit
        };
        let (mut accepted, mut refused) = (0, 0);
        for _ in 0..60_000 {
            let mut inside = "x".repeat(next(40));
            let few = next(3) > 0;
            let most = if next(50) == 0 { 300 } else { 12 };
            for _ in 0..next(most) {
                inside.push_str(if few { PARTS[next(13)] } else { PARTS[next(PARTS.len())] });
            }
            let wanted: Option<String> = serde_json::from_str(&format!("\"{inside}\"")).ok();
            for behind in ["", "}", ",\"name\":\"a longer text behind the token\"}"] {
                let found = decode(&inside, behind);
                // A backslash at the end makes the quotation mark part of the text.
                if wanted.is_some() || !inside.ends_with('\\') {
                    assert_eq!(found, wanted, "{inside}");
                }
            }
            accepted += usize::from(wanted.is_some());
            refused += usize::from(wanted.is_none());
        }
        assert!(accepted > 10_000 && refused > 5_000, "{accepted} {refused}");
    }

    #[test]
    fn tokens_without_an_end_are_refused() {
        for text in ["", "a", "\\", "\\n", "\\u00", "a\nb\"", &"a".repeat(600), &"\\n".repeat(600)]
        {
            assert!(decoded(text.as_bytes(), |_, _| Some(())).is_none(), "{text}");
        }
    }
}
