//! Lists on the fast path.

use crate::contract::duplicate_filter::DuplicateFilter;
use crate::contract::field_values::{FieldValue, FieldValues};

use super::cursor::Cursor;
use super::object::FastObject;

/// The largest list that is checked for duplicates here.
const MAX_ITEMS: usize = 16;

/// Reads a list of values that all differ. `read` reads one and returns its hash: equal values have
/// equal hashes.
pub(super) fn different<'a>(
    cursor: &mut Cursor<'a>,
    read: impl Fn(&mut Cursor<'a>) -> Option<u64>,
) -> Option<FieldValue> {
    let mut here = *cursor;
    let gap = here.open(b'[')?;
    let mut filter = DuplicateFilter::<MAX_ITEMS>::new();
    if !here.close(b']') {
        loop {
            filter.add(read(&mut here)?);
            if !here.next(b']', gap)? {
                break;
            }
        }
    }
    *cursor = here;
    filter.all_differ().then_some(FieldValue::Items(filter.count() as u32))
}

/// Reads a list of objects.
pub(super) fn objects(
    cursor: &mut Cursor<'_>,
    object: &FastObject,
    field_values: &mut FieldValues,
) -> Option<FieldValue> {
    let gap = cursor.open(b'[')?;
    let first = field_values.count() as u32;
    if cursor.close(b']') {
        return Some(FieldValue::Objects { first, count: 0, length: 0 });
    }
    let mut count = 0;
    loop {
        *cursor = object.read(*cursor, field_values)?;
        count += 1;
        if !cursor.next(b']', gap)? {
            return Some(FieldValue::Objects { first, count, length: count });
        }
    }
}
