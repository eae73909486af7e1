//! Metadata on the fast path.

use crate::contract::duplicate_filter::DuplicateFilter;
use crate::contract::field_values::FieldValue;
use crate::diagnostics::secrets;
use crate::fields::metadata::Metadata;
use crate::fields::text::Text;

use super::cursor::Cursor;
use super::text;

/// The largest number of pairs that is checked for duplicate keys here.
const MAX_PAIRS: usize = 16;

/// Reads an object of strings with different keys. `add` is given each key and each value.
#[inline]
pub(super) fn read(
    spec: &Metadata,
    cursor: &mut Cursor<'_>,
    mut add: impl FnMut(FieldValue),
) -> Option<FieldValue> {
    let mut here = *cursor;
    let gap = here.open(b'{')?;
    if here.close(b'}') {
        *cursor = here;
        return Some(FieldValue::Other);
    }
    let mut keys = DuplicateFilter::<MAX_PAIRS>::new();
    loop {
        let left = here.rest().len().saturating_sub(1);
        let hash = match here.plain_key() {
            Some((hash, length)) => {
                add(FieldValue::text(left, length, false));
                hash
            }
            None => {
                let (hash, key);
                (hash, key, here) = read_any_key(spec, here)?;
                add(key);
                hash
            }
        };
        let ((), value) = here.string(|value| {
            let clean = !spec.sent || text::is_clean(&Text::MULTI_LINE, value);
            clean.then_some(())
        })?;
        add(value);
        keys.add(hash);
        if !here.next(b'}', gap)? {
            *cursor = here;
            break;
        }
    }
    keys.all_differ().then_some(FieldValue::Other)
}

/// Reads a key that is long or not plain ASCII.
#[inline(never)]
fn read_any_key<'a>(
    spec: &Metadata,
    mut cursor: Cursor<'a>,
) -> Option<(u64, FieldValue, Cursor<'a>)> {
    let (hash, value) = cursor.string(|key| {
        let holds_key = || key.text().is_none_or(|name| secrets::find(name).is_some());
        let clean = !spec.sent
            || !(key.length == 0
                || text::begins_with_space(key.bytes())
                || key.may_hold_key() && holds_key());
        clean.then(|| key.hash())
    })?;
    cursor.colon()?;
    Some((hash, value, cursor))
}
