//! The baseline EPC: a dollar figure that the page types as a string.

use serde_json::{Value, json};

use crate::contract::page;
use crate::fast::cursor::Cursor;
use crate::json::{NodeId, Tag, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::{display_raw, quoted};
use crate::diagnostics::rule::{Evidence, Example, Fixable, rules};

use super::number::{self, NOT_NEGATIVE};
use crate::contract::expected_type::{self, ExpectedType};

rules! {
    /// `baselineEpc` is a JSON number. The type column says string, although the value is a
    /// dollar figure; quoting it satisfies both.
    BASELINE_EPC_NUMBER = "baseline-epc-number": "`baselineEpc` is a number, not a string" {
        evidence: Evidence::Stated(page::GOKART_UPDATE),
        fix: Fixable::Safe,
    }
    bad: Example::gokart(r#"{"baselineEpc": 5}"#).at(&["/baselineEpc"]),
    good: Example::gokart(r#"{"baselineEpc": "5"}"#),

    /// `baselineEpc` is a string, but not of a decimal number. The vendor's guide treats the value
    /// as dollars that decay day by day.
    BASELINE_EPC_NOT_NUMERIC = "baseline-epc-not-numeric": "`baselineEpc` is not a decimal number" {
        evidence: Evidence::Vendor("GoKart guide on EPC sorting"),
    }
    bad: Example::gokart(r#"{"baselineEpc": "High"}"#).at(&["/baselineEpc"]),
    good: Example::gokart(r#"{"baselineEpc": "6.40"}"#),
}

/// A decimal number in a string.
pub(crate) struct BaselineEpc;

/// `-?[0-9]+(\.[0-9]+)?` after trimming.
fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    is_unsigned(digits.as_bytes()).then(|| text.parse().ok()).flatten()
}

/// `[0-9]+(\.[0-9]+)?`
fn is_unsigned(text: &[u8]) -> bool {
    let mut parts = text.splitn(2, |byte| *byte == b'.');
    parts.all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
}

impl FieldType for BaselineEpc {
    fn schema(&self) -> Value {
        json!({"type": ["string", "number"]})
    }

    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let token = cursor.string().filter(|token| token.reads_as_written())?;
        let is_clean = |text| decimal(text).is_some_and(|number| !NOT_NEGATIVE.hits(number));
        (is_unsigned(token.raw()) || is_clean(token.string()?.raw)).then_some(FieldValue::Invalid)
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(document) = ctx.document else { return FieldValue::Invalid };
        let number = match document.tag(node) {
            Tag::Number => {
                ctx.report(&BASELINE_EPC_NUMBER, Place::Node(node), |builder| {
                    let raw = builder.raw(node);
                    // Quoting 1e1 would trade one finding for another.
                    let edit = decimal(raw).map(|_| edit::value(document, node, &edit::quote(raw)));
                    builder
                        .message(format_args!(
                            "{} is a number, but the page types the field as a string",
                            display_raw(raw)
                        ))
                        .help("put it in quotes")
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
                            .message(format_args!("{} is not a decimal number", quoted(&text)))
                            .help("the value is an amount in dollars, such as \"5\"")
                    });
                }
                number
            }
            _ => {
                expected_type::mismatch(ExpectedType::Text, node, ctx);
                return FieldValue::Invalid;
            }
        };
        if number.is_some_and(|number| NOT_NEGATIVE.hits(number)) {
            number::report(&NOT_NEGATIVE, node, ctx, |builder| builder);
        }
        FieldValue::Invalid
    }
}
