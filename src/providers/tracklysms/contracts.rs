//! The contracts, the endpoints and the rules of Tracklysms.

use crate::contract::contract_spec::{Contract, ContractSpec, Role, search_everywhere};
use crate::contract::endpoint::{DocumentedError, EndpointSpec};
use crate::contract::provider::Provider;

use super::envelope::ERROR_BODY;
use super::rules::body::BODY_LIMIT;
use super::{
    create_offer, envelope, list_offers, list_offers_query, offer, rules, update_offer, values,
};

const NO_NAME: DocumentedError =
    DocumentedError::new(400, "missing_name", "`name` is not provided");
const NO_URL: DocumentedError =
    DocumentedError::new(400, "missing_tracking_url", "`tracking_url` is not provided");
const LONG_NAME: DocumentedError =
    DocumentedError::new(400, "name_too_long", "`name` has more than 255 characters");
const PLATFORM: DocumentedError = DocumentedError::new(
    400,
    "invalid_external_platform",
    "`external_platform` is not tune, everflow or null",
);
const PAYOUT_TYPE: DocumentedError =
    DocumentedError::new(400, "invalid_payout_type", "`payout_type` is not cpa or cpc");
const INITIAL_STATUS: DocumentedError =
    DocumentedError::new(400, "invalid_status", "`status` is not active or paused");
const STATUS: DocumentedError =
    DocumentedError::new(400, "invalid_status", "`status` is not active, paused or archived");
const UNAUTHORIZED: DocumentedError =
    DocumentedError::new(401, "unauthorized", "the API key is missing or invalid");
const NOT_FOUND: DocumentedError = DocumentedError::new(404, "not_found", "no offer has this id");
const SERVER_ERROR: DocumentedError =
    DocumentedError::new(500, "server_error", "something unexpected happened");

static CREATE_ENDPOINT: EndpointSpec = EndpointSpec {
    method: "POST",
    path: "/v2/offers",
    request: Some(&CREATE_OFFER),
    response: &CREATE_OFFER_RESPONSE,
    query: None,
    lint_path: None,
    documented_errors: &[
        NO_NAME,
        NO_URL,
        LONG_NAME,
        PLATFORM,
        PAYOUT_TYPE,
        INITIAL_STATUS,
        UNAUTHORIZED,
        SERVER_ERROR,
    ],
};

static UPDATE_ENDPOINT: EndpointSpec = EndpointSpec {
    method: "PUT",
    path: "/v2/offers/{id}",
    request: Some(&UPDATE_OFFER),
    response: &UPDATE_OFFER_RESPONSE,
    query: None,
    lint_path: Some(rules::identity::path),
    documented_errors: &[
        LONG_NAME,
        PLATFORM,
        PAYOUT_TYPE,
        STATUS,
        UNAUTHORIZED,
        NOT_FOUND,
        SERVER_ERROR,
    ],
};

static GET_ENDPOINT: EndpointSpec = EndpointSpec {
    method: "GET",
    path: "/v2/offers/{id}",
    request: None,
    response: &GET_OFFER,
    query: None,
    lint_path: Some(rules::identity::path),
    documented_errors: &[UNAUTHORIZED, NOT_FOUND, SERVER_ERROR],
};

static LIST_ENDPOINT: EndpointSpec = EndpointSpec {
    method: "GET",
    path: "/v2/offers",
    request: None,
    response: &LIST_OFFERS,
    query: Some(&LIST_OFFERS_QUERY),
    lint_path: None,
    documented_errors: &[UNAUTHORIZED, SERVER_ERROR],
};

/// In responses the `name` and the `tracking_url` of an offer are searched for API keys.
fn search_offers(pointer: &str) -> bool {
    let offer = match pointer.rsplit_once('/') {
        Some((offer, "name" | "tracking_url")) => offer,
        _ => return false,
    };
    let listed = offer.strip_prefix("/offers/").is_some_and(|index| !index.contains('/'));
    offer.is_empty() || offer == "/offer" || listed
}

static CREATE_OFFER: ContractSpec = ContractSpec {
    name: "tracklysms/create-offer",
    role: Role::Request,
    endpoint: &CREATE_ENDPOINT,
    summary: "a new offer",
    forms: &[&create_offer::SPEC],
    body_limit: Some(BODY_LIMIT),
    error_body: None,
    searches_for_keys: search_everywhere,
    sample: r#"{"name": "Summer Promo", "tracking_url": "https://track.example.com/click?offer_id=123"}"#,
    example: include_str!("../../../examples/tracklysms/create-offer/summer-promo.json"),
};

static UPDATE_OFFER: ContractSpec = ContractSpec {
    name: "tracklysms/update-offer",
    role: Role::Request,
    endpoint: &UPDATE_ENDPOINT,
    summary: "changes to an offer",
    forms: &[&update_offer::SPEC],
    body_limit: Some(BODY_LIMIT),
    error_body: None,
    searches_for_keys: search_everywhere,
    sample: r#"{"payout": 3.00}"#,
    example: include_str!("../../../examples/tracklysms/update-offer/summer-promo-v2.json"),
};

