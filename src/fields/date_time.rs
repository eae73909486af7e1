//! Points in time, and the profiles in which they are written.

mod impossible;
mod profile;

pub(crate) use profile::{Profile, classify};

use serde_json::{Value, json};

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::instant::Instant;
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Rule, Severity, rules};
use crate::json::{Edit, NodeId, edit};

rules! {
    /// Reports a value that is not an ISO 8601 date-time: another order of day and month, a space
    /// instead of the `T`, a day that does not exist. The API pages state the format, so the server
    /// may refuse the value. Write YYYY-MM-DDTHH:MM:SSZ.
    DATETIME_INVALID = "datetime-invalid": "the value is not an ISO 8601 date-time" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API pages, date-time fields"),
        fix: Fixable::Safe,
    }
    bad: Example::members(r#"{"endDate": "2026-03-31 00:00:00Z"}"#).at(&["/endDate"]),
    good: Example::members(r#"{"endDate": "2026-03-31T00:00:00Z"}"#),

    /// Reports a date-time without an offset from UTC, or a date without a time. The server's days
    /// begin at midnight UTC, which may not be what was meant. Add `Z` or an offset such as
    /// `+01:00`. Fields whose page prints such times as UTC are exempt.
    DATETIME_NO_OFFSET = "datetime-no-offset": "a date-time has no offset from UTC" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"endDate": "2026-03-01"}"#).at(&["/endDate"]),
    good: Example::members(r#"{"endDate": "2026-03-01T00:00:00+01:00"}"#),

    /// Reports a date-time that is valid in ISO 8601 or RFC 3339, but written in an unusual format:
    /// basic format, week or ordinal dates, a comma, no seconds, `+00`, a leap second. Few readers
    /// accept all of these. Write YYYY-MM-DDTHH:MM:SSZ.
    DATETIME_NONSTANDARD_PROFILE = "datetime-nonstandard-profile": "a date-time is written in an unusual format" {
        evidence: Evidence::Standard("ISO 8601-1 and RFC 3339"),
        fix: Fixable::Safe,
    }
    bad: Example::members(r#"{"endDate": "20260301T000000Z"}"#).at(&["/endDate"]),
    good: Example::members(r#"{"endDate": "2026-03-01T00:00:00Z"}"#),

    /// Reports a date-time before the year 2000. It is the sign of a variable that was never set,
    /// such as .NET's 0001-01-01 or the Unix epoch of 1970. Write the real date, or leave the field
    /// out.
    DATETIME_IMPLAUSIBLE_YEAR = "datetime-implausible-year": "a date-time is before the year 2000" {}
    bad: Example::response(r#"{"created_at": "0001-01-01T00:00:00"}"#).at(&["/created_at"]),
    good: Example::response(r#"{"created_at": "2025-11-01T14:30:00"}"#),
}

/// A date-time.
pub(crate) struct DateTime {
    /// Whether a missing offset means UTC, as the vendor says.
    pub(crate) assumes_utc: bool,
}

/// A date-time that must have an offset.
pub(crate) const WITH_OFFSET: DateTime = DateTime { assumes_utc: false };
/// A date-time that is UTC if it has no offset.
pub(crate) const ASSUMED_UTC: DateTime = DateTime { assumes_utc: true };

/// The first plausible year.
pub(crate) const FIRST_YEAR: i32 = 2000;

impl DateTime {
    /// Whether a profile is accepted.
    pub(crate) fn accepts(&self, profile: Profile) -> bool {
        profile == Profile::Internet || (profile == Profile::NoOffset && self.assumes_utc)
    }

    fn check_text(
        &self,
        text: &str,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
    ) -> Option<Instant> {
        let place = Place::Node(node);
        let Some(read) = classify(text) else {
            ctx.report(&DATETIME_INVALID, place, |builder| invalid(text, node, builder));
            return None;
        };
        if read.year < FIRST_YEAR {
            ctx.report(&DATETIME_IMPLAUSIBLE_YEAR, place, |builder| {
                builder
                    .subject_is(format_args!("is {}, before the year {FIRST_YEAR}", quoted(text)))
                    .help("write the real date, or leave the field out; the variable was probably never set")
            });
            return None;
        }
        if self.accepts(read.profile) {
            return Some(read.instant);
        }
        if read.profile == Profile::NoOffset {
            ctx.report(&DATETIME_NO_OFFSET, place, |builder| no_offset(text, node, builder));
        } else {
            ctx.report(&DATETIME_NONSTANDARD_PROFILE, place, |builder| {
                nonstandard(text, read.standard().as_deref(), node, builder)
            });
        }
        Some(read.instant)
    }
}

fn no_offset<'d, 'a>(
    text: &str,
    node: NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let to = if text.len() == 10 { format!("{text}T00:00:00Z") } else { format!("{text}Z") };
    let edits = rewrite(&builder, text, &to, node);
    builder
        .subject_is(format_args!("has no offset from UTC: {}", quoted(text)))
        .help("add `Z` or an offset such as `+01:00`; the server's days begin at midnight UTC")
        .unsafe_fix(format!("write {to}"), edits)
}

fn nonstandard<'d, 'a>(
    text: &str,
    standard: Option<&str>,
    node: NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let builder = builder
        .subject_is(format_args!("is a date-time in an unusual format: {}", quoted(text)))
        .help("write YYYY-MM-DDTHH:MM:SSZ; few readers accept all of ISO 8601");
    match standard {
        Some(to) => {
            let edits = rewrite(&builder, text, to, node);
            builder.safe_fix(format!("write {to}"), edits)
        }
        None => builder,
    }
}

fn invalid<'d, 'a>(
    text: &str,
    node: NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    if let Some(reason) = impossible::reason(text) {
        return builder
            .subject_is(format_args!("is impossible: {}; {reason}", quoted(text)))
            .help("write a date-time that exists");
    }
    let builder = builder
        .subject_is(format_args!("is not an ISO 8601 date-time: {}", quoted(text)))
        .help("write YYYY-MM-DDTHH:MM:SSZ");
    let with_t = text.replacen(' ', "T", 1);
    match classify(&with_t) {
        Some(_) => {
            let edits = rewrite(&builder, text, &with_t, node);
            builder.safe_fix("replace the space with `T`", edits)
        }
        None => builder,
    }
}

/// The edits that replace a text.
fn rewrite(builder: &DiagnosticBuilder<'_, '_>, from: &str, to: &str, node: NodeId) -> Vec<Edit> {
    builder.document().map(|document| edit::text(document, node, from, to)).unwrap_or_default()
}

impl FieldType for DateTime {
    /// The start that every accepted spelling has; a pattern cannot check calendars.
    fn schema(&self) -> Value {
        json!({"type": "string", "pattern": "^[0-9]{4}-?(W?[0-9])"})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::String, node, ctx) else {
            return FieldValue::Invalid;
        };
        let instant = self.check_text(&string.decode(), node, ctx);
        instant.map_or(FieldValue::Invalid, FieldValue::instant)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES]
    }
}
