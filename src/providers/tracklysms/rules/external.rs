//! The external platform and the offer's id there need each other.

use crate::providers::tracklysms::examples;
use crate::contract::field_values::{FieldValue, ObjectView};
use crate::contract::lint_context::LintContext;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Evidence, Example, rules};
use crate::providers::tracklysms::values::ExternalPlatform;
use crate::providers::tracklysms::{CreateOffer, UpdateOffer};

rules! {
    /// A platform is named, but the offer's id there is absent, null or blank, so there is nothing
    /// to sync with. On update an absent id keeps its stored value and is fine.
    EXTERNAL_ID_MISSING = "external-id-missing": "a platform is named without the offer's id there" {}
    bad: examples::create(r#"{"external_platform": "tune"}"#).at(&["/external_id"]),
    good: examples::create(r#"{"external_platform": "tune", "external_id": "4521"}"#),

    /// An external id is given, but no platform to which it belongs. On update an absent platform
    /// keeps its stored value and is fine.
    EXTERNAL_PLATFORM_MISSING = "external-platform-missing": "an external id is given without its platform" {}
    bad: examples::create(r#"{"external_id": "4521"}"#).at(&["/external_platform"]),
    good: examples::update(r#"{"external_id": "4521"}"#),

    /// The platform is TUNE, whose offer ids are positive integers, but the id is not one.
    /// Everflow also has alphanumeric ids and is exempt.
    EXTERNAL_ID_FORMAT = "external-id-format": "the id is not one that TUNE gives out" {
        evidence: Evidence::Standard("TUNE network API, Offer"),
    }
    bad: examples::create(r#"{"external_platform": "tune", "external_id": "OFFER-1"}"#).at(&["/external_id"]),
    good: examples::create(r#"{"external_platform": "everflow", "external_id": "OFFER-1"}"#),
}

/// The two fields, which stand at different indexes in the two bodies.
struct Pair {
    platform: usize,
    id: usize,
}

pub(crate) fn on_create(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let pair = Pair { platform: CreateOffer::external_platform, id: CreateOffer::external_id };
    if !is_usual(offer, &pair) {
        judge(offer, &pair, true, ctx);
    }
}

pub(crate) fn on_update(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let pair = Pair { platform: UpdateOffer::external_platform, id: UpdateOffer::external_id };
    if !is_usual(offer, &pair) {
        judge(offer, &pair, false, ctx);
    }
}

/// Whether a pair is none at all or a platform with an id that it may have given out: nearly every
/// one is, and that is seen without looking at characters.
fn is_usual(offer: ObjectView<'_, '_>, pair: &Pair) -> bool {
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
fn judge(offer: ObjectView<'_, '_>, pair: &Pair, creating: bool, ctx: &mut LintContext<'_, '_>) {
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
            ctx.report(&EXTERNAL_ID_MISSING, offer.place(pair.id), |builder| {
                builder
                    .message(format_args!(
                        "`external_platform` is \"{name}\", but there is no `external_id`"
                    ))
                    .help("without the offer's id on the platform there is nothing to sync with")
                    .label(at_platform, "the platform is named here")
            });
        } else if let Some((text, trimmed)) = text
            && name == ExternalPlatform::Tune.as_str()
            && !is_positive_integer(trimmed.as_bytes())
        {
            ctx.report(&EXTERNAL_ID_FORMAT, offer.place(pair.id), |builder| {
                builder
                    .message(format_args!("{} is not a TUNE offer id", quoted(text)))
                    .help("TUNE numbers its offers: the id is a positive integer")
                    .label(at_platform, "the platform is TUNE")
            });
        }
    }
    let without_platform =
        matches!(platform, FieldValue::Null) || (creating && matches!(platform, FieldValue::Absent));
    if without_platform && text.is_some() && !blank {
        ctx.report(&EXTERNAL_PLATFORM_MISSING, at_platform, |builder| {
            builder
                .message("`external_id` is given, but no `external_platform`")
                .help("say whether the id is one of tune or everflow")
                .label(Place::Node(offer.slot(pair.id).node), "the id is given here")
        });
    }
}

fn is_positive_integer(text: &[u8]) -> bool {
    text.first().is_some_and(|first| (b'1'..=b'9').contains(first))
        && text.iter().all(u8::is_ascii_digit)
}
