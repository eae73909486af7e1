//! What findings say, and what their fixes make of a payload: the value seen, the value wanted, and
//! the mended value, each written down by hand.

mod support;

use offerlint::{Applicability, Context, Contract, Diagnostic, lint};
use serde_json::{Value, json};
use support::findings::*;

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
        Contract::TracklysmsCreateOffer,
    );
    assert_eq!(found.help.as_deref(), Some("did you mean \"active\"?"));
}

#[test]
fn wrong_types_name_both_types_and_are_mended_where_that_loses_nothing() {
    let rule = "type-mismatch";
    let payout = |value: Value| create(json!({"payout": value}));
    let found = says(payout(json!("2.50")), rule, "the value is the string \"2.50\", not a number");
    safely(found, json!(2.5));
    not_at_all(says(payout(json!("1e")), rule, "the value is the string \"1e\", not a number"));
    not_at_all(says(
        payout(json!("1e999")),
        rule,
        "the value is the string \"1e999\", not a number",
    ));
    let name = |raw: &str| {
        let text = format!(r#"{{"name": {raw}, "tracking_url": "https://track.example.com/c"}}"#);
        (text, Contract::TracklysmsCreateOffer)
    };
    safely(says(name("2026"), rule, "the value is the number 2026, not a string"), json!("2026"));
    // A program would print 10.0, so nobody knows what was meant.
    not_at_all(says(name("1e1"), rule, "the value is the number 1e1, not a string"));
    not_at_all(says(name("true"), rule, "the value is true, not a string"));
    safely(
        says(
            create(json!({"filter_bots": "true"})),
            rule,
            "the value is the string \"true\", not a boolean",
        ),
        json!(true),
    );
    let zip = gokart(json!({"zipCodes": [92801]}));
    unsafely(says(zip, rule, "the value is the number 92801, not a string"), json!("92801"));
    let (text, found) = says(
        ("[]".into(), Contract::TracklysmsCreateOffer),
        rule,
        "the document is an array, not an object",
    );
    assert!(found.help.as_deref().is_some_and(|help| help.contains("one JSON object")), "{text}");
    let (_, found) =
        says(gokart(json!({"creatives": [3]})), rule, "the value is the number 3, not an object");
    assert_eq!(found.help, None);
}

#[test]
fn dates_are_mended_without_changing_what_they_mean() {
    let end = |text: &str| gokart(json!({"endDate": text}));
    let invalid = |text: &str| format!("\"{text}\" is not an ISO 8601 date-time");
    let spaced = "2026-03-31 00:00:00Z";
    safely(says(end(spaced), "datetime-invalid", &invalid(spaced)), json!("2026-03-31T00:00:00Z"));
    for text in ["31.03.2026", "2026-02-30T00:00:00Z", "tomorrow", "2026-03-31T24:00:01Z"] {
        not_at_all(says(end(text), "datetime-invalid", &invalid(text)));
    }
    let unusual = |text: &str| format!("\"{text}\" is a date-time in an unusual profile");
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
        safely(says(end(from), rule, &unusual(from)), json!(to));
    }
    for text in ["2026-06-30T23:59:60Z", "2026-03-01T24:00:00Z"] {
        not_at_all(says(end(text), rule, &unusual(text)));
    }
    let rule = "datetime-no-offset";
    for (from, to) in
        [("2026-03-01", "2026-03-01T00:00:00Z"), ("2026-03-01T10:20:30", "2026-03-01T10:20:30Z")]
    {
        let message = format!("\"{from}\" says no offset from UTC");
        unsafely(says(end(from), rule, &message), json!(to));
    }
}

