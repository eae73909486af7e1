//! A page of offers: its arithmetic, its ids, and what was asked for.

use crate::contract::distinct::duplicate_pairs;
use crate::contract::field_values::FieldValue;
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, rules};
use crate::json::decimal::{Decimal, EXACT};
use crate::providers::tracklysms::examples;
use crate::providers::tracklysms::values::Status;
use crate::providers::tracklysms::{Offer, OfferPage, Pagination};

rules! {
    /// Reports numbers of `pagination` that contradict each other or the length of `offers`. A
    /// client that relies on them misses offers or requests pages that do not exist. Compute
    /// `total_pages` as `total` divided by `per_page`, rounded up (0 or 1 if there are no offers),
    /// and fill every page but the last, as both published examples do.
    PAGINATION_INCONSISTENT = "pagination-inconsistent": "the numbers of a list response contradict each other" {}
    bad: Example::members_of(
        "tracklysms/list-offers",
        r#"{"offers": [{}, {}], "pagination": {"page": 1, "per_page": 2, "total": 3, "total_pages": 1}}"#,
    ).at(&["/pagination/total_pages"]),
    good: Example::members_of(
        "tracklysms/list-offers",
        r#"{"offers": [{}, {}], "pagination": {"page": 1, "per_page": 2, "total": 3, "total_pages": 2}}"#,
    ),

    /// Reports an offer that a list contains twice. The id identifies one offer, so a client would
    /// process the offer twice. Check whether pages overlap.
    DUPLICATE_OFFER_ID = "duplicate-offer-id": "a list contains an offer twice" {}
    bad: Example::members_of(
        "tracklysms/list-offers",
        r#"{"offers": [{"id": "664f1a2b3c4d5e6f7a8b9c0d"}, {"id": "664f1a2b3c4d5e6f7a8b9c0d"}]}"#,
    ).at(&["/offers/1/id"]),
    good: Example::members_of(
        "tracklysms/list-offers",
        r#"{"offers": [{"id": "664f1a2b3c4d5e6f7a8b9c0d"}, {"id": "664f1a2b3c4d5e6f7a8b9c0e"}]}"#,
    ),

    /// Reports an offer with a status that the query did not ask for: another than the requested
    /// one, or archived if the query has no status. The page says that the filter selects offers by
    /// status, and that archived offers are left out without one. Check that the response belongs
    /// to the query. Without a known query nothing is reported.
    LIST_STATUS_MISMATCH = "list-status-mismatch": "an offer has a status that the query did not ask for" {
        evidence: Evidence::Stated(examples::LIST_PAGE),
    }
    bad: Example::members_of(
        "tracklysms/list-offers", r#"{"offers": [{"status": "archived"}, {}]}"#)
        .request("GET /v2/offers")
        .at(&["/offers/0/status"]),
    good: Example::members_of(
        "tracklysms/list-offers",
        r#"{"offers": [{"status": "archived"}, {"status": "archived"}]}"#,
    ).request("GET /v2/offers?status=archived"),
}

pub(crate) fn pagination(list: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let Some(pagination) = list.objects(OfferPage::pagination).next() else { return };
    let count = |field| count(pagination, field, ctx);
    let (Some(total), Some(per_page @ 1..)) =
        (count(Pagination::total), count(Pagination::per_page))
    else {
        return;
    };
    let page = count(Pagination::page);
    if let Some(total_pages) = count(Pagination::total_pages) {
        let expected = total.div_ceil(per_page);
        if total_pages != expected && !(total == 0 && total_pages == 1) {
            ctx.report(
                &PAGINATION_INCONSISTENT,
                pagination.place(Pagination::total_pages),
                |builder| {
                    builder
                        .subject_is(format_args!(
                            "is {total_pages}, but {total} offers with {per_page} a page need {expected}"
                        ))
                        .help("compute it as `total` divided by `per_page`, rounded up")
                        .label(pagination.place(Pagination::total), "the total")
                        .label(pagination.place(Pagination::per_page), "the size of a page")
                },
            );
            return;
        }
    }
    let listed = list.slot(OfferPage::offers);
    let (FieldValue::Objects { .. }, Some(page @ 1..)) = (listed.value, page) else { return };
    let length = match ctx.document {
        Some(document) => document.items(listed.node).count(),
        None => list.objects(OfferPage::offers).count(),
    } as u128;
    let before = (page - 1).saturating_mul(per_page);
    let expected = total.saturating_sub(before).min(per_page);
    if length != expected {
        let s = if length == 1 { "" } else { "s" };
        ctx.report(&PAGINATION_INCONSISTENT, list.place(OfferPage::offers), |builder| {
            builder
                .subject_is(format_args!(
                    "has {length} item{s}; page {page} of {total} offers with {per_page} a page must have {expected}"
                ))
                .help("check the numbers of `pagination`; every page but the last is full")
                .label(pagination.place(Pagination::total), "the total")
        });
    }
}

/// The exact value of a count; none if it is negative or has a fraction.
fn count(pagination: ObjectView<'_, '_>, field: usize, ctx: &LintContext<'_, '_>) -> Option<u128> {
    let number =
        pagination.number(field).filter(|number| *number >= 0.0 && number.fract() == 0.0)?;
    if number < EXACT {
        return Some(number as u128);
    }
    Decimal::parse(ctx.document?.raw(pagination.slot(field).node)).to_integer()
}

pub(crate) fn duplicate_ids(list: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let offers: Vec<_> = list
        .objects(OfferPage::offers)
        .filter_map(|offer| Some((offer, offer.text(Offer::id)?.decode())))
        .collect();
    for (first, again) in duplicate_pairs(offers.iter().map(|(_, id)| id)) {
        let (offer, id) = &offers[again];
        ctx.report(&DUPLICATE_OFFER_ID, offer.place(Offer::id), |builder| {
            builder
                .subject_is(format_args!("is {}, already the id of an earlier offer", quoted(id)))
                .help("check whether pages overlap; an id identifies one offer")
                .label(offers[first].0.place(Offer::id), "the earlier offer")
        });
    }
}

pub(crate) fn status(list: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if ctx.context.query.is_none() {
        return;
    }
    let asked = ctx.context.query_value("status");
    let requested = match asked.map(|asked| Status::VALUES.iter().position(|value| *value == asked))
    {
        Some(None) => return,
        Some(Some(index)) => Some(index),
        None => None,
    };
    for offer in list.objects(OfferPage::offers) {
        let Some(variant) = offer.variant(Offer::status).map(usize::from) else { continue };
        let fits = match requested {
            Some(expected) => variant == expected,
            None => variant != Status::Archived as usize,
        };
        if !fits {
            ctx.report(&LIST_STATUS_MISMATCH, offer.place(Offer::status), |builder| {
                let builder =
                    builder.label(Place::Parameter("@query/status"), "the status in the query");
                match requested {
                    Some(expected) => builder
                        .subject_is(format_args!(
                            "is \"{}\", but the query asks for \"{}\"",
                            Status::VALUES[variant],
                            Status::VALUES[expected]
                        ))
                        .help("check whether this response belongs to the query"),
                    None => builder
                        .subject_is("is \"archived\", but the query has no `status`")
                        .help("add `status=archived` to the query to list archived offers"),
                }
            });
        }
    }
}
