//! Points in time, and the profiles in which they are written.

mod profile;

pub use profile::Instant;
pub(crate) use profile::{Profile, classify, usual};

use serde_json::{Value, json};

use crate::contract::Contract;
use crate::fast::cursor::Cursor;
use crate::json::{NodeId, edit};
use crate::diagnostics::fix::Edit;
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{DiagnosticBuilder, Place, LintContext};
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Evidence, Example, Fixable, Severity, rules};

use crate::contract::expected_type::{self, ExpectedType};

rules! {
    /// The value is no ISO 8601 date-time in any reading: another order of day and month, a space
    /// instead of the `T`, a day that does not exist.
    DATETIME_INVALID = "datetime-invalid": "the value is not an ISO 8601 date-time" {
        severity: Severity::Error,
        evidence: Evidence::Stated("GoKart SDK offer management, Update Offers; Tracklysms Offers API v2, Get Offer"),
        fix: Fixable::Safe,
    }
    bad: Example::gokart(r#"{"endDate": "2026-03-31 00:00:00Z"}"#).at(&["/endDate"]),
    good: Example::gokart(r#"{"endDate": "2026-03-31T00:00:00Z"}"#),

    /// The date-time says no offset from UTC, or is a mere date. The server's days begin at
    /// midnight UTC, which may not be what was meant. Tracklysms responses print such times and
    /// mean UTC, so they are exempt.
    DATETIME_NO_OFFSET = "datetime-no-offset": "a date-time has no offset from UTC" {
        fix: Fixable::Unsafe,
    }
    bad: Example::gokart(r#"{"endDate": "2026-03-01"}"#).at(&["/endDate"]),
    good: Example::gokart(r#"{"endDate": "2026-03-01T00:00:00+01:00"}"#),

    /// The date-time is valid in ISO 8601 or RFC 3339, but in a profile that few readers take
    /// whole: basic format, week or ordinal dates, a comma, no seconds, `+00`, a leap second.
    DATETIME_NONSTANDARD_PROFILE = "datetime-nonstandard-profile": "a date-time is written in an unusual profile" {
        evidence: Evidence::Standard("ISO 8601-1 and RFC 3339"),
        fix: Fixable::Safe,
    }
    bad: Example::gokart(r#"{"endDate": "20260301T000000Z"}"#).at(&["/endDate"]),
    good: Example::gokart(r#"{"endDate": "2026-03-01T00:00:00Z"}"#),

    /// The year is before 2000: the mark of a variable that was never set, such as .NET's
    /// 0001-01-01 or the epoch of 1970.
    DATETIME_IMPLAUSIBLE_YEAR = "datetime-implausible-year": "a date-time lies before the year 2000" {}
    bad: Example::members(Contract::TracklysmsGetOffer, r#"{"created_at": "0001-01-01T00:00:00"}"#).at(&["/created_at"]),
    good: Example::members(Contract::TracklysmsGetOffer, r#"{"created_at": "2025-11-01T14:30:00"}"#),
}

/// A date-time.
pub(crate) struct DateTime {
    /// Whether a missing offset means UTC, as the vendor says.
    pub(crate) assumes_utc: bool,
}

/// A date-time of a GoKart request.
pub(crate) const EXPLICIT: DateTime = DateTime { assumes_utc: false };
/// A timestamp of a Tracklysms response.
pub(crate) const ASSUMED_UTC: DateTime = DateTime { assumes_utc: true };

const EARLIEST_YEAR: i32 = 2000;

impl DateTime {
    fn is_clean(&self, profile: Profile) -> bool {
        profile == Profile::Internet || (profile == Profile::NoOffset && self.assumes_utc)
    }

    fn lint(&self, text: &str, node: NodeId, ctx: &mut LintContext<'_, '_>) -> Option<Instant> {
        let Some(read) = classify(text) else {
            ctx.report(&DATETIME_INVALID, Place::Node(node), |builder| invalid(text, node, builder));
            return None;
        };
        if read.year < EARLIEST_YEAR {
            ctx.report(&DATETIME_IMPLAUSIBLE_YEAR, Place::Node(node), |builder| {
                builder
                    .message(format_args!("{} lies before the year {EARLIEST_YEAR}", quoted(text)))
                    .help("an unset date was sent; write the real one or leave it out")
            });
            return None;
        }
        if self.is_clean(read.profile) {
            return Some(read.instant);
        }
        if read.profile == Profile::NoOffset {
            ctx.report(&DATETIME_NO_OFFSET, Place::Node(node), |builder| {
                let to = if text.len() == 10 { format!("{text}T00:00:00Z") } else { format!("{text}Z") };
                let edits = rewrite(&builder, text, &to, node);
                builder
                    .unsafe_fix(format!("write {to}"), edits)
                    .message(format_args!("{} says no offset from UTC", quoted(text)))
                    .help("the server's days begin at midnight UTC; add `Z` or an offset such as `+01:00`")
            });
        } else {
            ctx.report(&DATETIME_NONSTANDARD_PROFILE, Place::Node(node), |builder| {
                let builder = builder
                    .message(format_args!("{} is a date-time in an unusual profile", quoted(text)))
                    .help("few readers take all of ISO 8601; write YYYY-MM-DDTHH:MM:SSZ");
                match read.standard() {
                    Some(to) => {
                        let edits = rewrite(&builder, text, &to, node);
                        builder.safe_fix(format!("write {to}"), edits)
                    }
                    None => builder,
                }
            });
        }
        Some(read.instant)
    }
}

/// The edits that make one text another.
fn rewrite(builder: &DiagnosticBuilder<'_, '_>, from: &str, to: &str, node: NodeId) -> Vec<Edit> {
    builder.document().map(|document| edit::text(document, node, from, to)).unwrap_or_default()
}

fn invalid<'d, 'a>(text: &str, node: NodeId, builder: DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a> {
    let builder = builder
        .message(format_args!("{} is not an ISO 8601 date-time", quoted(text)))
        .help("write YYYY-MM-DDTHH:MM:SSZ");
    let with_t = text.replacen(' ', "T", 1);
    match (classify(&with_t), builder.document()) {
        (Some(_), Some(document)) => {
            let edits = edit::text(document, node, text, &with_t);
            builder.safe_fix("write a `T` for the space", edits)
        }
        _ => builder,
    }
}

impl FieldType for DateTime {
    /// A spec that every accepted spelling has; calendars are beyond a pattern.
    fn schema(&self) -> Value {
        json!({"type": "string", "pattern": "^[0-9]{4}-?(W?[0-9])"})
    }

    #[inline]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let token = cursor.string().filter(|token| token.reads_as_written())?;
        if let Some(instant) = usual(token.raw()) {
            return Some(FieldValue::instant(instant));
        }
        let read = classify(token.raw())?;
        let clean = read.year >= EARLIEST_YEAR && self.is_clean(read.profile);
        clean.then(|| FieldValue::instant(read.instant))
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::String, node, ctx) else { return FieldValue::Invalid };
        self.lint(&string.decode(), node, ctx).map_or(FieldValue::Invalid, FieldValue::instant)
    }
}
