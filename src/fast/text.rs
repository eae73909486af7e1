//! Texts on the fast path.

use wide::u8x16;

use crate::diagnostics::secrets;
use crate::fields::text::characters::html_entity;
use crate::fields::text::{MAX_NAME, Text};
use crate::json::scan::{self, is, within};

use super::cursor::{StringTraits, Token};

/// Whether a text is clean.
#[inline]
pub(super) fn is_clean(spec: &Text, token: &Token<'_>) -> bool {
    // The common case: printable ASCII without `&`, not too long, no white space at the ends.
    let last = token.rest.get(token.length.wrapping_sub(1));
    let ends = match (token.rest.first(), last) {
        (Some(first), Some(last)) => (*first > b' ') & (*last > b' '),
        _ => !spec.not_blank,
    };
    let fits = token.length <= MAX_NAME || !spec.limited;
    let common = token.reads_as_written() & token.traits.no_markup & !token.may_hold_key();
    (common & ends & fits) || is_clean_uncommon(spec, token.rest, token.length, token.traits)
}

#[inline(never)]
fn is_clean_uncommon(spec: &Text, rest: &[u8], length: usize, traits: StringTraits) -> bool {
    let token = Token::new(rest, length, traits);
    let raw = token.raw();
    let fits = !spec.limited || raw.len() <= MAX_NAME;
    let plain = match token.reads_as_written() {
        true => traits.no_markup || !raw.contains(&0x7f),
        false => is_clean_undecoded(rest, length, spec.multi_line),
    };
    if fits && plain && ends_well(spec, raw) {
        let holds = |found: fn(&str) -> bool| token.string().is_none_or(|s| found(s.raw));
        let has_entity =
            || spec.title && !traits.no_markup && holds(|raw| html_entity(raw).is_some());
        // After an escape, a key does not start at the start of a word.
        let hides = || traits.escaped && holds(|raw| raw.contains("trk_"));
        let has_key =
            || token.may_hold_key() && (hides() || holds(|raw| secrets::find(raw).is_some()));
        if !has_entity() && !has_key() {
            return true;
        }
    }
    let Some(string) = token.string() else { return false };
    let text = string.decode();
    spec.broken_rules(&text).is_empty() && secrets::find(&text).is_none()
}

/// Whether a text is certainly not blank where it must not be, and has no white space at its ends
/// where that matters.
fn ends_well(spec: &Text, raw: &[u8]) -> bool {
    // In one line no escape is white space.
    let begins = !begins_with_space(raw) && (!spec.multi_line || raw.first() != Some(&b'\\'));
    match (raw.is_empty(), spec.multi_line) {
        (true, _) => !spec.not_blank,
        (false, true) => !spec.not_blank || begins,
        (false, false) => begins && !ends_with_space(raw),
    }
}

/// Whether the first bytes, the inside of a string token, certainly contain no suspicious character and
/// no mojibake. False means that the decoded text must be examined.
fn is_clean_undecoded(bytes: &[u8], length: usize, multi_line: bool) -> bool {
    // The first bytes of escapes and of characters that may be suspicious.
    let notable = |[block, behind]: [u8x16; 2]| {
        // The second bytes of the letters that mojibake starts with.
        let marks = within(behind, 0x82, 0x83) | is(behind, 0xA2);
        is(block, b'\\')
            | is(block, 0x7f)
            | is(block, 0xC2)
            | is(block, 0xC3) & marks
            | is(block, 0xE2)
            | within(block, 0xEF, 0xFF)
    };
    let mut next = 0;
    scan::positions_of_pairs(bytes, 0..length, notable).all(|at| {
        // The rest of an escape that was examined.
        if at < next {
            return true;
        }
        match (bytes[at], &bytes[at + 1..]) {
            (b'\\', [b'"' | b'\\' | b'/', ..]) => next = at + 2,
            (b'\\', [b'n' | b'r' | b't', ..]) if multi_line => next = at + 2,
            (b'\\' | 0x7f, _) => return false,
            // C1 controls, and letters of mojibake.
            (0xC2, [(..0xA0), ..]) | (0xC3, _) => return false,
            // General punctuation, and the end of the basic plane.
            (0xE2, [0x80 | 0x81, ..]) | (0xEF, [0xB7 | 0xBB | 0xBF, ..]) => return false,
            // The end of a higher plane.
            (0xF0.., [_, 0xBF, (0xBE..=0xFF), ..]) => return false,
            _ => {}
        }
        true
    })
}

/// Whether a text may begin with white space: false is certain.
fn begins_with_space(text: &[u8]) -> bool {
    matches!(
        text,
        [..=b' ', ..]
            | [0xC2, 0x85 | 0xA0, ..]
            | [0xE1, 0x9A, ..]
            | [0xE2, 0x80 | 0x81, ..]
            | [0xE3, 0x80, 0x80, ..]
    )
}

/// Whether a text may end with white space: false is certain.
fn ends_with_space(text: &[u8]) -> bool {
    matches!(
        text,
        [.., ..=b' ']
            | [.., 0xC2, 0x85 | 0xA0]
            | [.., 0xE1, 0x9A, _]
            | [.., 0xE2, 0x80 | 0x81, _]
            | [.., 0xE3, 0x80, 0x80]
    )
}

#[cfg(test)]
mod tests {
    use super::{begins_with_space, ends_with_space, is_clean_undecoded};

    #[test]
    fn white_space_is_noticed_at_the_ends_of_a_text() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            let (before, behind) = (format!("{c}日"), format!("é{c}"));
            let (begins, ends) =
                (begins_with_space(before.as_bytes()), ends_with_space(behind.as_bytes()));
            assert!(!c.is_whitespace() || (begins && ends), "{c:?}");
            // Blocks that white space shares with letters may look like it.
            if c.is_alphanumeric() && !matches!(c, '\u{1680}'..'\u{16C0}' | '\u{2000}'..'\u{2080}')
            {
                assert!(!begins && !ends, "{c:?}");
            }
        }
    }

    #[test]
    fn clean_texts_are_recognised_and_others_are_not() {
        let clean =
            ["", "plain text", "a\\\"b\\\\c\\/d", "Größe", "ÀÖ", "日本語", "🎯 é", "café €5", "𝒳"];
        let multi_line_only = ["a\\nb", "\\r\\n", "a\\tb\\\\"];
        let unclear = [
            "a\\u0041",
            "\\b",
            "\u{7f}",
            "\u{85}",
            "\u{9f}",
            "Ã©",
            "Â©",
            "â€™",
            "é\u{200b}",
            "日\u{200b}",
            "🎯\u{200b}",
            "\u{2014}",
            "\u{feff}",
            "\u{fffd}",
            "\u{fdd0}",
            "\u{1fffe}",
            "\u{2ffff}x",
        ];
        for text in clean {
            assert!(
                is_clean_undecoded(text.as_bytes(), text.len(), false)
                    && is_clean_undecoded(text.as_bytes(), text.len(), true),
                "{text}"
            );
        }
        for text in multi_line_only {
            assert!(
                !is_clean_undecoded(text.as_bytes(), text.len(), false)
                    && is_clean_undecoded(text.as_bytes(), text.len(), true),
                "{text}"
            );
        }
        for text in unclear {
            assert!(
                !is_clean_undecoded(text.as_bytes(), text.len(), false)
                    && !is_clean_undecoded(text.as_bytes(), text.len(), true),
                "{text}"
            );
        }
    }
}
