//! What a person sees: the output of `offerlint check` on the bad example of every rule, kept under
//! `tests/snapshots`. `INSTA_UPDATE=always cargo test --test snapshots` accepts the current output.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::collections::BTreeSet;
use std::fs;
use std::panic;
use std::path::Path;

use offerlint::{Body, Example, Role, Rule, rules};
use serde_json::Value;

use process::{code, stderr, stdout, with_env, write};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");

/// The payload, on several lines if it is laid over a sample.
fn payload(example: &Example) -> String {
    let text = example.payload();
    match example.body {
        Body::Members(_) | Body::MembersOver { .. } => {
            let payload: Value = serde_json::from_str(&text).unwrap();
            serde_json::to_string_pretty(&payload).unwrap() + "\n"
        }
        _ => text,
    }
}

fn arguments<'e>(rule: &'e Rule, example: &'e Example) -> Vec<&'e str> {
    let contract = example.contract();
    let mut arguments = vec!["check", "--contract", contract.name()];
    if let Some(line) = example.request {
        let option = if contract.role() == Role::Response { "--response" } else { "--request" };
        arguments.extend([option, line]);
    }
    if let Some(now) = example.now {
        arguments.extend(["--now", now]);
    }
    if !rule.on {
        arguments.extend(["--select", rule.name]);
    }
    arguments.push("payload.json");
    arguments
}

fn rendered(rule: &Rule, folder: &Path) -> String {
    write(folder, "payload.json", payload(&rule.bad));
    let arguments = arguments(rule, &rule.bad);
    let output = with_env(folder, &arguments, None, &[("COLUMNS", "100")]);
    assert!(code(&output) < 2, "{}: {}", rule.name, stderr(&output));
    assert!(stdout(&output).contains(&format!("[{}]", rule.name)), "{}", rule.name);
    stdout(&output)
}

#[test]
fn the_output_for_every_bad_example_is_the_reviewed_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut differ = Vec::new();
    for rule in rules::all() {
        let text = rendered(rule, folder.path());
        let compare = || settings.bind(|| insta::assert_snapshot!(rule.name, text));
        if panic::catch_unwind(panic::AssertUnwindSafe(compare)).is_err() {
            differ.push(rule.name);
        }
    }
    assert!(differ.is_empty(), "the output has changed: {differ:?}");
}

#[test]
fn every_snapshot_belongs_to_a_rule() {
    let rules: BTreeSet<String> = rules::all().map(|rule| format!("{}.snap", rule.name)).collect();
    let names = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().file_name());
    let snapshots: BTreeSet<String> = names
        .map(|name| name.into_string().unwrap())
        .filter(|name| !name.ends_with(".snap.new"))
        .collect();
    assert_eq!(snapshots, rules);
}
