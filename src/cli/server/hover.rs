//! Hover: a field, the findings on it, the parts of a URL; in offerlint.toml rules and keys.

use gen_lsp_types::{Hover, MarkupContent, MarkupKind, Position};
use offerlint::project::configuration_schema;
use offerlint::{Contract, rules};

use super::documents::{Document, Kind};
use super::outline::{Kind as ValueKind, Outline};
use super::workspace::Target;
use super::{fields, url_parts};
use crate::cli::rule_text;

/// The hover text for a place of a document.
pub(crate) fn at(
    document: &mut Document,
    target: Option<&Target>,
    position: Position,
    kind: MarkupKind,
) -> Option<Hover> {
    let index = document.index();
    let offset = index.offset(&document.text, position);
    let (text, span) = match document.kind {
        Kind::Configuration => in_configuration(&document.text, offset)?,
        _ => in_payload(document, target.filter(|target| !target.file.is_capture())?, offset)?,
    };
    Some(Hover {
        contents: MarkupContent { kind, value: text }.into(),
        range: Some(index.range(&document.text, span)),
    })
}

type Found = (String, std::ops::Range<usize>);

fn in_payload(document: &Document, target: &Target, offset: usize) -> Option<Found> {
    let part = document.payload_at(offset);
    let outline = Outline::read(&document.text[part.clone()]);
    let at = offset - part.start;
    let node = outline.at(at)?;
    let (span, key) = (outline.span(node), outline.key_span(node));
    let is_on_key = key.as_ref().is_some_and(|key| (key.start..=key.end).contains(&at));
    let is_container = matches!(outline.kind(node), ValueKind::Object | ValueKind::Array);
    if is_container && !is_on_key {
        return None;
    }
    let shown = key.filter(|_| is_on_key).unwrap_or(span);
    let mut sections = Vec::new();
    if let Some(contract) = fields::contract(target)
        && let Some(field) = fields::at(contract, &outline, node)
    {
        sections.push(fields::markdown(&field, contract));
    }
    if !is_on_key
        && let Some(parts) = outline.string(node).and_then(|url| url_parts::markdown(&url))
    {
        sections.push(parts);
    }
    let findings =
        document.findings.as_ref().filter(|found| found.revision.text == document.changes);
    let mut named = Vec::new();
    for found in findings.iter().flat_map(|findings| findings.list.iter()) {
        let is_here = found.range.is_some_and(|range| {
            (range.span.start..=range.span.end).contains(&offset)
                && range.span.end <= part.start + shown.end
        });
        if let Some(rule) =
            rules::find(&found.rule).filter(|rule| is_here && !named.contains(&rule.name))
        {
            named.push(rule.name);
            sections.push(format!("**{}**: {}\n", rule.name, rule_text::paragraph(rule)));
        }
    }
    let text = sections.join("\n---\n\n");
    (!text.is_empty()).then(|| (text, part.start + shown.start..part.start + shown.end))
}

/// The word at an offset: the name of a rule, a contract or a key.
fn in_configuration(text: &str, offset: usize) -> Option<Found> {
    let is_word = |c: char| c.is_alphanumeric() || "-_/".contains(c);
    let start = text[..offset]
        .rfind(|c| !is_word(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[offset..].find(|c| !is_word(c)).map_or(text.len(), |length| offset + length);
    let word = &text[start..end];
    let shown = if let Some(rule) = rules::find(word) {
        rule_text::document(rule)
    } else if let Ok(contract) = word.parse::<Contract>() {
        let endpoint = contract.endpoint();
        let (method, path) = (endpoint.method(), endpoint.path());
        format!("**{contract}**: {} ({method} {path})", contract.summary())
    } else {
        let schema = configuration_schema();
        let places = [
            "/properties",
            "/properties/allow/items/properties",
            "/properties/overrides/items/properties",
            "/properties/contracts/additionalProperties/properties",
        ];
        let mut keys = places.iter().filter_map(|place| schema.pointer(place)?.get(word));
        format!("**{word}**: {}", keys.find_map(|key| key.get("description")?.as_str())?)
    };
    Some((shown, start..end))
}
