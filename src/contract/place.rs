//! Where a finding or a label is.

use crate::diagnostics::display_safe::display_raw;
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

/// The name of the field at a place, as messages show it: `` `payout` ``, `` `zipCodes[0]` ``, or
/// "the document".
pub(crate) fn subject(document: Option<&Document<'_>>, place: Place) -> String {
    match (document, place) {
        (_, Place::Missing { name, .. }) => format!("`{name}`"),
        (_, Place::Parameter(name)) => match name.rsplit_once('/') {
            Some((_, name)) => format!("the path parameter `{name}`"),
            None => format!("`{name}`"),
        },
        (Some(document), Place::Node(node)) if node != 0 => {
            format!("`{}`", name_of(document, node))
        }
        _ => "the document".to_owned(),
    }
}

/// The member name of a value, with the indexes of the arrays that it is in.
fn name_of(document: &Document<'_>, node: NodeId) -> String {
    let key = if document.is_key(node) { Some(node) } else { document.key_of(node) };
    match key.and_then(|key| document.string(key)) {
        Some(name) => display_raw(&name.decode()),
        None if node == 0 => String::new(),
        None => {
            format!("{}[{}]", name_of(document, document.parent(node)), document.ordinal(node))
        }
    }
}
