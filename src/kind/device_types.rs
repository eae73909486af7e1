//! Device types: one string, a comma-separated string, or a list of strings.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::document::{JsonStr, NodeId, Tag, edit};
use crate::payload::Kind;
use crate::payload::facts::{Fact, Facts};
use crate::payload::scope::{Place, Scope};
use crate::quoted::quoted;
use crate::rule::{Evidence, Example, rules};

use super::list::{self, DUPLICATE_ARRAY_ITEM};
use super::typed::{self, Wanted};

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

fn report_unknown(token: &str, node: NodeId, scope: &mut Scope<'_, '_>) {
    if known(token.as_bytes()).is_some() {
        return;
    }
    scope.report(&DEVICE_TYPE_UNKNOWN, Place::Node(node), |draft| {
        draft
            .says(format_args!("{} is not a known device type", quoted(token)))
            .help(format!("known are {}; separate several with commas", KNOWN.join(", ")))
    });
}

fn check_string(string: JsonStr<'_>, node: NodeId, scope: &mut Scope<'_, '_>) {
    let text = string.decode();
    // Where each token stands: without escapes the text is as it is written.
    let mut start = 0;
    let mut tokens = Vec::new();
    for token in text.split(',') {
        report_unknown(token.trim(), node, scope);
        tokens.push((start..start + token.len(), token.trim()));
        start += token.len() + 1;
    }
    for (_, again) in list::repeated(tokens.iter().map(|(_, token)| token.to_lowercase())) {
        let (place, token) = &tokens[again];
        scope.report(&DUPLICATE_ARRAY_ITEM, Place::Node(node), |draft| {
            let first = draft.document().map_or(0, |document| document.span(node).start + 1);
            // The token goes with the comma before it.
            let edit = edit::delete(first + place.start - 1, first + place.end);
            let edits = if string.escaped { Vec::new() } else { vec![edit] };
            draft
                .says(format_args!("{} is listed already", quoted(token)))
                .help("the list is a set; keep one")
                .safe_fix("remove the later one", edits)
        });
    }
}

impl Kind for DeviceTypes {
    fn schema(&self) -> Value {
        json!({"type": ["string", "array"], "items": {"type": "string"}})
    }

    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut Facts) -> Option<Fact> {
        if cursor.peek()? == b'"' {
            let token = cursor.string().filter(|token| token.reads_as_written())?;
            return are_clean(token.raw().split(|byte| *byte == b',')).then_some(Fact::Hole);
        }
        let gap = cursor.open(b'[')?;
        if cursor.close(b']') {
            return Some(Fact::Hole);
        }
        let mut tokens = [&b""[..]; KNOWN.len()];
        let mut count = 0;
        loop {
            let token = cursor.string().filter(|token| token.reads_as_written())?;
            *tokens.get_mut(count)? = token.raw();
            count += 1;
            if !cursor.next(b']', gap)? {
                return are_clean(tokens[..count].iter().copied()).then_some(Fact::Hole);
            }
        }
    }

    fn check(&self, node: NodeId, scope: &mut Scope<'_, '_>, _: &mut Facts) -> Fact {
        let Some(document) = scope.document else { return Fact::Hole };
        match document.tag(node) {
            Tag::String { .. } => {
                if let Some(string) = document.string(node) {
                    check_string(string, node, scope);
                }
            }
            Tag::Array => {
                let mut known: Vec<(NodeId, Cow<'_, str>)> = Vec::new();
                for item in document.items(node) {
                    let Some(string) = typed::string(Wanted::Text, item, scope) else { continue };
                    let text = string.decode();
                    report_unknown(text.trim(), item, scope);
                    known.push((item, text.trim().to_lowercase().into()));
                }
                list::duplicates(&known, scope);
            }
            _ => typed::mismatch(Wanted::StringOrArray, node, scope),
        }
        Fact::Hole
    }
}