#[test]
fn texts_are_mended_to_what_people_see() {
    let name = |text: &str| create(json!({"name": text}));
    let rule = "html-entity-in-title";
    for (from, entity, to) in [
        ("Tom &amp; Jerry", "&amp;", "Tom & Jerry"),
        ("1 &lt; 2 &gt; 0", "&lt;", "1 < 2 > 0"),
        ("&gt; all", "&gt;", "> all"),
        ("say &quot;yes&quot;", "&quot;", "say \"yes\""),
        ("it&#39;s", "&#39;", "it's"),
        ("it&#x27;s", "&#x27;", "it's"),
    ] {
        let shown = from.replace('"', "\\\"");
        let message = format!("\"{shown}\" holds the HTML entity `{entity}`");
        unsafely(says(name(from), rule, &message), json!(to));
    }
    let message = "\" A \" starts or ends with white space";
    safely(says(name(" A "), "string-surrounding-whitespace", message), json!("A"));
    // Somebody may compare a key to the letter.
    let key = events(json!({"offerEvents": [{"eventId": "level_1 "}]}));
    let message = "\"level_1 \" starts or ends with white space";
    unsafely(says(key, "string-surrounding-whitespace", message), json!("level_1"));
    let blank = events(json!({"offerEvents": [{"eventId": " "}]}));
    not_at_all(says(blank, "string-blank", "the text \" \" says nothing"));
    let message = "\"A\\u202eB\" holds the invisible or control character U+202E";
    unsafely(says(name("A\u{202e}B"), "suspicious-unicode", message), json!("AB"));
    let message = "\"CafÃ©\" was decoded with the wrong character set";
    unsafely(says(name("CafÃ©"), "mojibake", message), json!("Café"));
    let long = "x".repeat(256);
    let message = "the name has 256 characters, over the limit of 255";
    unsafely(says(name(&long), "name-too-long", message), json!("x".repeat(255)));
}

