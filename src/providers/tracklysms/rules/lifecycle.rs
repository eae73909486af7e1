//! An offer's changes over time.

use crate::contract::field_values::ObjectView;
use crate::contract::lint_context::LintContext;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Evidence, Example, Severity, rules};
use crate::providers::tracklysms::examples;
use crate::providers::tracklysms::values::Status;
use crate::providers::tracklysms::{Offer, UpdateOffer};

rules! {
    /// Reports an update without a body parameter: it is valid, but has no effect. Members that only the
    /// server sets and unknown ones do not count.
    EMPTY_UPDATE = "empty-update": "an update changes nothing" {}
    bad: examples::update("{}").at(&[""]),
    good: examples::update(r#"{"payout": 3.00}"#),

    /// Reports `updated_at` before `created_at`. Times without an offset are UTC.
    UPDATED_BEFORE_CREATED = "updated-before-created": "an offer was updated before it was created" {}
    bad: Example::members_of(
        "tracklysms/get-offer",
        r#"{"created_at": "2025-11-01T14:30:00Z", "updated_at": "2025-10-31T14:30:00Z"}"#,
    ).at(&["/updated_at"]),
    good: Example::members_of(
        "tracklysms/get-offer",
        r#"{"created_at": "2025-11-01T14:30:00", "updated_at": "2025-11-01T14:30:00Z"}"#,
    ),

    /// Reports an update that sets `status` to archived. It deletes the offer softly: the offer
    /// disappears from lists.
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
                .message("the update changes nothing: it has no body parameter")
                .help("send at least one body parameter")
        });
    }
}

pub(crate) fn archive(update: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if update.variant(UpdateOffer::status) == Some(Status::Archived as u8) {
        ctx.report(&ARCHIVE_IS_DELETE, update.place(UpdateOffer::status), |builder| {
            builder
                .subject_is("is \"archived\", which deletes the offer softly")
                .help("use \"paused\" to stop it for a while")
        });
    }
}

pub(crate) fn timestamps(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let created = offer.instant(Offer::created_at);
    let updated = offer.instant(Offer::updated_at);
    if updated < created && updated.is_some() {
        ctx.report(&UPDATED_BEFORE_CREATED, offer.place(Offer::updated_at), |builder| {
            let created = offer.slot(Offer::created_at).node;
            let updated = display_raw(builder.raw(offer.slot(Offer::updated_at).node));
            builder
                .subject_is(format_args!("is {updated}, before `created_at`"))
                .help("check both times; those without an offset are UTC")
                .label(Place::Node(created), "the time of creation")
        });
    }
}
