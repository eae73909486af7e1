//! Single values at the limits of rules: their messages and fixes.

mod support;

use serde_json::{Value, json};
use support::findings::*;
use support::verdicts;

fn url(text: &str) -> (String, offerlint::Contract) {
    create(json!({"tracking_url": text}))
}

#[test]
fn a_scheme_begins_with_a_letter() {
    finding_with(
        url("1https://track.example.com"),
        "url-invalid",
        "`tracking_url` is not a URL: it has no scheme",
    );
    finding_with(
        url("://track.example.com"),
        "url-invalid",
        "`tracking_url` is not a URL: it has no scheme",
    );
    let rule = "url-scheme-not-http";
    finding_with(
        url("a1+b-:x"),
        rule,
        "`tracking_url` has the scheme `a1+b-`; it must be http or https",
    );
}

#[test]
fn a_value_that_is_no_url_when_trimmed_gets_a_scheme() {
    let host = "`tracking_url` is not a URL: it has no scheme";
    let space = "`tracking_url` contains white space (U+0020), which a URL cannot have";
    assert_unsafe_fix(
        finding_with(url(" track.example.com/c"), "url-invalid", space),
        json!("https://track.example.com/c"),
    );
    assert_unsafe_fix(
        finding_with(url("//track.example.com/c"), "url-invalid", host),
        json!("https://track.example.com/c"),
    );
    assert_no_fix(finding_with(url(" localhost"), "url-invalid", space));
}

#[test]
fn a_url_fix_brings_no_other_finding() {
    let entity = |text: &str| {
        let (text, contract) = url(text);
        let found = only_finding("url-html-entity", &text, contract);
        (text, found)
    };
    // Decoded, the second `a` would be a repeated parameter.
    assert_no_fix(entity("https://track.example.com/c?a=1&amp;a=2"));
    assert_safe_fix(
        entity("https://track.example.com/c?a=1&amp;ids[]=2"),
        json!("https://track.example.com/c?a=1&ids[]=2"),
    );
    // Other findings may remain.
    assert_safe_fix(
        entity("https://track.example.com/c?a=%zz&amp;b=2"),
        json!("https://track.example.com/c?a=%zz&b=2"),
    );
}

fn helps((text, contract): (String, offerlint::Contract), rule: &str) -> Option<String> {
    only_finding(rule, &text, contract).help.map(|help| help.into_owned())
}

#[test]
fn help_on_wrong_types_shows_the_correct_spelling() {
    let help = |members: Value| helps(gokart(members), "type-mismatch").unwrap_or_default();
    assert!(help(json!({"isFeatured": "yes"})).contains("true or false, without quotes"));
    assert!(help(json!({"revenue": "30"})).contains("without quotes"));
    assert!(help(json!({"zipCodes": [92801]})).contains("loses its leading zeros"));
    let order = |value: Value| {
        let creative = json!({"order": value, "url": "https://cdn.example.com/a.png"});
        gokart(json!({"creatives": [creative]}))
    };
    assert_eq!(
        helps(order(json!("1")), "type-mismatch").as_deref(),
        Some("write a whole number, without quotes")
    );
    let order = |value: Value, seen: &str| {
        let message = format!("`order` is the string {seen}; it must be an integer");
        finding_with(order(value), "type-mismatch", &message)
    };
    assert_safe_fix(order(json!("2"), "\"2\""), json!(2));
    assert_no_fix(order(json!("2.5"), "\"2.5\""));
    assert_no_fix(order(json!("2e1"), "\"2e1\""));
    assert_no_fix(order(json!("two"), "\"two\""));
}

#[test]
fn the_year_2000_is_plausible() {
    // Another finding, so that the fast path does not decide.
    let launch = |text: &str| verdicts::gokart(json!({"launchDate": text, "pendingTime": -1}));
    let negative = "number-negative /pendingTime";
    assert_eq!(launch("2000-01-01T00:00:00Z"), [negative]);
    let implausible = "datetime-implausible-year /launchDate";
    assert_eq!(launch("1999-12-31T23:59:59Z"), [implausible, negative]);
}

