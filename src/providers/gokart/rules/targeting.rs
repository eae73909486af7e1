//! Who sees an offer: required lists, states of the countries, genders; and the link's macro.

use crate::contract::field_values::FieldValue;
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Evidence, Severity, rules};
use crate::fields::country::is_country;
use crate::fields::id_list::state_country;
use crate::fields::url::{HttpUrl, UrlRule};
use crate::json::{Document, NodeId, Tag};
use crate::providers::gokart::UpdateOffer;
use crate::providers::gokart::conditions::{COST_DATA, MULTI_EVENT};
use crate::providers::gokart::examples;

rules! {
    /// Reports a required list without items. The page requires the list, and an empty one has no
    /// content. For `offerEvents` of a MultiEvent offer and `offerCostReportInfo` while cost data
    /// is sent it is an error, because the page requires fields of their items; for categories,
    /// countries and creatives it is a warning. Add an item.
    REQUIRED_ARRAY_EMPTY = "required-array-empty": "a required list is empty" {
        evidence: Evidence::Stated(examples::PAGE),
    }
    bad: examples::update(r#"{"creatives": []}"#).at(&["/creatives"]),
    good: examples::update(r#"{"offerEvents": [], "offerCostReportInfo": []}"#),

    /// Reports a state code whose country is not among the country codes. ISO 3166-2 codes start
    /// with the code of their country, so the offer targets a state outside its countries. Add the
    /// country or remove the state. It is checked only if all countries are written as codes.
    STATE_COUNTRY_MISMATCH = "state-country-mismatch": "a state belongs to a country that is not listed" {
        evidence: Evidence::Standard("ISO 3166-2"),
    }
    bad: examples::update(r#"{"countryIds": ["US"], "countryStateIds": ["CA-ON"]}"#)
        .at(&["/countryStateIds/0"])
        .also(&[("id-code-instead-of-uuid", "/countryIds/0"), ("id-code-instead-of-uuid", "/countryStateIds/0")]),
    good: examples::update(r#"{"countryIds": ["5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d"]}"#),

    /// Reports a `showAtBottomToAllUnselectedGenders` of true while `genderIds` selects no gender.
    /// The flag then has no effect. Add `genderIds`, or leave the flag out. The rule is off by
    /// default because the flag is harmless.
    GENDER_FALLBACK_WITHOUT_GENDERS = "gender-fallback-without-genders": "a flag for unselected genders is set, but no gender is selected" {
        severity: Severity::Info,
        on: false,
    }
    bad: examples::update(r#"{"showAtBottomToAllUnselectedGenders": true}"#)
        .at(&["/showAtBottomToAllUnselectedGenders"]),
    good: examples::update(
        r#"{"showAtBottomToAllUnselectedGenders": true, "genderIds": ["5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d"]}"#,
    ),

    /// Reports a tracking link without `{gk_click_id}`. Conversions are matched by the click id; it
    /// is appended automatically for many tracking systems, but not for all. Add the macro, unless
    /// it is appended for yours. The rule is off by default for that reason.
    TRACKING_LINK_MISSING_CLICK_MACRO = "tracking-link-missing-click-macro": "the tracking link has no `{gk_click_id}`" {
        severity: Severity::Info,
        on: false,
        evidence: Evidence::Vendor("GoKart guide on macros"),
    }
    bad: examples::update(r#"{"trackingSystemLink": "https://track.example.com/c"}"#).at(&["/trackingSystemLink"]),
    good: examples::update(r#"{"trackingSystemLink": "https://track.example.com/c?id={gk_click_id}"}"#),
}

pub(crate) fn empty_lists(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let conditions = ctx.conditions;
    let lists = [
        (UpdateOffer::category_ids, "the id of a category", Some(Severity::Warning), None),
        (UpdateOffer::country_ids, "the id of a country", Some(Severity::Warning), None),
        (UpdateOffer::creatives, "a creative", Some(Severity::Warning), None),
        (
            UpdateOffer::offer_events,
            "an event",
            conditions.hold(MULTI_EVENT).then_some(Severity::Error),
            Some((conditions.node(MULTI_EVENT), "required because this is \"MultiEvent\"")),
        ),
        (
            UpdateOffer::offer_cost_report_info,
            "the app whose cost is reported",
            conditions.hold(COST_DATA).then_some(Severity::Error),
            Some((conditions.node(COST_DATA), "required because this is true")),
        ),
    ];
    for (field, item, severity, because) in lists {
        let empty = matches!(
            offer.value(field),
            FieldValue::Items(0) | FieldValue::Objects { length: 0, .. }
        );
        let Some(severity) = severity.filter(|_| empty) else { continue };
        ctx.report(&REQUIRED_ARRAY_EMPTY, offer.place(field), |builder| {
            let builder = builder
                .subject_is("is empty; at least one item is required")
                .help(format!("add {item}"))
                .severity(severity);
            match because {
                Some((node, message)) => builder.label(Place::Node(node), message),
                None => builder,
            }
        });
    }
}

/// Codes have findings of their own, so the fast path never has any.
pub(crate) fn states(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let Some(document) = ctx.document else { return };
    let countries = strings(document, offer, UpdateOffer::country_ids);
    let states = strings(document, offer, UpdateOffer::country_state_ids);
    let (Some(countries), Some(states)) = (countries, states) else { return };
    let all_codes = countries.iter().all(|(_, country)| country.as_deref().is_some_and(is_country));
    if countries.is_empty() || !all_codes {
        return;
    }
    for (node, state) in states {
        let Some(country) = state.as_deref().and_then(state_country) else { continue };
        if countries.iter().any(|(_, listed)| listed.as_deref() == Some(country)) {
            continue;
        }
        ctx.report(&STATE_COUNTRY_MISMATCH, Place::Node(node), |builder| {
            builder
                .subject_is(format_args!(
                    "is {}, a state of {country}, which is not among `countryIds`",
                    quoted(state.as_deref().unwrap_or_default())
                ))
                .help(format!("add {country} to `countryIds`, or remove the state"))
                .label(offer.place(UpdateOffer::country_ids), "the countries of the offer")
        });
    }
}

/// The items of a valid list; strings are decoded.
fn strings(
    document: &Document<'_>,
    offer: ObjectView<'_, '_>,
    field: usize,
) -> Option<Vec<(NodeId, Option<String>)>> {
    let list = offer.slot(field);
    if !matches!(list.value, FieldValue::Items(_)) {
        return None;
    }
    let decode = |item| match document.tag(item) {
        Tag::String { .. } => document.string(item).map(|text| text.decode().into_owned()),
        _ => None,
    };
    Some(document.items(list.node).map(|item| (item, decode(item))).collect())
}

pub(crate) fn gender_fallback(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let field = UpdateOffer::show_at_bottom_to_all_unselected_genders;
    let none = matches!(
        offer.value(UpdateOffer::gender_ids),
        FieldValue::Absent | FieldValue::Null | FieldValue::Items(0)
    );
    if offer.boolean(field) == Some(true) && none {
        ctx.report(&GENDER_FALLBACK_WITHOUT_GENDERS, offer.place(field), |builder| {
            builder
                .subject_is("is true, but `genderIds` selects no gender")
                .help("add `genderIds`, or leave the flag out; without them it has no effect")
        });
    }
}

/// The rule on the tracking link, which is off by default.
pub(crate) static CLICK_MACRO: UrlRule = UrlRule { is_clean: |_| true, check: click_macro };

fn click_macro(url: &HttpUrl<'_>, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    if !url.text.contains("{gk_click_id}") {
        ctx.report(&TRACKING_LINK_MISSING_CLICK_MACRO, Place::Node(node), |builder| {
            builder
                .subject_is("does not contain the macro `{gk_click_id}`")
                .help("add it, unless it is appended for your tracking system; conversions are matched by it")
        });
    }
}
