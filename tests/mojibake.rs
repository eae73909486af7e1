//! Wrongly decoded text: fixes restore the original text, and trimming destroys no letter.

use offerlint::{Applicability, Contract, Fix, fix, lint};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The characters of Windows-1252 from 0x80 to 0x9F; Latin-1 where it leaves a gap.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// UTF-8 read as Windows-1252.
fn misread(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            0x80..=0x9f => WINDOWS_1252[usize::from(byte) - 0x80],
            byte => char::from(byte),
        })
        .collect()
}

/// The name after all fixes, round by round as the command applies them.
fn fixed(name: &str, unsafe_too: bool) -> String {
    let offer = json!({"name": name, "tracking_url": "https://t.acme.io/c"});
    let mut text = offer.to_string();
    for _ in 0..16 {
        let report = lint(text.as_bytes(), Contract::TRACKLYSMS_CREATE_OFFER);
        let fixes: Vec<Fix> = report
            .into_iter()
            .filter_map(|found| found.fix)
            .filter(|fix| unsafe_too || fix.applicability == Applicability::Safe)
            .collect();
        let (next, applied) = fix::apply(&text, &fixes);
        if applied.is_empty() {
            break;
        }
        text = next;
    }
    let offer: Value = serde_json::from_str(&text).unwrap();
    offer["name"].as_str().unwrap().to_owned()
}

#[test]
fn trimming_keeps_the_halves_of_letters() {
    for name in
        ["CafÃ© Ã\u{a0}", "Ã\u{a0}", "voilÃ\u{a0}", "voilÃ\u{a0} ", "Â\u{a0}x Ã©", " dÃ©jÃ\u{a0}"]
    {
        let trimmed = fixed(name, false);
        assert!(
            trimmed.ends_with("Ã\u{a0}") == name.trim_end_matches(' ').ends_with("Ã\u{a0}"),
            "{name:?}: {trimmed:?}"
        );
    }
    assert_eq!(fixed("CafÃ© Ã\u{a0}", true), "Café à");
    assert_eq!(fixed(" dÃ©jÃ\u{a0} ", true), "déjà");
    assert_eq!(fixed("CafÃ©\u{a0}", true), "Café");
    assert_eq!(fixed("Sommer Ã¼ber \u{a0}", true), "Sommer über");
}

proptest! {
    #[test]
    fn unsafe_fixes_restore_the_text_that_was_misread(
        words in proptest::collection::vec("[a-zA-Z]{0,4}[àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿÀÉÜß’“”–€]{1,2}[a-z]{0,4}", 1..5),
        before in " {0,2}",
        behind in " {0,2}",
    ) {
        let original = words.join(" ");
        let name = format!("{before}{}{behind}", misread(&original));
        let report = lint(
            json!({"name": name, "tracking_url": "https://t.acme.io/c"}).to_string().as_bytes(),
            Contract::TRACKLYSMS_CREATE_OFFER,
        );
        // Some pairs, such as `Ã€`, are words of their own and not reported.
        if report.iter().any(|found| found.rule == "mojibake") {
            prop_assert_eq!(fixed(&name, true), original);
        }
    }

    #[test]
    fn safe_fixes_keep_every_letter(
        word in "[a-z]{0,3}[àéöüÀÉ]{1,3}",
        behind in "[ \u{a0}]{0,2}",
    ) {
        let misread = misread(&word);
        let kept = fixed(&format!("{misread}{behind}"), false);
        prop_assert!(kept.starts_with(&misread), "{:?} became {:?}", misread, kept);
    }
}
