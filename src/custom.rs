//! Contracts of your own: a JSON Schema validates the document, findings have places like any other.

mod documents;
mod findings;
mod instance;
mod instance_node;
mod node_lookup;
mod references;
mod same_value;

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;

use crate::contract::context::Context;
use crate::contract::contract_spec::{Contract, ContractSpec, Role, search_everywhere};
use crate::contract::document_rules;
use crate::contract::endpoint::EndpointSpec;
use crate::contract::lint_context::LintContext;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::diagnostic::resolve_all;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::report::Report;
use crate::diagnostics::rule_set::RuleSet;
use crate::json::Document;
use crate::linter::Linter;
use documents::Documents;
pub use documents::LoadDocument;
use findings::Findings;
use instance::Instance;
use instance_node::{DocumentJson, InstanceNode};
use references::Loaded;

/// Number of backtracking steps after which a match of a pattern is given up and reported.
const BACKTRACK_LIMIT: usize = 100_000;

/// A contract given as a JSON Schema, alone or on top of a built-in one.
///
/// `$schema` at the root selects draft-04, draft-06, draft-07, 2019-09 or 2020-12 (the default).
/// `format` is asserted only if [`SchemaOptions::assert_formats`] is set. Nothing is fetched:
/// references lead to the schema itself or to documents that [`SchemaOptions::load`] gives. Numbers
/// are compared exactly, whatever their size.
/// Patterns may use look-around and back-references. A match that exceeds the backtracking limit is
/// reported as a finding.
///
/// ```
/// use offerlint::{Context, CustomContract, RuleSet};
/// use serde_json::json;
///
/// let schema = json!({"properties": {"payout": {"maximum": 100}}});
/// let contract = CustomContract::new("everflow/offer", &schema, None)?;
/// let report = contract.lint(br#"{"payout": 500}"#, &Context::default(), &RuleSet::default());
/// assert_eq!(report.diagnostics[0].rule, "schema/maximum");
/// assert_eq!(report.diagnostics[0].pointer, "/payout");
/// # Ok::<(), offerlint::InvalidSchema>(())
/// ```
#[derive(Debug)]
pub struct CustomContract {
    name: String,
    validator: Validator<DocumentJson>,
    schema: Value,
    extends: Option<Contract>,
}

/// Options of a contract that is given as a JSON Schema.
#[derive(Clone, Copy, Default)]
pub struct SchemaOptions<'o> {
    /// The built-in contract whose rules apply as well.
    pub extends: Option<Contract>,
    /// Whether `format` is asserted, in every draft.
    pub assert_formats: bool,
    /// The path of the schema in the folder that its references may lead to, with `/` as separator.
    pub path: &'o str,
    /// Loads the documents that references name. Without it a reference to another document is an
    /// error.
    pub load: Option<&'o LoadDocument<'o>>,
}

