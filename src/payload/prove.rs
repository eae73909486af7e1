//! The fast way: proves that there is nothing to report, in one pass over the bytes.

use crate::cursor::Cursor;

use super::facts::{Fact, Facts};
use super::scope::Scope;
use super::{Null, Shape, presence};

/// Whether a text is an object of this shape about which there is nothing to say. False means
/// only that it was not proven.
pub(crate) fn document<'a>(
    text: &'a str,
    shape: &'static Shape,
    scope: &mut Scope<'_, 'a>,
    facts: &mut Facts<'a>,
) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.skip();
    if object(shape, &mut cursor, facts).is_none() || !cursor.at_end() {
        return false;
    }
    presence::judge(facts, scope);
    !scope.found
}

/// Reads one object; its index in the facts.
pub(crate) fn object<'a>(
    shape: &'static Shape,
    cursor: &mut Cursor<'a>,
    facts: &mut Facts<'a>,
) -> Option<usize> {
    let object = facts.open(shape, 0);
    cursor.open(b'{')?;
    if cursor.close(b'}') {
        return Some(object);
    }
    let mut guess = 0;
    loop {
        let index = match shape.fields.get(guess) {
            Some(field) if cursor.key(field.name) => guess,
            _ => shape.index(cursor.any_key()?)?,
        };
        if facts.seen(object) & (1 << index) != 0 {
            return None;
        }
        let field = &shape.fields[index];
        let fact = if cursor.peek() == Some(b'n') && !field.kind.judges_null() {
            if field.null != Null::Allowed {
                return None;
            }
            cursor.null()?;
            Fact::Null
        } else {
            field.kind.prove(cursor, facts)?
        };
        facts.set(object, index, 0, fact);
        guess = index + 1;
        if !cursor.next(b'}')? {
            return Some(object);
        }
    }
}
