//! Words of a list that ignores case: the page gives none, but the vendor does elsewhere.

use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::document::{NodeId, edit};
use crate::payload::Kind;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::{Place, Scope};
use crate::quoted::quoted;
use crate::rule::{Fixable, Rule};
use crate::suggest;

use super::typed::{self, Wanted};

/// A string that should be one of some words, in any case.
pub(crate) struct Vocabulary {
    /// What such a word is called in a message.
    pub(crate) noun: &'static str,
    pub(crate) words: &'static [&'static str],
    pub(crate) unknown: &'static Rule,
}

impl Vocabulary {
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

impl Kind for Vocabulary {
    fn schema(&self) -> Value {
        json!({"type": "string"})
    }

    #[inline]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut Facts) -> Option<Fact> {
        let token = cursor.string().filter(|token| !token.seen.escaped)?;
        self.find(token.raw()).map(Fact::Word)
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, _: &mut Facts) -> Fact {
        let Some(string) = typed::string(Wanted::Text, node, scope) else { return Fact::Hole };
        let text = string.decode();
        if let Some(word) = self.find(text.as_bytes()) {
            return Fact::Word(word);
        }
        scope.report(self.unknown, Place::Node(node), |draft| {
            let draft = draft.says(format_args!("{} is not a known {}", quoted(&text), self.noun));
            let Some(close) = suggest::closest(text.trim(), self.words.iter().copied()) else {
                return draft.help(format!("known are {}", self.words.join(", ")));
            };
            let draft = if self.words.len() > 8 {
                draft.help(format!("did you mean \"{close}\"?"))
            } else {
                draft.help(format!("did you mean \"{close}\"? known are {}", self.words.join(", ")))
            };
            if self.unknown.fix == Fixable::Never {
                return draft;
            }
            let edits =
                draft.document().map(|document| edit::value(document, node, &edit::quote(close)));
            draft.unsafe_fix(format!("write \"{close}\""), edits.into_iter().collect())
        });
        Fact::Hole
    }
}
