//! Budget and revenue.

use std::cmp::Ordering;

use crate::gokart::vocabulary::ConversionType;
use crate::gokart::{Event, UpdateOffer};
use crate::kind::number::{ABOVE_ZERO, NumberLint};
use crate::payload::exact::{Operand, is_below};
use crate::payload::facts::Object;
use crate::payload::scope::Scope;
use crate::quoted::as_written;
use crate::rule::{Evidence, Example, rules};

rules! {
    /// The budget is 0 or less, which stops the offer.
    BUDGET_NOT_POSITIVE = "budget-not-positive": "the budget is 0 or less" {}
    bad: Example::gokart(r#"{"budgetAmount": 0}"#).at(&["/budgetAmount"]),
    good: Example::gokart(r#"{"budgetAmount": 1000}"#),

    /// The budget of a FlatRate offer is below the revenue of a single conversion (of a
    /// multi-event offer: of the dearest event that has revenue). Budgets are enforced on revenue,
    /// so the first conversion exhausts it.
    BUDGET_BELOW_ONE_CONVERSION = "budget-below-one-conversion": "the budget does not cover one conversion" {
        evidence: Evidence::Vendor("GoKart guide on budget and conversion caps"),
    }
    bad: Example::gokart(r#"{"budgetAmount": 20, "revenue": 30}"#).at(&["/budgetAmount"]),
    good: Example::gokart(r#"{"budgetAmount": 30, "revenue": 30}"#),

    /// A revenue or reward of a RevShare offer is over 100. There the values are percentages of
    /// the purchase.
    REVSHARE_OVER_100 = "revshare-over-100": "a percentage is over 100" {
        evidence: Evidence::Vendor("GoKart release notes 1.0.5"),
    }
    bad: Example::gokart(r#"{"conversionType": "RevShare", "revenue": 150}"#).at(&["/revenue"]),
    good: Example::gokart(r#"{"conversionType": "RevShare", "revenue": 15}"#),
}

/// A budget with something in it.
pub(crate) static BUDGET_POSITIVE: NumberLint = NumberLint {
    rule: &BUDGET_NOT_POSITIVE,
    least: ABOVE_ZERO,
    whole: false,
    says: |raw| format!("the budget is {raw}"),
    help: "a budget of nothing stops the offer; write an amount above 0",
};

fn converts_as(offer: Object<'_, '_>, kind: ConversionType) -> bool {
    offer.word(UpdateOffer::conversion_type) == Some(kind as u8)
}

pub(crate) fn budget(offer: Object<'_, '_>, scope: &mut Scope<'_, '_>) {
    if offer.number(UpdateOffer::budget_amount).is_none_or(|budget| budget <= 0.0)
        || !converts_as(offer, ConversionType::FlatRate)
    {
        return;
    }
    let above = |(object, field): &Operand<'_, '_>| {
        is_below((offer, UpdateOffer::budget_amount), (*object, *field), scope)
    };
    let dearest = if scope.conditions.single_event() {
        Some((offer, UpdateOffer::revenue)).filter(above)
    } else if scope.conditions.multi_event() {
        offer
            .objects(UpdateOffer::offer_events)
            .filter(|event| event.flag(Event::has_revenue) == Some(true))
            .map(|event| (event, Event::revenue))
            .filter(above)
            .max_by(|a, b| a.0.number(a.1).partial_cmp(&b.0.number(b.1)).unwrap_or(Ordering::Equal))
    } else {
        None
    };
    if let Some((object, field)) = dearest {
        scope.report(
            &BUDGET_BELOW_ONE_CONVERSION,
            offer.place(UpdateOffer::budget_amount),
            |draft| {
                let budget = as_written(draft.raw(offer.slot(UpdateOffer::budget_amount).node));
                let revenue = as_written(draft.raw(object.slot(field).node));
                draft
                    .says(format_args!(
                        "the budget is {budget}, below the revenue of {revenue} for one conversion"
                    ))
                    .help("the budget is spent on revenue: the first conversion exhausts it")
                    .label(object.place(field), "the revenue of one conversion")
            },
        );
    }
}

pub(crate) fn revenue_share(offer: Object<'_, '_>, scope: &mut Scope<'_, '_>) {
    if !converts_as(offer, ConversionType::RevShare) {
        return;
    }
    let of_offer = [(offer, UpdateOffer::revenue), (offer, UpdateOffer::reward)];
    let of_events = offer
        .objects(UpdateOffer::offer_events)
        .flat_map(|event| [(event, Event::revenue), (event, Event::reward)]);
    for (object, field) in of_offer.into_iter().chain(of_events) {
        if object.number(field).is_some_and(|percentage| percentage > 100.0) {
            scope.report(&REVSHARE_OVER_100, object.place(field), |draft| {
                let value = as_written(draft.raw(object.slot(field).node));
                draft
                    .says(format_args!(
                        "`{}` is {value}, but RevShare amounts are percentages",
                        object.name(field)
                    ))
                    .help("the value is a percentage of the purchase, at most 100")
                    .label(offer.place(UpdateOffer::conversion_type), "the offer shares revenue")
            });
        }
    }
}
