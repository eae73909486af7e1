//! A string that nobody looks into: ids and such in responses.

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::NodeId;
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;

use crate::contract::expected_type::{self, ExpectedType};

/// Any string.
pub(crate) struct AnyString;

impl FieldType for AnyString {
    fn schema(&self) -> Value {
        json!({"type": "string"})
    }

    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        cursor.string().map(|token| token.fact())
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let string = expected_type::string(ExpectedType::Text, node, ctx);
        string.map_or(FieldValue::Invalid, |string| expected_type::text(string, node, ctx))
    }
}
