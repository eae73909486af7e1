//! From the errors of the schema crate to findings.

use std::borrow::Cow;
use std::io;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::node_lookup::NodeLookup;
use crate::contract::place::{Place, locate};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::diagnostic::unresolved;
use crate::diagnostics::display_safe::{display_raw, quoted};
use crate::diagnostics::pointer::{pointer, push_token};
use crate::diagnostics::rule_set::RuleSet;
use crate::diagnostics::suggest;
use crate::json::{Document, NodeId, Tag};

/// The largest number of candidates for a suggestion, and of comparisons with candidates in one document.
const MAX_CANDIDATES: usize = 500;
const MAX_COMPARISONS: usize = 200_000;

/// The findings of one document.
pub(super) struct Findings<'d, 'a> {
    document: &'d Document<'a>,
    schema: &'d Value,
    ruleset: &'d RuleSet,
    lookup: NodeLookup<'d, 'a>,
    /// Remaining comparisons with candidates.
    comparisons: usize,
    pub(super) found: Vec<Diagnostic>,
}

/// A finding without its rule.
struct Content {
    place: Place,
    /// The pointer, if it is not that of the place.
    pointer: Option<String>,
    message: String,
    help: Option<String>,
}

impl Content {
    fn at(node: NodeId, message: String) -> Self {
        Self { place: Place::Node(node), pointer: None, message, help: None }
    }
}

impl<'d, 'a> Findings<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>, schema: &'d Value, ruleset: &'d RuleSet) -> Self {
        let (lookup, comparisons) = (NodeLookup::new(document), MAX_COMPARISONS);
        Self { document, schema, ruleset, lookup, comparisons, found: Vec::new() }
    }

    /// Turns an error into findings.
    pub(super) fn add(&mut self, error: &ValidationError<'_>) {
        let document = self.document;
        let Some(node) = self.lookup.find(error.instance_path().as_str()) else { return };
        let keyword = error.kind().keyword();
        match error.kind() {
            Kind::AdditionalProperties { unexpected }
            | Kind::UnevaluatedProperties { unexpected } => {
                // The properties that the same part of the schema lists.
                let part =
                    error.schema_path().as_str().rsplit_once('/').map_or("", |(part, _)| part);
                let listed = self.schema.pointer(part).and_then(|part| part.get("properties"));
                let listed = listed.and_then(Value::as_object);
                let listed = listed.filter(|map| map.len() <= MAX_CANDIDATES);
                let known: Vec<&str> =
                    listed.map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default();
                for name in unexpected {
                    let value = self.lookup.member(node, name);
                    let key = value.and_then(|value| document.key_of(value));
                    let close = self.closest(name, &known);
                    let help = close.map(|close| format!("did you mean {}?", quoted(close)));
                    let content = Content::at(key.unwrap_or(node), not_allowed(name));
                    self.push(keyword, Content { help, ..content });
                }
            }
            Kind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let mut pointer = pointer(document, node);
                push_token(&mut pointer, name);
                let place = Place::Missing { object: node, name: "" };
                let message = format!("the required member {} is missing", quoted(name));
                self.push(keyword, Content { place, pointer: Some(pointer), message, help: None });
            }
            Kind::FalseSchema => self.add_false_schema(error, node),
            kind => {
                let help = self
                    .closest_value(kind, node)
                    .map(|close| format!("did you mean {}?", quoted(&close)));
                let content = Content::at(node, message(kind, document, node, error));
                self.push(keyword, Content { help, ..content });
            }
        }
    }

    /// Reports that the validation was ended early.
    pub(super) fn add_exhausted(&mut self) {
        let message = "the document takes too many steps to be checked against the schema";
        let help =
            "change the schema: let no subschema refer to itself twice for the same member or item";
        let content = Content::at(0, message.to_owned());
        self.push("$ref", Content { help: Some(help.to_owned()), ..content });
    }

    fn closest<'c>(&mut self, name: &str, candidates: &[&'c str]) -> Option<&'c str> {
        self.comparisons = self.comparisons.checked_sub(candidates.len())?;
        suggest::closest(name, candidates.iter().copied())
    }

    /// The value of `enum` that is closest to the written one.
    fn closest_value(&mut self, kind: &Kind, node: NodeId) -> Option<String> {
        let Kind::Enum { options } = kind else { return None };
        let text = self.document.string(node)?.decode();
        let options = options.as_array().filter(|options| options.len() <= MAX_CANDIDATES)?;
        let options: Vec<&str> = options.iter().filter_map(Value::as_str).collect();
        self.closest(&text, &options).map(str::to_owned)
    }

    /// Reports a member or a value whose schema is `false`.
    fn add_false_schema(&mut self, error: &ValidationError<'_>, node: NodeId) {
        let document = self.document;
        let name = |key| document.string(key).map(|name| not_allowed(&name.decode()));
        match last_keyword(error.evaluation_path().as_str()) {
            // The crate reports the object only, if no other keyword is about its members.
            Some(keyword @ ("additionalProperties" | "propertyNames"))
                if document.tag(node) == Tag::Object =>
            {
                for (key, _) in document.members(node) {
                    if let Some(message) = name(key) {
                        self.push(keyword, Content::at(key, message));
                    }
                }
            }
            last => {
                let by_name = matches!(last, Some("properties" | "patternProperties"));
                let key = document.key_of(node).filter(|_| by_name);
                let content = key.and_then(|key| Some(Content::at(key, name(key)?)));
                let content = content.unwrap_or_else(|| {
                    Content::at(node, message(error.kind(), document, node, error))
                });
                self.push("falseSchema", content);
            }
        }
    }

    fn push(&mut self, keyword: &str, content: Content) {
        let rule = format!("schema/{keyword}");
        let Some(severity) = self.ruleset.custom_severity(&rule) else { return };
        let (own, span) = locate(Some(self.document), content.place);
        let mut finding = Diagnostic::new(rule, severity, content.message);
        finding.pointer = content.pointer.unwrap_or(own);
        finding.range = span.map(unresolved);
        finding.help = content.help.map(Cow::Owned);
        finding.redact();
        self.found.push(finding);
    }
}

