//! A shortcut that the full check may be given: it decides that a value is clean without checking it.

use super::field_values::FieldValue;
use super::object_spec::ObjectSpec;

/// Decides that single values are clean.
pub(crate) trait CleanCheck {
    /// The value of a field, if it is certainly clean. `text` starts at the value, which has `length`
    /// bytes, and ends with the document. None means that the field's type must check the value.
    fn clean_value(
        &self,
        spec: &'static ObjectSpec,
        field: usize,
        text: &[u8],
        length: usize,
    ) -> Option<FieldValue>;
}
