//! Numbers with limits.

use serde_json::{Value, json};

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::expected_type;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Rule, rules};
use crate::json::decimal::EXACT;
use crate::json::{Document, NodeId};

rules! {
    /// Reports a payout, a revenue, a reward, a duration, a position or a page count below zero. No
    /// such field has a meaning there, and the vendor's page on revenues requires at least 0. Check
    /// the sign.
    NUMBER_NEGATIVE = "number-negative": "an amount, a time or a position is negative" {}
    bad: Example::members(r#"{"payout": -1}"#).at(&["/payout"]),
    good: Example::members(r#"{"payout": 0}"#),
}

/// A limit of a number.
pub(crate) struct NumberLimit {
    /// The rule that a number beyond the limit breaks.
    pub(crate) rule: &'static Rule,
    /// The least number within the limit.
    pub(crate) least: f64,
    /// Whether a fraction is beyond the limit.
    pub(crate) whole: bool,
    /// The message after the field's name: the text before and after the number as it is written.
    pub(crate) predicate: [&'static str; 2],
    pub(crate) help: &'static str,
}

impl NumberLimit {
    /// Whether a number is beyond the limit.
    #[inline]
    pub(crate) fn excludes(&self, number: f64) -> bool {
        self.excludes_if(number, || is_whole(number))
    }

    /// Whether a number of a document is beyond the limit. It may be more precise than a double.
    pub(crate) fn excludes_node(
        &self,
        number: f64,
        node: NodeId,
        ctx: &LintContext<'_, '_>,
    ) -> bool {
        let whole = |document: &Document<'_>| document.whole_number(node).is_some();
        self.excludes_if(number, || ctx.document.is_none_or(whole))
    }

    #[inline]
    fn excludes_if(&self, number: f64, is_whole: impl FnOnce() -> bool) -> bool {
        number < self.least || (self.whole && !is_whole())
    }

    /// Reports a number beyond the limit.
    pub(crate) fn report(
        &'static self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        add: impl for<'d, 'a> FnOnce(DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a>,
    ) {
        ctx.report(self.rule, Place::Node(node), |builder| {
            let raw = display_raw(builder.raw(node));
            let [before, after] = self.predicate;
            add(builder.subject_is([before, &raw, after]).help(self.help))
        });
    }
}

/// The least number above 0.
pub(crate) const ABOVE_ZERO: f64 = 0f64.next_up();

/// Whether a number has no fraction.
#[inline(never)]
pub(crate) fn is_whole(number: f64) -> bool {
    (number as i64) as f64 == number || number.abs() >= EXACT
}

/// A number. The first limit that it exceeds is reported.
pub(crate) struct Number {
    limits: [Option<&'static NumberLimit>; 2],
    /// The least number within all limits.
    pub(crate) least: f64,
    /// Whether a limit excludes fractions.
    pub(crate) whole: bool,
}

/// Not below zero.
pub(crate) static NOT_NEGATIVE: NumberLimit = NumberLimit {
    rule: &NUMBER_NEGATIVE,
    least: 0.0,
    whole: false,
    predicate: ["is negative: ", ""],
    help: "check the sign; the field has no meaning below zero",
};

/// Money, a duration or a count.
pub(crate) const AMOUNT: Number = Number::new(&NOT_NEGATIVE);

impl Number {
    /// A number with a limit.
    pub(crate) const fn new(limit: &'static NumberLimit) -> Self {
        Self { limits: [Some(limit), None], least: limit.least, whole: limit.whole }
    }

    /// Adds a second limit.
    pub(crate) const fn and(mut self, limit: &'static NumberLimit) -> Self {
        self.limits[1] = Some(limit);
        self.least = self.least.max(limit.least);
        self.whole |= limit.whole;
        self
    }
}

impl FieldType for Number {
    fn schema(&self) -> Value {
        json!({"type": "number"})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(number) = expected_type::number(node, ctx) else { return FieldValue::Invalid };
        let mut limits = self.limits.into_iter().flatten();
        if let Some(limit) = limits.find(|limit| limit.excludes_node(number, node, ctx)) {
            limit.report(node, ctx, |builder| builder);
        }
        FieldValue::Number(number)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES]
    }
}
