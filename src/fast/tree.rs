//! Reads a payload that has findings: builds its tree and skips the full check of clean values.

use crate::contract::field_values::{FieldValue, FieldValues, Unchecked};
use crate::json::{Document, Node, NodeId, Parentage, Span, Tag, TreeBuilder};

use super::check::FastCheck;
use super::cursor::Cursor;
use super::lookup::FoundField;
use super::object::FastObject;

/// The largest number of unknown members whose names are compared one by one.
const MAX_UNKNOWN: usize = 16;

/// Reads a payload of one form. The field values get the clean values, and the list of the others. Gives
/// the memory back for a payload that only the full check can read: it is not JSON, not an object, or
/// repeats a name.
pub(super) fn read<'a>(
    form: &'static FastObject,
    text: &'a str,
    nodes: Vec<Node>,
    field_values: &mut FieldValues,
) -> Result<Document<'a>, Vec<Node>> {
    field_values.clear();
    let Some(tree) = TreeBuilder::new(text, nodes) else { return Err(Vec::new()) };
    let start = tree.start();
    let mut reader = TreeReader { text, tree, field_values };
    match reader.document(form, Cursor::new(&text.as_bytes()[start..])) {
        Some(()) => Ok(reader.tree.finish()),
        None => Err(reader.tree.into_nodes()),
    }
}

/// Every method returns `None` for a payload that only the full check can read.
struct TreeReader<'a, 'f> {
    text: &'a str,
    tree: TreeBuilder<'a>,
    field_values: &'f mut FieldValues,
}

/// An object that is being read.
struct OpenObject {
    table: &'static FastObject,
    /// Its index in the field values, and the index of its first slot there.
    index: usize,
    first_slot: usize,
}

