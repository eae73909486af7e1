//! The generated schemas: not drifted, in agreement with the rules, and with every field that the
//! API pages list.

mod support;

use offerlint::{Contract, Role, lint};
use serde_json::{Map, Value, json};
use support::generate::{self, Random};

fn path(contract: Contract) -> String {
    format!("{}/schemas/{}.json", env!("CARGO_MANIFEST_DIR"), contract.name())
}

/// With `OFFERLINT_BLESS=1` the files are written instead of compared.
#[test]
fn schema_files_have_not_drifted() {
    for contract in Contract::all() {
        let generated = format!("{:#}\n", contract.schema());
        if std::env::var_os("OFFERLINT_BLESS").is_some() {
            let path = path(contract);
            std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
            std::fs::write(path, &generated).unwrap();
        }
        let committed = std::fs::read_to_string(path(contract)).unwrap_or_default();
        assert!(
            committed == generated,
            "schemas/{contract}.json has drifted; run the tests with OFFERLINT_BLESS=1"
        );
    }
}

#[cfg(feature = "custom-schema")]
mod oracle {
    use super::*;

    fn validator(contract: Contract) -> jsonschema::Validator {
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .build(&contract.schema())
            .unwrap()
    }

    /// Rules whose errors a schema cannot express, or expresses in part only.
    const BEYOND: [&str; 5] = [
        "cap-order",
        "url-invalid",
        "datetime-invalid",
        "path-id-mismatch",
        "id-code-instead-of-uuid",
    ];

    fn odd(random: &mut Random) -> Value {
        let values = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(1.5),
            json!(1.0),
            json!("x"),
            json!(""),
            json!([]),
            json!({}),
            json!([null]),
            json!([1]),
            json!([{}]),
            json!("US"),
            json!(["US"]),
            json!("MultiEvent"),
            json!("SingleEvent"),
            json!("tune"),
            json!("cpa"),
            json!("archived"),
            json!("2026-03-01"),
            json!("3fa85f64-5717-4562-b3fc-2c963f66afa6"),
            json!("https://t.acme.io/"),
            json!(101),
            json!("101"),
            json!("x".repeat(256)),
            json!("🎯".repeat(255)),
            json!({"a": 1}),
            json!({"a": "b"}),
            json!("CPI"),
        ];
        values[random.below(values.len())].clone()
    }

    fn disturb(value: &mut Value, random: &mut Random) {
        match value {
            Value::Object(map) if !map.is_empty() && !random.one_in(12) => {
                let key = map.keys().nth(random.below(map.len())).unwrap().clone();
                match random.below(5) {
                    0 => drop(map.remove(&key)),
                    1 => drop(map.insert(key, odd(random))),
                    _ => disturb(&mut map[&key], random),
                }
            }
            Value::Array(list) if !list.is_empty() && !random.one_in(8) => {
                let index = random.below(list.len());
                disturb(&mut list[index], random);
            }
            value => *value = odd(random),
        }
    }

    /// Twelve payloads from a seed, each disturbed up to three times: schema and rules refuse the same.
    fn compare(contract: Contract, validator: &jsonschema::Validator, seed: u64) {
        let mut random = Random(seed);
        for round in 0..12 {
            let text = generate::text(contract, seed ^ round);
            let mut value: Value = serde_json::from_str(&text).unwrap();
            for _ in 0..random.below(4) {
                disturb(&mut value, &mut random);
            }
            let text = value.to_string();
            let report = lint(text.as_bytes(), contract);
            let refused = !validator.is_valid(&value);
            if refused {
                assert!(report.has_errors(), "only the schema refuses {contract}: {text}");
            }
            if report.errors().any(|found| !BEYOND.contains(&&*found.rule)) {
                assert!(refused, "only the rules refuse {contract}: {text}\n{report}");
            }
        }
    }

    fn compare_all(seeds: u64) {
        for contract in Contract::all() {
            let validator = validator(contract);
            for seed in 0..seeds {
                compare(contract, &validator, seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            }
        }
    }

    #[test]
    fn schema_and_rules_agree() {
        compare_all(50);
    }

    /// `cargo test --release --test schemas -- --ignored`
    #[test]
    #[ignore = "takes minutes in a debug build"]
    fn schema_and_rules_agree_on_more_than_a_million_payloads() {
        compare_all(10_000);
    }
}

