//! The fast way: proves that there is nothing to report, in one pass over the bytes.

use crate::fast::cursor::Cursor;

use super::field_values::{FieldValue, FieldValues};
use super::lint_context::LintContext;
use super::{ObjectSpec, presence};

/// Whether these bytes are an object of this spec about which there is nothing to say. False means
/// only that it was not proven.
#[inline]
pub(crate) fn document(
    bytes: &[u8],
    spec: &'static ObjectSpec,
    ctx: &mut LintContext<'_, '_>,
    field_values: &mut FieldValues,
) -> bool {
    let mut cursor = Cursor::new(bytes);
    let read = cursor.skip().and_then(|_| object(spec, cursor, field_values));
    if !read.is_some_and(|mut cursor| cursor.at_end()) {
        return false;
    }
    presence::judge(field_values, bytes, ctx);
    !ctx.found
}

/// Reads one object, which is the next in the field_values; the place behind it.
pub(crate) fn object<'a>(
    spec: &'static ObjectSpec,
    mut here: Cursor<'a>,
    field_values: &mut FieldValues,
) -> Option<Cursor<'a>> {
    let object = field_values.count();
    let first = field_values.open(spec, 0);
    let gap = here.open(b'{')?;
    if here.close(b'}') {
        return Some(here);
    }
    let mut seen = 0u64;
    loop {
        let (index, prove) = here.field(spec)?;
        let bit = 1 << index;
        if seen & bit != 0 {
            return None;
        }
        seen |= bit;
        // Any other null has a finding: no kind reads one.
        if here.peek() == Some(b'n') && spec.nullable & bit != 0 {
            here.null()?;
            field_values.put(first + index, FieldValue::Null);
        } else {
            here = prove(here, field_values, first + index)?;
        }
        if !here.next(b'}', gap)? {
            field_values.close(object, seen);
            return Some(here);
        }
    }
}
