//! Numbers, and what is odd about one.

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::decimal::EXACT;
use crate::json::{Document, NodeId};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{DiagnosticBuilder, Place, LintContext};
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Example, Rule, rules};

use super::typed;

rules! {
    /// A payout, a revenue, a duration, a position or a page count is below zero. No such field
    /// has a meaning there, and the vendor's revenue endpoint demands at least 0.
    NUMBER_NEGATIVE = "number-negative": "a number that has no meaning below zero is negative" {}
    bad: Example::create(r#"{"payout": -1}"#).at(&["/payout"]),
    good: Example::create(r#"{"payout": 0}"#),
}

/// Something odd about one number.
pub(crate) struct NumberLint {
    pub(crate) rule: &'static Rule,
    /// The least number that is not odd.
    pub(crate) least: f64,
    /// Whether a fraction is odd.
    pub(crate) whole: bool,
    /// What to say of the number as it was written.
    pub(crate) message: fn(&str) -> String,
    pub(crate) help: &'static str,
}

impl NumberLint {
    #[inline]
    pub(crate) fn hits(&self, number: f64) -> bool {
        self.hits_if(number, || is_whole(number))
    }

    /// The same of a number of a document, which may be finer than a double.
    pub(crate) fn hits_node(&self, number: f64, node: NodeId, ctx: &LintContext<'_, '_>) -> bool {
        let whole = |document: &Document<'_>| document.whole_number(node).is_some();
        self.hits_if(number, || ctx.document.is_none_or(whole))
    }

    #[inline]
    fn hits_if(&self, number: f64, is_whole: impl FnOnce() -> bool) -> bool {
        number < self.least || (self.whole && !is_whole())
    }
}

/// The least number above 0.
pub(crate) const ABOVE_ZERO: f64 = 0f64.next_up();

/// Whether a number has no fraction.
#[inline(never)]
fn is_whole(number: f64) -> bool {
    (number as i64) as f64 == number || number.abs() >= EXACT
}

/// A number; the first lint that hits is reported.
pub(crate) struct Number {
    lints: [Option<&'static NumberLint>; 2],
    /// The least number that is odd to no lint.
    least: f64,
    /// Whether a fraction is odd to one.
    whole: bool,
}

/// Not below zero.
pub(crate) static NOT_NEGATIVE: NumberLint = NumberLint {
    rule: &NUMBER_NEGATIVE,
    least: 0.0,
    whole: false,
    message: |raw| format!("{raw} is negative"),
    help: "the field has no meaning below zero; check the sign",
};

/// Money, a duration or a count.
pub(crate) const AMOUNT: Number = Number::new(&NOT_NEGATIVE);

impl Number {
    /// A number with a lint.
    pub(crate) const fn new(lint: &'static NumberLint) -> Self {
        Self { lints: [Some(lint), None], least: lint.least, whole: lint.whole }
    }

    /// The same with another lint, which is asked second.
    pub(crate) const fn and(mut self, lint: &'static NumberLint) -> Self {
        self.lints[1] = Some(lint);
        self.least = self.least.max(lint.least);
        self.whole |= lint.whole;
        self
    }

    fn lints(&self) -> impl Iterator<Item = &'static NumberLint> {
        self.lints.into_iter().flatten()
    }
}

impl FieldType for Number {
    fn schema(&self) -> Value {
        json!({"type": "number"})
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let (number, whole) = cursor.number()?;
        // Whether a number has a fraction is asked only where all of them are whole.
        let fits = number >= self.least && (!self.whole || whole || is_whole(number));
        fits.then_some(FieldValue::Number(number))
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(number) = expected_type::number(node, ctx) else { return FieldValue::Invalid };
        if let Some(lint) = self.lints().find(|lint| lint.hits_node(number, node, ctx)) {
            report(lint, node, ctx, |builder| builder);
        }
        FieldValue::Number(number)
    }
}

/// Reports one lint of a number.
pub(crate) fn report(
    lint: &'static NumberLint,
    node: NodeId,
    ctx: &mut LintContext<'_, '_>,
    more: impl for<'d, 'a> FnOnce(DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a>,
) {
    ctx.report(lint.rule, Place::Node(node), |builder| {
        let raw = display_raw(builder.raw(node));
        more(builder.message((lint.message)(&raw)).help(lint.help))
    });
}
