//! Contracts of your own: a JSON Schema judges the document, findings have places like any other.

use std::borrow::Cow;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{Draft, PatternOptions, ValidationError, Validator};
use serde_json::{Map, Value};

use crate::context::Context;
use crate::contract::Contract;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, NodeId, Tag};
use crate::lint::Linter;
use crate::payload::document_rules;
use crate::payload::scope::{self, Place, Scope};
use crate::quoted::{as_written, quoted};
use crate::report::Report;
use crate::ruleset::Ruleset;
use crate::suggest;

/// A contract given as a JSON Schema (2020-12), alone or on top of a built-in one.
///
/// Nothing is fetched: a reference that leaves the schema is an error. Regular expressions run in
/// linear time, so that a hostile one cannot hang a run; one that needs backtracking is an error.
///
/// ```
/// use offerlint::{Context, CustomContract, Ruleset};
/// use serde_json::json;
///
/// let schema = json!({"properties": {"payout": {"maximum": 100}}});
/// let contract = CustomContract::new("everflow/offer", &schema, None)?;
/// let report = contract.lint(br#"{"payout": 500}"#, &Context::default(), &Ruleset::default());
/// assert_eq!(report.diagnostics[0].rule, "schema/maximum");
/// assert_eq!(report.diagnostics[0].pointer, "/payout");
/// # Ok::<(), offerlint::InvalidSchema>(())
/// ```
#[derive(Debug)]
pub struct CustomContract {
    name: String,
    validator: Validator,
    schema: Value,
    extends: Option<Contract>,
}

/// A schema that cannot be used; displays the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidSchema(String);

impl std::fmt::Display for InvalidSchema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidSchema {}

impl CustomContract {
    /// A contract from a schema. With `extends` the built-in contract's rules apply as well.
    ///
    /// # Errors
    /// The schema is not one, refers to something outside, or has a pattern that is not a regular
    /// expression.
    pub fn new(
        name: &str,
        schema: &Value,
        extends: Option<Contract>,
    ) -> Result<Self, InvalidSchema> {
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_pattern_options(PatternOptions::regex())
            .offline()
            .build(schema)
            .map_err(|error| {
                let at = error.instance_path().as_str();
                InvalidSchema(format!(
                    "the schema of `{name}` cannot be used: {} (at \"{at}\")",
                    error.masked()
                ))
            })?;
        Ok(Self { name: name.to_owned(), validator, schema: schema.clone(), extends })
    }

    /// The contract's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Lints one document.
    pub fn lint(&self, bytes: &[u8], context: &Context, ruleset: &Ruleset) -> Report {
        let mut report =
            Report { contract: Cow::Owned(self.name.clone()), diagnostics: Vec::new() };
        let base = self.extends.unwrap_or(Contract::TracklysmsListOffersQuery);
        let linter = Linter::new(base, context, ruleset);
        let document = match std::str::from_utf8(bytes).ok().map(Document::parse) {
            Some(Ok(document)) => document,
            // Not JSON: that is all there is to say.
            _ => {
                report.diagnostics = linter.explain(bytes).diagnostics;
                return report;
            }
        };
        let mut found = if self.extends.is_some() {
            linter.explain(bytes).diagnostics
        } else {
            let mut scope = Scope::new(Some(&document), base, context, ruleset);
            document_rules::mark(document.text(), &mut scope);
            document_rules::tree(&document, &mut scope);
            scope.finish(bytes)
        };
        let value = to_value(&document, 0);
        for error in self.validator.iter_errors(&value) {
            self.report(&error, &document, ruleset, &mut found);
        }
        report.diagnostics = scope::finish(found, bytes);
        report
    }

