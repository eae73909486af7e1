//! The items of an array as payloads.

use crate::diagnostics::diagnostic::Origin;
use crate::json::{self, Document, Position, Span, Tag};

/// The items of a JSON array, each with its place in the file, to lint them one by one. None if the
/// bytes are not a JSON array.
///
/// ```
/// let items = offerlint::array_items(b"[{}, {}]").unwrap_or_default();
/// assert_eq!((items.len(), items[1].1.columns, &*items[1].1.pointer), (2, 5, "/1"));
/// ```
pub fn array_items(bytes: &[u8]) -> Option<Vec<(&[u8], Origin)>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let document = Document::parse(text).ok().filter(|document| document.tag(0) == Tag::Array)?;
    let spans: Vec<Span> = document.items(0).map(|item| document.span(item)).collect();
    let starts: Vec<usize> = spans.iter().map(|span| span.start).collect();
    let positions = json::resolve(bytes, &starts);
    let item = |(index, (span, at)): (usize, (Span, Position))| {
        let origin = Origin {
            bytes: span.start,
            lines: at.line - 1,
            columns: at.column - 1,
            pointer: format!("/{index}"),
        };
        (&bytes[span.start..span.end], origin)
    };
    Some(spans.into_iter().zip(positions).enumerate().map(item).collect())
}
