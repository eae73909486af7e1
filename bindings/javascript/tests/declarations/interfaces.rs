//! Interfaces from the tables: names, descriptions, presence and nulls from the fields, JSON types from the
//! contract's schema.

use std::fmt::Write;

use offerlint::{Contract, FieldInfo, Required};
use serde_json::Value;

/// The declarations of a provider's payloads.
pub fn module(provider: &str, contracts: impl Iterator<Item = Contract>) -> String {
    let mut out = format!(
        "// Payloads of {provider}.\n// Generated from the field tables by tests/declarations.rs.\n"
    );
    for contract in contracts {
        let name = camel(contract.name().rsplit('/').next().unwrap_or_default());
        let schema = contract.schema();
        let (flat, wrapper) = forms(&schema);
        let summary = sentence(contract.summary());
        let doc = format!("`{}`: {summary}", contract.name());
        match wrapper {
            None => interface(&mut out, &name, &doc, &contract.fields(), flat),
            Some(wrapper) => {
                let inner = format!("{name}Flat");
                interface(&mut out, &inner, &doc, &contract.fields(), flat);
                let union = format!("{inner} | {{ {wrapper}: {inner} }}");
                let doc = format!("{doc} The same may be in the member `{wrapper}`.");
                let _ = write!(out, "\n/** {doc} */\nexport type {name} = {union};\n");
            }
        }
    }
    out
}

/// The schema of the flat form, and the member that the wrapped form has.
fn forms(mut schema: &Value) -> (&Value, Option<&str>) {
    let mut wrapper = None;
    while let Some(flat) = schema.get("else") {
        if schema.get("then").is_some() {
            wrapper = schema["if"]["required"][0].as_str();
        }
        schema = flat;
    }
    (schema, wrapper)
}

/// Writes the interface of an object, after those of the objects in it.
fn interface(out: &mut String, name: &str, doc: &str, fields: &[FieldInfo], schema: &Value) {
    let mut members = String::new();
    for field in fields {
        let part = &schema["properties"][field.name];
        assert!(part.is_object(), "{name}: no schema of {}", field.name);
        let mut types = types(out, &format!("{name}{}", camel(field.name)), field, part);
        if field.nullable {
            types.push("null".into());
        }
        let optional = match field.required {
            Required::Always | Required::InResponses => "",
            _ => "?",
        };
        let types = types.join(" | ");
        let _ =
            write!(members, "  /** {} */\n  {}{optional}: {types};\n", about(field), field.name);
    }
    let _ = write!(out, "\n/** {doc} */\nexport interface {name} {{\n{members}}}\n");
}

fn about(field: &FieldInfo) -> String {
    match &field.required {
        Required::If(reasons) => {
            format!("{} Required if: {}.", field.description, reasons.join("; "))
        }
        _ => field.description.to_owned(),
    }
}

/// The types that a schema allows, without null.
fn types(out: &mut String, name: &str, field: &FieldInfo, schema: &Value) -> Vec<String> {
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().filter(|value| !value.is_null()).map(Value::to_string).collect();
    }
    if let Some(parts) = schema["anyOf"].as_array() {
        let mut all: Vec<String> = Vec::new();
        for one in parts.iter().flat_map(|part| types(out, name, field, part)) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        return all;
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => vec![kind.as_str().unwrap_or("object")],
    };
    let kinds = kinds.into_iter().filter(|kind| *kind != "null");
    kinds.map(|kind| one_type(out, name, field, kind, schema)).collect()
}

fn one_type(out: &mut String, name: &str, field: &FieldInfo, kind: &str, schema: &Value) -> String {
    match kind {
        "array" => match types(out, name, field, &schema["items"]).join(" | ") {
            item if item.contains(' ') => format!("Array<{item}>"),
            item => format!("{item}[]"),
        },
        "object" if schema["properties"].is_object() => {
            let doc = sentence(schema["title"].as_str().unwrap_or(name));
            interface(out, name, &doc, &field.fields, schema);
            name.to_owned()
        }
        "object" => {
            let values = &schema["additionalProperties"];
            let values = if values.is_object() { types(out, name, field, values) } else { vec![] };
            match values.join(" | ") {
                values if values.is_empty() => "Record<string, unknown>".into(),
                values => format!("Record<string, {values}>"),
            }
        }
        "integer" => "number".into(),
        kind => kind.into(),
    }
}

/// `create-offer` and `offerEvents` as names of types.
fn camel(name: &str) -> String {
    let mut out = String::new();
    for word in name.split(['-', '_']) {
        let mut chars = word.chars();
        out.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(chars.as_str());
    }
    out
}

/// Starts with a capital letter and ends with a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    format!(
        "{}{}.",
        first.map(String::from).unwrap_or_default(),
        chars.as_str().trim_end_matches('.')
    )
}
