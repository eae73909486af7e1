//! What fields contribute to rules between fields.

use crate::json::{JsonStr, NodeId};
use crate::fields::date_time::Instant;

use super::ObjectSpec;
use super::lint_context::Place;

/// What is known of one field's value. A value that was refused leaves a hole, and a rule that
/// meets a hole says nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FieldValue {
    /// The member is not there.
    Absent,
    /// The member is there, but nothing may be concluded from it.
    Invalid,
    Null,
    Boolean(bool),
    Number(f64),
    /// The inside of a string token: how many bytes of the text are left where it matches_prefix, and how
    /// many of them are its own.
    Text {
        left: u32,
        length: u32,
        escaped: bool,
    },
    /// An entry of the kind's vocabulary.
    Variant(u8),
    Instant {
        seconds: i64,
        nanoseconds: u32,
    },
    /// A list of values that nobody else looks into, with its length.
    Items(u32),
    /// A list of objects, or one object: a range of the objects of [`FieldValues`]. The list may be
    /// longer, as items that are no objects have no field_values.
    Objects {
        first: u32,
        count: u32,
        length: u32,
    },
}

// Every member of every payload makes one.
const _: () = assert!(size_of::<FieldValue>() == 16);

impl FieldValue {
    /// The fact of a string of so many bytes, where so many are left of the text.
    pub(crate) fn text(left: usize, length: usize, escaped: bool) -> Self {
        Self::Text { left: left as u32, length: length as u32, escaped }
    }

    pub(crate) fn instant(instant: Instant) -> Self {
        Self::Instant { seconds: instant.seconds, nanoseconds: instant.nanoseconds }
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) fact: FieldValue,
    /// The value; 0 while proving.
    pub(crate) node: NodeId,
}

#[derive(Clone, Copy)]
pub(crate) struct ObjectEntry {
    pub(crate) spec: &'static ObjectSpec,
    pub(crate) node: NodeId,
    /// Its slots start here, one a field.
    first: u32,
    /// Bit i: field i is there.
    pub(crate) seen: u64,
    /// Bit i: field i is null and the kind did not judge that; 0 while proving.
    pub(crate) nulls: u64,
}

/// The slots of an object about which nothing is known.
static EMPTY: [Slot; 64] = [Slot { fact: FieldValue::Absent, node: 0 }; 64];

/// So many field_values, or nodes of a tree, are kept for their memory at most.
pub(crate) const LARGEST_ROOM: usize = 1 << 16;

/// The field_values of a whole payload: the root is object 0.
#[derive(Default)]
pub(crate) struct FieldValues {
    slots: Vec<Slot>,
    objects: Vec<ObjectEntry>,
}

impl FieldValues {
    /// Adds an object about which nothing is known yet; where its slots start.
    pub(crate) fn open(&mut self, spec: &'static ObjectSpec, node: NodeId) -> usize {
        let first = self.slots.len();
        self.slots.extend_from_slice(&EMPTY[..spec.fields.len()]);
        self.objects.push(ObjectEntry { spec, node, first: first as u32, seen: 0, nulls: 0 });
        first
    }

    /// FieldValues with room for a usual payload.
    pub(crate) fn with_room() -> Self {
        Self { slots: Vec::with_capacity(256), objects: Vec::with_capacity(16) }
    }

    /// Forgets everything, and keeps the memory unless that is much.
    pub(crate) fn clear(&mut self) {
        if self.slots.capacity() > LARGEST_ROOM {
            *self = Self::default();
        }
        self.slots.clear();
        self.objects.clear();
    }

    #[inline]
    pub(crate) fn set(&mut self, object: usize, field: usize, node: NodeId, fact: FieldValue) {
        let field_values = &mut self.objects[object];
        field_values.seen |= 1 << field;
        let slot = field_values.first as usize + field;
        self.slots[slot] = Slot { fact, node };
    }

    /// Sets a fact while proving.
    #[inline]
    pub(crate) fn put(&mut self, slot: usize, fact: FieldValue) {
        self.slots[slot].fact = fact;
    }

    /// Says which fields an object has, after it was read while proving.
    #[inline]
    pub(crate) fn close(&mut self, object: usize, seen: u64) {
        self.objects[object].seen = seen;
    }

