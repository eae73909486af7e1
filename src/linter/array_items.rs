//! The items of an array as payloads.

use crate::diagnostics::diagnostic::Origin;
use crate::json::{AscendingPositions, Items};

/// The items of a JSON array, each with its place in the file, to lint them one by one. None if the
/// bytes are not a JSON array.
///
/// ```
/// let items = offerlint::array_items(b"[{}, {}]").unwrap_or_default();
/// assert_eq!((items.len(), items[1].1.columns, &*items[1].1.pointer), (2, 5, "/1"));
/// ```
pub fn array_items(bytes: &[u8]) -> Option<Vec<(&[u8], Origin)>> {
    ArrayItems::new(bytes).map(Iterator::collect)
}

/// The items of a JSON array, which are found one by one.
pub(crate) struct ArrayItems<'b> {
    bytes: &'b [u8],
    items: Items<'b>,
    index: usize,
    positions: AscendingPositions<'b>,
}

impl<'b> ArrayItems<'b> {
    /// The items; none if the bytes are not a JSON array.
    pub(crate) fn new(bytes: &'b [u8]) -> Option<Self> {
        let items = Items::of_array(std::str::from_utf8(bytes).ok()?)?;
        Some(Self { bytes, items, index: 0, positions: AscendingPositions::new(bytes) })
    }
}

impl<'b> Iterator for ArrayItems<'b> {
    type Item = (&'b [u8], Origin);

    fn next(&mut self) -> Option<Self::Item> {
        let span = self.items.next()?.ok()?;
        let at = self.positions.at(span.start);
        let pointer = format!("/{}", self.index);
        self.index += 1;
        let (lines, columns) = (at.line - 1, at.column - 1);
        let origin = Origin { bytes: span.start, lines, columns, pointer };
        Some((&self.bytes[span.start..span.end], origin))
    }
}
