//! Where a finding or a label is.

use std::fmt::{self, Write};

use crate::diagnostics::display_safe::write_raw;
use crate::diagnostics::pointer::{pointer, push_token};
use crate::json::{Document, NodeId, Span};

/// Where a finding or a label is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// A value, or a member's key if the node is a key.
    Node(NodeId),
    /// A member that an object lacks.
    Missing { object: NodeId, name: &'static str },
    /// The whole document, marked at its first character.
    Document,
    /// A path parameter: `@path/id`, `@path/product`.
    Parameter(&'static str),
}

/// The pointer and the bytes of a place.
pub(crate) fn locate(document: Option<&Document<'_>>, place: Place) -> (String, Option<Span>) {
    let Some(document) = document else {
        return match place {
            Place::Parameter(name) => (name.to_owned(), None),
            _ => (String::new(), None),
        };
    };
    match place {
        Place::Parameter(name) => (name.to_owned(), None),
        Place::Node(node) => (pointer(document, node), Some(document.span(node))),
        Place::Missing { object, name } => {
            let mut pointer = pointer(document, object);
            push_token(&mut pointer, name);
            let start = document.span(object).start;
            (pointer, Some(Span { start, end: start + 1 }))
        }
        Place::Document => {
            let start = document.span(0).start;
            let first = document.text()[start..].chars().next();
            let end = start + first.map_or(0, char::len_utf8);
            (String::new(), Some(Span { start, end }))
        }
    }
}

/// Writes the field at a place, as messages name it: `` `payout` ``, `` `zipCodes[0]` ``, or "the document".
pub(crate) fn write_subject(
    document: Option<&Document<'_>>,
    place: Place,
    out: &mut impl Write,
) -> fmt::Result {
    match (document, place) {
        (_, Place::Missing { name, .. }) => write!(out, "`{name}`"),
        (_, Place::Parameter(name)) => match name.rsplit_once('/') {
            Some((_, name)) => write!(out, "the path parameter `{name}`"),
            None => write!(out, "`{name}`"),
        },
        (Some(document), Place::Node(node)) if node != 0 => {
            out.write_char('`')?;
            write_name(document, node, out)?;
            out.write_char('`')
        }
        _ => out.write_str("the document"),
    }
}

/// Writes the member name of a value, with the indexes of the arrays that it is in.
fn write_name(document: &Document<'_>, node: NodeId, out: &mut impl Write) -> fmt::Result {
    let key = if document.is_key(node) { Some(node) } else { document.key_of(node) };
    match key.and_then(|key| document.string(key)) {
        Some(name) => write_raw(&name.decode(), out),
        None if node == 0 => Ok(()),
        None => {
            write_name(document, document.parent(node), out)?;
            write!(out, "[{}]", document.ordinal(node))
        }
    }
}
