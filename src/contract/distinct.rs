//! Fields in which no two objects of a list may agree.

use crate::json::decimal::{Decimal, EXACT};
use crate::fields::list::duplicate_pairs;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::Rule;

use super::field_values::{FieldValue, Object};
use super::duplicate_filter::DuplicateFilter;
use super::lint_context::LintContext;

/// So many objects are compared at a glance.
const SMALL_LIST: usize = 16;

/// A field in which no two objects of a list may agree.
#[derive(Clone, Copy)]
pub(crate) struct Distinct {
    pub(crate) field: usize,
    /// Whether letters of either case are the same.
    pub(crate) folds_case: bool,
    pub(crate) rule: &'static Rule,
}

/// Reports every object of a list that has a value in one of these fields that an earlier one has.
/// White space at the ends of texts does not count, blank texts are nobody's, and numbers compare as
/// values.
pub(crate) fn judge<const FIELDS: usize>(
    parent: ObjectView<'_, '_>,
    list: usize,
    fields: [Distinct; FIELDS],
    ctx: &mut LintContext<'_, '_>,
) {
    // Nearly always no two are even alike, and that costs no memory to see.
    let mut marks = [const { DuplicateFilter::<SMALL_LIST>::new() }; FIELDS];
    let mut unclear = [false; FIELDS];
    for object in parent.objects(list) {
        for (index, distinct) in fields.iter().enumerate() {
            match glance(object, distinct.field) {
                QuickKey::Nothing => {}
                QuickKey::Is(value) => marks[index].add(value),
                QuickKey::Unclear => unclear[index] = true,
            }
        }
    }
    for (index, distinct) in fields.iter().enumerate() {
        if unclear[index] || !marks[index].differ() {
            compare(parent, list, *distinct, ctx);
        }
    }
}

fn compare(
    parent: ObjectView<'_, '_>,
    list: usize,
    Distinct { field, folds_case, rule }: Distinct,
    ctx: &mut LintContext<'_, '_>,
) {
    let key = |object: ObjectView<'_, '_>| key(object, field, folds_case, ctx);
    let keyed: Vec<_> = parent
        .objects(list)
        .filter_map(|object| Some((object, key(object).filter(|key| !key.is_empty())?)))
        .collect();
    for (first, again) in duplicate_pairs(keyed.iter().map(|(_, key)| key)) {
        let object = keyed[again].0;
        let name = object.name(field);
        ctx.report(rule, object.place(field), |builder| {
            let value = display_raw(builder.raw(object.slot(field).node));
            builder
                .message(format_args!("`{name}` {value} is used already"))
                .help(format!("every entry needs its own `{name}`"))
                .label(keyed[first].0.place(field), "first used here")
        });
    }
}

/// What tells values apart at a glance.
enum QuickKey {
    /// There is no value to compare.
    Nothing,
    /// The same for values that are the same, and for few others.
    Is(u64),
    /// Only a closer look can tell.
    Unclear,
}

fn glance(object: ObjectView<'_, '_>, field: usize) -> QuickKey {
    if let Some(number) = object.number(field) {
        return QuickKey::Is((number + 0.0).to_bits());
    }
    let Some((bytes, escaped)) = object.raw(field) else { return QuickKey::Nothing };
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return QuickKey::Nothing };
    if escaped || !first.is_ascii_graphic() || !last.is_ascii_graphic() {
        return QuickKey::Unclear;
    }
    // In the last bytes differ keys that are numbered. Letters of either case count as the same.
    let ends = match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(tail), ..) => u64::from_le_bytes(*tail),
        (_, Some(head), Some(tail)) => {
            u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << 32
        }
        _ => bytes.iter().fold(0, |ends, byte| ends << 8 | u64::from(*byte)),
    };
    let folded = ends | u64::from_le_bytes([b' '; 8]);
    QuickKey::Is(folded.wrapping_add((bytes.len() as u64).rotate_right(8)))
}

/// What makes two values the same.
fn key(
    object: ObjectView<'_, '_>,
    field: usize,
    folds_case: bool,
    ctx: &LintContext<'_, '_>,
) -> Option<String> {
    if let Some(text) = object.text(field) {
        let text = text.decode();
        return Some(if folds_case { text.to_ascii_lowercase() } else { text.trim().to_owned() });
    }
    match object.fact(field) {
        FieldValue::Number(number) if number.abs() < EXACT => Some((number + 0.0).to_string()),
        FieldValue::Number(number) => Some(match ctx.document {
            Some(document) => {
                format!("{:?}", Decimal::parse(document.raw(object.slot(field).node)))
            }
            None => number.to_string(),
        }),
        _ => None,
    }
}