impl<'a> TreeReader<'a, '_> {
    fn document(&mut self, form: &'static FastObject, mut cursor: Cursor<'a>) -> Option<()> {
        cursor.skip()?;
        let (mut cursor, _) = self.object(form, cursor, Parentage::ROOT)?;
        cursor.at_end().then_some(())
    }

    fn offset(&self, cursor: Cursor<'_>) -> usize {
        self.text.len() - cursor.rest().len()
    }

    fn cursor(&self, offset: usize) -> Cursor<'a> {
        Cursor::new(self.text.as_bytes().get(offset..).unwrap_or_default())
    }

    /// Reads an object and returns its index in the field values.
    fn object(
        &mut self,
        table: &'static FastObject,
        mut here: Cursor<'a>,
        at: Parentage,
    ) -> Option<(Cursor<'a>, usize)> {
        let start = self.offset(here);
        let node = self.tree.add(Tag::Object, Span { start, end: start }, at);
        let index = self.field_values.count();
        let first_slot = self.field_values.open(table.spec, node);
        let object = OpenObject { table, index, first_slot };
        let mut member = at.first_child(node);
        let (mut seen, mut unknown) = (0, Vec::new());
        let gap = here.open(b'{')?;
        let mut more = !here.close(b'}');
        while more {
            let (key, start) = (here, self.offset(here));
            here = match here.field(&table.lookup) {
                Some(field) => {
                    let end = start + table.spec.fields[field.index].name.len() + 2;
                    let key = (Tag::Key { escaped: false }, Span { start, end });
                    self.value(&object, field, key, here, member, &mut seen)?
                }
                None => self.uncommon_member(&object, key, member, &mut seen, &mut unknown)?,
            };
            member.ordinal += 1;
            more = here.next(b'}', gap)?;
        }
        self.tree.close(node, self.offset(here));
        self.field_values.close(index, seen);
        if table.spec.closed {
            self.field_values.set_unknown_keys(index, unknown);
        }
        Some((here, index))
    }

    /// Reads a member whose name has escapes or is no field's.
    #[cold]
    #[inline(never)]
    fn uncommon_member(
        &mut self,
        object: &OpenObject,
        mut here: Cursor<'a>,
        at: Parentage,
        seen: &mut u64,
        unknown: &mut Vec<NodeId>,
    ) -> Option<Cursor<'a>> {
        let start = self.offset(here);
        let (name, value) = here.string(|key| key.text().map(str::to_owned))?;
        let span = Span { start, end: self.offset(here) };
        let escaped = matches!(value, FieldValue::Text { escaped: true, .. });
        here.colon()?;
        if let Some(index) = object.table.spec.index(&name) {
            let check = object.table.lookup.check(index);
            let field = FoundField { index, check, read: check.reader() };
            return self.value(object, field, (Tag::Key { escaped }, span), here, at, seen);
        }
        let key = self.tree.add(Tag::Key { escaped }, span, at);
        let is_known = |key: &NodeId| self.tree.is_named(*key, &name);
        if unknown.len() == MAX_UNKNOWN || unknown.iter().any(is_known) {
            return None;
        }
        unknown.push(key);
        let end = self.tree.parse(self.offset(here), at)?;
        Some(self.cursor(end))
    }

    /// Reads the value of a field after its key. A field that the object has already gives `None`.
    #[inline(always)]
    fn value(
        &mut self,
        object: &OpenObject,
        field: FoundField,
        key: (Tag, Span),
        here: Cursor<'a>,
        at: Parentage,
        seen: &mut u64,
    ) -> Option<Cursor<'a>> {
        let bit = 1 << field.index;
        if *seen & bit != 0 {
            return None;
        }
        *seen |= bit;
        if let Some(scalar) = scalar(here.peek()?)
            && field.check.object().is_none()
        {
            let slot = object.first_slot + field.index;
            let after = (field.read)(field.check, here, self.field_values, slot);
            if let Some(after) = after.filter(|after| !has_exponent(*after)) {
                let span = Span { start: self.offset(here), end: self.offset(after) };
                let tag = self.tag(scalar, slot, span);
                let node = self.tree.add_member(key, (tag, span), at);
                self.field_values.set_node(slot, node);
                return Some(after);
            }
        }
        self.tree.add(key.0, key.1, at);
        self.uncommon_value(object, field, here, at)
    }

    /// Reads a value that is null, an array, an object, or not certainly clean.
    #[inline(never)]
    fn uncommon_value(
        &mut self,
        object: &OpenObject,
        FoundField { index: field, check, read }: FoundField,
        mut here: Cursor<'a>,
        at: Parentage,
    ) -> Option<Cursor<'a>> {
        let start = self.offset(here);
        let node = self.tree.next_node();
        match (here.peek()?, check) {
            (b'n', _) if !object.table.spec.fields[field].field_type.checks_null() => {
                here.null()?;
                self.tree.add(Tag::Null, Span { start, end: start + 4 }, at);
                self.field_values.set_null(object.index, field, node);
                return Some(here);
            }
            (b'{', FastCheck::Nested(table)) => {
                let (after, index) = self.object(table, here, at)?;
                let value = FieldValue::Objects { first: index as u32, count: 1, length: 1 };
                self.field_values.set(object.index, field, node, value);
                return Some(after);
            }
            (b'[', FastCheck::Objects(table)) => {
                let (after, value) = self.objects(table, here, at)?;
                self.field_values.set(object.index, field, node, value);
                return Some(after);
            }
            _ => {}
        }
        let slot = object.first_slot + field;
        let is_list = matches!(here.peek()?, b'{' | b'[') && check.object().is_none();
        let clean = if is_list { read(check, here, self.field_values, slot) } else { None };
        if let (Some(after), FastCheck::Metadata(_)) = (clean, check) {
            // No finding has a place in clean metadata.
            self.tree.add(Tag::Object, Span { start, end: self.offset(after) }, at);
            self.field_values.set_node(slot, node);
            return Some(after);
        }
        let end = self.tree.parse(start, at)?;
        if clean.is_some_and(|after| self.offset(after) == end) {
            self.field_values.set_node(slot, node);
        } else {
            self.field_values.unchecked.push(Unchecked::Field {
                object: object.index,
                field,
                node,
            });
        }
        Some(self.cursor(end))
    }

    /// Reads a list of objects.
    fn objects(
        &mut self,
        table: &'static FastObject,
        mut here: Cursor<'a>,
        at: Parentage,
    ) -> Option<(Cursor<'a>, FieldValue)> {
        let start = self.offset(here);
        let node = self.tree.add(Tag::Array, Span { start, end: start }, at);
        let first = self.field_values.count() as u32;
        let mut item = at.first_child(node);
        let gap = here.open(b'[')?;
        let mut more = !here.close(b']');
        while more {
            here = match here.peek()? {
                b'{' => self.object(table, here, item)?.0,
                _ => {
                    let node = self.tree.next_node();
                    self.field_values.unchecked.push(Unchecked::Item { spec: table.spec, node });
                    let end = self.tree.parse(self.offset(here), item)?;
                    self.cursor(end)
                }
            };
            item.ordinal += 1;
            more = here.next(b']', gap)?;
        }
        self.tree.close(node, self.offset(here));
        let count = self.field_values.count() as u32 - first;
        Some((here, FieldValue::Objects { first, count, length: item.ordinal }))
    }

    /// The tag of a clean value in a slot. A clean string contains no API key.
    #[inline]
    fn tag(&self, scalar: Scalar, slot: usize, span: Span) -> Tag {
        match scalar {
            Scalar::Number => Tag::Number,
            Scalar::True => Tag::True,
            Scalar::False => Tag::False,
            Scalar::String => {
                let escaped = match self.field_values.value(slot) {
                    FieldValue::Text { escaped, .. } => escaped,
                    _ => self.text.as_bytes()[span.start..span.end].contains(&b'\\'),
                };
                Tag::String { escaped, simple: true }
            }
        }
    }
}

/// Whether the number before the cursor goes on with an exponent. After any other scalar this would be an
/// error in the JSON text.
fn has_exponent(cursor: Cursor<'_>) -> bool {
    matches!(cursor.peek(), Some(b'e' | b'E'))
}

/// The scalars other than null.
enum Scalar {
    String,
    Number,
    True,
    False,
}

/// The scalar that may start with this byte; none for null, arrays and objects.
#[inline]
fn scalar(first: u8) -> Option<Scalar> {
    match first {
        b'"' => Some(Scalar::String),
        b't' => Some(Scalar::True),
        b'f' => Some(Scalar::False),
        b'{' | b'[' | b'n' => None,
        _ => Some(Scalar::Number),
    }
}

#[cfg(test)]
mod tests;
