//! The full check of an object: every member by its field's type, and the members that no field has.

use std::collections::HashMap;

use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::suggest;
use crate::json::{Document, NodeId, Tag, edit};

use super::diagnostic_builder::DiagnosticBuilder;
use super::expected_type::{self, ExpectedType};
use super::field_values::FieldValues;
use super::lint_context::LintContext;
use super::object_spec::ObjectSpec;
use super::place::Place;
use super::presence::{READ_ONLY_FIELD, UNKNOWN_FIELD};

/// Checks one object and returns its index in the field values. A node that is not an object is
/// reported and gives none.
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
    let mut next = 0;
    for (key, value) in document.members(node) {
        let name = document.string(key).map(|name| name.decode()).unwrap_or_default();
        match spec.index_from(next, name.as_bytes()) {
            Some(index) => {
                next = index + 1;
                let field_type = spec.fields[index].field_type;
                if document.tag(value) == Tag::Null && !field_type.checks_null() {
                    field_values.set_null(object, index, value);
                } else {
                    let clean = ctx.clean_check.and_then(|check| {
                        check.clean_value(
                            spec,
                            index,
                            document.rest_from(value),
                            document.raw(value).len(),
                        )
                    });
                    let decoded =
                        clean.unwrap_or_else(|| field_type.check(value, ctx, field_values));
                    field_values.set(object, index, value, decoded);
                }
            }
            None if spec.closed => unknown.push(key),
            None => {}
        }
    }
    report_unknown(spec, field_values.seen(object), &unknown, ctx);
    Some(object)
}

/// A member that no field has, and the field that its name probably means.
struct UnknownMember<'a> {
    key: NodeId,
    name: std::borrow::Cow<'a, str>,
    read_only: bool,
    suggestion: Option<&'static str>,
}

fn report_unknown(
    spec: &'static ObjectSpec,
    seen: u64,
    keys: &[NodeId],
    ctx: &mut LintContext<'_, '_>,
) {
    let Some(document) = ctx.document.filter(|_| !keys.is_empty()) else { return };
    let unknown: Vec<UnknownMember<'_>> = keys
        .iter()
        .map(|&key| {
            let name = document.string(key).map(|name| name.decode()).unwrap_or_default();
            let read_only = spec.read_only.contains(&&*name);
            let names = spec.fields.iter().map(|field| field.name);
            let suggestion = if read_only { None } else { suggest::closest(&name, names) };
            UnknownMember { key, name, read_only, suggestion }
        })
        .collect();
    let mut suggested: HashMap<&str, usize> = HashMap::new();
    for name in unknown.iter().filter_map(|member| member.suggestion) {
        *suggested.entry(name).or_default() += 1;
    }
    for member in &unknown {
        let place = Place::Node(member.key);
        if member.read_only {
            ctx.report(&READ_ONLY_FIELD, place, |builder| read_only(member, builder));
            continue;
        }
        let is_free = |name: &str| spec.index(name).is_some_and(|index| seen & (1 << index) == 0);
        let is_only = |name: &str| suggested.get(name) == Some(&1);
        ctx.report(&UNKNOWN_FIELD, place, |builder| {
            let builder = builder.message(format_args!(
                "{} is not a field of {}",
                quoted(&member.name),
                spec.title
            ));
            match member.suggestion {
                // A rename must not give two members one name.
                Some(name) if is_free(name) && is_only(name) => {
                    rename(document, member.key, name, builder)
                }
                Some(name) if is_free(name) => builder.help(format!("did you mean `{name}`?")),
                Some(name) => {
                    builder.help(format!("the similar field `{name}` is present already"))
                }
                None => {
                    builder.help("correct the name or remove the member; the server may ignore it")
                }
            }
        });
    }
}

fn rename<'d, 'a>(
    document: &Document<'_>,
    key: NodeId,
    name: &str,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let edit = edit::value(document, key, &edit::quote(name));
    builder
        .help(format!("did you mean `{name}`?"))
        .unsafe_fix(format!("rename to `{name}`"), vec![edit])
}

fn read_only<'d, 'a>(
    member: &UnknownMember<'_>,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let edits = builder.document().map(|document| edit::remove_member(document, member.key));
    builder
        .message(format_args!(
            "{} is set by the server; a request should not contain it",
            quoted(&member.name)
        ))
        .help("leave it out; it is not among the body parameters")
        .unsafe_fix("remove the member", edits.unwrap_or_default())
}
