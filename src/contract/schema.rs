//! JSON Schema 2020-12 of a spec: every error that a schema can express.

use serde_json::{Map, Value, json};

use super::{Field, Presence, Nullability, ObjectSpec};

/// The dialect of every schema here.
pub(crate) const DIALECT: &str = "https://json-schema.org/builder/2020-12/schema";

/// The schema of one object.
pub(crate) fn object(spec: &ObjectSpec) -> Value {
    let properties: Map<String, Value> =
        spec.fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let mut schema = json!({"type": "object", "title": spec.title, "properties": properties});
    let required = names(spec, |field| field.need == Presence::Required);
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

/// What an object owes while a condition holds: presence, no null, lists that are not empty.
pub(crate) fn when_needed(spec: &ObjectSpec, need: impl Fn(Presence) -> bool + Copy) -> Value {
    let needed = |field: &Field| need(field.need);
    let mut schema = json!({"required": names(spec, needed)});
    let strict: Map<String, Value> = spec
        .fields
        .iter()
        .filter(|field| needed(field) && field.null == Nullability::AsNeeded)
        .map(|field| (field.name.to_owned(), json!({"not": {"type": "null"}})))
        .collect();
    if !strict.is_empty() {
        schema["properties"] = strict.into();
    }
    schema
}

fn names(spec: &ObjectSpec, wanted: impl Fn(&Field) -> bool) -> Vec<&'static str> {
    spec.fields.iter().filter(|field| wanted(field)).map(|field| field.name).collect()
}

fn property(field: &Field) -> Value {
    let mut schema = field.kind.schema();
    if field.null != Nullability::Refused && !(field.kind.judges_null() && field.null != Nullability::Allowed) {
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
