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
    let common = token.traits.ascii & token.traits.no_markup & !token.may_hold_key();
    (common & ends & fits) || is_clean_uncommon(spec, token.rest, token.length, token.traits)
}

#[inline(never)]
fn is_clean_uncommon(spec: &Text, rest: &[u8], length: usize, traits: StringTraits) -> bool {
    let token = Token::new(rest, length, traits);
    let bytes = token.bytes();
    let fits = !spec.limited || bytes.len() <= MAX_NAME;
    let visible = match traits.ascii {
        true => traits.no_markup || !has_control_character(bytes, spec.multi_line),
        false => has_only_letters(rest, length, spec.multi_line),
    };
    if fits && visible && ends_well(spec, bytes) {
        let holds = |found: fn(&str) -> bool| token.text().is_none_or(found);
        let has_entity =
            || spec.title && !traits.no_markup && holds(|text| html_entity(text).is_some());
        let has_key = || token.may_hold_key() && holds(|text| secrets::find(text).is_some());
        if !has_entity() && !has_key() {
            return true;
        }
    }
    let Some(text) = token.text() else { return false };
    spec.broken_rules(text).is_empty() && secrets::find(text).is_none()
}

/// Whether an ASCII text contains a control character that it must not contain.
fn has_control_character(text: &[u8], multi_line: bool) -> bool {
    let is_line_end = |byte| matches!(byte, b'\t' | b'\n' | b'\r');
    text.iter().any(|byte| byte.is_ascii_control() && !(multi_line && is_line_end(*byte)))
}

/// Whether a text is certainly not blank where it must not be, and has no white space at its ends
/// where that matters.
fn ends_well(spec: &Text, text: &[u8]) -> bool {
    let begins = !begins_with_space(text);
    match (text.is_empty(), spec.multi_line) {
        (true, _) => !spec.not_blank,
        (false, true) => !spec.not_blank || begins,
        (false, false) => begins && !ends_with_space(text),
    }
}

/// Whether the first bytes certainly contain no suspicious character and no mojibake. False means
/// that the characters must be examined.
fn has_only_letters(bytes: &[u8], length: usize, multi_line: bool) -> bool {
    // The first bytes of characters that may be suspicious.
    let notable = |[block, behind]: [u8x16; 2]| {
        // The second bytes of the letters that mojibake starts with.
        let marks = within(behind, 0x82, 0x83) | is(behind, 0xA2);
        within(block, 0, 0x1f)
            | is(block, 0x7f)
            | is(block, 0xC2)
            | is(block, 0xC3) & marks
            | is(block, 0xE2)
            | within(block, 0xEF, 0xFF)
    };
    scan::positions_of_pairs(bytes, 0..length, notable).all(|at| {
        match (bytes[at], &bytes[at + 1..]) {
            (b'\t' | b'\n' | b'\r', _) => multi_line,
            (..0x20 | 0x7f, _) => false,
            // C1 controls, and letters of mojibake.
            (0xC2, [(..0xA0), ..]) | (0xC3, _) => false,
            // General punctuation, and the end of the basic plane.
            (0xE2, [0x80 | 0x81, ..]) | (0xEF, [0xB7 | 0xBB | 0xBF, ..]) => false,
            // The end of a higher plane.
            (0xF0.., [_, 0xBF, (0xBE..=0xFF), ..]) => false,
            _ => true,
        }
    })
}

/// Whether a text may begin with white space: false is certain.
pub(super) fn begins_with_space(text: &[u8]) -> bool {
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
    use super::{begins_with_space, ends_with_space, has_only_letters};

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
        let clean = ["", "plain text", "a\"b\\c", "Größe", "ÀÖ", "日本語", "🎯 é", "café €5", "𝒳"];
        let multi_line_only = ["a\nb", "\r\n", "é\tb\\"];
        let unclear = [
            "\0",
            "é\u{8}",
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
                has_only_letters(text.as_bytes(), text.len(), false)
                    && has_only_letters(text.as_bytes(), text.len(), true),
                "{text}"
            );
        }
        for text in multi_line_only {
            assert!(
                !has_only_letters(text.as_bytes(), text.len(), false)
                    && has_only_letters(text.as_bytes(), text.len(), true),
                "{text}"
            );
        }
        for text in unclear {
            assert!(
                !has_only_letters(text.as_bytes(), text.len(), false)
                    && !has_only_letters(text.as_bytes(), text.len(), true),
                "{text}"
            );
        }
    }
}
