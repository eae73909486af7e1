//! Launch and end.

use crate::gokart::UpdateOffer;
use crate::kind::date_time::Instant;
use crate::payload::facts::Object;
use crate::payload::scope::Scope;
use crate::quoted::as_written;
use crate::rule::{Example, rules};

rules! {
    /// The offer ends before it is launched. Equal dates are fine: the page itself shows them.
    END_BEFORE_LAUNCH = "end-before-launch": "the offer ends before it is launched" {}
    bad: Example::gokart(r#"{"launchDate": "2026-03-01T00:00:00Z", "endDate": "2026-02-28T00:00:00Z"}"#)
        .at(&["/endDate"]),
    good: Example::gokart(r#"{"launchDate": "2026-03-01T00:00:00Z", "endDate": "2026-03-01T00:00:00Z"}"#),

    /// The offer has already ended. Needs a clock, so that results can be reproduced.
    END_DATE_PAST = "end-date-past": "the offer has already ended" {}
    bad: Example::gokart(r#"{"endDate": "2026-03-01T00:00:00Z"}"#)
        .now("2026-03-02T00:00:00Z")
        .at(&["/endDate"]),
    good: Example::gokart(r#"{"endDate": "2026-03-01T00:00:00Z"}"#),
}

pub(crate) fn order(offer: Object<'_, '_>, scope: &mut Scope<'_, '_>) {
    let Some(end) = offer.instant(UpdateOffer::end_date) else { return };
    let at = |field| offer.slot(field).node;
    let early = offer.instant(UpdateOffer::launch_date).is_some_and(|launch| end < launch);
    if early {
        scope.report(&END_BEFORE_LAUNCH, offer.place(UpdateOffer::end_date), |draft| {
            let end = as_written(draft.raw(at(UpdateOffer::end_date)));
            let launch = as_written(draft.raw(at(UpdateOffer::launch_date)));
            draft
                .says(format_args!("the offer ends {end}, before its launch {launch}"))
                .help("swap the dates, or leave `endDate` out")
                .label(offer.place(UpdateOffer::launch_date), "launched here")
        });
        return;
    }
    let Some(now) = scope.context.now else { return };
    let now_is = Instant { seconds: now.timestamp(), nanoseconds: now.timestamp_subsec_nanos() };
    if end < now_is {
        scope.report(&END_DATE_PAST, offer.place(UpdateOffer::end_date), |draft| {
            let end = as_written(draft.raw(at(UpdateOffer::end_date)));
            draft
                .says(format_args!(
                    "the offer ended {end}, before now ({})",
                    now.format("%Y-%m-%dT%H:%M:%SZ")
                ))
                .help("move `endDate`, or leave it out")
        });
    }
}
