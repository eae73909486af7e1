//! The context of checks and rules: the document, the settings, and the findings so far.

use crate::diagnostics::diagnostic::{self, Diagnostic};
use crate::diagnostics::rule::Rule;
use crate::diagnostics::rule_set::RuleSet;
use crate::json::{Document, Span};

use super::condition::ActiveConditions;
use super::context::Context;
use super::contract_spec::{Contract, Role};
use super::diagnostic_builder::{DiagnosticBuilder, new_diagnostic};
use super::place::{Place, locate};

/// Nearly every payload has no more findings than these, so that their list is allocated once and is small.
const TYPICAL_COUNT: usize = 3;

/// The findings after these take no more memory than their texts need.
const SHRINK_AFTER: usize = 1000;

/// A check in progress. On the fast path there is no document, and a finding only sets a flag.
pub(crate) struct LintContext<'s, 'a> {
    pub(crate) document: Option<&'s Document<'a>>,
    pub(crate) context: &'s Context,
    pub(crate) contract: Contract,
    pub(crate) rule_set: &'s RuleSet,
    pub(crate) conditions: ActiveConditions,
    /// Whether anything was reported.
    pub(crate) found: bool,
    diagnostics: Vec<Diagnostic>,
}

impl<'s, 'a> LintContext<'s, 'a> {
    pub(crate) fn new(
        document: Option<&'s Document<'a>>,
        contract: Contract,
        context: &'s Context,
        rule_set: &'s RuleSet,
    ) -> Self {
        Self {
            document,
            context,
            contract,
            rule_set,
            conditions: ActiveConditions::NONE,
            found: false,
            diagnostics: Vec::new(),
        }
    }

    /// Whether findings of a rule are wanted, so that a rule that is off costs nothing.
    pub(crate) fn wants(&self, rule: &Rule) -> bool {
        self.rule_set.severity(rule, rule.severity).is_some()
    }

    /// A value as it is written; empty on the fast path.
    pub(crate) fn raw(&self, node: crate::json::NodeId) -> &'a str {
        self.document.map_or("", |document| document.raw(node))
    }

    /// Reports a finding. `build` adds message, help, labels and fix; it is not called on the fast
    /// path.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        place: Place,
        build: impl for<'d> FnOnce(DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a>,
    ) {
        let is_parameter = matches!(place, Place::Parameter(_));
        if self.document.is_none() && !is_parameter {
            self.found |= rule.on;
            return;
        }
        let finding = push_new(rule, &mut self.diagnostics);
        build(DiagnosticBuilder::new(self.document, place, finding));
        if self.contract.role() != Role::Request && !is_parameter {
            finding.api_code = None;
            finding.http_status = None;
        }
        if self.rule_set.severity(rule, finding.severity).is_some() {
            let (pointer, span) = locate(self.document, place);
            finding.pointer = pointer;
            finding.range = span.map(diagnostic::unresolved);
        }
        self.settle_last(rule);
    }

    /// Reports a finding on the whole document, marked at bytes that no node covers.
    pub(crate) fn report_span(
        &mut self,
        rule: &'static Rule,
        span: Span,
        build: impl for<'d> FnOnce(DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a>,
    ) {
        let finding = push_new(rule, &mut self.diagnostics);
        finding.range = Some(diagnostic::unresolved(span));
        build(DiagnosticBuilder::new(self.document, Place::Document, finding));
        self.settle_last(rule);
    }

    /// Gives the last finding its severity, or removes it if it is not wanted.
    fn settle_last(&mut self, rule: &'static Rule) {
        let is_one_of_many = self.diagnostics.len() > SHRINK_AFTER;
        let Some(finding) = self.diagnostics.last_mut() else { return };
        match self.rule_set.severity(rule, finding.severity) {
            Some(severity) => {
                finding.severity = severity;
                finding.redact();
                self.found = true;
                if is_one_of_many {
                    finding.shrink();
                }
            }
            None => drop(self.diagnostics.pop()),
        }
    }

    /// The findings in source order, with lines and columns.
    pub(crate) fn finish(self, text: &[u8]) -> Vec<Diagnostic> {
        diagnostic::resolve_all(self.diagnostics, text)
    }
}

/// Appends a diagnostic of a rule, to be built in its place.
fn push_new<'d>(rule: &'static Rule, diagnostics: &'d mut Vec<Diagnostic>) -> &'d mut Diagnostic {
    if diagnostics.is_empty() {
        diagnostics.reserve_exact(TYPICAL_COUNT);
    }
    let index = diagnostics.len();
    diagnostics.push(new_diagnostic(rule));
    &mut diagnostics[index]
}
