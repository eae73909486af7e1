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

    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut Facts) -> Option<Fact> {
        cursor.string().map(|token| token.fact())
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, _: &mut Facts) -> Fact {
        let string = typed::string(Wanted::Text, node, scope);
        string.map_or(Fact::Hole, |string| typed::text(string, node, scope))
    }
}
