//! What no two events of an offer may share, in lists of any length.

mod support;

use offerlint::{Context, Contract, Linter, Ruleset};
use serde_json::{Value, json};

const NONE: [usize; 0] = [];

/// The events at which a rule is reported, when one member has these values in events of their own.
fn repeated(rule: &str, field: &str, values: &[&str]) -> Vec<usize> {
    let list: Vec<Value> = (0..values.len())
        .map(|index| {
            let mut event = support::event(1);
            event["id"] = json!(format!("e9623b92-4d90-404d-beaf-6b27a7ac66{index:02x}"));
            event["eventId"] = json!(format!("level_{index}"));
            event["displayOrder"] = json!(index);
            event["sequenceNumber"] = json!(index);
            event[field] = json!(format!("<{index}>"));
            event
        })
        .collect();
    let mut offer = support::multi_event();
    offer["offerEvents"] = list.into();
    let mut text = offer.to_string();
    for (index, value) in values.iter().enumerate() {
        text = text.replacen(&format!("\"<{index}>\""), value, 1);
    }
    let (context, ruleset) = (Context::default(), Ruleset::default());
    let mut linter = Linter::new(Contract::GokartUpdateOffer, &context, &ruleset);
    let report = linter.lint(text.as_bytes());
    assert_eq!(report, linter.explain(text.as_bytes()), "{text}");
    let places = report.diagnostics.iter().filter(|found| found.rule == rule);
    places.map(|found| found.pointer.split('/').nth(2).unwrap().parse().unwrap()).collect()
}

#[test]
fn no_two_events_share_a_position_an_id_or_a_key() {
    let order = |values: &[&str]| repeated("duplicate-display-order", "displayOrder", values);
    assert_eq!(order(&["1", "2", "3"]), NONE);
    assert_eq!(order(&["3", "1", "2"]), NONE);
    assert_eq!(order(&["1", "2", "1", "1"]), [2, 3]);
    assert_eq!(order(&["2", "1", "2"]), [2]);
    assert_eq!(order(&["3", "1", "2", "1"]), [3]);
    // Numbers compare as values.
    assert_eq!(order(&["100", "100.0", "1e2"]), [1, 2]);
    assert_eq!(order(&["5", "0", "-0", "-0.0"]), [2, 3]);
    assert_eq!(order(&["-0.0", "0"]), [1]);
    assert_eq!(order(&["-1", "1", "-1"]), [2]);
    let step = |values: &[&str]| repeated("duplicate-sequence-number", "sequenceNumber", values);
    assert_eq!(step(&["null", "1", "null", "1"]), [3]);

    let id = |values: &[&str]| repeated("duplicate-event-id", "id", values);
    let (lower, upper) =
        ("\"3fa85f64-5717-4562-b3fc-2c963f66afa6\"", "\"3FA85F64-5717-4562-B3FC-2C963F66AFA6\"");
    assert_eq!(id(&[lower, upper]), [1]);
    assert_eq!(id(&[upper, lower, upper]), [1, 2]);

    let key = |values: &[&str]| repeated("duplicate-event-external-id", "eventId", values);
    for (first, again) in [
        ("level_1", "level_1"),
        ("level_1", " level_1"),
        ("level_1", "level_1 "),
        (" level_1", "level_1"),
        (" level_1", "  level_1"),
        ("level_1 ", "level_1  "),
        ("level_1 ", "level_1"),
        ("level_1", "level\\u005f1"),
        ("level\\u005f1", "level_1"),
        ("level_1", "level_1\\t"),
        ("a", "a"),
        ("abc", "abc"),
        ("abcd", "abcd"),
        ("abcdefg", "abcdefg"),
        ("abcdefgh", "abcdefgh"),
        ("a much longer key", "a much longer key"),
    ] {
        let [first, other, again] = [first, "other", again].map(|text| format!("\"{text}\""));
        assert_eq!(key(&[&first, &again]), [1], "{first} {again}");
        assert_eq!(key(&[&first, &other, &again]), [2], "{first} {again}");
    }
    for (one, other) in [
        ("level_1", "level_2"),
        ("level_1", "Level_1"),
        ("a", "aa"),
        ("ab", "ba"),
        ("abcd", "abcde"),
        ("1_of_this_level", "2_of_this_level"),
        (" ", "  "),
        ("", ""),
    ] {
        let [one, other] = [one, other].map(|text| format!("\"{text}\""));
        assert_eq!(key(&[&one, &other]), NONE, "{one} {other}");
    }
}

#[test]
fn the_length_of_a_list_does_not_matter() {
    for length in [2, 23, 24, 25, 26, 60] {
        let found = |last: &dyn Fn(usize) -> usize| {
            let number = |index: usize| if index == length - 1 { last(index) } else { index };
            let keys: Vec<String> =
                (0..length).map(|index| format!("\"key {}\"", number(index))).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            repeated("duplicate-event-external-id", "eventId", &keys)
        };
        assert_eq!(found(&|index| index), NONE, "{length}");
        assert_eq!(found(&|index| index - 1), [length - 1]);
        assert_eq!(found(&|_| 0), [length - 1]);
    }
}
