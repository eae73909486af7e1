//! Completion in payloads, however unfinished: names of fields, required ones first, and their values.

use std::collections::BTreeMap;
use std::ops::Range;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, InsertTextFormat, MarkupContent,
    MarkupKind, Position, TextEdit,
};
use offerlint::{Contract, FieldInfo, Linter};

use super::client::Client;
use super::documents::{Document, Kind as DocumentKind};
use super::outline::{Expected, Kind, NodeId, Outline};
use super::positions::LineIndex;
use super::repair::repair;
use super::workspace::Target;
use super::{configuration_completion, fields, snippets};

/// Larger payloads are not linted to find out which fields are required.
const MAX_LINTED: usize = 2 << 20;

/// The proposals at a position.
pub(crate) fn at(
    document: &mut Document,
    target: Option<&Target>,
    position: Position,
    client: &Client,
    contracts: &[String],
) -> Option<CompletionList> {
    let (text, index) = (document.text.clone(), document.index());
    let offset = index.offset(&text, position);
    let items = if document.kind == DocumentKind::Configuration {
        configuration_completion::at(&text, offset, &index, contracts)
    } else {
        let contract = fields::contract(target?)?;
        let part = document.payload_at(offset);
        let place = Place { text: &text, part, offset, index: &index, contract, client };
        place.items().unwrap_or_default()
    };
    Some(CompletionList { is_incomplete: false, items, ..CompletionList::default() })
}

/// The place of the cursor.
struct Place<'d> {
    text: &'d str,
    /// The payload.
    part: Range<usize>,
    offset: usize,
    index: &'d LineIndex,
    contract: Contract,
    client: &'d Client,
}

