//! Where findings go: the context of a check and the list that it fills.

use std::borrow::Cow;
use std::fmt::{Display, Write};

use crate::contract::context::Context;
use crate::contract::Contract;
use crate::diagnostics::diagnostic::{Diagnostic, Label, Range};
use crate::json::{Document, NodeId, Position, Span, push_token, resolve_into};
use crate::diagnostics::fix::{Applicability, Edit, Fix};
use crate::diagnostics::display_safe::display_safe;
use crate::diagnostics::rule::{ApiError, Rule, Severity};
use crate::diagnostics::rule_set::RuleSet;
use crate::diagnostics::secrets;

/// Where a finding or a label is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// A value, or a member's key if the node is a key.
    Node(NodeId),
    /// The member that an object lacks.
    Missing { object: NodeId, name: &'static str },
    /// The whole document, marked at its first character.
    Document,
    /// A path parameter: `@path/id`, `@path/product`.
    Parameter(&'static str),
}

/// What the presence of GoKart's conditional fields depends on.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Conditions {
    /// Whether the offer is multi-event; none if `offerType` is absent or invalid.
    pub(crate) multi: Option<bool>,
    /// The value of `offerType`.
    pub(crate) offer_type: NodeId,
    /// Whether `shouldSendCostData` is true.
    pub(crate) cost_data: bool,
    /// The value of `shouldSendCostData`.
    pub(crate) cost_flag: NodeId,
}

impl Conditions {
    pub(crate) fn multi_event(&self) -> bool {
        self.multi == Some(true)
    }

    pub(crate) fn single_event(&self) -> bool {
        self.multi == Some(false)
    }
}

/// A check in progress. Without a document it proves: a finding only raises a flag.
pub(crate) struct LintContext<'s, 'a> {
    pub(crate) document: Option<&'s Document<'a>>,
    pub(crate) context: &'s Context,
    pub(crate) contract: Contract,
    pub(crate) rule_set: &'s RuleSet,
    pub(crate) conditions: Conditions,
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
            conditions: Conditions::default(),
            found: false,
            diagnostics: Vec::new(),
        }
    }

    /// Whether findings of a rule are wanted: lets a rule that is off cost nothing.
    pub(crate) fn wants(&self, rule: &Rule) -> bool {
        self.rule_set.severity(rule, rule.severity).is_some()
    }

    /// Reports a finding; `builder` says what and why, and is not called while proving.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        place: Place,
        builder: impl for<'d> FnOnce(DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a>,
    ) {
        if self.document.is_none() && !matches!(place, Place::Parameter(_)) {
            self.found |= rule.on;
            return;
        }
        let mut finding = blank(rule);
        builder(DiagnosticBuilder { document: self.document, finding: &mut finding });
        let Some(severity) = self.rule_set.severity(rule, finding.severity) else { return };
        finding.severity = severity;
        let (pointer, span) = locate(self.document, place);
        finding.pointer = pointer;
        finding.range = span.map(unresolved);
        if !self.contract.is_request() && !matches!(place, Place::Parameter(_)) {
            finding.api_code = None;
            finding.http_status = None;
        }
        redact(&mut finding);
        self.found = true;
        self.diagnostics.push(finding);
    }

    /// Reports a finding on the whole document at bytes that no node covers.
    pub(crate) fn report_span(
        &mut self,
        rule: &'static Rule,
        span: Span,
        builder: impl for<'d> FnOnce(DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a>,
    ) {
        let mut finding = blank(rule);
        builder(DiagnosticBuilder { document: self.document, finding: &mut finding });
        let Some(severity) = self.rule_set.severity(rule, finding.severity) else { return };
        finding.severity = severity;
        finding.range = Some(unresolved(span));
        redact(&mut finding);
        self.found = true;
        self.diagnostics.push(finding);
    }

    /// The findings, placed and in order.
    pub(crate) fn finish(self, text: &[u8]) -> Vec<Diagnostic> {
        finish(self.diagnostics, text)
    }
}

/// Gives every range its lines and columns, and sorts.
pub(crate) fn finish(mut diagnostics: Vec<Diagnostic>, text: &[u8]) -> Vec<Diagnostic> {
    let mut places = Vec::with_capacity(4 * diagnostics.len());
    for found in &mut diagnostics {
        let labels = found.labels.iter_mut().map(|label| &mut label.range);
        for range in std::iter::once(&mut found.range).chain(labels).flatten() {
            places.push((range.span.start, &mut range.start));
            places.push((range.span.end, &mut range.end));
        }
    }
    resolve_into(text, places);
    diagnostics.sort_by_key(|found| found.range.map(|range| range.span.start));
    diagnostics
}

