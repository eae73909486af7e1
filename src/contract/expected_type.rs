//! The JSON type of a value, which every field type checks first.

use std::borrow::Cow;

use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::fix::Applicability;
use crate::diagnostics::rule::{Evidence, Fixable, Severity, rules};
use crate::json::{Document, Edit, JsonStr, NodeId, Tag, edit, number};

use super::field_values::FieldValue;
use super::lint_context::LintContext;
use super::place::Place;

rules! {
    /// Reports a value whose JSON type differs from the documented one: `true` is not 1, `"2"` is
    /// not a number, 1.5 is not an integer, and the document itself must be an object. The server
    /// may refuse such a value, and no other rule can check it. Write the value in the documented
    /// type.
    TYPE_MISMATCH = "type-mismatch": "a value does not have the documented JSON type" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API pages, column \"Type\""),
        fix: Fixable::Mixed,
    }
    bad: Example::members(r#"{"payout": "2.50"}"#).at(&["/payout"]),
    good: Example::members(r#"{"payout": 2.50}"#),
}

/// A documented JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExpectedType {
    Object,
    Array,
    /// A string that may consist of digits, so that a number can be put in quotes.
    Text,
    /// A string of digits that may start with zeros, which a number has lost.
    Code,
    /// A string that never looks like a number.
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

/// The value of a string field.
pub(crate) fn text(string: JsonStr<'_>, node: NodeId, ctx: &LintContext<'_, '_>) -> FieldValue {
    ctx.document.map_or(FieldValue::Invalid, |document| {
        FieldValue::text(document.inside(node).len(), string.raw.len(), string.escaped)
    })
}

/// Reports a value of the wrong type.
pub(crate) fn mismatch(expected: ExpectedType, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    ctx.report(&TYPE_MISMATCH, Place::Node(node), |builder| {
        let Some(document) = builder.document() else { return builder };
        let (kind, value) = describe(document, node);
        let parts = ["is ", kind, &value, "; it must be ", expected.name()];
        let builder = builder.subject_is(parts);
        let builder = match help(expected, document.tag(node), node == 0) {
            Some(help) => builder.help(help),
            None => builder,
        };
        match type_fix(document, expected, node) {
            Some((applicability, edit)) => {
                let message = ["write ", &edit.replacement].concat();
                builder.fix(applicability, message, vec![edit])
            }
            None => builder,
        }
    });
}

/// The next action, unless the message already names it.
fn help(expected: ExpectedType, found: Tag, is_document: bool) -> Option<&'static str> {
    match (expected, found) {
        (ExpectedType::Object, Tag::Array) if is_document => {
            Some("send one JSON object; --each checks the items of an array one by one")
        }
        (ExpectedType::Object, _) if is_document => Some("send one JSON object"),
        (ExpectedType::Boolean, Tag::String { .. }) => Some("write true or false, without quotes"),
        (ExpectedType::Boolean, Tag::Number) => Some("write true or false"),
        (ExpectedType::Integer, Tag::String { .. }) => Some("write a whole number, without quotes"),
        (ExpectedType::Integer, Tag::Number) => Some("write a whole number"),
        (ExpectedType::Number, Tag::String { .. }) => Some("write the number without quotes"),
        (ExpectedType::Code, Tag::Number) => {
            Some("write the code in quotes; a number loses its leading zeros")
        }
        _ => None,
    }
}

/// The kind of a value, and the value if it is a number or a string.
fn describe<'a>(document: &Document<'a>, node: NodeId) -> (&'static str, Cow<'a, str>) {
    let kind = match document.tag(node) {
        Tag::Null => "null",
        Tag::True => "true",
        Tag::False => "false",
        Tag::Number => return ("the number ", display_raw(document.raw(node))),
        Tag::String { .. } | Tag::Key { .. } => {
            return ("the string ", display_raw(document.raw(node)));
        }
        Tag::Array => "an array",
        Tag::Object => "an object",
    };
    (kind, Cow::Borrowed(""))
}

/// The same value in the expected type, if there is exactly one.
fn type_fix(
    document: &Document<'_>,
    expected: ExpectedType,
    node: NodeId,
) -> Option<(Applicability, Edit)> {
    let raw = document.raw(node);
    let string = document.string(node).filter(|string| !string.escaped).map(|string| string.raw);
    let is_number = document.tag(node) == Tag::Number;
    let token = match expected {
        ExpectedType::Boolean => {
            string.filter(|text| matches!(*text, "true" | "false"))?.to_owned()
        }
        ExpectedType::Number => string.filter(|text| is_finite_number(text))?.to_owned(),
        ExpectedType::Integer => string.filter(|text| is_integer(text))?.to_owned(),
        ExpectedType::Text | ExpectedType::Code | ExpectedType::StringOrArray
            if is_number && prints_back(raw) =>
        {
            edit::quote(raw)
        }
        _ => return None,
    };
    let applicability =
        if expected == ExpectedType::Code { Applicability::Unsafe } else { Applicability::Safe };
    Some((applicability, edit::value(document, node, token)))
}

fn is_finite_number(text: &str) -> bool {
    number::end(text.as_bytes(), 0) == Ok(text.len()) && number::value(text).is_finite()
}

fn is_integer(text: &str) -> bool {
    is_finite_number(text) && !text.contains(['.', 'e', 'E'])
}

/// Whether every program prints the number as it is written; some leave `.0` out.
fn prints_back(raw: &str) -> bool {
    if raw.parse::<u64>().is_ok() || raw.parse::<i64>().is_ok() {
        // JSON has one spelling of an integer, but for this one.
        return raw != "-0";
    }
    // As doubles, whatever `serde_json` keeps of a number in this build.
    let printed = raw.parse::<f64>().ok().and_then(|number| serde_json::to_string(&number).ok());
    printed.is_some_and(|printed| printed == raw) && !raw.ends_with(".0")
}

/// The string of a node. Another type is reported and gives none.
pub(crate) fn string<'a>(
    expected: ExpectedType,
    node: NodeId,
    ctx: &mut LintContext<'_, 'a>,
) -> Option<JsonStr<'a>> {
    let document = ctx.document?;
    if let (Tag::String { .. }, string) = (document.tag(node), document.string(node)) {
        return string;
    }
    mismatch(expected, node, ctx);
    None
}

/// The number of a node. Another type is reported and gives none.
pub(crate) fn number(node: NodeId, ctx: &mut LintContext<'_, '_>) -> Option<f64> {
    let number = ctx.document?.number(node);
    if number.is_none() {
        mismatch(ExpectedType::Number, node, ctx);
    }
    number
}
