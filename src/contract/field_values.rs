//! The decoded values of fields, which rules between fields compare.

use std::collections::BTreeMap;

use crate::json::NodeId;

use super::instant::Instant;
use super::object_spec::ObjectSpec;

/// The value of one field. Rules between fields skip values that are invalid.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FieldValue {
    /// The member is absent.
    Absent,
    /// The member is present, but its value is invalid.
    Invalid,
    /// A valid value that no rule between fields reads.
    Other,
    Null,
    Boolean(bool),
    Number(f64),
    /// The inside of a string token, as the number of bytes from its start to the end of the text, and
    /// its length.
    Text {
        left: u32,
        length: u32,
        escaped: bool,
    },
    /// The index of one of the field's documented values.
    Variant(u8),
    Instant {
        seconds: i64,
        nanoseconds: u32,
    },
    /// A list of values that no rule between fields reads, with its length.
    Items(u32),
    /// An object of strings that no rule between fields reads: its keys and values in turn, as a range of
    /// the texts of [`FieldValues`]. Only on the fast path.
    Texts {
        first: u32,
        count: u32,
    },
    /// One object or a list of objects, as a range of the objects of [`FieldValues`]. `length` counts
    /// the items of the list, including those that are not objects.
    Objects {
        first: u32,
        count: u32,
        length: u32,
    },
}

// Small, because there is one for every member of every payload.
const _: () = assert!(size_of::<FieldValue>() == 16);

impl FieldValue {
    /// A string token whose inside has `length` bytes and starts `left` bytes before the end of the text.
    pub(crate) fn text(left: usize, length: usize, escaped: bool) -> Self {
        Self::Text { left: left as u32, length: length as u32, escaped }
    }

    pub(crate) fn instant(instant: Instant) -> Self {
        Self::Instant { seconds: instant.seconds, nanoseconds: instant.nanoseconds }
    }
}

/// The value of a field and its node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) value: FieldValue,
    /// The value's node. On the fast path, if `value` does not hold the whole value: the number of bytes
    /// from the value's start to the end of the text, for a typed reader.
    pub(crate) node: NodeId,
}

/// One object of a payload.
#[derive(Clone, Copy)]
pub(crate) struct ObjectEntry {
    pub(crate) spec: &'static ObjectSpec,
    pub(crate) node: NodeId,
    /// The index of its first slot; it has one slot a field.
    pub(super) first: u32,
    /// Bit i: field i is present.
    pub(crate) seen: u64,
    /// Bit i: field i is null, and its type does not check null; 0 on the fast path.
    pub(crate) nulls: u64,
}

static EMPTY_SLOTS: [Slot; 64] = [Slot { value: FieldValue::Absent, node: 0 }; 64];

/// The largest number of slots, of values that a partial check left out, or of nodes of a tree, whose memory is
/// kept for the next payload.
pub(crate) const MAX_KEPT: usize = 1 << 16;

/// The field values of a whole payload. The outermost object is object 0.
#[derive(Default)]
pub(crate) struct FieldValues {
    pub(super) slots: Vec<Slot>,
    pub(super) objects: Vec<ObjectEntry>,
    /// The texts of objects of strings.
    texts: Vec<FieldValue>,
    /// The keys that no field has, by the object's index; empty on the fast path.
    pub(super) unknown_keys: BTreeMap<usize, Vec<NodeId>>,
    /// The values that a partial check left out, in source order.
    pub(crate) unchecked: Vec<Unchecked>,
}

/// A value that a partial check left out.
pub(crate) enum Unchecked {
    /// The value of a field of an object.
    Field { object: usize, field: usize, node: NodeId },
    /// An item of a list of objects that is not an object.
    Item { spec: &'static ObjectSpec, node: NodeId },
}

impl FieldValues {
    /// Adds an object without values and returns the index of its first slot.
    #[inline]
    pub(crate) fn open(&mut self, spec: &'static ObjectSpec, node: NodeId) -> usize {
        let first = self.slots.len();
        self.slots.extend_from_slice(&EMPTY_SLOTS[..spec.fields.len()]);
        self.objects.push(ObjectEntry { spec, node, first: first as u32, seen: 0, nulls: 0 });
        first
    }

    /// No values and no memory.
    pub(crate) const EMPTY: Self = Self {
        slots: Vec::new(),
        objects: Vec::new(),
        texts: Vec::new(),
        unknown_keys: BTreeMap::new(),
        unchecked: Vec::new(),
    };

    /// Removes all values and keeps the memory, unless it is large.
    pub(crate) fn clear(&mut self) {
        let kept = [self.slots.capacity(), self.texts.capacity(), self.unchecked.capacity()];
        if kept.into_iter().any(|capacity| capacity > MAX_KEPT) {
            *self = Self::default();
        }
        self.slots.clear();
        self.objects.clear();
        self.texts.clear();
        if !self.unknown_keys.is_empty() {
            self.unknown_keys.clear();
        }
        self.unchecked.clear();
    }

    #[inline]
    pub(crate) fn set(&mut self, object: usize, field: usize, node: NodeId, value: FieldValue) {
        let entry = &mut self.objects[object];
        entry.seen |= 1 << field;
        let slot = entry.first as usize + field;
        self.slots[slot] = Slot { value, node };
    }

    /// The slots of an object.
    #[inline]
    pub(crate) fn slots(&self, object: usize) -> Option<&[Slot]> {
        let entry = self.objects.get(object)?;
        self.slots.get(entry.first as usize..)?.get(..entry.spec.fields.len())
    }

    /// The table of an object.
    pub(crate) fn spec(&self, object: usize) -> &'static ObjectSpec {
        self.objects[object].spec
    }

    /// Replaces the value of a field.
    #[inline]
    pub(crate) fn replace(&mut self, object: usize, field: usize, value: FieldValue) {
        let slot = self.objects[object].first as usize + field;
        self.put(slot, value);
    }

    /// Sets a value on the fast path.
    #[inline]
    pub(crate) fn put(&mut self, slot: usize, value: FieldValue) {
        self.slots[slot].value = value;
    }

    /// Sets a value and where it starts: the number of bytes from there to the end of the text.
    #[inline]
    pub(crate) fn put_token(&mut self, slot: usize, value: FieldValue, left: usize) {
        self.slots[slot] = Slot { value, node: left as NodeId };
    }

    /// The value in a slot.
    #[inline]
    pub(crate) fn value(&self, slot: usize) -> FieldValue {
        self.slots[slot].value
    }

    /// Sets the node of a value that was put into a slot.
    #[inline]
    pub(crate) fn set_node(&mut self, slot: usize, node: NodeId) {
        self.slots[slot].node = node;
    }

    /// Sets which fields an object has, on the fast path.
    #[inline]
    pub(crate) fn close(&mut self, object: usize, seen: u64) {
        self.objects[object].seen = seen;
    }

    pub(crate) fn set_null(&mut self, object: usize, field: usize, node: NodeId) {
        self.objects[object].nulls |= 1 << field;
        self.set(object, field, node, FieldValue::Null);
    }

    pub(crate) fn set_unknown_keys(&mut self, object: usize, keys: Vec<NodeId>) {
        if !keys.is_empty() {
            self.unknown_keys.insert(object, keys);
        }
    }

    /// Adds a text of an object of strings.
    #[inline]
    pub(crate) fn add_text(&mut self, text: FieldValue) {
        self.texts.push(text);
    }

    /// The texts of objects of strings, so far.
    pub(crate) fn texts(&self) -> &[FieldValue] {
        &self.texts
    }

    /// The number of objects.
    pub(crate) fn count(&self) -> usize {
        self.objects.len()
    }
}