    fn report(
        &self,
        error: &ValidationError<'_>,
        document: &Document<'_>,
        ruleset: &Ruleset,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(node) = document.find(error.instance_path().as_str()) else { return };
        let rule = format!("schema/{}", error.kind().keyword());
        let Some(severity) = ruleset.custom_severity(&rule) else { return };
        let mut push =
            |place: Place, pointer: Option<String>, message: String, help: Option<String>| {
                let (own, span) = scope::locate(Some(document), place);
                let mut finding = Diagnostic {
                    rule: Cow::Owned(rule.clone()),
                    severity,
                    pointer: pointer.unwrap_or(own),
                    range: span.map(scope::unresolved),
                    message,
                    help: help.map(Cow::Owned),
                    labels: Vec::new(),
                    api_code: None,
                    http_status: None,
                    fix: None,
                };
                scope::redact(&mut finding);
                found.push(finding);
            };
        match error.kind() {
            Kind::AdditionalProperties { unexpected }
            | Kind::UnevaluatedProperties { unexpected } => {
                // The properties that the same part of the schema lists.
                let part =
                    error.schema_path().as_str().rsplit_once('/').map_or("", |(part, _)| part);
                let listed = self.schema.pointer(part).and_then(|part| part.get("properties"));
                let listed = listed.and_then(Value::as_object);
                let known: Vec<&str> =
                    listed.map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default();
                for name in unexpected {
                    let key = document.member(node, name).and_then(|value| document.key_of(value));
                    let close = suggest::closest(name, known.iter().copied());
                    let message = format!("{} is not allowed here", quoted(name));
                    let help = close.map(|close| format!("did you mean {}?", quoted(close)));
                    push(Place::Node(key.unwrap_or(node)), None, message, help);
                }
            }
            Kind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let mut pointer = document.pointer(node);
                crate::document::push_token(&mut pointer, name);
                let place = Place::Missing { object: node, name: "" };
                push(
                    place,
                    Some(pointer),
                    format!("the required member {} is missing", quoted(name)),
                    None,
                );
            }
            kind => {
                let help = meant(kind, document, node)
                    .map(|meant| format!("did you mean {}?", quoted(&meant)));
                push(Place::Node(node), None, message(kind, document, node, error), help);
            }
        }
    }
}

/// The value of a list that was probably meant.
fn meant(kind: &Kind, document: &Document<'_>, node: NodeId) -> Option<String> {
    let Kind::Enum { options } = kind else { return None };
    let text = document.string(node)?.decode();
    let options: Vec<&str> = options.as_array()?.iter().filter_map(Value::as_str).collect();
    suggest::closest(&text, options.iter().copied()).map(str::to_owned)
}

/// What is wrong, in the words of the rest of this crate.
fn message(
    kind: &Kind,
    document: &Document<'_>,
    node: NodeId,
    error: &ValidationError<'_>,
) -> String {
    let seen = match document.tag(node) {
        Tag::Object => "the object".to_owned(),
        Tag::Array => "the array".to_owned(),
        _ => as_written(document.raw(node)),
    };
    match kind {
        Kind::Enum { options } => {
            format!("{seen} is not one of {}", as_written(&options.to_string()))
        }
        Kind::Constant { expected_value } => {
            format!("{seen} is not {}", as_written(&expected_value.to_string()))
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
        Kind::Pattern { pattern } => format!("{seen} does not match {}", as_written(pattern)),
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
        _ => as_written(&error.masked().to_string()),
    }
}

/// The tree as the schema crate wants it; of repeated members the last one.
fn to_value(document: &Document<'_>, node: NodeId) -> Value {
    match document.tag(node) {
        Tag::Null => Value::Null,
        Tag::True => Value::Bool(true),
        Tag::False => Value::Bool(false),
        Tag::Number => serde_json::from_str(document.raw(node)).unwrap_or_default(),
        Tag::String { .. } | Tag::Key { .. } => {
            document.string(node).map(|text| text.decode().into_owned()).into()
        }
        Tag::Array => document.items(node).map(|item| to_value(document, item)).collect(),
        Tag::Object => {
            let members = document.members(node);
            let named = members.filter_map(|(key, value)| {
                Some((document.string(key)?.decode().into_owned(), to_value(document, value)))
            });
            Value::Object(named.collect::<Map<_, _>>())
        }
    }
}
