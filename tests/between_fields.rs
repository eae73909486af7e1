//! Rules between fields, at the values where their result changes.

mod support;

use offerlint::{Context, Contract, RequestLine};
use serde_json::{Value, json};
use support::merge;
use support::verdicts::*;

#[test]
fn budgets_cover_one_conversion_of_flat_rate_offers() {
    let found = ["budget-below-one-conversion /budgetAmount"];
    assert_eq!(gokart(json!({"budgetAmount": 30, "revenue": 30})), NONE);
    assert_eq!(gokart(json!({"budgetAmount": 29.99, "revenue": 30})), found);
    assert_eq!(
        gokart(json!({"budgetAmount": 20, "revenue": 30, "conversionType": "RevShare"})),
        NONE
    );
    assert_eq!(gokart(json!({"budgetAmount": 0})), ["budget-not-positive /budgetAmount"]);
    assert_eq!(gokart(json!({"budgetAmount": -1})), ["budget-not-positive /budgetAmount"]);
    assert_eq!(
        gokart(json!({"budgetAmount": 20, "offerType": "single"})),
        ["invalid-offer-type /offerType"]
    );
    let of_events = |budget: f64, revenues: [Value; 2]| {
        let [first, second] = revenues;
        events(json!({"budgetAmount": budget, "offerEvents": [first, second]}))
    };
    let earns = |revenue: i32| json!({"revenue": revenue});
    assert_eq!(of_events(80.0, [earns(10), earns(80)]), NONE);
    assert_eq!(of_events(79.0, [earns(10), earns(80)]), found);
    assert_eq!(of_events(79.0, [earns(80), earns(10)]), found);
    // The offer's own revenue is not that of a conversion, nor is one that is denied.
    assert_eq!(of_events(20.0, [earns(10), earns(20)]), NONE);
    assert_eq!(
        of_events(20.0, [earns(10), json!({"hasRevenue": false, "revenue": 80})]),
        ["event-revenue-ignored /offerEvents/1/revenue"]
    );
}

#[test]
fn shares_of_revenue_are_percentages() {
    let share = |mut members: Value| {
        members["conversionType"] = json!("RevShare");
        members
    };
    assert_eq!(gokart(share(json!({"revenue": 100, "reward": 100}))), NONE);
    assert_eq!(
        gokart(share(json!({"revenue": 100.5, "reward": 101}))),
        ["revshare-over-100 /revenue", "revshare-over-100 /reward"]
    );
    assert_eq!(
        events(share(json!({"offerEvents": [{"revenue": 101, "reward": 100}, {"reward": 101}]}))),
        ["revshare-over-100 /offerEvents/0/revenue", "revshare-over-100 /offerEvents/1/reward"]
    );
    assert_eq!(gokart(json!({"revenue": 500, "reward": 5000})), NONE);
    assert_eq!(
        gokart(json!({"conversionType": "Share", "revenue": 150})),
        ["invalid-conversion-type /conversionType"]
    );
}

#[test]
fn creatives_are_files_of_a_format_that_is_shown() {
    let url = |url: String| gokart(json!({"creatives": [{"url": url}]}));
    let found = ["creative-unsupported-format /creatives/0/url"];
    for extension in [
        "svg", "pdf", "html", "htm", "webm", "heic", "heif", "tif", "tiff", "avif", "psd", "ai",
        "eps", "zip", "swf", "txt", "doc", "docx", "SVG", "Pdf", "hTmL",
    ] {
        for end in ["", "?v=1.png", "#a.png", "?u=/a.png"] {
            assert_eq!(
                url(format!("https://c.acme.io/x/a.{extension}{end}")),
                found,
                "{extension}"
            );
        }
        assert_eq!(url(format!("https://c.acme.io/a.{extension}/b")), NONE);
        assert_eq!(url(format!("https://c.acme.io/{extension}")), NONE);
        assert_eq!(url(format!("https://c.acme.io/a.png?v=.{extension}")), NONE);
        assert_eq!(url(format!("https://c.acme.io/a.{extension}z")), NONE);
        assert_eq!(url(format!("https://c.acme.io/a.z{extension}")), NONE);
    }
    for shown in ["jpg", "jpeg", "png", "bmp", "gif", "webp", "mp4", "avi", "mov", "wmv", "mkv"] {
        assert_eq!(url(format!("https://c.acme.io/a.{shown}")), NONE, "{shown}");
        assert_eq!(url(format!("https://c.acme.io/a.svg.{shown}")), NONE, "{shown}");
    }
    // A host is no file.
    for host in
        ["https://acme.ai", "https://acme.zip/", "https://acme.ai?a.svg", "https://acme.ai#"]
    {
        assert_eq!(url(host.to_owned()), NONE, "{host}");
    }
}

