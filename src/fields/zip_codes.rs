//! Postal codes: strings, because a number loses its leading zeros.

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::NodeId;
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Example, rules};

use super::list;
use crate::contract::expected_type::{self, ExpectedType};

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

impl FieldType for ZipCodes {
    fn schema(&self) -> Value {
        json!({"type": "array", "items": {"type": "string"}})
    }

    fn prove<'c>(&self, cursor: &mut Cursor<'c>, _: &mut FieldValues) -> Option<FieldValue> {
        let read = |cursor: &mut Cursor<'c>| {
            let token = cursor.string().filter(|token| token.reads_as_written())?;
            is_zip_code(token.raw()).then(|| token.number())
        };
        list::prove(cursor, read)
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(items) = list::items(node, ctx) else { return FieldValue::Invalid };
        let mut known = Vec::new();
        for item in &items {
            let Some(string) = expected_type::string(ExpectedType::Code, *item, ctx) else { continue };
            let text = string.decode();
            if !is_zip_code(text.as_bytes()) {
                ctx.report(&ZIP_CODE_FORMAT, Place::Node(*item), |builder| {
                    builder
                        .message(format_args!("{} is not a postal code", quoted(&text)))
                        .help("2 to 10 letters, digits, spaces and hyphens are expected")
                });
            }
            known.push((*item, text));
        }
        list::duplicates(&known, ctx);
        FieldValue::Items(items.len() as u32)
    }
}
