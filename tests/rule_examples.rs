//! Every rule's own examples: the bad one is reported, and nothing else is; the good one is clean.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use offerlint::{Example, Level, Linter, Rule, rules};

fn check(rule: &Rule, example: &Example) -> Vec<(String, String)> {
    let text = example.payload();
    let context = example.context();
    let select = (!rule.on).then_some(rule.name);
    let mut found = support::findings(&text, example.contract(), &context, select);
    found.sort();
    found
}

#[test]
fn bad_examples_yield_exactly_their_findings() {
    for rule in rules::all() {
        let bad = &rule.bad;
        let own = bad.at.iter().map(|pointer| (rule.name.to_owned(), (*pointer).to_owned()));
        let also = bad.also.iter().map(|(name, at)| ((*name).to_owned(), (*at).to_owned()));
        let mut wanted: Vec<_> = own.chain(also).collect();
        wanted.sort();
        assert!(!bad.at.is_empty(), "{} has a bad example without a pointer", rule.name);
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

/// The messages of a rule on its bad example.
fn messages(rule: &Rule) -> Vec<String> {
    let linter = Linter::new(rule.bad.contract())
        .with_context(rule.bad.context())
        .with_rule(rule.name, Level::Default)
        .unwrap();
    let mut found = linter.lint_parameters();
    found.extend(linter.lint_document(rule.bad.payload().as_bytes()));
    found.into_iter().filter(|found| found.rule == rule.name).map(|found| found.message).collect()
}

/// The wording of a message: without the field at its start, without digits, and without the quoted
/// parts that are copied from the payload.
fn wording(message: &str, payload: &str) -> String {
    let message = match message.strip_prefix('`').and_then(|rest| rest.split_once('`')) {
        Some((_, rest)) => rest,
        None => message,
    };
    let mut wording = String::new();
    let mut rest = message;
    while let Some(start) = rest.find(['`', '"']) {
        let quote = &rest[start..=start];
        let Some(length) = rest[start + 1..].find(quote) else { break };
        let inside = &rest[start + 1..start + 1 + length];
        wording.push_str(&rest[..start]);
        if !payload.contains(inside) {
            wording.push_str(inside);
        }
        rest = &rest[start + length + 2..];
    }
    wording.push_str(rest);
    wording.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[test]
fn two_rules_never_share_a_message() {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for rule in rules::all() {
        let payload = rule.bad.payload();
        let messages = messages(rule);
        assert!(!messages.is_empty(), "{}", rule.name);
        let own: BTreeSet<String> = messages.iter().map(|text| wording(text, &payload)).collect();
        for text in own {
            if let Some(other) = known.insert(text.clone(), rule.name) {
                panic!("{other} and {} have the message {text:?}", rule.name);
            }
        }
    }
}

#[test]
fn explanations_have_three_parts() {
    for rule in rules::all() {
        let lines: Vec<&str> = rule.explanation.lines().map(str::trim).collect();
        let text = lines.join(" ").trim().to_owned();
        assert!(text.starts_with("Reports "), "{}: {text}", rule.name);
        let sentences = text.split(". ").count();
        assert!(sentences >= 3, "{} lacks a reason or a correction: {text}", rule.name);
    }
}

#[test]
fn no_help_repeats_its_message() {
    for rule in rules::all() {
        let report = rule.bad.contract().lint(rule.bad.payload().as_bytes());
        for found in report.diagnostics {
            let help = found.help.as_deref().unwrap_or_default();
            assert!(help.is_empty() || !found.message.contains(help), "{}: {help}", rule.name);
        }
    }
}