/// Findings in the context of a request, and at a time.
fn requested(contract: Contract, members: Value, request: &str, now: Option<&str>) -> Vec<String> {
    let mut base: Value = serde_json::from_str(support::base(contract)).unwrap();
    merge(&mut base, &members);
    let mut context = request.parse::<RequestLine>().unwrap().context;
    context.now = now.map(|now| now.parse().unwrap());
    named_in(&base.to_string(), contract, &context)
}

#[test]
fn end_dates_are_compared_with_launch_and_clock() {
    let at = |end: &str, now: &str| {
        let line =
            "PUT /v1/sdk-offer-management/publisher/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6";
        requested(Contract::GOKART_UPDATE_OFFER, json!({"endDate": end}), line, Some(now))
    };
    assert_eq!(at("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"), NONE);
    assert_eq!(at("2026-03-01T00:00:00Z", "2026-03-01T00:00:01Z"), ["end-date-past /endDate"]);
    assert_eq!(at("2026-03-01T00:00:00Z", "2026-02-28T23:59:59Z"), NONE);
    assert_eq!(at("2026-03-01T01:00:00+02:00", "2026-02-28T23:00:01Z"), ["end-date-past /endDate"]);
    assert_eq!(at("2024-03-01T00:00:00Z", "2026-03-01T00:00:01Z"), ["end-before-launch /endDate"]);
    assert_eq!(
        gokart(json!({"endDate": "2025-02-27T22:59:59.9Z"})),
        ["end-before-launch /endDate"]
    );
    assert_eq!(gokart(json!({"endDate": "2025-02-28T00:00:00+01:00"})), NONE);
}

#[test]
fn a_date_lasts_until_its_end_and_a_date_time_does_not_however_it_is_escaped() {
    let at = |end: &str, now: &str| {
        let mut base: Value =
            serde_json::from_str(support::base(Contract::GOKART_UPDATE_OFFER)).unwrap();
        base["endDate"] = json!("the end");
        let body = base.to_string().replace("the end", end);
        let mut context = Context::default();
        context.now = Some(now.parse().unwrap());
        named_in(&body, Contract::GOKART_UPDATE_OFFER, &context)
    };
    for end in ["2026-03-01T23:59:59Z", r"2026-03-01\u005423:59:59Z"] {
        assert_eq!(at(end, "2026-03-01T23:59:59Z"), NONE, "{end}");
        assert_eq!(at(end, "2026-03-02T00:00:00Z"), ["end-date-past /endDate"], "{end}");
    }
    for date in ["2026-03-01", r"2026-03-0\u0031"] {
        let no_offset = "datetime-no-offset /endDate";
        assert_eq!(at(date, "2026-03-01T23:59:59Z"), [no_offset], "{date}");
        let past = [no_offset, "end-date-past /endDate"];
        assert_eq!(at(date, "2026-03-02T00:00:00Z"), past, "{date}");
    }
}

