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

/// Reads an object of strings with different keys.
#[inline]
pub(super) fn read(spec: &Metadata, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
    let mut here = *cursor;
    let gap = here.open(b'{')?;
    if here.close(b'}') {
        *cursor = here;
        return Some(FieldValue::Other);
    }
    let mut keys = DuplicateFilter::<MAX_PAIRS>::new();
    loop {
        let hash = match here.plain_key() {
            Some(hash) => hash,
            None => {
                let hash;
                (hash, here) = read_any_key(spec, here)?;
                hash
            }
        };
        here.string(|value| {
            let clean = !spec.sent || text::is_clean(&Text::MULTI_LINE, value);
            clean.then_some(())
        })?;
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
fn read_any_key<'a>(spec: &Metadata, mut cursor: Cursor<'a>) -> Option<(u64, Cursor<'a>)> {
    let (hash, _) = cursor.string(|key| {
        let holds_key = || key.text().is_none_or(|name| secrets::find(name).is_some());
        let clean = !spec.sent
            || !(key.length == 0
                || text::begins_with_space(key.bytes())
                || key.may_hold_key() && holds_key());
        clean.then(|| key.hash())
    })?;
    cursor.colon()?;
    Some((hash, cursor))
}
