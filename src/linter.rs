//! From bytes to a report: the fast path first, the full check otherwise.

mod array_items;
#[cfg(feature = "fast")]
mod partial_check;
mod scratch;
#[cfg(feature = "fast")]
mod value;

use crate::contract::context::Context;
use crate::contract::contract_spec::Contract;
use crate::contract::document_rules;
use crate::contract::field_values::FieldValues;
use crate::contract::full_check;
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::ObjectSpec;
use crate::contract::to_field::ToObject;
use crate::contract::{placeholders, presence};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::report::Report;
use crate::diagnostics::rule_set::RuleSet;
#[cfg(feature = "fast")]
use crate::fast::FastContract;
use crate::json::{self, Document, Tag};
use scratch::{Expectation, Scratch, with_scratch};

pub(crate) use array_items::ArrayItems;
pub use array_items::array_items;

/// Lints one payload with the default settings.
///
/// Takes any bytes: a payload that is not JSON gives a finding like any other.
///
/// ```
/// use offerlint::{Contract, lint};
///
/// let report = lint(br#"{"name": "Summer Promo"}"#, Contract::TRACKLYSMS_CREATE_OFFER);
/// let missing = &report.diagnostics[0];
/// assert_eq!((&*missing.rule, &*missing.pointer), ("required-field-missing", "/tracking_url"));
/// assert_eq!(missing.api_code.as_deref(), Some("missing_tracking_url"));
/// ```
pub fn lint(bytes: &[u8], contract: Contract) -> Report {
    Linter::new(contract).lint(bytes)
}

impl Contract {
    /// Lints one payload with the default settings.
    ///
    /// ```
    /// use offerlint::Contract;
    ///
    /// assert!(Contract::TRACKLYSMS_UPDATE_OFFER.lint(br#"{"payout": 3.00}"#).is_clean());
    /// ```
    pub fn lint(self, bytes: &[u8]) -> Report {
        lint(bytes, self)
    }
}

/// A contract with settings: rule levels, and a context such as path parameters and the clock.
///
/// A linter is cheap to make and to clone, and can be shared between threads.
///
/// ```
/// use offerlint::{Contract, Level, Linter, rules};
///
/// let linter = Linter::new(Contract::TRACKLYSMS_UPDATE_OFFER)
///     .with_rule(rules::NUMBER_NEGATIVE.name, Level::Error)?;
/// assert!(linter.lint(br#"{"payout": 2.50}"#).is_clean());
/// assert!(linter.lint(br#"{"payout": -2.50}"#).has_errors());
/// # Ok::<(), offerlint::UnknownRule>(())
/// ```
#[derive(Debug)]
pub struct Linter {
    contract: Contract,
    context: Context,
    rule_set: RuleSet,
    expectation: Expectation,
}

impl Clone for Linter {
    fn clone(&self) -> Self {
        let Self { contract, context, rule_set, expectation: _ } = self;
        Self {
            contract: *contract,
            context: context.clone(),
            rule_set: rule_set.clone(),
            expectation: Expectation::default(),
        }
    }
}

impl Linter {
    /// A linter with the default settings.
    pub fn new(contract: Contract) -> Self {
        Self {
            contract,
            context: Context::default(),
            rule_set: RuleSet::default(),
            expectation: Expectation::default(),
        }
    }

    /// Replaces the levels of all rules.
    #[must_use]
    pub fn with_rule_set(mut self, rule_set: RuleSet) -> Self {
        self.rule_set = rule_set;
        self
    }

    /// Sets the context.
    #[must_use]
    pub fn with_context(mut self, context: Context) -> Self {
        self.context = context;
        self
    }

    pub(crate) fn rule_set_mut(&mut self) -> &mut RuleSet {
        &mut self.rule_set
    }

    /// The same settings for another contract.
    #[must_use]
    pub fn for_contract(&self, contract: Contract) -> Self {
        Self { contract, ..self.clone() }
    }

    /// The contract.
    pub fn contract(&self) -> Contract {
        self.contract
    }

    /// The context.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The levels of rules.
    pub fn rule_set(&self) -> &RuleSet {
        &self.rule_set
    }

    /// Lints one payload, and the path and query parameters of the context.
    #[inline]
    pub fn lint(&self, bytes: &[u8]) -> Report {
        self.with_parameters(self.lint_document(bytes))
    }

    /// Lints one payload, but not the parameters of the context: for many payloads of one request.
    #[inline]
    pub fn lint_document(&self, bytes: &[u8]) -> Report {
        self.lint_document_and_read(bytes, |_, _| {})
    }

