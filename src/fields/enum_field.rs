//! Values of a printed list, which match to the letter.

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::scan::BLOCK;
use crate::json::{Document, NodeId, Tag, edit};
use crate::diagnostics::fix::{Applicability, Fix};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::fast::quoted_key::QuotedKey;
use crate::diagnostics::display_safe::{display_raw, quoted};
use crate::diagnostics::rule::Rule;
use crate::diagnostics::suggest;

use crate::contract::expected_type::{self, ExpectedType};

/// A string that must be one of some values.
pub(crate) struct EnumField {
    pub(crate) values: Values,
    pub(crate) rule: &'static Rule,
    /// Whether the rule's own error covers wrong types and null as well.
    pub(crate) any_type: bool,
    /// Whether null is one of the values.
    pub(crate) nullable: bool,
    /// Whether the rule's own error covers null as well, as it does in requests.
    pub(crate) null_too: bool,
    /// What is overlooked when a value is put right.
    pub(crate) fix_ignores: FixIgnores,
}

/// The values of a list, ready to be compared.
#[derive(Clone, Copy)]
pub(crate) struct Values {
    texts: &'static [&'static str],
    written: [QuotedKey; Self::MOST],
}

impl Values {
    /// No list is longer.
    const MOST: usize = 3;

    /// The values, of at most 15 bytes each.
    pub(crate) const fn of(texts: &'static [&'static str]) -> Self {
        let mut written = [QuotedKey::NEVER; Self::MOST];
        let mut index = 0;
        while index < texts.len() {
            assert!(texts[index].len() < BLOCK, "a reader of short words would not find it");
            written[index] = QuotedKey::new(texts[index].as_bytes());
            index += 1;
        }
        Self { texts, written }
    }

    #[inline]
    fn find(&self, text: &[u8; BLOCK]) -> Option<u8> {
        // Which value it is cannot be foreseen, so no branch asks for one after the other.
        let places =
            self.written.iter().zip(1..).map(|(word, place)| place * u8::from(word.matches_prefix(text)));
        places.fold(0, |found, place| found | place).checked_sub(1)
    }
}

/// What is overlooked when a wrong value is put right; letter case always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FixIgnores {
    Case,
    SurroundingSpace,
    SpacesAndUnderscores,
}

impl EnumField {
    /// The values as a phrase.
    fn allowed(&self) -> String {
        let mut allowed = String::with_capacity(64);
        let count = self.values.texts.len() + usize::from(self.nullable);
        for index in 0..count {
            if index > 0 {
                allowed.push_str(if index + 1 == count { " or " } else { ", " });
            }
            match self.values.texts.get(index) {
                Some(value) => allowed.extend(["\"", value, "\""]),
                None => allowed.push_str("null"),
            }
        }
        allowed
    }

    /// The value that a text plainly stands for.
    fn meant(&self, text: &str) -> Option<&'static str> {
        let fold = |text: &str| match self.fix_ignores {
            FixIgnores::Case => text.to_lowercase(),
            FixIgnores::SurroundingSpace => text.trim().to_lowercase(),
            FixIgnores::SpacesAndUnderscores => text.replace([' ', '_'], "").to_lowercase(),
        };
        let folded = fold(text);
        self.values.texts.iter().copied().find(|value| fold(value) == folded)
    }

    fn fix(&self, document: &Document<'_>, node: NodeId) -> Option<Fix> {
        let text = document.string(node)?.decode();
        let (applicability, token) = match self.meant(&text) {
            Some(value) => (Applicability::Safe, edit::quote(value)),
            None if self.nullable
                && matches!(text.trim().to_ascii_lowercase().as_str(), "null" | "none") =>
            {
                (Applicability::Unsafe, "null".to_owned())
            }
            None => return None,
        };
        let edits = vec![edit::value(document, node, &token)];
        Some(Fix { message: format!("write {token}"), applicability, edits })
    }
}

impl FieldType for EnumField {
    fn schema(&self) -> Value {
        json!({"enum": self.values.texts})
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        self.values.find(&cursor.short_word()?).map(FieldValue::Word)
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
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
        if let Some(index) = self.values.texts.iter().position(is_text) {
            return FieldValue::Variant(index as u8);
        }
        ctx.report(self.rule, Place::Node(node), |builder| {
            let seen = match (&text, tag) {
                (Some(text), _) => quoted(text),
                (None, Tag::Array) => "an array".into(),
                (None, Tag::Object) => "an object".into(),
                _ => display_raw(document.raw(node)),
            };
            let builder = builder.message(format_args!("{seen} is not {}", self.allowed()));
            let fix = self.fix(document, node);
            let close = text
                .as_deref()
                .and_then(|text| suggest::closest(text, self.values.texts.iter().copied()));
            let builder = match (&fix, close) {
                (Some(fix), _) if fix.applicability == Applicability::Unsafe => {
                    builder.help("the JSON value null is meant, not the word")
                }
                (Some(_), _) => builder.help("the value is matched to the letter"),
                (None, Some(close)) => builder.help(format!("did you mean \"{close}\"?")),
                (None, None) => builder.help("use one of the values that the API page lists"),
            };
            match fix {
                Some(fix) => builder.fix(fix.applicability, fix.message, fix.edits),
                None => builder,
            }
        });
        FieldValue::Invalid
    }

    fn judges_null(&self) -> bool {
        self.null_too
    }
}
