//! The conformance set: payloads with their findings, to which every front end is held. It is made from
//! the rules' own examples and the examples folder.

#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::path::Path;

use offerlint::{Context, Contract, Diagnostic, Level, Linter, Role, RuleSet, rules};
use process::{code, offerlint, write};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Larger payloads are left out.
const MAX_PAYLOAD: usize = 50_000;

/// What the payload is linted with. Absent members have no value.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Settings {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    select: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<String>,
    /// Percent-encoded, as in a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
    /// The request line that has the three members above.
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<String>,
}

impl Settings {
    fn new(
        context: &Context,
        request: Option<&str>,
        now: Option<&str>,
        select: Option<&str>,
    ) -> Self {
        let encode = |pairs: &Vec<(String, String)>| {
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
        };
        Self {
            select: select.into_iter().map(str::to_owned).collect(),
            now: now.map(str::to_owned),
            path_id: context.path_id.clone(),
            product: context.path_product.clone(),
            query: context.query.as_ref().map(encode),
            request: request.map(str::to_owned),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Case {
    name: String,
    contract: String,
    settings: Settings,
    payload: String,
    findings: Vec<Value>,
}

fn case(
    name: String,
    contract: Contract,
    context: Context,
    settings: Settings,
    payload: String,
) -> Case {
    let mut rule_set = RuleSet::default();
    for rule in &settings.select {
        rule_set.set(rule, Level::Default).unwrap();
    }
    let linter = Linter::new(contract).with_context(context).with_rule_set(rule_set);
    let report = linter.lint(payload.as_bytes());
    let findings = report.iter().map(|found| serde_json::to_value(found).unwrap()).collect();
    Case { name, contract: contract.name().to_owned(), settings, payload, findings }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for rule in rules::all() {
        for (kind, example) in [("bad", &rule.bad), ("good", &rule.good)] {
            let payload = example.payload();
            if payload.len() > MAX_PAYLOAD {
                continue;
            }
            let context = example.context();
            let select = (!rule.on).then_some(rule.name);
            let settings = Settings::new(&context, example.request, example.now, select);
            let name = format!("{} ({kind} example)", rule.name);
            cases.push(case(name, example.contract(), context, settings, payload));
        }
    }
    for contract in Contract::all() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(contract.name());
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let payload = std::fs::read_to_string(&file).unwrap();
            let name =
                format!("examples/{}/{}", contract.name(), file.file_name().unwrap().display());
            cases.push(case(name, contract, Context::default(), Settings::default(), payload));
        }
    }
    cases
}

#[test]
fn the_library_gives_the_committed_findings() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/cases.ndjson");
    let lines: Vec<String> =
        cases().iter().map(|case| serde_json::to_string(case).unwrap() + "\n").collect();
    let text = lines.concat();
    if std::env::var_os("OFFERLINT_BLESS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap();
    for (line, expected) in committed.lines().zip(text.lines()) {
        assert_eq!(line, expected, "run OFFERLINT_BLESS=1 cargo test");
    }
    assert_eq!(committed.len(), text.len(), "run OFFERLINT_BLESS=1 cargo test");
}

#[test]
fn the_set_has_every_rule_and_contract() {
    let cases = cases();
    let reports = |rule: &str| {
        cases.iter().any(|case| case.findings.iter().any(|found| found["rule"] == rule))
    };
    let missing: Vec<&str> =
        rules::all().map(|rule| rule.name).filter(|rule| !reports(rule)).collect();
    // Its example is a body of more than a megabyte.
    assert_eq!(missing, [rules::PAYLOAD_TOO_LARGE.name]);
    for contract in Contract::all() {
        assert!(cases.iter().any(|case| case.contract == contract.name()), "{}", contract.name());
    }
}

#[test]
fn the_command_gives_the_same_findings() {
    let folder = tempfile::tempdir().unwrap();
    for case in cases() {
        write(folder.path(), "payload.json", &case.payload);
        let contract: Contract = case.contract.parse().unwrap();
        let mut arguments = vec!["check", "--format", "json", "--isolated"];
        match (&case.settings.request, contract.role()) {
            (Some(line), Role::Response) => arguments.extend(["--response", line]),
            (Some(line), _) => arguments.extend(["--request", line]),
            (None, _) => arguments.extend(["--contract", &case.contract]),
        }
        if let Some(now) = &case.settings.now {
            arguments.extend(["--now", now]);
        }
        for rule in &case.settings.select {
            arguments.extend(["--select", rule]);
        }
        arguments.push("payload.json");
        let output = offerlint(folder.path(), &arguments, None);
        assert!(code(&output) < 2, "{}: {}", case.name, String::from_utf8_lossy(&output.stderr));
        let mut found: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut found = std::mem::take(found["diagnostics"].as_array_mut().unwrap());
        for finding in &mut found {
            let finding = finding.as_object_mut().unwrap();
            let parameter = finding["pointer"].as_str().unwrap().starts_with('@');
            let file = if parameter { Value::Null } else { json!("payload.json") };
            assert_eq!(finding.remove("file"), Some(file), "{}", case.name);
            assert_eq!(finding.remove("contract"), Some(json!(case.contract)), "{}", case.name);
        }
        assert_eq!(found, case.findings, "{}", case.name);
    }
}

#[test]
fn findings_survive_their_json_form() {
    for case in cases() {
        for found in case.findings {
            let read: Diagnostic = serde_json::from_value(found.clone()).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), found, "{}", case.name);
        }
    }
}
