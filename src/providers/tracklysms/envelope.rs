//! The responses that hold one offer: flat as printed, wrapped as Create documents and the sample
//! code of both pages reads, or an error.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::contract::contract_spec::ErrorBodySpec;
use crate::contract::declare::payload;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::boolean::Boolean;
use crate::fields::objects::Nested;

use super::offer::{self, Offer};

payload! {
    /// An offer in an envelope.
    pub struct Envelope {
        /// Whether the request succeeded.
        "success" success [optional not_null]: Option<bool> = Boolean;
        /// The offer.
        "offer" offer: Offer = Nested(&offer::SPEC);
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a Tracklysms envelope", Envelope::FIELDS);

/// The response of the server when it refuses a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The error, in words or as a code.
    pub error: String,
    /// Further members, such as `code` and `message`.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// How an error body is recognised.
pub(crate) const ERROR_BODY: ErrorBodySpec =
    ErrorBodySpec { member: "error", absent: &["id", "offer", "offers"] };

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
        if ERROR_BODY.matches_value(&value) {
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
