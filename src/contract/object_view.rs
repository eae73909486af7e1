//! The objects of a payload, as rules between fields read them.

use crate::json::{JsonStr, NodeId};

use super::condition::ActiveConditions;
use super::field_values::{FieldValue, FieldValues, ObjectEntry, Slot};
use super::instant::Instant;
use super::place::Place;

/// The field values of a payload with its text.
pub(crate) struct PayloadView<'f, 'a> {
    pub(crate) field_values: &'f FieldValues,
    pub(crate) bytes: &'a [u8],
}

impl<'f, 'a> PayloadView<'f, 'a> {
    /// All objects, the outermost first.
    pub(crate) fn objects(&'f self) -> impl Iterator<Item = ObjectView<'f, 'a>> {
        let entries = self.field_values.objects.iter().enumerate();
        entries.map(|(index, entry)| ObjectView { payload: self, entry, index })
    }
}

/// One object, as a rule between fields reads it.
#[derive(Clone, Copy)]
pub(crate) struct ObjectView<'f, 'a> {
    payload: &'f PayloadView<'f, 'a>,
    entry: &'f ObjectEntry,
    index: usize,
}

impl<'f, 'a> ObjectView<'f, 'a> {
    pub(crate) fn entry(self) -> &'f ObjectEntry {
        self.entry
    }

    /// The keys that no field has.
    #[inline]
    pub(crate) fn unknown_keys(self) -> &'f [NodeId] {
        self.payload.field_values.unknown_keys.get(&self.index).map_or(&[], Vec::as_slice)
    }

    /// The conditions that hold, if this is the outermost object.
    pub(crate) fn active_conditions(self) -> ActiveConditions {
        ActiveConditions::read(self.entry.spec.conditions, |field| {
            let slot = self.slot(field);
            (slot.value, slot.node)
        })
    }

    #[inline]
    pub(crate) fn slot(self, field: usize) -> Slot {
        self.payload.field_values.slots[self.entry.first as usize + field]
    }

    #[inline]
    pub(crate) fn value(self, field: usize) -> FieldValue {
        self.slot(field).value
    }

    pub(crate) fn is_null(self, field: usize) -> bool {
        matches!(self.value(field), FieldValue::Null)
    }

    pub(crate) fn number(self, field: usize) -> Option<f64> {
        if let FieldValue::Number(number) = self.value(field) { Some(number) } else { None }
    }

    pub(crate) fn boolean(self, field: usize) -> Option<bool> {
        if let FieldValue::Boolean(flag) = self.value(field) { Some(flag) } else { None }
    }

    pub(crate) fn variant(self, field: usize) -> Option<u8> {
        if let FieldValue::Variant(word) = self.value(field) { Some(word) } else { None }
    }

    pub(crate) fn text(self, field: usize) -> Option<JsonStr<'a>> {
        let (raw, escaped) = self.raw(field)?;
        Some(JsonStr { raw: std::str::from_utf8(raw).ok()?, escaped })
    }

    /// The inside of a string token as it is written, and whether it contains a backslash.
    #[inline]
    pub(crate) fn raw(self, field: usize) -> Option<(&'a [u8], bool)> {
        let FieldValue::Text { left, length, escaped } = self.value(field) else { return None };
        let bytes = self.payload.bytes;
        let start = bytes.len().checked_sub(left as usize)?;
        Some((bytes[start..].get(..length as usize)?, escaped))
    }

    pub(crate) fn instant(self, field: usize) -> Option<Instant> {
        let FieldValue::Instant { seconds, nanoseconds } = self.value(field) else { return None };
        Some(Instant { seconds, nanoseconds })
    }

    /// The objects of a list field; none if it is absent or invalid.
    pub(crate) fn objects(self, field: usize) -> impl Iterator<Item = ObjectView<'f, 'a>> + Clone {
        let (first, count) = match self.value(field) {
            FieldValue::Objects { first, count, .. } => (first as usize, count as usize),
            _ => (0, 0),
        };
        let objects =
            self.payload.field_values.objects.get(first..first + count).unwrap_or_default();
        let view = move |(index, entry)| ObjectView { payload: self.payload, entry, index };
        (first..).zip(objects).map(view)
    }

    /// The place of a field, or the place where it is missing.
    pub(crate) fn place(self, field: usize) -> Place {
        let slot = self.slot(field);
        match slot.value {
            FieldValue::Absent => {
                Place::Missing { object: self.entry.node, name: self.name(field) }
            }
            _ => Place::Node(slot.node),
        }
    }

    /// The name of a field.
    pub(crate) fn name(self, field: usize) -> &'static str {
        self.entry.spec.fields[field].name
    }
}
