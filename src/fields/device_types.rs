//! Device types: one string, a comma-separated string, or a list of strings.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::contract::distinct::duplicate_pairs;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::{alternatives, quoted};
use crate::diagnostics::example::Example;
use crate::diagnostics::look_alikes;
use crate::diagnostics::rule::{Evidence, Rule, rules};
use crate::json::{JsonStr, NodeId, Tag, edit};

use super::list::{self, DUPLICATE_ARRAY_ITEM};

rules! {
    /// Reports a device type other than iOS, Android, MacOS, Browser and All; letter case is
    /// ignored. These are the values by which the vendor's endpoint for listing offers filters. Use
    /// one of them. A string may contain several, separated by commas.
    DEVICE_TYPE_UNKNOWN = "device-type-unknown": "a device type is not in the vendor's list" {
        evidence: Evidence::Vendor("the vendor's page on listing offers"),
    }
    bad: Example::members(r#"{"deviceTypes": "iOS;Android"}"#).at(&["/deviceTypes"]),
    good: Example::members(r#"{"deviceTypes": "iOS, Android"}"#),
}

pub(crate) const KNOWN: [&str; 5] = ["iOS", "Android", "MacOS", "Browser", "All"];

/// One or several device types.
pub(crate) struct DeviceTypes;

pub(crate) fn known(token: &[u8]) -> Option<usize> {
    KNOWN.iter().position(|word| word.as_bytes().eq_ignore_ascii_case(token))
}

fn report_unknown(token: &str, in_list: bool, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    if known(token.as_bytes()).is_some() {
        return;
    }
    ctx.report(&DEVICE_TYPE_UNKNOWN, Place::Node(node), |builder| {
        let verb = if in_list { "is" } else { "contains" };
        let builder = builder.subject_is(format_args!(
            "{verb} {}{}; a device type must be {}",
            quoted(token),
            look_alikes::named(token),
            alternatives(KNOWN.iter().map(|name| [*name]))
        ));
        let is_several = token.contains([',', ';', '|', '/']);
        if is_several && in_list {
            builder.help("write each device type as an item of its own")
        } else if is_several {
            builder.help("separate device types with commas")
        } else {
            builder.help("use one of these; the vendor's page on listing offers has no other")
        }
    });
}

fn check_string(string: JsonStr<'_>, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    let text = string.decode();
    // The place of each token; without escapes the text is as it is written.
    let mut start = 0;
    let mut tokens = Vec::new();
    for token in text.split(',') {
        report_unknown(token.trim(), false, node, ctx);
        tokens.push((start..start + token.len(), token.trim()));
        start += token.len() + 1;
    }
    for (_, again) in duplicate_pairs(tokens.iter().map(|(_, token)| token.to_lowercase())) {
        let (place, token) = &tokens[again];
        ctx.report(&DUPLICATE_ARRAY_ITEM, Place::Node(node), |builder| {
            let first = builder.document().map_or(0, |document| document.span(node).start + 1);
            // The token goes with the comma before it.
            let edit = edit::delete(first + place.start - 1, first + place.end);
            let edits = if string.escaped { Vec::new() } else { vec![edit] };
            builder
                .subject_is(format_args!("contains {} twice", quoted(token)))
                .help("keep one; the list is a set")
                .safe_fix("remove the later one", edits)
        });
    }
}

impl FieldType for DeviceTypes {
    fn schema(&self) -> Value {
        json!({"type": ["string", "array"], "items": {"type": "string"}})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(document) = ctx.document else { return FieldValue::Invalid };
        match document.tag(node) {
            Tag::String { .. } => {
                if let Some(string) = document.string(node) {
                    check_string(string, node, ctx);
                }
            }
            Tag::Array => {
                let mut known: Vec<(NodeId, Cow<'_, str>)> = Vec::new();
                for item in document.items(node) {
                    let Some(string) = expected_type::string(ExpectedType::Text, item, ctx) else {
                        continue;
                    };
                    let text = string.decode();
                    report_unknown(text.trim(), true, item, ctx);
                    known.push((item, text.trim().to_lowercase().into()));
                }
                list::report_duplicates(&known, ctx);
            }
            _ => {
                expected_type::mismatch(ExpectedType::StringOrArray, node, ctx);
                return FieldValue::Invalid;
            }
        }
        FieldValue::Other
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES, list::RULES]
    }
}
