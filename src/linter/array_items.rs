//! The items of an array as payloads.

use crate::diagnostics::diagnostic::{Diagnostic, Origin};
use crate::json::{AscendingPositions, ItemReader, Items};

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
        let origin = item_origin(self.index, span.start, &mut self.positions);
        self.index += 1;
        Some((&self.bytes[span.start..span.end], origin))
    }
}

/// Lints the items of a text one by one in one pass, and returns the findings at their places in the
/// text. None if the text is not a JSON array. `clean_length` gives the length of an item at the start
/// of a text if it is certainly clean; `lint` gives the findings of any other item.
pub(super) fn lint_items(
    text: &str,
    clean_length: impl Fn(&[u8]) -> Option<usize>,
    lint: impl Fn(&[u8]) -> Vec<Diagnostic>,
) -> Option<Vec<Diagnostic>> {
    let bytes = text.as_bytes();
    let mut reader = ItemReader::new(text).ok()?;
    let mut positions = AscendingPositions::new(bytes);
    let (mut all, mut index) = (Vec::new(), 0);
    while let Some(start) = reader.next_start().ok()? {
        if let Some(length) = clean_length(&bytes[start..]) {
            reader.pass(start + length);
        } else {
            let span = reader.read().ok()?;
            let mut found = lint(&bytes[span.start..span.end]);
            if !found.is_empty() {
                let origin = item_origin(index, span.start, &mut positions);
                found.iter_mut().for_each(|found| found.relocate(&origin));
                all.append(&mut found);
            }
        }
        index += 1;
    }
    Some(all)
}

/// The place of an item in a text.
fn item_origin(index: usize, start: usize, positions: &mut AscendingPositions<'_>) -> Origin {
    let at = positions.at(start);
    let (lines, columns) = (at.line - 1, at.column - 1);
    Origin { bytes: start, lines, columns, pointer: format!("/{index}") }
}
