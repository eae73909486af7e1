//! The places of findings in a capture.

use std::sync::Arc;

use super::body::Body;
use super::exchange::Exchange;
use super::source_text::SourceText;
use crate::Diagnostic;
use crate::diagnostics::call::Call;
use crate::diagnostics::diagnostic::unresolved;
use crate::json::Span;

/// The span of a parameter in the URL; the span of the whole URL if the parameter is not found.
pub(super) fn parameter_span(exchange: &Exchange, pointer: &str) -> Option<Span> {
    let url = exchange.url.text();
    let (before_query, query) = url.split_once('?').unwrap_or((url, ""));
    let part = |start: usize, part: &str| {
        Some(exchange.url.source(Span { start, end: start + part.len() }))
    };
    if let Some(name) = pointer.strip_prefix("@query/") {
        let mut start = before_query.len() + 1;
        let mut found = None;
        for pair in query.split('&') {
            let key = pair.split('=').next().unwrap_or_default();
            let decoded = url::form_urlencoded::parse(key.as_bytes()).next();
            if decoded.is_some_and(|(key, _)| key == name) {
                found = part(start, pair);
            }
            start += pair.len() + 1;
        }
        return found.or(exchange.url_span);
    }
    let path = before_query.trim_end_matches('/');
    let segments: Vec<&str> = path.split('/').collect();
    let from_end = match pointer {
        "@path/id" => 1,
        // …/{product}/offers/{id}
        "@path/product" => 3,
        _ => return exchange.url_span,
    };
    let Some(index) = segments.len().checked_sub(from_end) else { return exchange.url_span };
    let start = segments[..index].iter().map(|segment| segment.len() + 1).sum();
    part(start, segments[index])
}

/// Adds findings on a body at their places in the capture.
pub(super) fn add(
    found: Vec<Diagnostic>,
    body: &Body,
    call: &Arc<Call>,
    all: &mut Vec<Diagnostic>,
) {
    for mut found in found {
        let span = |range: &crate::Range| range.span;
        let is_unknown = body.is_unknown(&found.pointer, found.range.as_ref().map(span))
            || found
                .labels
                .iter()
                .any(|label| body.is_unknown(&label.pointer, label.range.as_ref().map(span)));
        if is_unknown {
            continue;
        }
        let labels = found.labels.iter_mut().map(|label| &mut label.range);
        for range in std::iter::once(&mut found.range).chain(labels).flatten() {
            *range = unresolved(body.text.source(range.span));
        }
        let is_written = match &mut found.fix {
            Some(fix) => fix.edits.iter_mut().all(|edit| write_through(edit, &body.text)),
            None => true,
        };
        if !is_written {
            found.fix = None;
        }
        found.call = Some(Arc::clone(call));
        all.push(found);
    }
}

/// Makes an edit of a text one of the capture. False if the text is not written there.
fn write_through(edit: &mut crate::Edit, text: &SourceText) -> bool {
    let span = Span { start: edit.start, end: edit.end };
    let Some(encoding) = text.encoding(span) else { return false };
    let Span { start, end } = text.source(span);
    (edit.start, edit.end) = (start, end);
    edit.replacement = encoding.encode(&edit.replacement);
    true
}
