//! `POST /v2/offers`: the body.

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

use super::rules::external;
use super::values::{ExternalPlatform, INITIAL_STATUS, PAYOUT_TYPE, PLATFORM, PayoutType, Status};

payload! {
    /// A new Tracklysms offer: the body of `POST /v2/offers`.
    ///
    /// Absent members have the documented defaults, which the accessors give.
    ///
    /// ```
    /// use offerlint::tracklysms::CreateOffer;
    /// use offerlint::Payload;
    ///
    /// let offer = CreateOffer {
    ///     name: "Summer Promo".into(),
    ///     tracking_url: "https://track.example.com/click?offer_id=123".into(),
    ///     ..CreateOffer::default()
    /// };
    /// assert!(offer.lint().is_clean());
    /// assert_eq!(offer.payout_or_default(), 0.0);
    /// ```
    pub struct CreateOffer {
        /// The name that is displayed, at most 255 characters.
        "name" name: String = Text::NAME, code "missing_name";
        /// The URL that clicks are sent to.
        "tracking_url" tracking_url: TrackingUrl = Url::PLAIN, code "missing_tracking_url";
        /// The external affiliate platform: tune, everflow or null.
        "external_platform" external_platform [optional nullable]: Maybe<ExternalPlatform> = PLATFORM;
        /// The id of the offer on that platform.
        "external_id" external_id [optional nullable]: Maybe<String> = Text::KEY;
        /// The id of the advertiser.
        "advertiser_id" advertiser_id [optional nullable]: Maybe<String> = Text::ONE_LINE;
        /// The amount paid; 0 by default.
        "payout" payout [optional]: Maybe<Number> = AMOUNT;
        /// The payout model: cpa (the default) or cpc.
        "payout_type" payout_type [optional not_null]: Option<PayoutType> = PAYOUT_TYPE;
        /// Whether suspected bot clicks are flagged and left out of reports; false by default.
        "filter_bots" filter_bots [optional]: Maybe<bool> = Boolean;
        /// The status to start with: active (the default) or paused.
        "status" status [optional not_null]: Option<Status> = INITIAL_STATUS;
        /// Additional pairs of strings.
        "metadata" metadata [optional]: Maybe<BTreeMap<String, String>> = Metadata { sent: true };
    }
}

/// Members that only responses have.
pub(crate) const READ_ONLY: &[&str] = &["id", "slug", "created_at", "updated_at"];

pub(crate) static SPEC: ObjectSpec =
    ObjectSpec::new("a Tracklysms offer to create", CreateOffer::FIELDS)
        .closed()
        .read_only(READ_ONLY)
        .rules(&[external::on_create]);
