//! The rich way: walks the tree and reports everything.

use crate::document::edit;
use crate::document::{NodeId, Tag};
use crate::kind::typed::{self, Wanted};
use crate::quoted::quoted;
use crate::suggest;

use super::Shape;
use super::facts::Facts;
use super::presence::{READ_ONLY_FIELD, UNKNOWN_FIELD};
use super::scope::{Place, Scope};

/// Checks the fields of one object by their kinds; its index in the facts, or none if it is not
/// an object, which is then reported.
pub(crate) fn object<'a>(
    shape: &'static Shape,
    node: NodeId,
    scope: &mut Scope<'_, 'a>,
    facts: &mut Facts<'a>,
) -> Option<usize> {
    let document = scope.document?;
    if document.tag(node) != Tag::Object {
        typed::mismatch(Wanted::Object, node, scope);
        return None;
    }
    let object = facts.open(shape, node);
    let mut unknown = Vec::new();
    for (key, value) in document.members(node) {
        let Some(name) = document.string(key) else { continue };
        match shape.index(name.decode().as_bytes()) {
            Some(index) => {
                let field = &shape.fields[index];
                if document.tag(value) == Tag::Null && !field.kind.judges_null() {
                    facts.set_null(object, index, value);
                } else {
                    let fact = field.kind.check(value, scope, facts);
                    facts.set(object, index, value, fact);
                }
            }
            None if shape.closed => unknown.push(key),
            None => {}
        }
    }
    for key in unknown {
        report_unknown(shape, facts.seen(object), key, scope);
    }
    Some(object)
}

fn report_unknown(shape: &Shape, seen: u64, key: NodeId, scope: &mut Scope<'_, '_>) {
    let Some(name) = scope.document.and_then(|document| document.string(key)) else { return };
    let name = name.decode();
    if shape.read_only.contains(&&*name) {
        scope.report(&READ_ONLY_FIELD, Place::Node(key), |draft| {
            let edits = draft.document().map(|document| edit::remove_member(document, key));
            draft
                .says(format!("{} is set by the server and cannot be sent", quoted(&name)))
                .help("it is not among the body parameters; leave it out")
                .unsafe_fix("remove the member", edits.unwrap_or_default())
        });
        return;
    }
    let all = shape.fields.iter().map(|field| field.name);
    let unused = shape
        .fields
        .iter()
        .enumerate()
        .filter(|(index, _)| seen & (1 << index) == 0)
        .map(|(_, field)| field.name);
    let close = suggest::closest(&name, all);
    let free = close.filter(|close| unused.clone().any(|name| name == *close));
    scope.report(&UNKNOWN_FIELD, Place::Node(key), |draft| {
        let edits = free
            .zip(draft.document())
            .map(|(to, document)| edit::value(document, key, &edit::quote(to)));
        let draft = draft.says(format!("{} is not a field of {}", quoted(&name), shape.title));
        match (close, free) {
            (_, Some(to)) => draft
                .help(format!("did you mean `{to}`?"))
                .unsafe_fix(format!("rename to `{to}`"), edits.into_iter().collect()),
            (Some(close), None) => {
                draft.help(format!("it resembles `{close}`, which is there already"))
            }
            (None, None) => {
                draft.help("it is not in the documented list; the server may ignore it")
            }
        }
    });
}
