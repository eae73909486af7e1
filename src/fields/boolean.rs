//! Booleans.

use serde_json::{Value, json};

use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::json::{NodeId, Tag};

/// A boolean.
pub(crate) struct Boolean;

impl FieldType for Boolean {
    fn schema(&self) -> Value {
        json!({"type": "boolean"})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        match ctx.document.map(|document| document.tag(node)) {
            Some(Tag::True) => FieldValue::Boolean(true),
            Some(Tag::False) => FieldValue::Boolean(false),
            _ => {
                expected_type::mismatch(ExpectedType::Boolean, node, ctx);
                FieldValue::Invalid
            }
        }
    }
}
