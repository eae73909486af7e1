//! Caps: limits on conversions in a period.

use serde_json::{Value, json};

use crate::contract::expected_type;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Rule, rules};
use crate::json::{NodeId, edit};

use super::number::NumberLimit;

rules! {
    /// Reports a cap below 1. The vendor's custom integration API refuses it; a cap of 0 means
    /// unlimited only on other platforms. Write at least 1, or leave the cap out for no limit.
    CAP_BELOW_ONE = "cap-below-one": "a cap is below 1" {
        evidence: Evidence::Vendor("the vendor's release notes 1.0.3 of the custom integration API"),
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"dailyCap": 0}"#).at(&["/dailyCap"]),
    good: Example::members(r#"{"dailyCap": 1}"#),

    /// Reports a cap with a fraction. Caps count conversions, and the vendor's custom integration
    /// API declares them as integers. Write a whole number.
    CAP_NOT_INTEGER = "cap-not-integer": "a cap has a fraction" {
        evidence: Evidence::Vendor("the vendor's release notes 1.0.3 of the custom integration API"),
    }
    bad: Example::members(r#"{"dailyCap": 2.5}"#).at(&["/dailyCap"]),
    good: Example::members(r#"{"dailyCap": 2.0}"#),
}

/// At least 1.
pub(crate) static AT_LEAST_ONE: NumberLimit = NumberLimit {
    rule: &CAP_BELOW_ONE,
    least: 1.0,
    whole: false,
    predicate: ["is ", "; a cap must be at least 1"],
    help: "leave the cap out for no limit; 0 means unlimited only on other platforms",
};

/// Without a fraction.
pub(crate) static WHOLE: NumberLimit = NumberLimit {
    rule: &CAP_NOT_INTEGER,
    least: f64::NEG_INFINITY,
    whole: true,
    predicate: ["is ", "; a cap must be a whole number"],
    help: "round it; caps count conversions",
};

/// A limit on conversions.
pub(crate) struct Cap;

impl FieldType for Cap {
    fn schema(&self) -> Value {
        json!({"type": "number"})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(cap) = expected_type::number(node, ctx) else { return FieldValue::Invalid };
        if AT_LEAST_ONE.excludes(cap) {
            AT_LEAST_ONE.report(node, ctx, |builder| {
                let document = builder.document().filter(|_| cap == 0.0);
                let key = document.and_then(|document| document.key_of(node));
                let edits =
                    document.zip(key).map(|(document, key)| edit::remove_member(document, key));
                builder.unsafe_fix("remove the cap", edits.unwrap_or_default())
            });
        } else if WHOLE.excludes_node(cap, node, ctx) {
            WHOLE.report(node, ctx, |builder| builder);
        }
        FieldValue::Number(cap)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES]
    }
}
