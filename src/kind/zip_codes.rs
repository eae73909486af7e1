//! Postal codes: strings, because a number loses its leading zeros.

use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::document::NodeId;
use crate::payload::Kind;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::{Place, Scope};
use crate::quoted::quoted;
use crate::rule::{Example, rules};

use super::list;
use super::typed::{self, Wanted};

rules! {
    /// A postal code is not 2 to 10 ASCII letters, digits, spaces and hyphens between a letter or
    /// digit at either end, which covers every postal code system up to that length.
    ZIP_CODE_FORMAT = "zip-code-format": "a postal code has an impossible form" {}
    bad: Example::gokart(r#"{"zipCodes": ["N/A"]}"#).at(&["/zipCodes/0"]),
    good: Example::gokart(r#"{"zipCodes": ["90001", "SW1A 1AA"]}"#),
}

/// A list of postal codes.
pub(crate) struct ZipCodes;

fn is_zip_code(bytes: &[u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    (2..=10).contains(&bytes.len())
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
        && bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-'))
}

impl Kind for ZipCodes {
    fn schema(&self) -> Value {
        json!({"type": "array", "items": {"type": "string"}})
    }

    fn prove<'c>(&self, cursor: &mut Cursor<'c>, _: &mut Facts) -> Option<Fact> {
        let read = |cursor: &mut Cursor<'c>| {
            let token = cursor.string().filter(|token| token.reads_as_written())?;
            is_zip_code(token.raw()).then(|| token.number())
        };
        list::prove(cursor, read)
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, _: &mut Facts) -> Fact {
        let Some(items) = list::items(node, scope) else { return Fact::Hole };
        let mut known = Vec::new();
        for item in &items {
            let Some(string) = typed::string(Wanted::Code, *item, scope) else { continue };
            let text = string.decode();
            if !is_zip_code(text.as_bytes()) {
                scope.report(&ZIP_CODE_FORMAT, Place::Node(*item), |draft| {
                    draft
                        .says(format_args!("{} is not a postal code", quoted(&text)))
                        .help("2 to 10 letters, digits, spaces and hyphens are expected")
                });
            }
            known.push((*item, text));
        }
        list::duplicates(&known, scope);
        Fact::Items(items.len() as u32)
    }
}
