//! From bytes to a report: the fast path first, the full check otherwise.

mod array_items;
#[cfg(feature = "fast")]
mod fast_path;
#[cfg(not(feature = "fast"))]
#[path = "linter/no_fast_path.rs"]
mod fast_path;
mod full_check;
mod parameters;
#[cfg(feature = "fast")]
mod partial_check;
mod scratch;
mod settings;

use crate::contract::context::Context;
use crate::contract::contract_spec::Contract;
use crate::contract::field_values::FieldValues;
use crate::contract::to_field::ToObject;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::report::Report;
use crate::diagnostics::rule_set::RuleSet;
use scratch::{Expectation, Scratch, with_scratch};
use settings::Settings;

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

    /// A linter with the same settings for another contract.
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
            if !self.expectation.findings() && fast_path::is_clean(bytes, self.settings(), scratch)
            {
                self.expectation.learn(true);
                read(bytes, &scratch.field_values);
                return Report::clean(self.contract.name());
            }
            self.lint_with(bytes, scratch)
        })
    }

    /// Lints the items of a JSON array as payloads, in one pass, and returns the findings at their places
    /// in the array. None if the bytes are not a JSON array; the items of a broken array are not linted.
    /// The parameters of the context are not linted.
    ///
    /// ```
    /// use offerlint::{Contract, Linter};
    ///
    /// let linter = Linter::new(Contract::TRACKLYSMS_UPDATE_OFFER);
    /// let found = linter.lint_items(br#"[{"payout": 3}, {"payout": -1}]"#).unwrap_or_default();
    /// assert_eq!((found.len(), &*found[0].pointer), (1, "/1/payout"));
    /// assert!(linter.lint_items(b"[{}").is_none());
    /// ```
    pub fn lint_items(&self, bytes: &[u8]) -> Option<Vec<Diagnostic>> {
        let text = simdutf8::basic::from_utf8(bytes).ok()?;
        let clean_length = |text: &[u8]| {
            let attempt = !self.expectation.findings();
            let length = attempt.then(|| {
                with_scratch(|scratch| fast_path::clean_length(text, self.settings(), scratch))
            })??;
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
        let found = fast_path::findings(text, self.settings(), scratch);
        let found =
            found.unwrap_or_else(|| full_check::check_text(text, None, self.settings(), scratch));
        self.expectation.learn(found.is_empty());
        Report::new(self.contract.name(), found)
    }

    /// Whether the fast path alone decides that the payload is clean. False means "undecided": only
    /// the full check decides. Always false without the feature `fast`.
    pub fn is_clean_fast(&self, bytes: &[u8]) -> bool {
        with_scratch(|scratch| fast_path::is_clean(bytes, self.settings(), scratch))
    }

    /// The report on a value in memory, if the fast path decides that the value is clean.
    pub(crate) fn lint_clean_value(&self, value: &impl ToObject) -> Option<Report> {
        let is_clean =
            with_scratch(|scratch| fast_path::is_clean_value(value, self.settings(), scratch));
        is_clean.then(|| self.with_parameters(Report::clean(self.contract.name())))
    }

    /// Whether the fast path has a check for every field of the contract that knows all its rules.
    /// Otherwise payloads with such a field take the full check, which is slower. Always false without
    /// the feature `fast`.
    pub fn has_complete_fast_path(&self) -> bool {
        fast_path::is_complete(self.contract)
    }

    /// Lints one payload by the full check alone. Gives what [`Linter::lint_document`] gives.
    pub fn full_check(&self, bytes: &[u8]) -> Report {
        Report::new(self.contract.name(), full_check::check(bytes, self.settings()))
    }

    /// Checks the path and query parameters of the context: findings at `@path/…` and `@query/…`,
    /// without positions. The query is checked for the endpoint of the contract, whether the document
    /// is its request or its response.
    pub fn lint_parameters(&self) -> Vec<Diagnostic> {
        parameters::lint(self.settings())
    }

    fn settings(&self) -> Settings<'_> {
        let Self { contract, context, rule_set, .. } = self;
        Settings { contract: *contract, context, rule_set }
    }
}
