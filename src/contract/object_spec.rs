//! What a payload is made of: fields of a kind, gathered in shapes.

pub(crate) mod check;
pub(crate) mod declare;
pub(crate) mod distinct;
pub(crate) mod document_rules;
pub(crate) mod exact;
pub(crate) mod field_values;
mod lookup;
pub(crate) mod marks;
pub(crate) mod name;
pub(crate) mod path_id;
pub(crate) mod placeholders;
pub(crate) mod presence;
pub(crate) mod prove;
pub(crate) mod schema;
pub(crate) mod ctx;
pub(crate) mod written;

use serde_json::Value;

use crate::fast::cursor::Cursor;
use crate::json::NodeId;
use field_values::{FieldValue, FieldValues, Object};
use lookup::Lookup;
use ctx::{Conditions, LintContext};

/// A kind of field: what one value of it must look like.
///
/// `prove` and `check` are two readings of the same predicates. `prove` may give up on anything
/// unusual; what it accepts, `check` must have nothing to say about, and both must give the same
/// fact.
pub(crate) trait FieldType: Sync {
    /// The JSON Schema of a value, as far as one can say it; it refuses nothing that `check`
    /// accepts without an error.
    fn schema(&self) -> Value;

    /// Reads one value, other than null, that there is nothing to say about.
    fn prove(&self, cursor: &mut Cursor<'_>, field_values: &mut FieldValues) -> Option<FieldValue>;

    /// The same, with the fact put where it belongs; the place behind the value.
    fn prove_into<'a>(
        &self,
        mut cursor: Cursor<'a>,
        field_values: &mut FieldValues,
        slot: usize,
    ) -> Option<Cursor<'a>> {
        let fact = self.prove(&mut cursor, field_values)?;
        field_values.put(slot, fact);
        Some(cursor)
    }

    /// Reports everything about one value, which is not null unless `judges_null`.
    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, field_values: &mut FieldValues) -> FieldValue;

    /// Whether null goes to `check` like any other value.
    fn judges_null(&self) -> bool {
        false
    }
}

/// When a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// While `offerType` is MultiEvent.
    MultiEvent,
    /// While `offerType` is MultiEvent; on SingleEvent its absence is worth a warning.
    Revenue,
    /// While `shouldSendCostData` is true.
    CostData,
    /// In every example of a response.
    Response,
}

/// What null means for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nullability {
    /// A documented value.
    Allowed,
    /// Not documented, but probably display_safe.
    Warned,
    /// An error.
    Refused,
    /// An error while the field is needed, else worth a warning.
    AsNeeded,
}

/// Reads one value, puts its fact into a slot, and gives the place behind the value.
pub(crate) type Prover = for<'a> fn(Cursor<'a>, &mut FieldValues, usize) -> Option<Cursor<'a>>;

/// One line of a payload's table.
pub(crate) struct Field {
    /// The JSON name.
    pub(crate) name: &'static str,
    /// What the API page says that it is, in our words.
    pub(crate) doc: &'static str,
    pub(crate) need: Presence,
    pub(crate) null: Nullability,
    pub(crate) kind: &'static dyn FieldType,
    /// The kind's `prove_into`, one jump nearer.
    pub(crate) prove: Prover,
    /// The error code printed for its absence.
    pub(crate) missing_code: Option<&'static str>,
}

/// A rule between fields: runs over field_values, in both ways.
pub(crate) type CrossRule = fn(ObjectView<'_, '_>, &mut LintContext<'_, '_>);

/// The fields of one kind of object and what they owe each other.
pub(crate) struct ObjectSpec {
    pub(crate) title: &'static str,
    pub(crate) fields: &'static [Field],
    pub(crate) rules: &'static [CrossRule],
    /// Whether a member that is not in the table is reported.
    pub(crate) closed: bool,
    /// Members that the server sets itself.
    pub(crate) read_only: &'static [&'static str],
    /// Reads what other fields' presence depends on.
    pub(crate) conditions: Option<fn(ObjectView<'_, '_>) -> Conditions>,
    pub(crate) lookup: Lookup,
    masks: [u64; 4],
    /// Bit i: null is a documented value of field i.
    pub(crate) nullable: u64,
}

impl ObjectSpec {
    /// A spec with these fields, at most 64, whose unknown members are nobody's business.
    pub(crate) const fn new(title: &'static str, fields: &'static [Field]) -> Self {
        Self {
            title,
            fields,
            rules: &[],
            closed: false,
            read_only: &[],
            conditions: None,
            lookup: Lookup::new(fields),
            masks: masks(fields),
            nullable: nullable(fields),
        }
    }

    /// Reports unknown members.
    pub(crate) const fn closed(mut self) -> Self {
        self.closed = true;
        self
    }

    pub(crate) const fn read_only(mut self, names: &'static [&'static str]) -> Self {
        self.read_only = names;
        self
    }

    pub(crate) const fn rules(mut self, rules: &'static [CrossRule]) -> Self {
        self.rules = rules;
        self
    }

    pub(crate) const fn conditions(mut self, read: fn(ObjectView<'_, '_>) -> Conditions) -> Self {
        self.conditions = Some(read);
        self
    }

    /// The index of the field with this name.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        Some(self.lookup.any(self.fields, name.as_bytes())?.0)
    }

    /// The fields that must be there under these conditions.
    pub(crate) fn needed(&self, conditions: &Conditions) -> u64 {
        let [always, multi_event, cost_data, single_event] = self.masks;
        let mut needed = always;
        if conditions.multi_event() {
            needed |= multi_event;
        }
        if conditions.single_event() {
            needed |= single_event;
        }
        if conditions.cost_data {
            needed |= cost_data;
        }
        needed
    }
}

const fn nullable(fields: &[Field]) -> u64 {
    let mut nullable = 0;
    let mut index = 0;
    while index < fields.len() {
        if matches!(fields[index].null, Nullability::Allowed) {
            nullable |= 1 << index;
        }
        index += 1;
    }
    nullable
}

const fn masks(fields: &[Field]) -> [u64; 4] {
    let mut masks = [0; 4];
    let mut index = 0;
    while index < fields.len() {
        let bit = 1 << index;
        match fields[index].need {
            Presence::Required | Presence::Response => masks[0] |= bit,
            Presence::MultiEvent => masks[1] |= bit,
            Presence::CostData => masks[2] |= bit,
            Presence::Revenue => {
                masks[1] |= bit;
                masks[3] |= bit;
            }
            Presence::Optional => {}
        }
        index += 1;
    }
    masks
}
