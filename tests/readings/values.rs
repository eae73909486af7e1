//! Single values of fields, and values that depend on each other.

use offerlint::Contract;
use serde_json::{Value, json};

use crate::support::verdicts::*;

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
    for state in ["US-", "US-CALI", "US-ca", "us-CA", "XX-CA", "CA", "US-C-A", "USA-CA"] {
        let found = ["uuid-format /countryStateIds/0"];
        assert_eq!(gokart(json!({"countryStateIds": [state]})), found, "{state}");
    }
    for state in ["US-C", "FR-75", "GB-ENG"] {
        let found = ["id-code-instead-of-uuid /countryStateIds/0"];
        assert_eq!(gokart(json!({"countryStateIds": [state]})), found, "{state}");
    }
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
fn vendor_keywords_ignore_case() {
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
fn a_list_of_wrong_items_is_not_empty() {
    let found = gokart(json!({"offerEvents": [5]}));
    assert_eq!(found, ["events-on-single-event /offerEvents", "type-mismatch /offerEvents/0"]);
    assert_eq!(gokart(json!({"creatives": [null]})), ["type-mismatch /creatives/0"]);
}

#[test]
fn numbers_beyond_doubles_compare_as_they_are_written() {
    let raw = |members: &str| {
        let base = crate::support::SINGLE_EVENT.trim_end().trim_end_matches('}').trim_end();
        named(&format!("{base}, {members}}}"), Contract::GOKART_UPDATE_OFFER)
    };
    let found = raw(r#""dailyCap": 9007199254740993, "weeklyCap": 9007199254740992"#);
    assert_eq!(found, ["cap-order /weeklyCap"]);
    assert_eq!(raw(r#""dailyCap": 9007199254740992, "weeklyCap": 9007199254740993"#), NONE);
    let fraction = "cap-not-integer /dailyCap";
    let found = raw(r#""dailyCap": 1.00000000000000000001, "weeklyCap": 1"#);
    assert_eq!(found, [fraction, "cap-order /weeklyCap"]);
    assert_eq!(raw(r#""dailyCap": 9007199254740992.5"#), [fraction]);
    assert_eq!(raw(r#""dailyCap": 0.99999999999999999999"#), ["cap-below-one /dailyCap"]);
    assert_eq!(raw(r#""dailyCap": 1.0000000000000000000000"#), NONE);
    let budget = "budget-below-one-conversion /budgetAmount";
    let flat = |budget: &str, revenue: &str| {
        let members = format!(r#""conversionType": "FlatRate", "budgetAmount": {budget}"#);
        let text = format!("{{{members}, \"offerType\": \"SingleEvent\", \"revenue\": {revenue}}}");
        let found = named(&text, Contract::GOKART_UPDATE_OFFER);
        found.into_iter().filter(|found| found.starts_with("budget")).collect::<Vec<_>>()
    };
    assert_eq!(flat("9007199254740992", "9007199254740993"), [budget]);
    assert_eq!(flat("9007199254740993", "9007199254740993"), NONE);
    assert_eq!(flat("100", "100.00000000000000000001"), [budget]);
    let empty = |budget: &str| {
        let found =
            named(&format!(r#"{{"budgetAmount": {budget}}}"#), Contract::GOKART_UPDATE_OFFER);
        found.contains(&"budget-not-positive /budgetAmount".to_owned())
    };
    assert!(empty("-1e-400") && empty("0e-400") && !empty("1e-400"));
    let share = |revenue: &str| {
        let text = format!(r#"{{"conversionType": "RevShare", "revenue": {revenue}}}"#);
        named(&text, Contract::GOKART_UPDATE_OFFER)
            .contains(&"revshare-over-100 /revenue".to_owned())
    };
    assert!(share("100.00000000000000000001") && !share("100.0000000000000000000"));
    let creative =
        |order: &str| format!(r#"{{"order": {order}, "url": "https://c.acme.io/a.png"}}"#);
    let two = |a, b| raw(&format!(r#""creatives": [{}, {}]"#, creative(a), creative(b)));
    let mine =
        |found: Vec<String>| found.into_iter().filter(|f| f.contains("order")).collect::<Vec<_>>();
    assert_eq!(mine(two("9007199254740993", "9007199254740992")), NONE);
    assert_eq!(mine(two("9007199254740997", "9007199254740996")), NONE);
    let fraction = ["type-mismatch /creatives/0/order"];
    assert_eq!(mine(two("9007199254740992.5", "9007199254740992")), fraction);
    assert_eq!(mine(two("1.00000000000000000001", "1")), fraction);
    assert_eq!(
        mine(two("9007199254740993", "9007199254740993")),
        ["duplicate-creative-order /creatives/1/order"]
    );
}

#[test]
fn a_negative_baseline_epc_that_is_a_number_has_one_finding() {
    assert_eq!(gokart(json!({"baselineEpc": -5})), ["baseline-epc-number /baselineEpc"]);
}
