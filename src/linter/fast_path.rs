//! Asks the fast path whether payloads and values in memory are clean. Only the full check has the rules
//! that are off by default, so the answer is no while one of them is on.

use crate::contract::contract_spec::Contract;
use crate::contract::field_values::MAX_KEPT;
use crate::contract::object_spec::{MAX_FIELD_NAME, MAX_FIELDS};
use crate::contract::to_field::{ObjectWriter, ToObject};
use crate::fast::FastContract;

pub(super) use super::partial_check::check as findings;
use super::scratch::Scratch;
use super::settings::Settings;

/// Whether every field of a contract has a check.
pub(super) fn is_complete(contract: Contract) -> bool {
    FastContract::of(contract.spec()).is_complete()
}

/// Whether a payload is certainly clean.
#[inline]
pub(super) fn is_clean(bytes: &[u8], settings: Settings<'_>, scratch: &mut Scratch) -> bool {
    if bytes.len() > longest(settings.contract) || settings.rule_set.selects() {
        return false;
    }
    let tables = scratch.tables(settings.contract);
    tables.is_clean(bytes, || settings.new_context(None), &mut scratch.field_values)
}

/// The length of the payload at the start of a text, if it is certainly clean.
#[inline]
pub(super) fn clean_length(
    text: &[u8],
    settings: Settings<'_>,
    scratch: &mut Scratch,
) -> Option<usize> {
    if settings.rule_set.selects() {
        return None;
    }
    let tables = scratch.tables(settings.contract);
    let new_context = || settings.new_context(None);
    let length = tables.clean_length(text, new_context, &mut scratch.field_values)?;
    (length <= longest(settings.contract)).then_some(length)
}

/// The length of the longest payload that is read, in bytes.
fn longest(contract: Contract) -> usize {
    contract.spec().body_limit.map_or(u32::MAX as usize - 1, |limit| limit.bytes)
}

/// The largest number of bytes of a member in JSON that has no text: its name, a number, punctuation.
const MAX_MEMBER: usize = MAX_FIELD_NAME + 64;

/// Whether the fast path alone decides that a value in memory is clean.
pub(super) fn is_clean_value(
    value: &impl ToObject,
    settings: Settings<'_>,
    scratch: &mut Scratch,
) -> bool {
    let spec = settings.contract.spec();
    let Some(form) = spec.forms.first().filter(|_| !settings.rule_set.selects()) else {
        return false;
    };
    let tables = scratch.tables(settings.contract);
    let Scratch { field_values, text, .. } = scratch;
    field_values.clear();
    value.to_object(&mut ObjectWriter::new(form, field_values, text));
    let longest = text.len() + field_values.count() * MAX_FIELDS * MAX_MEMBER;
    let limit = spec.body_limit.map_or(u32::MAX as usize, |limit| limit.bytes);
    let is_clean = longest < limit
        && tables.is_clean_value(text, &mut settings.new_context(None), field_values);
    text.clear();
    text.shrink_to(MAX_KEPT);
    is_clean
}
