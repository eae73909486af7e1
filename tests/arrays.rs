//! Arrays of payloads: the findings are those of the items one by one, at their places in the array.
#![cfg(feature = "project")]

#[allow(dead_code)]
#[path = "../fuzz/src/properties/arrays.rs"]
mod array_property;
mod support;

use array_property::{as_array, item_by_item};
use offerlint::Contract;
use proptest::prelude::*;
use support::damage;
use support::generate::{self, Random};
use support::spelling::SPELLINGS;

fn pick<'p>(random: &mut Random, parts: &[&'p str]) -> &'p str {
    parts[random.below(parts.len())]
}

/// An array of payloads, some of them damaged, and of other values.
fn array(contract: Contract, random: &mut Random, seed: u64) -> String {
    let mut text = pick(random, &["[", " [ ", "\u{feff}[", "[\n    ", "[\r\n\t"]).to_owned();
    for index in 0..random.below(6) as u64 {
        if index > 0 {
            text += pick(random, &[",", ", ", ",\n    ", " ,\r\n", "\n, "]);
        }
        let spelling = &SPELLINGS[random.below(SPELLINGS.len())];
        let payload = spelling.write(&generate::payload(contract, seed ^ index));
        match random.below(8) {
            0 => {
                text +=
                    pick(random, &["1", "null", "{}", "[]", "[[]]", "\"]\"", r#"{"a":1,"a":2}"#])
            }
            1 | 2 => text += &String::from_utf8_lossy(&damage(&payload, seed ^ index)),
            _ => text += &payload,
        }
    }
    text + pick(random, &["]", " ]", "\n]\n", "]]", "] ,", ",]"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn have_the_findings_of_their_items(seed: u64, which in 0usize..9) {
        let contract = Contract::all().nth(which).unwrap();
        let mut random = Random(seed);
        let text = array(contract, &mut random, seed);
        for text in [text.clone().into_bytes(), damage(&text, seed)] {
            let (expected, found) = (item_by_item(&text, contract), as_array(&text, contract));
            prop_assert_eq!(expected, found, "{}", String::from_utf8_lossy(&text));
        }
    }
}

#[test]
fn the_items_of_a_broken_array_are_not_linted() {
    for text in
        ["[{\"payout\": -1}, {\"payout\": 1}, ", "[{\"payout\": -1}] ]", "[{\"payout\": 1} {}]"]
    {
        let found = as_array(text.as_bytes(), Contract::TRACKLYSMS_UPDATE_OFFER);
        let rules: Vec<&str> = found.iter().map(|found| &*found.rule).collect();
        assert_eq!(rules, ["json-syntax"], "{text}");
    }
}

#[test]
fn an_item_nested_too_deeply_for_its_array_breaks_the_array() {
    let deep = |levels: usize| format!("[{}{}]", "[".repeat(levels), "]".repeat(levels));
    for levels in 124..130 {
        let text = deep(levels);
        let contract = Contract::TRACKLYSMS_CREATE_OFFER;
        assert_eq!(as_array(text.as_bytes(), contract), item_by_item(text.as_bytes(), contract));
    }
}
