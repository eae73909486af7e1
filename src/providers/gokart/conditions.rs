//! The conditions on which the presence of GoKart fields depends.

use serde_json::json;

use crate::contract::condition::{Condition, ConditionSet};
use crate::contract::field_values::FieldValue;
use crate::diagnostics::rule::{Evidence, Fixable, Severity, rules};

use super::examples;
use super::update_offer::UpdateOffer;
use super::values::OfferType;

/// `offerType` is MultiEvent.
pub(crate) const MULTI_EVENT: ConditionSet = ConditionSet::only(0);
/// `shouldSendCostData` is true.
pub(crate) const COST_DATA: ConditionSet = ConditionSet::only(1);
/// `offerType` is SingleEvent.
pub(crate) const SINGLE_EVENT: ConditionSet = ConditionSet::only(2);
/// `offerType` is MultiEvent or SingleEvent: where the offer's own revenue is required.
pub(crate) const REVENUE: ConditionSet = MULTI_EVENT.or(SINGLE_EVENT);

/// The help of a field that the page requires on multi-event offers although events have their own.
pub(crate) const DOUBTFUL_COLUMN: &str = "add it to the offer itself: the page's column \"Required\" \
    says \"Yes for Multi-Event\", although events carry their own amounts";

rules! {
    /// Reports a field that is missing on a MultiEvent offer: `revenue`, `reward`, `rewardingType`,
    /// `pendingTime` and `offerEvents` of the offer, and twelve fields of each event. The page's
    /// column "Required" says "Yes for Multi-Event" for each. Add the field. The column requires
    /// amounts of the offer although events carry their own; the rule follows the column.
    MULTI_EVENT_FIELD_MISSING = "multi-event-field-missing": "a field that multi-event offers require is missing" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::PAGE),
        fix: Fixable::Unsafe,
    }
    bad: examples::multi_event(r#"{"rewardingType": "<absent>", "rewardingTyp": "Automatic"}"#)
        .at(&["/rewardingType"])
        .also(&[("unknown-field", "/rewardingTyp")]),
    good: examples::multi_event(r#"{"rewardingType": "Automatic"}"#),

    /// Reports a field that is missing while `shouldSendCostData` is true:
    /// `advertiserCampaignName`, `offerCostReportInfo` and each field of its items. The page
    /// exempts them only if the flag is false. Add the field, or set the flag to false. Without the
    /// flag nothing is required.
    COST_FIELD_MISSING = "cost-field-missing": "a field that cost reporting requires is missing" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::PAGE),
        fix: Fixable::Unsafe,
    }
    bad: examples::update(
        r#"{"shouldSendCostData": true, "advertiserCampaingName": "Campaign_test_ios"}"#,
    )
    .at(&["/advertiserCampaignName", "/offerCostReportInfo"])
    .also(&[("unknown-field", "/advertiserCampaingName")]),
    good: examples::update(
        r#"{"shouldSendCostData": true, "advertiserCampaignName": "Campaign_test_ios",
  "offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": "com.example.app"}]}"#,
    ),

    /// Reports a SingleEvent offer whose `revenue` is absent or null. The vendor's guides place the
    /// revenue of such an offer at offer level; it is a warning because the page requires the field
    /// on multi-event offers only. Add the revenue of one conversion.
    SINGLE_EVENT_REVENUE_MISSING = "single-event-revenue-missing": "a single-event offer has no revenue" {
        evidence: Evidence::Vendor("GoKart guides on offers and caps"),
        fix: Fixable::Unsafe,
    }
    bad: examples::update(r#"{"revenue": "<absent>", "revenu": 30}"#)
        .at(&["/revenue"])
        .also(&[("unknown-field", "/revenu")]),
    good: examples::update(r#"{"revenue": 30}"#),
}

fn is_offer_type(value: FieldValue, offer_type: OfferType) -> bool {
    matches!(value, FieldValue::Variant(variant) if variant == offer_type as u8)
}

/// All conditions of an update.
pub(crate) static CONDITIONS: [Condition; 3] = [
    Condition {
        field: UpdateOffer::offer_type,
        holds: |value| is_offer_type(value, OfferType::MultiEvent),
        schema: Some(|| json!({"const": "MultiEvent"})),
        rule: &MULTI_EVENT_FIELD_MISSING,
        requirer: "a MultiEvent offer",
        reason: "required because this is \"MultiEvent\"",
        help: None,
        null_is_missing: false,
    },
    Condition {
        field: UpdateOffer::should_send_cost_data,
        holds: |value| matches!(value, FieldValue::Boolean(true)),
        schema: Some(|| json!({"const": true})),
        rule: &COST_FIELD_MISSING,
        requirer: "cost reporting",
        reason: "required because this is true",
        help: None,
        null_is_missing: false,
    },
    Condition {
        field: UpdateOffer::offer_type,
        holds: |value| is_offer_type(value, OfferType::SingleEvent),
        schema: None,
        rule: &SINGLE_EVENT_REVENUE_MISSING,
        requirer: "a SingleEvent offer",
        reason: "the offer type",
        help: Some(
            "add the revenue of one conversion; the vendor's guides place it at offer level, although \
             the page requires it on multi-event offers only",
        ),
        null_is_missing: true,
    },
];
