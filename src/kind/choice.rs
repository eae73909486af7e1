//! Values of a printed list, which match to the letter.

use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::document::scan::BLOCK;
use crate::document::{Document, NodeId, Tag, edit};
use crate::fix::{Applicability, Fix};
use crate::payload::Kind;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::{Place, Scope};
use crate::payload::written::Written;
use crate::quoted::{as_written, quoted};
use crate::rule::Rule;
use crate::suggest;

use super::typed::{self, Wanted};

/// A string that must be one of some values.
pub(crate) struct Choice {
    pub(crate) values: Values,
    pub(crate) rule: &'static Rule,
    /// Whether the rule's own error covers wrong types and null as well.
    pub(crate) any_type: bool,
    /// Whether null is one of the values.
    pub(crate) nullable: bool,
    /// Whether the rule's own error covers null as well, as it does in requests.
    pub(crate) null_too: bool,
    /// What is overlooked when a value is put right.
    pub(crate) overlooks: Overlooks,
}

/// The values of a list, ready to be compared.
#[derive(Clone, Copy)]
pub(crate) struct Values {
    texts: &'static [&'static str],
    written: [Written; Self::MOST],
}

impl Values {
    /// No list is longer.
    const MOST: usize = 3;

    /// The values, of at most 15 bytes each.
    pub(crate) const fn of(texts: &'static [&'static str]) -> Self {
        let mut written = [Written::NOTHING; Self::MOST];
        let mut index = 0;
        while index < texts.len() {
            assert!(texts[index].len() < BLOCK, "a reader of short words would not find it");
            written[index] = Written::new(texts[index].as_bytes());
            index += 1;
        }
        Self { texts, written }
    }

    #[inline]
    fn find(&self, text: &[u8; BLOCK]) -> Option<u8> {
        // Which value it is cannot be foreseen, so no branch asks for one after the other.
        let places =
            self.written.iter().zip(1..).map(|(word, place)| place * u8::from(word.begins(text)));
        places.fold(0, |found, place| found | place).checked_sub(1)
    }
}

/// What is overlooked when a wrong value is put right; letter case always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overlooks {
    Case,
    SurroundingSpace,
    SpacesAndUnderscores,
}

impl Choice {
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
        let fold = |text: &str| match self.overlooks {
            Overlooks::Case => text.to_lowercase(),
            Overlooks::SurroundingSpace => text.trim().to_lowercase(),
            Overlooks::SpacesAndUnderscores => text.replace([' ', '_'], "").to_lowercase(),
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

impl Kind for Choice {
    fn schema(&self) -> Value {
        json!({"enum": self.values.texts})
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut Facts) -> Option<Fact> {
        self.values.find(&cursor.short_word()?).map(Fact::Word)
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, _: &mut Facts) -> Fact {
        let Some(document) = scope.document else { return Fact::Hole };
        let tag = document.tag(node);
        if tag == Tag::Null && self.nullable {
            return Fact::Null;
        }
        let string = document.string(node);
        if string.is_none() && !self.any_type {
            typed::mismatch(Wanted::String, node, scope);
            return Fact::Hole;
        }
        let text = string.map(|string| string.decode());
        let is_text = |value: &&str| text.as_deref() == Some(*value);
        if let Some(index) = self.values.texts.iter().position(is_text) {
            return Fact::Word(index as u8);
        }
        scope.report(self.rule, Place::Node(node), |draft| {
            let seen = match (&text, tag) {
                (Some(text), _) => quoted(text),
                (None, Tag::Array) => "an array".into(),
                (None, Tag::Object) => "an object".into(),
                _ => as_written(document.raw(node)),
            };
            let draft = draft.says(format_args!("{seen} is not {}", self.allowed()));
            let fix = self.fix(document, node);
            let close = text
                .as_deref()
                .and_then(|text| suggest::closest(text, self.values.texts.iter().copied()));
            let draft = match (&fix, close) {
                (Some(fix), _) if fix.applicability == Applicability::Unsafe => {
                    draft.help("the JSON value null is meant, not the word")
                }
                (Some(_), _) => draft.help("the value is matched to the letter"),
                (None, Some(close)) => draft.help(format!("did you mean \"{close}\"?")),
                (None, None) => draft.help("use one of the values that the API page lists"),
            };
            match fix {
                Some(fix) => draft.fix(fix.applicability, fix.message, fix.edits),
                None => draft,
            }
        });
        Fact::Hole
    }

    fn judges_null(&self) -> bool {
        self.null_too
    }
}
