//! The field of a contract at a place of a document, and its description.

use offerlint::project::ContractRef;
use offerlint::{Contract, FieldInfo, Required};
use serde_json::Value;

use super::outline::{Kind, NodeId, Outline};
use super::workspace::Target;

/// The built-in contract whose fields a document has; none for captures, which have several.
pub(crate) fn contract(target: &Target) -> Option<Contract> {
    if target.file.is_capture() {
        return None;
    }
    match target.file.settings.contract().ok()? {
        ContractRef::BuiltIn(contract) => Some(*contract),
        ContractRef::Custom(contract) => contract.extends(),
    }
}

/// The fields of the form that a document has.
fn form(contract: Contract, outline: &Outline<'_>) -> Vec<FieldInfo> {
    let mut forms = contract.forms();
    // Every form but the first is recognised by its last field being an object.
    let is_this = |form: &Vec<FieldInfo>| {
        let last = form.last().and_then(|last| outline.member(outline.root()?, last.name));
        last.is_some_and(|last| outline.kind(last) == Kind::Object)
    };
    let at = forms.iter().skip(1).position(is_this).map_or(0, |at| at + 1);
    if at < forms.len() { forms.swap_remove(at) } else { Vec::new() }
}

/// The fields of the object at a node, or of the objects of the list.
pub(crate) fn of_object(
    contract: Contract,
    outline: &Outline<'_>,
    node: NodeId,
) -> Option<Vec<FieldInfo>> {
    outline.path(node).iter().skip(1).try_fold(form(contract, outline), |fields, node| {
        match outline.name(*node) {
            Some(name) => fields.into_iter().find(|field| field.name == name).map(|f| f.fields),
            // An item of a list has the fields that its list has.
            None => Some(fields),
        }
    })
}

/// The field of a member, or of the list that contains an item.
pub(crate) fn at(contract: Contract, outline: &Outline<'_>, node: NodeId) -> Option<FieldInfo> {
    let member = outline.path(node).into_iter().rev().find(|at| outline.name(*at).is_some())?;
    let name = outline.name(member)?;
    let fields = of_object(contract, outline, outline.parent(member)?)?;
    fields.into_iter().find(|field| field.name == name)
}

/// The type of a value with this schema, in words.
pub(crate) fn type_name(schema: &Value) -> String {
    if schema.get("enum").is_some() {
        return "string".to_owned();
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(all) = schema.get(key).and_then(Value::as_array) {
            let mut names: Vec<String> = all.iter().map(type_name).collect();
            names.dedup();
            return names.join(" or ");
        }
    }
    match schema.get("type") {
        Some(Value::String(name)) => named_type(name, schema),
        Some(Value::Array(names)) => {
            let names = names.iter().filter_map(Value::as_str).filter(|name| *name != "null");
            names.map(|name| named_type(name, schema)).collect::<Vec<_>>().join(" or ")
        }
        _ => "any value".to_owned(),
    }
}

fn named_type(name: &str, schema: &Value) -> String {
    let format = schema.get("format").and_then(Value::as_str);
    match (name, format) {
        ("string", Some("uri")) => "URL".to_owned(),
        ("string", Some("uuid")) => "UUID".to_owned(),
        ("string", Some("date-time")) => "date-time".to_owned(),
        ("string", _) => match schema.get("maxLength") {
            Some(length) => format!("string of at most {length} characters"),
            None => "string".to_owned(),
        },
        ("array", _) => match schema.get("items") {
            Some(items) => format!("array of {}", type_name(items)),
            None => "array".to_owned(),
        },
        (name, _) => name.to_owned(),
    }
}

/// When a field is required, in words.
pub(crate) fn requirement(field: &FieldInfo) -> String {
    match &field.required {
        Required::Always => "required".to_owned(),
        Required::If(reasons) => format!("required if: {}", reasons.join("; ")),
        Required::InResponses => "in every response".to_owned(),
        _ => "optional".to_owned(),
    }
}

/// The description of a field as Markdown.
pub(crate) fn markdown(field: &FieldInfo, contract: Contract) -> String {
    let mut text = format!(
        "**{}** · {} · {}{}\n\n{}\n",
        field.name,
        type_name(&field.schema),
        requirement(field),
        if field.nullable { " · may be null" } else { "" },
        field.description,
    );
    if !field.allowed_values.is_empty() {
        let values: Vec<String> =
            field.allowed_values.iter().map(|value| format!("`{value}`")).collect();
        text.push_str(&format!("\nAllowed values: {}\n", values.join(", ")));
    }
    if let Some(remark) = field.remark {
        text.push_str(&format!("\nThe API page is doubtful here: {remark}\n"));
    }
    // The page's errors name a field in backquotes.
    let name = format!("`{}`", field.name);
    let errors = contract.endpoint().documented_errors().iter();
    for error in errors.filter(|error| error.when.contains(&name)) {
        let code = error.error.code.unwrap_or_default();
        text.push_str(&format!("\n{} {code}: {}\n", error.error.status, error.when));
    }
    text
}
