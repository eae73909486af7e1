//! The position of a creative: an integer in the strict sense.

use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::document::{NodeId, edit};
use crate::payload::Kind;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::{Place, Scope};
use crate::quoted::as_written;
use crate::rule::{Example, Fixable, rules};

use super::number::{self, NOT_NEGATIVE};
use super::typed::{self, Wanted};

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
pub(crate) struct Order;

impl Kind for Order {
    fn schema(&self) -> Value {
        json!({"type": "integer"})
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut Facts) -> Option<Fact> {
        let (order, whole) = cursor.number()?;
        (whole && order >= 0.0).then_some(Fact::Number(order))
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, _: &mut Facts) -> Fact {
        let order = scope.document.and_then(|document| document.whole_number(node));
        let Some(order) = order else {
            typed::mismatch(Wanted::Integer, node, scope);
            return Fact::Hole;
        };
        if order < 0.0 {
            number::report(&NOT_NEGATIVE, node, scope, |draft| draft);
            return Fact::Hole;
        }
        let raw = scope.document.map_or("", |document| document.raw(node));
        if raw.contains(['.', 'e', 'E']) {
            scope.report(&INTEGER_AS_FLOAT, Place::Node(node), |draft| {
                // Beyond 2^53 a double no longer says which integer was meant.
                let exact = (order.abs() <= 9_007_199_254_740_992.0).then(|| format!("{order:.0}"));
                let edits = exact
                    .clone()
                    .zip(draft.document())
                    .map(|(to, document)| edit::value(document, node, &to));
                draft
                    .says(format_args!(
                        "{} is written as a float, but the field is an integer",
                        as_written(raw)
                    ))
                    .help("strict readers refuse a fraction or an exponent for an integer")
                    .safe_fix(
                        format!("write {}", exact.unwrap_or_default()),
                        edits.into_iter().collect(),
                    )
            });
        }
        Fact::Number(order)
    }
}