#[test]
fn the_ids_of_path_and_body_are_compared_when_the_path_has_one() {
    let gokart = |id: &str| format!("PUT /api/v1/sdk-offer-management/publisher/offers/{id}");
    let (id, other) =
        ("3fa85f64-5717-4562-b3fc-2c963f66afa6", "5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d");
    let put =
        |contract, members: Value, path: &str| requested(contract, members, &gokart(path), None);
    assert_eq!(put(Contract::GOKART_UPDATE_OFFER, json!({}), id), NONE);
    assert_eq!(put(Contract::GOKART_UPDATE_OFFER, json!({"id": id.to_uppercase()}), id), NONE);
    assert_eq!(put(Contract::GOKART_UPDATE_OFFER, json!({}), other), ["path-id-mismatch /id"]);
    assert_eq!(put(Contract::GOKART_UPDATE_OFFER, json!({}), "12"), ["uuid-format @path/id"]);
    assert_eq!(put(Contract::GOKART_UPDATE_OFFER, json!({"id": "12"}), other), ["uuid-format /id"]);
    let answer = Contract::GOKART_UPDATE_OFFER_RESPONSE;
    assert_eq!(put(answer, json!({}), other), ["path-id-mismatch /Id"]);
    assert_eq!(put(answer, json!({"Id": "<absent>", "id": id}), other), ["path-id-mismatch /id"]);
    assert_eq!(
        put(answer, json!({"Id": "<absent>", "data": {"Id": id}}), other),
        ["path-id-mismatch /data/Id"]
    );
    assert_eq!(put(answer, json!({}), id), NONE);

    let base: Value = serde_json::from_str(support::base(Contract::TRACKLYSMS_GET_OFFER)).unwrap();
    let id = base["id"].as_str().unwrap().to_owned();
    let other = "0123456789abcdef01234567";
    assert_eq!((id.len(), id == other), (24, false));
    for (contract, method) in [
        (Contract::TRACKLYSMS_GET_OFFER, "GET"),
        (Contract::TRACKLYSMS_UPDATE_OFFER_RESPONSE, "PUT"),
    ] {
        let at = |path: &str, members: Value| {
            requested(contract, members, &format!("{method} /v2/offers/{path}"), None)
        };
        assert_eq!(at(&id, json!({})), NONE);
        assert_eq!(at(&id.to_uppercase(), json!({})), NONE);
        assert_eq!(at(other, json!({})), ["path-id-mismatch /id"]);
        for odd in
            [&other[1..], "0123456789abcdef012345670", "0123456789abcdef0123456g", "ofr_x_a1b2c3"]
        {
            assert_eq!(at(odd, json!({})), ["object-id-format @path/id"], "{odd}");
        }
        // The format of an id in a response is stated nowhere.
        assert_eq!(at(other, json!({"id": "offer_123"})), ["path-id-mismatch /id"]);
    }
    let update = |path: &str| {
        requested(
            Contract::TRACKLYSMS_UPDATE_OFFER,
            json!({}),
            &format!("PUT /v2/offers/{path}"),
            None,
        )
    };
    assert_eq!(update(other), NONE);
    assert_eq!(update("ofr_x_a1b2c3"), ["object-id-format @path/id"]);
}

#[test]
fn listed_statuses_are_those_of_the_query() {
    let at = |query: &str, status: &str| {
        let mut base: Value =
            serde_json::from_str(support::base(Contract::TRACKLYSMS_LIST_OFFERS)).unwrap();
        let offers = base["offers"].as_array_mut().unwrap();
        offers.iter_mut().for_each(|offer| offer["status"] = json!(status));
        let count = offers.len();
        let found = requested(
            Contract::TRACKLYSMS_LIST_OFFERS,
            base,
            &format!("GET /v2/offers{query}"),
            None,
        );
        assert!(found.iter().all(|found| found.starts_with("list-status-mismatch /offers/")));
        (found.len(), count)
    };
    for (query, status, fits) in [
        ("", "active", true),
        ("", "paused", true),
        ("", "archived", false),
        ("?page=1", "archived", false),
        ("?status=archived", "archived", true),
        ("?status=archived", "active", false),
        ("?status=active", "active", true),
        ("?status=active", "paused", false),
    ] {
        let (found, count) = at(query, status);
        assert_eq!(found, if fits { 0 } else { count }, "{query} {status}");
    }
    // A status that does not exist selects nothing.
    let archived: Value = json!({"offers": [{"status": "archived"}, {"status": "archived"}]});
    assert_eq!(
        requested(Contract::TRACKLYSMS_LIST_OFFERS, archived, "GET /v2/offers?status=gone", None),
        ["invalid-status @query/status"]
    );
}

