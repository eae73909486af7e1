//! Finds the nodes for the paths of the schema crate. The children of a container are listed once,
//! however many findings it has.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::json::{Document, NodeId, Tag};

/// The children of the containers that were visited so far.
pub(super) struct NodeLookup<'d, 'a> {
    document: &'d Document<'a>,
    items: HashMap<NodeId, Vec<NodeId>>,
    members: HashMap<NodeId, HashMap<Cow<'a, str>, NodeId>>,
}

impl<'d, 'a> NodeLookup<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>) -> Self {
        Self { document, items: HashMap::new(), members: HashMap::new() }
    }

    /// The value that a pointer leads to.
    pub(super) fn find(&mut self, pointer: &str) -> Option<NodeId> {
        let mut at = 0;
        for token in pointer.split('/').skip(1) {
            at = match self.document.tag(at) {
                Tag::Object => {
                    let escaped = token.contains('~');
                    let name = escaped.then(|| token.replace("~1", "/").replace("~0", "~"));
                    self.member(at, name.as_deref().unwrap_or(token))?
                }
                Tag::Array => self.item(at, token.parse().ok()?)?,
                _ => return None,
            };
        }
        Some(at)
    }

    /// The value of the (last) member with this name.
    pub(super) fn member(&mut self, object: NodeId, name: &str) -> Option<NodeId> {
        if self.document.tag(object) != Tag::Object {
            return None;
        }
        let document = self.document;
        let members = self.members.entry(object).or_insert_with(|| {
            let members = document.members(object);
            members
                .filter_map(|(key, value)| Some((document.string(key)?.decode(), value)))
                .collect()
        });
        members.get(name).copied()
    }

    fn item(&mut self, array: NodeId, index: usize) -> Option<NodeId> {
        let document = self.document;
        let items = self.items.entry(array).or_insert_with(|| document.items(array).collect());
        items.get(index).copied()
    }
}
