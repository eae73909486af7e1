//! An offer as the responses print it. The pages refer to List Offers for the fields, but only
//! Get Offer lists them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::contract::clean_payload::CleanField;
use crate::contract::declare::payload;
use crate::contract::from_field::FromField;
use crate::contract::maybe::Maybe;
use crate::contract::object_spec::ObjectSpec;
use crate::contract::to_field::{FieldWriter, ToField};
use crate::fields::any_string::AnyString;
use crate::fields::boolean::Boolean;
use crate::fields::date_time::ASSUMED_UTC;
use crate::fields::metadata::Metadata;
use crate::fields::number::AMOUNT;
use crate::fields::text::Text;
use crate::fields::url::Url;
use crate::fields::values::{Number, Timestamp, TrackingUrl};

use super::rules::{identity, lifecycle};
use super::values::{
    ExternalPlatform, PLATFORM, PRINTED_PAYOUT_TYPE, PRINTED_STATUS, PayoutType, Status,
};

payload! {
    /// A Tracklysms offer as the server prints it. Every documented example carries all members
    /// but the slug; a missing one is a warning only.
    pub struct Offer {
        /// The id of the offer.
        "id" id [expected]: Option<String> = AnyString;
        /// The name that is displayed.
        "name" name [expected]: Option<String> = Text::NAME;
        /// The URL that clicks are sent to.
        "tracking_url" tracking_url [expected]: Option<TrackingUrl> = Url::PLAIN;
        /// The external affiliate platform: tune, everflow or null.
        "external_platform" external_platform [expected nullable]: Maybe<ExternalPlatform> = PLATFORM;
        /// The id of the offer on that platform.
        "external_id" external_id [expected nullable]: Maybe<String> = AnyString;
        /// The id of the advertiser.
        "advertiser_id" advertiser_id [expected nullable]: Maybe<String> = AnyString;
        /// The amount paid.
        "payout" payout [expected]: Option<Number> = AMOUNT;
        /// The payout model: cpa or cpc.
        "payout_type" payout_type [expected]: Option<PayoutType> = PRINTED_PAYOUT_TYPE;
        /// Whether suspected bot clicks are filtered.
        "filter_bots" filter_bots [expected]: Option<bool> = Boolean;
        /// The status: active, paused or archived.
        "status" status [expected]: Option<Status> = PRINTED_STATUS;
        /// Additional pairs of strings.
        "metadata" metadata [expected]: Option<BTreeMap<String, MetadataValue>> = Metadata { sent: false };
        /// When the offer was created; UTC where no offset is printed.
        "created_at" created_at [expected]: Option<Timestamp> = ASSUMED_UTC;
        /// When the offer was last changed; UTC where no offset is printed.
        "updated_at" updated_at [expected]: Option<Timestamp> = ASSUMED_UTC;
        /// A readable name that follows the offer's name, printed by Create and Update only.
        "slug" slug [optional not_null]: Option<String> = AnyString;
    }
}

/// A metadata value of a response: a string, as documented, or whatever the server printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum MetadataValue {
    /// A string.
    Text(String),
    /// Anything else, which is worth a warning.
    Other(Value),
}

impl<'de> Deserialize<'de> for MetadataValue {
    /// An untagged enum cannot read integers that 64 bits do not hold.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(from)? {
            Value::String(text) => Self::Text(text),
            other => Self::Other(other),
        })
    }
}

impl FromField for BTreeMap<String, MetadataValue> {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        let mut map = Self::new();
        field.pairs(|key, value| drop(map.insert(key, MetadataValue::Text(value))))?;
        Some(map)
    }
}

impl ToField for BTreeMap<String, MetadataValue> {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        // Other values than texts have a finding.
        field.undecided();
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a Tracklysms offer", Offer::FIELDS)
    .rules(&[identity::response, lifecycle::timestamps]);
