//! The nodes of a JSON tree.

/// The number of a node in its document, in source order; 0 is the root.
pub(crate) type NodeId = u32;

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Null,
    True,
    False,
    Number,
    String { escaped: bool, simple: bool },
    Array,
    Object,
    Key { escaped: bool },
}

/// One key or value. A member is a key node followed by its value node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) tag: Tag,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The node after this one and everything in it.
    pub(super) after: NodeId,
    pub(super) parent: NodeId,
    /// Which item or member of its parent it is, from 0.
    pub(super) ordinal: u32,
}
