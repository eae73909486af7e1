//! The table of an object: its fields, in the order of the API page, and the rules between them.

use std::any::Any;

use serde_json::Value;

use crate::diagnostics::rule::Rule;
use crate::json::NodeId;

use super::condition::{Condition, ConditionSet};
use super::field_values::{FieldValue, FieldValues};
use super::lint_context::LintContext;
use super::object_view::ObjectView;

/// The type of a field: its JSON Schema and the full check of one value.
///
/// The fast path recognises the types that it has a check for by downcasting, hence `Any`.
pub(crate) trait FieldType: Any + Sync {
    /// The JSON Schema of a value. It refuses nothing that `check` accepts without an error.
    fn schema(&self) -> Value;

    /// Reports every finding on one value and returns the field value that rules between fields read.
    /// The value is null only if `checks_null` is true.
    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        field_values: &mut FieldValues,
    ) -> FieldValue;

    /// The rules that are declared in the type's own files, list by list. The fast path uses its own
    /// check of this type only if it knows all of them, so that a new rule is never missed.
    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[]
    }

    /// Whether `check` also checks null.
    fn checks_null(&self) -> bool {
        false
    }

    /// The table of the object, or of the objects in the list, if the value has objects.
    fn object(&self) -> Option<&'static ObjectSpec> {
        None
    }

    /// The documented values, if the field has a fixed list of them.
    fn allowed_values(&self) -> &'static [&'static str] {
        &[]
    }
}

/// When a field must be present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// While one of these conditions of the payload holds.
    RequiredIf(ConditionSet),
    /// In every documented example of a response.
    Expected,
}

/// Whether null is accepted in place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nullability {
    /// Documented as nullable.
    Allowed,
    /// Not documented as nullable: a warning.
    Warned,
    /// An error.
    Refused,
    /// An error while the field is required, otherwise a warning.
    RefusedIfRequired,
}

/// One line of a payload's table.
pub(crate) struct Field {
    /// The JSON name.
    pub(crate) name: &'static str,
    /// The description of the field.
    pub(crate) doc: &'static str,
    pub(crate) presence: Presence,
    pub(crate) nullability: Nullability,
    pub(crate) field_type: &'static dyn FieldType,
    /// The error code that the API answers if the field is missing.
    pub(crate) missing_code: Option<&'static str>,
    /// A remark that the help of a missing field adds, where the page is doubtful.
    pub(crate) remark: Option<&'static str>,
}

/// A rule between fields. It reads field values, so it runs in the full check and on the fast path.
pub(crate) type ObjectRule = fn(ObjectView<'_, '_>, &mut LintContext<'_, '_>);

/// The largest number of fields in an object: the fields that are present are bits of a `u64`.
pub(crate) const MAX_FIELDS: usize = 64;

/// The largest number of bytes in the name of a field.
pub(crate) const MAX_FIELD_NAME: usize = 64;

/// The fields of an object and the rules between them.
pub(crate) struct ObjectSpec {
    /// The noun for the object, as in "… is not a field of {title}".
    pub(crate) title: &'static str,
    pub(crate) fields: &'static [Field],
    pub(crate) rules: &'static [ObjectRule],
    /// Whether members that the table does not list are reported.
    pub(crate) closed: bool,
    /// Members that only the server sets.
    pub(crate) read_only: &'static [&'static str],
    /// The conditions on which the presence of fields depends, here and in nested objects.
    pub(crate) conditions: &'static [Condition],
    /// Bit i: field i is always required.
    required: u64,
    /// Bit i: null is a documented value of field i.
    pub(crate) nullable: u64,
    /// The fields that each condition requires.
    required_if: [u64; ConditionSet::MAX],
}

impl ObjectSpec {
    /// A table that allows unknown members.
    pub(crate) const fn new(title: &'static str, fields: &'static [Field]) -> Self {
        assert!(fields.len() <= MAX_FIELDS, "an object has at most 64 fields");
        let (mut required, mut nullable) = (0, 0);
        let mut required_if = [0; ConditionSet::MAX];
        let mut index = 0;
        while index < fields.len() {
            let bit = 1 << index;
            assert!(fields[index].name.len() <= MAX_FIELD_NAME, "a name has at most 64 bytes");
            if matches!(fields[index].nullability, Nullability::Allowed) {
                nullable |= bit;
            }
            match fields[index].presence {
                Presence::Required | Presence::Expected => required |= bit,
                Presence::Optional => {}
                Presence::RequiredIf(conditions) => {
                    let mut condition = 0;
                    while condition < ConditionSet::MAX {
                        if conditions.contains(condition) {
                            required_if[condition] |= bit;
                        }
                        condition += 1;
                    }
                }
            }
            index += 1;
        }
        Self {
            title,
            fields,
            rules: &[],
            closed: false,
            read_only: &[],
            conditions: &[],
            required,
            nullable,
            required_if,
        }
    }

    /// Reports members that the table does not list.
    pub(crate) const fn closed(mut self) -> Self {
        self.closed = true;
        self
    }

    /// Names the members that only the server sets.
    pub(crate) const fn read_only(mut self, names: &'static [&'static str]) -> Self {
        self.read_only = names;
        self
    }

    /// Adds the rules between fields.
    pub(crate) const fn rules(mut self, rules: &'static [ObjectRule]) -> Self {
        self.rules = rules;
        self
    }

    /// Declares the conditions of a payload, on its outermost object.
    pub(crate) const fn conditions(mut self, conditions: &'static [Condition]) -> Self {
        assert!(conditions.len() <= ConditionSet::MAX, "a payload has at most 8 conditions");
        self.conditions = conditions;
        self
    }

    /// The index of the field with this name. The search starts at `hint`: members usually come in
    /// the order of the table.
    pub(crate) fn index_from(&self, hint: usize, name: &[u8]) -> Option<usize> {
        let matches = |field: &Field| {
            // Names of one length mostly differ in the last byte.
            field.name.len() == name.len()
                && field.name.as_bytes().last() == name.last()
                && field.name.as_bytes() == name
        };
        let (before, after) = self.fields.split_at(hint.min(self.fields.len()));
        let later = after.iter().position(matches).map(|index| before.len() + index);
        later.or_else(|| before.iter().position(matches))
    }

    /// The index of the field with this name.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.index_from(0, name.as_bytes())
    }

    /// The fields that must be present while these conditions hold, as bits.
    pub(crate) fn required(&self, conditions: ConditionSet) -> u64 {
        let mut required = self.required;
        for condition in conditions.iter() {
            required |= self.required_if[condition];
        }
        required
    }
}