#[test]
fn urls_are_mended_where_it_is_plain_what_was_meant() {
    let url = |text: &str| create(json!({"tracking_url": text}));
    let insecure = "the URL is http, not https";
    for (from, to) in [
        ("http://t.acme.io/c?x={y}", "https://t.acme.io/c?x={y}"),
        ("HTTP://t.acme.io/c", "https://t.acme.io/c"),
    ] {
        unsafely(says(url(from), "url-insecure-http", insecure), json!(to));
    }
    let schemeless = "the URL has no scheme";
    for (from, to) in [
        ("track.acme.io/c?id={x}", "https://track.acme.io/c?id={x}"),
        ("//track.acme.io/c", "https://track.acme.io/c"),
        ("8.8.8.8/c", "https://8.8.8.8/c"),
    ] {
        unsafely(says(url(from), "url-invalid", schemeless), json!(to));
    }
    for from in ["track", "localhost/c", "192.168.0.1/c", "/c?u=https://t.acme.io"] {
        not_at_all(says(url(from), "url-invalid", schemeless));
    }
    let spaced = "the URL holds white space (U+0020)";
    safely(says(url(" https://t.acme.io/ "), "url-invalid", spaced), json!("https://t.acme.io/"));
    not_at_all(says(url("https://t.acme.io/a b"), "url-invalid", spaced));
    not_at_all(says(
        url("https:///c"),
        "url-invalid",
        "`https:` is not followed by two slashes and a host",
    ));
    not_at_all(says(url("https://t.acme.io\\c"), "url-invalid", "the URL holds a backslash"));
    not_at_all(says(url("https://t.acme.io/<id>"), "url-invalid", "the URL holds `<`"));
    not_at_all(says(url(""), "url-invalid", "the URL is empty"));
    let hosted = "the URL starts with the host `t.acme.io` instead of a scheme";
    unsafely(
        says(url("t.acme.io:8080/c"), "url-invalid", hosted),
        json!("https://t.acme.io:8080/c"),
    );
    let message = "the URL's scheme is `market`, not http or https";
    not_at_all(says(url("market://details?id=a"), "url-scheme-not-http", message));
    let doubled = |host: &str| format!("the host `{host}` has no dot");
    for (from, to, host) in [
        ("https://https://t.acme.io/c", "https://t.acme.io/c", "https"),
        ("https://http://t.acme.io/c", "https://t.acme.io/c", "http"),
        ("https://https://http://https://t.acme.io/c", "https://t.acme.io/c", "https"),
    ] {
        let found = says(url(from), "url-unqualified-host", &doubled(host));
        unsafely(found, json!(to));
    }
    not_at_all(says(url("https://intranet/c"), "url-unqualified-host", &doubled("intranet")));
    for (host, message) in [
        ("10.1.2.3", "the host `10.1.2.3` cannot be reached from outside"),
        ("100.64.0.1", "the host `100.64.0.1` cannot be reached from outside"),
        ("[::1]", "the host `[::1]` cannot be reached from outside"),
        ("[fd00::1]:8080", "the host `[fd00::1]` cannot be reached from outside"),
        ("build.local", "the host `build.local` cannot be reached from outside"),
    ] {
        not_at_all(says(url(&format!("https://{host}/c")), "url-private-host", message));
    }
    for host in
        ["100.128.0.1", "8.8.8.8", "[2001:470::1]", "[2606:4700::1]", "local.acme.io", "172.32.0.1"]
    {
        let (text, contract) = url(&format!("https://{host}/c"));
        assert!(lint(text.as_bytes(), contract, &Context::default()).is_clean(), "{host}");
    }
    let message = "the host `{domain}` is a macro";
    not_at_all(says(url("https://{domain}/c"), "url-host-macro", message));
    let message = "`%&x` is not a percent-encoded byte";
    unsafely(
        says(url("https://t.acme.io/?d=50%&x=1"), "url-bad-percent-encoding", message),
        json!("https://t.acme.io/?d=50%25&x=1"),
    );
    let message = "the query separates with an HTML entity";
    safely(
        says(url("https://t.acme.io/?a=1&amp;c=2"), "url-html-entity", message),
        json!("https://t.acme.io/?a=1&c=2"),
    );
    let message = "the query names `s` more than once";
    not_at_all(says(url("https://t.acme.io/?s=1&t=2&s=3"), "url-duplicate-query-param", message));
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
fn lists_lose_only_what_is_there_twice() {
    let device = |text: &str| gokart(json!({"deviceTypes": text}));
    let message = "\"ios\" is listed already";
    safely(
        says(device("iOS, Android, ios"), "duplicate-array-item", message),
        json!("iOS, Android"),
    );
    safely(says(device("iOS,ios,Android"), "duplicate-array-item", message), json!("iOS,Android"));
    let zips = gokart(json!({"zipCodes": ["92801", "90001", "92801"]}));
    let (text, found) = says(zips, "duplicate-array-item", "\"92801\" is listed already");
    assert_eq!(found.pointer, "/zipCodes/2");
    // The item is gone.
    assert_eq!(mended(&text, &found), Some((None, Applicability::Safe)));
}

#[test]
fn whole_numbers_and_ids_are_respelled_exactly() {
    let order = |raw: &str| {
        let text = events(json!({})).0.replacen("\"order\":0", &format!("\"order\":{raw}"), 1);
        (text, Contract::GokartUpdateOffer)
    };
    let message = |raw: &str| format!("{raw} is written as a float, but the field is an integer");
    let rule = "integer-as-float";
    safely(says(order("2.0"), rule, &message("2.0")), json!(2));
    let exact = "9007199254740992.0";
    safely(says(order(exact), rule, &message(exact)), json!(9_007_199_254_740_992u64));
    let beyond = "9007199254740994.0";
    not_at_all(says(order(beyond), rule, &message(beyond)));
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
        let message = format!("\"{from}\" is not a store id");
        unsafely(says(store(from), "store-id-format", &message), json!(to));
    }
    for text in [
        "coin game",
        "https://example.com/?id=com.example.app",
        "https://play.google.com/store/apps",
    ] {
        let message = format!("\"{text}\" is not a store id");
        not_at_all(says(store(text), "store-id-format", &message));
    }
    let nested = json!({"vertical": {"a": 1}, "geo": "US"});
    let (_, found) = says(
        create(json!({"metadata": nested})),
        "metadata-value-not-string",
        "the metadata value is an object, not a string",
    );
    assert_eq!((found.fix, &*found.pointer), (None, "/metadata/vertical"));
    let message = "the metadata value is an array, not a string";
    not_at_all(says(
        create(json!({"metadata": {"geo": ["US"]}})),
        "metadata-value-not-string",
        message,
    ));
    let message = "the metadata value is 7, not a string";
    safely(
        says(create(json!({"metadata": {"geo": 7}})), "metadata-value-not-string", message),
        json!("7"),
    );
}