impl Place<'_> {
    fn items(&self) -> Option<Vec<CompletionItem>> {
        let payload = &self.text[self.part.clone()];
        let before = Outline::read(&self.text[self.part.start..self.offset]);
        let full = Outline::read(payload);
        let token = before.unfinished.clone();
        let Some(&container) = before.open.last() else {
            let is_empty = before.root().is_none() || token.is_some();
            return is_empty.then(|| self.whole_object(token));
        };
        let start = before.span(container).start;
        let node = full.container_at(start, before.kind(container))?;
        match (before.kind(container), before.expected) {
            (Kind::Object, Expected::Key) => self.names(&full, node, token, None),
            (Kind::Object, Expected::Separator) => {
                self.names(&full, node, token, Some(before.last_end))
            }
            (Kind::Object, Expected::Value) => {
                let key = match &before.key {
                    Some(key) => key.start,
                    None => before.key_span(before.children(container).last()?)?.start,
                };
                let is_this =
                    |child: &NodeId| full.key_span(*child).is_some_and(|found| found.start == key);
                let member = full.children(node).find(is_this)?;
                let field = fields::at(self.contract, &full, member)?;
                Some(self.values(&field, token, false))
            }
            (Kind::Array, Expected::Value) => {
                let field = fields::at(self.contract, &full, node)?;
                Some(self.values(&field, token, true))
            }
            _ => None,
        }
    }

    /// The object of an empty document.
    fn whole_object(&self, token: Option<Range<usize>>) -> Vec<CompletionItem> {
        if !self.client.snippets {
            return Vec::new();
        }
        let fields = self.contract.fields();
        let text = snippets::object(&fields);
        vec![self.item(Proposal {
            kind: CompletionItemKind::Snippet,
            detail: self.contract.summary().to_owned(),
            is_snippet: true,
            ..Proposal::new(self.contract.name(), text, self.replaced(token))
        })]
    }

    /// The names of the fields that an object does not have yet. `comma`: the end of the value after
    /// which a comma is missing.
    fn names(
        &self,
        full: &Outline<'_>,
        object: NodeId,
        token: Option<Range<usize>>,
        comma: Option<usize>,
    ) -> Option<Vec<CompletionItem>> {
        let all = fields::of_object(self.contract, full, object)?;
        let cut = token.as_ref().map(|token| token.start);
        let is_other = |child: &NodeId| full.key_span(*child).map(|key| key.start) != cut;
        let present: Vec<_> =
            full.children(object).filter(is_other).filter_map(|child| full.name(child)).collect();
        let missing = self.missing(full, object, cut);
        let replaced = self.replaced(token);
        let after = self.text[replaced.end..self.part.end].trim_start();
        let before = self.text[self.part.start..replaced.start].trim_end();
        let comma = comma.map(|at| self.part.start + at);
        let comma = comma
            .or_else(|| (!before.ends_with(['{', ','])).then_some(before.len() + self.part.start));
        let new = all.iter().enumerate().filter(|(_, field)| !present.contains(&field.name.into()));
        let items = new.map(|(at, field)| {
            let reason = missing.get(field.name);
            let mut text = format!("\"{}\"", field.name);
            if !after.starts_with(':') {
                text.push_str(": ");
                if self.client.snippets {
                    text.push_str(&snippets::value(field));
                    text.push_str(if after.starts_with('"') { "," } else { "" });
                }
            }
            let detail = match reason {
                Some(reason) => reason.clone(),
                None => {
                    format!("{}, {}", fields::type_name(&field.schema), fields::requirement(field))
                }
            };
            let mut item = self.item(Proposal {
                kind: CompletionItemKind::Field,
                detail,
                documentation: Some(fields::markdown(field, self.contract)),
                is_snippet: self.client.snippets,
                sort: format!("{}{at:03}", if reason.is_some() { 0 } else { 1 }),
                ..Proposal::new(field.name, text, replaced.clone())
            });
            if let Some(at) = comma {
                let range = self.index.range(self.text, at..at);
                item.additional_text_edits =
                    Some(vec![TextEdit { range, new_text: ",".to_owned() }]);
            }
            item
        });
        Some(items.collect())
    }

    /// The fields that the linter misses in an object, with its messages: the fields that are always
    /// required and those whose condition holds.
    fn missing(
        &self,
        full: &Outline<'_>,
        object: NodeId,
        cut: Option<usize>,
    ) -> BTreeMap<String, String> {
        if self.part.len() > MAX_LINTED {
            return BTreeMap::new();
        }
        let repaired = repair(full, cut, object);
        let present: Vec<_> = full.children(object).filter_map(|child| full.name(child)).collect();
        let found = Linter::new(self.contract).lint_document(repaired.text.as_bytes()).diagnostics;
        let named = found.into_iter().filter_map(|found| {
            let name = found.pointer.strip_prefix(&repaired.pointer)?.strip_prefix('/')?.to_owned();
            Some((name, found.message))
        });
        // A finding at a field that is there is one on its value.
        let is_absent = |(name, _): &(String, String)| {
            cut.is_some() || !present.iter().any(|present| present == name)
        };
        named.filter(|(name, _)| !name.contains('/')).filter(is_absent).collect()
    }

    /// The values of a field, or of the items of its list.
    fn values(
        &self,
        field: &FieldInfo,
        token: Option<Range<usize>>,
        is_item: bool,
    ) -> Vec<CompletionItem> {
        let replaced = self.replaced(token);
        let is_list = snippets::first_type(&field.schema) == "array";
        let mut proposals = Vec::new();
        let new = |label: &str, text: String| Proposal::new(label, text, replaced.clone());
        if is_list == is_item {
            for value in field.allowed_values {
                let kind = CompletionItemKind::EnumMember;
                proposals.push(Proposal { kind, ..new(value, format!("\"{value}\"")) });
            }
        }
        if snippets::first_type(&field.schema) == "boolean" {
            for value in ["true", "false"] {
                proposals.push(new(value, value.to_owned()));
            }
        }
        if field.nullable && !is_item {
            proposals.push(Proposal { sort: "9".to_owned(), ..new("null", "null".to_owned()) });
        }
        let is_object = is_item || snippets::first_type(&field.schema) == "object" || is_list;
        if self.client.snippets && is_object && !field.fields.is_empty() {
            let text = match is_item {
                true => snippets::object(&field.fields),
                false => snippets::value(field),
            };
            let (kind, detail) = (CompletionItemKind::Snippet, field.description.to_owned());
            let label =
                format!("{} with all required fields", if is_item { "object" } else { "value" });
            proposals.push(Proposal { kind, detail, is_snippet: true, ..new(&label, text) });
        }
        proposals.into_iter().map(|proposal| self.item(proposal)).collect()
    }

    /// The bytes that a proposal replaces: the whole token at the cursor.
    fn replaced(&self, token: Option<Range<usize>>) -> Range<usize> {
        let Some(token) = token else { return self.offset..self.offset };
        let start = self.part.start + token.start;
        let rest = &self.text[self.offset..self.part.end];
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let is_quoted = self.text[start..].starts_with('"') && rest[word..].starts_with('"');
        match is_quoted {
            true => start..self.offset + word + 1,
            false if rest[word..].starts_with(['"', '\\']) => start..self.offset,
            false => start..self.offset + word,
        }
    }

    fn item(&self, proposal: Proposal) -> CompletionItem {
        let Proposal { label, text, replaced, kind, detail, documentation, is_snippet, sort } =
            proposal;
        // Clients compare this text with the one before the cursor, which may begin with a quote.
        let has_quote = self.text[replaced.clone()].starts_with('"');
        let filter = if has_quote { format!("\"{label}\"") } else { label.clone() };
        let range = self.index.range(self.text, replaced);
        let markup = match self.client.markdown_completion {
            true => MarkupKind::Markdown,
            false => MarkupKind::PlainText,
        };
        let format =
            if is_snippet { InsertTextFormat::Snippet } else { InsertTextFormat::PlainText };
        CompletionItem {
            label,
            kind: Some(kind),
            detail: Some(detail).filter(|detail| !detail.is_empty()),
            documentation: documentation.map(|value| MarkupContent { kind: markup, value }.into()),
            sort_text: Some(sort).filter(|sort| !sort.is_empty()),
            filter_text: Some(filter),
            insert_text_format: Some(format),
            text_edit: Some(TextEdit { range, new_text: text }.into()),
            ..CompletionItem::default()
        }
    }
}

/// A proposal.
struct Proposal {
    label: String,
    text: String,
    replaced: Range<usize>,
    kind: CompletionItemKind,
    detail: String,
    documentation: Option<String>,
    is_snippet: bool,
    sort: String,
}

impl Proposal {
    fn new(label: &str, text: String, replaced: Range<usize>) -> Self {
        Self {
            label: label.to_owned(),
            text,
            replaced,
            kind: CompletionItemKind::Value,
            detail: String::new(),
            documentation: None,
            is_snippet: false,
            sort: String::new(),
        }
    }
}
