//! JSON Pointers (RFC 6901) of nodes, short enough to print.

use crate::json::{Document, NodeId};

use super::secrets;

/// The longest member name, in bytes, that a pointer contains whole.
const LONGEST_TOKEN: usize = 256;

/// The length in bytes at which a pointer stops growing.
const LONGEST_POINTER: usize = 1024;

/// The pointer of a value, or of the member that a key names. Long names and long pointers are
/// cut and end with `…`.
pub(crate) fn pointer(document: &Document<'_>, node: NodeId) -> String {
    // One allocation for nearly every pointer.
    let mut out = String::with_capacity(48);
    push_pointer(document, node, &mut out);
    out
}

fn push_pointer(document: &Document<'_>, node: NodeId, out: &mut String) {
    if node == 0 {
        return;
    }
    push_pointer(document, document.parent(node), out);
    if out.len() >= LONGEST_POINTER {
        if !out.ends_with('…') {
            out.push('…');
        }
        return;
    }
    let key = if document.is_key(node) { Some(node) } else { document.key_of(node) };
    match key.and_then(|key| document.string(key)) {
        Some(name) if name.raw.len() > LONGEST_TOKEN => {
            let beginning = name.beginning(LONGEST_TOKEN).decode();
            push_token(out, secrets::before_cut(&beginning));
            out.push('…');
        }
        Some(name) => push_token(out, &name.decode()),
        None => push_token(out, &document.ordinal(node).to_string()),
    }
}

/// Appends one reference token, escaped, to a pointer.
pub(crate) fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    if !token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return pointer.push_str(token);
    }
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}
