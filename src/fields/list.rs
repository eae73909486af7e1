//! Lists of values: repeated items, and lists of which anything may be said.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use crate::fast::cursor::Cursor;
use crate::json::{NodeId, Tag, edit};
use crate::contract::field_values::FieldValue;
use crate::contract::duplicate_filter::DuplicateFilter;
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Example, Fixable, rules};

use crate::contract::expected_type::{self, ExpectedType};

rules! {
    /// An id, a postal code or a device type is listed twice. These lists are sets; ids and
    /// devices ignore case.
    DUPLICATE_ARRAY_ITEM = "duplicate-array-item": "an item is listed twice" {
        fix: Fixable::Safe,
    }
    bad: Example::gokart(
        r#"{"placementIds": ["5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d", "5B03D969-1F0E-4B7E-9D2A-0C5F3A6B7C8D"]}"#,
    ).at(&["/placementIds/1"]),
    good: Example::gokart(r#"{"placementIds": ["5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d"]}"#),
}

/// The items of an array, or none after reporting that it is not one.
pub(crate) fn items(node: NodeId, ctx: &mut LintContext<'_, '_>) -> Option<Vec<NodeId>> {
    let document = ctx.document?;
    if document.tag(node) == Tag::Array {
        return Some(document.items(node).collect());
    }
    expected_type::mismatch(ExpectedType::Array, node, ctx);
    None
}

/// So many items are compared pair by pair.
const SMALL_LIST: usize = 16;

/// Reads a short list of different items, as the kind reads them: equal items give equal values, and
/// different ones mostly different values.
pub(crate) fn prove<'a>(
    cursor: &mut Cursor<'a>,
    read: impl Fn(&mut Cursor<'a>) -> Option<u64>,
) -> Option<FieldValue> {
    let mut here = *cursor;
    let gap = here.open(b'[')?;
    let mut marks = DuplicateFilter::<SMALL_LIST>::new();
    if !here.close(b']') {
        loop {
            marks.add(read(&mut here)?);
            if !here.next(b']', gap)? {
                break;
            }
        }
    }
    *cursor = here;
    marks.differ().then_some(FieldValue::Items(marks.count() as u32))
}

/// Reports every string item that occurred before; the text is what counts as the same.
pub(crate) fn duplicates(items: &[(NodeId, Cow<'_, str>)], ctx: &mut LintContext<'_, '_>) {
    for (first, again) in duplicate_pairs(items.iter().map(|(_, text)| text)) {
        let node = &items[again].0;
        ctx.report(&DUPLICATE_ARRAY_ITEM, Place::Node(*node), |builder| {
            let edits = builder.document().map(|document| edit::remove_item(document, *node));
            let item = display_raw(builder.raw(*node));
            builder
                .message(format_args!("{item} is listed already"))
                .help("the list is a set; keep one")
                .label(Place::Node(items[first].0), "first listed here")
                .safe_fix("remove the later item", edits.unwrap_or_default())
        });
    }
}

/// The pairs of (first, later) positions at which the same value stands.
pub(crate) fn duplicate_pairs<T: Hash + Eq>(values: impl Iterator<Item = T>) -> Vec<(usize, usize)> {
    let values: Vec<T> = values.collect();
    let mut known = HashMap::new();
    let mut first = |index: usize| match values.len() <= SMALL_LIST {
        true => values[..index].iter().position(|value| *value == values[index]),
        false => Some(*known.entry(&values[index]).or_insert(index)).filter(|at| *at != index),
    };
    (0..values.len()).filter_map(|index| Some((first(index)?, index))).collect()
}
