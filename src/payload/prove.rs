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
    let read = cursor.skip().and_then(|_| object(shape, cursor, facts));
    if !read.is_some_and(|mut cursor| cursor.at_end()) {
        return false;
    }
    presence::judge(facts, bytes, scope);
    !scope.found
}

/// Reads one object, which is the next in the facts; the place behind it.
pub(crate) fn object<'a>(
    shape: &'static Shape,
    mut here: Cursor<'a>,
    facts: &mut Facts,
) -> Option<Cursor<'a>> {
    let object = facts.count();
    let first = facts.open(shape, 0);
    let gap = here.open(b'{')?;
    if here.close(b'}') {
        return Some(here);
    }
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
            return Some(here);
        }
    }
}
