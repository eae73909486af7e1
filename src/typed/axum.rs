//! An axum extractor that reads a payload and refuses it with a report.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::diagnostics::report::Report;

use super::payload::Payload;

/// Extracts a payload from a request body. A body with errors is refused with status 422 and the
/// report as JSON.
///
/// To answer with a body of your own, extract `Result<Offer<T>, RefusedOffer>`:
///
/// ```
/// use axum::response::{IntoResponse, Response};
/// use offerlint::tracklysms::CreateOffer;
/// use offerlint::{Offer, RefusedOffer};
///
/// async fn create(offer: Result<Offer<CreateOffer>, RefusedOffer>) -> Response {
///     match offer {
///         Ok(Offer(offer)) => offer.name.into_response(),
///         // The answer that the API itself documents.
///         Err(refused) => refused.into_api_response(),
///     }
/// }
/// # let _ = axum::Router::<()>::new().route("/", axum::routing::post(create));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Offer<T>(pub T);

/// Why a request body was refused.
#[derive(Debug)]
#[non_exhaustive]
pub enum RefusedOffer {
    /// The payload has errors.
    Invalid(Report),
    /// The body could not be read, for example because it is over axum's size limit.
    Unreadable(Response),
}

impl RefusedOffer {
    /// The report; none if the body could not be read.
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Invalid(report) => Some(report),
            Self::Unreadable(_) => None,
        }
    }

    /// The answer that the API documents for the first error: status, code and a message. Status 400
    /// without a code if the API documents none.
    pub fn into_api_response(self) -> Response {
        let report = match self {
            Self::Invalid(report) => report,
            Self::Unreadable(response) => return response,
        };
        let documented = report.api_errors().into_iter().next();
        let status = documented.and_then(|(status, _)| StatusCode::from_u16(status).ok());
        let body = json!({
            "error": report.errors().next().map(|error| &error.message),
            "code": documented.and_then(|(_, code)| code),
        });
        respond(status.unwrap_or(StatusCode::BAD_REQUEST), &body)
    }
}

/// Status 422 with the report as JSON.
impl IntoResponse for RefusedOffer {
    fn into_response(self) -> Response {
        match self {
            Self::Invalid(report) => {
                respond(StatusCode::UNPROCESSABLE_ENTITY, &json!({"report": report}))
            }
            Self::Unreadable(response) => response,
        }
    }
}

fn respond(status: StatusCode, body: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

impl<T: Payload, S: Send + Sync> FromRequest<S> for Offer<T> {
    type Rejection = RefusedOffer;

    async fn from_request(request: Request, state: &S) -> Result<Self, RefusedOffer> {
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| RefusedOffer::Unreadable(rejection.into_response()))?;
        T::read(&body).map(Self).map_err(RefusedOffer::Invalid)
    }
}
