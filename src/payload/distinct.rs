//! Fields in which no two objects of a list may agree.

use crate::document::decimal::{Decimal, EXACT};
use crate::kind::list::repeated;
use crate::quoted::as_written;
use crate::rule::Rule;

use super::facts::{Fact, Object};
use super::marks::Marks;
use super::scope::Scope;

/// So many objects are compared at a glance.
const FEW: usize = 16;

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
    parent: Object<'_, '_>,
    list: usize,
    fields: [Distinct; FIELDS],
    scope: &mut Scope<'_, '_>,
) {
    // Nearly always no two are even alike, and that costs no memory to see.
    let mut marks = [const { Marks::<FEW>::new() }; FIELDS];
    let mut unclear = [false; FIELDS];
    for object in parent.objects(list) {
        for (index, distinct) in fields.iter().enumerate() {
            match glance(object, distinct.field) {
                Glance::Nothing => {}
                Glance::Is(value) => marks[index].add(value),
                Glance::Unclear => unclear[index] = true,
            }
        }
    }
    for (index, distinct) in fields.iter().enumerate() {
        if unclear[index] || !marks[index].differ() {
            compare(parent, list, *distinct, scope);
        }
    }
}

fn compare(
    parent: Object<'_, '_>,
    list: usize,
    Distinct { field, folds_case, rule }: Distinct,
    scope: &mut Scope<'_, '_>,
) {
    let key = |object: Object<'_, '_>| key(object, field, folds_case, scope);
    let keyed: Vec<_> = parent
        .objects(list)
        .filter_map(|object| Some((object, key(object).filter(|key| !key.is_empty())?)))
        .collect();
    for (first, again) in repeated(keyed.iter().map(|(_, key)| key)) {
        let object = keyed[again].0;
        let name = object.name(field);
        scope.report(rule, object.place(field), |draft| {
            let value = as_written(draft.raw(object.slot(field).node));
            draft
                .says(format_args!("`{name}` {value} is used already"))
                .help(format!("every entry needs its own `{name}`"))
                .label(keyed[first].0.place(field), "first used here")
        });
    }
}

/// What tells values apart at a glance.
enum Glance {
    /// There is no value to compare.
    Nothing,
    /// The same for values that are the same, and for few others.
    Is(u64),
    /// Only a closer look can tell.
    Unclear,
}

fn glance(object: Object<'_, '_>, field: usize) -> Glance {
    if let Some(number) = object.number(field) {
        return Glance::Is((number + 0.0).to_bits());
    }
    let Some((bytes, escaped)) = object.raw(field) else { return Glance::Nothing };
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return Glance::Nothing };
    if escaped || !first.is_ascii_graphic() || !last.is_ascii_graphic() {
        return Glance::Unclear;
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
    Glance::Is(folded.wrapping_add((bytes.len() as u64).rotate_right(8)))
}

/// What makes two values the same.
fn key(
    object: Object<'_, '_>,
    field: usize,
    folds_case: bool,
    scope: &Scope<'_, '_>,
) -> Option<String> {
    if let Some(text) = object.text(field) {
        let text = text.decode();
        return Some(if folds_case { text.to_ascii_lowercase() } else { text.trim().to_owned() });
    }
    match object.fact(field) {
        Fact::Number(number) if number.abs() < EXACT => Some((number + 0.0).to_string()),
        Fact::Number(number) => Some(match scope.document {
            Some(document) => {
                format!("{:?}", Decimal::parse(document.raw(object.slot(field).node)))
            }
            None => number.to_string(),
        }),
        _ => None,
    }
}
