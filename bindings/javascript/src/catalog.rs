//! Rules and contracts as JSON.

use offerlint::{Contract, Example, Role, Rule, rules};
use serde_json::{Value, json};

pub(crate) fn rules() -> Vec<Value> {
    rules::all().map(rule).collect()
}

fn rule(rule: &Rule) -> Value {
    json!({
        "name": rule.name,
        "severity": rule.severity,
        "isOn": rule.on,
        "evidence": rule.evidence.to_string(),
        "apiCode": rule.api.and_then(|answer| answer.code),
        "httpStatus": rule.api.map(|answer| answer.status),
        "fix": rule.fix.name(),
        "summary": rule.summary,
        "explanation": paragraph(rule.explanation),
        "bad": example(&rule.bad),
        "good": example(&rule.good),
    })
}

fn example(example: &Example) -> Value {
    json!({
        "contract": example.contract().name(),
        "request": example.request,
        "now": example.now,
        "text": example.text(),
    })
}

/// The explanation without the margin of its doc comment.
fn paragraph(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

pub(crate) fn contracts() -> Vec<Value> {
    Contract::all().map(contract).collect()
}

fn contract(contract: Contract) -> Value {
    let endpoint = contract.endpoint();
    let role = match contract.role() {
        Role::Request => "request",
        Role::Response => "response",
        Role::Query => "query",
    };
    json!({
        "name": contract.name(),
        "provider": contract.provider(),
        "role": role,
        "method": endpoint.method(),
        "path": endpoint.path(),
        "summary": contract.summary(),
        "example": contract.example(),
    })
}
