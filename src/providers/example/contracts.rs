//! The contracts, the endpoint and the rules of the provider.

use crate::contract::contract_spec::{
    Contract, ContractSpec, ErrorBodySpec, Role, search_everywhere, search_nowhere,
};
use crate::contract::endpoint::{DocumentedError, EndpointSpec};
use crate::contract::provider::Provider;

use super::{create_link, response};

// [contracts]
static CREATE_ENDPOINT: EndpointSpec = EndpointSpec {
    method: "POST",
    path: "/v1/links",
    request: Some(&CREATE_LINK),
    response: &CREATE_LINK_RESPONSE,
    query: None,
    lint_path: None,
    documented_errors: &[DocumentedError::new(400, "missing_target", "`target` is not provided")],
};

static CREATE_LINK: ContractSpec = ContractSpec {
    name: "acme/create-link",
    role: Role::Request,
    endpoint: &CREATE_ENDPOINT,
    summary: "a new link",
    forms: &[&create_link::SPEC],
    body_limit: None,
    error_body: None,
    searches_for_keys: search_everywhere,
    sample: r#"{"target": "https://track.example.com/c", "kind": "single"}"#,
    example: r#"{"target": "https://track.example.com/c", "kind": "single"}"#,
};

static CREATE_LINK_RESPONSE: ContractSpec = ContractSpec {
    name: "acme/create-link-response",
    role: Role::Response,
    endpoint: &CREATE_ENDPOINT,
    summary: "the link that was created",
    forms: &[&response::SPEC, &response::ENVELOPE],
    body_limit: None,
    error_body: Some(ErrorBodySpec { member: "error", absent: &["id", "link"] }),
    searches_for_keys: search_nowhere,
    sample: r#"{"id": "l1"}"#,
    example: r#"{"id": "l1"}"#,
};

pub(crate) const CREATE: Contract = Contract::new(&CREATE_LINK);
pub(crate) const CREATED: Contract = Contract::new(&CREATE_LINK_RESPONSE);

pub(crate) static PROVIDER: Provider =
    Provider { contracts: &[CREATE, CREATED], rules: &[create_link::RULES] };
// [end]
