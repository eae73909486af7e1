//! The places of findings in a capture.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::Body;
use super::exchange::Exchange;
use super::source_text::SourceText;
use crate::diagnostics::call::Call;
use crate::diagnostics::diagnostic::unresolved;
use crate::json::Span;
use crate::{Diagnostic, Edit, Fix};

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
        found.fix = found.fix.and_then(|fix| write_through(fix, &body.text));
        found.call = Some(Arc::clone(call));
        all.push(found);
    }
}

/// Makes a fix of a text one of the capture. None if the text is not written there, or if two edits change
/// the same bytes differently, such as the value of a variable that the text contains twice.
fn write_through(fix: Fix, text: &SourceText) -> Option<Fix> {
    let mut edits: Vec<Edit> = Vec::with_capacity(fix.edits.len());
    // By place in the capture: the index of its edit, and the place in the text.
    let mut written = BTreeMap::new();
    for edit in fix.edits {
        let span = Span { start: edit.start, end: edit.end };
        let replacement = text.encoding(span)?.encode(&edit.replacement);
        let Span { start, end } = text.source(span);
        match written.insert((start, end), (edits.len(), span)) {
            Some(earlier @ (index, other)) if other != span => {
                if edits[index].replacement != replacement {
                    return None;
                }
                written.insert((start, end), earlier);
            }
            _ => edits.push(Edit { start, end, replacement }),
        }
    }
    let fix = Fix { edits, ..fix };
    (!fix.overlaps_itself()).then_some(fix)
}
