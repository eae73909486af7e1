//! Duplicates in lists of any length.

mod support;

use offerlint::{Context, Contract, Linter, RuleSet};
use proptest::prelude::*;
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
    let (context, rule_set) = (Context::default(), RuleSet::default());
    let linter = Linter::new(Contract::GOKART_UPDATE_OFFER)
        .with_context(context.clone())
        .with_rule_set(rule_set.clone());
    let report = linter.lint(text.as_bytes());
    assert_eq!(report, linter.full_check(text.as_bytes()), "{text}");
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
fn the_length_of_a_list_of_codes_does_not_matter() {
    for length in [2, 15, 16, 17, 40] {
        let found = |last: usize| {
            let mut codes: Vec<String> =
                (0..length).map(|index| (10_000 + index).to_string()).collect();
            codes.push((10_000 + last).to_string());
            support::verdicts::gokart(json!({"zipCodes": codes}))
        };
        assert_eq!(found(length), support::verdicts::NONE, "{length}");
        for first in [0, length - 1] {
            assert_eq!(found(first), [format!("duplicate-array-item /zipCodes/{length}")]);
        }
    }
}

/// The pointers of all members, in every object, whose name an earlier one of the object has, as
/// far as they are the last of that name.
fn expected(object: &[(String, Vec<String>)]) -> Vec<String> {
    let mut places = Vec::new();
    let mut add = |at: &str, names: &[&str]| {
        for (index, name) in names.iter().enumerate() {
            if names[..index].contains(name) && !names[index + 1..].contains(name) {
                places.push(format!("{at}/{name}"));
            }
        }
    };
    let outer: Vec<&str> = object.iter().map(|(name, _)| &**name).collect();
    add("/metadata", &outer);
    for (name, inner) in object {
        let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
        add(&format!("/metadata/{name}"), &inner);
    }
    places.sort();
    places
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Names of few kinds, so that some meet, in objects of all sizes, and some written with an
    /// escape.
    #[test]
    fn every_repeated_name_is_found(
        kinds in 1usize..2000,
        outer in proptest::collection::vec((any::<u16>(), any::<u8>()), 0..150),
        inner in proptest::collection::vec((any::<u16>(), any::<u8>()), 0..150),
    ) {
        let name = |(number, _): &(u16, u8)| format!("k{}", usize::from(*number) % kinds);
        let written = |member: &(u16, u8)| match member.1 {
            0..4 => name(member).replace('k', "\\u006b"),
            _ => name(member),
        };
        let plain: Vec<String> = inner.iter().map(|member| format!("\"{}\":1", written(member))).collect();
        // The object in the middle holds others.
        let middle = outer.len() / 2;
        let members: Vec<String> = outer.iter().enumerate().map(|(index, member)| match index == middle {
            true => format!("\"inside\":{{{}}}", plain.join(",")),
            false => format!("\"{}\":1", written(member)),
        }).collect();
        let text = format!("{{\"metadata\":{{{}}}}}", members.join(","));
        let report = offerlint::lint(text.as_bytes(), Contract::TRACKLYSMS_UPDATE_OFFER);
        let mut found: Vec<String> = report
            .diagnostics
            .into_iter()
            .filter(|found| found.rule == "duplicate-key")
            .map(|found| found.pointer)
            .collect();
        found.sort();
        let object: Vec<(String, Vec<String>)> = outer.iter().enumerate().map(|(index, member)| match index == middle {
            true => ("inside".to_owned(), inner.iter().map(name).collect()),
            false => (name(member), Vec::new()),
        }).collect();
        prop_assert_eq!(found, expected(&object), "{}", text);
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
