//! Checks values in memory.

use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::presence;

use super::check::FastCheck;
use super::cursor::Cursor;
use super::object::{FastContract, FastObject};

impl FastContract {
    /// Whether a value in memory is certainly clean. `text` has the tokens that its field values refer
    /// to. False means that the full check decides.
    pub(crate) fn is_clean_value(
        &self,
        text: &[u8],
        ctx: &mut LintContext<'_, '_>,
        field_values: &mut FieldValues,
    ) -> bool {
        for object in 0..field_values.count() {
            let table = self.object(field_values.spec(object));
            if table.and_then(|table| table.check_values(object, text, field_values)).is_none() {
                return false;
            }
        }
        presence::check(field_values, text, ctx);
        !ctx.found
    }
}

impl FastObject {
    /// Checks the values of one object, and replaces tokens by what rules between fields compare.
    fn check_values(
        &self,
        object: usize,
        text: &[u8],
        field_values: &mut FieldValues,
    ) -> Option<()> {
        let count = field_values.slots(object)?.len();
        for index in 0..count {
            let slot = field_values.slots(object)?.get(index)?;
            let check = self.check(index);
            let value = match slot.value {
                FieldValue::Absent => continue,
                FieldValue::Null if self.is_nullable(index) => continue,
                FieldValue::Boolean(_) if matches!(check, FastCheck::Boolean) => continue,
                FieldValue::Objects { .. } if check.object().is_some() => continue,
                FieldValue::Number(number) => check.number(number, slot.node != 0)?,
                FieldValue::Other => {
                    let mut cursor = Cursor::new(text.get(slot.node as usize..)?);
                    let value = check.value(&mut cursor)?;
                    if cursor.peek() != Some(b',') {
                        return None;
                    }
                    value
                }
                _ => return None,
            };
            field_values.replace(object, index, value);
        }
        Some(())
    }
}
