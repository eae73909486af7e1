//! Checks values in memory on the fast path.

use crate::contract::contract_spec::Contract;
use crate::contract::field_values::MAX_KEPT;
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::{MAX_FIELD_NAME, MAX_FIELDS};
use crate::contract::to_field::{ObjectWriter, ToObject};

use super::scratch::Scratch;

/// The largest number of bytes of a member in JSON that has no text: its name, a number, punctuation.
const MAX_MEMBER: usize = MAX_FIELD_NAME + 64;

/// Whether the fast path alone decides that a value in memory is clean.
pub(super) fn is_clean<'s>(
    value: &impl ToObject,
    contract: Contract,
    new_context: impl Fn() -> LintContext<'s, 's>,
    scratch: &mut Scratch,
) -> bool {
    let spec = contract.spec();
    let Some(form) = spec.forms.first() else { return false };
    let tables = scratch.tables(contract);
    let Scratch { field_values, text, .. } = scratch;
    field_values.clear();
    value.to_object(&mut ObjectWriter::new(form, field_values, text));
    let longest = text.len() + field_values.count() * MAX_FIELDS * MAX_MEMBER;
    let limit = spec.body_limit.map_or(u32::MAX as usize, |limit| limit.bytes);
    let is_clean = longest < limit && tables.is_clean_value(text, &mut new_context(), field_values);
    text.clear();
    text.shrink_to(MAX_KEPT);
    is_clean
}
