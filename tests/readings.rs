//! How ambiguities of the pages are read: what is reported, and above all what is not.

mod support;

use offerlint::Contract::{self, *};
use serde_json::{Value, json};
use support::merge;
use support::verdicts::*;

#[test]
fn responses_may_be_flat_wrapped_or_errors() {
    let offer: Value = serde_json::from_str(support::base(TracklysmsGetOffer)).unwrap();
    for contract in
        [TracklysmsCreateOfferResponse, TracklysmsUpdateOfferResponse, TracklysmsGetOffer]
    {
        assert_eq!(named(&json!({"success": true, "offer": offer}).to_string(), contract), NONE);
        assert_eq!(named(&json!({"offer": offer}).to_string(), contract), NONE);
        assert_eq!(
            named(&json!({"success": 1, "offer": offer}).to_string(), contract),
            ["type-mismatch /success"]
        );
        assert_eq!(named(r#"{"error": "x", "code": 1, "message": null}"#, contract), NONE);
        assert_eq!(named(r#"{"error": "x", "id": "a"}"#, contract).len(), 12);
    }
    assert_eq!(named(r#"{"error": "unauthorized"}"#, TracklysmsListOffers), NONE);
    assert_eq!(
        named(r#"{"error": 401}"#, TracklysmsListOffers),
        ["response-field-missing /offers", "response-field-missing /pagination"]
    );
}

#[test]
fn timestamps_without_zone_mean_utc_in_responses() {
    let get = |members| over(TracklysmsGetOffer, members);
    assert_eq!(
        get(json!({"created_at": "2025-11-01T14:30:00", "updated_at": "2025-11-01T14:30:00Z"})),
        NONE
    );
    assert_eq!(get(json!({"created_at": "2025-11-01"})), NONE);
    assert_eq!(get(json!({"updated_at": "yesterday"})), ["datetime-invalid /updated_at"]);
    assert_eq!(get(json!({"created_at": "yesterday"})), ["datetime-invalid /created_at"]);
    assert_eq!(
        get(json!({"created_at": "20251101T143000Z"})),
        ["datetime-nonstandard-profile /created_at"]
    );
    assert_eq!(
        get(
            json!({"created_at": "2025-11-01T14:30:00", "updated_at": "2025-11-01T15:29:59+01:00"})
        ),
        ["updated-before-created /updated_at"]
    );
}

#[test]
fn the_slug_is_fine_in_responses_and_read_only_in_requests() {
    assert_eq!(over(TracklysmsGetOffer, json!({"slug": "x"})), NONE);
    assert_eq!(over(TracklysmsGetOffer, json!({"slug": 5})), ["type-mismatch /slug"]);
    assert_eq!(create(json!({"slug": "x"})), ["read-only-field /slug"]);
}

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
fn names_are_counted_in_scalar_values_before_trimming() {
    assert_eq!(create(json!({"name": "🎯".repeat(255)})), NONE);
    assert_eq!(create(json!({"name": "é".repeat(256)})), ["name-too-long /name"]);
    let padded = format!("{}  ", "x".repeat(254));
    assert_eq!(
        create(json!({"name": padded})),
        ["name-too-long /name", "string-surrounding-whitespace /name"]
    );
}

#[test]
fn payouts_may_be_integers_and_zero() {
    for payout in [json!(0), json!(3), json!(2.5), json!(-0.0), json!(1e6)] {
        assert_eq!(create(json!({"payout": payout})), NONE);
    }
    assert_eq!(create(json!({"payout": -0.5})), ["number-negative /payout"]);
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
fn device_types_may_be_a_string_or_a_list() {
    for fine in
        [json!("iOS"), json!("iOS, Android"), json!(["ios", "ANDROID"]), json!("all"), json!([])]
    {
        assert_eq!(gokart(json!({"deviceTypes": fine})), NONE, "{fine}");
    }
    assert_eq!(
        gokart(json!({"deviceTypes": "iOS, PS5,"})),
        ["device-type-unknown /deviceTypes"; 2]
    );
    assert_eq!(gokart(json!({"deviceTypes": "iOS,ios"})), ["duplicate-array-item /deviceTypes"]);
    assert_eq!(
        gokart(json!({"deviceTypes": ["iOS", " ios", 5]})),
        ["duplicate-array-item /deviceTypes/1", "type-mismatch /deviceTypes/2"]
    );
    assert_eq!(gokart(json!({"deviceTypes": {}})), ["type-mismatch /deviceTypes"]);
}

#[test]
fn the_baseline_epc_is_numeric_in_a_string() {
    for fine in ["5", "6.40", " 5 ", "0", "-0"] {
        assert_eq!(gokart(json!({"baselineEpc": fine})), NONE, "{fine}");
    }
    assert_eq!(gokart(json!({"baselineEpc": 5})), ["baseline-epc-number /baselineEpc"]);
    for text in ["High", "", "1e3", ".5", "5.", "+5", "5,0"] {
        assert_eq!(
            gokart(json!({"baselineEpc": text})),
            ["baseline-epc-not-numeric /baselineEpc"],
            "{text}"
        );
    }
    assert_eq!(gokart(json!({"baselineEpc": "-5"})), ["number-negative /baselineEpc"]);
    assert_eq!(gokart(json!({"baselineEpc": true})), ["type-mismatch /baselineEpc"]);
}

#[test]
fn only_the_documented_codes_pass_for_ids() {
    assert_eq!(
        gokart(json!({"countryIds": ["US"], "countryStateIds": ["US-CA"], "genderIds": ["Male"]})),
        [
            "id-code-instead-of-uuid /countryIds/0",
            "id-code-instead-of-uuid /countryStateIds/0",
            "id-code-instead-of-uuid /genderIds/0",
        ]
    );
    assert_eq!(gokart(json!({"countryIds": ["us"]})), ["uuid-format /countryIds/0"]);
    assert_eq!(gokart(json!({"countryIds": ["UK"]})), ["uuid-format /countryIds/0"]);
    assert_eq!(gokart(json!({"categoryIds": ["US"]})), ["uuid-format /categoryIds/0"]);
    assert_eq!(gokart(json!({"countryIds": [null]})), ["type-mismatch /countryIds/0"]);
    assert_eq!(
        gokart(json!({"countryIds": ["US", "US"]})),
        [
            "id-code-instead-of-uuid /countryIds/0",
            "id-code-instead-of-uuid /countryIds/1",
            "duplicate-array-item /countryIds/1",
        ]
    );
}

#[test]
fn words_of_the_vendor_ignore_case() {
    for fine in ["Appsflyer", "APPSFLYER", "gokart", "tune"] {
        assert_eq!(gokart(json!({"trackingSystem": fine})), NONE, "{fine}");
    }
    assert_eq!(gokart(json!({"trackingSystem": ""})), ["tracking-system-unknown /trackingSystem"]);
    for fine in ["daily", "TOTAL", "Lifetime", "AllTime"] {
        assert_eq!(gokart(json!({"budgetType": fine})), NONE, "{fine}");
    }
    assert_eq!(gokart(json!({"rewardingType": "MANUAL"})), NONE);
    assert_eq!(gokart(json!({"offerType": "singleevent"})), ["invalid-offer-type /offerType"]);
}

#[test]
fn numbers_may_have_fractions_where_only_their_type_is_stated() {
    assert_eq!(gokart(json!({"pendingTime": 0.5, "revenue": 0, "dailyCap": 5.0})), NONE);
    assert_eq!(
        gokart(json!({"creatives": [{"order": 1.5}]})),
        ["type-mismatch /creatives/0/order"]
    );
    assert_eq!(
        gokart(json!({"creatives": [{"order": 1.0}]})),
        ["integer-as-float /creatives/0/order"]
    );
    assert_eq!(
        gokart(json!({"creatives": [{"order": -1.0}]})),
        ["number-negative /creatives/0/order"]
    );
}

#[test]
fn caps_run_at_both_levels_whatever_the_offer_type() {
    assert_eq!(
        gokart(json!({"dailyCap": 100, "weeklyCap": null, "monthlyCap": 50})),
        ["null-optional /weeklyCap", "cap-order /monthlyCap"].into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(gokart(json!({"dailyCap": 0.5})), ["cap-below-one /dailyCap"]);
    assert_eq!(
        gokart(json!({"dailyCap": 0, "weeklyCap": -5})),
        ["cap-below-one /dailyCap", "cap-below-one /weeklyCap"]
    );
    assert_eq!(gokart(json!({"dailyCap": 100.0, "weeklyCap": 100})), NONE);
    assert_eq!(
        events(json!({"dailyCap": 0, "offerEvents": [{"dailyCap": 5, "weeklyCap": 4}]})),
        [
            "cap-below-one /dailyCap",
            "offer-cap-on-multi-event /dailyCap",
            "cap-order /offerEvents/0/weeklyCap"
        ]
    );
    assert_eq!(
        events(json!({"offerType": "<absent>", "dailyCap": 4, "offerEvents": [{"dailyCap": 5}]})),
        ["required-field-missing /offerType", "event-cap-above-offer-cap /offerEvents/0/dailyCap"]
    );
    assert_eq!(
        events(
            json!({"offerType": "SingleEvent", "dailyCap": 4, "offerEvents": [{"dailyCap": 5}]})
        ),
        ["events-on-single-event /offerEvents"]
    );
}

#[test]
fn dates_are_classed() {
    let end = |text: &str| gokart(json!({"endDate": text}));
    assert_eq!(end("2025-02-27T23:00:00Z"), NONE);
    assert_eq!(end("2027-02-27T23:00:00.5+05:30"), NONE);
    assert_eq!(end("2027-02-27"), ["datetime-no-offset /endDate"]);
    assert_eq!(end("2027-W09-1"), ["datetime-nonstandard-profile /endDate"]);
    assert_eq!(end("2027-02-27 23:00:00Z"), ["datetime-invalid /endDate"]);
    assert_eq!(end("0001-01-01T00:00:00"), ["datetime-implausible-year /endDate"]);
    assert_eq!(end("2024-01-01T00:00:00Z"), ["end-before-launch /endDate"]);
    assert_eq!(end("2024-01-01"), ["datetime-no-offset /endDate", "end-before-launch /endDate"]);
}

#[test]
fn urls_with_macros_are_fine() {
    for fine in [
        "https://t.example.com/{x}?a={{b}}&c=[d]&e=${f}&g=%%H%%&i=|j|&k=%7Bl%7D",
        "https://bücher.example/",
        "https://T.EXAMPLE.COM:8443/#frag",
        "https://8.8.8.8/",
        "HTTPS://t.example.com",
        "https://t.example.com/?u=https%3A%2F%2Fa.example%2F%3Fx%3D1",
        "https://t.example.com/?a[]=1&a[]=2&b%5B%5D=1&b%5b%5d=2",
        "https://t.example.com/?mail=a@b.example",
        "https://t.example.com/?&&=1&=2",
        "https://user@",
        "https://t.example.com/?d=%CAMPAIGN%",
    ] {
        let found = create(json!({"tracking_url": fine}));
        if fine == "https://user@" {
            assert_eq!(found, ["url-invalid /tracking_url"]);
        } else {
            assert_eq!(found, NONE, "{fine}");
        }
    }
}

#[test]
fn url_rules_combine_and_silence_as_defined() {
    let url = |text: &str| -> Vec<String> {
        create(json!({"tracking_url": text}))
            .into_iter()
            .map(|f| f.replace(" /tracking_url", ""))
            .collect()
    };
    assert_eq!(url("http://localhost:3000/"), ["url-private-host"]);
    assert_eq!(
        url("http://u:p@10.0.0.1/?a=1&a=2"),
        ["url-credentials", "url-private-host", "url-duplicate-query-param"]
    );
    assert_eq!(url("http://{host}/"), ["url-insecure-http", "url-host-macro"]);
    assert_eq!(url("https://%7Bhost%7D/"), ["url-host-macro"]);
    assert_eq!(url("https://intranet/"), ["url-unqualified-host"]);
    for private in [
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.5]/",
        "https://a.internal./",
        "https://100.64.0.1/",
        "https://192.0.2.1/",
        "https://[2001:db8::1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[ff02::1]/",
        "https://[3fff:fff:ffff::1]/",
        "https://x.home.arpa/",
    ] {
        assert_eq!(url(private), ["url-private-host"], "{private}");
    }
    for public in ["https://[2001:db9::1]/", "https://[3fff:1000::1]/", "https://[2606:4700::db8]/"]
    {
        assert_eq!(url(public), NONE, "{public}");
    }
    assert_eq!(url("javascript:alert(1)"), ["url-scheme-not-http"]);
    assert_eq!(url("market://details?id=a&id=a"), ["url-scheme-not-http"]);
    assert_eq!(url("https://t.example.com/?a={"), ["url-macro-unbalanced"]);
    assert_eq!(url("https://t.example.com/{}"), ["url-macro-unbalanced"]);
    assert_eq!(url("https://t.example.com/?a=1&#38;b=2"), ["url-html-entity"]);
    assert_eq!(url("https://t.example.com/&amp;"), NONE);
    assert_eq!(url("https://t.example.com/?a=100%&b=%zz"), ["url-bad-percent-encoding"]);
    assert_eq!(url("https://t.example.com/?a=%1x%"), ["url-bad-percent-encoding"]);
    assert_eq!(url("https://t.example.com/?a=%_x%&b=%%X1%%"), NONE);
    // A fragment begins at a `#` that is no entity, and names nothing.
    assert_eq!(url("https://t.example.com/?a=1&#&a=2"), NONE);
    assert_eq!(url("https://t.example.com/?a=1#38;&a=2"), NONE);
    assert_eq!(url("https://t.example.com/a\u{200b}b"), ["suspicious-unicode"]);
    assert_eq!(url("track.example.com:8080/x"), ["url-invalid"]);
    assert_eq!(url("https://t.example.com/\n"), ["url-invalid"]);
    assert_eq!(url("https://t.example.com/\0"), ["url-invalid"]);
}

#[test]
fn a_key_is_found_wherever_it_stands() {
    let key = "trk_0123456789abcdef0123456789abcdef";
    assert_eq!(
        create(json!({"metadata": {key: key}})),
        ["leaked-api-key /metadata/trk_[redacted]"]
    );
    assert_eq!(
        create(json!({"colour": [key]})),
        ["unknown-field /colour", "leaked-api-key /colour/0"]
    );
    assert_eq!(
        create(json!({"payout": key})),
        ["type-mismatch /payout", "leaked-api-key /payout"].into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(over(TracklysmsGetOffer, json!({"name": key})), ["leaked-api-key /name"]);
    assert_eq!(over(TracklysmsGetOffer, json!({"slug": key, "metadata": {"a": key}})), NONE);
    assert_eq!(create(json!({"name": format!("x{key}")})), NONE);
    assert_eq!(
        create(json!({"metadata": {key: "x"}})),
        ["leaked-api-key /metadata/trk_[redacted]"]
    );
}

#[test]
fn of_a_response_only_the_name_and_the_url_of_an_offer_are_searched_for_keys() {
    let key = "trk_0123456789abcdef0123456789abcdef";
    let url = format!("https://t.acme.io/?k={key}");
    // What a negative payout adds keeps the payload from being waved through.
    let elsewhere = json!({
        "payout": -1, "slug": key, "external_id": key, key: key,
        "metadata": {"a": key, key: "x", "name": key, "tracking_url": url},
    });
    let offer = |members: &Value| {
        let mut offer: Value = serde_json::from_str(support::base(TracklysmsGetOffer)).unwrap();
        merge(&mut offer, &elsewhere);
        merge(&mut offer, members);
        offer
    };
    for (members, found) in [
        (json!({}), vec![]),
        (json!({"name": key}), vec!["/name"]),
        (json!({"tracking_url": url}), vec!["/tracking_url"]),
        (json!({"name": key, "tracking_url": url}), vec!["/name", "/tracking_url"]),
    ] {
        let offer = offer(&members);
        let forms = [
            (TracklysmsGetOffer, "", offer.clone()),
            (TracklysmsCreateOfferResponse, "/offer", json!({"offer": offer, "name": null})),
            (TracklysmsListOffers, "/offers/0", json!({"offers": [offer], "extra": {"name": key}})),
        ];
        for (contract, parent, body) in forms {
            let mut leaks = named(&body.to_string(), contract);
            assert!(leaks.contains(&format!("number-negative {parent}/payout")), "{leaks:?}");
            leaks.retain(|found| found.starts_with("leaked-api-key"));
            let mut wanted: Vec<_> =
                found.iter().map(|at| format!("leaked-api-key {parent}{at}")).collect();
            leaks.sort();
            wanted.sort();
            assert_eq!(leaks, wanted, "{contract} {members}");
        }
    }
    assert_eq!(
        named(&json!({"Id": "x", "name": key}).to_string(), GokartUpdateOfferResponse),
        ["uuid-format /Id"]
    );
}

#[test]
fn a_tracklysms_request_may_have_five_mebibytes_and_no_more() {
    let sized = |contract: Contract, size: usize| {
        let mut payload: Value = serde_json::from_str(support::base(contract)).unwrap();
        payload["colour"] = json!(1);
        let text = payload.to_string();
        named(&format!("{text}{}", " ".repeat(size - text.len())), contract)
    };
    for contract in [TracklysmsCreateOffer, TracklysmsUpdateOffer] {
        let unknown: Vec<_> = sized(contract, 1000);
        assert!(unknown.contains(&"unknown-field /colour".to_owned()));
        assert_eq!(sized(contract, 5_242_880), unknown);
        let found = sized(contract, 5_242_881);
        assert_eq!((&*found[0], &found[1..]), ("payload-too-large ", &unknown[..]));
    }
    assert_eq!(sized(GokartUpdateOffer, 5_242_881), ["unknown-field /colour"]);
    assert_eq!(sized(TracklysmsGetOffer, 5_242_881), NONE);
}

#[test]
fn wrong_keys_are_reported_beside_what_they_leave_missing() {
    assert_eq!(
        create(json!({"tracking_url": "<absent>", "tracking_ulr": "https://t.example.com/"})),
        ["required-field-missing /tracking_url", "unknown-field /tracking_ulr"]
    );
}

#[test]
fn wrong_documents_end_linting() {
    for text in ["[]", "5", "null", "\"x\"", "[{\"a\":1,\"a\":2}]"] {
        for contract in Contract::ALL {
            assert_eq!(named(text, contract), ["type-mismatch "], "{text} {contract}");
        }
    }
}

#[test]
fn the_last_of_repeated_members_is_linted() {
    let found = named(
        r#"{"payout": "x", "payout": -1, "metadata": {"a": 1, "a": "b"}}"#,
        TracklysmsUpdateOffer,
    );
    assert_eq!(
        found,
        ["duplicate-key /payout", "number-negative /payout", "duplicate-key /metadata/a"]
    );
    let found = named(r#"{"payout": 1, "pay\u006fut": 2}"#, TracklysmsUpdateOffer);
    assert_eq!(found, ["duplicate-key /payout"]);
    let found = named(r#"{"x": 1, "x": 2, "payout": 1}"#, TracklysmsUpdateOffer);
    assert_eq!(found, ["duplicate-key /x", "unknown-field /x"]);
}

#[test]
fn pagination_is_arithmetic() {
    let page = |offers: usize, page: i64, per_page: i64, total: i64, pages: i64| {
        let offer: Value = serde_json::from_str(support::base(TracklysmsGetOffer)).unwrap();
        let offers: Vec<Value> = (0..offers)
            .map(|n| {
                let mut o = offer.clone();
                o["id"] = json!(n.to_string());
                o
            })
            .collect();
        let body = json!({"offers": offers, "pagination": {"page": page, "per_page": per_page, "total": total, "total_pages": pages}});
        named(&body.to_string(), TracklysmsListOffers)
    };
    assert_eq!(page(0, 1, 50, 0, 0), NONE);
    assert_eq!(page(0, 1, 50, 0, 1), NONE);
    assert_eq!(page(0, 9, 50, 3, 1), NONE);
    assert_eq!(page(1, 2, 2, 3, 2), NONE);
    assert_eq!(page(2, 2, 2, 3, 2), ["pagination-inconsistent /offers"]);
    assert_eq!(page(1, 1, 2, 1, 2), ["pagination-inconsistent /pagination/total_pages"]);
    assert_eq!(page(1, 1, 0, 1, 2), NONE);
    assert_eq!(page(1, 1, 1, 2, 1), ["pagination-inconsistent /pagination/total_pages"]);
    assert_eq!(page(1, 1, 1, 2, 2), NONE);
    assert_eq!(page(0, 1, 50, 0, 2), ["pagination-inconsistent /pagination/total_pages"]);
    assert_eq!(page(2, 1, 50, 3, 1), ["pagination-inconsistent /offers"]);
    assert_eq!(page(1, 3, 2, 5, 3), NONE);
    assert_eq!(page(2, 3, 2, 5, 3), ["pagination-inconsistent /offers"]);
    assert_eq!(page(2, 2, 2, 5, 3), NONE);
    // There is no page 0, so nothing is known of what it holds.
    assert_eq!(page(1, 0, 2, 5, 3), NONE);
    assert_eq!(page(1, 1, 2, -1, 2), ["number-negative /pagination/total"]);
}

#[test]
fn event_flags_and_amounts_agree() {
    let event = |members: Value| -> Vec<String> {
        events(json!({"offerEvents": [members]}))
            .into_iter()
            .map(|f| f.replace("/offerEvents/0/", ""))
            .collect()
    };
    assert_eq!(event(json!({"useDefaultRatio": true, "reward": 2})), NONE);
    assert_eq!(event(json!({"sequenceNumber": 0, "displayOrder": 0})), NONE);
    assert_eq!(event(json!({"displayOrder": -1.5})), ["number-negative displayOrder"]);
    assert_eq!(event(json!({"sequenceNumber": null, "minTimeFromPreviousEvent": 0})), NONE);
    assert_eq!(event(json!({"minTimeFromPreviousEvent": 9999, "deadlineDays": 1})), NONE);
    assert_eq!(event(json!({"allowRepetitions": true})), ["unknown-field allowRepetitions"]);
    assert_eq!(
        event(
            json!({"hasReward": false, "reward": null, "useDefaultRatio": true, "hasRevenue": false, "revenue": null})
        ),
        NONE
    );
}

#[test]
fn gokart_responses_have_an_id_somewhere() {
    let id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    for fine in [
        json!({"Id": id}),
        json!({"id": id}),
        json!({"data": {"id": id}}),
        json!({"data": {"Id": id}, "isSuccessful": true}),
        json!({"Id": id, "data": null}),
    ] {
        assert_eq!(named(&fine.to_string(), GokartUpdateOfferResponse), NONE, "{fine}");
    }
    assert_eq!(
        named(r#"{"data": {"Id": null}}"#, GokartUpdateOfferResponse),
        ["null-not-allowed /data/Id"]
    );
}

#[test]
fn codes_are_asserted_for_requests_only() {
    let bad = json!({"name": "x".repeat(256), "status": "gone"}).to_string();
    let report =
        offerlint::lint(bad.as_bytes(), TracklysmsUpdateOffer, &offerlint::Context::default());
    let codes: Vec<_> = report.diagnostics.iter().map(|f| (f.api_code, f.http_status)).collect();
    assert_eq!(codes, [(Some("name_too_long"), Some(400)), (Some("invalid_status"), Some(400))]);
    let mut response: Value = serde_json::from_str(support::base(TracklysmsGetOffer)).unwrap();
    merge(&mut response, &serde_json::from_str(&bad).unwrap());
    let report = offerlint::lint(
        response.to_string().as_bytes(),
        TracklysmsGetOffer,
        &offerlint::Context::default(),
    );
    assert_eq!(report.diagnostics.len(), 2);
    assert!(report.diagnostics.iter().all(|f| f.api_code.is_none() && f.http_status.is_none()));
    let report = offerlint::lint(
        br#"{"status": "gone"}"#,
        TracklysmsListOffersQuery,
        &offerlint::Context::default(),
    );
    assert_eq!(report.diagnostics[0].api_code, None);
    let report = offerlint::lint(
        br#"{"name": "A", "tracking_url": ""}"#,
        TracklysmsCreateOffer,
        &offerlint::Context::default(),
    );
    assert_eq!((report.diagnostics[0].api_code, report.diagnostics[0].http_status), (None, None));
}

#[test]
fn null_enums_are_plain_nulls_in_responses() {
    let get = |members| over(TracklysmsGetOffer, members);
    assert_eq!(get(json!({"status": null})), ["null-not-allowed /status"]);
    assert_eq!(get(json!({"payout_type": null})), ["null-not-allowed /payout_type"]);
    assert_eq!(get(json!({"status": 5})), ["invalid-status /status"]);
    assert_eq!(named(r#"{"status": null}"#, TracklysmsListOffersQuery), ["invalid-status /status"]);
}

#[test]
fn a_list_of_wrong_items_is_not_empty() {
    let found = gokart(json!({"offerEvents": [5]}));
    assert_eq!(found, ["events-on-single-event /offerEvents", "type-mismatch /offerEvents/0"]);
    assert_eq!(gokart(json!({"creatives": [null]})), ["type-mismatch /creatives/0"]);
}

#[test]
fn numbers_beyond_doubles_compare_as_they_are_written() {
    let raw = |members: &str| {
        let base = support::SINGLE_EVENT.trim_end().trim_end_matches('}').trim_end();
        named(&format!("{base}, {members}}}"), GokartUpdateOffer)
    };
    let found = raw(r#""dailyCap": 9007199254740993, "weeklyCap": 9007199254740992"#);
    assert_eq!(found, ["cap-order /weeklyCap"]);
    assert_eq!(raw(r#""dailyCap": 9007199254740992, "weeklyCap": 9007199254740993"#), NONE);
    // Below that a fraction which no double holds counts for nobody.
    assert_eq!(raw(r#""dailyCap": 1.00000000000000000001, "weeklyCap": 1"#), NONE);
    assert_eq!(raw(r#""dailyCap": 1, "weeklyCap": 1.00000000000000000001, "colour": 1"#).len(), 1);
    assert_eq!(raw(r#""dailyCap": 1.00000000000000000001, "weeklyCap": 1, "colour": 1"#).len(), 1);
    let creative =
        |order: &str| format!(r#"{{"order": {order}, "url": "https://c.acme.io/a.png"}}"#);
    let two = |a, b| raw(&format!(r#""creatives": [{}, {}]"#, creative(a), creative(b)));
    let mine =
        |found: Vec<String>| found.into_iter().filter(|f| f.contains("order")).collect::<Vec<_>>();
    assert_eq!(mine(two("9007199254740993", "9007199254740992")), NONE);
    assert_eq!(mine(two("9007199254740997", "9007199254740996")), NONE);
    assert_eq!(
        mine(two("9007199254740993", "9007199254740993")),
        ["duplicate-creative-order /creatives/1/order"]
    );
}

#[test]
fn a_negative_baseline_epc_that_is_a_number_has_one_finding() {
    assert_eq!(gokart(json!({"baselineEpc": -5})), ["baseline-epc-number /baselineEpc"]);
}
