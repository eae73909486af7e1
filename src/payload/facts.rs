//! What fields contribute to rules between fields.

use crate::document::{JsonStr, NodeId};
use crate::kind::date_time::Instant;

use super::Shape;
use super::scope::Place;

/// What is known of one field's value. A value that was refused leaves a hole, and a rule that
/// meets a hole says nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fact<'a> {
    /// The member is not there.
    Absent,
    /// The member is there, but nothing may be concluded from it.
    Hole,
    Null,
    Flag(bool),
    Number(f64),
    Text(JsonStr<'a>),
    /// An entry of the kind's vocabulary.
    Word(u8),
    Instant(Instant),
    /// A list of values that nobody else looks into, with its length.
    Items(u32),
    /// A list of objects, or one object: a range of the objects of [`Facts`]. The list may be
    /// longer, as items that are no objects have no facts.
    Objects {
        first: u32,
        count: u32,
        length: u32,
    },
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot<'a> {
    pub(crate) fact: Fact<'a>,
    /// The value; 0 while proving.
    pub(crate) node: NodeId,
}

#[derive(Clone, Copy)]
pub(crate) struct ObjectFacts {
    pub(crate) shape: &'static Shape,
    pub(crate) node: NodeId,
    /// Its slots start here, one a field.
    first: u32,
    /// Bit i: field i is there.
    pub(crate) seen: u64,
    /// Bit i: field i is null and the kind did not judge that.
    pub(crate) nulls: u64,
}

/// The facts of a whole payload: the root is object 0.
#[derive(Default)]
pub(crate) struct Facts<'a> {
    slots: Vec<Slot<'a>>,
    objects: Vec<ObjectFacts>,
}

impl<'a> Facts<'a> {
    /// Adds an object about which nothing is known yet.
    pub(crate) fn open(&mut self, shape: &'static Shape, node: NodeId) -> usize {
        let first = self.slots.len();
        let empty = Slot { fact: Fact::Absent, node: 0 };
        self.slots.resize(first + shape.fields.len(), empty);
        self.objects.push(ObjectFacts { shape, node, first: first as u32, seen: 0, nulls: 0 });
        self.objects.len() - 1
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        self.objects.clear();
    }

    /// The memory without what it held, for the facts of another payload.
    pub(crate) fn recycle<'b>(mut self) -> Facts<'b> {
        self.clear();
        // An empty vector of another lifetime; collecting in place keeps the allocation.
        let slots = self.slots.into_iter().map_while(|_| None).collect();
        Facts { slots, objects: self.objects }
    }

    #[inline]
    pub(crate) fn set(&mut self, object: usize, field: usize, node: NodeId, fact: Fact<'a>) {
        let facts = &mut self.objects[object];
        facts.seen |= 1 << field;
        let slot = facts.first as usize + field;
        self.slots[slot] = Slot { fact, node };
    }

    pub(crate) fn set_null(&mut self, object: usize, field: usize, node: NodeId) {
        self.objects[object].nulls |= 1 << field;
        self.set(object, field, node, Fact::Null);
    }

    #[inline]
    pub(crate) fn seen(&self, object: usize) -> u64 {
        self.objects[object].seen
    }

    /// How many objects there are.
    pub(crate) fn count(&self) -> usize {
        self.objects.len()
    }

    pub(crate) fn object(&self, index: usize) -> Object<'_, 'a> {
        Object { facts: self, index }
    }
}

/// One object's facts, as a rule sees them.
#[derive(Clone, Copy)]
pub(crate) struct Object<'f, 'a> {
    facts: &'f Facts<'a>,
    index: usize,
}

impl<'f, 'a> Object<'f, 'a> {
    pub(crate) fn facts(self) -> &'f ObjectFacts {
        &self.facts.objects[self.index]
    }

    #[inline]
    pub(crate) fn slot(self, field: usize) -> Slot<'a> {
        self.facts.slots[self.facts().first as usize + field]
    }

    #[inline]
    pub(crate) fn fact(self, field: usize) -> Fact<'a> {
        self.slot(field).fact
    }

    pub(crate) fn is_null(self, field: usize) -> bool {
        matches!(self.fact(field), Fact::Null)
    }

    pub(crate) fn number(self, field: usize) -> Option<f64> {
        if let Fact::Number(number) = self.fact(field) { Some(number) } else { None }
    }

    pub(crate) fn flag(self, field: usize) -> Option<bool> {
        if let Fact::Flag(flag) = self.fact(field) { Some(flag) } else { None }
    }

    pub(crate) fn word(self, field: usize) -> Option<u8> {
        if let Fact::Word(word) = self.fact(field) { Some(word) } else { None }
    }

    pub(crate) fn text(self, field: usize) -> Option<JsonStr<'a>> {
        if let Fact::Text(text) = self.fact(field) { Some(text) } else { None }
    }

    pub(crate) fn instant(self, field: usize) -> Option<Instant> {
        if let Fact::Instant(instant) = self.fact(field) { Some(instant) } else { None }
    }

    /// The objects of a list field; none if it is absent or a hole.
    pub(crate) fn objects(self, field: usize) -> impl Iterator<Item = Object<'f, 'a>> + Clone {
        let (first, count) = match self.fact(field) {
            Fact::Objects { first, count, .. } => (first as usize, count as usize),
            _ => (0, 0),
        };
        (first..first + count).map(move |index| Object { facts: self.facts, index })
    }

    /// Where a field stands, or where it is missing.
    pub(crate) fn place(self, field: usize) -> Place {
        let slot = self.slot(field);
        match slot.fact {
            Fact::Absent => {
                let facts = self.facts();
                Place::Missing { object: facts.node, name: facts.shape.fields[field].name }
            }
            _ => Place::Node(slot.node),
        }
    }

    /// The name of a field.
    pub(crate) fn name(self, field: usize) -> &'static str {
        self.facts().shape.fields[field].name
    }
}
