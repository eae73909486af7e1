//! Required fields, null and blank texts.

use serde_json::json;

use crate::support::verdicts::*;

#[test]
fn null_is_read_field_by_field() {
    assert_eq!(
        create(json!({"external_platform": null, "external_id": null, "advertiser_id": null})),
        NONE
    );
    assert_eq!(
        create(json!({"payout": null, "filter_bots": null, "metadata": null})),
        ["null-optional /filter_bots", "null-optional /metadata", "null-optional /payout"]
    );
    assert_eq!(
        create(json!({"status": null, "payout_type": null})),
        ["invalid-payout-type /payout_type", "invalid-status /status"]
    );
    assert_eq!(update(json!({"name": null})), ["null-not-allowed /name"]);
    assert_eq!(update(json!({"metadata": {"k": null}})), ["metadata-value-not-string /metadata/k"]);
    assert_eq!(
        create(json!({"external_platform": "null"})),
        ["invalid-external-platform /external_platform"]
    );
}

#[test]
fn blank_texts_are_provided_texts() {
    assert_eq!(create(json!({"name": ""})), ["string-blank /name"]);
    assert_eq!(create(json!({"name": "\u{2003}\t"})), ["string-blank /name"]);
    assert_eq!(create(json!({"tracking_url": ""})), ["url-invalid /tracking_url"]);
    assert_eq!(create(json!({"advertiser_id": " "})), NONE);
    assert_eq!(gokart(json!({"advertiserCampaignName": "", "shortDescription": " "})), NONE);
    assert_eq!(gokart(json!({"offerDetails": "\n"})), ["string-blank /offerDetails"]);
}

#[test]
fn external_ids_and_platforms_need_each_other_on_creation() {
    assert_eq!(update(json!({"external_platform": "tune"})), NONE);
    assert_eq!(update(json!({"external_id": "4521"})), NONE);
    assert_eq!(
        update(json!({"external_platform": "tune", "external_id": null})),
        ["external-id-missing /external_id"]
    );
    assert_eq!(
        update(json!({"external_platform": "everflow", "external_id": " "})),
        ["external-id-missing /external_id"]
    );
    assert_eq!(
        update(json!({"external_platform": null, "external_id": "4521"})),
        ["external-platform-missing /external_platform"]
    );
    assert_eq!(
        create(json!({"external_platform": "tune", "external_id": "0452"})),
        ["external-id-format /external_id"]
    );
    assert_eq!(
        create(json!({"external_platform": "tune", "external_id": 4521})),
        ["type-mismatch /external_id"]
    );
    assert_eq!(
        create(json!({"external_platform": "TUNE", "external_id": "x"})),
        ["invalid-external-platform /external_platform"]
    );
}

#[test]
fn an_update_without_body_parameters_is_empty() {
    assert_eq!(update(json!({})), ["empty-update "]);
    assert_eq!(
        update(json!({"id": "x", "colour": 1})),
        ["empty-update ", "unknown-field /colour", "read-only-field /id"]
    );
    assert_eq!(update(json!({"metadata": {}})), NONE);
}

#[test]
fn multi_event_requirements_follow_the_offer_type_alone() {
    let without = json!({"revenue": "<absent>", "reward": "<absent>", "rewardingType": "<absent>", "pendingTime": "<absent>"});
    assert_eq!(
        events(without.clone()),
        [
            "multi-event-field-missing /revenue",
            "multi-event-field-missing /reward",
            "multi-event-field-missing /rewardingType",
            "multi-event-field-missing /pendingTime",
        ]
    );
    assert_eq!(gokart(without), ["single-event-revenue-missing /revenue"]);
    assert_eq!(gokart(json!({"revenue": null})), ["single-event-revenue-missing /revenue"]);
    assert_eq!(
        gokart(json!({"offerType": "<absent>", "revenue": null})),
        ["required-field-missing /offerType", "null-optional /revenue"]
    );
    assert_eq!(
        events(json!({"offerType": "multi", "offerEvents": []})),
        ["invalid-offer-type /offerType"]
    );
    assert_eq!(
        gokart(json!({"offerType": 1, "revenue": "<absent>"})),
        ["type-mismatch /offerType"]
    );
}

#[test]
fn single_event_offers_do_not_demand_event_members() {
    let found = events(
        json!({"offerType": "SingleEvent", "offerEvents": [{"id": "<absent>", "name": null, "revenue": "5"}]}),
    );
    assert_eq!(
        found,
        [
            "events-on-single-event /offerEvents",
            "null-optional /offerEvents/0/name",
            "type-mismatch /offerEvents/0/revenue",
        ]
    );
}

#[test]
fn cost_data_is_demanded_only_while_it_is_sent() {
    assert_eq!(gokart(json!({"shouldSendCostData": false})), NONE);
    assert_eq!(
        gokart(json!({"offerCostReportInfo": [{}], "advertiserCampaignName": null})),
        ["null-optional /advertiserCampaignName"]
    );
    assert_eq!(gokart(json!({"shouldSendCostData": null})), ["null-optional /shouldSendCostData"]);
    assert_eq!(
        gokart(json!({"shouldSendCostData": "true"})),
        ["type-mismatch /shouldSendCostData"]
    );
    assert_eq!(
        gokart(
            json!({"shouldSendCostData": true, "advertiserCampaignName": " ", "offerCostReportInfo": [{"costType": "CPI", "appName": "", "storeId": " "}]})
        ),
        [
            "string-blank /advertiserCampaignName",
            "string-blank /offerCostReportInfo/0/appName",
            "string-blank /offerCostReportInfo/0/storeId"
        ]
    );
    assert_eq!(
        gokart(json!({"offerCostReportInfo": [{"costType": "cpi"}]})),
        ["invalid-cost-type /offerCostReportInfo/0/costType"]
    );
}

#[test]
fn null_where_a_condition_demands_a_value_is_an_error() {
    let costs = json!({
        "shouldSendCostData": true, "advertiserCampaignName": null,
        "offerCostReportInfo": [{"costType": "CPI", "appName": null, "storeId": "com.acme.app"}],
    });
    assert_eq!(
        gokart(costs.clone()),
        [
            "null-not-allowed /advertiserCampaignName",
            "null-not-allowed /offerCostReportInfo/0/appName"
        ]
    );
    let mut off = costs;
    off["shouldSendCostData"] = json!(false);
    assert_eq!(
        gokart(off),
        ["null-optional /advertiserCampaignName", "null-optional /offerCostReportInfo/0/appName"]
    );
    let nulls = json!({"revenue": null, "pendingTime": null, "offerEvents": [{"name": null}]});
    assert_eq!(
        events(nulls.clone()),
        [
            "null-not-allowed /offerEvents/0/name",
            "null-not-allowed /pendingTime",
            "null-not-allowed /revenue"
        ]
    );
    let mut single = nulls;
    single["offerType"] = json!("SingleEvent");
    let found = events(single);
    for wanted in [
        "null-optional /offerEvents/0/name",
        "null-optional /pendingTime",
        "single-event-revenue-missing /revenue",
    ] {
        assert!(found.contains(&wanted.to_owned()), "{wanted} in {found:?}");
    }
    // What is nullable stays so.
    assert_eq!(
        events(json!({"offerEvents": [{"sequenceNumber": null, "pendingTime": null}]})),
        NONE
    );
}

#[test]
fn wrong_keys_are_reported_beside_what_they_leave_missing() {
    assert_eq!(
        create(json!({"tracking_url": "<absent>", "tracking_ulr": "https://t.example.com/"})),
        ["required-field-missing /tracking_url", "unknown-field /tracking_ulr"]
    );
}
