//! Responses: their forms, and which rules look at them.

use offerlint::Contract;
use serde_json::{Value, json};

use crate::support::merge;
use crate::support::verdicts::*;

#[test]
fn responses_may_be_flat_wrapped_or_errors() {
    let offer: Value =
        serde_json::from_str(crate::support::base(Contract::TRACKLYSMS_GET_OFFER)).unwrap();
    for contract in [
        Contract::TRACKLYSMS_CREATE_OFFER_RESPONSE,
        Contract::TRACKLYSMS_UPDATE_OFFER_RESPONSE,
        Contract::TRACKLYSMS_GET_OFFER,
    ] {
        assert_eq!(named(&json!({"success": true, "offer": offer}).to_string(), contract), NONE);
        assert_eq!(named(&json!({"offer": offer}).to_string(), contract), NONE);
        assert_eq!(
            named(&json!({"success": 1, "offer": offer}).to_string(), contract),
            ["type-mismatch /success"]
        );
        assert_eq!(named(r#"{"error": "x", "code": 1, "message": null}"#, contract), NONE);
        assert_eq!(named(r#"{"error": "x", "id": "a"}"#, contract).len(), 12);
    }
    assert_eq!(named(r#"{"error": "unauthorized"}"#, Contract::TRACKLYSMS_LIST_OFFERS), NONE);
    assert_eq!(
        named(r#"{"error": 401}"#, Contract::TRACKLYSMS_LIST_OFFERS),
        ["response-field-missing /offers", "response-field-missing /pagination"]
    );
}

#[test]
fn timestamps_without_zone_mean_utc_in_responses() {
    let get = |members| over(Contract::TRACKLYSMS_GET_OFFER, members);
    assert_eq!(
        get(json!({"created_at": "2025-11-01T14:30:00", "updated_at": "2025-11-01T14:30:00Z"})),
        NONE
    );
    assert_eq!(get(json!({"created_at": "2025-11-01"})), NONE);
    assert_eq!(get(json!({"updated_at": "yesterday"})), ["datetime-invalid /updated_at"]);
    assert_eq!(get(json!({"created_at": "yesterday"})), ["datetime-invalid /created_at"]);
    assert_eq!(
        get(json!({"created_at": "20251101T143000Z"})),
        ["datetime-nonstandard-profile /created_at"]
    );
    assert_eq!(
        get(
            json!({"created_at": "2025-11-01T14:30:00", "updated_at": "2025-11-01T15:29:59+01:00"})
        ),
        ["updated-before-created /updated_at"]
    );
}

#[test]
fn the_slug_is_fine_in_responses_and_read_only_in_requests() {
    assert_eq!(over(Contract::TRACKLYSMS_GET_OFFER, json!({"slug": "x"})), NONE);
    assert_eq!(over(Contract::TRACKLYSMS_GET_OFFER, json!({"slug": 5})), ["type-mismatch /slug"]);
    assert_eq!(create(json!({"slug": "x"})), ["read-only-field /slug"]);
}

#[test]
fn in_responses_only_name_and_url_are_searched_for_keys() {
    let key = "trk_0123456789abcdef0123456789abcdef";
    let url = format!("https://t.acme.io/?k={key}");
    // The finding on a negative payout sends the payload to the full check.
    let elsewhere = json!({
        "payout": -1, "slug": key, "external_id": key, key: key,
        "metadata": {"a": key, key: "x", "name": key, "tracking_url": url},
    });
    let offer = |members: &Value| {
        let mut offer: Value =
            serde_json::from_str(crate::support::base(Contract::TRACKLYSMS_GET_OFFER)).unwrap();
        merge(&mut offer, &elsewhere);
        merge(&mut offer, members);
        offer
    };
    for (members, found) in [
        (json!({}), vec![]),
        (json!({"name": key}), vec!["/name"]),
        (json!({"tracking_url": url}), vec!["/tracking_url"]),
        (json!({"name": key, "tracking_url": url}), vec!["/name", "/tracking_url"]),
    ] {
        let offer = offer(&members);
        let forms = [
            (Contract::TRACKLYSMS_GET_OFFER, "", offer.clone()),
            (
                Contract::TRACKLYSMS_CREATE_OFFER_RESPONSE,
                "/offer",
                json!({"offer": offer, "name": null}),
            ),
            (
                Contract::TRACKLYSMS_LIST_OFFERS,
                "/offers/0",
                json!({"offers": [offer], "extra": {"name": key}}),
            ),
        ];
        for (contract, parent, body) in forms {
            let mut leaks = named(&body.to_string(), contract);
            assert!(leaks.contains(&format!("number-negative {parent}/payout")), "{leaks:?}");
            leaks.retain(|found| found.starts_with("leaked-api-key"));
            let mut wanted: Vec<_> =
                found.iter().map(|at| format!("leaked-api-key {parent}{at}")).collect();
            leaks.sort();
            wanted.sort();
            assert_eq!(leaks, wanted, "{contract} {members}");
        }
    }
    assert_eq!(
        named(&json!({"Id": "x", "name": key}).to_string(), Contract::GOKART_UPDATE_OFFER_RESPONSE),
        ["uuid-format /Id"]
    );
}

#[test]
fn pagination_is_arithmetic() {
    let page = |offers: usize, page: i64, per_page: i64, total: i64, pages: i64| {
        let offer: Value =
            serde_json::from_str(crate::support::base(Contract::TRACKLYSMS_GET_OFFER)).unwrap();
        let offers: Vec<Value> = (0..offers)
            .map(|n| {
                let mut o = offer.clone();
                o["id"] = json!(n.to_string());
                o
            })
            .collect();
        let body = json!({"offers": offers, "pagination": {"page": page, "per_page": per_page, "total": total, "total_pages": pages}});
        named(&body.to_string(), Contract::TRACKLYSMS_LIST_OFFERS)
    };
    assert_eq!(page(0, 1, 50, 0, 0), NONE);
    assert_eq!(page(0, 1, 50, 0, 1), NONE);
    assert_eq!(page(0, 9, 50, 3, 1), NONE);
    assert_eq!(page(1, 2, 2, 3, 2), NONE);
    assert_eq!(page(2, 2, 2, 3, 2), ["pagination-inconsistent /offers"]);
    assert_eq!(page(1, 1, 2, 1, 2), ["pagination-inconsistent /pagination/total_pages"]);
    assert_eq!(page(1, 1, 0, 1, 2), NONE);
    assert_eq!(page(1, 1, 1, 2, 1), ["pagination-inconsistent /pagination/total_pages"]);
    assert_eq!(page(1, 1, 1, 2, 2), NONE);
    assert_eq!(page(0, 1, 50, 0, 2), ["pagination-inconsistent /pagination/total_pages"]);
    assert_eq!(page(2, 1, 50, 3, 1), ["pagination-inconsistent /offers"]);
    assert_eq!(page(1, 3, 2, 5, 3), NONE);
    assert_eq!(page(2, 3, 2, 5, 3), ["pagination-inconsistent /offers"]);
    assert_eq!(page(2, 2, 2, 5, 3), NONE);
    // There is no page 0, so nothing is known of what it holds.
    assert_eq!(page(1, 0, 2, 5, 3), NONE);
    assert_eq!(page(1, 1, 2, -1, 2), ["number-negative /pagination/total"]);
    let huge = |total: &str, pages: &str| {
        let counts =
            format!(r#""page": 1, "per_page": 1, "total": {total}, "total_pages": {pages}"#);
        let page = format!(r#"{{"offers": [{{}}], "pagination": {{{counts}}}}}"#);
        let found = named(&page, Contract::TRACKLYSMS_LIST_OFFERS).into_iter();
        found.filter(|found| found.starts_with("pagination")).collect::<Vec<_>>()
    };
    let inexact = ["pagination-inconsistent /pagination/total_pages"];
    assert_eq!(huge("9007199254740993", "9007199254740992"), inexact);
    assert_eq!(huge("9007199254740993", "9007199254740993"), NONE);
    assert_eq!(huge("9e15", "9000000000000000.0"), NONE);
    assert_eq!(huge("9.1e15", "9000000000000000"), inexact);
}

#[test]
fn gokart_responses_have_an_id_somewhere() {
    let id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    for fine in [
        json!({"Id": id}),
        json!({"id": id}),
        json!({"data": {"id": id}}),
        json!({"data": {"Id": id}, "isSuccessful": true}),
        json!({"Id": id, "data": null}),
    ] {
        assert_eq!(
            named(&fine.to_string(), Contract::GOKART_UPDATE_OFFER_RESPONSE),
            NONE,
            "{fine}"
        );
    }
    assert_eq!(
        named(r#"{"data": {"Id": null}}"#, Contract::GOKART_UPDATE_OFFER_RESPONSE),
        ["null-not-allowed /data/Id"]
    );
}

#[test]
fn codes_are_asserted_for_requests_only() {
    let bad = json!({"name": "x".repeat(256), "status": "gone"}).to_string();
    let report = offerlint::lint(bad.as_bytes(), Contract::TRACKLYSMS_UPDATE_OFFER);
    let codes: Vec<_> =
        report.diagnostics.iter().map(|f| (f.api_code.as_deref(), f.http_status)).collect();
    assert_eq!(codes, [(Some("name_too_long"), Some(400)), (Some("invalid_status"), Some(400))]);
    let mut response: Value =
        serde_json::from_str(crate::support::base(Contract::TRACKLYSMS_GET_OFFER)).unwrap();
    merge(&mut response, &serde_json::from_str(&bad).unwrap());
    let report = offerlint::lint(response.to_string().as_bytes(), Contract::TRACKLYSMS_GET_OFFER);
    assert_eq!(report.diagnostics.len(), 2);
    assert!(report.diagnostics.iter().all(|f| f.api_code.is_none() && f.http_status.is_none()));
    let report = offerlint::lint(br#"{"status": "gone"}"#, Contract::TRACKLYSMS_LIST_OFFERS_QUERY);
    assert_eq!(report.diagnostics[0].api_code, None);
    let report =
        offerlint::lint(br#"{"name": "A", "tracking_url": ""}"#, Contract::TRACKLYSMS_CREATE_OFFER);
    assert_eq!(
        (report.diagnostics[0].api_code.as_deref(), report.diagnostics[0].http_status),
        (None, None)
    );
}

#[test]
fn null_enums_are_plain_nulls_in_responses() {
    let get = |members| over(Contract::TRACKLYSMS_GET_OFFER, members);
    assert_eq!(get(json!({"status": null})), ["null-not-allowed /status"]);
    assert_eq!(get(json!({"payout_type": null})), ["null-not-allowed /payout_type"]);
    assert_eq!(get(json!({"status": 5})), ["invalid-status /status"]);
    assert_eq!(
        named(r#"{"status": null}"#, Contract::TRACKLYSMS_LIST_OFFERS_QUERY),
        ["invalid-status /status"]
    );
}