/// A field as the page has it: name, JSON types without null, presence, and whether null is an
/// allowed value (`?`), a warning (`w`), or an error (`!`) while nothing makes the field required.
type Row = (&'static str, &'static str, &'static str, char);

const CREATE: [Row; 10] = [
    ("name", "string", "required", '!'),
    ("tracking_url", "string", "required", '!'),
    ("external_platform", "enum", "", '?'),
    ("external_id", "string", "", '?'),
    ("advertiser_id", "string", "", '?'),
    ("payout", "number", "", 'w'),
    ("payout_type", "enum", "", '!'),
    ("filter_bots", "boolean", "", 'w'),
    ("status", "enum", "", '!'),
    ("metadata", "object", "", 'w'),
];

const OFFER: [Row; 14] = [
    ("id", "string", "", '!'),
    ("name", "string", "", '!'),
    ("tracking_url", "string", "", '!'),
    ("external_platform", "enum", "", '?'),
    ("external_id", "string", "", '?'),
    ("advertiser_id", "string", "", '?'),
    ("payout", "number", "", '!'),
    ("payout_type", "enum", "", '!'),
    ("filter_bots", "boolean", "", '!'),
    ("status", "enum", "", '!'),
    ("metadata", "object", "", '!'),
    ("created_at", "string", "", '!'),
    ("updated_at", "string", "", '!'),
    ("slug", "string", "", '!'),
];

const GOKART: [Row; 42] = [
    ("id", "string", "required", '!'),
    ("trackingSystemLink", "string", "required", '!'),
    ("trackingSystem", "string", "required", '!'),
    ("name", "string", "required", '!'),
    ("advertiserCampaignName", "string", "cost", 'w'),
    ("headline", "string", "required", '!'),
    ("shortDescription", "string", "", 'w'),
    ("keyPoints", "string", "", 'w'),
    ("offerDetails", "string", "required", '!'),
    ("termsAndDisclaimers", "string", "", 'w'),
    ("offerType", "enum", "required", '!'),
    ("conversionType", "enum", "required", '!'),
    ("advertiserId", "string", "required", '!'),
    ("isFeatured", "boolean", "", 'w'),
    ("dailyCap", "number", "", 'w'),
    ("weeklyCap", "number", "", 'w'),
    ("monthlyCap", "number", "", 'w'),
    ("allTimeCap", "number", "", 'w'),
    ("allowRepetitions", "boolean", "", 'w'),
    ("budgetType", "string", "required", '!'),
    ("budgetAmount", "number", "required", '!'),
    ("launchDate", "string", "required", '!'),
    ("endDate", "string", "", 'w'),
    ("deviceTypes", "string|array", "", 'w'),
    ("revenue", "number", "multi", 'w'),
    ("reward", "number", "multi", 'w'),
    ("rewardingType", "string", "multi", 'w'),
    ("pendingTime", "number", "multi", 'w'),
    ("baselineEpc", "string|number", "required", '!'),
    ("lockBaselineEpc", "boolean", "required", '!'),
    ("ageId", "string", "required", '!'),
    ("categoryIds", "array", "required", '!'),
    ("countryIds", "array", "required", '!'),
    ("countryStateIds", "array", "", 'w'),
    ("zipCodes", "array", "", 'w'),
    ("genderIds", "array", "", 'w'),
    ("showAtBottomToAllUnselectedGenders", "boolean", "", 'w'),
    ("placementIds", "array", "", 'w'),
    ("shouldSendCostData", "boolean", "", 'w'),
    ("offerCostReportInfo", "array", "cost", 'w'),
    ("offerEvents", "array", "multi", 'w'),
    ("creatives", "array", "required", '!'),
];

const COST_REPORT: [Row; 3] = [
    ("costType", "enum", "cost", 'w'),
    ("appName", "string", "cost", 'w'),
    ("storeId", "string", "cost", 'w'),
];

const EVENT: [Row; 18] = [
    ("id", "string", "multi", 'w'),
    ("name", "string", "multi", 'w'),
    ("showOnOfferWall", "boolean", "multi", 'w'),
    ("eventId", "string", "multi", 'w'),
    ("displayOrder", "number", "multi", 'w'),
    ("sequenceNumber", "number", "multi", '?'),
    ("minTimeFromPreviousEvent", "number", "", '?'),
    ("deadlineDays", "number", "", '?'),
    ("pendingTime", "number", "multi", '?'),
    ("hasRevenue", "boolean", "multi", 'w'),
    ("revenue", "number", "multi", '?'),
    ("hasReward", "boolean", "multi", 'w'),
    ("useDefaultRatio", "boolean", "multi", 'w'),
    ("reward", "number", "multi", '?'),
    ("dailyCap", "number", "", '?'),
    ("weeklyCap", "number", "", '?'),
    ("monthlyCap", "number", "", '?'),
    ("allTimeCap", "number", "", '?'),
];

const CREATIVE: [Row; 3] = [
    ("order", "integer", "required", '!'),
    ("url", "string", "required", '!'),
    ("metadata", "string", "", '?'),
];

fn check(schema: &Value, rows: &[Row]) {
    let properties = schema["properties"].as_object().unwrap();
    let mut names: Vec<&str> = properties.keys().map(String::as_str).collect();
    let mut wanted: Vec<&str> = rows.iter().map(|row| row.0).collect();
    names.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(names, wanted);
    let none = Vec::new();
    let required = schema["required"].as_array().unwrap_or(&none);
    for (name, types, presence, null) in rows {
        let property = &properties[*name];
        let mut kinds: Vec<&str> = match &property["type"] {
            Value::String(one) => vec![one],
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
            _ => vec!["enum"],
        };
        let nullable = kinds.contains(&"null")
            || property["enum"].as_array().is_some_and(|all| all.contains(&Value::Null));
        kinds.retain(|kind| *kind != "null");
        assert_eq!(kinds.join("|"), *types, "type of {name}");
        assert_eq!(nullable, *null != '!', "null for {name}");
        assert_eq!(required.contains(&json!(name)), *presence == "required", "presence of {name}");
        assert!(!property["description"].as_str().unwrap().is_empty());
    }
}

#[test]
fn every_field_of_the_pages_is_there_with_its_type_and_presence() {
    check(&Contract::TRACKLYSMS_CREATE_OFFER.schema(), &CREATE);
    let update = CREATE.map(|(name, types, _, null)| (name, types, "", null));
    check(&Contract::TRACKLYSMS_UPDATE_OFFER.schema(), &update);
    let get = Contract::TRACKLYSMS_GET_OFFER.schema();
    check(&get["else"]["else"], &OFFER);
    check(&get["else"]["then"]["properties"]["offer"], &OFFER);
    let list = &Contract::TRACKLYSMS_LIST_OFFERS.schema()["else"];
    check(&list["properties"]["offers"]["items"], &OFFER);
    let numbers =
        ["page", "per_page", "total", "total_pages"].map(|name| (name, "number", "", '!'));
    check(&list["properties"]["pagination"], &numbers);
    let query = Contract::TRACKLYSMS_LIST_OFFERS_QUERY.schema();
    assert_eq!(query["properties"].as_object().unwrap().len(), 3);
    let gokart = Contract::GOKART_UPDATE_OFFER.schema();
    check(&gokart, &GOKART);
    check(&gokart["properties"]["offerCostReportInfo"]["items"], &COST_REPORT);
    check(&gokart["properties"]["offerEvents"]["items"], &EVENT);
    check(&gokart["properties"]["creatives"]["items"], &CREATIVE);
    assert_eq!(GOKART.len() + COST_REPORT.len() + EVENT.len() + CREATIVE.len(), 66);
    assert_eq!(GOKART.iter().filter(|row| row.2 == "required").count(), 18);
}

#[test]
fn conditional_presence_follows_the_page() {
    let gokart = Contract::GOKART_UPDATE_OFFER.schema();
    let names = |value: &Value| -> Vec<String> { serde_json::from_value(value.clone()).unwrap() };
    let of = |rows: &[Row], when: &str| -> Vec<String> {
        rows.iter().filter(|row| row.2 == when).map(|row| row.0.to_owned()).collect()
    };
    let multi = &gokart["allOf"][0]["then"];
    assert_eq!(names(&multi["required"]), of(&GOKART, "multi"));
    assert_eq!(
        names(&multi["properties"]["offerEvents"]["items"]["required"]),
        of(&EVENT, "multi")
    );
    let cost = &gokart["allOf"][1]["then"];
    assert_eq!(names(&cost["required"]), of(&GOKART, "cost"));
    assert_eq!(
        names(&cost["properties"]["offerCostReportInfo"]["items"]["required"]),
        of(&COST_REPORT, "cost")
    );
}

#[test]
fn only_known_members_are_asked_of_a_request_and_responses_may_grow() {
    for contract in Contract::all() {
        let mut value: Map<String, Value> = serde_json::from_str(support::base(contract)).unwrap();
        value.insert("brand_new".into(), json!(1));
        let found = support::lint(&Value::Object(value).to_string(), contract);
        let wanted: &[(String, String)] = match contract.role() {
            Role::Response => &[],
            _ => &[("unknown-field".to_owned(), "/brand_new".to_owned())],
        };
        assert_eq!(found, wanted, "{contract}");
    }
}
