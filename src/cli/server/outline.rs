//! The outline of JSON that is being written: every text has one, however broken. It serves completion, hover and symbols; findings come from the linter alone.

use std::borrow::Cow;
use std::ops::Range;

/// A node by its number, in source order.
pub(crate) type NodeId = u32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    Text,
    /// A number, a literal, or anything else without quotes.
    Scalar,
    /// A key without a value.
    Missing,
}

/// A value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) parent: Option<NodeId>,
    /// The key of a member, with its quotes.
    pub(super) key: Option<(u32, u32)>,
    /// The node after the last one that this one contains.
    pub(super) after: NodeId,
}

/// The token that is expected at the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Key,
    Colon,
    Value,
    /// A comma or the end.
    Separator,
}

/// The outline of a text.
#[derive(Debug)]
pub(crate) struct Outline<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
    /// The containers that are open at the end of the text, outermost first.
    pub(crate) open: Vec<NodeId>,
    /// The token that the innermost of them expects at the end, or at the start of `unfinished`.
    pub(crate) expected: Expected,
    /// The token that the end of the text cuts off.
    pub(crate) unfinished: Option<Range<usize>>,
    /// The key that a value is expected for.
    pub(crate) key: Option<Range<usize>>,
    /// The end of the last value before the end of the text.
    pub(crate) last_end: usize,
}

impl<'t> Outline<'t> {
    /// The value of the document.
    pub(crate) fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(0)
    }

    pub(crate) fn kind(&self, node: NodeId) -> Kind {
        self.nodes[node as usize].kind
    }

    pub(crate) fn span(&self, node: NodeId) -> Range<usize> {
        let node = &self.nodes[node as usize];
        node.start as usize..node.end as usize
    }

    /// A value as written.
    pub(crate) fn raw(&self, node: NodeId) -> &'t str {
        &self.text[self.span(node)]
    }

    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node as usize].parent
    }

    /// The key of a member, with its quotes.
    pub(crate) fn key_span(&self, node: NodeId) -> Option<Range<usize>> {
        self.nodes[node as usize].key.map(|(start, end)| start as usize..end as usize)
    }

    /// The name of a member.
    pub(crate) fn name(&self, node: NodeId) -> Option<Cow<'t, str>> {
        self.key_span(node).map(|key| decode(&self.text[key]))
    }

    /// The text of a string.
    pub(crate) fn string(&self, node: NodeId) -> Option<Cow<'t, str>> {
        (self.kind(node) == Kind::Text).then(|| decode(self.raw(node)))
    }

    /// The node after a node and everything in it.
    pub(crate) fn after(&self, node: NodeId) -> NodeId {
        self.nodes[node as usize].after
    }

    /// The values that a container directly contains.
    pub(crate) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.after(node);
        let mut next = node + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.after(child);
                child
            })
        })
    }

    /// The value of the last member with this name.
    pub(crate) fn member(&self, object: NodeId, name: &str) -> Option<NodeId> {
        self.children(object)
            .filter(|child| self.name(*child).is_some_and(|key| key == name))
            .last()
    }

    /// The innermost value that contains an offset, itself or in its key.
    pub(crate) fn at(&self, offset: usize) -> Option<NodeId> {
        let contains = |node: &NodeId| {
            let start = self.key_span(*node).map_or(self.span(*node).start, |key| key.start);
            (start..=self.span(*node).end).contains(&offset)
        };
        let mut found = self.root().filter(contains)?;
        while let Some(child) = self.children(found).find(contains) {
            found = child;
        }
        Some(found)
    }

    /// The container of this kind that starts at an offset.
    pub(crate) fn container_at(&self, start: usize, kind: Kind) -> Option<NodeId> {
        let first = self.nodes.partition_point(|node| (node.start as usize) < start);
        let at = |node: &&Node| node.start as usize == start;
        let found = self.nodes[first..].iter().take_while(at).position(|node| node.kind == kind);
        found.map(|index| (first + index) as NodeId)
    }

    /// A value and the values that contain it, outermost first.
    pub(crate) fn path(&self, node: NodeId) -> Vec<NodeId> {
        let mut path: Vec<NodeId> =
            std::iter::successors(Some(node), |at| self.parent(*at)).collect();
        path.reverse();
        path
    }
}

/// A string without quotes and escapes; as it is written if it is no whole string.
fn decode(raw: &str) -> Cow<'_, str> {
    let bare = raw.strip_prefix('"').unwrap_or(raw);
    let bare = bare.strip_suffix('"').unwrap_or(bare);
    if !raw.contains('\\') {
        return Cow::Borrowed(bare);
    }
    serde_json::from_str(raw).map_or(Cow::Borrowed(bare), Cow::Owned)
}