    /// Lints one payload, but not the parameters of the context. If the fast path decides that it is
    /// clean, `read` is given the values of its fields.
    #[inline]
    pub(crate) fn lint_document_and_read(
        &self,
        bytes: &[u8],
        read: impl FnOnce(&[u8], &FieldValues),
    ) -> Report {
        with_scratch(|scratch| {
            if !self.expectation.findings() && self.is_clean_with(bytes, scratch) {
                self.expectation.learn(true);
                read(bytes, &scratch.field_values);
                return Report::clean(self.contract.name());
            }
            self.lint_with(bytes, scratch)
        })
    }

    /// Lints the items of an array one by one in one pass, and returns the findings at their places in
    /// the text. None if the bytes are not a JSON array: nothing is said about the items of a broken one.
    pub(crate) fn lint_items(&self, bytes: &[u8]) -> Option<Vec<Diagnostic>> {
        let text = simdutf8::basic::from_utf8(bytes).ok()?;
        let clean_length = |text: &[u8]| {
            let attempt = !self.expectation.findings();
            let length =
                attempt.then(|| with_scratch(|scratch| self.clean_length(text, scratch)))??;
            self.expectation.learn(true);
            Some(length)
        };
        let lint = |item: &[u8]| with_scratch(|scratch| self.lint_with(item, scratch)).diagnostics;
        array_items::lint_items(text, clean_length, lint)
    }

    /// Adds the findings on parameters to a report.
    #[inline]
    pub(crate) fn with_parameters(&self, mut report: Report) -> Report {
        if self.context.has_parameters() {
            let mut all = self.lint_parameters();
            all.append(&mut report.diagnostics);
            report.diagnostics = all;
        }
        report
    }

    fn lint_with(&self, bytes: &[u8], scratch: &mut Scratch) -> Report {
        let Ok(text) = simdutf8::basic::from_utf8(bytes) else { return self.full_check(bytes) };
        let found = self.check_partly(text, scratch);
        let found = found.unwrap_or_else(|| self.check_text(text, None, scratch));
        self.expectation.learn(found.is_empty());
        Report::new(self.contract.name(), found)
    }

    /// The findings that the full check gives, with a full check only of values that are not clean. None
    /// for a payload that only the full check can read.
    #[cfg(feature = "fast")]
    fn check_partly(&self, text: &str, scratch: &mut Scratch) -> Option<Vec<Diagnostic>> {
        partial_check::check(text, self.contract, &self.context, &self.rule_set, scratch)
    }

    #[cfg(not(feature = "fast"))]
    fn check_partly(&self, _: &str, _: &mut Scratch) -> Option<Vec<Diagnostic>> {
        None
    }

    /// Whether the fast path alone decides that the payload is clean. False means that only the full
    /// check can tell. Always false without the feature `fast`.
    pub fn is_clean_fast(&self, bytes: &[u8]) -> bool {
        with_scratch(|scratch| self.is_clean_with(bytes, scratch))
    }

    /// The report on a value in memory, if the fast path decides that the value is clean.
    pub(crate) fn lint_clean_value(&self, value: &impl ToObject) -> Option<Report> {
        let is_clean = with_scratch(|scratch| self.is_clean_value_with(value, scratch));
        is_clean.then(|| self.with_parameters(Report::clean(self.contract.name())))
    }

    /// Whether the fast path has a check for every field of the contract that knows all its rules.
    /// Otherwise payloads with such a field take the full check, which is slower. Always false without
    /// the feature `fast`.
    pub fn has_complete_fast_path(&self) -> bool {
        #[cfg(feature = "fast")]
        return FastContract::of(self.contract.spec()).is_complete();
        #[cfg(not(feature = "fast"))]
        return false;
    }

    #[cfg(feature = "fast")]
    #[inline]
    fn is_clean_with(&self, bytes: &[u8], scratch: &mut Scratch) -> bool {
        // Only the full check has the rules that are off by default.
        if bytes.len() > self.longest_payload() || self.rule_set.selects() {
            return false;
        }
        let tables = scratch.tables(self.contract);
        tables.is_clean(bytes, || self.new_context(), &mut scratch.field_values)
    }

    /// The length of the payload at the start of a text, if the fast path decides that it is clean.
    #[cfg(feature = "fast")]
    fn clean_length(&self, text: &[u8], scratch: &mut Scratch) -> Option<usize> {
        if self.rule_set.selects() {
            return None;
        }
        let tables = scratch.tables(self.contract);
        let length = tables.clean_length(text, || self.new_context(), &mut scratch.field_values)?;
        (length <= self.longest_payload()).then_some(length)
    }

    /// The length of the longest payload that the fast path reads, in bytes.
    #[cfg(feature = "fast")]
    fn longest_payload(&self) -> usize {
        self.contract.spec().body_limit.map_or(u32::MAX as usize - 1, |limit| limit.bytes)
    }

    #[cfg(feature = "fast")]
    fn is_clean_value_with(&self, value: &impl ToObject, scratch: &mut Scratch) -> bool {
        !self.rule_set.selects()
            && value::is_clean(value, self.contract, || self.new_context(), scratch)
    }

