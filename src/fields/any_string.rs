//! Strings without further rules, such as ids in responses.

use serde_json::{Value, json};

use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::json::NodeId;

/// Any string.
pub(crate) struct AnyString;

impl FieldType for AnyString {
    fn schema(&self) -> Value {
        json!({"type": "string"})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let string = expected_type::string(ExpectedType::Text, node, ctx);
        string.map_or(FieldValue::Invalid, |string| expected_type::text(string, node, ctx))
    }
}
