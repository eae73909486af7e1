//! Fields in which no two objects of a list may agree.

use crate::document::decimal::{Decimal, EXACT};
use crate::kind::list::repeated;
use crate::quoted::as_written;
use crate::rule::Rule;

use super::facts::{Fact, Object};
use super::scope::Scope;

/// So many objects are compared pair by pair.
const FEW: usize = 24;

/// Reports every object of a list whose field has a value that an earlier one has. White space at
/// the ends of texts does not count, blank texts are nobody's, and numbers compare as values.
pub(crate) fn repeated_field(
    parent: Object<'_, '_>,
    list: usize,
    field: usize,
    folds_case: bool,
    rule: &'static Rule,
    scope: &mut Scope<'_, '_>,
) {
    let objects = parent.objects(list);
    // Nearly always no two are even alike, and that costs no memory to see.
    let mut alike = false;
    for (index, object) in objects.clone().enumerate() {
        let fact = object.fact(field);
        alike |= index >= FEW
            || objects.clone().take(index).any(|other| look_alike(fact, other.fact(field)));
        if alike {
            break;
        }
    }
    if !alike {
        return;
    }
    let key = |object: Object<'_, '_>| key(object, field, folds_case, scope);
    let keyed: Vec<_> = objects
        .filter_map(|object| Some((object, key(object).filter(|key| !key.is_empty())?)))
        .collect();
    for (first, again) in repeated(keyed.iter().map(|(_, key)| key)) {
        let object = keyed[again].0;
        let name = object.name(field);
        scope.report(rule, object.place(field), |draft| {
            let value = as_written(draft.raw(object.slot(field).node));
            draft
                .says(format!("`{name}` {value} is used already"))
                .help(format!("every entry needs a `{name}` of its own"))
                .label(keyed[first].0.place(field), "first used here")
        });
    }
}

/// Whether two facts may be the same value; never false if they are.
fn look_alike(a: Fact<'_>, b: Fact<'_>) -> bool {
    match (a, b) {
        (Fact::Text(a), Fact::Text(b)) => {
            let odd = |text: &[u8]| match (text.first(), text.last()) {
                (Some(first), Some(last)) => !first.is_ascii_graphic() || !last.is_ascii_graphic(),
                _ => false,
            };
            let (first, second) = (a.raw.as_bytes(), b.raw.as_bytes());
            // The last bytes tell keys apart that are numbered.
            let differ = first.len() != second.len()
                || first.last().map(u8::to_ascii_lowercase)
                    != second.last().map(u8::to_ascii_lowercase)
                || !first.eq_ignore_ascii_case(second);
            a.escaped || b.escaped || !differ || odd(first) || odd(second)
        }
        (Fact::Number(a), Fact::Number(b)) => a == b,
        _ => false,
    }
}

/// What makes two values the same.
fn key(
    object: Object<'_, '_>,
    field: usize,
    folds_case: bool,
    scope: &Scope<'_, '_>,
) -> Option<String> {
    match object.fact(field) {
        Fact::Text(text) if folds_case => Some(text.decode().to_ascii_lowercase()),
        Fact::Text(text) => Some(text.decode().trim().to_owned()),
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
