//! The id in the path against the id in the body.

use crate::contract::page;
use crate::json::JsonStr;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Evidence, Example, Severity, rules};

use super::lint_context::{Place, LintContext};

rules! {
    /// The id in the body differs from the id in the path (letter case aside). GoKart documents
    /// both as the id of the offer to update, so a request with two is an error; in a response it
    /// is a warning. An id in the path that is malformed itself is reported instead.
    PATH_ID_MISMATCH = "path-id-mismatch": "the id in the body is not the id in the path" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::GOKART_UPDATE),
    }
    bad: Example::gokart(r#"{"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#)
        .request("PUT /v1/sdk-offer-management/publisher/offers/5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d")
        .at(&["/id"]),
    good: Example::gokart(r#"{"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#)
        .request("PUT /v1/sdk-offer-management/publisher/offers/3FA85F64-5717-4562-b3fc-2c963f66afa6"),
}

/// Compares an id of the body with the path's, which the caller knows to be well-formed.
pub(crate) fn compare(id: JsonStr<'_>, path_id: &str, place: Place, ctx: &mut LintContext<'_, '_>) {
    let id = id.decode();
    if id.eq_ignore_ascii_case(path_id) {
        return;
    }
    let severity = if ctx.contract.is_request() { Severity::Error } else { Severity::Warning };
    ctx.report(&PATH_ID_MISMATCH, place, |builder| {
        builder
            .message(format_args!(
                "the id {} is not the id {} of the path",
                quoted(&id),
                quoted(path_id)
            ))
            .help("both are documented as the id of the same offer")
            .label(Place::Parameter("@path/id"), "the path has another id")
            .severity(severity)
    });
}
