//! Listed words and codes.

use offerlint::Contract;
use serde_json::{Value, json};

use crate::support::findings::*;

#[test]
fn values_of_a_printed_list_are_quoted_and_matched_to_the_letter() {
    let wanted = r#"is not "cpa" or "cpc""#;
    let rule = "invalid-payout-type";
    let payout_type = |value: Value| create(json!({"payout_type": value}));
    safely(says(payout_type(json!("CPA")), rule, &format!("\"CPA\" {wanted}")), json!("cpa"));
    not_at_all(says(payout_type(json!("cpm")), rule, &format!("\"cpm\" {wanted}")));
    not_at_all(says(payout_type(json!(["cpa"])), rule, &format!("an array {wanted}")));
    not_at_all(says(payout_type(json!({})), rule, &format!("an object {wanted}")));
    not_at_all(says(payout_type(json!(7)), rule, &format!("7 {wanted}")));
    let platform = |value: &str| create(json!({"external_platform": value, "external_id": "4521"}));
    let wanted = r#"is not "tune", "everflow" or null"#;
    let rule = "invalid-external-platform";
    safely(says(platform("TUNE"), rule, &format!("\"TUNE\" {wanted}")), json!("tune"));
    unsafely(says(platform("none"), rule, &format!("\"none\" {wanted}")), Value::Null);
    not_at_all(says(platform("cake"), rule, &format!("\"cake\" {wanted}")));
    let found = the(
        "invalid-status",
        &create(json!({"status": "activ"})).0,
        Contract::TRACKLYSMS_CREATE_OFFER,
    );
    assert_eq!(found.help.as_deref(), Some("did you mean \"active\"?"));
}

#[test]
fn codes_are_called_what_they_are() {
    let list = |name: &str, code: &str| {
        let mut members = serde_json::Map::new();
        members.insert(name.into(), json!([code]));
        gokart(Value::Object(members))
    };
    let rule = "id-code-instead-of-uuid";
    not_at_all(says(list("countryIds", "US"), rule, "\"US\" is a country code, not a UUID"));
    not_at_all(says(
        list("countryStateIds", "CA-ON"),
        rule,
        "\"CA-ON\" is a state code, not a UUID",
    ));
    not_at_all(says(list("genderIds", "Male"), rule, "\"Male\" is a gender code, not a UUID"));
    let braces = "{3fa85f64-5717-4562-b3fc-2c963f66afa6}";
    let bare = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    for spelling in [
        braces,
        "urn:uuid:3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "3fa85f6457174562b3fc2c963f66afa6",
    ] {
        let message = format!("\"{spelling}\" is not a UUID");
        safely(says(gokart(json!({"ageId": spelling})), "uuid-format", &message), json!(bare));
    }
    let short = "3fa85f64-5717-4562-b3fc-2c963f66afa";
    not_at_all(says(
        gokart(json!({"ageId": short})),
        "uuid-format",
        &format!("\"{short}\" is not a UUID"),
    ));
    let devices: offerlint::gokart::DeviceTypes = serde_json::from_str("\"iOS, Android\"").unwrap();
    assert_eq!(devices.iter().collect::<Vec<_>>(), ["iOS", "Android"]);
}

#[test]
fn values_of_gokart_lists_are_put_right_as_far_as_is_plain() {
    let costs = |cost_type: &str| {
        gokart(json!({"offerCostReportInfo": [
            {"costType": cost_type, "appName": "Coin Game", "storeId": "com.acme.app"},
        ]}))
    };
    let rule = "invalid-cost-type";
    let message = |text: &str| format!("\"{text}\" is not \"CPI\" or \"CPA\"");
    for (from, to) in [("cpi", "CPI"), ("Cpa", "CPA")] {
        safely(says(costs(from), rule, &message(from)), json!(to));
    }
    for text in ["C_PI", "C PA", " CPI", "CPC"] {
        not_at_all(says(costs(text), rule, &message(text)));
    }
    let message = |text: &str| format!("\"{text}\" is not \"SingleEvent\" or \"MultiEvent\"");
    for from in ["multiEvent", "multi_event", "Multi Event"] {
        let offer = events(json!({"offerType": from}));
        safely(says(offer, "invalid-offer-type", &message(from)), json!("MultiEvent"));
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
        let message = format!("the campaign name \"{from}\" holds {holds}");
        unsafely(says(named(from), rule, &message), json!(to));
    }
    not_at_all(says(named("(+)"), rule, "the campaign name \"(+)\" holds `(`"));
}
