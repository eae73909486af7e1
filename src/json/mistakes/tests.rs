//! The mistakes in a text and their fixes, compared with the parser.

mod generate;

use proptest::prelude::*;
use serde_json::Value;

use generate::{Random, values, write};

use super::{MAX_MISTAKES, Mistake, find};
use crate::json::document::Document;
use crate::json::edit::Edit;

/// Applies fixes as `--fix` does: of two that touch, the second waits for the next round.
fn repaired(text: &str, mistakes: &[Mistake]) -> String {
    let mut edits: Vec<&Edit> = Vec::new();
    for mistake in mistakes {
        let Some(repair) = mistake.repair.as_ref().filter(|repair| repair.is_safe) else {
            continue;
        };
        let touches = |a: &Edit, b: &Edit| a.start <= b.end && b.start <= a.end;
        if !repair.edits.iter().any(|new| edits.iter().any(|edit| touches(edit, new))) {
            edits.extend(&repair.edits);
        }
    }
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start));
    let mut out = text.to_owned();
    for edit in edits {
        out.replace_range(edit.start..edit.end, &edit.replacement);
    }
    out
}

/// The text after all safe fixes; none if a mistake has no safe fix.
fn safely_repaired(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    for round in 0..1000 {
        let mistakes = find(&text, false);
        let is_safe =
            |mistake: &Mistake| mistake.repair.as_ref().is_some_and(|repair| repair.is_safe);
        if mistakes.is_empty() {
            return Some(text);
        }
        if !mistakes.iter().all(is_safe) {
            assert!(round == 0 || mistakes.len() == MAX_MISTAKES, "{text:?}: {mistakes:?}");
            return None;
        }
        let next = repaired(&text, &mistakes);
        assert_ne!(next, text, "{mistakes:?}");
        text = next;
    }
    panic!("the fixes do not come to an end: {text:?}");
}

fn is_sound(text: &str) {
    let parsed = Document::parse(text);
    let mistakes = find(text, false);
    assert_eq!(parsed.is_ok(), mistakes.is_empty(), "{text:?}: {mistakes:?}");
    assert!(mistakes.len() <= MAX_MISTAKES);
    if let (Err(error), [first, ..]) = (&parsed, &mistakes[..]) {
        assert!(first.span.start <= error.offset, "{text:?}: {mistakes:?} {error:?}");
    }
    let cut = find(text, true);
    if let Err(error) = &parsed
        && error.offset < text.len()
    {
        let is_found = cut.first().is_some_and(|first| first.span.start <= error.offset);
        assert!(is_found, "{text:?} and more: {cut:?}");
    }
    for mistake in mistakes.iter().chain(&cut) {
        let related = mistake.related.iter().map(|(span, _)| *span);
        for span in related.chain([mistake.span]) {
            assert!(text.get(span.start..span.end).is_some(), "{text:?}: {mistake:?}");
        }
        let mut end = 0;
        for edit in mistake.repair.iter().flat_map(|repair| &repair.edits) {
            assert!(
                end <= edit.start && text.get(edit.start..edit.end).is_some(),
                "{text:?}: {mistake:?}"
            );
            end = edit.end;
        }
    }
    safely_repaired(text);
}

const PIECES: [&str; 71] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\"",
    "\"a\":",
    "'",
    "'b'",
    "“c”",
    "”",
    "`d`",
    "1",
    "-",
    "+",
    ".5",
    "5.",
    "01",
    "0x1F",
    "1_000",
    "1,234.50",
    "2,50",
    "1e400",
    "1e5",
    "-Infinity",
    "true",
    "True",
    "None",
    "undefined",
    "NaN",
    "nul",
    "word",
    "a b",
    " ",
    "\n",
    "\t",
    "\r\n",
    "\u{1}",
    "\\",
    "\\u12",
    "\\ud800",
    "\\'",
    "é",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "//",
    "/*",
    "*/",
    "#",
    "{{x}}",
    "${x}",
    "<x>",
    "%x%",
    "{% if %}",
    "{%",
    "<",
    "%",
    "$",
    ";",
    "=",
    "=>",
    "---",
    "- a",
    "a: b",
    "a,b",
    "(",
    "\0",
    "0",
];

/// A small document of every kind of value.
const WHOLE: &str = r#"{"name": "A \"b\" é", "n": [1, -2.5, true, null, {"x": []}], "u": "https://a.example/#b",
  "o": {"p": false, "q": {}}}"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6000))]

    #[test]
    fn refuses_what_the_parser_refuses(pieces in proptest::collection::vec(0..PIECES.len(), 0..24)) {
        is_sound(&pieces.iter().map(|piece| PIECES[*piece]).collect::<String>());
    }

    #[test]
    fn any_text_is_accepted_or_refused_as_by_the_parser(text in "\\PC{0,40}") {
        is_sound(&text);
    }

    #[test]
    fn damaged_documents_are_refused_as_the_parser_does(
        damage in proptest::collection::vec((0..WHOLE.len(), 0usize..3, 0..PIECES.len()), 1..4),
    ) {
        let mut text = WHOLE.to_owned();
        for (at, length, piece) in damage {
            let boundary = |mut at: usize| { while !text.is_char_boundary(at) { at -= 1 } at };
            let (start, end) = (boundary(at.min(text.len())), boundary((at + length).min(text.len())));
            text.replace_range(start..end, PIECES[piece]);
        }
        is_sound(&text);
        is_sound(&text[..{ let mut half = text.len() / 2; while !text.is_char_boundary(half) { half -= 1 } half }]);
    }

    #[test]
    fn safe_fixes_restore_the_values(value in values(), seed: u64) {
        let mut random = Random(seed);
        let mut text = String::new();
        write(&value, &mut random, &mut text);
        let fixed = safely_repaired(&text);
        let fixed = fixed.as_deref().map(|fixed| serde_json::from_str::<Value>(fixed).expect(fixed));
        prop_assert_eq!(fixed, Some(value), "{}", text);
    }
}

#[test]
fn large_texts_take_linear_time() {
    let start = std::time::Instant::now();
    for piece in [
        "\"", "'", "{{", "{", "[", "<a", "%a", "/*", "//", "\"\n", "a", "1", ",", "'a'", "[1 ",
        "\\", "“", "{\"a\":", "#", " ", "a ", "\"a\" ", "{%", "\u{a0}", "}", "x:", "a,",
    ] {
        for open in ["", "[", "{", "{\"a\": \"", "[1,"] {
            let _ = find(&(open.to_owned() + &piece.repeat(20_000)), false);
        }
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
}