impl std::fmt::Debug for SchemaOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SchemaOptions")
            .field("extends", &self.extends)
            .field("assert_formats", &self.assert_formats)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
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
    /// The schema is invalid, refers to another document, has a pattern that is not a regular expression,
    /// applies itself to the same value without end, applies more than 10,000 subschemas to one value, or
    /// more than 64 in a row.
    pub fn new(
        name: &str,
        schema: &Value,
        extends: Option<Contract>,
    ) -> Result<Self, InvalidSchema> {
        Self::with_options(name, schema, SchemaOptions { extends, ..SchemaOptions::default() })
    }

    /// A contract from a schema, with options.
    ///
    /// # Errors
    /// As [`new`](Self::new), and a reference to a document that cannot be loaded.
    pub fn with_options(
        name: &str,
        schema: &Value,
        options: SchemaOptions<'_>,
    ) -> Result<Self, InvalidSchema> {
        let invalid = |reason: &str| {
            InvalidSchema(format!("the schema of `{name}` cannot be used: {reason}"))
        };
        let draft = draft_of(schema).map_err(|unknown| {
            InvalidSchema(format!(
                "the schema of `{name}` cannot be used: its `$schema` is {}; it must be the URI of draft-04, \
                 draft-06, draft-07, 2019-09 or 2020-12",
                quoted(unknown)
            ))
        })?;
        let documents = references::load(options.path, schema, draft, options.load)
            .map_err(|reason| invalid(&reason))?;
        let mut schema = schema.clone();
        // A reference to the root would switch to the draft that is named there.
        if let Some(root) = schema.as_object_mut()
            && root.get("$schema").is_some_and(Value::is_string)
        {
            root.remove("$schema");
        }
        let Documents { base, mut referenced } = documents;
        referenced.insert(base.clone(), schema.clone());
        let loaded = Loaded(referenced);
        same_value::check(&schema, draft, &base, &loaded).map_err(|reason| invalid(&reason))?;
        let validator = jsonschema::options_for::<DocumentJson>()
            .with_draft(draft)
            .should_validate_formats(options.assert_formats)
            .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(BACKTRACK_LIMIT))
            .with_base_uri(base.as_str())
            .with_retriever(loaded)
            .build(&schema)
            .map_err(|error| {
                let at = error.instance_path().as_str();
                invalid(&format!("{} (at \"{at}\")", error.masked()))
            })?;
        Ok(Self { name: name.to_owned(), validator, schema, extends: options.extends })
    }

    /// The contract's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The built-in contract whose rules apply as well.
    pub fn extends(&self) -> Option<Contract> {
        self.extends
    }

    /// Lints one document.
    pub fn lint(&self, bytes: &[u8], context: &Context, ruleset: &RuleSet) -> Report {
        let Some(Ok(document)) = simdutf8::basic::from_utf8(bytes).ok().map(Document::parse) else {
            // The only finding is that it is not JSON.
            let linter = self.linter(context, ruleset);
            return Report::new(self.name.clone(), linter.full_check(bytes).diagnostics);
        };
        let mut found = if self.extends.is_some() {
            self.linter(context, ruleset).lint_document(bytes).diagnostics
        } else {
            let mut ctx = LintContext::new(Some(&document), ANY_JSON, context, ruleset);
            document_rules::check_bom(document.text(), &mut ctx);
            document_rules::check_document(&document, &mut ctx);
            ctx.finish(bytes)
        };
        found.append(&mut self.validate(&document, ruleset));
        if !found.is_empty() {
            found = resolve_all(found, bytes);
        }
        Report::new(self.name.clone(), found)
    }

    /// A linter for the built-in contract.
    fn linter(&self, context: &Context, ruleset: &RuleSet) -> Linter {
        let contract = self.extends.unwrap_or(ANY_JSON);
        Linter::new(contract).with_context(context.clone()).with_rule_set(ruleset.clone())
    }

    /// The findings by the schema.
    fn validate(&self, document: &Document<'_>, ruleset: &RuleSet) -> Vec<Diagnostic> {
        let instance = Instance::new(document);
        if self.validator.is_valid(InstanceNode::root(&instance)) && !instance.is_exhausted() {
            return Vec::new();
        }
        let mut findings = Findings::new(document, &self.schema, ruleset);
        // Collecting errors takes more visits than the answer whether there are any.
        let instance = Instance::new(document);
        let errors = self.validator.iter_errors(InstanceNode::root(&instance));
        if instance.is_exhausted() {
            findings.add_exhausted();
        } else {
            errors.for_each(|error| findings.add(&error));
        }
        findings.found
    }
}

/// A contract that only requires JSON, for custom contracts that extend no built-in one.
const ANY_JSON: Contract = Contract::new(&ANY_JSON_SPEC);

static ANY_JSON_SPEC: ContractSpec = ContractSpec {
    name: "custom",
    role: Role::Query,
    endpoint: &NO_ENDPOINT,
    summary: "any JSON",
    forms: &[],
    body_limit: None,
    error_body: None,
    searches_for_keys: search_everywhere,
    sample: "{}",
    example: "{}",
};

static NO_ENDPOINT: EndpointSpec = EndpointSpec {
    method: "",
    path: "",
    request: None,
    response: &ANY_JSON_SPEC,
    query: None,
    lint_path: None,
    documented_errors: &[],
};

/// The draft that `$schema` at the root selects; 2020-12 without one. The error is the unknown URI.
fn draft_of(schema: &Value) -> Result<Draft, &str> {
    let Some(uri) = schema.get("$schema").and_then(Value::as_str) else {
        return Ok(Draft::Draft202012);
    };
    match Draft::from_schema_uri(uri) {
        Draft::Unknown => Err(uri),
        draft => Ok(draft),
    }
}
