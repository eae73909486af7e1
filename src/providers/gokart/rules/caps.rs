//! Caps against each other: of one offer or event, and of events against their offer.

use crate::contract::compare_numbers::{self, Operand};
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Evidence, Severity, rules};
use crate::providers::gokart::conditions::{MULTI_EVENT, SINGLE_EVENT};
use crate::providers::gokart::examples;
use crate::providers::gokart::{Event, UpdateOffer};

rules! {
    /// Reports a cap that is smaller than the cap of the next shorter period that is present, in
    /// the order daily, weekly, monthly, all time. The cap of the shorter period can then never be
    /// reached. Raise the longer cap or lower the shorter one. Equal caps are accepted; absent,
    /// null and invalid caps are skipped.
    CAP_ORDER = "cap-order": "a cap is smaller than the cap of a shorter period" {
        severity: Severity::Error,
        evidence: Evidence::Requested("cap consistency"),
    }
    bad: examples::update(r#"{"dailyCap": 100, "weeklyCap": 50}"#).at(&["/weeklyCap"]),
    good: examples::update(r#"{"dailyCap": 100, "weeklyCap": 500, "allTimeCap": 500}"#),

    /// Reports an event's cap that is larger than the offer's cap of the same period. The offer's
    /// cap is reached first, so the event's cap has no effect. Lower the event's cap or raise the
    /// offer's. SingleEvent offers are not checked, because events belong to multi-event offers.
    EVENT_CAP_ABOVE_OFFER_CAP = "event-cap-above-offer-cap": "an event's cap is larger than the offer's" {
        evidence: Evidence::Requested("cap consistency"),
    }
    bad: examples::multi_event(r#"{"dailyCap": 100, "offerEvents": [{"dailyCap": 500}]}"#)
        .at(&["/offerEvents/0/dailyCap"])
        .also(&[("offer-cap-on-multi-event", "/dailyCap")]),
    good: examples::multi_event(r#"{"offerEvents": [{"dailyCap": 100}]}"#),

    /// Reports a cap at offer level on a MultiEvent offer. The vendor's custom integration API
    /// refuses it, and a guide says that caps of multi-event offers belong to their events. Move
    /// the cap into the events.
    OFFER_CAP_ON_MULTI_EVENT = "offer-cap-on-multi-event": "a MultiEvent offer has a cap of its own" {
        evidence: Evidence::Vendor("GoKart release notes 1.0.3 and guide on budget and conversion caps"),
    }
    bad: examples::multi_event(r#"{"dailyCap": 100}"#).at(&["/dailyCap"]),
    good: examples::multi_event(r#"{"offerEvents": [{"dailyCap": 100}]}"#),

    /// Reports a cap that can never be reached because the caps of shorter periods add up to less:
    /// a weekly cap over 7 daily caps, a monthly cap over 31 daily or 5 weekly ones. Such a cap has
    /// no effect. Lower it or leave it out. The rule is off by default because such caps are common
    /// and harmless.
    CAP_NEVER_BINDS = "cap-never-binds": "a cap can never be reached" {
        severity: Severity::Info,
        on: false,
    }
    bad: examples::update(r#"{"dailyCap": 10, "weeklyCap": 100}"#).at(&["/weeklyCap"]),
    good: examples::update(r#"{"dailyCap": 10, "weeklyCap": 70}"#),
}

const OFFER: [usize; 4] = [
    UpdateOffer::daily_cap,
    UpdateOffer::weekly_cap,
    UpdateOffer::monthly_cap,
    UpdateOffer::all_time_cap,
];
const EVENT: [usize; 4] =
    [Event::daily_cap, Event::weekly_cap, Event::monthly_cap, Event::all_time_cap];

/// The largest number of shorter periods in a longer one.
const FITS: [(usize, usize, f64); 3] = [(0, 1, 7.0), (0, 2, 31.0), (1, 2, 5.0)];

/// Whether one cap is less than another.
fn less_than(a: Operand<'_, '_>, b: Operand<'_, '_>, ctx: &LintContext<'_, '_>) -> bool {
    [a, b].iter().all(|(object, field)| cap(*object, *field).is_some())
        && compare_numbers::less_than(a, b, ctx)
}

/// A cap that takes part in comparisons.
fn cap(object: ObjectView<'_, '_>, field: usize) -> Option<f64> {
    object.number(field).filter(|cap| *cap >= 1.0)
}

pub(crate) fn offer(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    order(offer, OFFER, ctx);
    if !ctx.conditions.hold(MULTI_EVENT) {
        return;
    }
    let offer_type = ctx.conditions.node(MULTI_EVENT);
    for field in OFFER {
        if offer.number(field).is_some() {
            ctx.report(&OFFER_CAP_ON_MULTI_EVENT, offer.place(field), |builder| {
                let cap = display_raw(builder.raw(offer.slot(field).node));
                builder
                    .subject_is(format_args!(
                        "is {cap}, but on a MultiEvent offer caps belong to the events"
                    ))
                    .help("move the cap into `offerEvents`")
                    .label(Place::Node(offer_type), "the offer type")
            });
        }
    }
}

pub(crate) fn events(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    // Events of a SingleEvent offer have no effect.
    let compares = !ctx.conditions.hold(SINGLE_EVENT)
        && OFFER.iter().any(|field| cap(offer, *field).is_some());
    for event in offer.objects(UpdateOffer::offer_events) {
        order(event, EVENT, ctx);
        for (of_event, of_offer) in EVENT.into_iter().zip(OFFER).filter(|_| compares) {
            if less_than((offer, of_offer), (event, of_event), ctx) {
                report_above(offer, of_offer, event, of_event, ctx);
            }
        }
    }
}

fn report_above(
    offer: ObjectView<'_, '_>,
    of_offer: usize,
    event: ObjectView<'_, '_>,
    of_event: usize,
    ctx: &mut LintContext<'_, '_>,
) {
    ctx.report(&EVENT_CAP_ABOVE_OFFER_CAP, event.place(of_event), |builder| {
        let own = display_raw(builder.raw(event.slot(of_event).node));
        let limit = display_raw(builder.raw(offer.slot(of_offer).node));
        builder
            .subject_is(format_args!("is {own} on the event, above the offer's cap of {limit}"))
            .help("lower the event's cap or raise the offer's, which is reached first")
            .label(offer.place(of_offer), "the offer's cap")
    });
}

fn order(object: ObjectView<'_, '_>, fields: [usize; 4], ctx: &mut LintContext<'_, '_>) {
    if !ascend(object, fields) {
        let present = fields.into_iter().filter(|field| cap(object, *field).is_some());
        for (shorter, longer) in present.clone().zip(present.skip(1)) {
            if less_than((object, longer), (object, shorter), ctx) {
                report_order(object, shorter, longer, ctx);
            }
        }
    }
    if ctx.wants(&CAP_NEVER_BINDS) {
        never_binds(object, fields, ctx);
    }
}

/// Whether each cap is certainly above those before it: the common case.
fn ascend(object: ObjectView<'_, '_>, fields: [usize; 4]) -> bool {
    let (mut largest, mut ascend) = (0.0f64, true);
    for field in fields {
        let cap = cap(object, field).unwrap_or(f64::INFINITY);
        ascend &= cap > largest;
        largest = if cap == f64::INFINITY { largest } else { cap };
    }
    ascend
}

fn report_order(
    object: ObjectView<'_, '_>,
    shorter: usize,
    longer: usize,
    ctx: &mut LintContext<'_, '_>,
) {
    ctx.report(&CAP_ORDER, object.place(longer), |builder| {
        let (short_name, long_name) = (object.name(shorter), object.name(longer));
        let short = display_raw(builder.raw(object.slot(shorter).node));
        let long = display_raw(builder.raw(object.slot(longer).node));
        builder
            .message(format_args!("`{long_name}` is {long}, below the `{short_name}` of {short}"))
            .help(format!("raise `{long_name}` or lower `{short_name}`, which is never reached"))
            .label(object.place(shorter), format!("`{short_name}` is {short}"))
    });
}

fn never_binds(object: ObjectView<'_, '_>, fields: [usize; 4], ctx: &mut LintContext<'_, '_>) {
    for (shorter, longer, times) in FITS {
        let (short, long) = (fields[shorter], fields[longer]);
        let (Some(short_cap), Some(long_cap)) = (cap(object, short), cap(object, long)) else {
            continue;
        };
        if long_cap > short_cap * times {
            ctx.report(&CAP_NEVER_BINDS, object.place(long), |builder| {
                let name = object.name(short);
                let limit = display_raw(builder.raw(object.slot(short).node));
                let cap = display_raw(builder.raw(object.slot(long).node));
                builder
                    .subject_is(format_args!(
                        "is {cap}, over {times} times the `{name}` of {limit}"
                    ))
                    .help("lower it or leave it out; it is never reached")
                    .label(object.place(short), format!("`{name}` is {limit}"))
            });
            return;
        }
    }
}
