//! The responses that hold one offer: flat as printed, wrapped as Create documents and the sample
//! code of both pages reads, or an error.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::json::{Document, Tag};
use crate::fields::boolean::Boolean;
use crate::fields::objects::Nested;
use crate::contract::ObjectSpec;
use crate::contract::declare::payload;

use super::offer::{self, Offer};

payload! {
    /// An offer in an envelope.
    pub struct Envelope {
        /// Whether the request succeeded.
        "success" success [optional refused]: Option<bool> = Boolean;
        /// The offer.
        "offer" offer: Offer = Nested(&offer::SPEC);
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a Tracklysms envelope", Envelope::FIELDS);

/// What the server prints instead of an offer when it refuses a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The error, in words or as a code.
    pub error: String,
    /// Whatever else was printed, such as `code` and `message`.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// Members whose presence shows that a body is an answer and no error.
const ANSWERS: [&str; 3] = ["id", "offer", "offers"];

/// Whether a document is an error body: a string `error` and no answer.
pub(crate) fn is_error_body(document: &Document<'_>) -> bool {
    let error = document.member(0, "error");
    error.is_some_and(|error| matches!(document.tag(error), Tag::String { .. }))
        && ANSWERS.iter().all(|name| document.member(0, name).is_none())
}

pub(crate) fn is_error_value(value: &Value) -> bool {
    value.get("error").is_some_and(Value::is_string)
        && ANSWERS.iter().all(|name| value.get(name).is_none())
}

/// One offer in any of the forms in which the server may print it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum OfferResponse {
    /// The offer itself.
    Flat(Box<Offer>),
    /// The offer in an envelope.
    Wrapped(Box<Envelope>),
    /// An error instead of an offer.
    Refused(ErrorBody),
}

impl OfferResponse {
    /// The offer; none if the request was refused.
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Flat(offer) => Some(offer),
            Self::Wrapped(envelope) => Some(&envelope.offer),
            Self::Refused(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for OfferResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let value = Value::deserialize(deserializer)?;
        if is_error_value(&value) {
            serde_json::from_value(value).map(Self::Refused)
        } else if value.get("offer").is_some_and(Value::is_object) {
            serde_json::from_value(value).map(Self::Wrapped)
        } else {
            serde_json::from_value(value).map(Self::Flat)
        }
        .map_err(D::Error::custom)
    }
}

/// Declares the payload type of a response that holds one offer.
macro_rules! response {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub OfferResponse);

        impl $name {
            /// The offer; none if the request was refused.
            pub fn offer(&self) -> Option<&Offer> {
                self.0.offer()
            }
        }
    };
}

response! {
    /// The response of `POST /v2/offers`.
    CreateOfferResponse
}

response! {
    /// The response of `PUT /v2/offers/{id}`.
    UpdateOfferResponse
}

response! {
    /// The response of `GET /v2/offers/{id}`.
    GetOffer
}
