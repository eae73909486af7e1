//! An offer's changes over time.

use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Severity, rules};
use crate::providers::tracklysms::examples;
use crate::providers::tracklysms::values::Status;
use crate::providers::tracklysms::{Offer, UpdateOffer};

rules! {
    /// Reports an update without a body parameter; members that only the server sets and unknown
    /// ones do not count. The update is valid, but has no effect. Send at least one body parameter.
    EMPTY_UPDATE = "empty-update": "an update changes nothing" {}
    bad: examples::update("{}").at(&[""]),
    good: examples::update(r#"{"payout": 3.00}"#),

    /// Reports an `updated_at` before `created_at`. An offer cannot be updated before it is
    /// created, so one of the times is wrong. Check both; times without an offset are UTC.
    UPDATED_BEFORE_CREATED = "updated-before-created": "an offer was updated before it was created" {}
    bad: Example::members_of(
        "tracklysms/get-offer",
        r#"{"created_at": "2025-11-01T14:30:00Z", "updated_at": "2025-10-31T14:30:00Z"}"#,
    ).at(&["/updated_at"]),
    good: Example::members_of(
        "tracklysms/get-offer",
        r#"{"created_at": "2025-11-01T14:30:00", "updated_at": "2025-11-01T14:30:00Z"}"#,
    ),

    /// Reports an update that sets `status` to archived. The page describes this as a soft delete:
    /// lists leave the offer out unless the query asks for archived offers. Use "paused" to stop an
    /// offer for a while. The rule is off by default because archiving may be intended.
    ARCHIVE_IS_DELETE = "archive-is-delete": "an update archives the offer" {
        severity: Severity::Info,
        on: false,
        evidence: Evidence::Stated(examples::UPDATE_PAGE),
    }
    bad: examples::update(r#"{"status": "archived"}"#).at(&["/status"]),
    good: examples::update(r#"{"status": "paused"}"#),
}

pub(crate) fn empty_update(update: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if update.entry().seen == 0 {
        ctx.report(&EMPTY_UPDATE, Place::Document, |builder| {
            builder
                .message("the update has no body parameter, so it changes nothing")
                .help("add the fields to change, such as `status`")
        });
    }
}

pub(crate) fn archive(update: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if update.variant(UpdateOffer::status) == Some(Status::Archived as u8) {
        ctx.report(&ARCHIVE_IS_DELETE, update.place(UpdateOffer::status), |builder| {
            builder
                .subject_is("is \"archived\", which is a soft delete of the offer")
                .help("use \"paused\" to stop the offer for a while")
        });
    }
}

pub(crate) fn timestamps(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let created = offer.instant(Offer::created_at);
    let updated = offer.instant(Offer::updated_at);
    if updated < created && updated.is_some() {
        ctx.report(&UPDATED_BEFORE_CREATED, offer.place(Offer::updated_at), |builder| {
            let node = offer.slot(Offer::created_at).node;
            let created = display_raw(builder.raw(node));
            let updated = display_raw(builder.raw(offer.slot(Offer::updated_at).node));
            builder
                .subject_is(format_args!(
                    "is {updated}, before the creation: `created_at` is {created}"
                ))
                .help("check both times; those without an offset are UTC")
                .label(Place::Node(node), "the creation")
        });
    }
}
