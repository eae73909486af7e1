//! Payloads that are nearly right: from the generator or from a rule's example, and damaged where it
//! matters.

use offerlint::{Body, Context, Contract, Example, rules};
use serde_json::Value;

use super::choices::Choices;
use crate::support::{
    self,
    generate::{self, Json},
};

/// A payload with its contract and its context.
pub(super) struct Damaged {
    pub(super) contract: Contract,
    pub(super) context: Context,
    pub(super) text: String,
}

const NAMES: [&str; 14] = [
    "payout",
    "Payout",
    "tracking_ulr",
    "id",
    "metadata",
    "status",
    "offerEvents",
    "dailyCap",
    "revenue",
    "creatives",
    "trk_0123456789abcdef0123456789abcdef",
    "a/b~c",
    "",
    "\u{202e}x\u{1b}[31m",
];

const VALUES: [&str; 40] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.0",
    "1e3",
    "2.50",
    "1E-400",
    "99999999999999999999",
    "0.30000000000000004",
    "-0",
    "\"\"",
    "\" \"",
    "\"2.50\"",
    "\"true\"",
    "\"none\"",
    "\"TUNE\"",
    "\"CPA\"",
    "\"multi_event\"",
    "\"archived\"",
    "[]",
    "{}",
    "[null]",
    "[\"x\",\"x\"]",
    "{\"a\":5}",
    "{\"\":{}}",
    "[[[]]]",
    "\"2026-03-01\"",
    "\"20260301T000000Z\"",
    "\"2026-02-30T25:61:61Z\"",
    "\"3fa85f64-5717-4562-b3fc-2c963f66afa6\"",
    "\"{3FA85F6457174562B3FC2C963F66AFA6}\"",
    "[\"3fa85f64-5717-4562-b3fc-2c963f66afa6\",\"3FA85F64-5717-4562-B3FC-2C963F66AFA6\"]",
    "\"iOS,ios, Android\"",
    "\"https://t.acme.io/?a={click_id}&amp;b=%\"",
    "\"http://user:pw@localhost:1/\"",
    "\"t.example.com/c\"",
    "\"\\u0074rk_0123456789abcdef0123456789abcdef\"",
    "\"\\ud83c\\udfaf\"",
];

/// Pieces that are put into strings, as they are written in JSON.
const PIECES: [&str; 36] = [
    " ",
    "\\n",
    "\\t",
    "\\u0000",
    "\\u001b[31m",
    "\\u0041",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\/",
    "\\\\",
    "\\\"",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{a0}",
    "\u{7f}",
    "\u{85}",
    "Ã©",
    "â€™",
    "&amp;",
    "&lt;",
    "<b>",
    "{click_id}",
    "{{x}}",
    "{",
    "}",
    "%",
    "%zz",
    "%20",
    "&a=1&a=2",
    "?",
    "#",
    "https://",
    "::error::",
    "trk_0123456789abcdef0123456789abcdef",
    "日本",
];

/// Pieces that are put anywhere, JSON or not.
const SPLICES: [&str; 16] = [
    "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", "1e999", "\\ud83d", "\n", "\u{feff}", "//",
    "NaN",
];

pub(super) fn payload(choices: &mut Choices<'_>) -> Damaged {
    let (contract, context, text) = if choices.below(4) == 0 {
        let rules: Vec<_> = rules::all().collect();
        let rule = rules[choices.below(rules.len())];
        let example = if choices.below(2) == 0 { &rule.bad } else { &rule.good };
        (example.contract(), example.context(), written(example))
    } else {
        let contract =
            Contract::all().nth(choices.below(Contract::all().count())).expect("a contract");
        let seed = choices.below(1 << 16) as u64;
        (contract, Context::default(), generate::text(contract, seed))
    };
    let rounds = choices.below(5);
    let mut text = match serde_json::from_str::<Value>(&text) {
        Ok(value) if rounds > 0 => {
            let mut json = as_json(&value);
            for _ in 0..rounds {
                damage(&mut json, choices);
            }
            json.write(choices.below(3) == 0)
        }
        _ => text,
    };
    match choices.below(8) {
        1 => text = text.replace('\n', "\r\n"),
        2 => text.insert(0, '\u{feff}'),
        3 => {
            for _ in 0..=choices.below(2) {
                let from = boundary(&text, choices.below(text.len() + 1));
                let to = boundary(&text, (from + choices.below(4)).min(text.len()));
                text.replace_range(from..to.max(from), choices.pick(&SPLICES));
            }
        }
        _ => {}
    }
    Damaged { contract, context, text }
}

