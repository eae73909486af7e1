//! Budget and revenue.

use std::cmp::Ordering;

use crate::contract::compare_numbers::{Operand, less_than};
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Evidence, rules};
use crate::fields::number::{ABOVE_ZERO, NumberLimit};
use crate::providers::gokart::conditions::{MULTI_EVENT, SINGLE_EVENT};
use crate::providers::gokart::examples;
use crate::providers::gokart::values::ConversionType;
use crate::providers::gokart::{Event, UpdateOffer};

rules! {
    /// Reports a budget of 0 or less. Such a budget stops the offer. Write an amount above 0.
    BUDGET_NOT_POSITIVE = "budget-not-positive": "the budget is 0 or less" {}
    bad: examples::update(r#"{"budgetAmount": 0}"#).at(&["/budgetAmount"]),
    good: examples::update(r#"{"budgetAmount": 1000}"#),

    /// Reports a budget of a FlatRate offer below the revenue of one conversion; on a multi-event
    /// offer, below the highest revenue of an event. Budgets are enforced on revenue, so the first
    /// conversion exhausts this one. Raise the budget, or correct the revenue.
    BUDGET_BELOW_ONE_CONVERSION = "budget-below-one-conversion": "the budget does not cover one conversion" {
        evidence: Evidence::Vendor("GoKart guide on budget and conversion caps"),
    }
    bad: examples::update(r#"{"budgetAmount": 20, "revenue": 30}"#).at(&["/budgetAmount"]),
    good: examples::update(r#"{"budgetAmount": 30, "revenue": 30}"#),

    /// Reports a revenue or a reward over 100 on a RevShare offer. On such an offer these values
    /// are percentages of the purchase amount. Write a percentage of at most 100.
    REVSHARE_OVER_100 = "revshare-over-100": "a revenue or reward of a RevShare offer is over 100" {
        evidence: Evidence::Vendor("GoKart release notes 1.0.5"),
    }
    bad: examples::update(r#"{"conversionType": "RevShare", "revenue": 150}"#).at(&["/revenue"]),
    good: examples::update(r#"{"conversionType": "RevShare", "revenue": 15}"#),
}

/// A budget above 0.
pub(crate) static BUDGET_POSITIVE: NumberLimit = NumberLimit {
    rule: &BUDGET_NOT_POSITIVE,
    least: ABOVE_ZERO,
    whole: false,
    predicate: ["is ", "; a budget must be above 0"],
    help: "write the amount to spend; without a budget the offer stops",
};

fn converts_as(offer: ObjectView<'_, '_>, kind: ConversionType) -> bool {
    offer.variant(UpdateOffer::conversion_type) == Some(kind as u8)
}

pub(crate) fn budget(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if offer.number(UpdateOffer::budget_amount).is_none_or(|budget| budget <= 0.0)
        || !converts_as(offer, ConversionType::FlatRate)
    {
        return;
    }
    let above = |(object, field): &Operand<'_, '_>| {
        less_than((offer, UpdateOffer::budget_amount), (*object, *field), ctx)
    };
    let highest = if ctx.conditions.hold(SINGLE_EVENT) {
        Some((offer, UpdateOffer::revenue)).filter(above)
    } else if ctx.conditions.hold(MULTI_EVENT) {
        offer
            .objects(UpdateOffer::offer_events)
            .filter(|event| event.boolean(Event::has_revenue) == Some(true))
            .map(|event| (event, Event::revenue))
            .filter(above)
            .max_by(|a, b| a.0.number(a.1).partial_cmp(&b.0.number(b.1)).unwrap_or(Ordering::Equal))
    } else {
        None
    };
    if let Some((object, field)) = highest {
        ctx.report(
            &BUDGET_BELOW_ONE_CONVERSION,
            offer.place(UpdateOffer::budget_amount),
            |builder| {
                let budget = display_raw(builder.raw(offer.slot(UpdateOffer::budget_amount).node));
                let revenue = display_raw(builder.raw(object.slot(field).node));
                builder
                    .subject_is(format_args!(
                        "is {budget}, below the revenue of one conversion: {revenue}"
                    ))
                    .help("raise the budget; budgets are enforced on revenue, so one conversion exhausts it")
                    .label(object.place(field), "the revenue of one conversion")
            },
        );
    }
}

pub(crate) fn revenue_share(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if !converts_as(offer, ConversionType::RevShare) {
        return;
    }
    let of_offer = [(offer, UpdateOffer::revenue), (offer, UpdateOffer::reward)];
    let of_events = offer
        .objects(UpdateOffer::offer_events)
        .flat_map(|event| [(event, Event::revenue), (event, Event::reward)]);
    for (object, field) in of_offer.into_iter().chain(of_events) {
        if object.number(field).is_some_and(|percentage| percentage > 100.0) {
            ctx.report(&REVSHARE_OVER_100, object.place(field), |builder| {
                let value = display_raw(builder.raw(object.slot(field).node));
                builder
                    .subject_is(format_args!(
                        "is {value}; on a RevShare offer it is a percentage of at most 100"
                    ))
                    .help("write the percentage of the purchase amount")
                    .label(offer.place(UpdateOffer::conversion_type), "the conversion type")
            });
        }
    }
}