fn not_allowed(name: &str) -> String {
    format!("{} is not allowed here", quoted(name))
}

/// The last keyword of a path; names and indexes are not keywords.
fn last_keyword(path: &str) -> Option<&str> {
    let mut tokens = path.split('/').skip(1);
    let mut last = None;
    while let Some(keyword) = tokens.next() {
        last = Some(keyword);
        if let "properties" | "patternProperties" | "dependentSchemas" | "allOf" | "anyOf"
        | "oneOf" | "prefixItems" = keyword
        {
            tokens.next();
        }
    }
    last
}

/// The message in the style of the rest of this crate.
fn message(
    kind: &Kind,
    document: &Document<'_>,
    node: NodeId,
    error: &ValidationError<'_>,
) -> String {
    let seen = match document.tag(node) {
        Tag::Object => "the object".into(),
        Tag::Array => "the array".into(),
        _ => display_raw(document.raw(node)),
    };
    match kind {
        Kind::Enum { options } => {
            format!("{seen} is not one of {}", shown(options))
        }
        Kind::Constant { expected_value } => {
            format!("{seen} is not {}", shown(expected_value))
        }
        Kind::Maximum { limit } => format!("{seen} is above {limit}"),
        Kind::Minimum { limit } => format!("{seen} is below {limit}"),
        Kind::ExclusiveMaximum { limit } => format!("{seen} is not below {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("{seen} is not above {limit}"),
        Kind::MaxLength { limit } => format!("{seen} has more than {limit} characters"),
        Kind::MinLength { limit } => format!("{seen} has fewer than {limit} characters"),
        Kind::MaxItems { limit } => format!("{seen} has more than {limit} items"),
        Kind::MinItems { limit } => format!("{seen} has fewer than {limit} items"),
        Kind::MaxProperties { limit } => format!("{seen} has more than {limit} members"),
        Kind::MinProperties { limit } => format!("{seen} has fewer than {limit} members"),
        Kind::Pattern { pattern } => format!("{seen} does not match {}", display_raw(pattern)),
        Kind::BacktrackLimitExceeded { .. } => {
            format!("{seen} takes too many backtracking steps to match against the pattern")
        }
        Kind::Format { format } => format!("{seen} is not a valid {format}"),
        Kind::UniqueItems => format!("{seen} has an item twice"),
        Kind::Contains => format!("{seen} has no item of the demanded kind"),
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            format!("{seen} has none of the {} allowed forms", context.len())
        }
        Kind::OneOfMultipleValid { .. } => {
            format!("{seen} has several of the allowed forms at once")
        }
        Kind::Not { .. } | Kind::FalseSchema => format!("{seen} is not allowed here"),
        _ => display_raw(&error.masked().to_string()).into_owned(),
    }
}

/// A value of the schema, cut to the length that a message shows.
fn shown(value: &Value) -> String {
    let mut prefix = Prefix(Vec::new());
    match serde_json::to_writer(&mut prefix, value) {
        Ok(()) => display_raw(&String::from_utf8_lossy(&prefix.0)).into_owned(),
        Err(_) => {
            let shown = display_raw(&String::from_utf8_lossy(&prefix.0)).into_owned();
            if shown.ends_with('…') { shown } else { shown + "…" }
        }
    }
}

/// Keeps the first 4 KiB of a text, which is enough to recognise keys in it.
struct Prefix(Vec<u8>);

impl io::Write for Prefix {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = 4096 - self.0.len();
        let taken = &bytes[..bytes.len().min(room)];
        self.0.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