/// An example's payload; the huge ones are not worth their time here.
fn written(example: &Example) -> String {
    match example.body {
        Body::Generated { .. } => support::base(example.contract()).to_owned(),
        _ => example.payload(),
    }
}

fn as_json(value: &Value) -> Json {
    match value {
        Value::Array(items) => Json::Array(items.iter().map(as_json).collect()),
        Value::Object(members) => Json::Object(
            members.iter().map(|(name, value)| (name.clone(), as_json(value))).collect(),
        ),
        scalar => Json::raw(scalar),
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Any value: one of the list, a text of the input's own, or a string of odd pieces.
fn odd(choices: &mut Choices<'_>) -> Json {
    match choices.below(4) {
        0 => Json::text(&choices.text()),
        1 => {
            let count = choices.below(4);
            let pieces: String = (0..count).map(|_| choices.pick(&PIECES)).collect();
            Json::Raw(format!("\"{pieces}\""))
        }
        _ => Json::raw(choices.pick(&VALUES)),
    }
}

fn damage(value: &mut Json, choices: &mut Choices<'_>) {
    match value {
        Json::Object(members) if !members.is_empty() => {
            let at = choices.below(members.len());
            match choices.below(12) {
                0 => drop(members.remove(at)),
                1 => {
                    let (name, mut again) = members[at].clone();
                    if choices.below(2) == 0 {
                        damage(&mut again, choices);
                    }
                    let to = choices.below(members.len() + 1);
                    members.insert(to, (name, again));
                }
                2 => rename(&mut members[at].0, choices),
                3 => members.insert(at, (choices.pick(&NAMES).to_owned(), odd(choices))),
                4 | 5 => members[at].1 = odd(choices),
                6 => {
                    let other = choices.below(members.len());
                    members.swap(at, other);
                }
                _ => damage(&mut members[at].1, choices),
            }
        }
        Json::Array(items) if !items.is_empty() => {
            let at = choices.below(items.len());
            match choices.below(8) {
                0 => drop(items.remove(at)),
                1 => {
                    let copy = items[at].clone();
                    let count = 1 + choices.below(3);
                    items.splice(at..at, std::iter::repeat_n(copy, count));
                }
                2 => items[at] = odd(choices),
                3 => items.push(odd(choices)),
                _ => damage(&mut items[at], choices),
            }
        }
        Json::Raw(text) if text.len() > 1 && text.starts_with('"') && choices.below(5) > 0 => {
            splice(text, choices)
        }
        value => *value = odd(choices),
    }
}

fn rename(name: &mut String, choices: &mut Choices<'_>) {
    match choices.below(5) {
        0 => name.push('s'),
        1 => drop(name.pop()),
        2 => *name = name.to_uppercase(),
        3 => *name = choices.pick(&NAMES).to_owned(),
        _ => *name = choices.text(),
    }
}

/// Puts a piece into a string, but not into one of its escapes.
fn splice(text: &mut String, choices: &mut Choices<'_>) {
    let mut places = vec![1];
    let inner = &text[1..text.len() - 1];
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        let mut end = 1 + at + c.len_utf8();
        if c == '\\' {
            let skipped = if inner[at + 1..].starts_with('u') { 5 } else { 1 };
            end +=
                (0..skipped).filter_map(|_| chars.next()).map(|(_, c)| c.len_utf8()).sum::<usize>();
        }
        places.push(end);
    }
    let (at, other) = (choices.below(places.len()), choices.below(places.len()));
    let piece = choices.pick(&PIECES);
    match choices.below(4) {
        0 => text.replace_range(places[at.min(other)]..places[at.max(other)], piece),
        1 => text.insert_str(places[at], &piece.repeat(1 + choices.below(64))),
        _ => text.insert_str(places[at], piece),
    }
}
