//! Numbers of fields compared as they are written.

use crate::document::decimal::{Decimal, SHORT};

use super::facts::Object;
use super::scope::Scope;

/// A field of an object.
pub(crate) type Operand<'f, 'a> = (Object<'f, 'a>, usize);

/// Whether the number of one field is smaller than that of another; not if one has none.
pub(crate) fn is_below(a: Operand<'_, '_>, b: Operand<'_, '_>, scope: &Scope<'_, '_>) -> bool {
    let number = |(object, field): Operand<'_, '_>| object.number(field);
    let (Some(below), Some(above)) = (number(a), number(b)) else { return false };
    let raw = |(object, field): Operand<'_, '_>| {
        scope.document.map_or("", |document| document.raw(object.slot(field).node))
    };
    let (a, b) = (raw(a), raw(b));
    match a.len().max(b.len()) {
        // While proving, every number is short.
        ..=SHORT => below < above,
        _ => Decimal::parse(a) < Decimal::parse(b),
    }
}
