//! Fixes come to an end, leave JSON behind, and bring nothing to light that was not held back.

use offerlint::{Applicability, Context, Contract, Diagnostic, Fix, Linter, fix};

use super::tree::Tree;
use crate::support::held_back::may_reveal;

/// What the command line does at most.
const MOST_ROUNDS: usize = 64;

/// Members that are repeated more often may need more rounds.
const MOST_REPEATED: usize = 32;

/// So many fixes are tried one by one.
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
    let (mended, which) = fix::apply(text, fixes.clone());
    let as_bytes = fix::apply_bytes(text.as_bytes(), fixes);
    assert_eq!(
        as_bytes,
        (mended.clone().into_bytes(), which.clone()),
        "text and bytes are mended differently"
    );
    (mended, which.len())
}

fn alone(
    text: &str,
    contract: Contract,
    context: &Context,
    before: &[Diagnostic],
    (mended, fix): (&Diagnostic, &Fix),
    is_json: bool,
) {
    let (after, count) = applied(text, [fix]);
    assert_eq!(count, 1, "{} cannot be applied", mended.rule);
    assert!(!is_json || Tree::read(after.as_bytes()).is_some(), "{}: {after}", mended.rule);
    if !is_json {
        return;
    }
    if before.iter().any(|found| found.rule == "duplicate-key") {
        // Without the last of repeated members the one before it counts, with faults of its own.
        return;
    }
    let found = findings(&after, contract, context);
    let same = |all: &[Diagnostic]| {
        all.iter().filter(|f| f.rule == mended.rule && f.message == mended.message).count()
    };
    // What is there several times, as `https://https://https://`, goes one at a time.
    let is_less = same(&found) < same(before) || after.len() < text.len();
    assert!(is_less, "{} stays\n{text}\n{after}", mended.rule);
    if may_reveal(mended) {
        return;
    }
    // In a text that is put right another fault may appear: without what stood between them two
    // halves are one. Elsewhere nothing changes.
    let is_elsewhere =
        |found: &&Diagnostic| found.pointer != mended.pointer && !is_now_alike(mended, found);
    let elsewhere = |all: &[Diagnostic]| all.iter().filter(is_elsewhere).count();
    for new in found.iter().filter(is_elsewhere) {
        let is_known = before.iter().any(|old| old.rule == new.rule);
        assert!(is_known, "{} brings {}\n{text}\n{after}", mended.rule, new.rule);
    }
    assert!(elsewhere(&found) <= elsewhere(before), "{} brings more\n{text}\n{after}", mended.rule);
}

/// Two keys that only an invisible character tells apart are one key once it is gone.
fn is_now_alike(mended: &Diagnostic, found: &Diagnostic) -> bool {
    mended.rule == "suspicious-unicode" && found.rule == "duplicate-event-external-id"
}

fn together(text: &str, contract: Contract, context: &Context, unsafe_too: bool, is_json: bool) {
    let mut mended = text.to_owned();
    for _ in 0..MOST_ROUNDS {
        let found = findings(&mended, contract, context);
        let fixes = found.iter().filter_map(|found| found.fix.as_ref());
        let fixes = fixes.filter(|fix| unsafe_too || fix.applicability == Applicability::Safe);
        let (next, count) = applied(&mended, fixes);
        if count == 0 {
            return;
        }
        assert!(!is_json || Tree::read(next.as_bytes()).is_some(), "no longer JSON: {next}");
        assert_ne!(next, mended, "a fix that changes nothing");
        mended = next;
    }
    panic!("fixes do not come to an end\n{text}\n{mended}");
}
