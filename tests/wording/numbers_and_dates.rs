//! Types, numbers, ids and dates.

use offerlint::Contract;
use serde_json::{Value, json};

use crate::support::findings::*;

#[test]
fn wrong_types_name_both_types_and_are_fixed_without_loss() {
    let rule = "type-mismatch";
    let payout = |value: Value| create(json!({"payout": value}));
    let found = finding_with(
        payout(json!("2.50")),
        rule,
        "`payout` is the string \"2.50\"; it must be a number",
    );
    assert_safe_fix(found, serde_json::from_str("2.50").unwrap());
    assert_no_fix(finding_with(
        payout(json!("1e")),
        rule,
        "`payout` is the string \"1e\"; it must be a number",
    ));
    // Some programs print 1.0 as 1.
    let name = |value: Value| create(json!({"name": value}));
    assert_no_fix(finding_with(
        name(json!(1.0)),
        rule,
        "`name` is the number 1.0; it must be a string",
    ));
    assert_safe_fix(
        finding_with(name(json!(1.5)), rule, "`name` is the number 1.5; it must be a string"),
        json!("1.5"),
    );
    assert_no_fix(finding_with(
        payout(json!("1e999")),
        rule,
        "`payout` is the string \"1e999\"; it must be a number",
    ));
    let name = |raw: &str| {
        let text = format!(r#"{{"name": {raw}, "tracking_url": "https://track.example.com/c"}}"#);
        (text, Contract::TRACKLYSMS_CREATE_OFFER)
    };
    assert_safe_fix(
        finding_with(name("2026"), rule, "`name` is the number 2026; it must be a string"),
        json!("2026"),
    );
    // A program would print 10.0, so the intended text is unknown.
    assert_no_fix(finding_with(name("1e1"), rule, "`name` is the number 1e1; it must be a string"));
    assert_no_fix(finding_with(name("true"), rule, "`name` is true; it must be a string"));
    assert_safe_fix(
        finding_with(
            create(json!({"filter_bots": "true"})),
            rule,
            "`filter_bots` is the string \"true\"; it must be a boolean",
        ),
        json!(true),
    );
    let zip = gokart(json!({"zipCodes": [92801]}));
    assert_unsafe_fix(
        finding_with(zip, rule, "`zipCodes[0]` is the number 92801; it must be a string"),
        json!("92801"),
    );
    let (text, found) = finding_with(
        ("[]".into(), Contract::TRACKLYSMS_CREATE_OFFER),
        rule,
        "the document is an array; it must be an object",
    );
    assert!(found.help.as_deref().is_some_and(|help| help.contains("one JSON object")), "{text}");
    let (_, found) = finding_with(
        gokart(json!({"creatives": [3]})),
        rule,
        "`creatives[0]` is the number 3; it must be an object",
    );
    assert_eq!(found.help, None);
}

#[test]
fn date_fixes_keep_the_meaning() {
    let end = |text: &str| gokart(json!({"endDate": text}));
    let invalid = |text: &str| format!("`endDate` is not an ISO 8601 date-time: \"{text}\"");
    let spaced = "2026-03-31 00:00:00Z";
    assert_safe_fix(
        finding_with(end(spaced), "datetime-invalid", &invalid(spaced)),
        json!("2026-03-31T00:00:00Z"),
    );
    for text in ["31.03.2026", "tomorrow", "2026-2-30", "2026-03-31T00:00:00 CET"] {
        assert_no_fix(finding_with(end(text), "datetime-invalid", &invalid(text)));
    }
    for (text, reason) in [
        ("2026-02-30T00:00:00Z", "February 2026 has 28 days"),
        ("2026-04-31", "April has 30 days"),
        ("2026-13-01T00:00:00Z", "there is no month 13"),
        ("2026-03-31T24:00:01Z", "hour 24 is only midnight"),
        ("2026-03-31T10:61:00Z", "there is no minute 61"),
    ] {
        let message = format!("`endDate` is impossible: \"{text}\"; {reason}");
        assert_no_fix(finding_with(end(text), "datetime-invalid", &message));
    }
    let unusual = |text: &str| format!("`endDate` is a date-time in an unusual format: \"{text}\"");
    let rule = "datetime-nonstandard-profile";
    for (from, to) in [
        ("20260301T000000Z", "2026-03-01T00:00:00Z"),
        ("2026-03-01T10:20Z", "2026-03-01T10:20:00Z"),
        ("2026-03-01T10:20:30,5Z", "2026-03-01T10:20:30.5Z"),
        ("2026-03-01T10:20:30+02", "2026-03-01T10:20:30+02:00"),
        ("2026-03-01T10:20:30-0330", "2026-03-01T10:20:30-03:30"),
        ("2026-03-01t10:20:30z", "2026-03-01T10:20:30Z"),
        ("2026-W09-7", "2026-03-01"),
        ("2026-060", "2026-03-01"),
    ] {
        assert_safe_fix(finding_with(end(from), rule, &unusual(from)), json!(to));
    }
    for text in ["2026-06-30T23:59:60Z", "2026-03-01T24:00:00Z"] {
        assert_no_fix(finding_with(end(text), rule, &unusual(text)));
    }
    let rule = "datetime-no-offset";
    for (from, to) in
        [("2026-03-01", "2026-03-01T00:00:00Z"), ("2026-03-01T10:20:30", "2026-03-01T10:20:30Z")]
    {
        let message = format!("`endDate` has no offset from UTC: \"{from}\"");
        assert_unsafe_fix(finding_with(end(from), rule, &message), json!(to));
    }
}

#[test]
fn whole_numbers_and_ids_are_respelled_exactly() {
    let order = |raw: &str| {
        let text = events(json!({})).0.replacen("\"order\":0", &format!("\"order\":{raw}"), 1);
        (text, Contract::GOKART_UPDATE_OFFER)
    };
    let message = |raw: &str| format!("`order` is {raw}; it must be written as an integer");
    let rule = "integer-as-float";
    assert_safe_fix(finding_with(order("2.0"), rule, &message("2.0")), json!(2));
    let exact = "9007199254740992.0";
    assert_safe_fix(
        finding_with(order(exact), rule, &message(exact)),
        json!(9_007_199_254_740_992u64),
    );
    let beyond = "9007199254740994.0";
    assert_no_fix(finding_with(order(beyond), rule, &message(beyond)));
    let store = |text: &str| {
        gokart(json!({
            "shouldSendCostData": true, "advertiserCampaignName": "Campaign_test_ios",
            "offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": text}],
        }))
    };
    for (from, to) in [
        ("https://apps.apple.com/us/app/coin/id1234567890", "1234567890"),
        ("https://play.google.com/store/apps/details?id=com.acme.app", "com.acme.app"),
    ] {
        let message =
            format!("`storeId` is \"{from}\"; it must be an App Store id or a package name");
        assert_unsafe_fix(finding_with(store(from), "store-id-format", &message), json!(to));
    }
    for text in [
        "coin game",
        "https://example.com/?id=com.example.app",
        "https://play.google.com/store/apps",
    ] {
        let message =
            format!("`storeId` is \"{text}\"; it must be an App Store id or a package name");
        assert_no_fix(finding_with(store(text), "store-id-format", &message));
    }
    let nested = json!({"vertical": {"a": 1}, "geo": "US"});
    let (_, found) = finding_with(
        create(json!({"metadata": nested})),
        "metadata-value-not-string",
        "`vertical` is an object; a metadata value must be a string",
    );
    assert_eq!((found.fix, &*found.pointer), (None, "/metadata/vertical"));
    let message = "`geo` is an array; a metadata value must be a string";
    assert_no_fix(finding_with(
        create(json!({"metadata": {"geo": ["US"]}})),
        "metadata-value-not-string",
        message,
    ));
    let message = "`geo` is 7; a metadata value must be a string";
    assert_safe_fix(
        finding_with(create(json!({"metadata": {"geo": 7}})), "metadata-value-not-string", message),
        json!("7"),
    );
}