#[test]
fn devices_are_compared_across_a_list() {
    let devices = |value: Value| verdicts::gokart(json!({"deviceTypes": value}));
    assert_eq!(devices(json!(["ios", "browser"])), verdicts::NONE);
    let found = ["duplicate-array-item /deviceTypes/2"];
    assert_eq!(devices(json!(["ios", "browser", "iOS"])), found);
    assert_eq!(devices(json!(["ios", "fridge"])), ["device-type-unknown /deviceTypes/1"]);
}

#[test]
fn help_on_wrong_enum_values_fits_the_fix() {
    let platform = |value: &str| {
        helps(
            create(json!({"external_platform": value, "external_id": "4521"})),
            "invalid-external-platform",
        )
    };
    assert_eq!(platform("TUNE").as_deref(), Some("write it in lower case"));
    assert_eq!(platform("null").as_deref(), Some("write null without quotes"));
    assert_eq!(platform("evrflow").as_deref(), Some("did you mean \"everflow\"?"));
    // The message lists the values already.
    assert_eq!(platform("cake"), None);
}

#[test]
fn short_keyword_lists_are_in_the_message() {
    let system = helps(gokart(json!({"trackingSystem": "Appsflyr"})), "tracking-system-unknown");
    assert_eq!(system.as_deref(), Some("did you mean \"AppsFlyer\"?"));
    let message = "`budgetType` is \"Dayly\"; it must be Daily, Total, Lifetime or AllTime";
    let budget =
        finding_with(gokart(json!({"budgetType": "Dayly"})), "budget-type-unknown", message);
    assert_eq!(budget.1.help.as_deref(), Some("did you mean \"Daily\"?"));
}

#[test]
fn text_rules_depend_on_the_field() {
    let entity = "Tom &amp; Jerry";
    let headline = |text: &str| verdicts::gokart(json!({"headline": text}));
    assert_eq!(headline(entity), ["html-entity-in-title /headline"]);
    assert_eq!(headline("\t"), ["string-blank /headline"]);
    assert_eq!(verdicts::gokart(json!({"offerDetails": entity})), verdicts::NONE);
    let app = |text: &str| {
        verdicts::gokart(json!({
            "shouldSendCostData": true,
            "advertiserCampaignName": "coin_hunt",
            "offerCostReportInfo": [{"costType": "CPI", "appName": text, "storeId": "com.acme.app"}],
        }))
    };
    let named = ["html-entity-in-title /offerCostReportInfo/0/appName"];
    assert_eq!(app(entity), named);
}

#[test]
fn a_text_fix_brings_no_other_finding() {
    let name = |text: &str| create(json!({"name": text}));
    let rule = "string-surrounding-whitespace";
    // Other findings may remain.
    let message = "`name` starts or ends with white space: \" A &amp; B\"";
    assert_safe_fix(finding_with(name(" A &amp; B"), rule, message), json!("A &amp; B"));
    let message = "`name` contains the HTML entity `&nbsp;`: \"A&nbsp;\"";
    assert_no_fix(finding_with(name("A&nbsp;"), "html-entity-in-title", message));
    let rule = "suspicious-unicode";
    let message = "`name` contains an invisible character (U+200B): \"A \\u200b\"";
    assert_no_fix(finding_with(name("A \u{200b}"), rule, message));
    let rich = gokart(json!({"offerDetails": "A \u{200b}"}));
    let message = "`offerDetails` contains an invisible character (U+200B): \"A \\u200b\"";
    assert_unsafe_fix(finding_with(rich, rule, message), json!("A "));
    let blank = format!("{}x", " ".repeat(255));
    let (text, contract) = name(&blank);
    let found = only_finding("name-too-long", &text, contract);
    assert_no_fix((text, found));
}

/// The messages of a selected rule that is off by default.
fn chosen(rule: &str, (text, contract): (String, offerlint::Contract)) -> Vec<String> {
    let (context, mut rule_set) = (offerlint::Context::default(), offerlint::RuleSet::default());
    rule_set.set(rule, offerlint::Level::Default).expect("a declared rule");
    let report = offerlint::Linter::new(contract)
        .with_context(context.clone())
        .with_rule_set(rule_set.clone())
        .lint(text.as_bytes());
    let found = report.diagnostics.into_iter().filter(|found| found.rule == rule);
    found.map(|found| format!("{} {}", found.pointer, found.message)).collect()
}

