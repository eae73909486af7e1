//! A string that nobody looks into: ids and such in responses.

use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::document::NodeId;
use crate::payload::Kind;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::Scope;

use super::typed::{self, Wanted};

/// Any string.
pub(crate) struct Plain;

impl Kind for Plain {
    fn schema(&self) -> Value {
        json!({"type": "string"})
    }

    fn prove<'a>(&self, cursor: &mut Cursor<'a>, _: &mut Facts<'a>) -> Option<Fact<'a>> {
        cursor.string().map(|token| Fact::Text(token.string))
    }

    fn check<'a>(&self, node: NodeId, scope: &mut Scope<'_, 'a>, _: &mut Facts<'a>) -> Fact<'a> {
        typed::string(Wanted::Text, node, scope).map_or(Fact::Hole, Fact::Text)
    }
}
