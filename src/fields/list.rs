//! Lists of values that must not repeat.

use std::borrow::Cow;

use crate::contract::distinct::duplicate_pairs;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::lint_context::LintContext;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Fixable, rules};
use crate::json::{NodeId, Tag, edit};

rules! {
    /// Reports an id, a postal code or a device type that a list contains twice; letter case is
    /// ignored in ids and device types. These lists are sets, so the second item adds nothing.
    /// Remove it.
    DUPLICATE_ARRAY_ITEM = "duplicate-array-item": "an item is listed twice" {
        fix: Fixable::Safe,
    }
    bad: Example::members(
        r#"{"placementIds": ["5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d", "5B03D969-1F0E-4B7E-9D2A-0C5F3A6B7C8D"]}"#,
    ).at(&["/placementIds/1"]),
    good: Example::members(r#"{"placementIds": ["5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d"]}"#),
}

/// The items of an array. A node that is not an array is reported and gives none.
pub(crate) fn items(node: NodeId, ctx: &mut LintContext<'_, '_>) -> Option<Vec<NodeId>> {
    let document = ctx.document?;
    if document.tag(node) == Tag::Array {
        return Some(document.items(node).collect());
    }
    expected_type::mismatch(ExpectedType::Array, node, ctx);
    None
}

/// Reports every item whose text equals that of an earlier item.
pub(crate) fn report_duplicates(items: &[(NodeId, Cow<'_, str>)], ctx: &mut LintContext<'_, '_>) {
    for (first, again) in duplicate_pairs(items.iter().map(|(_, text)| text)) {
        let node = items[again].0;
        ctx.report(&DUPLICATE_ARRAY_ITEM, Place::Node(node), |builder| {
            let edits = builder.document().map(|document| edit::remove_item(document, node));
            let item = display_raw(builder.raw(node));
            builder
                .subject_is(format_args!("is {item}, which the list contains already"))
                .help("keep one; the list is a set")
                .label(Place::Node(items[first].0), "the earlier item")
                .safe_fix("remove the later item", edits.unwrap_or_default())
        });
    }
}
