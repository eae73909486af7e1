//! Suspicious characters, wrongly decoded text and HTML entities.

use crate::json::scan::{self, within};

/// The first invisible or control character. A text of several lines may contain tabs and line
/// ends. Joiners, direction marks, variation selectors and tags have legitimate uses in names.
pub(crate) fn suspicious(text: &str, multi_line: bool) -> Option<char> {
    // Nearly every text is printable ASCII.
    if all_within(text, b' ', b'~') {
        return None;
    }
    text.chars().find(|c| is_suspicious(*c, multi_line))
}

/// Whether every character is ASCII and neither a space nor a control character.
pub(crate) fn is_visible_ascii(text: &str) -> bool {
    all_within(text, b'!', b'~')
}

fn all_within(text: &str, first: u8, last: u8) -> bool {
    let others = |block| !within(block, first, last);
    scan::positions(text.as_bytes(), 0..text.len(), others).next().is_none()
}

/// A suspicious character as a message names it.
pub(crate) fn describe(c: char) -> String {
    let what = match c {
        '\u{fffd}' => "a lost character",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "an invisible direction control",
        '\u{200b}' | '\u{2060}' | '\u{feff}' => "an invisible character",
        '\u{fdd0}'..='\u{fdef}' => "a character that does not exist",
        c if c as u32 & 0xFFFE == 0xFFFE => "a character that does not exist",
        _ => "a control character",
    };
    format!("{what} (U+{:04X})", c as u32)
}

/// The text without white space at its ends. A no-break space or next-line character that is half of
/// a wrongly decoded letter (such as `Ã` and U+00A0 for `à`) is kept.
pub(crate) fn trim(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(last) = rest.chars().next_back().filter(|c| c.is_whitespace()) {
        if matches!(last, '\u{85}' | '\u{a0}') && ends_with_misread_letter(rest) {
            break;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest
}

/// Whether the last characters are the bytes of one UTF-8 letter, read as Windows-1252.
fn ends_with_misread_letter(text: &str) -> bool {
    let mut bytes: Vec<u8> = Vec::with_capacity(4);
    for c in text.chars().rev().take(4) {
        let Some(byte) = windows_1252(c) else { return false };
        bytes.insert(0, byte);
        if byte >= 0xC2 {
            return std::str::from_utf8(&bytes).is_ok();
        }
    }
    false
}

#[inline]
pub(crate) fn is_suspicious(c: char, multi_line: bool) -> bool {
    match c {
        '\t' | '\n' | '\r' => !multi_line,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2066}'..='\u{2069}' | '\u{fffd}' | '\u{fdd0}'..='\u{fdef}' => true,
        c => c as u32 & 0xFFFE == 0xFFFE,
    }
}

/// Whether UTF-8 was read as Windows-1252 or Latin-1 on the way: the typical pairs of letters.
pub(crate) fn has_mojibake(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            'Â' | 'Ã' if matches!(next, Some('\u{80}'..='\u{bf}')) => return true,
            'â' if next == Some('€') => {
                let third = chars.clone().nth(1);
                if matches!(
                    third,
                    Some('\u{80}'..='\u{bf}' | '\u{2018}'..='\u{203a}' | 'œ' | '™' | '˜')
                ) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// The text before it was decoded wrongly. Runs that are not wrongly decoded UTF-8 stay.
pub(crate) fn decode_mojibake(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len());
        out.push_str(&rest[..ascii]);
        rest = &rest[ascii..];
        let run = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
        let (run, after) = rest.split_at(run);
        rest = after;
        // White space beside a run is not part of it, unless it is half of a letter.
        match decode_run(run) {
            Some(decoded) => out.push_str(&decoded),
            None => {
                let trimmed = trim(run);
                let lead = &run[..run.len() - run.trim_start().len()];
                let tail = &run[lead.len() + trimmed.len()..];
                let decoded = decode_run(trimmed).unwrap_or_else(|| trimmed.to_owned());
                out.extend([lead, &decoded, tail]);
            }
        }
    }
    out
}

fn decode_run(run: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = run.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte that a character has in Windows-1252, or in Latin-1 where that leaves a gap.
fn windows_1252(c: char) -> Option<u8> {
    const UPPER: [(char, u8); 27] = [
        ('€', 0x80),
        ('‚', 0x82),
        ('ƒ', 0x83),
        ('„', 0x84),
        ('…', 0x85),
        ('†', 0x86),
        ('‡', 0x87),
        ('ˆ', 0x88),
        ('‰', 0x89),
        ('Š', 0x8A),
        ('‹', 0x8B),
        ('Œ', 0x8C),
        ('Ž', 0x8E),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('•', 0x95),
        ('–', 0x96),
        ('—', 0x97),
        ('˜', 0x98),
        ('™', 0x99),
        ('š', 0x9A),
        ('›', 0x9B),
        ('œ', 0x9C),
        ('ž', 0x9E),
        ('Ÿ', 0x9F),
    ];
    if let Ok(byte) = u8::try_from(c as u32) {
        return Some(byte);
    }
    UPPER.iter().find(|(upper, _)| *upper == c).map(|(_, byte)| *byte)
}

/// The first HTML entity: where it starts, its length, and its character.
pub(crate) fn html_entity(text: &str) -> Option<(usize, usize, Option<char>)> {
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'&', &text.as_bytes()[from..]) {
        let start = from + at;
        let body = &text[start + 1..];
        if let Some(end) = body.bytes().take(40).position(|byte| byte == b';')
            && let Some(stands_for) = entity(&body[..end])
        {
            return Some((start, end + 2, stands_for));
        }
        from = start + 1;
    }
    None
}

/// The character of an entity's name or number; none if it is not an entity, `Some(None)` if it is
/// one without a character.
fn entity(name: &str) -> Option<Option<char>> {
    let named = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => return numeric_entity(name.strip_prefix('#')?),
    };
    Some(Some(named))
}

