//! The fast way: proves that there is nothing to report, in one pass over the bytes.

use crate::cursor::Cursor;

use super::facts::{Fact, Facts};
use super::scope::Scope;
use super::{Shape, presence};

/// Whether these bytes are an object of this shape about which there is nothing to say. False means
/// only that it was not proven.
#[inline]
pub(crate) fn document(
    bytes: &[u8],
    shape: &'static Shape,
    scope: &mut Scope<'_, '_>,
    facts: &mut Facts,
) -> bool {
    let mut cursor = Cursor::new(bytes);
    if cursor.begin().is_none() || object(shape, &mut cursor, facts).is_none() || !cursor.at_end() {
        return false;
    }
    presence::judge(facts, bytes, scope);
    !scope.found
}

/// Reads one object; its index in the facts.
pub(crate) fn object(
    shape: &'static Shape,
    cursor: &mut Cursor<'_>,
    facts: &mut Facts,
) -> Option<usize> {
    let object = facts.open(shape, 0);
    let mut here = *cursor;
    let gap = here.open(b'{')?;
    if here.close(b'}') {
        *cursor = here;
        return Some(object);
    }
    let first = facts.first_slot(object);
    let mut seen = 0u64;
    loop {
        let (index, prove) = here.field(shape)?;
        let bit = 1 << index;
        if seen & bit != 0 {
            return None;
        }
        seen |= bit;
        // Any other null has a finding: no kind reads one.
        if here.peek() == Some(b'n') && shape.nullable & bit != 0 {
            here.null()?;
            facts.put(first + index, Fact::Null);
        } else {
            here = prove(here, facts, first + index)?;
        }
        if !here.next(b'}', gap)? {
            facts.close(object, seen);
            *cursor = here;
            return Some(object);
        }
    }
}
