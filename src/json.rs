//! JSON text to tree: scanner, parser, spans, numbers, strings, positions, edits. Imports no other room.

pub(crate) mod decimal;
mod document;
mod duplicates;
pub(crate) mod edit;
mod encoding;
mod items;
mod json_str;
pub(crate) mod mistakes;
pub(crate) mod name_hash;
mod node;
pub(crate) mod number;
mod parse;
mod position;
pub(crate) mod scan;
#[cfg(feature = "fast")]
mod tree_builder;
pub(crate) mod utf8;

pub(crate) use document::Document;
pub use edit::Edit;
pub use encoding::wide_encoding;
pub(crate) use items::{ItemReader, Items};
pub(crate) use json_str::{JsonStr, quote};
pub(crate) use node::{Node, NodeId, Tag};
pub(crate) use parse::SyntaxError;
pub(crate) use position::{AscendingPositions, resolve_into};
pub use position::{Position, Span};
#[cfg(feature = "fast")]
pub(crate) use tree_builder::{Parentage, TreeBuilder};
