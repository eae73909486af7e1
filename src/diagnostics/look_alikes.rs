//! Names of characters that are invisible or look like another one.

use std::fmt::Write;

use super::display_safe::needs_escape;

/// Cyrillic and Greek letters with the shape of a Latin letter, and their Unicode names.
const LOOK_ALIKES: &[(char, char, &str)] = &[
    ('А', 'A', "CYRILLIC CAPITAL LETTER A"),
    ('В', 'B', "CYRILLIC CAPITAL LETTER VE"),
    ('Е', 'E', "CYRILLIC CAPITAL LETTER IE"),
    ('Ѕ', 'S', "CYRILLIC CAPITAL LETTER DZE"),
    ('І', 'I', "CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I"),
    ('Ј', 'J', "CYRILLIC CAPITAL LETTER JE"),
    ('К', 'K', "CYRILLIC CAPITAL LETTER KA"),
    ('М', 'M', "CYRILLIC CAPITAL LETTER EM"),
    ('Н', 'H', "CYRILLIC CAPITAL LETTER EN"),
    ('О', 'O', "CYRILLIC CAPITAL LETTER O"),
    ('Р', 'P', "CYRILLIC CAPITAL LETTER ER"),
    ('С', 'C', "CYRILLIC CAPITAL LETTER ES"),
    ('Т', 'T', "CYRILLIC CAPITAL LETTER TE"),
    ('У', 'Y', "CYRILLIC CAPITAL LETTER U"),
    ('Х', 'X', "CYRILLIC CAPITAL LETTER HA"),
    ('а', 'a', "CYRILLIC SMALL LETTER A"),
    ('в', 'v', "CYRILLIC SMALL LETTER VE"),
    ('е', 'e', "CYRILLIC SMALL LETTER IE"),
    ('и', 'u', "CYRILLIC SMALL LETTER I"),
    ('к', 'k', "CYRILLIC SMALL LETTER KA"),
    ('м', 'm', "CYRILLIC SMALL LETTER EM"),
    ('н', 'h', "CYRILLIC SMALL LETTER EN"),
    ('о', 'o', "CYRILLIC SMALL LETTER O"),
    ('п', 'n', "CYRILLIC SMALL LETTER PE"),
    ('р', 'p', "CYRILLIC SMALL LETTER ER"),
    ('с', 'c', "CYRILLIC SMALL LETTER ES"),
    ('т', 't', "CYRILLIC SMALL LETTER TE"),
    ('у', 'y', "CYRILLIC SMALL LETTER U"),
    ('х', 'x', "CYRILLIC SMALL LETTER HA"),
    ('ѕ', 's', "CYRILLIC SMALL LETTER DZE"),
    ('і', 'i', "CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I"),
    ('ј', 'j', "CYRILLIC SMALL LETTER JE"),
    ('ԁ', 'd', "CYRILLIC SMALL LETTER KOMI DE"),
    ('Α', 'A', "GREEK CAPITAL LETTER ALPHA"),
    ('Β', 'B', "GREEK CAPITAL LETTER BETA"),
    ('Ε', 'E', "GREEK CAPITAL LETTER EPSILON"),
    ('Ζ', 'Z', "GREEK CAPITAL LETTER ZETA"),
    ('Η', 'H', "GREEK CAPITAL LETTER ETA"),
    ('Ι', 'I', "GREEK CAPITAL LETTER IOTA"),
    ('Κ', 'K', "GREEK CAPITAL LETTER KAPPA"),
    ('Μ', 'M', "GREEK CAPITAL LETTER MU"),
    ('Ν', 'N', "GREEK CAPITAL LETTER NU"),
    ('Ο', 'O', "GREEK CAPITAL LETTER OMICRON"),
    ('Ρ', 'P', "GREEK CAPITAL LETTER RHO"),
    ('Τ', 'T', "GREEK CAPITAL LETTER TAU"),
    ('Υ', 'Y', "GREEK CAPITAL LETTER UPSILON"),
    ('Χ', 'X', "GREEK CAPITAL LETTER CHI"),
    ('α', 'a', "GREEK SMALL LETTER ALPHA"),
    ('ι', 'i', "GREEK SMALL LETTER IOTA"),
    ('κ', 'k', "GREEK SMALL LETTER KAPPA"),
    ('ν', 'v', "GREEK SMALL LETTER NU"),
    ('ο', 'o', "GREEK SMALL LETTER OMICRON"),
    ('ρ', 'p', "GREEK SMALL LETTER RHO"),
    ('τ', 't', "GREEK SMALL LETTER TAU"),
    ('υ', 'u', "GREEK SMALL LETTER UPSILON"),
    ('ı', 'i', "LATIN SMALL LETTER DOTLESS I"),
    ('ſ', 's', "LATIN SMALL LETTER LONG S"),
    ('K', 'K', "KELVIN SIGN"),
];

