//! An offer's changes over time.

use crate::providers::tracklysms::examples;
use crate::contract::field_values::ObjectView;
use crate::contract::lint_context::LintContext;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Evidence, Example, Severity, rules};
use crate::providers::tracklysms::values::Status;
use crate::providers::tracklysms::{Offer, UpdateOffer};

rules! {
    /// An update without a single body parameter: legal, and without effect. Members that the
    /// server sets itself and unknown ones do not count.
    EMPTY_UPDATE = "empty-update": "an update changes nothing" {}
    bad: examples::update("{}").at(&[""]),
    good: examples::update(r#"{"payout": 3.00}"#),

    /// `updated_at` lies before `created_at`. Times without an offset are UTC.
    UPDATED_BEFORE_CREATED = "updated-before-created": "an offer was updated before it was created" {}
    bad: Example::members_of(
        "tracklysms/get-offer",
        r#"{"created_at": "2025-11-01T14:30:00Z", "updated_at": "2025-10-31T14:30:00Z"}"#,
    ).at(&["/updated_at"]),
    good: Example::members_of(
        "tracklysms/get-offer",
        r#"{"created_at": "2025-11-01T14:30:00", "updated_at": "2025-11-01T14:30:00Z"}"#,
    ),

    /// An update sets `status` to archived, which deletes the offer softly: it disappears from
    /// lists.
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
                .message("the update changes nothing")
                .help("only the members that are sent change the offer; send at least one")
        });
    }
}

pub(crate) fn archive(update: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if update.variant(UpdateOffer::status) == Some(Status::Archived as u8) {
        ctx.report(&ARCHIVE_IS_DELETE, update.place(UpdateOffer::status), |builder| {
            builder
                .message("setting `status` to \"archived\" deletes the offer softly")
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
                .message(format_args!("`updated_at` {updated} lies before `created_at`"))
                .help("times without an offset are UTC")
                .label(Place::Node(created), "created here")
        });
    }
}
