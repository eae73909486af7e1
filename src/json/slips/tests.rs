use proptest::prelude::*;
use serde_json::{Value, json};

use super::{MAX_SLIPS, Slip, find};
use crate::json::document::Document;
use crate::json::edit::Edit;

/// Applies fixes as `--fix` does: of two that touch, the second waits for the next round.
fn repaired(text: &str, slips: &[Slip]) -> String {
    let mut edits: Vec<&Edit> = Vec::new();
    for slip in slips {
        let Some(repair) = slip.repair.as_ref().filter(|repair| repair.is_safe) else { continue };
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
        let slips = find(&text, false);
        let is_safe = |slip: &Slip| slip.repair.as_ref().is_some_and(|repair| repair.is_safe);
        if slips.is_empty() {
            return Some(text);
        }
        if !slips.iter().all(is_safe) {
            assert!(round == 0 || slips.len() == MAX_SLIPS, "{text:?}: {slips:?}");
            return None;
        }
        let next = repaired(&text, &slips);
        assert_ne!(next, text, "{slips:?}");
        text = next;
    }
    panic!("the fixes do not come to an end: {text:?}");
}

fn is_sound(text: &str) {
    let parsed = Document::parse(text);
    let slips = find(text, false);
    assert_eq!(parsed.is_ok(), slips.is_empty(), "{text:?}: {slips:?}");
    assert!(slips.len() <= MAX_SLIPS);
    if let (Err(error), [first, ..]) = (&parsed, &slips[..]) {
        assert!(first.span.start <= error.offset, "{text:?}: {slips:?} {error:?}");
    }
    let cut = find(text, true);
    if let Err(error) = &parsed
        && error.offset < text.len()
    {
        let is_told = cut.first().is_some_and(|first| first.span.start <= error.offset);
        assert!(is_told, "{text:?} and more: {cut:?}");
    }
    for slip in slips.iter().chain(&cut) {
        let related = slip.related.iter().map(|(span, _)| *span);
        for span in related.chain([slip.span]) {
            assert!(text.get(span.start..span.end).is_some(), "{text:?}: {slip:?}");
        }
        let mut end = 0;
        for edit in slip.repair.iter().flat_map(|repair| &repair.edits) {
            assert!(
                end <= edit.start && text.get(edit.start..edit.end).is_some(),
                "{text:?}: {slip:?}"
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
    fn any_text_is_judged(text in "\\PC{0,40}") {
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

fn values() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        (1000u32..1_000_000).prop_map(Value::from),
        (1i32..99).prop_map(|n| json!(f64::from(n) / 100.0)),
        "[a-z'\"/#,:{}\\t é“-]{0,9}".prop_map(Value::from),
    ];
    let inner = scalar.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map("[a-z_]{1,6}", inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    // The document itself is an object, so that it is not taken for another format.
    inner.prop_map(|value| json!({"value": value, "end": 1}))
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }
}

/// Writes a value with mistakes that leave no doubt about it.
fn write(value: &Value, random: &mut Random, out: &mut String) {
    match value {
        Value::Null => out.push_str(if random.one_in(3) { "None" } else { "null" }),
        Value::Bool(flag) => {
            let words = if *flag { ["true", "True", "TRUE"] } else { ["false", "False", "FALSE"] };
            out.push_str(words[random.below(3) as usize]);
        }
        Value::Number(number) => write_number(&number.to_string(), random, out),
        Value::String(text) => write_string(text, random, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                write_gap(random, out);
                write(item, random, out);
                write_comma(index + 1 == items.len(), random, out);
            }
            write_gap(random, out);
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (name, item)) in members.iter().enumerate() {
                write_gap(random, out);
                match random.below(4) {
                    0 => out.push_str(name),
                    1 => write_string(name, random, out),
                    _ => out.push_str(&json!(name).to_string()),
                }
                out.push_str([":", " = ", " => ", ": ", ": ", ": "][random.below(6) as usize]);
                write(item, random, out);
                write_comma(index + 1 == members.len(), random, out);
            }
            write_gap(random, out);
            out.push('}');
        }
    }
}

fn write_number(number: &str, random: &mut Random, out: &mut String) {
    let is_whole = number.bytes().all(|byte| byte.is_ascii_digit());
    match random.below(6) {
        0 if !number.starts_with('-') => out.push_str(&format!("+{number}")),
        1 => out.push_str(&number.replacen("0.", ".", 1)),
        2 if is_whole && number.len() > 3 => {
            let (thousands, rest) = number.split_at(number.len() - 3);
            out.push_str(&format!("{thousands}_{rest}"));
        }
        3 if is_whole => out.push_str(&format!("0x{:x}", number.parse::<u64>().unwrap())),
        _ => out.push_str(number),
    }
}

fn write_string(text: &str, random: &mut Random, out: &mut String) {
    let quoted = json!(text).to_string();
    // A mark inside that could close the string leaves doubt.
    match random.below(5) {
        0 if !text.contains('\'') => {
            let inside = quoted[1..quoted.len() - 1].replace("\\\"", "\"");
            out.push_str(&format!("'{inside}'"));
        }
        1 if !text.contains(['\'', '"', '“', '\\']) => {
            out.push_str(&format!("“{text}”").replace('\t', "\\t"))
        }
        2 => out.push_str(&quoted.replace("\\t", "\t")),
        _ => out.push_str(&quoted),
    }
}

fn write_gap(random: &mut Random, out: &mut String) {
    let gaps =
        ["", " ", "\n  ", "\n", "\u{a0}", " // a, \"b\": 1\n", "/* c */", "\n# d\n", "\r\n\t"];
    out.push_str(gaps[random.below(gaps.len() as u64) as usize]);
}

fn write_comma(is_last: bool, random: &mut Random, out: &mut String) {
    match (is_last, random.below(6)) {
        (true, 0) | (false, 1..5) => out.push(','),
        (false, 0) => out.push_str("\n\n"),
        (false, _) => out.push(';'),
        _ => {}
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
