//! Edits of a document's bytes that leave everything else as it is.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::node::NodeId;

pub(crate) use super::json_str::quote;

/// Replaces bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edit {
    /// The first byte that is replaced, from 0.
    pub start: usize,
    /// The byte after the last one; equal to `start` for an insertion.
    pub end: usize,
    /// The new text.
    pub replacement: String,
}

/// Removes bytes.
pub(crate) fn delete(start: usize, end: usize) -> Edit {
    Edit { start, end, replacement: String::new() }
}

/// Replaces a key or value with another JSON token.
pub(crate) fn value(document: &Document<'_>, node: NodeId, token: impl Into<String>) -> Edit {
    let span = document.span(node);
    Edit { start: span.start, end: span.end, replacement: token.into() }
}

/// Removes a member with its comma and white space.
pub(crate) fn remove_member(document: &Document<'_>, key: NodeId) -> Vec<Edit> {
    vec![remove(document, key, key + 1)]
}

/// Removes an item of an array with its comma and white space.
pub(crate) fn remove_item(document: &Document<'_>, item: NodeId) -> Vec<Edit> {
    vec![remove(document, item, item)]
}

/// Removes the nodes from `first` to `last`: from the end of the entry before them, with its comma. The
/// first entry is removed with the comma after it.
fn remove(document: &Document<'_>, first: NodeId, last: NodeId) -> Edit {
    let bytes = document.text().as_bytes();
    let is_space = |at: &usize| matches!(bytes[*at], b' ' | b'\t' | b'\r' | b'\n');
    let start = document.span(first).start;
    let end = document.span(last).end;
    let before = (0..start).rev().find(|at| !is_space(at)).unwrap_or(0);
    if bytes[before] == b',' {
        return delete(before, end);
    }
    match (end..bytes.len()).find(|at| !is_space(at)) {
        Some(after) if bytes[after] == b',' => {
            let next = (after + 1..bytes.len()).find(|at| !is_space(at)).unwrap_or(bytes.len());
            delete(start, next)
        }
        // The only entry: nothing remains between the brackets.
        Some(after) => delete(before + 1, after),
        None => delete(start, end),
    }
}

/// Changes a string and keeps as much of its spelling as possible.
pub(crate) fn text(document: &Document<'_>, node: NodeId, from: &str, to: &str) -> Vec<Edit> {
    let Some(string) = document.string(node) else { return Vec::new() };
    let base = document.span(node).start + 1;
    let places = if string.escaped { string.places() } else { Vec::new() };
    let offset = |at: usize| {
        if !string.escaped {
            return base + at;
        }
        let index = places.partition_point(|(decoded, _)| *decoded < at);
        base + places.get(index).map_or(string.raw.len(), |(_, raw)| *raw)
    };
    // Taking the ends away leaves the middle as it is written.
    if let Some(start) = from.find(to) {
        let ends = [(0, start), (start + to.len(), from.len())];
        return ends
            .into_iter()
            .filter(|(start, end)| start < end)
            .map(|(start, end)| delete(offset(start), offset(end)))
            .collect();
    }
    let same = |(a, b): &(char, char)| a == b;
    let prefix: usize =
        from.chars().zip(to.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let (from_rest, to_rest) = (&from[prefix..], &to[prefix..]);
    let backwards = from_rest.chars().rev().zip(to_rest.chars().rev());
    let suffix: usize = backwards.take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let inserted = quote(&to_rest[..to_rest.len() - suffix]);
    vec![Edit {
        start: offset(prefix),
        end: offset(from.len() - suffix),
        replacement: inserted[1..inserted.len() - 1].to_owned(),
    }]
}
