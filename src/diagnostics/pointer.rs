//! JSON Pointers (RFC 6901) of nodes, short enough to print.

use crate::json::scan::{self, is};
use crate::json::{Document, NodeId};

use super::secrets;

/// The longest member name, in bytes, that a pointer contains whole.
const MAX_TOKEN_LENGTH: usize = 256;

/// The length in bytes at which a pointer stops growing.
const MAX_POINTER_LENGTH: usize = 1024;

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
    if out.len() >= MAX_POINTER_LENGTH {
        if !out.ends_with('…') {
            out.push('…');
        }
        return;
    }
    let key = if document.is_key(node) { Some(node) } else { document.key_of(node) };
    match key.and_then(|key| document.string(key)) {
        Some(name) if name.raw.len() > MAX_TOKEN_LENGTH => {
            let beginning = name.beginning(MAX_TOKEN_LENGTH).decode();
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
    let escaped = |block| is(block, b'~') | is(block, b'/');
    if scan::positions(token.as_bytes(), 0..token.len(), escaped).next().is_none() {
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

/// A JSON Pointer as people write it: `/offerEvents/0/weeklyCap` is `offerEvents[0].weeklyCap`. Names that
/// are no plain words are quoted in brackets, and pointers to parameters (`@query/page`) stay as they are.
pub(crate) fn field_path(pointer: &str) -> String {
    if !pointer.starts_with('/') {
        return pointer.to_owned();
    }
    let mut path = String::with_capacity(pointer.len());
    for token in pointer[1..].split('/') {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '…');
        if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit()) {
            path.push_str(&format!("[{token}]"));
        } else if !token.is_empty() && token.chars().all(is_plain) {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(token);
        } else {
            let name = token.replace("~1", "/").replace("~0", "~");
            path.push_str(&format!("[{}]", crate::json::quote(&name)));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::field_path;

    #[test]
    fn field_paths() {
        for (pointer, path) in [
            ("", ""),
            ("/payout", "payout"),
            ("/offerEvents/0/weeklyCap", "offerEvents[0].weeklyCap"),
            ("/12/payout", "[12].payout"),
            ("/metadata/a~1b", r#"metadata["a/b"]"#),
            ("/metadata/", r#"metadata[""]"#),
            ("@query/page", "@query/page"),
        ] {
            assert_eq!(field_path(pointer), path);
        }
    }
}
