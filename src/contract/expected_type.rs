//! The JSON type of a value, which every kind looks at first.

use crate::contract::page;
use crate::json::{Document, JsonStr, NodeId, Tag, edit, number};
use crate::diagnostics::fix::{Applicability, Edit};
use crate::contract::field_values::FieldValue;
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Evidence, Example, Fixable, Severity, rules};

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
pub(crate) enum ExpectedType {
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

impl ExpectedType {
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
pub(crate) fn text(string: JsonStr<'_>, node: NodeId, ctx: &LintContext<'_, '_>) -> FieldValue {
    ctx.document.map_or(FieldValue::Invalid, |document| {
        FieldValue::text(document.inside(node).len(), string.raw.len(), string.escaped)
    })
}

/// Reports a value of the wrong type.
pub(crate) fn mismatch(wanted: ExpectedType, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    ctx.report(&TYPE_MISMATCH, Place::Node(node), |builder| {
        let Some(document) = builder.document() else { return builder };
        let seen = describe(document, node);
        let subject = if node == 0 { "the document" } else { "the value" };
        let builder = builder.message(format_args!("{subject} is {seen}, not {}", wanted.name()));
        let builder = match wanted {
            ExpectedType::Boolean => builder.help("booleans are written true and false, without quotes"),
            ExpectedType::Integer => builder.help("write a whole number"),
            ExpectedType::Number => builder.help("numbers are written without quotes"),
            ExpectedType::Code => {
                builder.help("postal codes are strings: a number loses its leading zeros")
            }
            ExpectedType::Object if node == 0 => builder
                .help("a payload is one JSON object; arrays of payloads are linted item by item"),
            _ => builder,
        };
        match type_fix(document, wanted, node) {
            Some((applicability, edit)) => {
                let to = edit.replacement.clone();
                builder.fix(applicability, format!("write {to}"), vec![edit])
            }
            None => builder,
        }
    });
}

fn describe(document: &Document<'_>, node: NodeId) -> String {
    let raw = || display_raw(document.raw(node));
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
fn type_fix(document: &Document<'_>, wanted: ExpectedType, node: NodeId) -> Option<(Applicability, Edit)> {
    let raw = document.raw(node);
    let string = document.string(node).filter(|string| !string.escaped).map(|string| string.raw);
    let is_number = document.tag(node) == Tag::Number;
    let token = match wanted {
        ExpectedType::Boolean => string.filter(|text| matches!(*text, "true" | "false"))?.to_owned(),
        ExpectedType::Number => string.filter(|text| is_finite_number(text))?.to_owned(),
        ExpectedType::Integer => string.filter(|text| is_integer(text))?.to_owned(),
        ExpectedType::Text | ExpectedType::Code | ExpectedType::StringOrArray if is_number && prints_back(raw) => {
            edit::quote(raw)
        }
        _ => return None,
    };
    let applicability =
        if wanted == ExpectedType::Code { Applicability::Unsafe } else { Applicability::Safe };
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
    wanted: ExpectedType,
    node: NodeId,
    ctx: &mut LintContext<'_, 'a>,
) -> Option<JsonStr<'a>> {
    let document = ctx.document?;
    if let (Tag::String { .. }, string) = (document.tag(node), document.string(node)) {
        return string;
    }
    mismatch(wanted, node, ctx);
    None
}

/// The number in a node, or none after reporting that it is not one.
pub(crate) fn number(node: NodeId, ctx: &mut LintContext<'_, '_>) -> Option<f64> {
    let number = ctx.document?.number(node);
    if number.is_none() {
        mismatch(ExpectedType::Number, node, ctx);
    }
    number
}
