//! UUIDs in their one documented spelling.

use serde_json::{Value, json};

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Rule, Severity, rules};
use crate::json::{NodeId, edit};

/// The length of a UUID in characters.
pub(crate) const LENGTH: usize = 36;

rules! {
    /// Reports an id that is not a UUID of 8-4-4-4-12 hexadecimal digits with hyphens. The page's
    /// type column says UUID, and the API need not accept other spellings such as braces,
    /// `urn:uuid:` or bare digits. Copy the id; a fix corrects those spellings. Any letter case,
    /// version and variant is accepted.
    UUID_FORMAT = "uuid-format": "the value is not a hyphenated UUID" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API pages, type column of id fields"),
        fix: Fixable::Safe,
    }
    bad: Example::members(r#"{"ageId": "{3fa85f64-5717-4562-b3fc-2c963f66afa6}"}"#).at(&["/ageId"]),
    good: Example::members(r#"{"ageId": "3FA85F64-5717-4562-b3fc-2c963f66afa6"}"#),

    /// Reports a UUID of all zeros. It is the sign of a variable that was never set, such as .NET's
    /// `Guid.Empty`. Send the real id.
    UUID_NIL = "uuid-nil": "the UUID is all zeros" {}
    bad: Example::members(r#"{"ageId": "00000000-0000-0000-0000-000000000000"}"#).at(&["/ageId"]),
    good: Example::members(r#"{"ageId": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#),
}

/// The pattern of a UUID.
pub(crate) const PATTERN: &str =
    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";

/// A UUID.
pub(crate) struct Uuid;

/// Reads a UUID; true if it is all zeros.
pub(crate) fn parse(text: &str) -> Option<bool> {
    let well_formed = text.len() == LENGTH
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    well_formed.then(|| text.bytes().all(|byte| matches!(byte, b'0' | b'-')))
}

/// Reports every finding on a UUID; false if the text is not one.
pub(crate) fn check_text(text: &str, place: Place, ctx: &mut LintContext<'_, '_>) -> bool {
    match parse(text) {
        Some(false) => true,
        Some(true) => {
            ctx.report(&UUID_NIL, place, |builder| {
                builder
                    .subject_is("is a UUID of all zeros")
                    .help("send the real id; all zeros are the value of an unset variable")
            });
            true
        }
        None => {
            ctx.report(&UUID_FORMAT, place, |builder| not_a_uuid(text, place, builder));
            false
        }
    }
}

fn not_a_uuid<'d, 'a>(
    text: &str,
    place: Place,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let builder = builder
        .subject_is(format_args!("is {}; it must be a UUID", quoted(text)))
        .help("write 8-4-4-4-12 hexadecimal digits with hyphens, without braces or a prefix");
    match (respell(text), place, builder.document()) {
        (Some(to), Place::Node(node), Some(document)) => {
            let edit = edit::value(document, node, edit::quote(&to));
            builder.safe_fix(format!("write {to}"), vec![edit])
        }
        _ => builder,
    }
}

/// The same UUID in its documented spelling.
fn respell(text: &str) -> Option<String> {
    let bare = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    let bare = match bare.get(..9) {
        Some(prefix) if prefix.eq_ignore_ascii_case("urn:uuid:") => &bare[9..],
        _ => bare,
    };
    if parse(bare).is_some() {
        return Some(bare.to_owned());
    }
    let is_bare = bare.len() == 32 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_bare.then(|| [&bare[..8], &bare[8..12], &bare[12..16], &bare[16..20], &bare[20..]].join("-"))
}

impl FieldType for Uuid {
    fn schema(&self) -> Value {
        json!({"type": "string", "format": "uuid", "pattern": PATTERN})
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
        if check_text(&string.decode(), Place::Node(node), ctx) {
            expected_type::text(string, node, ctx)
        } else {
            FieldValue::Invalid
        }
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES]
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn every_byte_is_checked_at_every_position() {
        let valid = *b"3fa85F64-5717-4562-b3fc-2c963f66afa6";
        assert_eq!(parse("3fa85F64-5717-4562-b3fc-2c963f66afa6"), Some(false));
        assert_eq!(parse("00000000-0000-0000-0000-000000000000"), Some(true));
        for place in 0..valid.len() {
            for byte in 0..=u8::MAX {
                let mut text = valid;
                text[place] = byte;
                let is_hyphen_place = matches!(place, 8 | 13 | 18 | 23);
                let wanted = if is_hyphen_place { byte == b'-' } else { byte.is_ascii_hexdigit() };
                assert_eq!(
                    parse(&String::from_utf8_lossy(&text)).is_some(),
                    wanted,
                    "{byte} at {place}"
                );
            }
        }
    }
}
