//! Caps: limits on conversions in a period.

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::{NodeId, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::diagnostics::rule::{Evidence, Example, Fixable, rules};

use super::number::{self, NumberLint};
use super::typed;

rules! {
    /// A cap below 1. Elsewhere a cap of 0 means unlimited; the vendor's sibling API refuses it.
    /// To have no cap, leave the field out.
    CAP_BELOW_ONE = "cap-below-one": "a cap is below 1" {
        evidence: Evidence::Vendor("GoKart release notes 1.0.3, custom integration API"),
        fix: Fixable::Unsafe,
    }
    bad: Example::gokart(r#"{"dailyCap": 0}"#).at(&["/dailyCap"]),
    good: Example::gokart(r#"{"dailyCap": 1}"#),

    /// A cap has a fraction. Caps count conversions, and the vendor's sibling API declares them
    /// as integers.
    CAP_NOT_INTEGER = "cap-not-integer": "a cap has a fraction" {
        evidence: Evidence::Vendor("GoKart release notes 1.0.3, custom integration API"),
    }
    bad: Example::gokart(r#"{"dailyCap": 2.5}"#).at(&["/dailyCap"]),
    good: Example::gokart(r#"{"dailyCap": 2.0}"#),
}

static BELOW_ONE: NumberLint = NumberLint {
    rule: &CAP_BELOW_ONE,
    least: 1.0,
    whole: false,
    message: |raw| format!("the cap is {raw}, but the smallest is 1"),
    help: "leave the cap out for no limit; 0 means unlimited only on other platforms",
};

static NOT_INTEGER: NumberLint = NumberLint {
    rule: &CAP_NOT_INTEGER,
    least: f64::NEG_INFINITY,
    whole: true,
    message: |raw| format!("the cap is {raw}, but conversions are counted in whole numbers"),
    help: "write a whole number",
};

/// A limit on conversions.
pub(crate) struct Cap;

impl FieldType for Cap {
    fn schema(&self) -> Value {
        json!({"type": "number"})
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let (cap, whole) = cursor.number()?;
        let fits = !BELOW_ONE.hits(cap) && (whole || !NOT_INTEGER.hits(cap));
        fits.then_some(FieldValue::Number(cap))
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(cap) = expected_type::number(node, ctx) else { return FieldValue::Invalid };
        if BELOW_ONE.hits(cap) {
            number::report(&BELOW_ONE, node, ctx, |builder| {
                let document = builder.document().filter(|_| cap == 0.0);
                let key = document.and_then(|document| document.key_of(node));
                let edits =
                    document.zip(key).map(|(document, key)| edit::remove_member(document, key));
                builder.unsafe_fix("remove the cap", edits.unwrap_or_default())
            });
        } else if NOT_INTEGER.hits_node(cap, node, ctx) {
            number::report(&NOT_INTEGER, node, ctx, |builder| builder);
        }
        FieldValue::Number(cap)
    }
}
