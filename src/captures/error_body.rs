//! The bodies of responses with an error status.

use crate::diagnostics::diagnostic::unresolved;
use crate::json::{Document, Span};
use crate::{Contract, Diagnostic, Severity, rules};

/// The findings on the body of a response with an error status, which must have the documented error form.
pub(super) fn error_body(contract: Contract, text: &str) -> Vec<Diagnostic> {
    let Some(form) = contract.spec().error_body else { return Vec::new() };
    let Ok(document) = Document::parse(text) else {
        return contract.lint(text.as_bytes()).diagnostics;
    };
    if form.matches(&document) {
        return Vec::new();
    }
    let member = form.member;
    let (rule, node, message) = match document.member(0, member) {
        None => {
            let message = format!("the error body has no `{member}`");
            (rules::REQUIRED_FIELD_MISSING.name, 0, message)
        }
        Some(node) => {
            let message =
                format!("`{member}` of the error body is not a string, or is beside a success");
            (rules::TYPE_MISMATCH.name, node, message)
        }
    };
    let mut found = Diagnostic::new(rule, Severity::Error, message);
    let span = document.span(node);
    let end = if node == 0 { span.start + 1 } else { span.end };
    found.range = Some(unresolved(Span { start: span.start, end }));
    found.pointer = format!("/{member}");
    found.help = Some(
        format!("an answer with an error status has `{member}`: the code of the error").into(),
    );
    vec![found]
}
