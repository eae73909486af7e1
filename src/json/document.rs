//! A JSON text as a tree in which every key and value knows its bytes.

use std::borrow::Cow;
use std::collections::HashMap;

use super::decimal::{self, Decimal};
use super::json_str::JsonStr;
use super::node::{Node, NodeId, Tag};
use super::parse::{self, SyntaxError, Tree};
use super::position::Span;

/// A parsed JSON text.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    /// Keys that a later member of the same name shadows, ascending.
    shadowed: Vec<NodeId>,
    /// The keys of each repeated name, in source order.
    pub(crate) duplicates: Vec<Vec<NodeId>>,
    longest_text: u32,
}

impl<'a> Document<'a> {
    /// Parses a text that may start with a byte order mark.
    pub(crate) fn parse(text: &'a str) -> Result<Self, SyntaxError> {
        Self::parse_into(text, Vec::new())
    }

    /// Parses a text into the memory of an earlier document.
    pub(crate) fn parse_into(text: &'a str, nodes: Vec<Node>) -> Result<Self, SyntaxError> {
        Ok(Self::new(text, parse::parse(text, nodes).map_err(|error| *error)?))
    }

    pub(super) fn new(text: &'a str, Tree { nodes, ambiguous, longest_text }: Tree) -> Self {
        let (shadowed, duplicates) = (Vec::new(), Vec::new());
        let mut document = Self { text, nodes, shadowed, duplicates, longest_text };
        if !ambiguous.is_empty() {
            find_duplicates(&mut document, &ambiguous);
        }
        document
    }

    /// The memory for another document.
    pub(crate) fn into_nodes(self) -> Vec<Node> {
        self.nodes
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    pub(crate) fn tag(&self, node: NodeId) -> Tag {
        self.nodes[node as usize].tag
    }

    pub(crate) fn len(&self) -> NodeId {
        self.nodes.len() as NodeId
    }

    /// The bytes of a key or value, quotes included.
    pub(crate) fn span(&self, node: NodeId) -> Span {
        let node = &self.nodes[node as usize];
        Span { start: node.start as usize, end: node.end as usize }
    }

    /// A key or value as it was written.
    pub(crate) fn raw(&self, node: NodeId) -> &'a str {
        let span = self.span(node);
        &self.text[span.start..span.end]
    }

