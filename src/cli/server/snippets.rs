//! Snippets of values: what to write for a field, with places to fill in.

use offerlint::{FieldInfo, Required};
use serde_json::Value;

/// A snippet that is being written.
#[derive(Debug)]
struct Snippet {
    text: String,
    next: usize,
}

/// The snippet of a field's value.
pub(crate) fn value(field: &FieldInfo) -> String {
    let mut snippet = Snippet { text: String::new(), next: 1 };
    snippet.value(field, 0);
    snippet.text
}

/// The snippet of an object with its required fields.
pub(crate) fn object(fields: &[FieldInfo]) -> String {
    let mut snippet = Snippet { text: String::new(), next: 1 };
    snippet.object(fields, 0);
    snippet.text
}

/// Whether a field belongs into a new object.
fn is_needed(field: &FieldInfo) -> bool {
    matches!(field.required, Required::Always | Required::If(_))
}

/// The first of the types of a schema that is not null.
pub(crate) fn first_type(schema: &Value) -> &str {
    let first = |values: &'_ Value| -> Option<usize> {
        values.as_array()?.iter().position(|value| value != "null")
    };
    match schema.get("type") {
        Some(Value::String(name)) => name,
        Some(names) => first(names).and_then(|at| names[at].as_str()).unwrap_or_default(),
        None => match schema.get("anyOf").and_then(|all| all.get(0)) {
            Some(schema) => first_type(schema),
            None => "",
        },
    }
}

impl Snippet {
    fn line(&mut self, depth: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n('\t', depth));
    }

    fn place(&mut self, content: &str) {
        self.text.push_str(&format!("${{{}{content}}}", self.next));
        self.next += 1;
    }

    fn value(&mut self, field: &FieldInfo, depth: usize) {
        if !field.allowed_values.is_empty() && first_type(&field.schema) != "array" {
            self.text.push('"');
            let values: Vec<String> =
                field.allowed_values.iter().map(|value| escape_choice(value)).collect();
            self.place(&format!("|{}|", values.join(",")));
            self.text.push('"');
            return;
        }
        match first_type(&field.schema) {
            "array" if !field.fields.is_empty() => {
                self.text.push('[');
                self.line(depth + 1);
                self.object(&field.fields, depth + 1);
                self.line(depth);
                self.text.push(']');
            }
            "array" => {
                self.text.push('[');
                self.place("");
                self.text.push(']');
            }
            "object" => self.object(&field.fields, depth),
            "boolean" => self.place("|false,true|"),
            "number" | "integer" => self.place(":0"),
            _ => {
                self.text.push('"');
                self.place("");
                self.text.push('"');
            }
        }
    }

    fn object(&mut self, fields: &[FieldInfo], depth: usize) {
        self.text.push('{');
        let needed: Vec<&FieldInfo> = fields.iter().filter(|field| is_needed(field)).collect();
        if needed.is_empty() {
            self.place("");
        }
        for (at, field) in needed.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.line(depth + 1);
            self.text.push_str(&format!("\"{}\": ", field.name));
            self.value(field, depth + 1);
        }
        if !needed.is_empty() {
            self.line(depth);
        }
        self.text.push('}');
    }
}

fn escape_choice(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, ',' | '|' | '\\' | '$' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{object, value};
    use offerlint::Contract;

    #[test]
    fn a_snippet_has_a_place_for_each_required_field() {
        let fields = Contract::GOKART_UPDATE_OFFER.fields();
        let field = |name: &str| fields.iter().find(|field| field.name == name).unwrap();
        assert_eq!(value(field("offerType")), "\"${1|SingleEvent,MultiEvent|}\"");
        assert_eq!(value(field("budgetAmount")), "${1:0}");
        assert_eq!(value(field("lockBaselineEpc")), "${1|false,true|}");
        assert_eq!(value(field("categoryIds")), "[${1}]");
        let creative = object(&field("creatives").fields);
        assert!(creative.starts_with("{\n\t\"") && creative.ends_with("\n}"), "{creative}");
        let event = object(&field("offerEvents").fields);
        assert!(event.contains("\n\t\"showOnOfferWall\": ${3|false,true|},\n"), "{event}");
        assert!(!event.contains("deadlineDays"), "{event}");
    }
}
