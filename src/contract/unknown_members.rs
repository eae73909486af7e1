//! Members that no field has, and the fields that their names probably mean.

use std::borrow::Cow;

use crate::diagnostics::display_safe::{display_raw, quoted};
use crate::diagnostics::suggest;
use crate::json::{Document, Edit, NodeId, edit};

use super::contract_spec::Role;
use super::diagnostic_builder::DiagnosticBuilder;
use super::lint_context::LintContext;
use super::object_spec::ObjectSpec;
use super::object_view::ObjectView;
use super::place::Place;
use super::presence::{READ_ONLY_FIELD, UNKNOWN_FIELD};

/// A member that no field has.
pub(super) struct UnknownMember<'a> {
    key: NodeId,
    name: Cow<'a, str>,
    read_only: bool,
    meant: Meant,
}

/// The field that a name probably means, by its index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    None,
    /// The object has this field as well.
    Present(usize),
    /// The object lacks the field, but another member is as near to it or nearer.
    Contested(usize),
    /// The object lacks the field, and this member is the nearest to it.
    Absent(usize),
}

/// The unknown members of an object.
pub(super) fn find<'a>(
    object: ObjectView<'_, '_>,
    document: &Document<'a>,
) -> Vec<UnknownMember<'a>> {
    if object.unknown_keys().is_empty() {
        return Vec::new();
    }
    let spec = object.entry().spec;
    let mut members: Vec<UnknownMember<'a>> = object
        .unknown_keys()
        .iter()
        .map(|&key| {
            let name = document.string(key).map(|name| name.decode()).unwrap_or_default();
            let read_only = spec.read_only.contains(&&*name);
            let meant =
                if read_only { Meant::None } else { meant(spec, object.entry().seen, &name) };
            UnknownMember { key, name, read_only, meant }
        })
        .collect();
    settle_contests(spec, &mut members);
    members
}

fn meant(spec: &ObjectSpec, seen: u64, name: &str) -> Meant {
    let names = spec.fields.iter().map(|field| field.name);
    match suggest::closest(name, names).and_then(|name| spec.index(name)) {
        None => Meant::None,
        Some(index) if seen & (1 << index) != 0 => Meant::Present(index),
        Some(index) => Meant::Absent(index),
    }
}

/// Leaves each absent field to the one member that is nearest to it: two members must not get one name.
fn settle_contests(spec: &ObjectSpec, members: &mut [UnknownMember<'_>]) {
    /// The smallest distance to a field, and how many members have it.
    #[derive(Clone, Copy)]
    struct Best(usize, usize);
    let mut best = vec![Best(usize::MAX, 0); spec.fields.len()];
    let distances: Vec<usize> = members
        .iter()
        .map(|member| {
            let Meant::Absent(index) = member.meant else { return usize::MAX };
            let distance = suggest::distance(&member.name, spec.fields[index].name);
            let Best(least, count) = best[index];
            if distance < least {
                best[index] = Best(distance, 1);
            } else if distance == least {
                best[index] = Best(least, count + 1);
            }
            distance
        })
        .collect();
    for (member, distance) in members.iter_mut().zip(distances) {
        if let Meant::Absent(index) = member.meant {
            let Best(least, count) = best[index];
            if distance > least || count > 1 {
                member.meant = Meant::Contested(index);
            }
        }
    }
}

/// The member whose name probably means a field that the object lacks.
pub(super) fn misspelling<'m, 'a>(
    members: &'m [UnknownMember<'a>],
    field: usize,
) -> Option<&'m UnknownMember<'a>> {
    members.iter().find(|member| member.meant == Meant::Absent(field))
}

impl UnknownMember<'_> {
    /// Links the finding on a missing field to this member, which probably is that field.
    pub(super) fn link<'d, 'a>(
        &self,
        field: &str,
        builder: DiagnosticBuilder<'d, 'a>,
    ) -> DiagnosticBuilder<'d, 'a> {
        let name = display_raw(&self.name);
        let edits = builder.document().map(|document| self.rename(document, field));
        builder
            .label(Place::Node(self.key), format!("this is probably meant to be `{field}`"))
            .help(format!("rename `{name}` to `{field}`"))
            .unsafe_fix(format!("rename `{name}`"), edits.unwrap_or_default())
    }

    fn rename(&self, document: &Document<'_>, field: &str) -> Vec<Edit> {
        vec![edit::value(document, self.key, edit::quote(field))]
    }
}

/// Reports the unknown members of an object. `missing`: the required fields that it lacks, as bits.
pub(super) fn report(
    members: &[UnknownMember<'_>],
    object: ObjectView<'_, '_>,
    missing: u64,
    ctx: &mut LintContext<'_, '_>,
) {
    let spec = object.entry().spec;
    // A query without documented parameters is an object without fields.
    let is_query = ctx.contract.role() == Role::Query || spec.fields.is_empty();
    for member in members {
        let place = Place::Node(member.key);
        if member.read_only {
            ctx.report(&READ_ONLY_FIELD, place, |builder| read_only(member, builder));
            continue;
        }
        ctx.report(&UNKNOWN_FIELD, place, |builder| {
            let builder = builder.message(format_args!(
                "{} is not a field of {}",
                quoted(&member.name),
                spec.title
            ));
            match member.meant {
                Meant::Absent(index) => {
                    let builder = rename(member, object.name(index), builder);
                    match missing & (1 << index) {
                        0 => builder,
                        _ => builder.label(
                            object.place(index),
                            format!("the required field `{}` is missing here", object.name(index)),
                        ),
                    }
                }
                Meant::Contested(index) => {
                    builder.help(format!("did you mean `{}`?", object.name(index)))
                }
                Meant::Present(index) => builder
                    .help(format!("the similar field `{}` is present already", object.name(index))),
                Meant::None if is_query => builder
                    .help("correct the name or remove the parameter; the server may ignore it"),
                Meant::None => {
                    builder.help("correct the name or remove the member; the server may ignore it")
                }
            }
        });
    }
}

fn rename<'d, 'a>(
    member: &UnknownMember<'_>,
    field: &str,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let edits = builder.document().map(|document| member.rename(document, field));
    builder
        .help(format!("did you mean `{field}`?"))
        .unsafe_fix(format!("rename to `{field}`"), edits.unwrap_or_default())
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