#[test]
fn length_rules_report_only_when_selected() {
    let rule = "name-length-ambiguous";
    let name = |text: &str| chosen(rule, create(json!({"name": text, "advertiser_id": text})));
    assert_eq!(name(&"x".repeat(255)), verdicts::NONE);
    assert_eq!(name(&"é".repeat(127)), verdicts::NONE);
    assert_eq!(
        name(&"é".repeat(128)),
        ["/name `name` has 256 bytes and 128 UTF-16 units; at most 255 are certainly accepted"]
    );
    assert_eq!(name(&"é".repeat(256)), verdicts::NONE);
    let rule = "url-too-long";
    let long = |length: usize| {
        let start = "https://track.example.com/";
        chosen(rule, url(&format!("{start}{}", "x".repeat(length - start.len()))))
    };
    assert_eq!(long(2048), verdicts::NONE);
    assert_eq!(
        long(2049),
        ["/tracking_url `tracking_url` has 2049 characters; a URL should have at most 2048"]
    );
    let encoded = url("https://track.example.com/?a=%7Bclick_id%7D");
    let message =
        "/tracking_url `tracking_url` contains the percent-encoded macro `%7Bclick_id%7D`";
    assert_eq!(chosen("url-macro-encoded", encoded), [message]);
}

#[test]
fn a_message_shows_the_text_and_not_its_escapes() {
    let text = r#"{"name": "A", "tracking_url": "https://t.acme.io/c", "payout_type": "CP\u0041"}"#;
    let create = offerlint::Contract::TRACKLYSMS_CREATE_OFFER;
    let message = r#"`payout_type` is "CPA"; it must be "cpa" or "cpc""#;
    assert_safe_fix(
        finding_with((text.into(), create), "invalid-payout-type", message),
        json!("cpa"),
    );
}

#[test]
fn a_metadata_key_of_white_space_is_blank_however_it_is_written() {
    for key in ["", " ", "   ", "\t", "\u{a0}", "\u{3000}", "\u{2003} ", "                      "] {
        let (text, contract) = create(json!({"metadata": {key: "x"}}));
        assert_eq!(
            only_finding("metadata-key-blank", &text, contract).severity,
            offerlint::Severity::Warning,
            "{key:?}"
        );
    }
    for key in [" a", "\u{a0}a", "größe", "日本", "_"] {
        let found = verdicts::create(json!({"metadata": {key: "x"}}));
        assert_eq!(found, verdicts::NONE, "{key:?}");
    }
}

#[test]
fn metadata_findings_in_a_response_are_warnings() {
    use offerlint::{Contract, Severity};
    let mut offer: Value =
        serde_json::from_str(support::base(Contract::TRACKLYSMS_GET_OFFER)).unwrap();
    support::merge(&mut offer, &json!({"metadata": {"n": 3}}));
    let found = only_finding(
        "metadata-value-not-string",
        &offer.to_string(),
        Contract::TRACKLYSMS_GET_OFFER,
    );
    assert_eq!(found.severity, Severity::Warning);
    let (text, contract) = create(json!({"metadata": {"n": 3}}));
    assert_eq!(
        only_finding("metadata-value-not-string", &text, contract).severity,
        Severity::Error
    );
}

#[test]
fn a_name_given_twice_is_found_in_metadata_too() {
    let create = offerlint::Contract::TRACKLYSMS_CREATE_OFFER;
    for name in ["a", "größe", "a name with spaces"] {
        let pairs = format!(r#""{name}": "x", "other": "y", "{name}": "z""#);
        let text = format!(
            r#"{{"name": "A", "tracking_url": "https://t.acme.io/c", "metadata": {{{pairs}}}}}"#
        );
        let pointer = format!("/metadata/{name}");
        assert_eq!(verdicts::named(&text, create), [format!("duplicate-key {pointer}")]);
    }
}

#[test]
fn a_user_name_alone_is_a_credential() {
    for user in ["user@", ":secret@", "user:secret@"] {
        let address = format!("https://{user}track.example.com/c");
        let message = "`tracking_url` contains a user name or a password";
        assert_no_fix(finding_with(url(&address), "url-credentials", message));
    }
}
