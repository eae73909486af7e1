//! Single values at the edge of what is right: what is said of them, what is not, and what a fix makes
//! of them.

mod support;

use serde_json::{Value, json};
use support::findings::*;
use support::verdicts;

fn url(text: &str) -> (String, offerlint::Contract) {
    create(json!({"tracking_url": text}))
}

#[test]
fn a_scheme_begins_with_a_letter() {
    says(url("1https://track.example.com"), "url-invalid", "the URL has no scheme");
    says(url("://track.example.com"), "url-invalid", "the URL has no scheme");
    let rule = "url-scheme-not-http";
    says(url("a1+b-:x"), rule, "the URL's scheme is `a1+b-`, not http or https");
}

#[test]
fn a_url_that_is_none_when_trimmed_is_begun_with_a_scheme() {
    let host = "the URL has no scheme";
    let space = "the URL holds white space (U+0020)";
    unsafely(
        says(url(" track.example.com/c"), "url-invalid", space),
        json!("https://track.example.com/c"),
    );
    unsafely(
        says(url("//track.example.com/c"), "url-invalid", host),
        json!("https://track.example.com/c"),
    );
    not_at_all(says(url(" localhost"), "url-invalid", space));
}

#[test]
fn a_url_is_not_mended_into_another_defect() {
    let entity = |text: &str| {
        let (text, contract) = url(text);
        let found = the("url-html-entity", &text, contract);
        (text, found)
    };
    // Decoded, the second `a` would be a repeated parameter.
    not_at_all(entity("https://track.example.com/c?a=1&amp;a=2"));
    safely(
        entity("https://track.example.com/c?a=1&amp;ids[]=2"),
        json!("https://track.example.com/c?a=1&ids[]=2"),
    );
    // What was wrong before may stay so.
    safely(
        entity("https://track.example.com/c?a=%zz&amp;b=2"),
        json!("https://track.example.com/c?a=%zz&b=2"),
    );
}

fn helps((text, contract): (String, offerlint::Contract), rule: &str) -> Option<String> {
    the(rule, &text, contract).help.map(|help| help.into_owned())
}

#[test]
fn wrong_types_say_how_the_right_one_is_written() {
    let help = |members: Value| helps(gokart(members), "type-mismatch").unwrap_or_default();
    assert!(help(json!({"isFeatured": "yes"})).contains("true and false, without quotes"));
    assert!(help(json!({"revenue": "30"})).contains("without quotes"));
    assert!(help(json!({"zipCodes": [92801]})).contains("loses its leading zeros"));
    let order = |value: Value| {
        let creative = json!({"order": value, "url": "https://cdn.example.com/a.png"});
        gokart(json!({"creatives": [creative]}))
    };
    assert_eq!(helps(order(json!("1")), "type-mismatch").as_deref(), Some("write a whole number"));
    let order = |value: Value, seen: &str| {
        let message = format!("the value is the string {seen}, not an integer");
        says(order(value), "type-mismatch", &message)
    };
    safely(order(json!("2"), "\"2\""), json!(2));
    not_at_all(order(json!("2.5"), "\"2.5\""));
    not_at_all(order(json!("2e1"), "\"2e1\""));
    not_at_all(order(json!("two"), "\"two\""));
}

#[test]
fn the_year_2000_is_plausible() {
    // Another finding, so that the payload is not proven at once.
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
fn a_wrong_word_gets_the_help_that_fits_its_fix() {
    let platform = |value: &str| {
        helps(
            create(json!({"external_platform": value, "external_id": "4521"})),
            "invalid-external-platform",
        )
    };
    assert_eq!(platform("TUNE").as_deref(), Some("the value is matched to the letter"));
    assert_eq!(platform("null").as_deref(), Some("the JSON value null is meant, not the word"));
    assert_eq!(platform("evrflow").as_deref(), Some("did you mean \"everflow\"?"));
    assert_eq!(platform("cake").as_deref(), Some("use one of the values that the API page lists"));
}

#[test]
fn a_message_shows_the_text_and_not_its_escapes() {
    let text = r#"{"name": "A", "tracking_url": "https://t.acme.io/c", "payout_type": "CP\u0041"}"#;
    let create = offerlint::Contract::TracklysmsCreateOffer;
    let message = r#""CPA" is not "cpa" or "cpc""#;
    safely(says((text.into(), create), "invalid-payout-type", message), json!("cpa"));
}

#[test]
fn metadata_of_a_response_is_no_error() {
    use offerlint::{Contract, Severity};
    let mut offer: Value =
        serde_json::from_str(support::base(Contract::TracklysmsGetOffer)).unwrap();
    support::merge(&mut offer, &json!({"metadata": {"n": 3}}));
    let found = the("metadata-value-not-string", &offer.to_string(), Contract::TracklysmsGetOffer);
    assert_eq!(found.severity, Severity::Warning);
    let (text, contract) = create(json!({"metadata": {"n": 3}}));
    assert_eq!(the("metadata-value-not-string", &text, contract).severity, Severity::Error);
}

#[test]
fn a_name_given_twice_is_found_in_metadata_too() {
    let create = offerlint::Contract::TracklysmsCreateOffer;
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
        let message = "the URL holds a user name or a password";
        not_at_all(says(url(&address), "url-credentials", message));
    }
}