    /// The text from the inside of a string token on.
    pub(crate) fn inside(&self, node: NodeId) -> &'a [u8] {
        self.text.as_bytes().get(self.span(node).start + 1..).unwrap_or_default()
    }

    /// The member names and the strings that are not simple, of more than `length` bytes, in source order.
    pub(crate) fn texts_longer_than(&self, length: usize) -> impl Iterator<Item = NodeId> {
        let is_meant = move |node: &Node| {
            (node.end - node.start) as usize > length
                && matches!(node.tag, Tag::Key { .. } | Tag::String { simple: false, .. })
        };
        let any = self.longest_text as usize > length;
        let numbered = (0..).zip(if any { &self.nodes[..] } else { &[] });
        numbered.filter(move |(_, node)| is_meant(node)).map(|(number, _)| number)
    }

    /// A key or string value.
    pub(crate) fn string(&self, node: NodeId) -> Option<JsonStr<'a>> {
        let node = &self.nodes[node as usize];
        let escaped = match node.tag {
            Tag::String { escaped, .. } | Tag::Key { escaped } => escaped,
            _ => return None,
        };
        let raw = self.text.get(node.start as usize + 1..node.end as usize - 1)?;
        Some(JsonStr { raw, escaped })
    }

    pub(crate) fn number(&self, node: NodeId) -> Option<f64> {
        (self.tag(node) == Tag::Number).then(|| decimal::double(self.raw(node)))
    }

    /// A number without a fraction.
    pub(crate) fn whole_number(&self, node: NodeId) -> Option<f64> {
        self.number(node).filter(|number| match number.abs() < decimal::EXACT {
            true => number.fract() == 0.0,
            // No double of this size has a fraction.
            false => Decimal::parse(self.raw(node)).is_whole(),
        })
    }

    /// The members of an object as (key, value), without the shadowed ones.
    pub(crate) fn members(&self, object: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        self.all_members(object).filter(|(key, _)| !self.is_shadowed(*key))
    }

    fn all_members(&self, object: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        let end = self.nodes[object as usize].after;
        let mut next = object + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let member = (next, next + 1);
                next = self.nodes[member.1 as usize].after;
                member
            })
        })
    }

    /// The node after a value and everything in it.
    #[cfg(feature = "custom-schema")]
    pub(crate) fn after(&self, node: NodeId) -> NodeId {
        self.nodes[node as usize].after
    }

    /// The number of items of an array, or of members without the shadowed ones.
    #[cfg(feature = "custom-schema")]
    pub(crate) fn count(&self, container: NodeId) -> usize {
        if self.tag(container) == Tag::Object && !self.shadowed.is_empty() {
            return self.members(container).count();
        }
        // The last child is, or contains, the last node.
        let mut last = self.after(container) - 1;
        if last == container {
            return 0;
        }
        while self.parent(last) != container {
            last = self.parent(last);
        }
        self.ordinal(last) as usize + 1
    }

    /// The items of an array.
    pub(crate) fn items(&self, array: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes[array as usize].after;
        let mut next = array + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let item = next;
                next = self.nodes[item as usize].after;
                item
            })
        })
    }

    /// The value of the (last) member with this name.
    pub(crate) fn member(&self, object: NodeId, name: &str) -> Option<NodeId> {
        if self.tag(object) != Tag::Object {
            return None;
        }
        self.members(object)
            .find(|(key, _)| self.string(*key).is_some_and(|key| key == *name))
            .map(|(_, value)| value)
    }

    pub(crate) fn is_shadowed(&self, key: NodeId) -> bool {
        !self.shadowed.is_empty() && self.shadowed.binary_search(&key).is_ok()
    }

    pub(crate) fn parent(&self, node: NodeId) -> NodeId {
        self.nodes[node as usize].parent
    }

    pub(crate) fn is_key(&self, node: NodeId) -> bool {
        matches!(self.tag(node), Tag::Key { .. })
    }

    /// The key of a member's value; none for items and the root.
    pub(crate) fn key_of(&self, value: NodeId) -> Option<NodeId> {
        let key = value.checked_sub(1)?;
        (self.is_key(key) && self.parent(key) == self.parent(value)).then_some(key)
    }

    /// Its index among the items or members of its parent, from 0.
    pub(crate) fn ordinal(&self, node: NodeId) -> u32 {
        self.nodes[node as usize].ordinal
    }
}

/// Finds the repeated names of objects that may have some.
fn find_duplicates(document: &mut Document<'_>, objects: &[NodeId]) {
    let mut found: Vec<Vec<NodeId>> = Vec::new();
    for object in objects {
        let keys: Vec<NodeId> = document.all_members(*object).map(|(key, _)| key).collect();
        group(document, &keys, &mut found);
    }
    let mut shadowed: Vec<NodeId> =
        found.iter().flat_map(|group| &group[..group.len() - 1]).copied().collect();
    shadowed.sort_unstable();
    document.shadowed = shadowed;
    document.duplicates = found;
}

fn group(document: &Document<'_>, keys: &[NodeId], found: &mut Vec<Vec<NodeId>>) {
    let mut places: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(keys.len());
    let mut groups: Vec<Vec<NodeId>> = Vec::new();
    for &key in keys {
        let Some(name) = document.string(key) else { continue };
        let next = groups.len();
        let group = *places.entry(name.decode()).or_insert(next);
        if group == next {
            groups.push(Vec::new());
        }
        groups[group].push(key);
    }
    found.extend(groups.into_iter().filter(|group| group.len() > 1));
}
