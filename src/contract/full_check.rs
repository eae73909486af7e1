//! The rich way: walks the tree and reports everything.

use std::collections::HashMap;

use crate::json::edit;
use crate::json::{NodeId, Tag};
use crate::contract::expected_type::{self, ExpectedType};
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::suggest;

use super::ObjectSpec;
use super::field_values::FieldValues;
use super::presence::{READ_ONLY_FIELD, UNKNOWN_FIELD};
use super::lint_context::{Place, LintContext};

/// Checks the fields of one object by their kinds; its index in the field_values, or none if it is not
/// an object, which is then reported.
pub(crate) fn object<'a>(
    spec: &'static ObjectSpec,
    node: NodeId,
    ctx: &mut LintContext<'_, 'a>,
    field_values: &mut FieldValues,
) -> Option<usize> {
    let document = ctx.document?;
    if document.tag(node) != Tag::Object {
        expected_type::mismatch(ExpectedType::Object, node, ctx);
        return None;
    }
    let object = field_values.count();
    field_values.open(spec, node);
    let mut unknown = Vec::new();
    for (key, value) in document.members(node) {
        let index = match document.plain_name(key) {
            Some((text, length)) => spec.lookup.beginning(spec.fields, text, length),
            None => document.string(key).and_then(|name| spec.index(&name.decode())),
        };
        match index {
            Some(index) => {
                let field = &spec.fields[index];
                if document.tag(value) == Tag::Null && !field.kind.judges_null() {
                    field_values.set_null(object, index, value);
                } else {
                    let fact = field.kind.check(value, ctx, field_values);
                    field_values.set(object, index, value, fact);
                }
            }
            None if spec.closed => unknown.push(key),
            None => {}
        }
    }
    report_unknown(spec, field_values.seen(object), &unknown, ctx);
    Some(object)
}

/// Reports the members that the table does not list.
fn report_unknown(spec: &ObjectSpec, seen: u64, unknown: &[NodeId], ctx: &mut LintContext<'_, '_>) {
    let Some(document) = ctx.document else { return };
    let mut close = Vec::new();
    for key in unknown {
        let name = document.string(*key).map(|name| name.decode()).unwrap_or_default();
        let read_only = spec.read_only.contains(&&*name);
        let names = spec.fields.iter().map(|field| field.name);
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
            report_read_only(name, *key, ctx);
            continue;
        }
        let unused = |name: &str| spec.index(name).is_some_and(|index| seen & (1 << index) == 0);
        // A rename must not make two members of one name.
        let free = meant.filter(|meant| unused(meant) && wanted.get(meant) == Some(&1));
        ctx.report(&UNKNOWN_FIELD, Place::Node(*key), |builder| {
            let builder =
                builder.message(format_args!("{} is not a field of {}", quoted(name), spec.title));
            match (meant, free) {
                (_, Some(to)) => {
                    let edit = edit::value(document, *key, &edit::quote(to));
                    builder
                        .help(format!("did you mean `{to}`?"))
                        .unsafe_fix(format!("rename to `{to}`"), vec![edit])
                }
                (Some(meant), None) if unused(meant) => {
                    builder.help(format!("did you mean `{meant}`?"))
                }
                (Some(meant), None) => {
                    builder.help(format!("it resembles `{meant}`, which is there already"))
                }
                (None, None) => {
                    builder.help("it is not in the documented list; the server may ignore it")
                }
            }
        });
    }
}

fn report_read_only(name: &str, key: NodeId, ctx: &mut LintContext<'_, '_>) {
    ctx.report(&READ_ONLY_FIELD, Place::Node(key), |builder| {
        let edits = builder.document().map(|document| edit::remove_member(document, key));
        builder
            .message(format_args!("{} is set by the server and cannot be sent", quoted(name)))
            .help("it is not among the body parameters; leave it out")
            .unsafe_fix("remove the member", edits.unwrap_or_default())
    });
}
