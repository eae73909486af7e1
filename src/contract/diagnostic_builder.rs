//! Builds one diagnostic: message, help, labels, fix.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::diagnostics::diagnostic::{self, Diagnostic, Label};
use crate::diagnostics::display_safe::display_safe;
use crate::diagnostics::fix::{Applicability, Fix};
use crate::diagnostics::rule::{ApiError, Rule, Severity};
use crate::json::{Document, Edit, NodeId, Span};

use super::place::{Place, locate, write_subject};

/// A typical length of messages, so that building one allocates once.
const TYPICAL_MESSAGE_LENGTH: usize = 120;

/// A diagnostic of a rule, without message and place.
pub(super) fn new_diagnostic(rule: &'static Rule) -> Diagnostic {
    let mut finding = Diagnostic::new(rule.name, rule.severity, String::new());
    finding.api_code = rule.api.and_then(|error| error.code).map(Cow::Borrowed);
    finding.http_status = rule.api.map(|error| error.status);
    finding
}

/// The text of a message, or of a part of it. Arguments of `format_args!` are written piece by piece, not
/// as a whole through `Display`, which would take one more step for each piece.
pub(crate) trait Message {
    fn write_to(self, out: &mut String);
}

impl Message for fmt::Arguments<'_> {
    fn write_to(self, out: &mut String) {
        let _ = out.write_fmt(self);
    }
}

impl Message for &str {
    fn write_to(self, out: &mut String) {
        out.push_str(self);
    }
}

/// The parts of a message, one after the other.
impl<const PARTS: usize> Message for [&str; PARTS] {
    fn write_to(self, out: &mut String) {
        self.iter().for_each(|part| out.push_str(part));
    }
}

/// A message that a function writes.
impl<W: FnOnce(&mut String)> Message for W {
    fn write_to(self, out: &mut String) {
        self(out);
    }
}

impl Message for String {
    fn write_to(self, out: &mut String) {
        out.push_str(&self);
    }
}

/// A diagnostic that is being built.
pub(crate) struct DiagnosticBuilder<'d, 'a> {
    document: Option<&'d Document<'a>>,
    place: Place,
    finding: &'d mut Diagnostic,
}

impl<'d, 'a> DiagnosticBuilder<'d, 'a> {
    pub(super) fn new(
        document: Option<&'d Document<'a>>,
        place: Place,
        finding: &'d mut Diagnostic,
    ) -> Self {
        Self { document, place, finding }
    }

    /// Sets the message: the field, the value seen, the value required.
    pub(crate) fn message(self, message: impl Message) -> Self {
        self.finding.message = String::with_capacity(TYPICAL_MESSAGE_LENGTH);
        message.write_to(&mut self.finding.message);
        self
    }

    /// Sets the message "{subject} {predicate}". The subject is the field that the finding is about:
    /// `` `payout` ``, `` `zipCodes[0]` ``.
    pub(crate) fn subject_is(self, predicate: impl Message) -> Self {
        let message = &mut self.finding.message;
        *message = String::with_capacity(TYPICAL_MESSAGE_LENGTH);
        let _ = write_subject(self.document, self.place, message);
        message.push(' ');
        predicate.write_to(message);
        self
    }

    /// Sets the help: the next action, or the reason.
    pub(crate) fn help(self, help: impl Into<Cow<'static, str>>) -> Self {
        self.finding.help = Some(help.into());
        self
    }

    /// Overrides the rule's severity.
    pub(crate) fn severity(self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// Sets the error that the API answers, where it depends on the field.
    pub(crate) fn api_error(self, error: Option<ApiError>) -> Self {
        self.finding.http_status = error.map(|error| error.status);
        self.finding.api_code = error.and_then(|error| error.code).map(Cow::Borrowed);
        self
    }

    /// Adds a label at another place.
    pub(crate) fn label(self, place: Place, message: impl Into<String>) -> Self {
        let (pointer, span) = locate(self.document, place);
        let range = span.map(diagnostic::unresolved);
        self.finding.labels.push(Label { pointer, message: message.into(), range });
        self
    }

    /// Adds a label at bytes that no node covers.
    pub(crate) fn label_span(self, span: Span, message: impl Into<String>) -> Self {
        let (pointer, range) = (String::new(), Some(diagnostic::unresolved(span)));
        self.finding.labels.push(Label { pointer, message: message.into(), range });
        self
    }

    pub(crate) fn safe_fix(self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix(Applicability::Safe, message, edits)
    }

    pub(crate) fn unsafe_fix(self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix(Applicability::Unsafe, message, edits)
    }

    /// Sets the fix, unless there are no edits.
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

    /// A value as it is written.
    pub(crate) fn raw(&self, node: NodeId) -> &'a str {
        self.document.map_or("", |document| document.raw(node))
    }

    pub(crate) fn document(&self) -> Option<&'d Document<'a>> {
        self.document
    }
}
