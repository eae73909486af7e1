//! The places of findings in a capture.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::Body;
use super::exchange::Exchange;
use super::source_text::SourceText;
use crate::Diagnostic;
use crate::diagnostics::call::Call;
use crate::diagnostics::diagnostic::unresolved;
use crate::json::Span;

/// The spans of a call's parameters in its URL.
pub(super) struct ParameterSpans<'e> {
    exchange: &'e Exchange,
    /// The last pair of each name.
    query: BTreeMap<String, Span>,
}

impl<'e> ParameterSpans<'e> {
    pub(super) fn new(exchange: &'e Exchange) -> Self {
        let mut query = BTreeMap::new();
        let (before_query, pairs) = parts(exchange);
        let mut start = before_query.len() + 1;
        for pair in pairs.split('&') {
            let key = pair.split('=').next().unwrap_or_default();
            if let Some((name, _)) = url::form_urlencoded::parse(key.as_bytes()).next() {
                let span = Span { start, end: start + pair.len() };
                query.insert(name.into_owned(), exchange.url.source(span));
            }
            start += pair.len() + 1;
        }
        Self { exchange, query }
    }

    /// The span of a parameter; the span of the whole URL if the parameter is not found.
    pub(super) fn of(&self, pointer: &str) -> Option<Span> {
        let whole = self.exchange.url_span;
        if let Some(name) = pointer.strip_prefix("@query/") {
            return self.query.get(name).copied().or(whole);
        }
        let path = parts(self.exchange).0.trim_end_matches('/');
        let segments: Vec<&str> = path.split('/').collect();
        let from_end = match pointer {
            "@path/id" => 1,
            // …/{product}/offers/{id}
            "@path/product" => 3,
            _ => return whole,
        };
        let Some(index) = segments.len().checked_sub(from_end) else { return whole };
        let start = segments[..index].iter().map(|segment| segment.len() + 1).sum();
        Some(self.exchange.url.source(Span { start, end: start + segments[index].len() }))
    }
}

/// The URL of a call before its query, and the query.
fn parts(exchange: &Exchange) -> (&str, &str) {
    let url = exchange.url.text();
    url.split_once('?').unwrap_or((url, ""))
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
