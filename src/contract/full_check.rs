//! The full check of an object: every member by its field's type, and the members that no field has.

use crate::json::{NodeId, Tag};

use super::expected_type::{self, ExpectedType};
use super::field_values::FieldValues;
#[cfg(feature = "fast")]
use super::field_values::Unchecked;
use super::lint_context::LintContext;
use super::object_spec::ObjectSpec;

/// Checks one object and returns its index in the field values. A node that is not an object is
/// reported and gives none.
pub(crate) fn object<'a>(
    spec: &'static ObjectSpec,
    node: NodeId,
    ctx: &mut LintContext<'_, 'a>,
    field_values: &mut FieldValues,
) -> Option<usize> {
    let document = ctx.document?;
    if document.tag(node) != Tag::Object {
        expected_type::mismatch(ExpectedType::Object, node, ctx);
        return None;
    }
    let object = field_values.count();
    field_values.open(spec, node);
    let mut unknown = Vec::new();
    let mut next = 0;
    for (key, value) in document.members(node) {
        let name = document.string(key).map(|name| name.decode()).unwrap_or_default();
        match spec.index_from(next, name.as_bytes()) {
            Some(index) => {
                next = index + 1;
                let field_type = spec.fields[index].field_type;
                if document.tag(value) == Tag::Null && !field_type.checks_null() {
                    field_values.set_null(object, index, value);
                } else {
                    let decoded = field_type.check(value, ctx, field_values);
                    field_values.set(object, index, value, decoded);
                }
            }
            None if spec.closed => unknown.push(key),
            None => {}
        }
    }
    field_values.set_unknown_keys(object, unknown);
    Some(object)
}

/// Checks the values that a partial check left out.
#[cfg(feature = "fast")]
pub(crate) fn remaining(ctx: &mut LintContext<'_, '_>, field_values: &mut FieldValues) {
    let unchecked = std::mem::take(&mut field_values.unchecked);
    for value in &unchecked {
        match *value {
            Unchecked::Field { object: index, field, node } => {
                let field_type = field_values.spec(index).fields[field].field_type;
                let decoded = field_type.check(node, ctx, field_values);
                field_values.set(index, field, node, decoded);
            }
            Unchecked::Item { spec, node } => {
                object(spec, node, ctx, field_values);
            }
        }
    }
    field_values.unchecked = unchecked;
}
