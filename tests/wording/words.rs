//! Listed words and codes.

use offerlint::Contract;
use serde_json::{Value, json};

use crate::support::findings::*;

#[test]
fn enum_values_are_quoted_and_matched_exactly() {
    let is = |value: &str| format!(r#"`payout_type` is {value}; it must be "cpa" or "cpc""#);
    let rule = "invalid-payout-type";
    let payout_type = |value: Value| create(json!({"payout_type": value}));
    assert_safe_fix(finding_with(payout_type(json!("CPA")), rule, &is("\"CPA\"")), json!("cpa"));
    assert_no_fix(finding_with(payout_type(json!("cpm")), rule, &is("\"cpm\"")));
    assert_no_fix(finding_with(payout_type(json!(["cpa"])), rule, &is("an array")));
    assert_no_fix(finding_with(payout_type(json!({})), rule, &is("an object")));
    assert_no_fix(finding_with(payout_type(json!(7)), rule, &is("7")));
    let platform = |value: &str| create(json!({"external_platform": value, "external_id": "4521"}));
    let is = |value: &str| {
        format!(r#"`external_platform` is "{value}"; it must be "tune", "everflow" or null"#)
    };
    let rule = "invalid-external-platform";
    assert_safe_fix(finding_with(platform("TUNE"), rule, &is("TUNE")), json!("tune"));
    assert_unsafe_fix(finding_with(platform("none"), rule, &is("none")), Value::Null);
    assert_no_fix(finding_with(platform("cake"), rule, &is("cake")));
    let found = only_finding(
        "invalid-status",
        &create(json!({"status": "activ"})).0,
        Contract::TRACKLYSMS_CREATE_OFFER,
    );
    assert_eq!(found.help.as_deref(), Some("did you mean \"active\"?"));
}

#[test]
fn codes_are_named_by_their_kind() {
    let list = |name: &str, code: &str| {
        let mut members = serde_json::Map::new();
        members.insert(name.into(), json!([code]));
        gokart(Value::Object(members))
    };
    let rule = "id-code-instead-of-uuid";
    assert_no_fix(finding_with(
        list("countryIds", "US"),
        rule,
        "`countryIds[0]` is the country code \"US\"; it must be a UUID",
    ));
    assert_no_fix(finding_with(
        list("countryStateIds", "CA-ON"),
        rule,
        "`countryStateIds[0]` is the state code \"CA-ON\"; it must be a UUID",
    ));
    assert_no_fix(finding_with(
        list("genderIds", "Male"),
        rule,
        "`genderIds[0]` is the gender code \"Male\"; it must be a UUID",
    ));
    let braces = "{3fa85f64-5717-4562-b3fc-2c963f66afa6}";
    let bare = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    for spelling in [
        braces,
        "urn:uuid:3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "3fa85f6457174562b3fc2c963f66afa6",
    ] {
        let message = format!("`ageId` is \"{spelling}\"; it must be a UUID");
        assert_safe_fix(
            finding_with(gokart(json!({"ageId": spelling})), "uuid-format", &message),
            json!(bare),
        );
    }
    let short = "3fa85f64-5717-4562-b3fc-2c963f66afa";
    assert_no_fix(finding_with(
        gokart(json!({"ageId": short})),
        "uuid-format",
        &format!("`ageId` is \"{short}\"; it must be a UUID"),
    ));
    let devices: offerlint::gokart::DeviceTypes = serde_json::from_str("\"iOS, Android\"").unwrap();
    assert_eq!(devices.iter().collect::<Vec<_>>(), ["iOS", "Android"]);
}

#[test]
fn gokart_enum_values_are_fixed_where_the_intent_is_clear() {
    let costs = |cost_type: &str| {
        gokart(json!({"offerCostReportInfo": [
            {"costType": cost_type, "appName": "Coin Game", "storeId": "com.acme.app"},
        ]}))
    };
    let rule = "invalid-cost-type";
    let message = |text: &str| format!("`costType` is \"{text}\"; it must be \"CPI\" or \"CPA\"");
    for (from, to) in [("cpi", "CPI"), ("Cpa", "CPA")] {
        assert_safe_fix(finding_with(costs(from), rule, &message(from)), json!(to));
    }
    for text in ["C_PI", "C PA", " CPI", "CPC"] {
        assert_no_fix(finding_with(costs(text), rule, &message(text)));
    }
    let message = |text: &str| {
        format!("`offerType` is \"{text}\"; it must be \"SingleEvent\" or \"MultiEvent\"")
    };
    for from in ["multiEvent", "multi_event", "Multi Event"] {
        let offer = events(json!({"offerType": from}));
        assert_safe_fix(
            finding_with(offer, "invalid-offer-type", &message(from)),
            json!("MultiEvent"),
        );
    }
    let named = |name: &str| {
        gokart(json!({
            "shouldSendCostData": true, "advertiserCampaignName": name,
            "offerCostReportInfo": [{"costType": "CPI", "appName": "Coin", "storeId": "com.acme.app"}],
        }))
    };
    let rule = "cost-campaign-name-charset";
    for (from, holds, to) in [
        ("Spring (iOS)", "white space", "Spring_iOS"),
        ("Spring(iOS)", "`(`", "Spring_iOS"),
        ("a|b", "`|`", "a_b"),
        (":a + b", "`:`", "a_b"),
    ] {
        let message =
            format!("`advertiserCampaignName` is \"{from}\"; {holds} is not allowed for AppsFlyer");
        assert_unsafe_fix(finding_with(named(from), rule, &message), json!(to));
    }
    let message = "`advertiserCampaignName` is \"(+)\"; `(` is not allowed for AppsFlyer";
    assert_no_fix(finding_with(named("(+)"), rule, message));
}

#[test]
fn characters_that_look_like_others_are_named() {
    let platform = |value: &str| create(json!({"external_platform": value, "external_id": "4521"}));
    for (value, shown, named) in [
        ("\u{442}une", "\u{442}une", "U+0442 CYRILLIC SMALL LETTER TE"),
        ("tune\u{200b}", "tune\\u200b", "U+200B ZERO WIDTH SPACE"),
        ("tune\u{e0041}", "tune\\u{e0041}", "U+E0041 invisible character"),
        ("t\u{1d5}ne", "t\u{1d5}ne", ""),
    ] {
        let with = if named.is_empty() { String::new() } else { format!(" with {named}") };
        let message = format!(
            r#"`external_platform` is "{shown}"{with}; it must be "tune", "everflow" or null"#
        );
        let (_, found) = finding_with(platform(value), "invalid-external-platform", &message);
        assert_eq!(found.help.as_deref(), Some("did you mean \"tune\"?"), "{value}");
    }
    let message = "`trackingSystem` is \"\u{410}ppsFlyer\" with U+0410 CYRILLIC CAPITAL LETTER A, \
                   which is not a known tracking system";
    let system = gokart(json!({"trackingSystem": "\u{410}ppsFlyer"}));
    let (_, found) = finding_with(system, "tracking-system-unknown", message);
    assert_eq!(found.help.as_deref(), Some("did you mean \"AppsFlyer\"?"));
    let message = "`deviceTypes` contains \"i\u{41e}S\" with U+041E CYRILLIC CAPITAL LETTER O; \
                   a device type must be iOS, Android, MacOS, Browser or All";
    finding_with(gokart(json!({"deviceTypes": "i\u{41e}S"})), "device-type-unknown", message);
}

#[test]
fn a_country_code_in_another_form_is_called_by_its_iso_code() {
    for (code, iso) in [("us", "US"), ("USA", "US"), ("gbr", "GB"), ("UK", "GB"), ("uk", "GB")] {
        let message = format!("`countryIds[0]` is \"{code}\"; it must be a UUID");
        let (_, found) =
            finding_with(gokart(json!({"countryIds": [code]})), "uuid-format", &message);
        let help = format!("look up the id of the country {iso}");
        assert_eq!(found.help.as_deref(), Some(&*help), "{code}");
    }
}
