//! `PUT /v2/offers/{id}`: the body.

use std::collections::BTreeMap;

use crate::contract::declare::payload;
use crate::contract::maybe::Maybe;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::boolean::Boolean;
use crate::fields::metadata::Metadata;
use crate::fields::number::AMOUNT;
use crate::fields::text::Text;
use crate::fields::url::Url;
use crate::fields::values::{Number, TrackingUrl};

use super::create_offer::READ_ONLY;
use super::rules::{external, lifecycle};
use super::values::{ExternalPlatform, PAYOUT_TYPE, PLATFORM, PayoutType, STATUS, Status};

payload! {
    /// Changes to a Tracklysms offer: the body of `PUT /v2/offers/{id}`. Only the members that are
    /// there change the offer; [`Offer::apply`](super::Offer::apply) does what the server does.
    pub struct UpdateOffer {
        /// The name that is displayed, at most 255 characters.
        "name" name [optional not_null]: Option<String> = Text::NAME;
        /// The URL that clicks are sent to.
        "tracking_url" tracking_url [optional not_null]: Option<TrackingUrl> = Url::PLAIN;
        /// The external affiliate platform: tune, everflow or null.
        "external_platform" external_platform [optional nullable]: Maybe<ExternalPlatform> = PLATFORM;
        /// The id of the offer on that platform.
        "external_id" external_id [optional nullable]: Maybe<String> = Text::KEY;
        /// The id of the advertiser.
        "advertiser_id" advertiser_id [optional nullable]: Maybe<String> = Text::ONE_LINE;
        /// The amount paid.
        "payout" payout [optional]: Maybe<Number> = AMOUNT;
        /// The payout model: cpa or cpc.
        "payout_type" payout_type [optional not_null]: Option<PayoutType> = PAYOUT_TYPE;
        /// Whether suspected bot clicks are flagged and left out of reports.
        "filter_bots" filter_bots [optional]: Maybe<bool> = Boolean;
        /// The status: active, paused or archived (a soft delete).
        "status" status [optional not_null]: Option<Status> = STATUS;
        /// Additional pairs of strings, merged key by key into those that the offer has.
        "metadata" metadata [optional]: Maybe<BTreeMap<String, String>> = Metadata { sent: true };
    }
}

pub(crate) static SPEC: ObjectSpec =
    ObjectSpec::new("a Tracklysms offer update", UpdateOffer::FIELDS)
        .closed()
        .read_only(READ_ONLY)
        .rules(&[external::on_update, lifecycle::empty_update, lifecycle::archive]);