    /// The context of the fast path, which has no document.
    #[cfg(feature = "fast")]
    fn new_context(&self) -> LintContext<'_, '_> {
        LintContext::new(None, self.contract, &self.context, &self.rule_set)
    }

    #[cfg(not(feature = "fast"))]
    fn is_clean_value_with(&self, _: &impl ToObject, _: &mut Scratch) -> bool {
        false
    }

    #[cfg(not(feature = "fast"))]
    fn is_clean_with(&self, _: &[u8], _: &mut Scratch) -> bool {
        false
    }

    #[cfg(not(feature = "fast"))]
    fn clean_length(&self, _: &[u8], _: &mut Scratch) -> Option<usize> {
        None
    }

    /// Lints one payload by the full check alone. Gives what [`Linter::lint_document`] gives.
    pub fn full_check(&self, bytes: &[u8]) -> Report {
        let found = match std::str::from_utf8(bytes) {
            Ok(text) => self.check_text(text, None, &mut Scratch::default()),
            Err(error) => self.not_utf8(bytes, error.valid_up_to()),
        };
        Report::new(self.contract.name(), found)
    }

    /// The findings on bytes that are not UTF-8.
    fn not_utf8(&self, bytes: &[u8], valid: usize) -> Vec<Diagnostic> {
        let prefix = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
        let mut ctx = LintContext::new(None, self.contract, &self.context, &self.rule_set);
        document_rules::check_bom(prefix, &mut ctx);
        document_rules::not_utf8(prefix, bytes[valid], &mut ctx);
        ctx.finish(bytes)
    }

    /// The findings on a text, which has the given form or the one that the contract recognises.
    fn check_text(
        &self,
        text: &str,
        form: Option<&'static ObjectSpec>,
        scratch: &mut Scratch,
    ) -> Vec<Diagnostic> {
        let parsed = Document::parse_into(text, std::mem::take(&mut scratch.nodes));
        let document = parsed.as_ref().ok();
        let mut ctx = LintContext::new(document, self.contract, &self.context, &self.rule_set);
        document_rules::check_bom(text, &mut ctx);
        match &parsed {
            Err(error) => document_rules::syntax(text, error, &mut ctx),
            Ok(document) => {
                if let Some(form) = form.or_else(|| self.contract.spec().form_of(document)) {
                    check_document(text, document, form, &mut ctx, &mut scratch.field_values);
                }
            }
        }
        let found = ctx.finish(text.as_bytes());
        if let Ok(document) = parsed {
            scratch.keep_nodes(document);
        }
        found
    }
}

impl Linter {
    /// Checks the path and query parameters of the context: findings at `@path/…` and `@query/…`,
    /// without positions. The query is checked for the endpoint of the contract, whether the document
    /// is its request or its response.
    pub fn lint_parameters(&self) -> Vec<Diagnostic> {
        let endpoint = self.contract.endpoint();
        let contract = endpoint.request().unwrap_or_else(|| endpoint.response());
        let mut ctx = LintContext::new(None, contract, &self.context, &self.rule_set);
        if let Some(lint_path) = endpoint.spec().lint_path {
            lint_path(&mut ctx);
        }
        let mut found = ctx.finish(&[]);
        if let Some(pairs) = self.context.query.as_deref().filter(|pairs| !pairs.is_empty()) {
            found.extend(self.lint_query(pairs));
        }
        found
    }

    /// Lints the query as an object.
    fn lint_query(&self, pairs: &[(String, String)]) -> Vec<Diagnostic> {
        let endpoint = self.contract.endpoint();
        let (contract, form) = match endpoint.query() {
            Some(query) => (query, query.spec().forms.first().copied()),
            None => (endpoint.response(), Some(&NO_QUERY)),
        };
        let members: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{}:{}", json::quote(name), json::quote(value)))
            .collect();
        let text = format!("{{{}}}", members.join(","));
        let linter = self.for_contract(contract);
        let mut found = linter.check_text(&text, form, &mut Scratch::default());
        for finding in &mut found {
            finding.make_parameter("@query");
        }
        found
    }
}

/// The query of an endpoint without documented parameters.
static NO_QUERY: ObjectSpec =
    ObjectSpec::new("this request's query, which has no parameters", &[]).closed();

fn check_document(
    text: &str,
    document: &Document<'_>,
    form: &'static ObjectSpec,
    ctx: &mut LintContext<'_, '_>,
    field_values: &mut FieldValues,
) {
    if document.tag(0) == Tag::Object {
        document_rules::check_document(document, ctx);
        placeholders::check(ctx);
    }
    field_values.clear();
    if full_check::object(form, 0, ctx, field_values).is_some() {
        presence::check(field_values, text.as_bytes(), ctx);
    }
}
