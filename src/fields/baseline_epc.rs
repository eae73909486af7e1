//! Decimal numbers that the page types as strings, such as a baseline EPC in dollars.

use serde_json::{Value, json};

use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::{display_raw, quoted};
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Rule, rules};
use crate::json::{NodeId, Tag, edit};

use super::number::NOT_NEGATIVE;

rules! {
    /// Reports a `baselineEpc` that is a JSON number. The page's type column says string, although
    /// the value is an amount in dollars. Put the number in quotes.
    BASELINE_EPC_NUMBER = "baseline-epc-number": "`baselineEpc` is a number, not a string" {
        evidence: Evidence::Stated("the API page, type column of `baselineEpc`"),
        fix: Fixable::Safe,
    }
    bad: Example::members(r#"{"baselineEpc": 5}"#).at(&["/baselineEpc"]),
    good: Example::members(r#"{"baselineEpc": "5"}"#),

    /// Reports a `baselineEpc` that is a string, but not a decimal number. The vendor's guide
    /// describes the value as dollars that decay over time. Write an amount such as "6.40".
    BASELINE_EPC_NOT_NUMERIC = "baseline-epc-not-numeric": "`baselineEpc` is not a decimal number" {
        evidence: Evidence::Vendor("the vendor's guide on EPC sorting"),
    }
    bad: Example::members(r#"{"baselineEpc": "High"}"#).at(&["/baselineEpc"]),
    good: Example::members(r#"{"baselineEpc": "6.40"}"#),
}

/// A decimal number in a string.
pub(crate) struct BaselineEpc;

/// The value of `-?[0-9]+(\.[0-9]+)?`, after trimming.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    is_unsigned(digits.as_bytes()).then(|| text.parse().ok()).flatten()
}

/// Whether a text is `[0-9]+(\.[0-9]+)?`.
pub(crate) fn is_unsigned(text: &[u8]) -> bool {
    let mut parts = text.splitn(2, |byte| *byte == b'.');
    parts.all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
}

impl FieldType for BaselineEpc {
    fn schema(&self) -> Value {
        json!({"type": ["string", "number"]})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(document) = ctx.document else { return FieldValue::Invalid };
        let number = match document.tag(node) {
            Tag::Number => {
                ctx.report(&BASELINE_EPC_NUMBER, Place::Node(node), |builder| {
                    let raw = builder.raw(node);
                    // Quoting 1e1 would trade one finding for another.
                    let edit = decimal(raw).map(|_| edit::value(document, node, edit::quote(raw)));
                    builder
                        .subject_is(format_args!(
                            "is the number {}; it must be a string",
                            display_raw(raw)
                        ))
                        .help("put it in quotes, as the page's type column says")
                        .safe_fix("put it in quotes", edit.into_iter().collect())
                });
                None
            }
            Tag::String { .. } => {
                let text = document.string(node).map(|string| string.decode()).unwrap_or_default();
                let number = decimal(&text);
                if number.is_none() {
                    ctx.report(&BASELINE_EPC_NOT_NUMERIC, Place::Node(node), |builder| {
                        builder
                            .subject_is(format_args!(
                                "is {}; it must be a decimal number in quotes",
                                quoted(&text)
                            ))
                            .help("write an amount in dollars, such as \"5\"")
                    });
                }
                number
            }
            _ => {
                expected_type::mismatch(ExpectedType::Text, node, ctx);
                return FieldValue::Invalid;
            }
        };
        if number.is_some_and(|number| NOT_NEGATIVE.excludes(number)) {
            NOT_NEGATIVE.report(node, ctx, |builder| builder);
        }
        FieldValue::Other
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES]
    }
}
