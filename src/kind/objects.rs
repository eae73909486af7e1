//! Objects of a shape, alone or in a list.

use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::document::NodeId;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::Scope;
use crate::payload::{Kind, Shape, check, prove, schema};

use super::list;

/// An object.
pub(crate) struct Nested(pub(crate) &'static Shape);

/// A list of objects. Their shape has no objects in it, so that their facts lie side by side.
pub(crate) struct Objects(pub(crate) &'static Shape);

impl Kind for Nested {
    fn schema(&self) -> Value {
        schema::object(self.0)
    }

    fn prove(&self, cursor: &mut Cursor<'_>, facts: &mut Facts) -> Option<Fact> {
        let first = facts.count() as u32;
        *cursor = prove::object(self.0, *cursor, facts)?;
        Some(Fact::Objects { first, count: 1, length: 1 })
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, facts: &mut Facts) -> Fact {
        match check::object(self.0, node, scope, facts) {
            Some(first) => Fact::Objects { first: first as u32, count: 1, length: 1 },
            None => Fact::Hole,
        }
    }
}

impl Kind for Objects {
    fn schema(&self) -> Value {
        json!({"type": "array", "items": schema::object(self.0)})
    }

    fn prove(&self, cursor: &mut Cursor<'_>, facts: &mut Facts) -> Option<Fact> {
        let gap = cursor.open(b'[')?;
        let first = facts.count() as u32;
        if cursor.close(b']') {
            return Some(Fact::Objects { first, count: 0, length: 0 });
        }
        let mut count = 0;
        loop {
            *cursor = prove::object(self.0, *cursor, facts)?;
            count += 1;
            if !cursor.next(b']', gap)? {
                return Some(Fact::Objects { first, count, length: count });
            }
        }
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, facts: &mut Facts) -> Fact {
        let Some(items) = list::items(node, scope) else { return Fact::Hole };
        let first = facts.count() as u32;
        for item in &items {
            check::object(self.0, *item, scope, facts);
        }
        let count = facts.count() as u32 - first;
        Fact::Objects { first, count, length: items.len() as u32 }
    }
}
