//! Events among each other: identity, positions, sequence.

use crate::contract::distinct::{self, Distinct};
use crate::contract::field_values::FieldValue;
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Evidence, Rule, Severity, rules};
use crate::fields::number::{ABOVE_ZERO, NumberLimit};
use crate::providers::gokart::conditions::{MULTI_EVENT, SINGLE_EVENT};
use crate::providers::gokart::examples;
use crate::providers::gokart::{Event, UpdateOffer};

rules! {
    /// Reports events of a SingleEvent offer. The page describes `offerEvents` as the events of
    /// multi-event offers. Change `offerType` to MultiEvent, or remove the events.
    EVENTS_ON_SINGLE_EVENT = "events-on-single-event": "a SingleEvent offer lists events" {}
    bad: examples::multi_event(r#"{"offerType": "SingleEvent"}"#).at(&["/offerEvents"]),
    good: examples::update(r#"{"offerEvents": []}"#),

    /// Reports two events with the same `id`; letter case is ignored. The id identifies one event.
    /// Give each event an id of its own.
    DUPLICATE_EVENT_ID = "duplicate-event-id": "two events have the same `id`" {}
    bad: examples::multi_event(
        r#"{"offerEvents": [{"id": "5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d"}, {"id": "5B03D969-1F0E-4B7E-9D2A-0C5F3A6B7C8D"}]}"#,
    ).at(&["/offerEvents/1/id"]),
    good: examples::multi_event("{}"),

    /// Reports two events with the same `eventId`; white space at the ends is ignored. A postback
    /// must match exactly one event. Give each event an `eventId` of its own.
    DUPLICATE_EVENT_EXTERNAL_ID = "duplicate-event-external-id": "two events have the same `eventId`" {
        evidence: Evidence::Vendor("GoKart guide on multi-event conversion tracking"),
    }
    bad: examples::multi_event(r#"{"offerEvents": [{"eventId": "level_1"}, {"eventId": "level_1"}]}"#)
        .at(&["/offerEvents/1/eventId"]),
    good: examples::multi_event(r#"{"offerEvents": [{"eventId": "level_1"}, {"eventId": "level_2"}]}"#),

    /// Reports two events with the same `displayOrder`. The vendor's guide numbers events
    /// sequentially, so each has one position. Give each event a position of its own. Gaps and a
    /// start at 0 are accepted.
    DUPLICATE_DISPLAY_ORDER = "duplicate-display-order": "two events have the same `displayOrder`" {
        evidence: Evidence::Vendor("GoKart guide on the display order of events"),
    }
    bad: examples::multi_event(r#"{"offerEvents": [{"displayOrder": 1}, {"displayOrder": 1.0}]}"#)
        .at(&["/offerEvents/1/displayOrder"]),
    good: examples::multi_event(r#"{"offerEvents": [{"displayOrder": 0}, {"displayOrder": 4}]}"#),

    /// Reports two events with the same `sequenceNumber`. Two events cannot be the same step of a
    /// sequence. Give each event a number of its own, or null if it does not depend on the others.
    DUPLICATE_SEQUENCE_NUMBER = "duplicate-sequence-number": "two events have the same `sequenceNumber`" {}
    bad: examples::multi_event(r#"{"offerEvents": [{"sequenceNumber": 1}, {"sequenceNumber": 1}]}"#)
        .at(&["/offerEvents/1/sequenceNumber"]),
    good: examples::multi_event(r#"{"offerEvents": [{"sequenceNumber": null}, {"sequenceNumber": null}]}"#),

    /// Reports a `displayOrder` or a `sequenceNumber` with a fraction. Both are positions, which
    /// are counted in whole numbers. Write a whole number.
    ORDER_NOT_INTEGER = "order-not-integer": "an event's position has a fraction" {}
    bad: examples::multi_event(r#"{"offerEvents": [{"displayOrder": 1.5}]}"#).at(&["/offerEvents/0/displayOrder"]),
    good: examples::multi_event(r#"{"offerEvents": [{"displayOrder": 7}]}"#),

    /// Reports a `minTimeFromPreviousEvent` above 0 on an event whose `sequenceNumber` is null.
    /// Such an event is independent and has no previous event. Give the event a `sequenceNumber`,
    /// or write null for the time.
    MIN_TIME_WITHOUT_SEQUENCE = "min-time-without-sequence": "an event outside the sequence has a time from the previous event" {}
    bad: examples::multi_event(r#"{"offerEvents": [{"sequenceNumber": null, "minTimeFromPreviousEvent": 24}]}"#)
        .at(&["/offerEvents/0/minTimeFromPreviousEvent"]),
    good: examples::multi_event(r#"{"offerEvents": [{"sequenceNumber": 3, "minTimeFromPreviousEvent": 24}]}"#),

    /// Reports a `deadlineDays` of 0 or less. Nobody could complete the event in time. Write the
    /// number of days, or null for no deadline.
    DEADLINE_NOT_POSITIVE = "deadline-not-positive": "an event's deadline is 0 days or less" {}
    bad: examples::multi_event(r#"{"offerEvents": [{"deadlineDays": 0}]}"#).at(&["/offerEvents/0/deadlineDays"]),
    good: examples::multi_event(r#"{"offerEvents": [{"deadlineDays": null}, {"deadlineDays": 0.5}]}"#),

    /// Reports values of `displayOrder` that are not 1 to N. The vendor's guide numbers events
    /// sequentially from 1. Number the events without gaps. The rule is off by default because the
    /// server may renumber events, and samples start at 0.
    DISPLAY_ORDER_GAP = "display-order-gap": "the display positions are not 1 to N" {
        severity: Severity::Info,
        on: false,
    }
    bad: examples::multi_event(r#"{"offerEvents": [{"displayOrder": 1}, {"displayOrder": 3}]}"#).at(&["/offerEvents/1/displayOrder"]),
    good: examples::multi_event(r#"{"offerEvents": [{"displayOrder": 2}, {"displayOrder": 1}]}"#),

    /// Reports values of `sequenceNumber` that are not 1 to N; independent events do not count. A
    /// gap may mean that an event is missing. Number the events without gaps. The rule is off by
    /// default because no page requires this.
    SEQUENCE_GAP = "sequence-gap": "the sequence numbers are not 1 to N" {
        severity: Severity::Info,
        on: false,
    }
    bad: examples::multi_event(r#"{"offerEvents": [{"sequenceNumber": 1}, {"sequenceNumber": 3}]}"#).at(&["/offerEvents/1/sequenceNumber"]),
    good: examples::multi_event(r#"{"offerEvents": [{"sequenceNumber": 1}, {"sequenceNumber": null}]}"#),
}

/// A position without a fraction.
pub(crate) static WHOLE: NumberLimit = NumberLimit {
    rule: &ORDER_NOT_INTEGER,
    least: f64::NEG_INFINITY,
    whole: true,
    predicate: ["is ", "; a position must be a whole number"],
    help: "number the events 1, 2, 3 and so on",
};

/// A deadline above 0.
pub(crate) static DEADLINE: NumberLimit = NumberLimit {
    rule: &DEADLINE_NOT_POSITIVE,
    least: ABOVE_ZERO,
    whole: false,
    predicate: ["is ", "; a deadline must be above 0"],
    help: "write the number of days, or null for no deadline",
};

pub(crate) fn single_event(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let listed =
        matches!(offer.value(UpdateOffer::offer_events), FieldValue::Objects { length: 1.., .. });
    if listed && ctx.conditions.hold(SINGLE_EVENT) {
        let offer_type = ctx.conditions.node(MULTI_EVENT);
        ctx.report(&EVENTS_ON_SINGLE_EVENT, offer.place(UpdateOffer::offer_events), |builder| {
            builder
                .subject_is("has events, but `offerType` is \"SingleEvent\"")
                .help("change `offerType` to \"MultiEvent\", or remove the events")
                .label(Place::Node(offer_type), "the offer type")
        });
    }
}

pub(crate) fn sequence(event: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let waits = event.number(Event::min_time_from_previous_event).is_some_and(|time| time > 0.0);
    if waits && event.is_null(Event::sequence_number) {
        ctx.report(
            &MIN_TIME_WITHOUT_SEQUENCE,
            event.place(Event::min_time_from_previous_event),
            |builder| {
                let field = Event::min_time_from_previous_event;
                let time = display_raw(builder.raw(event.slot(field).node));
                builder
                    .subject_is(format_args!("is {time}, but `sequenceNumber` is null"))
                    .help("give the event a `sequenceNumber`, or write null; an independent event has no previous one")
                    .label(event.place(Event::sequence_number), "null makes the event independent")
            },
        );
    }
}

/// Reports events that share a value which must be unique.
pub(crate) fn distinct(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let fields = [
        (Event::id, &DUPLICATE_EVENT_ID, "the id", "an id of its own"),
        (
            Event::event_id,
            &DUPLICATE_EVENT_EXTERNAL_ID,
            "the `eventId`",
            "an id of its own; a postback must match exactly one event",
        ),
        (
            Event::display_order,
            &DUPLICATE_DISPLAY_ORDER,
            "the display position",
            "a position of its own",
        ),
        (
            Event::sequence_number,
            &DUPLICATE_SEQUENCE_NUMBER,
            "the sequence number",
            "a number of its own, or null if it is independent",
        ),
    ];
    let fields = fields.map(|(field, rule, role, own)| Distinct {
        field,
        folds_case: field == Event::id,
        rule,
        role,
        object: "event",
        own,
    });
    distinct::check(offer, UpdateOffer::offer_events, fields, ctx);
    gaps(offer, Event::display_order, &DISPLAY_ORDER_GAP, "display position", ctx);
    gaps(offer, Event::sequence_number, &SEQUENCE_GAP, "sequence number", ctx);
}

/// Reports the first position that differs from 1 to N.
fn gaps(
    offer: ObjectView<'_, '_>,
    field: usize,
    rule: &'static Rule,
    noun: &str,
    ctx: &mut LintContext<'_, '_>,
) {
    if !ctx.wants(rule) {
        return;
    }
    let mut placed: Vec<_> = offer
        .objects(UpdateOffer::offer_events)
        .filter_map(|event| Some((event.number(field)?, event)))
        .collect();
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let wrong = placed.iter().enumerate().find(|(index, (order, _))| *order != (index + 1) as f64);
    if let Some((index, (_, event))) = wrong {
        ctx.report(rule, event.place(field), |builder| {
            let value = display_raw(builder.raw(event.slot(field).node));
            builder
                .subject_is(format_args!("is {value}; the next {noun} must be {}", index + 1))
                .help("number the events from 1 without gaps")
        });
    }
}
