//! The JSON Schema of each contract.

use serde_json::{Value, json};

use crate::contract::{Contract, Role};
use crate::providers::gokart;
use crate::contract::schema;

impl Contract {
    /// The JSON Schema (2020-12) of the contract: every error that a schema can express, and
    /// nothing that is not an error. The files under `schemas/` are these.
    pub fn schema(self) -> Value {
        let shapes = self.shapes();
        let mut schema = match shapes {
            [only] => schema::object(only),
            [flat, wrapped, ..] => {
                let name = wrapped.fields.last().map_or("", |field| field.name);
                json!({
                    "if": {
                        "type": "object",
                        "required": [name],
                        "properties": {name: {"type": "object"}},
                    },
                    "then": schema::object(wrapped),
                    "else": schema::object(flat),
                })
            }
            [] => json!({}),
        };
        if self == Self::GokartUpdateOffer {
            schema["allOf"] = gokart::update_offer::conditional_schema();
        }
        if self.role() == Role::Response && self.is_tracklysms() {
            schema = json!({"if": error_body(), "else": schema});
        }
        schema["$schema"] = schema::DIALECT.into();
        schema["title"] = self.name().into();
        schema["type"] = "object".into();
        schema
    }
}

/// What the server prints instead of an answer: nothing is asked of it.
fn error_body() -> Value {
    json!({
        "type": "object",
        "required": ["error"],
        "properties": {"error": {"type": "string"}},
        "not": {"anyOf": [{"required": ["id"]}, {"required": ["offer"]}, {"required": ["offers"]}]},
    })
}
