//! A body as JSON, without the variables that have no value.

use std::collections::BTreeSet;
use std::ops::Range;

use super::source_text::SourceText;
use crate::diagnostics::pointer::pointer;
use crate::json::{Document, Span};

/// The body of a request or a response.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    pub(super) text: SourceText,
    /// Unknown values in source order: a `null` that replaces a variable, or a string that is only a variable.
    unknown: Vec<Range<usize>>,
    /// Their JSON Pointers.
    pointers: BTreeSet<String>,
}

impl Body {
    /// Removes the variables without a value from a text. None if the whole text is one.
    pub(super) fn new(text: &SourceText) -> Option<Self> {
        let mut body = Self::default();
        let mut at = 0;
        for range in unknown_values(text) {
            body.text.push_part(text, at..range.value.start);
            let start = body.text.text().len();
            if range.in_string {
                body.text.push_part(text, range.value.clone());
            } else {
                let span = Span { start: range.value.start, end: range.value.end };
                body.text.push_elsewhere("null", text.source(span));
            }
            body.unknown.push(start..body.text.text().len());
            at = range.value.end;
        }
        body.text.push_part(text, at..text.text().len());
        if let [only] = &body.unknown[..]
            && body.text.text()[..only.start].trim().is_empty()
            && body.text.text()[only.end..].trim().is_empty()
        {
            return None;
        }
        if !body.unknown.is_empty()
            && let Ok(document) = Document::parse(body.text.text())
        {
            let is_unknown = |node: &u32| {
                let span = document.span(*node);
                let is_before = |range: &Range<usize>| range.start < span.start;
                let next = body.unknown.get(body.unknown.partition_point(is_before));
                next.is_some_and(|range| (range.start, range.end) == (span.start, span.end))
            };
            body.pointers = (0..document.len())
                .filter(is_unknown)
                .map(|node| pointer(&document, node))
                .collect();
        }
        Some(body)
    }

    /// Whether a place, given as its pointer and its bytes, belongs to an unknown value.
    pub(super) fn is_unknown(&self, pointer: &str, span: Option<Span>) -> bool {
        // Of the values that end behind a byte, the first one.
        let next = |is_before: &dyn Fn(&Range<usize>) -> bool| {
            self.unknown.get(self.unknown.partition_point(is_before))
        };
        let overlaps = |span: Span| {
            next(&|range| range.end <= span.start).is_some_and(|range| range.start <= span.start)
                || next(&|range| range.end < span.end)
                    .is_some_and(|range| span.start < range.start && range.start < span.end)
        };
        let parents = pointer.match_indices('/').map(|(at, _)| &pointer[..at]);
        span.is_some_and(overlaps)
            || parents.chain([pointer]).any(|pointer| self.pointers.contains(pointer))
    }
}

struct UnknownValue {
    value: Range<usize>,
    in_string: bool,
}

/// The values of a JSON text that are variables without a value: alone in a string, or outside of one.
fn unknown_values(text: &SourceText) -> Vec<UnknownValue> {
    let bytes = text.text().as_bytes();
    let mut values: Vec<UnknownValue> = Vec::new();
    let (mut at, mut string_start) = (0, None);
    for range in text.unknown() {
        while at < range.start {
            match (bytes[at], string_start) {
                (b'\\', Some(_)) => at += 1,
                (b'"', Some(_)) => string_start = None,
                (b'"', None) => string_start = Some(at),
                _ => {}
            }
            at += 1;
        }
        at = at.max(range.end);
        let value = match string_start {
            Some(start) if start + 1 == range.start && bytes.get(range.end) == Some(&b'"') => {
                UnknownValue { value: start..range.end + 1, in_string: true }
            }
            Some(_) => continue,
            None => UnknownValue { value: token_around(bytes, range), in_string: false },
        };
        match values.last_mut() {
            Some(last) if value.value.start < last.value.end => {
                last.value.end = last.value.end.max(value.value.end);
            }
            _ => values.push(value),
        }
    }
    values
}

/// The JSON token that a variable is a part of, such as `1{{x}}`.
fn token_around(bytes: &[u8], range: &Range<usize>) -> Range<usize> {
    let is_inside = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_' | b'$')
    };
    let before = bytes[..range.start].iter().rev().take_while(|byte| is_inside(byte)).count();
    let after = bytes[range.end..].iter().take_while(|byte| is_inside(byte)).count();
    range.start - before..range.end + after
}
