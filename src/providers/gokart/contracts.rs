//! The contracts, the endpoint and the rules of GoKart.

use crate::contract::contract_spec::{
    Contract, ContractSpec, Role, search_everywhere, search_nowhere,
};
use crate::contract::endpoint::{DocumentedError, EndpointSpec};
use crate::contract::provider::Provider;

use super::{conditions, examples, response, rules, update_offer, values};

static UPDATE_ENDPOINT: EndpointSpec = EndpointSpec {
    method: "PUT",
    path: "/v1/sdk-offer-management/{product}/offers/{id}",
    request: Some(&UPDATE_OFFER),
    response: &UPDATE_OFFER_RESPONSE,
    query: None,
    lint_path: Some(rules::identity::path),
    documented_errors: &[DocumentedError::without_code(
        403,
        "the `{product}` of the path is not the account's",
    )],
};

static UPDATE_OFFER: ContractSpec = ContractSpec {
    name: examples::UPDATE,
    role: Role::Request,
    endpoint: &UPDATE_ENDPOINT,
    summary: "a whole offer",
    forms: &[&update_offer::SPEC],
    body_limit: None,
    error_body: None,
    searches_for_keys: search_everywhere,
    sample: examples::SINGLE_EVENT,
    example: include_str!("../../../examples/gokart/update-offer/multi-event.json"),
};

static UPDATE_OFFER_RESPONSE: ContractSpec = ContractSpec {
    name: "gokart/update-offer-response",
    role: Role::Response,
    endpoint: &UPDATE_ENDPOINT,
    summary: "the id of the offer that was updated",
    forms: &[&response::SPEC, &response::ENVELOPE],
    body_limit: None,
    error_body: None,
    searches_for_keys: search_nowhere,
    sample: r#"{"Id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#,
    example: include_str!("../../../examples/gokart/update-offer-response/updated.json"),
};

/// The GoKart contracts.
impl Contract {
    /// The body of `PUT /v1/sdk-offer-management/{product}/offers/{id}`.
    pub const GOKART_UPDATE_OFFER: Self = Self::new(&UPDATE_OFFER);
    /// The response of `PUT /v1/sdk-offer-management/{product}/offers/{id}`.
    pub const GOKART_UPDATE_OFFER_RESPONSE: Self = Self::new(&UPDATE_OFFER_RESPONSE);
}

/// GoKart.
pub(crate) static PROVIDER: Provider = Provider {
    contracts: &[Contract::GOKART_UPDATE_OFFER, Contract::GOKART_UPDATE_OFFER_RESPONSE],
    rules: &[
        conditions::RULES,
        values::RULES,
        rules::identity::RULES,
        rules::targeting::RULES,
        rules::caps::RULES,
        rules::money::RULES,
        rules::dates::RULES,
        rules::events::RULES,
        rules::event_amounts::RULES,
        rules::cost_data::RULES,
        rules::creatives::RULES,
    ],
};
