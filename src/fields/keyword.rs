//! Words of a list that ignores case: the page gives none, but the vendor does elsewhere.

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::{NodeId, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Fixable, Rule};
use crate::diagnostics::suggest;

use crate::contract::expected_type::{self, ExpectedType};

/// A string that should be one of some words, in any case.
pub(crate) struct KeywordField {
    /// What such a word is called in a message.
    pub(crate) noun: &'static str,
    pub(crate) words: &'static [&'static str],
    pub(crate) unknown: &'static Rule,
}

impl KeywordField {
    pub(crate) fn find(&self, text: &[u8]) -> Option<u8> {
        let found = self.words.iter().position(|word| word.as_bytes().eq_ignore_ascii_case(text));
        found.map(|index| index as u8)
    }

    pub(crate) fn is(&self, word: Option<u8>, name: &str) -> bool {
        word.is_some_and(|index| {
            self.words.get(usize::from(index)).is_some_and(|word| *word == name)
        })
    }
}

impl FieldType for KeywordField {
    fn schema(&self) -> Value {
        json!({"type": "string"})
    }

    #[inline]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let token = cursor.string().filter(|token| !token.seen.escaped)?;
        self.find(token.raw()).map(FieldValue::Word)
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::Text, node, ctx) else { return FieldValue::Invalid };
        let text = string.decode();
        if let Some(word) = self.find(text.as_bytes()) {
            return FieldValue::Variant(word);
        }
        ctx.report(self.unknown, Place::Node(node), |builder| {
            let builder = builder.message(format_args!("{} is not a known {}", quoted(&text), self.noun));
            let Some(close) = suggest::closest(text.trim(), self.words.iter().copied()) else {
                return builder.help(format!("known are {}", self.words.join(", ")));
            };
            let builder = if self.words.len() > 8 {
                builder.help(format!("did you mean \"{close}\"?"))
            } else {
                builder.help(format!("did you mean \"{close}\"? known are {}", self.words.join(", ")))
            };
            if self.unknown.fix == Fixable::Never {
                return builder;
            }
            let edits =
                builder.document().map(|document| edit::value(document, node, &edit::quote(close)));
            builder.unsafe_fix(format!("write \"{close}\""), edits.into_iter().collect())
        });
        FieldValue::Invalid
    }
}
