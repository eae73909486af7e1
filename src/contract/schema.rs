//! JSON Schema 2020-12 of a contract: every error that a schema can express, and nothing that is not
//! an error.

use serde_json::{Map, Value, json};

use super::condition::Condition;
use super::contract_spec::{Contract, ErrorBodySpec, Role};
use super::object_spec::{Field, Nullability, ObjectSpec, Presence};

/// The dialect of every schema here.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

impl Contract {
    /// The JSON Schema (2020-12) of the contract: every error that a schema can express, and
    /// nothing that is not an error. The files under `schemas/` contain these.
    pub fn schema(self) -> Value {
        let spec = self.spec();
        let mut schema = match spec.forms {
            [] => json!({}),
            [only] => object(only),
            [flat, wrapped, ..] => either(flat, wrapped),
        };
        let conditions: Vec<Value> = spec.forms.iter().flat_map(|form| conditional(form)).collect();
        if !conditions.is_empty() {
            schema["allOf"] = conditions.into();
        }
        if let Some(error) = spec.error_body.filter(|_| spec.role == Role::Response) {
            schema = json!({"if": error_body(error), "else": schema});
        }
        schema["$schema"] = DIALECT.into();
        schema["title"] = self.name().into();
        schema["type"] = "object".into();
        schema
    }
}

/// A document of one of two forms. The second one is recognised by its last field.
fn either(flat: &ObjectSpec, wrapped: &ObjectSpec) -> Value {
    let name = wrapped.fields.last().map_or("", |field| field.name);
    json!({
        "if": {
            "type": "object",
            "required": [name],
            "properties": {name: {"type": "object"}},
        },
        "then": object(wrapped),
        "else": object(flat),
    })
}

/// An error body, of which nothing else is required.
fn error_body(error: ErrorBodySpec) -> Value {
    let absent: Vec<Value> = error.absent.iter().map(|name| json!({"required": [name]})).collect();
    json!({
        "type": "object",
        "required": [error.member],
        "properties": {error.member: {"type": "string"}},
        "not": {"anyOf": absent},
    })
}

/// The schema of one object.
pub(crate) fn object(spec: &ObjectSpec) -> Value {
    let properties: Map<String, Value> =
        spec.fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let mut schema = json!({"type": "object", "title": spec.title, "properties": properties});
    let required = names(spec, |field| field.presence == Presence::Required);
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

/// The requirements of each condition that a schema can express.
fn conditional(spec: &ObjectSpec) -> Vec<Value> {
    let requirement = |(index, condition): (usize, &Condition)| {
        let name = spec.fields[condition.field].name;
        let value = (condition.schema?)();
        Some(json!({
            "if": {"required": [name], "properties": {name: value}},
            "then": required_if(spec, index),
        }))
    };
    spec.conditions.iter().enumerate().filter_map(requirement).collect()
}

/// The requirements on an object while a condition holds: fields, no null, lists that are not empty.
fn required_if(spec: &ObjectSpec, condition: usize) -> Value {
    let required = |field: &Field| match field.presence {
        Presence::RequiredIf(conditions) => conditions.contains(condition),
        _ => false,
    };
    let mut schema = json!({"required": names(spec, required)});
    let mut properties = Map::new();
    for field in spec.fields.iter().filter(|field| required(field)) {
        if field.nullability == Nullability::RefusedIfRequired {
            let mut property = json!({"not": {"type": "null"}});
            if let Some(item) = field.field_type.object() {
                property["minItems"] = 1.into();
                property["items"] = required_if(item, condition);
            }
            properties.insert(field.name.to_owned(), property);
        }
    }
    if !properties.is_empty() {
        schema["properties"] = properties.into();
    }
    schema
}

fn names(spec: &ObjectSpec, wanted: impl Fn(&Field) -> bool) -> Vec<&'static str> {
    spec.fields.iter().filter(|field| wanted(field)).map(|field| field.name).collect()
}

fn property(field: &Field) -> Value {
    let mut schema = field.field_type.schema();
    let refused = match field.nullability {
        Nullability::Refused => true,
        Nullability::Allowed => false,
        Nullability::Warned | Nullability::RefusedIfRequired => field.field_type.checks_null(),
    };
    if !refused {
        schema = nullable(schema);
    }
    schema["description"] = field.doc.trim().into();
    schema
}

/// The schema that accepts null as well.
fn nullable(mut schema: Value) -> Value {
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        values.push(Value::Null);
    } else if let Some(types) = schema.get_mut("type") {
        let mut all = match types.take() {
            Value::Array(all) => all,
            one => vec![one],
        };
        all.push("null".into());
        *types = all.into();
    } else {
        schema = json!({"anyOf": [schema, {"type": "null"}]});
    }
    schema
}
