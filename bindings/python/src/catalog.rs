//! Contracts, fields and rules as plain Python objects.

use offerlint::{Contract, Example, FieldInfo, Required, Role, Rule};
use pyo3::prelude::*;
use serde_json::{Value, json};

use crate::json::loads;
use crate::settings::{read_contract, read_text, unknown_rule_message};

/// Every contract as a dict.
#[pyfunction]
pub(crate) fn contracts(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let all: Vec<Value> = Contract::all()
        .map(|contract| {
            let role = match contract.role() {
                Role::Request => "request",
                Role::Response => "response",
                Role::Query => "query",
            };
            let endpoint = contract.endpoint();
            json!({
                "name": contract.name(),
                "provider": contract.provider(),
                "role": role,
                "method": endpoint.method(),
                "path": endpoint.path(),
                "summary": contract.summary(),
                "example": contract.example(),
            })
        })
        .collect();
    loads(py, &Value::from(all).to_string())
}

/// The JSON Schema (2020-12) of a contract as a dict.
#[pyfunction]
pub(crate) fn schema<'py>(contract: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    loads(contract.py(), &read_contract(contract)?.schema().to_string())
}

/// The fields of a contract in the order of the API page, as dicts.
#[pyfunction]
pub(crate) fn fields<'py>(contract: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let fields: Vec<Value> = read_contract(contract)?.fields().iter().map(field).collect();
    loads(contract.py(), &Value::from(fields).to_string())
}

fn field(info: &FieldInfo) -> Value {
    let required = match &info.required {
        Required::Always => json!("always"),
        Required::InResponses => json!("in responses"),
        Required::If(conditions) => json!(conditions),
        _ => json!(null),
    };
    let fields: Vec<Value> = info.fields.iter().map(field).collect();
    json!({
        "name": info.name,
        "description": info.description,
        "required": required,
        "nullable": info.nullable,
        "allowed_values": info.allowed_values,
        "fields": fields,
    })
}

/// Every rule as a dict.
#[pyfunction]
pub(crate) fn rules(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let all: Vec<Value> = offerlint::rules::all().map(rule).collect();
    loads(py, &Value::from(all).to_string())
}

fn rule(rule: &Rule) -> Value {
    let example = |example: &Example| json!({"text": example.text(), "request": example.request, "now": example.now});
    json!({
        "name": rule.name,
        "severity": rule.severity,
        "is_on": rule.on,
        "evidence": rule.evidence.to_string(),
        "http_status": rule.api.map(|api| api.status),
        "api_code": rule.api.and_then(|api| api.code),
        "fix": rule.fix.name(),
        "summary": rule.summary,
        "explanation": rule.explanation.trim(),
        "bad": example(&rule.bad),
        "good": example(&rule.good),
    })
}

/// The message for a rule name that does not exist, with a suggestion.
#[pyfunction]
pub(crate) fn unknown_rule(name: &Bound<'_, PyAny>) -> PyResult<String> {
    Ok(unknown_rule_message(&read_text("name", name)?))
}