fn numeric_entity(number: &str) -> Option<Option<char>> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let valid = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    valid.then(|| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32))
}

/// The text with every HTML entity replaced once by its character.
pub(crate) fn unescape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, length, stands_for)) = html_entity(rest) {
        out.push_str(&rest[..start]);
        match stands_for {
            Some(c) => out.push(c),
            None => out.push_str(&rest[start..start + length]),
        }
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legitimate_characters_are_not_suspicious() {
        for text in ["👩‍👩‍👧", "می‌خواهم", "a\u{200e}b", "❤\u{fe0f}", "a\u{ad}b", "🏴\u{e0067}\u{e007f}"]
        {
            assert_eq!(suspicious(text, false), None, "{text:?}");
        }
        for text in ["a\u{200b}", "a\u{202e}b", "\u{fffe}", "\u{1ffff}", "\u{85}", "\t"] {
            assert!(suspicious(text, false).is_some(), "{text:?}");
        }
        assert_eq!(suspicious("a\tb\r\n", true), None);
    }

    /// Clean texts must be recognised at once.
    #[test]
    fn mojibake_is_recognised_and_undone() {
        assert!(has_mojibake("CafÃ©") && has_mojibake("itâ€™s") && has_mojibake("Â©"));
        assert!(!has_mojibake("PROMOÇÃO") && !has_mojibake("Ãngel") && !has_mojibake("château €5"));
        // A letter like `â` alone is no sign, whatever comes after the next character.
        assert!(!has_mojibake("Bâo™") && !has_mojibake("â™") && !has_mojibake("itâ€x"));
        assert_eq!(decode_mojibake("CafÃ© itâ€™s"), "Café it’s");
        assert_eq!(decode_mojibake("日本 Ã©"), "日本 é");
    }

    #[test]
    fn entities_are_the_listed_ones() {
        for text in ["a &amp; b", "&#38;", "&#x26;", "&nbsp;", "&apos;", "&quot;", "&&lt;"] {
            assert!(html_entity(text).is_some(), "{text}");
        }
        // Half of a surrogate pair is no character and is kept.
        assert_eq!(unescape_html("a &#xD800; &lt;b&gt; &apos;c"), "a &#xD800; <b> 'c");
        for text in ["R&D", "&copy;", "&#;", "&#xg;", "& amp;", "&amp"] {
            assert!(html_entity(text).is_none(), "{text}");
        }
        assert_eq!(unescape_html("Tom &amp;amp; Jerry &#39;s"), "Tom &amp; Jerry 's");
    }
}
