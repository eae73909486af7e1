//! Launch and end.

use chrono::SecondsFormat;

use crate::contract::instant::Instant;
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::rules;
use crate::providers::gokart::UpdateOffer;
use crate::providers::gokart::examples;

rules! {
    /// Reports an `endDate` before `launchDate`. An offer with these dates is never active. Correct
    /// one of the dates. Equal dates are accepted, because the page's own example has them.
    END_BEFORE_LAUNCH = "end-before-launch": "the offer ends before it is launched" {}
    bad: examples::update(r#"{"launchDate": "2026-03-01T00:00:00Z", "endDate": "2026-02-28T00:00:00Z"}"#)
        .at(&["/endDate"]),
    good: examples::update(r#"{"launchDate": "2026-03-01T00:00:00Z", "endDate": "2026-03-01T00:00:00Z"}"#),

    /// Reports an `endDate` in the past. The offer has already ended. Move the date, or leave it
    /// out. The rule needs the current time, which is given explicitly so that results can be
    /// reproduced. A date without a time lasts until the end of its day, in UTC.
    END_DATE_PAST = "end-date-past": "the offer has already ended" {}
    bad: examples::update(r#"{"endDate": "2026-03-01T00:00:00Z"}"#)
        .now("2026-03-02T00:00:00Z")
        .at(&["/endDate"]),
    good: examples::update(r#"{"endDate": "2026-03-01T00:00:00Z"}"#),
}

const SECONDS_A_DAY: i64 = 86_400;

pub(crate) fn order(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let Some(end) = offer.instant(UpdateOffer::end_date) else { return };
    let at = |field| offer.slot(field).node;
    let early = offer.instant(UpdateOffer::launch_date).is_some_and(|launch| end < launch);
    if early {
        ctx.report(&END_BEFORE_LAUNCH, offer.place(UpdateOffer::end_date), |builder| {
            let end = display_raw(builder.raw(at(UpdateOffer::end_date)));
            let launch = display_raw(builder.raw(at(UpdateOffer::launch_date)));
            builder
                .subject_is(format_args!("is {end}, before the launch: `launchDate` is {launch}"))
                .help("correct one of the dates, or leave `endDate` out")
                .label(offer.place(UpdateOffer::launch_date), "the launch")
        });
        return;
    }
    let Some(now) = ctx.context.now else { return };
    let now_is = Instant { seconds: now.timestamp(), nanoseconds: now.timestamp_subsec_nanos() };
    // A date without a time lasts until the next midnight UTC.
    let text = ctx.document.and_then(|document| document.string(at(UpdateOffer::end_date)));
    let has_time = text.is_none_or(|text| text.decode().contains(['T', 't']));
    let is_past = match has_time {
        true => end < now_is,
        false => end.seconds + SECONDS_A_DAY <= now_is.seconds,
    };
    if is_past {
        ctx.report(&END_DATE_PAST, offer.place(UpdateOffer::end_date), |builder| {
            let end = display_raw(builder.raw(at(UpdateOffer::end_date)));
            builder
                .subject_is(format_args!(
                    "is {end}, before the current time {}",
                    now.to_rfc3339_opts(SecondsFormat::Secs, true)
                ))
                .help("move the end, or leave `endDate` out")
        });
    }
}