/// A range whose lines and columns are still to be found.
pub(crate) fn unresolved(span: Span) -> Range {
    let start = Position { line: 1, column: 1 };
    Range { span, start, end: start }
}

/// The pointer and the bytes of a place.
pub(crate) fn locate(document: Option<&Document<'_>>, place: Place) -> (String, Option<Span>) {
    let Some(document) = document else {
        return match place {
            Place::Parameter(name) => (name.to_owned(), None),
            _ => (String::new(), None),
        };
    };
    match place {
        Place::Parameter(name) => (name.to_owned(), None),
        Place::Node(node) => (document.pointer(node), Some(document.span(node))),
        Place::Missing { object, name } => {
            let mut pointer = document.pointer(object);
            push_token(&mut pointer, name);
            let start = document.span(object).start;
            (pointer, Some(Span { start, end: start + 1 }))
        }
        Place::Document => {
            let start = document.span(0).start;
            let first = document.text()[start..].chars().next();
            let end = start + first.map_or(0, char::len_utf8);
            (String::new(), Some(Span { start, end }))
        }
    }
}

/// Takes API keys out of everything that a finding says; a fix that would write one goes.
pub(crate) fn redact(finding: &mut Diagnostic) {
    fn clean(text: &mut String) {
        if let Cow::Owned(redacted) = secrets::redact(text) {
            *text = redacted;
        }
    }
    clean(&mut finding.pointer);
    clean(&mut finding.message);
    if let Some(Cow::Owned(help)) = &mut finding.help {
        clean(help);
    }
    for label in &mut finding.labels {
        clean(&mut label.pointer);
        clean(&mut label.message);
    }
    let leaks = |fix: &Fix| fix.edits.iter().any(|edit| secrets::is_shown(&edit.replacement));
    if finding.fix.as_ref().is_some_and(leaks) {
        finding.fix = None;
    }
    if let Some(fix) = &mut finding.fix {
        clean(&mut fix.message);
    }
}

/// A finding of a rule that says nothing yet.
fn blank(rule: &'static Rule) -> Diagnostic {
    Diagnostic {
        rule: Cow::Borrowed(rule.name),
        severity: rule.severity,
        pointer: String::new(),
        range: None,
        message: String::new(),
        help: None,
        labels: Vec::new(),
        api_code: rule.api.and_then(|answer| answer.code),
        http_status: rule.api.map(|answer| answer.status),
        fix: None,
    }
}

/// A finding that is being written.
pub(crate) struct DiagnosticBuilder<'d, 'a> {
    document: Option<&'d Document<'a>>,
    finding: &'d mut Diagnostic,
}

impl<'d, 'a> DiagnosticBuilder<'d, 'a> {
    /// What is wrong: the value seen and the value wanted.
    pub(crate) fn message(self, message: impl Display) -> Self {
        // Most messages are shorter, and none is built in several steps.
        self.finding.message = String::with_capacity(120);
        let _ = write!(self.finding.message, "{message}");
        self
    }

    /// Why, or what to do.
    pub(crate) fn help(self, help: impl Into<Cow<'static, str>>) -> Self {
        self.finding.help = Some(help.into());
        self
    }

    pub(crate) fn severity(self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// The answer of the API, where it depends on the field; none for no answer.
    pub(crate) fn answer(self, answer: Option<ApiError>) -> Self {
        self.finding.api_code = answer.and_then(|answer| answer.code);
        self.finding.http_status = answer.map(|answer| answer.status);
        self
    }

    /// Points at another place that the finding leans on.
    pub(crate) fn label(self, place: Place, message: impl Into<String>) -> Self {
        let (pointer, span) = locate(self.document, place);
        let label = Label { pointer, message: message.into(), range: span.map(unresolved) };
        self.finding.labels.push(label);
        self
    }

    pub(crate) fn safe_fix(self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix(Applicability::Safe, message, edits)
    }

    pub(crate) fn unsafe_fix(self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix(Applicability::Unsafe, message, edits)
    }

    pub(crate) fn fix(
        self,
        applicability: Applicability,
        message: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Self {
        if !edits.is_empty() {
            let message = display_safe(message.into());
            self.finding.fix = Some(Fix { message, applicability, edits });
        }
        self
    }

    /// A value as the user wrote it.
    pub(crate) fn raw(&self, node: NodeId) -> &'a str {
        self.document.map_or("", |document| document.raw(node))
    }

    pub(crate) fn document(&self) -> Option<&'d Document<'a>> {
        self.document
    }
}