/// Unicode names of the invisible characters that copying brings along most often.
fn invisible_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' => "NO-BREAK SPACE",
        '\u{ad}' => "SOFT HYPHEN",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{202f}' => "NARROW NO-BREAK SPACE",
        '\u{2060}' => "WORD JOINER",
        '\u{feff}' => "ZERO WIDTH NO-BREAK SPACE",
        _ => return None,
    })
}

/// The Latin letter or ASCII character that a reader sees, for a look-alike or a full-width form.
fn seen_as(c: char) -> Option<char> {
    if let '\u{ff01}'..='\u{ff5e}' = c {
        return char::from_u32(c as u32 - 0xff01 + u32::from(b'!'));
    }
    LOOK_ALIKES.iter().find(|(found, ..)| *found == c).map(|(_, latin, _)| *latin)
}

fn is_hidden(c: char) -> bool {
    needs_escape(c) && !c.is_ascii() || invisible_name(c).is_some()
}

/// The text with look-alikes replaced and invisible characters left out, if it has any.
pub(crate) fn as_seen(text: &str) -> Option<String> {
    let is_plain = text.chars().all(|c| seen_as(c).is_none() && !is_hidden(c));
    let seen = || text.chars().filter(|c| !is_hidden(*c)).map(|c| seen_as(c).unwrap_or(c));
    (!is_plain).then(|| seen().collect())
}

/// Names the characters of a text that look like others or are invisible:
/// ` with U+0442 CYRILLIC SMALL LETTER TE`. Empty when there is none; at most three are named.
pub(crate) fn named(text: &str) -> String {
    let mut out = String::new();
    let mut named: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| seen_as(*c).is_some() || is_hidden(*c)) {
        if named.contains(&c) {
            continue;
        }
        if named.len() == 3 {
            out.push_str(" and others");
            break;
        }
        let name = LOOK_ALIKES.iter().find(|(found, ..)| *found == c).map(|(.., name)| *name);
        let name = name.or_else(|| invisible_name(c)).unwrap_or(match seen_as(c) {
            Some(_) => "full-width character",
            None => "invisible character",
        });
        let start = if named.is_empty() { " with" } else { "," };
        let _ = write!(out, "{start} U+{:04X} {name}", c as u32);
        named.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{as_seen, named};

    #[test]
    fn characters_are_named() {
        assert_eq!(named("tune"), "");
        assert_eq!(named("größe"), "");
        assert_eq!(named("тune"), " with U+0442 CYRILLIC SMALL LETTER TE");
        assert_eq!(named("tune\u{200b}"), " with U+200B ZERO WIDTH SPACE");
        assert_eq!(named("tune\u{e0041}"), " with U+E0041 invisible character");
        assert_eq!(
            named("аctіvе"),
            " with U+0430 CYRILLIC SMALL LETTER A, U+0456 CYRILLIC SMALL LETTER \
             BYELORUSSIAN-UKRAINIAN I, U+0435 CYRILLIC SMALL LETTER IE"
        );
        assert_eq!(as_seen("аctіvе\u{200b}").as_deref(), Some("active"));
        assert_eq!(as_seen("ｃｐａ").as_deref(), Some("cpa"));
        assert_eq!(as_seen("active"), None);
    }
}
