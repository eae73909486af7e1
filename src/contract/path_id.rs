//! Compares the id in the body with the id in the path.

use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Severity, rules};
use crate::json::JsonStr;

use super::contract_spec::Role;
use super::lint_context::LintContext;
use super::place::Place;

rules! {
    /// Reports an id in the body that differs from the id in the path; letter case is ignored. Both
    /// are documented as the id of the same offer, so one of them is wrong. Send the same id in
    /// both. It is an error in a request and a warning in a response. If the id in the path is
    /// malformed, only that is reported.
    PATH_ID_MISMATCH = "path-id-mismatch": "the id in the body is not the id in the path" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API pages, path parameter and body field `id`"),
    }
    bad: Example::members(r#"{"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#)
        .request("PUT /v1/sdk-offer-management/publisher/offers/5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d")
        .at(&["/id"]),
    good: Example::members(r#"{"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#)
        .request("PUT /v1/sdk-offer-management/publisher/offers/3FA85F64-5717-4562-b3fc-2c963f66afa6"),
}

/// Compares an id of the body with the id of the path, which is well-formed.
pub(crate) fn compare(id: JsonStr<'_>, path_id: &str, place: Place, ctx: &mut LintContext<'_, '_>) {
    let id = id.decode();
    if id.eq_ignore_ascii_case(path_id) {
        return;
    }
    let is_request = ctx.contract.role() == Role::Request;
    ctx.report(&PATH_ID_MISMATCH, place, |builder| {
        builder
            .subject_is(format_args!(
                "is {}, but the path has the id {}",
                quoted(&id),
                quoted(path_id)
            ))
            .help(if is_request {
                "send the same id in both; they are documented as the id of one offer"
            } else {
                "check which offer was requested; both are documented as the id of one offer"
            })
            .label(Place::Parameter("@path/id"), "the id in the path")
            .severity(if is_request { Severity::Error } else { Severity::Warning })
    });
}
