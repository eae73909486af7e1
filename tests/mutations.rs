//! One change to a clean generated payload gives exactly one finding.

mod support;

use offerlint::Contract;
use proptest::prelude::*;
use support::generate::{self, Json, Random};

type Expected = Vec<(&'static str, String)>;

/// A change, and the finding that it must give. The payload may be rewritten first so that the change
/// has no other effect.
struct Mutation {
    contract: Contract,
    name: &'static str,
    apply: fn(&mut Json, &mut Random) -> Expected,
}

const fn mutation(
    contract: Contract,
    name: &'static str,
    apply: fn(&mut Json, &mut Random) -> Expected,
) -> Mutation {
    Mutation { contract, name, apply }
}

fn one(rule: &'static str, pointer: &str) -> Expected {
    vec![(rule, pointer.to_owned())]
}

fn is_multi(offer: &mut Json) -> bool {
    *offer.at("offerType") == Json::text("MultiEvent")
}

/// Makes the offer a single-event one without events and caps.
fn single(offer: &mut Json) {
    offer.set("offerType", Json::text("SingleEvent")).remove("offerEvents");
    for cap in ["dailyCap", "weeklyCap", "monthlyCap", "allTimeCap"] {
        offer.remove(cap);
    }
}

/// Makes the offer a multi-event one, whose first event is returned by `event`.
fn multi(offer: &mut Json) {
    single(offer);
    offer.set("offerType", Json::text("MultiEvent"));
    let made = (0..50).find_map(|seed| {
        let mut other = generate::payload(Contract::GOKART_UPDATE_OFFER, seed);
        is_multi(&mut other).then(|| other.at("offerEvents").clone())
    });
    offer.set("offerEvents", made.unwrap());
}

fn event(offer: &mut Json) -> &mut Json {
    &mut offer.at("offerEvents").items()[0]
}

fn costs(offer: &mut Json) {
    let report = r#"{"costType": "CPI", "appName": "Coin Game", "storeId": "com.example.app"}"#;
    offer.set("trackingSystem", Json::text("AppsFlyer"));
    offer.set("shouldSendCostData", Json::raw("true"));
    offer.set("advertiserCampaignName", Json::text("Campaign_test_ios"));
    offer.set("offerCostReportInfo", Json::Array(vec![Json::Object(vec![])]));
    let report: serde_json::Map<String, serde_json::Value> = serde_json::from_str(report).unwrap();
    let members = report.into_iter().map(|(name, value)| (name, Json::raw(value))).collect();
    offer.at("offerCostReportInfo").items()[0] = Json::Object(members);
}

const GOKART_REQUIRED: [&str; 18] = [
    "id",
    "trackingSystemLink",
    "trackingSystem",
    "name",
    "headline",
    "offerDetails",
    "offerType",
    "conversionType",
    "advertiserId",
    "budgetType",
    "budgetAmount",
    "launchDate",
    "baselineEpc",
    "lockBaselineEpc",
    "ageId",
    "categoryIds",
    "countryIds",
    "creatives",
];

const MULTI_EVENT: [&str; 5] = ["revenue", "reward", "rewardingType", "pendingTime", "offerEvents"];

const EVENT_REQUIRED: [&str; 12] = [
    "id",
    "name",
    "showOnOfferWall",
    "eventId",
    "displayOrder",
    "sequenceNumber",
    "pendingTime",
    "hasRevenue",
    "revenue",
    "hasReward",
    "useDefaultRatio",
    "reward",
];

const EVENT_NULLABLE: [&str; 9] = [
    "sequenceNumber",
    "minTimeFromPreviousEvent",
    "deadlineDays",
    "pendingTime",
    "dailyCap",
    "weeklyCap",
    "monthlyCap",
    "allTimeCap",
    "reward",
];

const MUTATIONS: &[Mutation] = &[
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "name missing", |p, _| {
        p.remove("name");
        one("required-field-missing", "/name")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "url missing", |p, _| {
        p.remove("tracking_url");
        one("required-field-missing", "/tracking_url")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "null", |p, r| {
        let name = r.pick(&["name", "tracking_url"]);
        p.set(name, Json::raw("null"));
        one("null-not-allowed", &format!("/{name}"))
    }),
    mutation(Contract::TRACKLYSMS_UPDATE_OFFER, "optional null", |p, r| {
        let name = r.pick(&["payout", "filter_bots", "metadata"]);
        p.set(name, Json::raw("null"));
        one("null-optional", &format!("/{name}"))
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "long name", |p, r| {
        let name = r.pick(&["x", "é", "🎯"]).repeat(256);
        p.set("name", Json::text(&name));
        one("name-too-long", "/name")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "longest name", |p, r| {
        let name = r.pick(&["x", "é", "🎯"]).repeat(255);
        p.set("name", Json::text(&name));
        vec![]
    }),
    mutation(Contract::TRACKLYSMS_UPDATE_OFFER, "platform", |p, r| {
        p.remove("external_id");
        p.set(
            "external_platform",
            Json::raw(r.pick(&["\"Tune\"", "\"null\"", "false", "7", "[]", "{}"])),
        );
        one("invalid-external-platform", "/external_platform")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "payout type", |p, r| {
        p.set("payout_type", Json::raw(r.pick(&["\"CPA\"", "null", "1", "\"cpm\"", "[\"cpa\"]"])));
        one("invalid-payout-type", "/payout_type")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "status", |p, r| {
        p.set("status", Json::raw(r.pick(&["\"archived\"", "null", "true", "\"expired\""])));
        one("invalid-status", "/status")
    }),
    mutation(Contract::TRACKLYSMS_UPDATE_OFFER, "status", |p, r| {
        p.set("status", Json::raw(r.pick(&["\"deleted\"", "null", "true", "\"Active\""])));
        one("invalid-status", "/status")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "number type", |p, r| {
        p.set("payout", Json::raw(r.pick(&["\"2.50\"", "true", "[]", "{}"])));
        one("type-mismatch", "/payout")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "boolean type", |p, r| {
        p.set("filter_bots", Json::raw(r.pick(&["\"true\"", "1", "0", "[]"])));
        one("type-mismatch", "/filter_bots")
    }),
    mutation(Contract::TRACKLYSMS_UPDATE_OFFER, "string type", |p, r| {
        let name = r.pick(&["name", "tracking_url", "advertiser_id"]);
        p.set(name, Json::raw(r.pick(&["5", "true", "[]", "{}"])));
        one("type-mismatch", &format!("/{name}"))
    }),
    mutation(Contract::TRACKLYSMS_UPDATE_OFFER, "metadata type", |p, r| {
        p.set("metadata", Json::raw(r.pick(&["5", "true", "[]", "\"a\""])));
        one("type-mismatch", "/metadata")
    }),
    mutation(Contract::TRACKLYSMS_UPDATE_OFFER, "metadata value", |p, r| {
        let value = Json::raw(r.pick(&["5", "true", "[]", "{}", "null"]));
        p.set("metadata", Json::Object(vec![("a/b~c".into(), value)]));
        one("metadata-value-not-string", "/metadata/a~1b~0c")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "bad url", |p, r| {
        let url = r.pick(&[
            "",
            " ",
            "track.example.com/c",
            "localhost:8080/",
            "https:/x",
            "https:///x",
            "//t.example.com/",
            "https://t.example.com/a b",
            "https://t.example.com/<id>",
            "https://t\\x",
            "https://t.example.com:99999/",
            " https://t.example.com/",
            "https://[::1",
            "https:t.example.com",
            "https://?x",
        ]);
        p.set("tracking_url", Json::text(url));
        one("url-invalid", "/tracking_url")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "negative payout", |p, _| {
        p.set("payout", Json::raw("-0.01"));
        one("number-negative", "/payout")
    }),
    mutation(Contract::TRACKLYSMS_CREATE_OFFER, "unknown", |p, _| {
        p.set("currency", Json::text("USD"));
        one("unknown-field", "/currency")
    }),
    mutation(Contract::TRACKLYSMS_UPDATE_OFFER, "read only", |p, r| {
        let name = r.pick(&["id", "slug", "created_at", "updated_at"]);
        p.set(name, Json::raw("5"));
        one("read-only-field", &format!("/{name}"))
    }),
    mutation(Contract::TRACKLYSMS_GET_OFFER, "response null", |p, r| {
        let name = r.pick(&[
            "id",
            "name",
            "tracking_url",
            "payout",
            "filter_bots",
            "metadata",
            "created_at",
            "slug",
        ]);
        p.set(name, Json::raw("null"));
        one("null-not-allowed", &format!("/{name}"))
    }),
    mutation(Contract::TRACKLYSMS_GET_OFFER, "response missing", |p, r| {
        let names = ["id", "name", "external_id", "payout", "status", "metadata", "updated_at"];
        let name = r.pick(&names);
        p.remove(name);
        one("response-field-missing", &format!("/{name}"))
    }),
    mutation(Contract::TRACKLYSMS_GET_OFFER, "response date", |p, r| {
        let text = r.pick(&[
            "yesterday",
            "2025-02-30T00:00:00Z",
            "2025-11-01 14:30:00",
            "1762007400",
            "11/01/2025",
        ]);
        p.set("created_at", Json::text(text));
        one("datetime-invalid", "/created_at")
    }),
    mutation(Contract::TRACKLYSMS_GET_OFFER, "unknown in a response", |p, _| {
        p.set("conversions", Json::raw("{\"a\": [1]}"));
        vec![]
    }),
    mutation(Contract::TRACKLYSMS_LIST_OFFERS_QUERY, "page size", |p, r| {
        p.set(
            "per_page",
            Json::raw(r.pick(&["101", "\"101\"", "1e3", "\"99999999999999999999\""])),
        );
        one("per-page-too-large", "/per_page")
    }),
    mutation(Contract::TRACKLYSMS_LIST_OFFERS_QUERY, "page type", |p, r| {
        p.set(
            "page",
            Json::raw(r.pick(&["1.5", "\"a\"", "null", "\"1.0\"", "\"\"", "true", "\" 1\""])),
        );
        one("type-mismatch", "/page")
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "required missing", |p, r| {
        single(p);
        let name = r.pick(&GOKART_REQUIRED);
        p.remove(name);
        one("required-field-missing", &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "required null", |p, r| {
        single(p);
        let name = r.pick(&GOKART_REQUIRED);
        p.set(name, Json::raw("null"));
        one("null-not-allowed", &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "required type", |p, r| {
        single(p);
        let name = r.pick(&GOKART_REQUIRED);
        p.set(name, Json::raw("{}"));
        one("type-mismatch", &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "multi-event missing", |p, r| {
        multi(p);
        let name = r.pick(&MULTI_EVENT);
        p.remove(name);
        one("multi-event-field-missing", &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "multi-event null", |p, r| {
        multi(p);
        let name = r.pick(&MULTI_EVENT);
        p.set(name, Json::raw("null"));
        one("null-not-allowed", &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "event missing", |p, r| {
        multi(p);
        // Values without which another rule would report the event.
        let name = r.pick(&EVENT_REQUIRED);
        event(p).remove(name);
        one("multi-event-field-missing", &format!("/offerEvents/0/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "event null", |p, r| {
        multi(p);
        let name = r.pick(&[
            "id",
            "name",
            "showOnOfferWall",
            "eventId",
            "displayOrder",
            "hasRevenue",
            "hasReward",
        ]);
        event(p).set(name, Json::raw("null"));
        one("null-not-allowed", &format!("/offerEvents/0/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "event nullable", |p, r| {
        multi(p);
        let name = r.pick(&EVENT_NULLABLE);
        event(p).set("minTimeFromPreviousEvent", Json::raw("null"));
        event(p).set("hasReward", Json::raw("false")).set("reward", Json::raw("0"));
        event(p).set(name, Json::raw("null"));
        vec![]
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "cost missing", |p, r| {
        single(p);
        costs(p);
        let name = r.pick(&["advertiserCampaignName", "offerCostReportInfo"]);
        p.remove(name);
        one("cost-field-missing", &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "cost member missing", |p, r| {
        single(p);
        costs(p);
        let name = r.pick(&["costType", "appName", "storeId"]);
        p.at("offerCostReportInfo").items()[0].remove(name);
        one("cost-field-missing", &format!("/offerCostReportInfo/0/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "empty lists", |p, r| {
        multi(p);
        costs(p);
        let name = r.pick(&[
            "offerEvents",
            "offerCostReportInfo",
            "categoryIds",
            "countryIds",
            "creatives",
        ]);
        p.set(name, Json::Array(vec![]));
        one("required-array-empty", &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "uuid", |p, r| {
        single(p);
        let name = r.pick(&["id", "advertiserId", "ageId"]);
        let text = r.pick(&[
            "",
            "x",
            "3fa85f6457174562b3fc2c963f66afa6",
            "{3fa85f64-5717-4562-b3fc-2c963f66afa6}",
            "3fa85f64-5717-4562-b3fc-2c963f66afag",
        ]);
        p.set(name, Json::text(text));
        one("uuid-format", &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "uuid item", |p, r| {
        single(p);
        let name =
            r.pick(&["categoryIds", "countryIds", "countryStateIds", "genderIds", "placementIds"]);
        p.set(name, Json::Array(vec![Json::text(r.pick(&["uuid1", "XX", "us", "US-", "Male!"]))]));
        one("uuid-format", &format!("/{name}/0"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "enum", |p, r| {
        single(p);
        let (name, rule) = if r.one_in(2) {
            ("offerType", "invalid-offer-type")
        } else {
            ("conversionType", "invalid-conversion-type")
        };
        p.set(name, Json::text(r.pick(&["", "flatrate", "Single Event", "CPA", "MultiEvent "])));
        one(rule, &format!("/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "cost type", |p, r| {
        single(p);
        costs(p);
        p.at("offerCostReportInfo").items()[0]
            .set("costType", Json::text(r.pick(&["cpi", "CPC", ""])));
        one("invalid-cost-type", "/offerCostReportInfo/0/costType")
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "cap order", |p, _| {
        single(p);
        p.set("weeklyCap", Json::raw("100")).set("allTimeCap", Json::raw("99"));
        one("cap-order", "/allTimeCap")
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "event cap order", |p, r| {
        multi(p);
        for cap in ["dailyCap", "weeklyCap", "monthlyCap", "allTimeCap"] {
            event(p).remove(cap);
        }
        let (short, long) =
            if r.one_in(2) { ("dailyCap", "weeklyCap") } else { ("monthlyCap", "allTimeCap") };
        event(p).set(long, Json::raw("5")).set(short, Json::raw("6"));
        one("cap-order", &format!("/offerEvents/0/{long}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "creative order", |p, r| {
        single(p);
        p.at("creatives").items()[0]
            .set("order", Json::raw(r.pick(&["1.5", "\"1\"", "true", "null"])));
        let rule = if *p.at("creatives").items()[0].at("order") == Json::raw("null") {
            "null-not-allowed"
        } else {
            "type-mismatch"
        };
        one(rule, "/creatives/0/order")
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "creative missing", |p, r| {
        single(p);
        let name = r.pick(&["order", "url"]);
        p.at("creatives").items()[0].remove(name);
        one("required-field-missing", &format!("/creatives/0/{name}"))
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "launch date", |p, r| {
        single(p);
        p.set(
            "launchDate",
            Json::text(r.pick(&["03/31/2026", "2026-02-30", "2025-02-27 23:00:00Z", ""])),
        );
        one("datetime-invalid", "/launchDate")
    }),
    mutation(Contract::GOKART_UPDATE_OFFER, "zip", |p, _| {
        single(p);
        p.set("zipCodes", Json::raw("[90001]"));
        one("type-mismatch", "/zipCodes/0")
    }),
    mutation(Contract::GOKART_UPDATE_OFFER_RESPONSE, "bad id", |p, _| {
        *p = Json::Object(vec![("Id".into(), Json::text("a1b2c3d4-..."))]);
        one("uuid-format", "/Id")
    }),
    mutation(Contract::GOKART_UPDATE_OFFER_RESPONSE, "no id", |p, r| {
        if r.one_in(2) {
            *p = Json::Object(vec![("data".into(), Json::Object(vec![]))]);
            return one("response-field-missing", "/data/Id");
        }
        *p = Json::Object(vec![]);
        one("response-field-missing", "/Id")
    }),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn a_mutation_yields_exactly_its_finding(seed: u64, which in 0..MUTATIONS.len()) {
        let Mutation { contract, name, apply } = MUTATIONS[which];
        let mut payload = generate::payload(contract, seed);
        let wanted = apply(&mut payload, &mut Random(seed));
        let text = payload.write(seed % 2 == 0);
        let found = support::lint(&text, contract);
        let wanted: Vec<_> = wanted.into_iter().map(|(rule, at)| (rule.to_owned(), at)).collect();
        prop_assert_eq!(found, wanted, "{}: {}", name, text);
    }
}

#[test]
fn ten_defects_are_ten_findings_in_source_order() {
    let text = r#"{
  "name": " Summer Promo",
  "tracking_url": "http://localhost/",
  "external_platform": "tune",
  "external_id": "OFFER-1",
  "payout": "2.50",
  "payout_type": "cpm",
  "filter_bots": null,
  "status": "archived",
  "metadata": {"n": 3, "": "x"},
  "colour": "red"
}"#;
    let found = support::lint(text, Contract::TRACKLYSMS_CREATE_OFFER);
    let found: Vec<_> = found.iter().map(|(rule, at)| (rule.as_str(), at.as_str())).collect();
    assert_eq!(
        found,
        [
            ("string-surrounding-whitespace", "/name"),
            ("url-private-host", "/tracking_url"),
            ("external-id-format", "/external_id"),
            ("type-mismatch", "/payout"),
            ("invalid-payout-type", "/payout_type"),
            ("null-optional", "/filter_bots"),
            ("invalid-status", "/status"),
            ("metadata-value-not-string", "/metadata/n"),
            ("metadata-key-blank", "/metadata/"),
            ("unknown-field", "/colour"),
        ]
    );
}
