//! Every rule's own examples: the bad one is reported, and nothing else is; the good one is clean.

mod support;

use std::collections::BTreeSet;

use offerlint::{Example, Rule, rules};

fn check(rule: &Rule, example: &Example) -> Vec<(String, String)> {
    let text = example.payload();
    let context = example.context();
    let select = (!rule.on).then_some(rule.name);
    let mut found = support::findings(&text, example.contract(), &context, select);
    found.sort();
    found
}

#[test]
fn bad_examples_yield_exactly_what_they_say() {
    for rule in rules::all() {
        let bad = &rule.bad;
        let own = bad.at.iter().map(|pointer| (rule.name.to_owned(), (*pointer).to_owned()));
        let also = bad.also.iter().map(|(name, at)| ((*name).to_owned(), (*at).to_owned()));
        let mut wanted: Vec<_> = own.chain(also).collect();
        wanted.sort();
        assert!(!bad.at.is_empty(), "{} has a bad example that says nothing", rule.name);
        assert_eq!(check(rule, bad), wanted, "{}", rule.name);
    }
}

#[test]
fn good_examples_are_clean() {
    for rule in rules::all() {
        assert_eq!(check(rule, &rule.good), [], "{}", rule.name);
    }
}

#[test]
fn names_are_unique() {
    let names: BTreeSet<&str> = rules::all().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules::all().count());
    for name in names {
        assert!(
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{name}"
        );
    }
}
