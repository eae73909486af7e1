//! Metadata: an object whose keys and values are strings.

use serde_json::{Value, json};

use crate::contract::contract_spec::Role;
use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::{display_raw, quoted};
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Rule, Severity, rules};
use crate::json::{NodeId, Tag, edit};

use super::text::{self, Text};

rules! {
    /// Reports a metadata value that is not a string. The page requires keys and values to be
    /// strings, and no page says that null deletes a pair. Write a string, or leave the pair out.
    /// It is a warning in a response.
    METADATA_VALUE_NOT_STRING = "metadata-value-not-string": "a metadata value is not a string" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API page, field `metadata`"),
        fix: Fixable::Safe,
    }
    bad: Example::members(r#"{"metadata": {"n": 3}}"#).at(&["/metadata/n"]),
    good: Example::members(r#"{"metadata": {"n": "3"}}"#),

    /// Reports a metadata key that is empty or contains only white space. The value cannot be
    /// addressed by such a key. Give the key a name, or leave the pair out.
    METADATA_KEY_BLANK = "metadata-key-blank": "a metadata key is empty or contains only white space" {}
    bad: Example::members(r#"{"metadata": {"": "x"}}"#).at(&["/metadata/"]),
    good: Example::members(r#"{"metadata": {"note": "x"}}"#),
}

/// Key-value pairs.
pub(crate) struct Metadata {
    /// Whether the pairs are sent in a request. Texts of a response are not checked.
    pub(crate) sent: bool,
}

impl Metadata {
    fn check_value(&self, value: NodeId, ctx: &mut LintContext<'_, '_>) {
        let Some(document) = ctx.document else { return };
        if let (Tag::String { .. }, Some(string)) = (document.tag(value), document.string(value)) {
            if self.sent {
                Text::MULTI_LINE.check_text(&string.decode(), value, ctx);
            }
            return;
        }
        let severity = match ctx.contract.role() {
            Role::Response => Severity::Warning,
            _ => Severity::Error,
        };
        ctx.report(&METADATA_VALUE_NOT_STRING, Place::Node(value), |builder| {
            not_a_string(value, builder).severity(severity)
        });
    }
}

fn not_a_string<'d, 'a>(
    value: NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let Some(document) = builder.document() else { return builder };
    let raw = document.raw(value);
    let one_each = "write one string, or give each value a key of its own";
    let (seen, token, help) = match document.tag(value) {
        Tag::Object => ("an object".into(), None, one_each),
        Tag::Array => ("an array".into(), None, one_each),
        Tag::Null => {
            let help =
                "leave the pair out, or write a string; no page says that null deletes a pair";
            ("null".into(), None, help)
        }
        _ => (display_raw(raw), Some(edit::quote(raw)), "put the value in quotes"),
    };
    let edits = token.iter().map(|token| edit::value(document, value, token)).collect();
    builder
        .subject_is(format_args!("is {seen}; a metadata value must be a string"))
        .help(help)
        .safe_fix("put it in quotes", edits)
}

impl FieldType for Metadata {
    fn schema(&self) -> Value {
        if self.sent {
            json!({"type": "object", "additionalProperties": {"type": "string"}})
        } else {
            json!({"type": "object"})
        }
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(document) = ctx.document else { return FieldValue::Invalid };
        if document.tag(node) != Tag::Object {
            expected_type::mismatch(ExpectedType::Object, node, ctx);
            return FieldValue::Invalid;
        }
        for (key, value) in document.members(node) {
            let name = document.string(key).map(|name| name.decode()).unwrap_or_default();
            if self.sent && name.trim().is_empty() {
                ctx.report(&METADATA_KEY_BLANK, Place::Node(key), |builder| {
                    builder
                        .message(format_args!("the metadata key {} is blank", quoted(&name)))
                        .help("give the key a name, or leave the pair out")
                });
            }
            self.check_value(value, ctx);
        }
        FieldValue::Other
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES, text::rules::RULES]
    }
}
