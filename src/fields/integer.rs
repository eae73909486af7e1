//! The position of a creative: an integer in the strict sense.

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::{NodeId, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Example, Fixable, rules};

use super::number::{self, NOT_NEGATIVE};
use crate::contract::expected_type::{self, ExpectedType};

rules! {
    /// A whole number is written with a fraction or an exponent where the page says integer.
    /// Strict readers, .NET's among them, refuse 1.0 for an integer.
    INTEGER_AS_FLOAT = "integer-as-float": "an integer is written with a fraction or an exponent" {
        fix: Fixable::Safe,
    }
    bad: Example::gokart(r#"{"creatives": [{"order": 1.0}]}"#).at(&["/creatives/0/order"]),
    good: Example::gokart(r#"{"creatives": [{"order": 1}]}"#),
}

/// An integer at or above zero.
pub(crate) struct Integer;

impl FieldType for Integer {
    fn schema(&self) -> Value {
        json!({"type": "integer"})
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let (order, whole) = cursor.number()?;
        (whole && order >= 0.0).then_some(FieldValue::Number(order))
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let order = ctx.document.and_then(|document| document.whole_number(node));
        let Some(order) = order else {
            expected_type::mismatch(ExpectedType::Integer, node, ctx);
            return FieldValue::Invalid;
        };
        if order < 0.0 {
            number::report(&NOT_NEGATIVE, node, ctx, |builder| builder);
            return FieldValue::Invalid;
        }
        let raw = ctx.document.map_or("", |document| document.raw(node));
        if raw.contains(['.', 'e', 'E']) {
            ctx.report(&INTEGER_AS_FLOAT, Place::Node(node), |builder| {
                // Beyond 2^53 a double no longer says which integer was meant.
                let exact = (order.abs() <= 9_007_199_254_740_992.0).then(|| format!("{order:.0}"));
                let edits = exact
                    .clone()
                    .zip(builder.document())
                    .map(|(to, document)| edit::value(document, node, &to));
                builder
                    .message(format_args!(
                        "{} is written as a float, but the field is an integer",
                        display_raw(raw)
                    ))
                    .help("strict readers refuse a fraction or an exponent for an integer")
                    .safe_fix(
                        format!("write {}", exact.unwrap_or_default()),
                        edits.into_iter().collect(),
                    )
            });
        }
        FieldValue::Number(order)
    }
}
