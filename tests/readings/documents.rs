//! Whole documents: keys that leak, sizes, repeated members.

use offerlint::Contract;
use serde_json::{Value, json};

use crate::support::verdicts::*;

#[test]
fn an_api_key_is_found_everywhere() {
    let key = "trk_0123456789abcdef0123456789abcdef";
    assert_eq!(
        create(json!({"metadata": {key: key}})),
        ["leaked-api-key /metadata/trk_[redacted]"]
    );
    assert_eq!(
        create(json!({"colour": [key]})),
        ["unknown-field /colour", "leaked-api-key /colour/0"]
    );
    assert_eq!(
        create(json!({"payout": key})),
        ["type-mismatch /payout", "leaked-api-key /payout"].into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(
        over(Contract::TRACKLYSMS_GET_OFFER, json!({"name": key})),
        ["leaked-api-key /name"]
    );
    assert_eq!(
        over(Contract::TRACKLYSMS_GET_OFFER, json!({"slug": key, "metadata": {"a": key}})),
        NONE
    );
    assert_eq!(create(json!({"name": format!("x{key}")})), NONE);
    for length in 0..130 {
        let filler = "p".repeat(length);
        for url in [
            format!("https://t.acme.io/{filler}?k={key}"),
            format!("https://t.acme.io/{key}/{filler}"),
            format!("https://t.acme.io:8443#{filler}-{key}&a=1&a=2"),
        ] {
            assert_eq!(create(json!({"tracking_url": url})), ["leaked-api-key /tracking_url"]);
        }
        for between in [" ", "\n", "\"", "é ", "日本 \\"] {
            let text = format!("{filler}{between}{key}");
            assert_eq!(create(json!({"metadata": {"a": text}})), ["leaked-api-key /metadata/a"]);
        }
    }
    assert_eq!(
        create(json!({"metadata": {key: "x"}})),
        ["leaked-api-key /metadata/trk_[redacted]"]
    );
}

#[test]
fn a_tracklysms_request_may_have_five_mebibytes_and_no_more() {
    let sized = |contract: Contract, size: usize| {
        let mut payload: Value = serde_json::from_str(crate::support::base(contract)).unwrap();
        payload["colour"] = json!(1);
        let text = payload.to_string();
        named(&format!("{text}{}", " ".repeat(size - text.len())), contract)
    };
    for contract in [Contract::TRACKLYSMS_CREATE_OFFER, Contract::TRACKLYSMS_UPDATE_OFFER] {
        let unknown: Vec<_> = sized(contract, 1000);
        assert!(unknown.contains(&"unknown-field /colour".to_owned()));
        assert_eq!(sized(contract, 5_242_880), unknown);
        let found = sized(contract, 5_242_881);
        assert_eq!((&*found[0], &found[1..]), ("payload-too-large ", &unknown[..]));
    }
    assert_eq!(sized(Contract::GOKART_UPDATE_OFFER, 5_242_881), ["unknown-field /colour"]);
    assert_eq!(sized(Contract::TRACKLYSMS_GET_OFFER, 5_242_881), NONE);
}

#[test]
fn wrong_documents_end_linting() {
    for text in ["[]", "5", "null", "\"x\"", "[{\"a\":1,\"a\":2}]"] {
        for contract in Contract::all() {
            assert_eq!(named(text, contract), ["type-mismatch "], "{text} {contract}");
        }
    }
}

#[test]
fn the_last_of_repeated_members_is_linted() {
    let found = named(
        r#"{"payout": "x", "payout": -1, "metadata": {"a": 1, "a": "b"}}"#,
        Contract::TRACKLYSMS_UPDATE_OFFER,
    );
    assert_eq!(
        found,
        ["duplicate-key /payout", "number-negative /payout", "duplicate-key /metadata/a"]
    );
    let found = named(r#"{"payout": 1, "pay\u006fut": 2}"#, Contract::TRACKLYSMS_UPDATE_OFFER);
    assert_eq!(found, ["duplicate-key /payout"]);
    let found = named(r#"{"x": 1, "x": 2, "payout": 1}"#, Contract::TRACKLYSMS_UPDATE_OFFER);
    assert_eq!(found, ["duplicate-key /x", "unknown-field /x"]);
}

#[test]
fn no_finding_shows_a_possible_key() {
    let key = "trk_0123456789abcdefABCDEF0123456789";
    for before in ["", "/", "~", "https://a.io/", "a%3D", "name", "trk_0123"] {
        let name = format!("{before}{key}");
        let members = json!({&name: 1, "status": &name, "metadata": {&name: 3}});
        let mut payload: Value =
            serde_json::from_str(crate::support::base(Contract::TRACKLYSMS_CREATE_OFFER)).unwrap();
        crate::support::merge(&mut payload, &members);
        let report =
            offerlint::lint(payload.to_string().as_bytes(), Contract::TRACKLYSMS_CREATE_OFFER);
        assert!(report.diagnostics.len() >= 3, "{report}");
        let shown = format!("{report}{}", serde_json::to_string(&report).unwrap());
        assert!(!shown.contains("0123456789abcdef"), "{shown}");
    }
}

#[test]
fn a_long_name_does_not_make_every_pointer_long() {
    let long = "k".repeat(100_000);
    let report = |inner: &str, outer: &str| {
        let text = format!("{{{}{inner}{}}}", outer.repeat(20), "}".repeat(20));
        let report = offerlint::lint(text.as_bytes(), Contract::TRACKLYSMS_UPDATE_OFFER);
        let found = report.diagnostics.into_iter().filter(|found| found.rule == "duplicate-key");
        found.map(|found| found.pointer).collect::<Vec<_>>()
    };
    let pointers = report("\"a\":1,\"a\":2,\"b\":1,\"b\":2", &format!("\"{long}\":{{"));
    assert_eq!(pointers.len(), 2);
    for pointer in pointers {
        assert!(pointer.starts_with("/kkkk") && pointer.ends_with('…'), "{pointer}");
        assert!(pointer.len() < 1400, "{} bytes", pointer.len());
    }
    // An escape is not cut in two, nor is a key shown in part.
    let name = format!("{}\\u00e9trk_0123456789abcdef", "k".repeat(250));
    let pointers = report("\"a\":1,\"a\":2", &format!("\"{name}{long}\":{{"));
    assert!(pointers[0].starts_with(&format!("/{}é…/{}", "k".repeat(250), "k".repeat(250))));
}
