//! The external platform and the offer's id there need each other.

use crate::contract::field_values::FieldValue;
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Evidence, rules};
use crate::providers::tracklysms::examples;
use crate::providers::tracklysms::values::ExternalPlatform;
use crate::providers::tracklysms::{CreateOffer, UpdateOffer};

rules! {
    /// Reports an `external_platform` of "tune" or "everflow" whose `external_id` is absent, null
    /// or blank. Without the id there is no offer on the platform to sync with. Add the offer's id
    /// on the platform. On update an absent id is accepted, because it keeps its stored value.
    EXTERNAL_ID_MISSING = "external-id-missing": "`external_platform` is set without `external_id`" {}
    bad: examples::create(r#"{"external_platform": "tune"}"#).at(&["/external_id"]),
    good: examples::create(r#"{"external_platform": "tune", "external_id": "4521"}"#),

    /// Reports an `external_id` whose `external_platform` is null or, on creation, absent. The page
    /// describes the id as that of the offer on the external platform, so it has no meaning without
    /// one. Add the platform, "tune" or "everflow". On update an absent platform is accepted,
    /// because it keeps its stored value.
    EXTERNAL_PLATFORM_MISSING = "external-platform-missing": "`external_id` is set without `external_platform`" {}
    bad: examples::create(r#"{"external_id": "4521"}"#).at(&["/external_platform"]),
    good: examples::update(r#"{"external_id": "4521"}"#),

    /// Reports an `external_id` that is not a positive integer while `external_platform` is "tune".
    /// TUNE's API defines offer ids as integers. Copy the id from TUNE. Everflow also has
    /// alphanumeric ids, so its ids are not checked.
    EXTERNAL_ID_FORMAT = "external-id-format": "`external_id` is not a TUNE offer id" {
        evidence: Evidence::Standard("TUNE network API, Offer"),
    }
    bad: examples::create(r#"{"external_platform": "tune", "external_id": "OFFER-1"}"#).at(&["/external_id"]),
    good: examples::create(r#"{"external_platform": "everflow", "external_id": "OFFER-1"}"#),
}

/// The indexes of the two fields, which differ between the two bodies.
struct Pair {
    platform: usize,
    id: usize,
}

pub(crate) fn on_create(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let pair = Pair { platform: CreateOffer::external_platform, id: CreateOffer::external_id };
    if !is_common(offer, &pair) {
        check(offer, &pair, true, ctx);
    }
}

pub(crate) fn on_update(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let pair = Pair { platform: UpdateOffer::external_platform, id: UpdateOffer::external_id };
    if !is_common(offer, &pair) {
        check(offer, &pair, false, ctx);
    }
}

/// Whether the pair is absent or valid: a quick test for the common case.
fn is_common(offer: ObjectView<'_, '_>, pair: &Pair) -> bool {
    match (offer.value(pair.platform), offer.raw(pair.id)) {
        (FieldValue::Variant(word), Some((id, false))) => {
            id.first().is_some_and(u8::is_ascii_graphic)
                && (word == ExternalPlatform::Everflow as u8 || is_positive_integer(id))
        }
        (FieldValue::Absent, None) => matches!(offer.value(pair.id), FieldValue::Absent),
        (FieldValue::Null, None) => offer.is_null(pair.id),
        _ => false,
    }
}

#[cold]
#[inline(never)]
fn check(offer: ObjectView<'_, '_>, pair: &Pair, creating: bool, ctx: &mut LintContext<'_, '_>) {
    let platform = offer.value(pair.platform);
    let id = offer.value(pair.id);
    let text = offer.text(pair.id).map(|text| text.decode());
    let text = text.as_deref().map(|text| (text, text.trim()));
    let blank = text.is_some_and(|(_, trimmed)| trimmed.is_empty());
    let at_platform = offer.place(pair.platform);
    if let FieldValue::Variant(word) = platform {
        let name = ExternalPlatform::VALUES.get(usize::from(word)).copied().unwrap_or_default();
        let lacking = match id {
            FieldValue::Absent => creating,
            FieldValue::Null => true,
            _ => blank,
        };
        if lacking {
            let state = state(id);
            ctx.report(&EXTERNAL_ID_MISSING, offer.place(pair.id), |builder| {
                builder
                    .message(format_args!(
                        "`external_id` is {state}, but `external_platform` is \"{name}\""
                    ))
                    .help("add the offer's id on the platform; without it there is nothing to sync with")
                    .label(at_platform, "the platform")
            });
        } else if let Some((text, trimmed)) = text
            && name == ExternalPlatform::Tune.as_str()
            && !is_positive_integer(trimmed.as_bytes())
        {
            ctx.report(&EXTERNAL_ID_FORMAT, offer.place(pair.id), |builder| {
                builder
                    .subject_is(format_args!(
                        "is {}; a TUNE offer id must be a positive integer",
                        quoted(text)
                    ))
                    .help("copy the id from TUNE")
                    .label(at_platform, "the platform is TUNE")
            });
        }
    }
    let without_platform = matches!(platform, FieldValue::Null)
        || (creating && matches!(platform, FieldValue::Absent));
    if let Some((text, _)) = text.filter(|_| without_platform && !blank) {
        let state = state(platform);
        ctx.report(&EXTERNAL_PLATFORM_MISSING, at_platform, |builder| {
            builder
                .message(format_args!(
                    "`external_platform` is {state}; the `external_id` {} requires a platform",
                    quoted(text)
                ))
                .help("add the platform of the id: \"tune\" or \"everflow\"")
                .label(Place::Node(offer.slot(pair.id).node), "the id")
        });
    }
}

/// The state of a field without a value.
fn state(value: FieldValue) -> &'static str {
    match value {
        FieldValue::Absent => "missing",
        FieldValue::Null => "null",
        _ => "blank",
    }
}

fn is_positive_integer(text: &[u8]) -> bool {
    text.first().is_some_and(|first| (b'1'..=b'9').contains(first))
        && text.iter().all(u8::is_ascii_digit)
}
