//! Members that are unknown or missing, and whole documents.

use offerlint::{Context, Contract, Diagnostic, Linter, lint};
use serde_json::{Value, json};

use crate::support::findings::*;

/// The help of a finding, and its labels with their pointers.
fn help_and_labels(found: &Diagnostic) -> (&str, Vec<(&str, &str)>) {
    let labels = found.labels.iter().map(|label| (&*label.message, &*label.pointer)).collect();
    (found.help.as_deref().unwrap_or_default(), labels)
}

#[test]
fn unknown_members_get_the_similar_field_as_help() {
    let update = |members: Value| (members.to_string(), Contract::TRACKLYSMS_UPDATE_OFFER);
    let rule = "unknown-field";
    let is_not = |name: &str, title: &str| format!("\"{name}\" is not a field of {title}");
    let offer = "a Tracklysms offer update";
    let (text, found) = finding_with(update(json!({"payuot": 2})), rule, &is_not("payuot", offer));
    assert_eq!(found.help.as_deref(), Some("did you mean `payout`?"));
    assert_eq!(offerlint::fix::apply(&text, &found.fix), (r#"{"payout":2}"#.to_owned(), vec![0]));
    // A rename that makes two members of one name is not offered, whichever field it is.
    for (wrong, right) in [("payuot", "payout"), ("nmae", "name"), ("metdata", "metadata")] {
        let mut members = json!({wrong: null});
        members[right] = json!(null);
        let (_, found) = finding_with(update(members), rule, &is_not(wrong, offer));
        let help = format!("the similar field `{right}` is present already");
        assert_eq!((found.help.as_deref(), found.fix), (Some(&*help), None));
    }
    let text = r#"{"payuot": 1, "pyaout": 2}"#;
    let report = lint(text.as_bytes(), Contract::TRACKLYSMS_UPDATE_OFFER);
    let both: Vec<_> = report.diagnostics.iter().filter(|found| found.rule == rule).collect();
    assert_eq!(both.len(), 2);
    for found in both {
        assert_eq!(found.help.as_deref(), Some("did you mean `payout`?"));
        assert_eq!(found.fix, None);
    }
    let (_, found) = finding_with(update(json!({"colour": 2})), rule, &is_not("colour", offer));
    let help = "correct the name or remove the member; the server may ignore it";
    assert_eq!((found.help.as_deref(), found.fix), (Some(help), None));
}

#[test]
fn missing_fields_have_a_description_and_a_reason() {
    let missing = |(text, contract): (String, Contract), pointer: &str| {
        let report = lint(text.as_bytes(), contract);
        report.diagnostics.into_iter().find(|found| found.pointer == pointer).expect(pointer)
    };
    let multi_event = ("required because this is \"MultiEvent\"", "/offerType");
    let cost_data = ("required because this is true", "/shouldSendCostData");
    let oddly = "add it to the offer itself: the page's column \"Required\" says \"Yes for Multi-Event\", although events carry their own amounts";
    let lacking = |name: &str| missing(events(json!({name: "<absent>"})), &format!("/{name}"));
    for name in ["revenue", "reward", "rewardingType", "pendingTime"] {
        let found = lacking(name);
        let message = format!("`{name}` is missing; a MultiEvent offer requires it");
        assert_eq!(found.message, message);
        assert_eq!(help_and_labels(&found), (oddly, vec![multi_event]));
    }
    for (revenue, seen) in [(json!("<absent>"), "missing"), (Value::Null, "null")] {
        let found = missing(gokart(json!({"revenue": revenue})), "/revenue");
        let message = format!("`revenue` is {seen}; a SingleEvent offer should have it");
        assert_eq!(found.message, message);
    }
    let found = lacking("offerEvents");
    assert_eq!(help_and_labels(&found).1, [multi_event]);
    assert!(help_and_labels(&found).0.starts_with("add `offerEvents`: the events of "));
    // For the amounts of events the column is not doubtful.
    for (name, help) in [
        ("revenue", "add `revenue`: the revenue of the event"),
        ("reward", "add `reward`: the reward of the event"),
        ("pendingTime", "add `pendingTime`: the number of days that a conversion stays pending"),
        ("displayOrder", "add `displayOrder`: the position at which the event is displayed"),
    ] {
        let lacking = events(json!({"offerEvents": [{name: "<absent>"}]}));
        let found = missing(lacking, &format!("/offerEvents/0/{name}"));
        assert_eq!(help_and_labels(&found), (help, vec![multi_event]));
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
        assert_eq!(help_and_labels(&missing(costs.clone(), pointer)), (help, vec![cost_data]));
    }
    let found = missing(create(json!({"tracking_url": "<absent>"})), "/tracking_url");
    assert_eq!(found.message, "the required field `tracking_url` is missing");
    assert_eq!(
        help_and_labels(&found),
        ("add `tracking_url`: the URL that clicks are sent to", vec![])
    );

    // Null in a conditionally required field has the condition as a label, too.
    let null = json!({"shouldSendCostData": true, "advertiserCampaignName": null});
    let found = missing(gokart(null), "/advertiserCampaignName");
    assert_eq!((&*found.rule, help_and_labels(&found).1), ("null-not-allowed", vec![cost_data]));
    for (members, pointer) in [
        (json!({"reward": null}), "/reward"),
        (json!({"offerEvents": [{"id": null}]}), "/offerEvents/0/id"),
    ] {
        let found = missing(events(members), pointer);
        assert_eq!(
            (&*found.rule, help_and_labels(&found).1),
            ("null-not-allowed", vec![multi_event])
        );
    }
    let found = missing(create(json!({"name": null})), "/name");
    assert_eq!((&*found.rule, help_and_labels(&found).1), ("null-not-allowed", vec![]));
}

#[test]
fn a_too_large_body_has_size_and_limit_in_its_message() {
    let (text, contract) = create(json!({}));
    let text = format!("{text}{}", " ".repeat(5_242_881 - text.len()));
    let message = "the body has 5242881 bytes; the limit is 5242880";
    let (_, found) = finding_with((text, contract), "payload-too-large", message);
    assert_eq!((found.http_status, found.api_code), (Some(413), None));
}

#[test]
fn a_report_is_listed_one_finding_a_line() {
    let text = "{\n  \"name\": \" \",\n  \"payout\": -1\n}";
    let report = lint(text.as_bytes(), Contract::TRACKLYSMS_UPDATE_OFFER);
    assert_eq!(
        report.to_string(),
        "2:11: warning[string-blank] name: `name` is blank: \" \"\n\
         3:13: warning[number-negative] payout: `payout` is negative: -1"
    );
    let clean = lint(br#"{"payout": 1}"#, Contract::TRACKLYSMS_UPDATE_OFFER);
    assert_eq!(clean.to_string(), "tracklysms/update-offer: no findings");
    let price = |json: &str| serde_json::from_str::<offerlint::gokart::BaselineEpc>(json).unwrap();
    assert_eq!(price("\"6.40\"").as_f64(), Some(6.4));
    assert_eq!(price("5").as_f64(), Some(5.0));
    assert_eq!(price("\"much\"").as_f64(), None);
}

/// The findings at two pointers.
fn pair(text: &str, contract: Contract, missing: &str, misspelt: &str) -> [Diagnostic; 2] {
    let found = lint(text.as_bytes(), contract).diagnostics;
    let at =
        |pointer: &str| found.iter().find(|found| found.pointer == pointer).expect(pointer).clone();
    [at(missing), at(misspelt)]
}

#[test]
fn a_missing_field_and_its_misspelt_name_refer_to_each_other() {
    let create = Contract::TRACKLYSMS_CREATE_OFFER;
    let text = r#"{"name": "A", "tracking_ulr": "https://t.acme.io/c"}"#;
    let [missing, misspelt] = pair(text, create, "/tracking_url", "/tracking_ulr");
    assert_eq!(
        help_and_labels(&missing),
        (
            "rename `tracking_ulr` to `tracking_url`",
            vec![("this is probably meant to be `tracking_url`", "/tracking_ulr")]
        )
    );
    assert_eq!(
        help_and_labels(&misspelt),
        (
            "did you mean `tracking_url`?",
            vec![("the required field `tracking_url` is missing here", "/tracking_url")]
        )
    );
    let (one, other) = (missing.fix.unwrap(), misspelt.fix.unwrap());
    assert_eq!((&one.edits, one.applicability), (&other.edits, other.applicability));
    assert_eq!(
        offerlint::fix::apply(text, [&one, &other]),
        (r#"{"name": "A", "tracking_url": "https://t.acme.io/c"}"#.to_owned(), vec![0])
    );

    // In an event, and under a condition: the value that decides is a label as well.
    let (text, contract) =
        events(json!({"offerEvents": [{"eventId": "<absent>", "evntId": "level_1"}]}));
    let [missing, misspelt] =
        pair(&text, contract, "/offerEvents/0/eventId", "/offerEvents/0/evntId");
    let (help, labels) = help_and_labels(&missing);
    assert_eq!(help, "rename `evntId` to `eventId`");
    assert!(
        labels.contains(&("this is probably meant to be `eventId`", "/offerEvents/0/evntId")),
        "{labels:?}"
    );
    assert_eq!(missing.fix.unwrap().edits, misspelt.fix.unwrap().edits);
}

#[test]
fn only_the_nearest_misspelling_is_linked() {
    let create = Contract::TRACKLYSMS_CREATE_OFFER;
    let text = r#"{"name": "A", "trackin_ulr": "x", "tracking_ulr": "https://t.acme.io/c"}"#;
    let [missing, nearest] = pair(text, create, "/tracking_url", "/tracking_ulr");
    assert_eq!(help_and_labels(&missing).0, "rename `tracking_ulr` to `tracking_url`");
    assert!(nearest.fix.is_some());
    let [_, other] = pair(text, create, "/tracking_url", "/trackin_ulr");
    assert_eq!(help_and_labels(&other), ("did you mean `tracking_url`?", vec![]));
    assert_eq!(other.fix, None);
    // Two that are as near as each other: neither is linked.
    let text = r#"{"name": "A", "trackng_url": "x", "tracking_ulr": "https://t.acme.io/c"}"#;
    let [missing, one] = pair(text, create, "/tracking_url", "/tracking_ulr");
    assert_eq!(help_and_labels(&missing).1, vec![]);
    assert_eq!((missing.fix, one.fix), (None, None));
}

#[test]
fn helps_name_quotes_only_where_the_value_has_them() {
    let help = |members: Value| {
        let (text, contract) = gokart(members);
        only_finding("type-mismatch", &text, contract).help
    };
    let number = Some("write the number without quotes");
    assert_eq!(help(json!({"revenue": "30"})).as_deref(), number);
    assert_eq!(help(json!({"revenue": true})), None);
    assert_eq!(help(json!({"revenue": [30]})), None);
    let boolean = |value: Value| help(json!({"isFeatured": value}));
    assert_eq!(boolean(json!("true")).as_deref(), Some("write true or false, without quotes"));
    assert_eq!(boolean(json!(1)).as_deref(), Some("write true or false"));
    assert_eq!(boolean(json!([])), None);
    let code = Some("write the code in quotes; a number loses its leading zeros");
    assert_eq!(help(json!({"zipCodes": [92801]})).as_deref(), code);
    assert_eq!(help(json!({"zipCodes": [null]})), None);
}

#[test]
fn nulls_in_responses_are_no_instruction_to_send_a_value() {
    let response = r#"{"Id": null}"#;
    let contract = Contract::GOKART_UPDATE_OFFER_RESPONSE;
    let found = only_finding("null-not-allowed", response, contract);
    let help = "check whether the API has changed; the field is not documented as nullable";
    assert_eq!(found.help.as_deref(), Some(help));
    let (text, contract) = create(json!({"name": null}));
    let found = only_finding("null-not-allowed", &text, contract);
    let help = "send the name that is displayed, at most 255 characters";
    assert_eq!(found.help.as_deref(), Some(help));
}

#[test]
fn a_repeated_query_parameter_is_in_the_query() {
    let text = r#"{"page": 1, "page": 2}"#;
    let found = only_finding("duplicate-key", text, Contract::TRACKLYSMS_LIST_OFFERS_QUERY);
    assert_eq!(found.message, "\"page\" occurs 2 times in the query");
    let text = r#"{"limit": 1}"#;
    let found = only_finding("unknown-field", text, Contract::TRACKLYSMS_LIST_OFFERS_QUERY);
    let help = "correct the name or remove the parameter; the server may ignore it";
    assert_eq!(found.help.as_deref(), Some(help));
    let context = Context::default().with_query([("limit", "1")]);
    let linter = Linter::new(Contract::TRACKLYSMS_UPDATE_OFFER).with_context(context);
    let report = linter.lint(br#"{"status": "active"}"#);
    assert_eq!(report.diagnostics[0].help.as_deref(), Some(help));
}
