//! Integers in the strict sense: without fraction and exponent.

use serde_json::{Value, json};

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Fixable, Rule, rules};
use crate::json::{NodeId, edit};

use super::number::NOT_NEGATIVE;

rules! {
    /// Reports a whole number that is written with a fraction or an exponent where the page says
    /// integer. Strict readers, .NET's among them, refuse 1.0 for an integer. Write the number
    /// without fraction and exponent.
    INTEGER_AS_FLOAT = "integer-as-float": "an integer is written with a fraction or an exponent" {
        fix: Fixable::Safe,
    }
    bad: Example::members(r#"{"creatives": [{"order": 1.0}]}"#).at(&["/creatives/0/order"]),
    good: Example::members(r#"{"creatives": [{"order": 1}]}"#),
}

/// The largest integer up to which a double is exact: 2^53.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// An integer of at least 0.
pub(crate) struct Integer;

fn written_as_float<'d, 'a>(
    number: f64,
    node: NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let raw = display_raw(builder.raw(node));
    let builder = builder
        .subject_is(format_args!("is {raw}; it must be written as an integer"))
        .help("write it without fraction and exponent; strict readers refuse other spellings");
    let Some(document) = builder.document().filter(|_| number <= MAX_EXACT) else {
        return builder;
    };
    let token = format!("{number:.0}");
    let edit = edit::value(document, node, &token);
    builder.safe_fix(format!("write {token}"), vec![edit])
}

impl FieldType for Integer {
    fn schema(&self) -> Value {
        json!({"type": "integer"})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(number) = ctx.document.and_then(|document| document.whole_number(node)) else {
            expected_type::mismatch(ExpectedType::Integer, node, ctx);
            return FieldValue::Invalid;
        };
        if NOT_NEGATIVE.excludes(number) {
            NOT_NEGATIVE.report(node, ctx, |builder| builder);
            return FieldValue::Invalid;
        }
        if ctx.raw(node).contains(['.', 'e', 'E']) {
            ctx.report(&INTEGER_AS_FLOAT, Place::Node(node), |builder| {
                written_as_float(number, node, builder)
            });
        }
        FieldValue::Number(number)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES]
    }
}
