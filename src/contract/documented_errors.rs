//! Every answer that the API pages print, by endpoint.

use crate::contract::endpoint::Endpoint;
use crate::diagnostics::rule::ApiError;

/// An answer that a page prints, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentedError {
    /// Status and code.
    pub answer: ApiError,
    /// When the server gives it.
    pub when: &'static str,
}

const fn row(status: u16, code: &'static str, when: &'static str) -> DocumentedError {
    DocumentedError { answer: ApiError { status, code: Some(code) }, when }
}

const NO_NAME: DocumentedError = row(400, "missing_name", "`name` is not provided");
const NO_URL: DocumentedError = row(400, "missing_tracking_url", "`tracking_url` is not provided");
const LONG_NAME: DocumentedError = row(400, "name_too_long", "`name` has more than 255 characters");
const PLATFORM: DocumentedError =
    row(400, "invalid_external_platform", "`external_platform` is not tune, everflow or null");
const PAYOUT_TYPE: DocumentedError =
    row(400, "invalid_payout_type", "`payout_type` is not cpa or cpc");
const INITIAL_STATUS: DocumentedError =
    row(400, "invalid_status", "`status` is not active or paused");
const STATUS: DocumentedError =
    row(400, "invalid_status", "`status` is not active, paused or archived");
const UNAUTHORIZED: DocumentedError = row(401, "unauthorized", "the API key is missing or invalid");
const NOT_FOUND: DocumentedError = row(404, "not_found", "no offer has this id");
const SERVER_ERROR: DocumentedError = row(500, "server_error", "something unexpected happened");
const WRONG_PRODUCT: DocumentedError = DocumentedError {
    answer: ApiError { status: 403, code: None },
    when: "the `{product}` of the path is not the account's",
};

impl Endpoint {
    /// The refusals that the endpoint's page prints, in its order.
    ///
    /// ```
    /// use offerlint::Endpoint;
    ///
    /// let statuses: Vec<u16> = Endpoint::TracklysmsGet.answers().iter().map(|a| a.answer.status).collect();
    /// assert_eq!(statuses, [401, 404, 500]);
    /// ```
    pub fn answers(self) -> &'static [DocumentedError] {
        match self {
            Self::TracklysmsCreate => &[
                NO_NAME,
                NO_URL,
                LONG_NAME,
                PLATFORM,
                PAYOUT_TYPE,
                INITIAL_STATUS,
                UNAUTHORIZED,
                SERVER_ERROR,
            ],
            Self::TracklysmsUpdate => {
                &[LONG_NAME, PLATFORM, PAYOUT_TYPE, STATUS, UNAUTHORIZED, NOT_FOUND, SERVER_ERROR]
            }
            Self::TracklysmsGet => &[UNAUTHORIZED, NOT_FOUND, SERVER_ERROR],
            Self::TracklysmsList => &[UNAUTHORIZED, SERVER_ERROR],
            Self::GokartUpdate => &[WRONG_PRODUCT],
        }
    }
}
