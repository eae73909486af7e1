//! URLs with letters beyond ASCII: host names of other scripts, and paths and queries.

use crate::fields::text::characters::is_suspicious;

use super::{MAX_HOST, is_public_suffix};

/// The length of a host name with dots, of letters, digits and single hyphens, that breaks no rule.
#[cold]
#[inline(never)]
pub(super) fn host(text: &[u8]) -> Option<usize> {
    // A letter takes up to three bytes.
    let part = &text[..text.len().min(3 * MAX_HOST)];
    let is_end = |byte: &u8| matches!(byte, b'/' | b'?' | b'#' | b':' | b'"');
    let length =
        part.iter().position(is_end).or((part.len() == text.len()).then_some(text.len()))?;
    let name = std::str::from_utf8(&part[..length]).ok()?;
    let (_, last) = name.rsplit_once('.')?;
    let fits = !name.is_ascii()
        && name.split('.').all(is_label)
        && (!last.is_ascii() || is_public_suffix(last.as_bytes()));
    fits.then_some(length)
}

/// Whether a label of a host name is of letters, digits and single hyphens.
fn is_label(label: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || is_stable_letter(c);
    let ends_with_hyphen = label.starts_with('-') || label.ends_with('-');
    let has_hyphens = label.contains("--");
    !label.is_empty()
        && !ends_with_hyphen
        && !has_hyphens
        && label.chars().all(|c| c == '-' || is_letter(c))
}

/// Whether a letter beyond ASCII is written from left to right and stays as it is in a host name,
/// whatever its neighbours are.
fn is_stable_letter(c: char) -> bool {
    matches!(c,
        'à'..='ö' | 'ø'..='ÿ'
        | 'ά'..='ώ'
        | 'а'..='џ'
        | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー'
        | '一'..='鿿'
        | '가'..='힣')
}

/// Whether a part of a URL is UTF-8 without white space and suspicious characters.
#[cold]
#[inline(never)]
pub(super) fn is_visible(part: &[u8]) -> bool {
    let is_visible = |c: char| !(c.is_whitespace() || c.is_control() || is_suspicious(c, false));
    std::str::from_utf8(part).is_ok_and(|text| text.chars().all(is_visible))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{host, is_stable_letter};
    use crate::fields::url::broken_rules;

    #[test]
    fn stable_letters_stay_as_they_are_beside_every_other() {
        let letters: Vec<char> = ('\u{80}'..=char::MAX).filter(|c| is_stable_letter(*c)).collect();
        assert!(letters.len() > 30_000);
        // Beside the next letter, and beside distant ones.
        let shuffled = letters.iter().cycle().step_by(7919).take(letters.len());
        let shuffled: Vec<char> = shuffled.copied().collect();
        for label in letters.chunks(20).chain(shuffled.chunks(20)) {
            let label: String = label.iter().collect();
            let parsed = Url::parse(&format!("https://{label}.{label}/")).expect(&label);
            let mut labels = parsed.host_str().unwrap().split('.');
            assert!(labels.all(|label| label.starts_with("xn--")), "{label}");
        }
    }

    #[test]
    fn international_host_names_are_recognised_and_others_are_not() {
        let common =
            ["bücher.example.com", "例え.jp", "пример.бел", "δοκιμής.gr", "한국-1.kr", "a.ü"];
        for name in common {
            assert_eq!(host(name.as_bytes()), Some(name.len()), "{name}");
            assert_eq!(host(format!("{name}:8443/x?é").as_bytes()), Some(name.len()), "{name}");
            assert!(broken_rules(&format!("https://{name}/c")).is_empty(), "{name}");
        }
        let others = [
            "bücher",
            "bücher.",
            ".bücher.de",
            "bücher..de",
            "-bücher.de",
            "bücher-.de",
            "b--ü.de",
            "BÜCHER.de",
            "bücher.local",
            "bücher.1",
            "bücher.test",
            "straſe.de",
            "Å.de",
            "ａ.de",
            "a\u{300}.de",
            "か\u{3099}.jp",
            "مثال.com",
            "דוגמה.com",
            "🎯.com",
            "a b.ü",
            "ü@b.de",
            "example.com",
        ];
        for name in others {
            assert_eq!(host(name.as_bytes()), None, "{name}");
        }
        assert_eq!(host(b"b\xFC.de/"), None);
    }
}
