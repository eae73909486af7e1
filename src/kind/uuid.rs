//! UUIDs in their one documented spelling.

use serde_json::{Value, json};

use crate::contract::page;
use crate::cursor::Cursor;
use crate::document::{JsonStr, NodeId, edit};
use crate::payload::Kind;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::{Place, Scope};
use crate::quoted::quoted;
use crate::rule::{Evidence, Example, Fixable, Severity, rules};

use super::typed::{self, Wanted};

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

/// Whether these are the characters of a UUID; none if not, else whether it is nil.
#[inline]
pub(crate) fn classify(text: &[u8; LENGTH]) -> Option<bool> {
    let mut any = 0;
    for (index, byte) in text.iter().enumerate() {
        let is_hyphen_place = matches!(index, 8 | 13 | 18 | 23);
        if is_hyphen_place {
            if *byte != b'-' {
                return None;
            }
        } else {
            if !byte.is_ascii_hexdigit() {
                return None;
            }
            any |= byte ^ b'0';
        }
    }
    Some(any == 0)
}

pub(crate) fn parse(text: &str) -> Option<bool> {
    classify(text.as_bytes().try_into().ok()?)
}

/// Reads a UUID token that is not nil.
#[inline]
pub(crate) fn prove<'a>(cursor: &mut Cursor<'a>) -> Option<JsonStr<'a>> {
    let text = cursor.fixed::<LENGTH>()?;
    (classify(text) == Some(false)).then(|| JsonStr { raw: cursor.before(LENGTH), escaped: false })
}

/// Reports what is wrong with a UUID; whether it is one.
pub(crate) fn lint(text: &str, place: Place, scope: &mut Scope<'_, '_>) -> bool {
    match parse(text) {
        Some(false) => true,
        Some(true) => {
            scope.report(&UUID_NIL, place, |draft| {
                draft
                    .says("the UUID is all zeros")
                    .help("an unset variable was sent; use the real id")
            });
            true
        }
        None => {
            scope.report(&UUID_FORMAT, place, |draft| {
                let draft = draft
                    .says(format!("{} is not a UUID", quoted(text)))
                    .help("a UUID is written as 8-4-4-4-12 hexadecimal digits with hyphens");
                match (respell(text), place, draft.document()) {
                    (Some(to), Place::Node(node), Some(document)) => {
                        let edit = edit::value(document, node, &edit::quote(&to));
                        draft.safe_fix(format!("write {to}"), vec![edit])
                    }
                    _ => draft,
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

impl Kind for Uuid {
    fn schema(&self) -> Value {
        json!({"type": "string", "format": "uuid", "pattern": PATTERN})
    }

    fn prove<'a>(&self, cursor: &mut Cursor<'a>, _: &mut Facts<'a>) -> Option<Fact<'a>> {
        prove(cursor).map(Fact::Text)
    }

    fn check<'a>(&self, node: NodeId, scope: &mut Scope<'_, 'a>, _: &mut Facts<'a>) -> Fact<'a> {
        let Some(string) = typed::string(Wanted::String, node, scope) else { return Fact::Hole };
        if lint(&string.decode(), Place::Node(node), scope) {
            Fact::Text(string)
        } else {
            Fact::Hole
        }
    }
}
