//! Fixes end after a bounded number of rounds, keep a text JSON, and cause no findings except those that
//! another finding had suppressed.

use offerlint::{Applicability, Context, Contract, Diagnostic, Fix, Linter, fix};

use super::tree::Tree;
use crate::support::suppressing_rules::may_reveal;

/// The largest number of rounds of the command.
const MOST_ROUNDS: usize = 64;

/// Members that are repeated more often may need more rounds.
const MOST_REPEATED: usize = 32;

/// The number of fixes that are tried one by one.
const TRIED_ALONE: usize = 24;

pub(super) fn ends_well(text: &str, contract: Contract, context: &Context) {
    let is_json = Tree::read(text.as_bytes()).is_some();
    let before = findings(text, contract, context);
    let fixable = before.iter().filter_map(|found| Some((found, found.fix.as_ref()?)));
    for (found, fix) in fixable.take(TRIED_ALONE) {
        alone(text, contract, context, &before, (found, fix), is_json);
    }
    let repeated = before.iter().filter(|found| found.rule == "duplicate-key");
    if repeated.map(|found| found.labels.len()).any(|count| count > MOST_REPEATED) {
        return;
    }
    for unsafe_too in [false, true] {
        together(text, contract, context, unsafe_too, is_json);
    }
}

fn findings(text: &str, contract: Contract, context: &Context) -> Vec<Diagnostic> {
    Linter::new(contract).with_context(context.clone()).lint(text.as_bytes()).diagnostics
}

fn applied<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix> + Clone) -> (String, usize) {
    let (fixed, which) = fix::apply(text, fixes.clone());
    let as_bytes = fix::apply_bytes(text.as_bytes(), fixes);
    assert_eq!(
        as_bytes,
        (fixed.clone().into_bytes(), which.clone()),
        "text and bytes are fixed differently"
    );
    (fixed, which.len())
}

fn alone(
    text: &str,
    contract: Contract,
    context: &Context,
    before: &[Diagnostic],
    (fixed, fix): (&Diagnostic, &Fix),
    is_json: bool,
) {
    let (after, count) = applied(text, [fix]);
    assert_eq!(count, 1, "{} cannot be applied", fixed.rule);
    assert!(!is_json || Tree::read(after.as_bytes()).is_some(), "{}: {after}", fixed.rule);
    if !is_json {
        return;
    }
    if before.iter().any(|found| found.rule == "duplicate-key") {
        // Without the last of repeated members the one before it counts, with findings of its own.
        return;
    }
    let found = findings(&after, contract, context);
    let same = |all: &[Diagnostic]| {
        all.iter().filter(|f| f.rule == fixed.rule && f.message == fixed.message).count()
    };
    // A repeated mistake such as `https://https://https://` is fixed once per round.
    let is_less = same(&found) < same(before) || after.len() < text.len();
    assert!(is_less, "{} stays\n{text}\n{after}", fixed.rule);
    if may_reveal(fixed) {
        return;
    }
    // In a fixed text another mistake may appear, because removing characters joins their neighbours.
    // Other values do not change.
    let is_elsewhere =
        |found: &&Diagnostic| found.pointer != fixed.pointer && !is_now_alike(fixed, found);
    let elsewhere = |all: &[Diagnostic]| all.iter().filter(is_elsewhere).count();
    for new in found.iter().filter(is_elsewhere) {
        let is_known = before.iter().any(|old| old.rule == new.rule);
        assert!(is_known, "{} brings {}\n{text}\n{after}", fixed.rule, new.rule);
    }
    assert!(elsewhere(&found) <= elsewhere(before), "{} brings more\n{text}\n{after}", fixed.rule);
}

/// Two keys that differ in an invisible character only are equal once it is removed.
fn is_now_alike(fixed: &Diagnostic, found: &Diagnostic) -> bool {
    fixed.rule == "suspicious-unicode" && found.rule == "duplicate-event-external-id"
}

fn together(text: &str, contract: Contract, context: &Context, unsafe_too: bool, is_json: bool) {
    let mut current = text.to_owned();
    for _ in 0..MOST_ROUNDS {
        let found = findings(&current, contract, context);
        let fixes = found.iter().filter_map(|found| found.fix.as_ref());
        let fixes = fixes.filter(|fix| unsafe_too || fix.applicability == Applicability::Safe);
        let (next, count) = applied(&current, fixes);
        if count == 0 {
            return;
        }
        assert!(!is_json || Tree::read(next.as_bytes()).is_some(), "no longer JSON: {next}");
        assert_ne!(next, current, "a fix that changes nothing");
        current = next;
    }
    panic!("the fixes do not end\n{text}\n{current}");
}
