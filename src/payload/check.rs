//! The rich way: walks the tree and reports everything.

use std::collections::HashMap;

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
    facts: &mut Facts,
) -> Option<usize> {
    let document = scope.document?;
    if document.tag(node) != Tag::Object {
        typed::mismatch(Wanted::Object, node, scope);
        return None;
    }
    let object = facts.count();
    facts.open(shape, node);
    let mut unknown = Vec::new();
    for (key, value) in document.members(node) {
        let index = match document.plain_name(key) {
            Some((text, length)) => shape.lookup.beginning(shape.fields, text, length),
            None => document.string(key).and_then(|name| shape.index(&name.decode())),
        };
        match index {
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
    report_unknown(shape, facts.seen(object), &unknown, scope);
    Some(object)
}

/// Reports the members that the table does not list.
fn report_unknown(shape: &Shape, seen: u64, unknown: &[NodeId], scope: &mut Scope<'_, '_>) {
    let Some(document) = scope.document else { return };
    let mut close = Vec::new();
    for key in unknown {
        let name = document.string(*key).map(|name| name.decode()).unwrap_or_default();
        let read_only = shape.read_only.contains(&&*name);
        let names = shape.fields.iter().map(|field| field.name);
        let meant = if read_only { None } else { suggest::closest(&name, names) };
        close.push((*key, name, read_only, meant));
    }
    let mut wanted: HashMap<&str, usize> = HashMap::new();
    for (.., meant) in &close {
        if let Some(meant) = meant {
            *wanted.entry(meant).or_default() += 1;
        }
    }
    for (key, name, read_only, meant) in &close {
        if *read_only {
            report_read_only(name, *key, scope);
            continue;
        }
        let unused = |name: &str| shape.index(name).is_some_and(|index| seen & (1 << index) == 0);
        // A rename must not make two members of one name.
        let free = meant.filter(|meant| unused(meant) && wanted.get(meant) == Some(&1));
        scope.report(&UNKNOWN_FIELD, Place::Node(*key), |draft| {
            let draft =
                draft.says(format_args!("{} is not a field of {}", quoted(name), shape.title));
            match (meant, free) {
                (_, Some(to)) => {
                    let edit = edit::value(document, *key, &edit::quote(to));
                    draft
                        .help(format!("did you mean `{to}`?"))
                        .unsafe_fix(format!("rename to `{to}`"), vec![edit])
                }
                (Some(meant), None) if unused(meant) => {
                    draft.help(format!("did you mean `{meant}`?"))
                }
                (Some(meant), None) => {
                    draft.help(format!("it resembles `{meant}`, which is there already"))
                }
                (None, None) => {
                    draft.help("it is not in the documented list; the server may ignore it")
                }
            }
        });
    }
}

fn report_read_only(name: &str, key: NodeId, scope: &mut Scope<'_, '_>) {
    scope.report(&READ_ONLY_FIELD, Place::Node(key), |draft| {
        let edits = draft.document().map(|document| edit::remove_member(document, key));
        draft
            .says(format_args!("{} is set by the server and cannot be sent", quoted(name)))
            .help("it is not among the body parameters; leave it out")
            .unsafe_fix("remove the member", edits.unwrap_or_default())
    });
}
