//! Values, and texts of them with mistakes.

use proptest::prelude::*;
use serde_json::{Value, json};

/// JSON values of a few levels.
pub(super) fn values() -> impl Strategy<Value = Value> {
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

/// A linear congruential generator, so that a seed repeats a text.
pub(super) struct Random(pub(super) u64);

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

/// Writes a value with mistakes that have a safe fix.
pub(super) fn write(value: &Value, random: &mut Random, out: &mut String) {
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
    // A quotation mark inside that could close the string has no safe fix.
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