#[test]
fn tune_ids_are_positive_integers() {
    let id = |platform: &str, id: &str| {
        create(json!({"external_platform": platform, "external_id": id}))
    };
    for fine in ["1", "9", "10", "4521", "99999999999999999999"] {
        assert_eq!(id("tune", fine), NONE, "{fine}");
    }
    for odd in ["0", "01", "-1", "+1", "1.0", "1e3", "1a", "a1", "OFFER-1", "١"] {
        assert_eq!(id("tune", odd), ["external-id-format /external_id"], "{odd}");
        assert_eq!(id("everflow", odd), NONE, "{odd}");
    }
    assert_eq!(id("tune", " 4521"), ["string-surrounding-whitespace /external_id"]);
    assert_eq!(
        create(json!({"external_id": "x"})),
        ["external-platform-missing /external_platform"]
    );
    assert_eq!(create(json!({"external_id": " "})), NONE);
    assert_eq!(create(json!({"external_id": null})), NONE);
    assert_eq!(
        create(json!({"external_platform": "tune", "external_id": null})),
        ["external-id-missing /external_id"]
    );
    assert_eq!(
        create(json!({"external_platform": null, "external_id": "x"})),
        ["external-platform-missing /external_platform"]
    );
}

#[test]
fn states_belong_to_a_listed_country_when_all_are_codes() {
    let id = "5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d";
    let states = |countries: Value, states: Value| -> Vec<String> {
        let mut found = gokart(json!({"countryIds": countries, "countryStateIds": states}));
        found.retain(|found| found.starts_with("state-country-mismatch"));
        found
    };
    assert_eq!(states(json!(["US"]), json!(["US-CA"])), NONE);
    assert_eq!(
        states(json!(["US", "DE"]), json!(["DE-BY", "CA-ON", id, "FR-75"])),
        ["state-country-mismatch /countryStateIds/1", "state-country-mismatch /countryStateIds/3"]
    );
    assert_eq!(states(json!(["US", id]), json!(["CA-ON"])), NONE);
    assert_eq!(states(json!([id]), json!(["CA-ON"])), NONE);
    assert_eq!(states(json!([]), json!(["CA-ON"])), NONE);
    assert_eq!(states(json!(["US", 5]), json!(["CA-ON"])), NONE);
    assert_eq!(states(json!("US"), json!(["CA-ON"])), NONE);
    assert_eq!(states(json!(["US"]), json!("CA-ON")), NONE);
}

#[test]
fn campaign_names_are_limited_where_their_costs_go_to_appsflyer() {
    let named = |system: &str, name: &str, sends: bool| {
        gokart(json!({
            "trackingSystem": system, "shouldSendCostData": sends, "advertiserCampaignName": name,
            "offerCostReportInfo": [{"costType": "CPI", "appName": "Coin", "storeId": "com.acme.app"}],
        }))
    };
    let found = ["cost-campaign-name-charset /advertiserCampaignName"];
    for odd in ["a b", "a|b", "a+b", "a:b", "a(b", "a)b", "(", "a\u{a0}b"] {
        assert_eq!(named("AppsFlyer", odd, true), found, "{odd}");
        assert_eq!(named("appsflyer", odd, true), found, "{odd}");
        assert_eq!(named("Singular", odd, true), NONE, "{odd}");
        assert_eq!(named("AppsFlyer", odd, false), NONE, "{odd}");
    }
    assert_eq!(named("AppsFlyer", "Spring_iOS-1.0/[x]{y}&é", true), NONE);
    assert_eq!(
        named("AppsFlyer", " Spring ", true),
        ["string-surrounding-whitespace /advertiserCampaignName"]
    );
    let other = ["cost-data-unsupported-tracking-system /trackingSystem"];
    assert_eq!(named("TUNE", "a b", true), other);
    assert_eq!(named("TUNE", "a b", false), NONE);
    assert_eq!(named("SINGULAR", "a", true), NONE);
    assert_eq!(named("Unheard", "a b", true), ["tracking-system-unknown /trackingSystem"]);
}

#[test]
fn api_keys_are_found_in_the_query_of_every_request_with_a_body() {
    for (contract, path) in [
        (Contract::TRACKLYSMS_CREATE_OFFER, "POST /v2/offers"),
        (Contract::TRACKLYSMS_UPDATE_OFFER, "PUT /v2/offers/664f1a2b3c4d5e6f7a8b9c0d"),
    ] {
        let line = format!("{path}?key=trk_0123456789abcdef0123456789abcdef");
        let mut found = requested(contract, json!({}), &line, None);
        found.sort();
        assert_eq!(found, ["leaked-api-key @query/key", "unknown-field @query/key"], "{path}");
    }
}
