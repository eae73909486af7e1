//! `PUT /v1/sdk-offer-management/{product}/offers/{id}`: the response. The page prints `Id`; the
//! vendor's general envelope has lower-case names under `data`. Both are accepted.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::contract::declare::payload;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::objects::Nested;
use crate::fields::uuid::Uuid as UuidKind;
use crate::fields::values::Uuid;

use super::rules::identity;

payload! {
    /// The id of the offer that was updated, in either spelling.
    pub struct UpdatedId {
        /// The id of the offer that was updated.
        "Id" id [optional not_null]: Option<Uuid> = UuidKind;
        /// The id of the updated offer, as the vendor's response envelope spells it.
        "id" lower_case_id [optional not_null]: Option<Uuid> = UuidKind;
    }
}

payload! {
    /// The vendor's general envelope.
    pub struct DataEnvelope {
        /// The data of the response.
        "data" data: UpdatedId = Nested(&SPEC);
    }
}

pub(crate) static SPEC: ObjectSpec =
    ObjectSpec::new("a GoKart update response", UpdatedId::FIELDS).rules(&[identity::response]);

pub(crate) static ENVELOPE: ObjectSpec = ObjectSpec::new("a GoKart response", DataEnvelope::FIELDS);

/// The response of `PUT /v1/sdk-offer-management/{product}/offers/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum UpdateOfferResponse {
    /// As printed on the page.
    Flat(UpdatedId),
    /// In the vendor's general envelope.
    Enveloped {
        /// The data of the response.
        data: UpdatedId,
    },
}

impl UpdateOfferResponse {
    /// The id of the offer that was updated.
    pub fn id(&self) -> Option<&Uuid> {
        let (Self::Flat(id) | Self::Enveloped { data: id }) = self;
        id.id.as_ref().or(id.lower_case_id.as_ref())
    }
}

impl<'de> Deserialize<'de> for UpdateOfferResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let mut value = Value::deserialize(deserializer)?;
        match value.get_mut("data").filter(|data| data.is_object()).map(Value::take) {
            Some(data) => serde_json::from_value(data).map(|data| Self::Enveloped { data }),
            None => serde_json::from_value(value).map(Self::Flat),
        }
        .map_err(D::Error::custom)
    }
}
