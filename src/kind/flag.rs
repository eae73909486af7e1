//! True or false.

use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::document::{NodeId, Tag};
use crate::payload::Kind;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::Scope;

use super::typed::{self, Wanted};

/// A boolean.
pub(crate) struct Flag;

impl Kind for Flag {
    fn schema(&self) -> Value {
        json!({"type": "boolean"})
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut Facts) -> Option<Fact> {
        cursor.flag().map(Fact::Flag)
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, _: &mut Facts) -> Fact {
        match scope.document.map(|document| document.tag(node)) {
            Some(Tag::True) => Fact::Flag(true),
            Some(Tag::False) => Fact::Flag(false),
            _ => {
                typed::mismatch(Wanted::Boolean, node, scope);
                Fact::Hole
            }
        }
    }
}
