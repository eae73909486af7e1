//! Keywords of a list on another page of the vendor, in any letter case.

use serde_json::{Value, json};

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::{alternatives, quoted};
use crate::diagnostics::rule::{Fixable, Rule};
use crate::diagnostics::{look_alikes, suggest};
use crate::json::{NodeId, edit};

/// A string that should be one of some keywords, in any letter case.
pub(crate) struct KeywordField {
    /// The noun for a keyword of the list, such as "tracking system".
    pub(crate) noun: &'static str,
    pub(crate) keywords: &'static [&'static str],
    /// The rule that any other text breaks.
    pub(crate) unknown: &'static Rule,
}

/// The largest number of keywords that a message lists.
const MAX_LISTED: usize = 8;

impl KeywordField {
    /// The index of a keyword.
    pub(crate) fn find(&self, text: &[u8]) -> Option<u8> {
        let same = |keyword: &&str| keyword.as_bytes().eq_ignore_ascii_case(text);
        self.keywords.iter().position(same).map(|index| index as u8)
    }

    /// Whether a field value is this keyword.
    pub(crate) fn is(&self, variant: Option<u8>, keyword: &str) -> bool {
        let found = variant.and_then(|index| self.keywords.get(usize::from(index)));
        found.is_some_and(|found| *found == keyword)
    }

    fn unknown_keyword<'d, 'a>(
        &self,
        text: &str,
        node: NodeId,
        builder: DiagnosticBuilder<'d, 'a>,
    ) -> DiagnosticBuilder<'d, 'a> {
        let is_short = self.keywords.len() <= MAX_LISTED;
        let (written, named) = (quoted(text), look_alikes::named(text));
        let (noun, listed) =
            (self.noun, alternatives(self.keywords.iter().map(|keyword| [*keyword])));
        let builder = if is_short {
            builder.subject_is(format_args!("is {written}{named}; it must be {listed}"))
        } else {
            builder.subject_is(format_args!("is {written}{named}, which is not a known {noun}"))
        };
        let seen = look_alikes::as_seen(text);
        let seen = seen.as_deref().unwrap_or(text);
        let Some(close) = suggest::closest(seen.trim(), self.keywords.iter().copied()) else {
            return builder.help(match is_short {
                true => format!("use one of these; the vendor describes no other {noun}"),
                false => format!("use {listed}"),
            });
        };
        let builder = builder.help(format!("did you mean \"{close}\"?"));
        if self.unknown.fix == Fixable::Never {
            return builder;
        }
        let edits =
            builder.document().map(|document| edit::value(document, node, edit::quote(close)));
        builder.unsafe_fix(format!("write \"{close}\""), edits.into_iter().collect())
    }
}

impl FieldType for KeywordField {
    fn schema(&self) -> Value {
        json!({"type": "string"})
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
        let text = string.decode();
        if let Some(keyword) = self.find(text.as_bytes()) {
            return FieldValue::Variant(keyword);
        }
        ctx.report(self.unknown, Place::Node(node), |builder| {
            self.unknown_keyword(&text, node, builder)
        });
        FieldValue::Invalid
    }

    fn allowed_values(&self) -> &'static [&'static str] {
        self.keywords
    }
}
