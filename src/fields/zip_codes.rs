//! Postal codes: strings, because a number loses its leading zeros.

use serde_json::{Value, json};

use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Rule, rules};
use crate::json::NodeId;

use super::list;

rules! {
    /// Reports a postal code that is not 2 to 10 ASCII letters, digits, spaces and hyphens with a
    /// letter or digit at each end. Every postal code system fits this format. Write the postal
    /// code, or remove the item.
    ZIP_CODE_FORMAT = "zip-code-format": "a postal code has an impossible format" {}
    bad: Example::members(r#"{"zipCodes": ["N/A"]}"#).at(&["/zipCodes/0"]),
    good: Example::members(r#"{"zipCodes": ["90001", "SW1A 1AA"]}"#),
}

/// A list of postal codes.
pub(crate) struct ZipCodes;

pub(crate) fn is_zip_code(bytes: &[u8]) -> bool {
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

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(items) = list::items(node, ctx) else { return FieldValue::Invalid };
        let mut known = Vec::new();
        for item in &items {
            let Some(string) = expected_type::string(ExpectedType::Code, *item, ctx) else {
                continue;
            };
            let text = string.decode();
            if !is_zip_code(text.as_bytes()) {
                ctx.report(&ZIP_CODE_FORMAT, Place::Node(*item), |builder| {
                    builder
                        .subject_is(format_args!("is {}; it must be a postal code", quoted(&text)))
                        .help(
                            "write 2 to 10 letters, digits, spaces and hyphens, such as \"90001\"",
                        )
                });
            }
            known.push((*item, text));
        }
        list::report_duplicates(&known, ctx);
        FieldValue::Items(items.len() as u32)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES, list::RULES]
    }
}