    pub(crate) fn set_null(&mut self, object: usize, field: usize, node: NodeId) {
        self.objects[object].nulls |= 1 << field;
        self.set(object, field, node, FieldValue::Null);
    }

    #[inline]
    pub(crate) fn seen(&self, object: usize) -> u64 {
        self.objects[object].seen
    }

    /// How many objects there are.
    pub(crate) fn count(&self) -> usize {
        self.objects.len()
    }
}

/// What was read of a document: the field_values and the bytes that they are about.
pub(crate) struct PayloadView<'f, 'a> {
    pub(crate) field_values: &'f FieldValues,
    pub(crate) bytes: &'a [u8],
}

impl<'f, 'a> PayloadView<'f, 'a> {
    /// All objects, the root first.
    pub(crate) fn objects(&'f self) -> impl Iterator<Item = ObjectView<'f, 'a>> {
        self.field_values.objects.iter().map(|own| Object { of: self, own })
    }
}

/// One object's field_values, as a rule sees them.
#[derive(Clone, Copy)]
pub(crate) struct ObjectView<'f, 'a> {
    of: &'f PayloadView<'f, 'a>,
    own: &'f ObjectEntry,
}

impl<'f, 'a> ObjectView<'f, 'a> {
    pub(crate) fn field_values(self) -> &'f ObjectEntry {
        self.own
    }

    #[inline]
    pub(crate) fn slot(self, field: usize) -> Slot {
        self.of.field_values.slots[self.own.first as usize + field]
    }

    #[inline]
    pub(crate) fn fact(self, field: usize) -> FieldValue {
        self.slot(field).fact
    }

    pub(crate) fn is_null(self, field: usize) -> bool {
        matches!(self.fact(field), FieldValue::Null)
    }

    pub(crate) fn number(self, field: usize) -> Option<f64> {
        if let FieldValue::Number(number) = self.fact(field) { Some(number) } else { None }
    }

    pub(crate) fn boolean(self, field: usize) -> Option<bool> {
        if let FieldValue::Boolean(flag) = self.fact(field) { Some(flag) } else { None }
    }

    pub(crate) fn variant(self, field: usize) -> Option<u8> {
        if let FieldValue::Variant(word) = self.fact(field) { Some(word) } else { None }
    }

    pub(crate) fn text(self, field: usize) -> Option<JsonStr<'a>> {
        let (raw, escaped) = self.raw(field)?;
        Some(JsonStr { raw: std::str::from_utf8(raw).ok()?, escaped, simple: false })
    }

    /// The inside of a string token as it is written, and whether it contains a backslash.
    #[inline]
    pub(crate) fn raw(self, field: usize) -> Option<(&'a [u8], bool)> {
        let FieldValue::Text { left, length, escaped } = self.fact(field) else { return None };
        let bytes = self.of.bytes;
        let start = bytes.len().checked_sub(left as usize)?;
        Some((bytes[start..].get(..length as usize)?, escaped))
    }

    pub(crate) fn instant(self, field: usize) -> Option<Instant> {
        let FieldValue::Instant { seconds, nanoseconds } = self.fact(field) else { return None };
        Some(Instant { seconds, nanoseconds })
    }

    /// The objects of a list field; none if it is absent or a hole.
    pub(crate) fn objects(self, field: usize) -> impl Iterator<Item = ObjectView<'f, 'a>> + Clone {
        let (first, count) = match self.fact(field) {
            FieldValue::Objects { first, count, .. } => (first as usize, count as usize),
            _ => (0, 0),
        };
        let objects = self.of.field_values.objects.get(first..first + count).unwrap_or_default();
        objects.iter().map(move |own| Object { of: self.of, own })
    }

    /// Where a field stands, or where it is missing.
    pub(crate) fn place(self, field: usize) -> Place {
        let slot = self.slot(field);
        match slot.fact {
            FieldValue::Absent => {
                let field_values = self.field_values();
                Place::Missing { object: field_values.node, name: field_values.spec.fields[field].name }
            }
            _ => Place::Node(slot.node),
        }
    }

    /// The name of a field.
    pub(crate) fn name(self, field: usize) -> &'static str {
        self.field_values().spec.fields[field].name
    }
}
