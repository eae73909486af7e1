//! The path and query parameters of a request.

use crate::contract::contract_spec::Contract;
use crate::contract::endpoint::Endpoint;
use crate::contract::object_spec::ObjectSpec;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::json;

use super::full_check;
use super::scratch::Scratch;
use super::settings::Settings;

/// The findings on the parameters of the context.
pub(super) fn lint(settings: Settings<'_>) -> Vec<Diagnostic> {
    let Settings { contract, context, .. } = settings;
    let endpoint = contract.endpoint();
    let contract = request_or_response(endpoint);
    let mut ctx = Settings { contract, ..settings }.new_context(None);
    if let Some(lint_path) = endpoint.spec().lint_path {
        lint_path(&mut ctx);
    }
    let mut found = ctx.finish(&[]);
    if let Some(pairs) = context.query.as_deref().filter(|pairs| !pairs.is_empty()) {
        found.extend(lint_query(pairs, settings));
    }
    found
}

/// The contract whose settings the parameters have: the request's, if it has a body.
fn request_or_response(endpoint: Endpoint) -> Contract {
    endpoint.request().unwrap_or_else(|| endpoint.response())
}

/// Lints the query as an object.
fn lint_query(pairs: &[(String, String)], settings: Settings<'_>) -> Vec<Diagnostic> {
    let endpoint = settings.contract.endpoint();
    let (contract, form) = match endpoint.query() {
        Some(query) => (query, query.spec().forms.first().copied()),
        None => (request_or_response(endpoint), Some(&NO_QUERY)),
    };
    let members: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}:{}", json::quote(name), json::quote(value)))
        .collect();
    let text = format!("{{{}}}", members.join(","));
    let settings = Settings { contract, ..settings };
    let mut found = full_check::check_text(&text, form, settings, &mut Scratch::default());
    for finding in &mut found {
        finding.make_parameter("@query");
    }
    found
}

/// The query of an endpoint without documented parameters.
static NO_QUERY: ObjectSpec =
    ObjectSpec::new("this request's query, which has no parameters", &[]).closed();
