//! Objects, alone or in a list.

use serde_json::{Value, json};

use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::full_check;
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::{FieldType, ObjectSpec};
use crate::contract::schema;
use crate::json::NodeId;

use super::list;

/// An object.
pub(crate) struct Nested(pub(crate) &'static ObjectSpec);

/// A list of objects, which contain no further objects.
pub(crate) struct Objects(pub(crate) &'static ObjectSpec);

impl FieldType for Nested {
    fn schema(&self) -> Value {
        schema::object(self.0)
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        field_values: &mut FieldValues,
    ) -> FieldValue {
        match full_check::object(self.0, node, ctx, field_values) {
            Some(first) => FieldValue::Objects { first: first as u32, count: 1, length: 1 },
            None => FieldValue::Invalid,
        }
    }

    fn object(&self) -> Option<&'static ObjectSpec> {
        Some(self.0)
    }
}

impl FieldType for Objects {
    fn schema(&self) -> Value {
        json!({"type": "array", "items": schema::object(self.0)})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        field_values: &mut FieldValues,
    ) -> FieldValue {
        let Some(items) = list::items(node, ctx) else { return FieldValue::Invalid };
        let first = field_values.count() as u32;
        for item in &items {
            full_check::object(self.0, *item, ctx, field_values);
        }
        let count = field_values.count() as u32 - first;
        FieldValue::Objects { first, count, length: items.len() as u32 }
    }

    fn object(&self) -> Option<&'static ObjectSpec> {
        Some(self.0)
    }
}
