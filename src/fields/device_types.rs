//! Device types: one string, a comma-separated string, or a list of strings.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::fast::cursor::Cursor;
use crate::json::{JsonStr, NodeId, Tag, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Evidence, Example, rules};

use super::list::{self, DUPLICATE_ARRAY_ITEM};
use crate::contract::expected_type::{self, ExpectedType};

rules! {
    /// A device type is not one of iOS, Android, MacOS, Browser and All, in any case: the values
    /// that the vendor's list endpoint filters by. A string may hold several, separated by commas.
    DEVICE_TYPE_UNKNOWN = "device-type-unknown": "a device type is not in the vendor's list" {
        evidence: Evidence::Vendor("GoKart, Get Offers List"),
    }
    bad: Example::gokart(r#"{"deviceTypes": "iOS;Android"}"#).at(&["/deviceTypes"]),
    good: Example::gokart(r#"{"deviceTypes": "iOS, Android"}"#),
}

const KNOWN: [&str; 5] = ["iOS", "Android", "MacOS", "Browser", "All"];

/// One or several device types.
pub(crate) struct DeviceTypes;

fn known(token: &[u8]) -> Option<usize> {
    KNOWN.iter().position(|word| word.as_bytes().eq_ignore_ascii_case(token))
}

/// Whether every token is known and none repeats.
fn are_clean<'t>(tokens: impl Iterator<Item = &'t [u8]>) -> bool {
    let mut seen = [false; KNOWN.len()];
    for token in tokens {
        match known(token.trim_ascii()) {
            Some(index) if !seen[index] => seen[index] = true,
            _ => return false,
        }
    }
    true
}

fn report_unknown(token: &str, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    if known(token.as_bytes()).is_some() {
        return;
    }
    ctx.report(&DEVICE_TYPE_UNKNOWN, Place::Node(node), |builder| {
        builder
            .message(format_args!("{} is not a known device type", quoted(token)))
            .help(format!("known are {}; separate several with commas", KNOWN.join(", ")))
    });
}

fn check_string(string: JsonStr<'_>, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    let text = string.decode();
    // Where each token stands: without escapes the text is as it is written.
    let mut start = 0;
    let mut tokens = Vec::new();
    for token in text.split(',') {
        report_unknown(token.trim(), node, ctx);
        tokens.push((start..start + token.len(), token.trim()));
        start += token.len() + 1;
    }
    for (_, again) in list::duplicate_pairs(tokens.iter().map(|(_, token)| token.to_lowercase())) {
        let (place, token) = &tokens[again];
        ctx.report(&DUPLICATE_ARRAY_ITEM, Place::Node(node), |builder| {
            let first = builder.document().map_or(0, |document| document.span(node).start + 1);
            // The token goes with the comma before it.
            let edit = edit::delete(first + place.start - 1, first + place.end);
            let edits = if string.escaped { Vec::new() } else { vec![edit] };
            builder
                .message(format_args!("{} is listed already", quoted(token)))
                .help("the list is a set; keep one")
                .safe_fix("remove the later one", edits)
        });
    }
}

impl FieldType for DeviceTypes {
    fn schema(&self) -> Value {
        json!({"type": ["string", "array"], "items": {"type": "string"}})
    }

    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        if cursor.peek()? == b'"' {
            let token = cursor.string().filter(|token| token.reads_as_written())?;
            return are_clean(token.raw().split(|byte| *byte == b',')).then_some(FieldValue::Invalid);
        }
        let gap = cursor.open(b'[')?;
        if cursor.close(b']') {
            return Some(FieldValue::Invalid);
        }
        let mut tokens = [&b""[..]; KNOWN.len()];
        let mut count = 0;
        loop {
            let token = cursor.string().filter(|token| token.reads_as_written())?;
            *tokens.get_mut(count)? = token.raw();
            count += 1;
            if !cursor.next(b']', gap)? {
                return are_clean(tokens[..count].iter().copied()).then_some(FieldValue::Invalid);
            }
        }
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
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
                    let Some(string) = expected_type::string(ExpectedType::Text, item, ctx) else { continue };
                    let text = string.decode();
                    report_unknown(text.trim(), item, ctx);
                    known.push((item, text.trim().to_lowercase().into()));
                }
                list::duplicates(&known, ctx);
            }
            _ => expected_type::mismatch(ExpectedType::StringOrArray, node, ctx),
        }
        FieldValue::Invalid
    }
}
