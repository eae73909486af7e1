//! Compares the numbers of fields exactly, as they are written.

use crate::json::decimal::{Decimal, MAX_EXACT_LENGTH};

use super::lint_context::LintContext;
use super::object_view::ObjectView;

/// A field of an object.
pub(crate) type Operand<'f, 'a> = (ObjectView<'f, 'a>, usize);

/// Whether the number of one field is less than that of another; false if one is not a number.
pub(crate) fn less_than(a: Operand<'_, '_>, b: Operand<'_, '_>, ctx: &LintContext<'_, '_>) -> bool {
    let number = |(object, field): Operand<'_, '_>| object.number(field);
    let (Some(below), Some(above)) = (number(a), number(b)) else { return false };
    let raw = |(object, field): Operand<'_, '_>| {
        ctx.document.map_or("", |document| document.raw(object.slot(field).node))
    };
    let (a, b) = (raw(a), raw(b));
    match a.len().max(b.len()) {
        // On the fast path every number is short.
        ..=MAX_EXACT_LENGTH => below < above,
        _ => Decimal::parse(a) < Decimal::parse(b),
    }
}
