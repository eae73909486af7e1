//! The JSON type of a value, which every kind looks at first.

use crate::contract::page;
use crate::document::{Document, JsonStr, NodeId, Tag, edit, number};
use crate::fix::{Applicability, Edit};
use crate::payload::facts::Fact;
use crate::payload::scope::{Place, Scope};
use crate::quoted::as_written;
use crate::rule::{Evidence, Example, Fixable, Severity, rules};

rules! {
    /// The JSON type differs from the one that the page documents: `true` is not 1, `"2"` is not
    /// a number, 1.5 is not an integer, and the document itself must be an object. A wrong type
    /// ends all other checks of that value.
    TYPE_MISMATCH = "type-mismatch": "a value has another JSON type than documented" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::ALL),
        fix: Fixable::Mixed,
    }
    bad: Example::create(r#"{"payout": "2.50"}"#).at(&["/payout"]),
    good: Example::create(r#"{"payout": 2.50}"#),
}

/// A documented JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Object,
    Array,
    /// A string that a number could stand for.
    Text,
    /// The same, where quoting may lose leading zeros.
    Code,
    /// A string of a form that no number has.
    String,
    Number,
    Integer,
    Boolean,
    StringOrArray,
    NumericString,
}

impl Wanted {
    fn name(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Text | Self::Code | Self::String => "a string",
            Self::Number => "a number",
            Self::Integer => "an integer",
            Self::Boolean => "a boolean",
            Self::StringOrArray => "a string or an array of strings",
            Self::NumericString => "an integer",
        }
    }
}

/// The fact of a string.
pub(crate) fn text(string: JsonStr<'_>, node: NodeId, scope: &Scope<'_, '_>) -> Fact {
    scope.document.map_or(Fact::Hole, |document| {
        Fact::text(document.inside(node).len(), string.raw.len(), string.escaped)
    })
}

/// Reports a value of the wrong type.
pub(crate) fn mismatch(wanted: Wanted, node: NodeId, scope: &mut Scope<'_, '_>) {
    scope.report(&TYPE_MISMATCH, Place::Node(node), |draft| {
        let Some(document) = draft.document() else { return draft };
        let seen = describe(document, node);
        let subject = if node == 0 { "the document" } else { "the value" };
        let draft = draft.says(format_args!("{subject} is {seen}, not {}", wanted.name()));
        let draft = match wanted {
            Wanted::Boolean => draft.help("booleans are written true and false, without quotes"),
            Wanted::Integer => draft.help("write a whole number"),
            Wanted::Number => draft.help("numbers are written without quotes"),
            Wanted::Code => {
                draft.help("postal codes are strings: a number loses its leading zeros")
            }
            Wanted::Object if node == 0 => draft
                .help("a payload is one JSON object; arrays of payloads are linted item by item"),
            _ => draft,
        };
        match retyped(document, wanted, node) {
            Some((applicability, edit)) => {
                let to = edit.replacement.clone();
                draft.fix(applicability, format!("write {to}"), vec![edit])
            }
            None => draft,
        }
    });
}

fn describe(document: &Document<'_>, node: NodeId) -> String {
    let raw = || as_written(document.raw(node));
    match document.tag(node) {
        Tag::Null => "null".into(),
        Tag::True => "true".into(),
        Tag::False => "false".into(),
        Tag::Number => format!("the number {}", raw()),
        Tag::String { .. } | Tag::Key { .. } => format!("the string {}", raw()),
        Tag::Array => "an array".into(),
        Tag::Object => "an object".into(),
    }
}

/// The same value in the wanted type, where there plainly is one.
fn retyped(document: &Document<'_>, wanted: Wanted, node: NodeId) -> Option<(Applicability, Edit)> {
    let raw = document.raw(node);
    let string = document.string(node).filter(|string| !string.escaped).map(|string| string.raw);
    let is_number = document.tag(node) == Tag::Number;
    let token = match wanted {
        Wanted::Boolean => string.filter(|text| matches!(*text, "true" | "false"))?.to_owned(),
        Wanted::Number => string.filter(|text| is_finite_number(text))?.to_owned(),
        Wanted::Integer => string.filter(|text| is_integer(text))?.to_owned(),
        Wanted::Text | Wanted::Code | Wanted::StringOrArray if is_number && prints_back(raw) => {
            edit::quote(raw)
        }
        _ => return None,
    };
    let applicability =
        if wanted == Wanted::Code { Applicability::Unsafe } else { Applicability::Safe };
    Some((applicability, edit::value(document, node, &token)))
}

fn is_finite_number(text: &str) -> bool {
    number::end(text.as_bytes(), 0) == Ok(text.len()) && number::value(text).is_finite()
}

fn is_integer(text: &str) -> bool {
    is_finite_number(text) && !text.contains(['.', 'e', 'E'])
}

/// Whether a number is spelled the way that any program would print it: some leave `.0` out.
fn prints_back(raw: &str) -> bool {
    let number = serde_json::from_str::<serde_json::Number>(raw);
    number.is_ok_and(|number| number.to_string() == raw) && !raw.ends_with(".0")
}

/// The string in a node, or none after reporting that it is not one.
pub(crate) fn string<'a>(
    wanted: Wanted,
    node: NodeId,
    scope: &mut Scope<'_, 'a>,
) -> Option<JsonStr<'a>> {
    let document = scope.document?;
    if let (Tag::String { .. }, string) = (document.tag(node), document.string(node)) {
        return string;
    }
    mismatch(wanted, node, scope);
    None
}

/// The number in a node, or none after reporting that it is not one.
pub(crate) fn number(node: NodeId, scope: &mut Scope<'_, '_>) -> Option<f64> {
    let number = scope.document?.number(node);
    if number.is_none() {
        mismatch(Wanted::Number, node, scope);
    }
    number
}