/// The help of a finding, and its labels with their pointers.
fn leans_on(found: &Diagnostic) -> (&str, Vec<(&str, &str)>) {
    let labels = found.labels.iter().map(|label| (&*label.message, &*label.pointer)).collect();
    (found.help.as_deref().unwrap_or_default(), labels)
}

#[test]
fn unknown_members_are_told_what_they_resemble() {
    let update = |members: Value| (members.to_string(), Contract::TracklysmsUpdateOffer);
    let rule = "unknown-field";
    let is_not = |name: &str, title: &str| format!("\"{name}\" is not a field of {title}");
    let offer = "a Tracklysms offer update";
    let (text, found) = says(update(json!({"payuot": 2})), rule, &is_not("payuot", offer));
    assert_eq!(found.help.as_deref(), Some("did you mean `payout`?"));
    assert_eq!(offerlint::fix::apply(&text, &found.fix), (r#"{"payout":2}"#.to_owned(), vec![0]));
    // A rename that makes two members of one name is not offered, whichever field it is.
    for (wrong, right) in [("payuot", "payout"), ("nmae", "name"), ("metdata", "metadata")] {
        let mut members = json!({wrong: null});
        members[right] = json!(null);
        let (_, found) = says(update(members), rule, &is_not(wrong, offer));
        let help = format!("it resembles `{right}`, which is there already");
        assert_eq!((found.help.as_deref(), found.fix), (Some(&*help), None));
    }
    let text = r#"{"payuot": 1, "pyaout": 2}"#;
    let report = lint(text.as_bytes(), Contract::TracklysmsUpdateOffer, &Context::default());
    let both: Vec<_> = report.diagnostics.iter().filter(|found| found.rule == rule).collect();
    assert_eq!(both.len(), 2);
    for found in both {
        assert_eq!(found.help.as_deref(), Some("did you mean `payout`?"));
        assert_eq!(found.fix, None);
    }
    let (_, found) = says(update(json!({"colour": 2})), rule, &is_not("colour", offer));
    let help = "it is not in the documented list; the server may ignore it";
    assert_eq!((found.help.as_deref(), found.fix), (Some(help), None));
}

#[test]
fn what_is_missing_says_what_it_is_and_why_it_is_needed() {
    let missing = |(text, contract): (String, Contract), pointer: &str| {
        let report = lint(text.as_bytes(), contract, &Context::default());
        report.diagnostics.into_iter().find(|found| found.pointer == pointer).expect(pointer)
    };
    let multi_event = ("required because this is \"MultiEvent\"", "/offerType");
    let cost_data = ("required because this is true", "/shouldSendCostData");
    let oddly = "the page marks it \"Yes for Multi-Event\" although events carry their own amounts; the column is followed here";
    let lacking = |name: &str| missing(events(json!({name: "<absent>"})), &format!("/{name}"));
    for name in ["revenue", "reward", "rewardingType", "pendingTime"] {
        let found = lacking(name);
        let message = format!("`{name}` is missing, and a MultiEvent offer requires it");
        assert_eq!(found.message, message);
        assert_eq!(leans_on(&found), (oddly, vec![multi_event]));
    }
    let found = lacking("offerEvents");
    assert_eq!(leans_on(&found).1, [multi_event]);
    assert!(leans_on(&found).0.starts_with("add `offerEvents`: the events of "));
    // An event's own amounts are no oddity.
    for (name, help) in [
        ("revenue", "add `revenue`: the revenue of the event"),
        ("reward", "add `reward`: the reward of the event"),
        ("pendingTime", "add `pendingTime`: for how many days a conversion stays pending"),
        ("displayOrder", "add `displayOrder`: the position at which the event is displayed"),
    ] {
        let lacking = events(json!({"offerEvents": [{name: "<absent>"}]}));
        let found = missing(lacking, &format!("/offerEvents/0/{name}"));
        assert_eq!(leans_on(&found), (help, vec![multi_event]));
    }
    let costs = gokart(json!({"shouldSendCostData": true, "offerCostReportInfo": [{}]}));
    for (pointer, help) in [
        (
            "/advertiserCampaignName",
            "add `advertiserCampaignName`: the advertiser's name for the campaign",
        ),
        ("/offerCostReportInfo/0/appName", "add `appName`: the name of the app"),
        ("/offerCostReportInfo/0/costType", "add `costType`: the cost model: CPI or CPA"),
    ] {
        assert_eq!(leans_on(&missing(costs.clone(), pointer)), (help, vec![cost_data]));
    }
    let found = missing(create(json!({"tracking_url": "<absent>"})), "/tracking_url");
    assert_eq!(found.message, "the required field `tracking_url` is missing");
    assert_eq!(leans_on(&found), ("add `tracking_url`: the URL that clicks are sent to", vec![]));

    // Null for a value that a condition demands leans on the condition, too.
    let null = json!({"shouldSendCostData": true, "advertiserCampaignName": null});
    let found = missing(gokart(null), "/advertiserCampaignName");
    assert_eq!((&*found.rule, leans_on(&found).1), ("null-not-allowed", vec![cost_data]));
    for (members, pointer) in [
        (json!({"reward": null}), "/reward"),
        (json!({"offerEvents": [{"id": null}]}), "/offerEvents/0/id"),
    ] {
        let found = missing(events(members), pointer);
        assert_eq!((&*found.rule, leans_on(&found).1), ("null-not-allowed", vec![multi_event]));
    }
    let found = missing(create(json!({"name": null})), "/name");
    assert_eq!((&*found.rule, leans_on(&found).1), ("null-not-allowed", vec![]));
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

#[test]
fn a_body_that_is_too_large_says_by_how_much() {
    let (text, contract) = create(json!({}));
    let text = format!("{text}{}", " ".repeat(5_242_881 - text.len()));
    let message = "the body has 5242881 bytes, over the limit of 5242880";
    let (_, found) = says((text, contract), "payload-too-large", message);
    assert_eq!((found.http_status, found.api_code), (Some(413), None));
}

#[test]
fn a_report_is_listed_one_finding_a_line() {
    let text = "{\n  \"name\": \" \",\n  \"payout\": -1\n}";
    let report = lint(text.as_bytes(), Contract::TracklysmsUpdateOffer, &Context::default());
    assert_eq!(
        report.to_string(),
        "2:11: warning[string-blank] /name: the text \" \" says nothing\n\
         3:13: warning[number-negative] /payout: -1 is negative"
    );
    let clean = lint(br#"{"payout": 1}"#, Contract::TracklysmsUpdateOffer, &Context::default());
    assert_eq!(clean.to_string(), "tracklysms/update-offer: nothing to report");
    let price = |json: &str| serde_json::from_str::<offerlint::gokart::BaselineEpc>(json).unwrap();
    assert_eq!(price("\"6.40\"").as_f64(), Some(6.4));
    assert_eq!(price("5").as_f64(), Some(5.0));
    assert_eq!(price("\"much\"").as_f64(), None);
}
