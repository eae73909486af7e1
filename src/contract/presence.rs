//! Checks which fields are present and which are null, then runs the rules between fields.

use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{ApiError, Evidence, Fixable, Severity, rules};
use crate::json::edit;

use super::condition::{Condition, ConditionSet};
use super::contract_spec::Role;
use super::diagnostic_builder::{DiagnosticBuilder, Message};
use super::field_values::FieldValues;
use super::lint_context::LintContext;
use super::object_spec::{Field, Nullability, Presence};
use super::object_view::{ObjectView, PayloadView};
use super::place::Place;
use super::unknown_members::{self, UnknownMember};

rules! {
    /// Reports a required field that is missing. The API page marks the field as required, so the
    /// server may refuse the request. Add the field, or rename the member that is its misspelling.
    /// Pages that describe changes to an object require no field.
    REQUIRED_FIELD_MISSING = "required-field-missing": "a required field is missing" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API pages, column \"Required\""),
        api: Some(ApiError::new(400, "missing_name | missing_tracking_url")),
        fix: Fixable::Unsafe,
    }
    bad: Example::whole(
        r#"{"name": "Summer Promo", "tracking_ulr": "https://track.example.com/c"}"#,
    )
    .at(&["/tracking_url"])
    .also(&[("unknown-field", "/tracking_ulr")]),
    good: Example::whole(r#"{"name": "Summer Promo", "tracking_url": "https://track.example.com/c"}"#),

    /// Reports null where the contract requires a value: in a required field, in a field that is
    /// required under a condition that holds, or in a response field that is not documented as
    /// nullable. Null does not have the documented type, so the server may refuse the request, and
    /// a reader of the response may fail. Send a value of the documented type.
    NULL_NOT_ALLOWED = "null-not-allowed": "a field that must have a value is null" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API pages, columns \"Type\" and \"Required\""),
    }
    bad: Example::members(r#"{"name": null}"#).at(&["/name"]),
    good: Example::members(r#"{"external_id": null, "external_platform": null}"#),

    /// Reports null in an optional field that is not documented as nullable. The server may clear
    /// the field, ignore the member or refuse the request. Leave the member out: then the effect is
    /// certain.
    NULL_OPTIONAL = "null-optional": "an optional field is null, but is not documented as nullable" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"dailyCap": null}"#).at(&["/dailyCap"]),
    good: Example::members(r#"{"dailyCap": 100}"#),

    /// Reports a member of a request that the API page does not list. The lists on the request
    /// pages are complete, so the name is most often a typing error, and the server may ignore the
    /// member. Correct the name or remove the member. Responses are not checked, because APIs add
    /// fields.
    UNKNOWN_FIELD = "unknown-field": "a member is not a field of the contract" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"pay_out": 2.5}"#).at(&["/pay_out"]),
    good: Example::members(r#"{"payout": 2.5}"#),

    /// Reports a member of a request that only the server sets, such as the time of creation. It is
    /// not among the body parameters, so the server may ignore it or refuse the request. Leave the
    /// member out.
    READ_ONLY_FIELD = "read-only-field": "a request contains a member that only the server sets" {
        fix: Fixable::Unsafe,
    }
    bad: Example::changes(r#"{"id": "664f1a2b3c4d5e6f7a8b9c0d", "payout": 3.00}"#).at(&["/id"]),
    good: Example::changes(r#"{"payout": 3.00}"#),

    /// Reports a documented member that a response lacks. Every documented example contains the
    /// member, so readers of the response rely on it. Add the member if you write the response
    /// yourself; otherwise check whether the API has changed.
    RESPONSE_FIELD_MISSING = "response-field-missing": "a response lacks a documented member" {}
    bad: Example::response(r#"{"updated_at": "<absent>"}"#).at(&["/updated_at"]),
    good: Example::response(r#"{"updated_at": "2025-11-01T14:30:00Z"}"#),
}

/// Checks the presence of every object's fields and runs its rules.
pub(crate) fn check(field_values: &FieldValues, bytes: &[u8], ctx: &mut LintContext<'_, '_>) {
    let payload = PayloadView { field_values, bytes };
    for (index, object) in payload.objects().enumerate() {
        let spec = object.entry().spec;
        if index == 0 && !spec.conditions.is_empty() {
            ctx.conditions = object.active_conditions();
        }
        let missing = spec.required(ctx.conditions.holding) & !object.entry().seen;
        if missing != 0 || !object.unknown_keys().is_empty() {
            report_names(object, missing, ctx);
        }
        for field in bits(object.entry().nulls) {
            check_null(object, field, ctx);
        }
        for rule in spec.rules {
            rule(object, ctx);
        }
    }
}

/// The indexes of the bits that are set, ascending.
fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (mask != 0).then(|| {
            let bit = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            bit
        })
    })
}

/// Reports the fields that an object lacks and the members that no field has, and links a missing field
/// with its misspelt name.
#[cold]
#[inline(never)]
fn report_names(object: ObjectView<'_, '_>, missing: u64, ctx: &mut LintContext<'_, '_>) {
    let unknown = ctx.document.map(|document| unknown_members::find(object, document));
    let unknown = unknown.unwrap_or_default();
    for field in bits(missing) {
        let misspelling = unknown_members::misspelling(&unknown, field);
        report_missing(object, field, misspelling, ctx);
    }
    unknown_members::report(&unknown, object, missing, ctx);
}

fn report_missing(
    object: ObjectView<'_, '_>,
    index: usize,
    misspelling: Option<&UnknownMember<'_>>,
    ctx: &mut LintContext<'_, '_>,
) {
    let field = &object.entry().spec.fields[index];
    let place = object.place(index);
    match field.presence {
        Presence::Optional => {}
        Presence::Required => {
            ctx.report(&REQUIRED_FIELD_MISSING, place, |builder| {
                link(misspelling, field, required_missing(field, builder))
            });
        }
        Presence::Expected => ctx.report(&RESPONSE_FIELD_MISSING, place, |builder| {
            builder.message(format_args!("the response has no `{}`", field.name)).help(
                "check whether the API has changed; every documented example contains the member",
            )
        }),
        Presence::RequiredIf(conditions) => {
            report_condition(field, conditions, place, misspelling, ctx);
        }
    }
}

fn link<'d, 'a>(
    misspelling: Option<&UnknownMember<'_>>,
    field: &Field,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    match misspelling {
        Some(member) => member.link(field.name, builder),
        None => builder,
    }
}

fn required_missing<'d, 'a>(
    field: &Field,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let error = field.missing_code.map(|code| ApiError::new(400, code));
    builder
        .message(["the required field `", field.name, "` is missing"])
        .help(what_to_add(field))
        .api_error(error)
}

/// Reports a field that a condition requires, with the value that decides as a label.
fn report_condition(
    field: &Field,
    conditions: ConditionSet,
    place: Place,
    misspelling: Option<&UnknownMember<'_>>,
    ctx: &mut LintContext<'_, '_>,
) {
    let Some((condition, node)) = ctx.conditions.first(conditions) else { return };
    ctx.report(condition.rule, place, |builder| {
        let builder = condition_message(field, condition, "is missing", builder)
            .label(Place::Node(node), condition.reason);
        link(misspelling, field, builder)
    });
}

fn condition_message<'d, 'a>(
    field: &Field,
    condition: &Condition,
    state: &str,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    // A warning is about a field that no page requires.
    let verb = match condition.rule.severity {
        Severity::Error => " requires it",
        Severity::Warning | Severity::Info => " should have it",
    };
    let message = ["`", field.name, "` ", state, "; ", condition.requirer, verb];
    let builder = builder.message(message);
    match condition.help.or(field.remark) {
        Some(help) => builder.help(help),
        None => builder.help(what_to_add(field)),
    }
}

fn what_to_add(field: &Field) -> String {
    let mut help = String::with_capacity(field.name.len() + field.doc.len() + 8);
    ["add `", field.name, "`: "].write_to(&mut help);
    push_lower(field.doc, &mut help);
    help
}

#[cold]
#[inline(never)]
fn check_null(object: ObjectView<'_, '_>, index: usize, ctx: &mut LintContext<'_, '_>) {
    let field = &object.entry().spec.fields[index];
    let place = object.place(index);
    let required = match field.presence {
        Presence::RequiredIf(conditions) => ctx.conditions.first(conditions),
        _ => None,
    };
    match (field.nullability, required) {
        (Nullability::Allowed, _) => {}
        (Nullability::Refused, _) => {
            let role = ctx.contract.role();
            ctx.report(&NULL_NOT_ALLOWED, place, |builder| null_refused(field, role, builder));
        }
        (Nullability::RefusedIfRequired, Some((condition, node))) => {
            if condition.null_is_missing {
                ctx.report(condition.rule, place, |builder| {
                    condition_message(field, condition, "is null", builder)
                        .label(Place::Node(node), condition.reason)
                });
            } else {
                let role = ctx.contract.role();
                ctx.report(&NULL_NOT_ALLOWED, place, |builder| {
                    null_refused(field, role, builder).label(Place::Node(node), condition.reason)
                });
            }
        }
        (Nullability::Warned | Nullability::RefusedIfRequired, _) => {
            let node = object.slot(index).node;
            ctx.report(&NULL_OPTIONAL, place, |builder| null_optional(field, node, builder));
        }
    }
}

fn null_refused<'d, 'a>(
    field: &Field,
    role: Role,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let builder = builder.message(format_args!("`{}` is null; it must have a value", field.name));
    match role {
        // The reader of a response cannot choose its values.
        Role::Response => builder
            .help("check whether the API has changed; the field is not documented as nullable"),
        Role::Request | Role::Query => builder.help(format!("send {}", lower(field.doc))),
    }
}

fn null_optional<'d, 'a>(
    field: &Field,
    node: crate::json::NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let edits = builder
        .document()
        .and_then(|document| Some(edit::remove_member(document, document.key_of(node)?)));
    builder
        .message(format_args!("`{}` is null, but is not documented as nullable", field.name))
        .help("leave the member out; the server may clear the field, ignore null or refuse it")
        .unsafe_fix("remove the member", edits.unwrap_or_default())
}

/// A field's description as the end of a sentence: no capital, no full stop.
fn lower(doc: &str) -> String {
    let mut lowered = String::with_capacity(doc.len());
    push_lower(doc, &mut lowered);
    lowered
}

fn push_lower(doc: &str, out: &mut String) {
    let doc = doc.trim().trim_end_matches('.');
    let mut chars = doc.chars();
    match chars.next() {
        Some(first) if !has_inner_capital(chars.as_str()) => {
            out.extend(first.to_lowercase());
            out.push_str(chars.as_str());
        }
        _ => out.push_str(doc),
    }
}

/// Whether the first word is an abbreviation or a value such as `SingleEvent`.
fn has_inner_capital(after_first: &str) -> bool {
    let word = after_first.split_whitespace().next().unwrap_or_default();
    word.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn an_abbreviation_keeps_its_capitals() {
        assert_eq!(lower(" The cost model: CPI or CPA."), "the cost model: CPI or CPA");
        assert_eq!(lower(" URL of the file."), "URL of the file");
        assert_eq!(lower("SingleEvent or MultiEvent."), "SingleEvent or MultiEvent");
    }
}
