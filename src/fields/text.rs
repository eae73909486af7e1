//! Text that people read: names, titles, descriptions, and keys that other systems match.

pub(crate) mod characters;
pub(crate) mod rules;

use serde_json::{Value, json};

use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::rule::Rule;
use crate::json::NodeId;

use rules::TextRule;

/// The longest name, in Unicode scalar values.
pub(crate) const MAX_NAME: usize = 255;

/// A text, and what it is checked for.
pub(crate) struct Text {
    /// May contain line ends and markup, and is not trimmed.
    pub(crate) multi_line: bool,
    /// Must not be blank, whatever the other fields are.
    pub(crate) not_blank: bool,
    /// Is shown as plain text in one line.
    pub(crate) title: bool,
    /// Is matched exactly by other systems, so trimming may break a match.
    pub(crate) key: bool,
    /// Has at most 255 characters.
    pub(crate) limited: bool,
}

impl Text {
    /// A one-line text.
    pub(crate) const ONE_LINE: Self =
        Self { multi_line: false, not_blank: false, title: false, key: false, limited: false };
    /// A name of at most 255 characters.
    pub(crate) const NAME: Self = Self { limited: true, ..Self::TITLE };
    /// A title.
    pub(crate) const TITLE: Self = Self { not_blank: true, title: true, ..Self::ONE_LINE };
    /// A title that may be blank.
    pub(crate) const OPTIONAL_TITLE: Self = Self { title: true, ..Self::ONE_LINE };
    /// An external key.
    pub(crate) const KEY: Self = Self { key: true, ..Self::ONE_LINE };
    /// An external key that must not be blank.
    pub(crate) const REQUIRED_KEY: Self = Self { not_blank: true, ..Self::KEY };
    /// Several lines.
    pub(crate) const MULTI_LINE: Self = Self { multi_line: true, ..Self::ONE_LINE };
    /// Several lines that must not be blank.
    pub(crate) const REQUIRED_MULTI_LINE: Self = Self { not_blank: true, ..Self::MULTI_LINE };

    /// The rules that a text breaks, in the order of their reports.
    pub(crate) fn broken_rules(&self, text: &str) -> Vec<&'static TextRule> {
        let mut broken = Vec::new();
        if self.limited && text.len() > MAX_NAME && text.chars().count() > MAX_NAME {
            broken.push(&rules::TOO_LONG);
        }
        let trimmed = text.trim();
        if trimmed.is_empty() {
            if self.not_blank {
                broken.push(&rules::BLANK);
            }
            return broken;
        }
        let examined = if self.multi_line { text } else { trimmed };
        if examined.len() != text.len() {
            broken.push(&rules::SURROUNDING_WHITESPACE);
        }
        if characters::suspicious(examined, self.multi_line).is_some() {
            broken.push(&rules::SUSPICIOUS);
        }
        if characters::has_mojibake(examined) {
            broken.push(&rules::DECODED_WRONGLY);
        }
        if self.title && characters::html_entity(examined).is_some() {
            broken.push(&rules::HTML_ENTITY);
        }
        broken
    }

    /// Reports every finding on a text.
    pub(crate) fn check_text(&self, text: &str, node: NodeId, ctx: &mut LintContext<'_, '_>) {
        for broken in self.broken_rules(text) {
            ctx.report(broken.rule, Place::Node(node), |builder| {
                (broken.build)(self, text, node, builder)
            });
        }
        if self.limited && ctx.wants(rules::LENGTH_AMBIGUOUS.rule) && rules::is_ambiguous(text) {
            let ambiguous = &rules::LENGTH_AMBIGUOUS;
            ctx.report(ambiguous.rule, Place::Node(node), |builder| {
                (ambiguous.build)(self, text, node, builder)
            });
        }
    }
}

impl FieldType for Text {
    fn schema(&self) -> Value {
        if self.limited {
            json!({"type": "string", "maxLength": MAX_NAME})
        } else {
            json!({"type": "string"})
        }
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::Text, node, ctx) else {
            return FieldValue::Invalid;
        };
        self.check_text(&string.decode(), node, ctx);
        expected_type::text(string, node, ctx)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[rules::RULES]
    }
}
