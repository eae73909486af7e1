//! Strings that must be exactly one of the values that the page lists.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::contract::diagnostic_builder::{DiagnosticBuilder, Message};
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::{display_raw, push_alternatives, quoted};
use crate::diagnostics::fix::Applicability;
use crate::diagnostics::rule::Rule;
use crate::diagnostics::{look_alikes, suggest};
use crate::json::{NodeId, Tag, edit};

/// A string that must be one of some values.
pub(crate) struct EnumField {
    /// The values, exactly as the API expects them.
    pub(crate) values: &'static [&'static str],
    /// The rule that any other value breaks.
    pub(crate) rule: &'static Rule,
    /// Whether a value of another JSON type breaks the same rule, instead of `type-mismatch`.
    pub(crate) any_type: bool,
    /// Whether null is one of the values.
    pub(crate) nullable: bool,
    /// Whether null breaks the same rule, instead of `null-not-allowed`.
    pub(crate) checks_null: bool,
    /// The differences that a safe fix removes.
    pub(crate) fix_ignores: FixIgnores,
}

/// The differences between a value and a documented one that a safe fix removes. Letter case is
/// always among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FixIgnores {
    Case,
    SurroundingSpace,
    SpacesAndUnderscores,
}

/// How a value can be corrected.
enum Correction {
    /// It differs from a documented value only in ways that a safe fix removes.
    Value(&'static str),
    /// It is the text "null" or "none", and null is a documented value.
    Null,
    /// It resembles a documented value.
    Similar(&'static str),
    None,
}

impl EnumField {
    /// The values as a phrase: `"tune", "everflow" or null`.
    fn push_allowed(&self, out: &mut String) {
        let values = self.values.iter().map(|value| ["\"", value, "\""]);
        push_alternatives(values.chain(self.nullable.then_some(["null", "", ""])), out);
    }

    fn correction(&self, text: &str) -> Correction {
        let fold = |text: &str| match self.fix_ignores {
            FixIgnores::Case => text.to_lowercase(),
            FixIgnores::SurroundingSpace => text.trim().to_lowercase(),
            FixIgnores::SpacesAndUnderscores => text.replace([' ', '_'], "").to_lowercase(),
        };
        let folded = fold(text);
        if let Some(value) = self.values.iter().find(|value| fold(value) == folded) {
            return Correction::Value(value);
        }
        let word = text.trim().to_ascii_lowercase();
        if self.nullable && matches!(word.as_str(), "null" | "none") {
            return Correction::Null;
        }
        let seen = look_alikes::as_seen(text);
        suggest::closest(seen.as_deref().unwrap_or(text), self.values.iter().copied())
            .map_or(Correction::None, Correction::Similar)
    }

    fn not_allowed<'d, 'a>(
        &self,
        text: Option<&str>,
        node: NodeId,
        builder: DiagnosticBuilder<'d, 'a>,
    ) -> DiagnosticBuilder<'d, 'a> {
        let Some(document) = builder.document() else { return builder };
        let seen: Cow<'_, str> = match (text, document.tag(node)) {
            (Some(text), _) => format!("{}{}", quoted(text), look_alikes::named(text)).into(),
            (None, Tag::Array) => "an array".into(),
            (None, Tag::Object) => "an object".into(),
            _ => display_raw(document.raw(node)),
        };
        let builder = builder.subject_is(|out: &mut String| {
            ["is ", &seen, "; it must be "].write_to(out);
            self.push_allowed(out);
        });
        let write = |token: &str| vec![edit::value(document, node, token)];
        match text.map_or(Correction::None, |text| self.correction(text)) {
            Correction::Value(value) => {
                let token = edit::quote(value);
                let edits = write(&token);
                let builder = match text.is_some_and(|text| text.eq_ignore_ascii_case(value)) {
                    true if value.bytes().all(|b| !b.is_ascii_uppercase()) => {
                        builder.help("write it in lower case")
                    }
                    true if value.bytes().all(|b| !b.is_ascii_lowercase()) => {
                        builder.help("write it in upper case")
                    }
                    _ => builder.help(format!("write {token}")),
                };
                builder.fix(Applicability::Safe, format!("write {token}"), edits)
            }
            Correction::Null => builder.help("write null without quotes").fix(
                Applicability::Unsafe,
                "write null",
                write("null"),
            ),
            Correction::Similar(value) => builder.help(format!("did you mean \"{value}\"?")),
            Correction::None => builder,
        }
    }
}

impl FieldType for EnumField {
    fn schema(&self) -> Value {
        json!({"enum": self.values})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(document) = ctx.document else { return FieldValue::Invalid };
        let tag = document.tag(node);
        if tag == Tag::Null && self.nullable {
            return FieldValue::Null;
        }
        let string = document.string(node);
        if string.is_none() && !self.any_type {
            expected_type::mismatch(ExpectedType::String, node, ctx);
            return FieldValue::Invalid;
        }
        let text = string.map(|string| string.decode());
        let is_text = |value: &&str| text.as_deref() == Some(*value);
        if let Some(index) = self.values.iter().position(is_text) {
            return FieldValue::Variant(index as u8);
        }
        ctx.report(self.rule, Place::Node(node), |builder| {
            self.not_allowed(text.as_deref(), node, builder)
        });
        FieldValue::Invalid
    }

    fn checks_null(&self) -> bool {
        self.checks_null
    }

    fn allowed_values(&self) -> &'static [&'static str] {
        self.values
    }
}
