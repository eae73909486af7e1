//! One finding of a payload, and the payload after its fix.

use offerlint::{Applicability, Contract, Diagnostic, lint};
use serde_json::Value;

use super::{base, merge, multi_event};

/// The finding of a rule on a payload, which must be the only one of that rule.
pub fn only_finding(rule: &str, text: &str, contract: Contract) -> Diagnostic {
    let report = lint(text.as_bytes(), contract);
    let mut found = report.diagnostics.into_iter().filter(|found| found.rule == rule);
    let first = found.next().unwrap_or_else(|| panic!("no {rule} on {text}"));
    assert!(found.next().is_none(), "several {rule} on {text}");
    first
}

pub fn over(mut payload: Value, members: &Value) -> String {
    merge(&mut payload, members);
    payload.to_string()
}

pub fn create(members: Value) -> (String, Contract) {
    let contract = Contract::TRACKLYSMS_CREATE_OFFER;
    (over(serde_json::from_str(base(contract)).unwrap(), &members), contract)
}

pub fn gokart(members: Value) -> (String, Contract) {
    let contract = Contract::GOKART_UPDATE_OFFER;
    (over(serde_json::from_str(base(contract)).unwrap(), &members), contract)
}

pub fn events(members: Value) -> (String, Contract) {
    (over(multi_event(), &members), Contract::GOKART_UPDATE_OFFER)
}

/// The value at the pointer after the fix, and the applicability; none without a fix.
pub fn fixed(text: &str, found: &Diagnostic) -> Option<(Option<Value>, Applicability)> {
    let fix = found.fix.as_ref()?;
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.start..edit.end, &edit.replacement);
    }
    let value: Value = serde_json::from_str(&text).expect("a fixed payload is JSON");
    Some((value.pointer(&found.pointer).cloned(), fix.applicability))
}

#[track_caller]
pub fn finding_with(
    (text, contract): (String, Contract),
    rule: &str,
    message: &str,
) -> (String, Diagnostic) {
    let found = only_finding(rule, &text, contract);
    assert_eq!(found.message, message, "{text}");
    (text, found)
}

#[track_caller]
pub fn assert_safe_fix((text, found): (String, Diagnostic), to: Value) {
    assert_eq!(fixed(&text, &found), Some((Some(to), Applicability::Safe)), "{text}");
}

#[track_caller]
pub fn assert_unsafe_fix((text, found): (String, Diagnostic), to: Value) {
    assert_eq!(fixed(&text, &found), Some((Some(to), Applicability::Unsafe)), "{text}");
}

#[track_caller]
pub fn assert_no_fix((text, found): (String, Diagnostic)) {
    assert_eq!(fixed(&text, &found), None, "{text}");
}
