//! UUIDs in their one documented spelling.

use serde_json::{Value, json};
use wide::u8x16;

use crate::contract::page;
use crate::fast::cursor::{Cursor, Token};
use crate::json::scan::{is, within};
use crate::json::{NodeId, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Evidence, Example, Fixable, Severity, rules};

use crate::contract::expected_type::{self, ExpectedType};

/// The length of a UUID in characters.
pub(crate) const LENGTH: usize = 36;

rules! {
    /// The value is not a UUID of the form 8-4-4-4-12 hexadecimal digits with hyphens and nothing
    /// around it. Braces, `urn:uuid:` and bare digits are other spellings that GoKart's readers
    /// need not take; those are put right automatically. Any case, version and variant is fine.
    UUID_FORMAT = "uuid-format": "the value is not a hyphenated UUID" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::GOKART_UPDATE),
        fix: Fixable::Safe,
    }
    bad: Example::gokart(r#"{"ageId": "{3fa85f64-5717-4562-b3fc-2c963f66afa6}"}"#).at(&["/ageId"]),
    good: Example::gokart(r#"{"ageId": "3FA85F64-5717-4562-b3fc-2c963f66afa6"}"#),

    /// The UUID is all zeros: an unset variable, such as .NET's `Guid.Empty`.
    UUID_NIL = "uuid-nil": "the UUID is all zeros" {}
    bad: Example::gokart(r#"{"ageId": "00000000-0000-0000-0000-000000000000"}"#).at(&["/ageId"]),
    good: Example::gokart(r#"{"ageId": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#),
}

/// The pattern of a UUID.
pub(crate) const PATTERN: &str =
    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";

/// A UUID.
pub(crate) struct Uuid;

/// Which of sixteen bytes are hexadecimal digits, as bits from the lowest on.
#[inline]
fn hex_digits(block: u8x16) -> u32 {
    (within(block, b'0', b'9') | within(block | u8x16::splat(0x20), b'a', b'f')).to_bitmask()
}

/// Whether these are the characters of a UUID; none if not, else whether it is nil.
#[inline]
pub(crate) fn classify(text: &[u8; LENGTH]) -> Option<bool> {
    // Its hyphens stand behind 8, 12, 16 and 20 digits.
    const HYPHENS: u64 = 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23;
    const FIRST: [usize; 3] = [0, 16, LENGTH - 16];
    let (mut hex, mut hyphens, mut zeros) = (0, 0, 0);
    for first in FIRST {
        let block = u8x16::new(*text[first..].first_chunk()?);
        hex |= u64::from(hex_digits(block)) << first;
        hyphens |= u64::from(is(block, b'-').to_bitmask()) << first;
        zeros |= u64::from(is(block, b'0').to_bitmask()) << first;
    }
    let digits = !HYPHENS & ((1 << LENGTH) - 1);
    (hex == digits && hyphens == HYPHENS).then_some(zeros == digits)
}

pub(crate) fn parse(text: &str) -> Option<bool> {
    classify(text.as_bytes().try_into().ok()?)
}

/// Reads a UUID token that is not nil.
#[inline]
pub(crate) fn prove<'a>(cursor: &mut Cursor<'a>) -> Option<Token<'a>> {
    let token = cursor.plain_string(LENGTH)?;
    (classify(token.raw().try_into().ok()?) == Some(false)).then_some(token)
}

/// The last digits of a UUID as a number, whatever their case.
#[inline]
pub(crate) fn tail(text: &[u8]) -> u64 {
    let tail = text.last_chunk().map_or(0, |tail| u64::from_le_bytes(*tail));
    tail | u64::from_le_bytes([b' '; 8])
}

/// Reports what is wrong with a UUID; whether it is one.
pub(crate) fn lint(text: &str, place: Place, ctx: &mut LintContext<'_, '_>) -> bool {
    match parse(text) {
        Some(false) => true,
        Some(true) => {
            ctx.report(&UUID_NIL, place, |builder| {
                builder
                    .message("the UUID is all zeros")
                    .help("an unset variable was sent; use the real id")
            });
            true
        }
        None => {
            ctx.report(&UUID_FORMAT, place, |builder| {
                let builder = builder
                    .message(format_args!("{} is not a UUID", quoted(text)))
                    .help("a UUID is written as 8-4-4-4-12 hexadecimal digits with hyphens");
                match (respell(text), place, builder.document()) {
                    (Some(to), Place::Node(node), Some(document)) => {
                        let edit = edit::value(document, node, &edit::quote(&to));
                        builder.safe_fix(format!("write {to}"), vec![edit])
                    }
                    _ => builder,
                }
            });
            false
        }
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

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        prove(cursor).map(|token| token.fact())
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::String, node, ctx) else { return FieldValue::Invalid };
        if lint(&string.decode(), Place::Node(node), ctx) {
            expected_type::text(string, node, ctx)
        } else {
            FieldValue::Invalid
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn every_byte_is_judged_at_every_place() {
        let valid = *b"3fa85F64-5717-4562-b3fc-2c963f66afa6";
        assert_eq!(parse("3fa85F64-5717-4562-b3fc-2c963f66afa6"), Some(false));
        assert_eq!(parse("00000000-0000-0000-0000-000000000000"), Some(true));
        for place in 0..valid.len() {
            for byte in 0..=u8::MAX {
                let mut text = valid;
                text[place] = byte;
                let is_hyphen_place = matches!(place, 8 | 13 | 18 | 23);
                let wanted = if is_hyphen_place { byte == b'-' } else { byte.is_ascii_hexdigit() };
                assert_eq!(super::classify(&text).is_some(), wanted, "{byte} at {place}");
            }
        }
    }
}