static GET_OFFER: ContractSpec = ContractSpec {
    name: "tracklysms/get-offer",
    role: Role::Response,
    endpoint: &GET_ENDPOINT,
    summary: "one offer",
    forms: &[&offer::SPEC, &envelope::SPEC],
    body_limit: None,
    error_body: Some(ERROR_BODY),
    searches_for_keys: search_offers,
    sample: include_str!("../../../examples/tracklysms/get-offer/summer-promo.json"),
    example: include_str!("../../../examples/tracklysms/get-offer/summer-promo.json"),
};

static LIST_OFFERS: ContractSpec = ContractSpec {
    name: "tracklysms/list-offers",
    role: Role::Response,
    endpoint: &LIST_ENDPOINT,
    summary: "a page of offers",
    forms: &[&list_offers::SPEC],
    body_limit: None,
    error_body: Some(ERROR_BODY),
    searches_for_keys: search_offers,
    sample: include_str!("../../../examples/tracklysms/list-offers/first-page.json"),
    example: include_str!("../../../examples/tracklysms/list-offers/first-page.json"),
};

static CREATE_OFFER_RESPONSE: ContractSpec = ContractSpec {
    name: "tracklysms/create-offer-response",
    role: Role::Response,
    endpoint: &CREATE_ENDPOINT,
    summary: "the offer that was created",
    forms: &[&offer::SPEC, &envelope::SPEC],
    body_limit: None,
    error_body: Some(ERROR_BODY),
    searches_for_keys: search_offers,
    sample: include_str!("../../../examples/tracklysms/create-offer-response/flat.json"),
    example: include_str!("../../../examples/tracklysms/create-offer-response/flat.json"),
};

static UPDATE_OFFER_RESPONSE: ContractSpec = ContractSpec {
    name: "tracklysms/update-offer-response",
    role: Role::Response,
    endpoint: &UPDATE_ENDPOINT,
    summary: "the offer after the changes",
    forms: &[&offer::SPEC, &envelope::SPEC],
    body_limit: None,
    error_body: Some(ERROR_BODY),
    searches_for_keys: search_offers,
    sample: include_str!("../../../examples/tracklysms/update-offer-response/flat.json"),
    example: include_str!("../../../examples/tracklysms/update-offer-response/flat.json"),
};

static LIST_OFFERS_QUERY: ContractSpec = ContractSpec {
    name: "tracklysms/list-offers-query",
    role: Role::Query,
    endpoint: &LIST_ENDPOINT,
    summary: "the offers to list, as an object",
    forms: &[&list_offers_query::SPEC],
    body_limit: None,
    error_body: None,
    searches_for_keys: search_everywhere,
    sample: r#"{"page": 1}"#,
    example: include_str!("../../../examples/tracklysms/list-offers-query/active.json"),
};

/// The Tracklysms contracts.
impl Contract {
    /// The body of `POST /v2/offers`.
    pub const TRACKLYSMS_CREATE_OFFER: Self = Self::new(&CREATE_OFFER);
    /// The body of `PUT /v2/offers/{id}`.
    pub const TRACKLYSMS_UPDATE_OFFER: Self = Self::new(&UPDATE_OFFER);
    /// The response of `GET /v2/offers/{id}`.
    pub const TRACKLYSMS_GET_OFFER: Self = Self::new(&GET_OFFER);
    /// The response of `GET /v2/offers`.
    pub const TRACKLYSMS_LIST_OFFERS: Self = Self::new(&LIST_OFFERS);
    /// The response of `POST /v2/offers`.
    pub const TRACKLYSMS_CREATE_OFFER_RESPONSE: Self = Self::new(&CREATE_OFFER_RESPONSE);
    /// The response of `PUT /v2/offers/{id}`.
    pub const TRACKLYSMS_UPDATE_OFFER_RESPONSE: Self = Self::new(&UPDATE_OFFER_RESPONSE);
    /// The query parameters of `GET /v2/offers`.
    pub const TRACKLYSMS_LIST_OFFERS_QUERY: Self = Self::new(&LIST_OFFERS_QUERY);
}

/// Tracklysms.
pub(crate) static PROVIDER: Provider = Provider {
    contracts: &[
        Contract::TRACKLYSMS_CREATE_OFFER,
        Contract::TRACKLYSMS_UPDATE_OFFER,
        Contract::TRACKLYSMS_GET_OFFER,
        Contract::TRACKLYSMS_LIST_OFFERS,
        Contract::TRACKLYSMS_CREATE_OFFER_RESPONSE,
        Contract::TRACKLYSMS_UPDATE_OFFER_RESPONSE,
        Contract::TRACKLYSMS_LIST_OFFERS_QUERY,
    ],
    rules: &[
        rules::body::RULES,
        values::RULES,
        rules::external::RULES,
        rules::identity::RULES,
        rules::lifecycle::RULES,
        rules::listing::RULES,
    ],
};
