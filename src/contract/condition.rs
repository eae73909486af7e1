//! Conditions on which the presence of fields depends, such as "`offerType` is MultiEvent".
//!
//! A provider declares them on the outermost object of a payload; its fields, and those of nested
//! objects, name them.

use serde_json::Value;

use crate::diagnostics::rule::Rule;
use crate::json::NodeId;

use super::field_values::FieldValue;

/// A condition of a payload.
pub(crate) struct Condition {
    /// The index of the field, in the outermost object, that decides.
    pub(crate) field: usize,
    /// Whether the condition holds for this value of the field.
    pub(crate) holds: fn(FieldValue) -> bool,
    /// The JSON Schema that the field's value matches if the condition holds; none if the rule is a
    /// warning, which a schema cannot express.
    pub(crate) schema: Option<fn() -> Value>,
    /// The rule that a missing field breaks.
    pub(crate) rule: &'static Rule,
    /// The subject that requires the field, as in "`offerEvents` is missing; {requirer} requires it". If the
    /// rule is a warning, the message is "{requirer} should have it".
    pub(crate) requirer: &'static str,
    /// The label at the value that decides.
    pub(crate) reason: &'static str,
    /// The help of a missing field; without it the help is what the field is.
    pub(crate) help: Option<&'static str>,
    /// Whether null breaks `rule` as absence does; otherwise null breaks `null-not-allowed`.
    pub(crate) null_is_missing: bool,
}

/// A set of conditions, by their indexes in the payload's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ConditionSet(u8);

impl ConditionSet {
    /// The largest number of conditions of a payload.
    pub(crate) const MAX: usize = 8;

    /// The set of the condition with this index.
    pub(crate) const fn only(index: usize) -> Self {
        assert!(index < Self::MAX, "a payload has at most 8 conditions");
        Self(1 << index)
    }

    /// This set and another.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn contains(self, index: usize) -> bool {
        self.0 & (1 << index) != 0
    }

    /// The conditions that are in both sets.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The indexes of the conditions, ascending.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let index = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                index
            })
        })
    }
}

/// The conditions of the payload that is being linted.
#[derive(Clone, Copy)]
pub(crate) struct ActiveConditions {
    /// All conditions of the payload.
    pub(crate) all: &'static [Condition],
    /// The conditions that hold.
    pub(crate) holding: ConditionSet,
    /// The deciding value of each; 0 on the fast path.
    nodes: [NodeId; ConditionSet::MAX],
}

impl ActiveConditions {
    /// No conditions.
    pub(crate) const NONE: Self =
        Self { all: &[], holding: ConditionSet(0), nodes: [0; ConditionSet::MAX] };

    /// Reads the conditions from the values of the deciding fields.
    pub(crate) fn read(
        all: &'static [Condition],
        value: impl Fn(usize) -> (FieldValue, NodeId),
    ) -> Self {
        let mut active = Self { all, ..Self::NONE };
        for (index, condition) in all.iter().enumerate() {
            let (value, node) = value(condition.field);
            active.nodes[index] = node;
            if (condition.holds)(value) {
                active.holding = active.holding.or(ConditionSet::only(index));
            }
        }
        active
    }

    /// The first of these conditions that holds, with the value that decides.
    pub(crate) fn first(&self, conditions: ConditionSet) -> Option<(&'static Condition, NodeId)> {
        let index = self.holding.and(conditions).iter().next()?;
        Some((&self.all[index], self.nodes[index]))
    }

    /// Whether this condition holds.
    pub(crate) fn hold(&self, condition: ConditionSet) -> bool {
        self.holding.and(condition) != ConditionSet::default()
    }

    /// The value that decides on a condition.
    pub(crate) fn node(&self, condition: ConditionSet) -> NodeId {
        condition.iter().next().map_or(0, |index| self.nodes[index])
    }
}
