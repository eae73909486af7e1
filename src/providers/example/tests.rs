//! The third provider has everything that the others have.

use serde_json::json;

use super::contracts::{CREATE, CREATED, PROVIDER};
use crate::contract::contract_spec::Contract;
use crate::contract::field_info::Required;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::fix;
use crate::linter::Linter;

fn found(contract: Contract, text: &str) -> Vec<Diagnostic> {
    let linter = Linter::new(contract);
    let report = linter.lint(text.as_bytes());
    assert_eq!(report, linter.full_check(text.as_bytes()), "{text}");
    report.diagnostics
}

fn names(contract: Contract, text: &str) -> Vec<String> {
    found(contract, text).iter().map(|found| format!("{} {}", found.rule, found.pointer)).collect()
}

#[test]
fn it_lints() {
    let clean = r#"{"target": "https://track.example.com/c", "kind": "single", "maximum": 2}"#;
    assert!(names(CREATE, clean).is_empty());
    assert_eq!(
        names(CREATE, r#"{"id": "l1", "kind": "split", "minimum": 2, "maximum": 1, "knid": 1}"#),
        [
            "required-field-missing /target",
            "acme-share-missing /share",
            "read-only-field /id",
            "acme-limits-reversed /maximum",
            "unknown-field /knid",
        ]
    );
    assert_eq!(names(CREATED, "{}"), ["response-field-missing /id"]);
    assert_eq!(names(CREATED, r#"{"link": {"id": 5}}"#), ["type-mismatch /link/id"]);
    assert!(names(CREATED, r#"{"error": "no"}"#).is_empty());
}

#[test]
fn a_condition_names_its_reason_and_a_missing_field_its_documented_error() {
    let share = &found(CREATE, r#"{"target": "https://t.example.com/", "kind": "split"}"#)[0];
    assert_eq!(share.message, "`share` is missing; a split link requires it");
    assert_eq!(
        share.help.as_deref(),
        Some("add `share`: the share of the second partner, in per cent")
    );
    assert_eq!(
        (&*share.labels[0].pointer, &*share.labels[0].message),
        ("/kind", "required because this is \"split\"")
    );
    let target = &found(CREATE, r#"{"kind": "single"}"#)[0];
    assert_eq!(target.api_error(), Some((400, Some("missing_target"))));
    assert_eq!(CREATE.endpoint().documented_errors()[0].error.code, Some("missing_target"));
}

#[cfg(feature = "fast")]
#[test]
fn it_takes_the_fast_path() {
    // A rule on one value that the fast path does not know yet sends texts to the full check.
    if !Linter::new(CREATE).has_complete_fast_path() {
        return;
    }
    for text in [
        r#"{"target": "https://track.example.com/c", "kind": "single"}"#,
        r#"{"name": "Summer", "target": "https://track.example.com/c?a=1", "kind": "split", "share": 2.5, "minimum": 1, "maximum": 1}"#,
    ] {
        assert!(Linter::new(CREATE).is_clean_fast(text.as_bytes()), "{text}");
    }
    for text in [r#"{"id": "l1"}"#, r#"{"link": {"id": "l1"}}"#] {
        assert!(Linter::new(CREATED).is_clean_fast(text.as_bytes()), "{text}");
    }
    let missing = br#"{"target": "https://track.example.com/c", "kind": "split"}"#;
    assert!(!Linter::new(CREATE).is_clean_fast(missing));
}

#[test]
fn it_has_schemas() {
    let schema = CREATE.schema();
    assert_eq!(schema["required"], json!(["target", "kind"]));
    assert_eq!(schema["properties"]["kind"]["enum"], json!(["single", "split"]));
    assert_eq!(
        schema["allOf"],
        json!([{
            "if": {"required": ["kind"], "properties": {"kind": {"const": "split"}}},
            "then": {"required": ["share"], "properties": {"share": {"not": {"type": "null"}}}},
        }])
    );
    assert_eq!(CREATED.schema()["else"]["then"]["properties"]["link"]["title"], "a link");
}

#[test]
fn it_has_fixes() {
    let text = r#"{"target": "https://t.example.com/", "kind": "SPLIT", "share": 1, "minimum": 3, "maximum": 1}"#;
    let found = found(CREATE, text);
    let fixes = found.iter().filter_map(|found| found.fix.as_ref());
    let (fixed, applied) = fix::apply(text, fixes);
    assert_eq!(applied.len(), 2);
    assert!(fixed.contains(r#""kind": "split""#) && fixed.contains(r#""maximum": 3"#), "{fixed}");
    assert!(names(CREATE, &fixed).is_empty());
}

#[test]
fn its_rules_explain_themselves_and_their_examples_run() {
    assert_eq!(PROVIDER.contracts, [CREATE, CREATED]);
    for rule in PROVIDER.rules.iter().copied().flatten() {
        assert!(rule.explanation.trim().starts_with("Reports"), "{}", rule.name);
        let payload = |example: &crate::diagnostics::example::Example| {
            let mut payload: serde_json::Value = serde_json::from_str(CREATE.sample()).unwrap();
            let members: serde_json::Value = serde_json::from_str(example.text()).unwrap();
            for (name, value) in members.as_object().unwrap() {
                payload[name] = value.clone();
            }
            payload.to_string()
        };
        let wanted: Vec<String> =
            rule.bad.at.iter().map(|pointer| format!("{} {pointer}", rule.name)).collect();
        assert_eq!(names(CREATE, &payload(&rule.bad)), wanted);
        assert!(names(CREATE, &payload(&rule.good)).is_empty(), "{}", rule.name);
    }
}

#[test]
fn it_has_completion_data() {
    let fields = CREATE.fields();
    let kind = fields.iter().find(|field| field.name == "kind").unwrap();
    assert_eq!(
        (kind.required.clone(), kind.allowed_values),
        (Required::Always, &["single", "split"][..])
    );
    let share = fields.iter().find(|field| field.name == "share").unwrap();
    assert_eq!(share.required, Required::If(vec!["a split link requires it".to_owned()]));
}

/// The code in the walk is the code of these files.
#[test]
fn the_walk_is_true() {
    let walk = include_str!("../../../docs/adding-a-provider.md");
    let files =
        [include_str!("create_link.rs"), include_str!("response.rs"), include_str!("contracts.rs")];
    let mut blocks = 0;
    for block in walk.split("```rust\n").skip(1) {
        let code = block.split("```").next().unwrap().trim_end();
        assert!(files.iter().any(|file| file.contains(code)), "not in the example:\n{code}");
        blocks += 1;
    }
    assert!(blocks >= 4, "{blocks} blocks of code");
}
