//! The bodies of responses with an error status.

use crate::diagnostics::diagnostic::unresolved;
use crate::json::{Document, Span, Tag};
use crate::{Contract, Diagnostic, Severity, rules};

/// The findings on the body of a response with an error status. The form of error bodies is documented
/// outside the pages of the contracts, so another form is a warning.
pub(super) fn error_body(contract: Contract, text: &str) -> Vec<Diagnostic> {
    let Some(form) = contract.spec().error_body else { return Vec::new() };
    let Ok(document) = Document::parse(text) else {
        return contract.lint(text.as_bytes()).diagnostics;
    };
    if form.matches(&document) {
        return Vec::new();
    }
    let member = form.member;
    let other = form.absent.iter().find_map(|name| Some((name, document.member(0, name)?)));
    let (rule, node, pointer, message) = match (document.member(0, member), other) {
        _ if document.tag(0) != Tag::Object => {
            let message = "the error body must be an object".to_owned();
            (rules::TYPE_MISMATCH.name, 0, String::new(), message)
        }
        (None, _) => {
            let message = format!("the error body has no `{member}`");
            (rules::RESPONSE_FIELD_MISSING.name, 0, format!("/{member}"), message)
        }
        (Some(node), _) if !matches!(document.tag(node), Tag::String { .. }) => {
            let message = format!("`{member}` of the error body must be a string");
            (rules::TYPE_MISMATCH.name, node, format!("/{member}"), message)
        }
        (Some(_), Some((name, node))) => {
            let message = format!("the error body has `{name}`, as a success has");
            (rules::TYPE_MISMATCH.name, node, format!("/{name}"), message)
        }
        // Such a document matches the form.
        (Some(_), None) => return Vec::new(),
    };
    let mut found = Diagnostic::new(rule, Severity::Warning, message);
    let span = document.span(node);
    let end = if node == 0 { span.start + 1 } else { span.end };
    found.range = Some(unresolved(Span { start: span.start, end }));
    found.pointer = pointer;
    found.help = Some(
        format!("check whether the API has changed; its error bodies have the string `{member}`")
            .into(),
    );
    vec![found]
}
