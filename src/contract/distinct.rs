//! Fields that must be unique within a list of objects.

use std::collections::HashMap;
use std::hash::Hash;

use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::Rule;
use crate::json::decimal::{Decimal, EXACT};

use super::duplicate_filter::DuplicateFilter;
use super::field_values::FieldValue;
use super::lint_context::LintContext;
use super::object_view::ObjectView;

/// The largest number of values that are compared pair by pair.
const SMALL_LIST: usize = 16;

/// A field that must be unique within a list of objects.
#[derive(Clone, Copy)]
pub(crate) struct Distinct {
    pub(crate) field: usize,
    /// Whether letter case is ignored.
    pub(crate) folds_case: bool,
    pub(crate) rule: &'static Rule,
    /// The role of the value, as in "`order` is 1, already {role} of an earlier {object}".
    pub(crate) role: &'static str,
    /// The noun for an object of the list, as in "give each {object} {own}".
    pub(crate) object: &'static str,
    /// The property that each object needs, such as "a position of its own".
    pub(crate) own: &'static str,
}

/// Reports every object of a list that repeats the value of an earlier one in one of these fields.
/// White space at the ends of texts is ignored, blank texts never repeat, and numbers compare as values.
pub(crate) fn check<const FIELDS: usize>(
    parent: ObjectView<'_, '_>,
    list: usize,
    fields: [Distinct; FIELDS],
    ctx: &mut LintContext<'_, '_>,
) {
    // Repeats are rare, so a filter that allocates nothing rules them out first.
    let mut filters = [const { DuplicateFilter::<SMALL_LIST>::new() }; FIELDS];
    let mut unclear = [false; FIELDS];
    for object in parent.objects(list) {
        for (index, distinct) in fields.iter().enumerate() {
            match quick_key(object, distinct.field) {
                QuickKey::None => {}
                QuickKey::Hash(value) => filters[index].add(value),
                QuickKey::Unclear => unclear[index] = true,
            }
        }
    }
    for (index, distinct) in fields.iter().enumerate() {
        if unclear[index] || !filters[index].all_differ() {
            compare(parent, list, *distinct, ctx);
        }
    }
}

fn compare(
    parent: ObjectView<'_, '_>,
    list: usize,
    Distinct { field, folds_case, rule, role, object: noun, own }: Distinct,
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
                .message(format_args!("`{name}` is {value}, already {role} of an earlier {noun}"))
                .help(format!("give each {noun} {own}"))
                .label(keyed[first].0.place(field), format!("the earlier {noun}"))
        });
    }
}

/// A cheap comparison key of a value.
enum QuickKey {
    /// There is no value.
    None,
    /// Equal for equal values, and for few others.
    Hash(u64),
    /// The values must be decoded and compared.
    Unclear,
}

fn quick_key(object: ObjectView<'_, '_>, field: usize) -> QuickKey {
    if let Some(number) = object.number(field) {
        return QuickKey::Hash((number + 0.0).to_bits());
    }
    let Some((bytes, escaped)) = object.raw(field) else { return QuickKey::None };
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return QuickKey::None };
    if escaped || !first.is_ascii_graphic() || !last.is_ascii_graphic() {
        return QuickKey::Unclear;
    }
    // Numbered keys differ in their last bytes. Letter case is ignored here.
    let ends = match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(tail), ..) => u64::from_le_bytes(*tail),
        (_, Some(head), Some(tail)) => {
            u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << 32
        }
        _ => bytes.iter().fold(0, |ends, byte| ends << 8 | u64::from(*byte)),
    };
    let folded = ends | u64::from_le_bytes([b' '; 8]);
    QuickKey::Hash(folded.wrapping_add((bytes.len() as u64).rotate_right(8)))
}

/// The text by which two values are compared.
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
    match object.value(field) {
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

/// The pairs of (first, later) positions of equal values.
pub(crate) fn duplicate_pairs<T: Hash + Eq>(
    values: impl Iterator<Item = T>,
) -> Vec<(usize, usize)> {
    let values: Vec<T> = values.collect();
    let mut known = HashMap::new();
    let mut first = |index: usize| match values.len() <= SMALL_LIST {
        true => values[..index].iter().position(|value| *value == values[index]),
        false => Some(*known.entry(&values[index]).or_insert(index)).filter(|at| *at != index),
    };
    (0..values.len()).filter_map(|index| Some((first(index)?, index))).collect()
}
