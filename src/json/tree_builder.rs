//! Builds a tree for a caller that reads most tokens itself.

use super::document::Document;
use super::json_str::JsonStr;
use super::node::{Node, NodeId, Tag};
use super::parse::Parser;
use super::position::Span;

/// A tree in progress. The caller adds what it has read in source order, and guarantees that it is
/// valid JSON and that no object that it opens repeats a name.
pub(crate) struct TreeBuilder<'a> {
    text: &'a str,
    parser: Parser<'a>,
}

/// Where a node belongs: its parent, its position there, and the number of its ancestors.
#[derive(Clone, Copy)]
pub(crate) struct Parentage {
    pub(crate) parent: NodeId,
    pub(crate) ordinal: u32,
    pub(crate) depth: usize,
}

impl Parentage {
    /// The parentage of the outermost value.
    pub(crate) const ROOT: Self = Self { parent: 0, ordinal: 0, depth: 0 };

    /// The parentage of the first child of a node with this parentage.
    pub(crate) fn first_child(self, node: NodeId) -> Self {
        Self { parent: node, ordinal: 0, depth: self.depth + 1 }
    }
}

impl<'a> TreeBuilder<'a> {
    /// A builder in the memory of an earlier tree. None if the text is too long.
    pub(crate) fn new(text: &'a str, nodes: Vec<Node>) -> Option<Self> {
        if text.len() >= u32::MAX as usize {
            return None;
        }
        let mut parser = Parser::new(text, nodes);
        parser.reserve();
        Some(Self { text, parser })
    }

    /// The offset of the first byte after the byte order mark, until a value is parsed.
    pub(crate) fn start(&self) -> usize {
        self.parser.at
    }

    /// The number that the next node gets.
    pub(crate) fn next_node(&self) -> NodeId {
        self.parser.tree.nodes.len() as NodeId
    }

    /// Whether a key that was added has this name.
    pub(crate) fn is_named(&self, key: NodeId, name: &str) -> bool {
        let Node { tag, start, end, .. } = self.parser.tree.nodes[key as usize];
        let raw = self.text.get(start as usize + 1..end as usize - 1).unwrap_or_default();
        JsonStr { raw, escaped: tag == Tag::Key { escaped: true } } == *name
    }

    /// Adds a key, a scalar, or an array or object whose end is set by `close`.
    #[inline]
    pub(crate) fn add(&mut self, tag: Tag, span: Span, at: Parentage) -> NodeId {
        let node = self.next_node();
        let (start, end, after) = (span.start as u32, span.end as u32, node + 1);
        let Parentage { parent, ordinal, .. } = at;
        if let Tag::Key { .. } = tag {
            self.parser.tree.longest_text = self.parser.tree.longest_text.max(end - start);
        }
        self.parser.tree.nodes.push(Node { tag, start, end, after, parent, ordinal });
        node
    }

    /// Adds a key and its value, a scalar, and returns the value's number.
    #[inline]
    pub(crate) fn add_member(
        &mut self,
        key: (Tag, Span),
        value: (Tag, Span),
        at: Parentage,
    ) -> NodeId {
        let Parentage { parent, ordinal, .. } = at;
        let node = self.next_node();
        let length = (key.1.end - key.1.start) as u32;
        self.parser.tree.longest_text = self.parser.tree.longest_text.max(length);
        let new = |(tag, span): (Tag, Span), node: NodeId| {
            let (start, end, after) = (span.start as u32, span.end as u32, node + 1);
            Node { tag, start, end, after, parent, ordinal }
        };
        self.parser.tree.nodes.extend_from_slice(&[new(key, node), new(value, node + 1)]);
        node + 1
    }

    /// Sets the end of an array or object. All nodes that were added after it are in it.
    pub(crate) fn close(&mut self, node: NodeId, end: usize) {
        let after = self.next_node();
        let node = &mut self.parser.tree.nodes[node as usize];
        node.end = end as u32;
        node.after = after;
    }

    /// Parses the value at an offset, adds its nodes and returns its end. None if it is not JSON.
    pub(crate) fn parse(&mut self, offset: usize, at: Parentage) -> Option<usize> {
        self.parser.at = offset;
        self.parser.value(at.parent, at.ordinal, at.depth).ok()?;
        Some(self.parser.at)
    }

    /// The document that the text is.
    pub(crate) fn finish(self) -> Document<'a> {
        Document::new(self.text, self.parser.tree)
    }

    /// The memory for another tree.
    pub(crate) fn into_nodes(self) -> Vec<Node> {
        self.parser.tree.nodes
    }
}
