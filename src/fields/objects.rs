//! Objects of a spec, alone or in a list.

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::NodeId;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::{FieldType, ObjectSpec, check, prove, schema};

use super::list;

/// An object.
pub(crate) struct Nested(pub(crate) &'static ObjectSpec);

/// A list of objects. Their spec has no objects in it, so that their field_values lie side by side.
pub(crate) struct Objects(pub(crate) &'static ObjectSpec);

impl FieldType for Nested {
    fn schema(&self) -> Value {
        schema::object(self.0)
    }

    fn prove(&self, cursor: &mut Cursor<'_>, field_values: &mut FieldValues) -> Option<FieldValue> {
        let first = field_values.count() as u32;
        *cursor = prove::object(self.0, *cursor, field_values)?;
        Some(FieldValue::Objects { first, count: 1, length: 1 })
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, field_values: &mut FieldValues) -> FieldValue {
        match check::object(self.0, node, ctx, field_values) {
            Some(first) => FieldValue::Objects { first: first as u32, count: 1, length: 1 },
            None => FieldValue::Invalid,
        }
    }
}

impl FieldType for Objects {
    fn schema(&self) -> Value {
        json!({"type": "array", "items": schema::object(self.0)})
    }

    fn prove(&self, cursor: &mut Cursor<'_>, field_values: &mut FieldValues) -> Option<FieldValue> {
        let gap = cursor.open(b'[')?;
        let first = field_values.count() as u32;
        if cursor.close(b']') {
            return Some(FieldValue::Objects { first, count: 0, length: 0 });
        }
        let mut count = 0;
        loop {
            *cursor = prove::object(self.0, *cursor, field_values)?;
            count += 1;
            if !cursor.next(b']', gap)? {
                return Some(FieldValue::Objects { first, count, length: count });
            }
        }
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, field_values: &mut FieldValues) -> FieldValue {
        let Some(items) = list::items(node, ctx) else { return FieldValue::Invalid };
        let first = field_values.count() as u32;
        for item in &items {
            check::object(self.0, *item, ctx, field_values);
        }
        let count = field_values.count() as u32 - first;
        FieldValue::Objects { first, count, length: items.len() as u32 }
    }
}
