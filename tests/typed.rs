//! Typed reading, writing, validating, and the documented behaviour of the server.

mod support;

use std::collections::BTreeMap;

use offerlint::tracklysms::{CreateOffer, ListOffersQuery, Offer, PayoutType, Status, UpdateOffer};
use offerlint::{Context, Contract, Linter, Maybe, Number, Payload, gokart, lint, tracklysms};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::generate::{self, Random};

/// Reads as the type of a contract and writes out again.
fn rewritten(contract: Contract, bytes: &[u8]) -> Option<Value> {
    fn through<P: Payload>(bytes: &[u8]) -> Option<Value> {
        P::read(bytes).ok().map(|value| serde_json::to_value(value).unwrap())
    }
    match contract.name() {
        "tracklysms/create-offer" => through::<CreateOffer>(bytes),
        "tracklysms/update-offer" => through::<UpdateOffer>(bytes),
        "tracklysms/get-offer" => through::<tracklysms::GetOffer>(bytes),
        "tracklysms/list-offers" => through::<tracklysms::ListOffers>(bytes),
        "tracklysms/create-offer-response" => through::<tracklysms::CreateOfferResponse>(bytes),
        "tracklysms/update-offer-response" => through::<tracklysms::UpdateOfferResponse>(bytes),
        "tracklysms/list-offers-query" => through::<ListOffersQuery>(bytes),
        "gokart/update-offer" => through::<gokart::UpdateOffer>(bytes),
        _ => through::<gokart::UpdateOfferResponse>(bytes),
    }
}

/// Puts other values into a few places, some of which only warn.
fn disturb(text: &str, seed: u64) -> String {
    let mut random = Random(seed);
    let mut value: Value = serde_json::from_str(text).unwrap();
    let odd = [
        json!(null),
        json!(5),
        json!(5.0),
        json!(-1),
        json!("x"),
        json!("US"),
        json!([]),
        json!({}),
        json!(true),
        json!("3FA85F64-5717-4562-B3FC-2C963F66AFA6"),
        json!("2026-03-01"),
        json!("tune"),
        json!(1.5),
        json!("12"),
    ];
    for _ in 0..1 + random.below(3) {
        let mut at = &mut value;
        loop {
            let count = match at {
                Value::Object(map) => map.len(),
                Value::Array(list) => list.len(),
                _ => 0,
            };
            if count == 0 || random.one_in(4) {
                break;
            }
            let pick = random.below(count);
            at = match at {
                Value::Object(map) => map.values_mut().nth(pick).unwrap(),
                Value::Array(list) => &mut list[pick],
                _ => unreachable!(),
            };
        }
        *at = odd[random.below(odd.len())].clone();
    }
    value.to_string()
}

/// A value whose fractions are doubles. With arbitrary precision `serde_json` keeps their spelling.
fn with_doubles(value: Value) -> Value {
    match value {
        Value::Number(number) if !number.is_u64() && !number.is_i64() => {
            number.as_f64().unwrap().into()
        }
        Value::Array(items) => items.into_iter().map(with_doubles).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, with_doubles(value))).collect()
        }
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn reading_succeeds_exactly_without_errors(seed: u64, which in 0usize..9) {
        let contract = Contract::all().nth(which).unwrap();
        let text = disturb(&generate::text(contract, seed), seed);
        let report = lint(text.as_bytes(), contract);
        let read = rewritten(contract, text.as_bytes());
        prop_assert_eq!(read.is_some(), !report.has_errors(), "{}: {}\n{}", contract, text, report);
    }

    #[test]
    fn clean_payloads_survive_reading_and_writing(seed: u64, which in 0usize..9) {
        let contract = Contract::all().nth(which).unwrap();
        let text = generate::text(contract, seed);
        let value: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(rewritten(contract, text.as_bytes()), Some(with_doubles(value)));
    }
}

#[test]
fn values_with_warnings_are_read_unchanged() {
    let mut offer: Value = serde_json::from_str(support::SINGLE_EVENT).unwrap();
    support::merge(
        &mut offer,
        &json!({
            "baselineEpc": 5, "dailyCap": null, "countryIds": ["US"], "creatives": [{"order": 1.0}],
            "revenue": null, "deviceTypes": ["iOS"], "weeklyCap": 500.0,
        }),
    );
    let mut sent = offer.clone();
    sent["unknown"] = json!(1);
    let written = rewritten(Contract::GOKART_UPDATE_OFFER, sent.to_string().as_bytes());
    assert_eq!(written, Some(offer));
}

#[test]
fn the_last_of_repeated_members_counts() {
    let read =
        UpdateOffer::read(br#"{"payout": "x", "payout": 2, "name": "A", "name": "B"}"#).unwrap();
    assert_eq!(read.payout, Maybe::Value(2.into()));
    assert_eq!(read.name.as_deref(), Some("B"));
}

#[test]
fn a_byte_order_mark_only_warns() {
    let (read, report) = UpdateOffer::read_with(
        "\u{feff}{\"payout\": 2}".as_bytes(),
        &Linter::new(UpdateOffer::CONTRACT),
    )
    .unwrap();
    assert_eq!(read.payout, Maybe::Value(2.into()));
    assert_eq!(report.diagnostics[0].rule, "json-bom");
}

#[test]
fn an_error_body_reads_as_a_refusal() {
    let bytes = br#"{"error": "invalid_status", "code": 7}"#;
    let read = tracklysms::GetOffer::read(bytes).unwrap();
    assert!(read.offer().is_none());
    assert_eq!(serde_json::to_value(&read).unwrap(), json!({"error": "invalid_status", "code": 7}));
    let wrapped = tracklysms::CreateOfferResponse::read(include_bytes!(
        "../examples/tracklysms/create-offer-response/wrapped.json"
    ));
    assert_eq!(wrapped.unwrap().offer().unwrap().name.as_deref(), Some("Summer Promo"));
}

#[cfg(feature = "validator")]
mod validator_face {
    use super::*;
    use validator::{Validate, ValidateArgs};

    #[test]
    fn errors_have_json_names_and_say_everything() {
        let mut offer: gokart::UpdateOffer =
            serde_json::from_value(support::multi_event()).unwrap();
        assert!(offer.validate().is_ok());
        offer.offer_events = Maybe::Absent;
        offer.daily_cap = Maybe::Value(100.into());
        offer.weekly_cap = Maybe::Value(50.into());
        offer.id = "not-a-uuid".into();
        offer.should_send_cost_data = Maybe::Value(true);
        let errors = offer.validate().unwrap_err();
        let fields = errors.field_errors();
        let mut names: Vec<&str> = fields.keys().map(|name| &**name).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            ["advertiserCampaignName", "id", "offerCostReportInfo", "offerEvents", "weeklyCap"]
        );
        assert_eq!(fields["weeklyCap"][0].code, "cap-order");
        assert_eq!(fields["weeklyCap"][0].params["pointer"], "/weeklyCap");
    }

    #[test]
    fn a_context_adds_findings() {
        let offer: gokart::UpdateOffer = serde_json::from_str(support::SINGLE_EVENT).unwrap();
        let context = Context::default()
            .with_path_id("5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d")
            .with_path_product("affiliate");
        let errors = offer.validate_with_args(&context).unwrap_err();
        let fields = errors.field_errors();
        assert_eq!(fields["id"][0].code, "path-id-mismatch");
        assert_eq!(fields["__all__"][0].code, "invalid-product");
        assert_eq!(fields["__all__"][0].params["http_status"], 403);
    }

    #[test]
    fn warnings_do_not_fail_validation() {
        let offer = CreateOffer {
            name: " ".into(),
            tracking_url: "http://track.example.com/".into(),
            payout: Maybe::Value((-1).into()),
            ..CreateOffer::default()
        };
        assert!(offer.validate().is_ok());
        assert_eq!(offer.lint().diagnostics.len(), 3);
        assert!(CreateOffer::default().validate().is_err());
    }
}

#[test]
fn a_refused_payload_has_the_documented_errors_only() {
    let text = format!(
        r#"{{"name": "{}", "status": "gone", "payout": "x", "external_platform": 5}}"#,
        "x".repeat(256)
    );
    let report = lint(text.as_bytes(), Contract::TRACKLYSMS_CREATE_OFFER);
    let answers: Vec<_> = report.api_errors().iter().map(|a| (a.0, a.1.unwrap())).collect();
    assert_eq!(
        answers,
        [
            (400, "missing_tracking_url"),
            (400, "name_too_long"),
            (400, "invalid_status"),
            (400, "invalid_external_platform"),
        ]
    );
    let report = lint(b"{}", Contract::GOKART_UPDATE_OFFER);
    assert!(report.has_errors() && report.api_errors().is_empty());
}

#[test]
fn the_documented_errors_of_each_endpoint() {
    let answers = |endpoint: offerlint::Endpoint| -> Vec<(u16, Option<&str>)> {
        endpoint
            .documented_errors()
            .iter()
            .map(|documented| (documented.error.status, documented.error.code))
            .collect()
    };
    let code = |status, code| (status, Some(code));
    assert_eq!(
        answers(Contract::TRACKLYSMS_CREATE_OFFER.endpoint()),
        [
            code(400, "missing_name"),
            code(400, "missing_tracking_url"),
            code(400, "name_too_long"),
            code(400, "invalid_external_platform"),
            code(400, "invalid_payout_type"),
            code(400, "invalid_status"),
            code(401, "unauthorized"),
            code(500, "server_error"),
        ]
    );
    assert_eq!(
        answers(Contract::TRACKLYSMS_UPDATE_OFFER.endpoint()),
        [
            code(400, "name_too_long"),
            code(400, "invalid_external_platform"),
            code(400, "invalid_payout_type"),
            code(400, "invalid_status"),
            code(401, "unauthorized"),
            code(404, "not_found"),
            code(500, "server_error"),
        ]
    );
    assert_eq!(
        answers(Contract::TRACKLYSMS_GET_OFFER.endpoint()),
        [code(401, "unauthorized"), code(404, "not_found"), code(500, "server_error")]
    );
    assert_eq!(
        answers(Contract::TRACKLYSMS_LIST_OFFERS.endpoint()),
        [code(401, "unauthorized"), code(500, "server_error")]
    );
    assert_eq!(answers(Contract::GOKART_UPDATE_OFFER.endpoint()), [(403, None)]);
}

#[test]
fn creation_has_the_documented_defaults() {
    let offer =
        CreateOffer::read(br#"{"name": "A", "tracking_url": "https://t.acme.io/"}"#).unwrap();
    assert_eq!(offer.payout_or_default(), 0.0);
    assert_eq!(offer.payout_type_or_default(), PayoutType::Cpa);
    assert!(!offer.filter_bots_or_default());
    assert_eq!(offer.status_or_default(), Status::Active);
}

#[test]
fn values_of_a_creation_override_its_defaults() {
    let offer = CreateOffer::read(
        br#"{"name": "A", "tracking_url": "https://t.acme.io/", "payout": 2.5,
            "payout_type": "cpc", "filter_bots": true, "status": "paused"}"#,
    )
    .unwrap();
    assert_eq!(offer.payout_or_default(), 2.5);
    assert_eq!(offer.payout_type_or_default(), PayoutType::Cpc);
    assert!(offer.filter_bots_or_default());
    assert_eq!(offer.status_or_default(), Status::Paused);
    // Null in an optional field only warns, and is no value.
    let offer = CreateOffer::read(
        br#"{"name": "A", "tracking_url": "https://t.acme.io/", "payout": null, "filter_bots": null}"#,
    )
    .unwrap();
    assert_eq!((offer.payout_or_default(), offer.filter_bots_or_default()), (0.0, false));
}

#[test]
fn a_list_response_gives_its_offers_and_an_error_body_none() {
    let listed = |text: &str| tracklysms::ListOffers::read(text.as_bytes()).unwrap();
    let first = listed(support::base(Contract::TRACKLYSMS_LIST_OFFERS));
    let written = serde_json::to_value(&first).unwrap();
    let ids: Vec<_> = first.offers().iter().map(|offer| json!(offer.id)).collect();
    let printed: Vec<_> =
        written["offers"].as_array().unwrap().iter().map(|offer| offer["id"].clone()).collect();
    assert!(!ids.is_empty());
    assert_eq!(ids, printed);
    assert!(listed(r#"{"error": "unauthorized"}"#).offers().is_empty());
    // Without its list a page warns, and holds none.
    assert!(listed(r#"{"pagination": {}}"#).offers().is_empty());
}

#[test]
fn the_id_of_an_updated_offer_is_found_in_every_form_of_the_response() {
    let id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    for form in [
        json!({"Id": id}),
        json!({"id": id}),
        json!({"data": {"Id": id}}),
        json!({"data": {"id": id}, "isSuccessful": true}),
        json!({"Id": id, "data": null}),
        json!({"Id": id, "id": "5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d"}),
    ] {
        let read = gokart::UpdateOfferResponse::read(form.to_string().as_bytes()).unwrap();
        assert_eq!(read.id().map(|id| id.as_str()), Some(id), "{form}");
    }
    let without = gokart::UpdateOfferResponse::read(br#"{"isSuccessful": true}"#).unwrap();
    assert_eq!(without.id(), None);
}

#[test]
fn a_baseline_epc_is_made_of_text() {
    let epc = gokart::BaselineEpc::from("6.40");
    assert_eq!((serde_json::to_value(&epc).unwrap(), epc.as_f64()), (json!("6.40"), Some(6.4)));
}

#[test]
fn an_update_changes_only_what_it_names() {
    let text = include_bytes!("../examples/tracklysms/get-offer/summer-promo.json");
    let before = tracklysms::GetOffer::read(text).unwrap().offer().unwrap().clone();

    let mut offer = before.clone();
    offer.apply(&UpdateOffer::default());
    assert_eq!(offer, before);

    let update = UpdateOffer::read(include_bytes!(
        "../examples/tracklysms/update-offer/summer-promo-v2.json"
    ))
    .unwrap();
    offer.apply(&update);
    assert_eq!(offer.name.as_deref(), Some("Summer Promo v2"));
    assert_eq!(offer.payout.as_ref().map(Number::as_f64), Some(3.0));
    let metadata = serde_json::to_value(&offer.metadata).unwrap();
    assert_eq!(
        metadata,
        json!({"vertical": "health", "geo": "US,CA", "notes": "Updated payout for Q1"})
    );
    assert_eq!(offer.tracking_url, before.tracking_url);

    let mut offer = before.clone();
    offer.apply(&UpdateOffer {
        external_platform: Maybe::Null,
        external_id: Maybe::Null,
        advertiser_id: Maybe::Null,
        payout: Maybe::Null,
        filter_bots: Maybe::Null,
        metadata: Maybe::Null,
        status: Some(Status::Archived),
        ..UpdateOffer::default()
    });
    assert!(offer.is_archived());
    assert_eq!(
        (&offer.external_platform, &offer.external_id, &offer.advertiser_id),
        (&Maybe::Null, &Maybe::Null, &Maybe::Null)
    );
    assert_eq!(
        (&offer.payout, &offer.filter_bots, &offer.metadata),
        (&before.payout, &before.filter_bots, &before.metadata)
    );
}

#[test]
fn merging_keeps_other_metadata() {
    let mut offer = Offer::default();
    offer.apply(&UpdateOffer {
        metadata: Maybe::Value(BTreeMap::from([("a".to_owned(), "1".to_owned())])),
        ..UpdateOffer::default()
    });
    offer.apply(&UpdateOffer {
        metadata: Maybe::Value(BTreeMap::from([("b".to_owned(), "2".to_owned())])),
        ..UpdateOffer::default()
    });
    assert_eq!(serde_json::to_value(&offer.metadata).unwrap(), json!({"a": "1", "b": "2"}));
}

/// Integers have no negative zero, so -0 is written as 0 and not as -0.0.
#[test]
fn minus_zero_is_zero() {
    for zero in ["-0", "-0.0", "-0e3", "0"] {
        let number: Number = serde_json::from_str(zero).unwrap();
        assert_eq!(
            (number.clone(), serde_json::to_string(&number).unwrap()),
            (Number::from(0), "0".into())
        );
    }
    for number in ["0.0", "-1", "5.0", "-0.5"] {
        let read: Number = serde_json::from_str(number).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), number);
    }
}

#[test]
fn listing_filters_and_pages_as_documented() {
    let offers: Vec<Offer> = (0..130)
        .map(|index| Offer {
            id: Some(index.to_string()),
            status: Some(if index % 10 == 0 { Status::Archived } else { Status::Active }),
            ..Offer::default()
        })
        .collect();
    let query = |text: &str| ListOffersQuery::read(text.as_bytes()).unwrap();
    let all = query("{}");
    assert_eq!((all.page_or_default(), all.per_page_or_default()), (1, 50));
    assert_eq!(all.select(&offers).len(), 50);
    assert_eq!(query(r#"{"page": 3}"#).select(&offers).len(), 117 - 100);
    assert_eq!(query(r#"{"status": "archived"}"#).select(&offers).len(), 13);
    let page = query(r#"{"page": "2", "per_page": "100"}"#).pagination(117);
    let page = serde_json::to_value(page).unwrap();
    assert_eq!(page, json!({"page": 2, "per_page": 100, "total": 117, "total_pages": 2}));
    let large =
        ListOffersQuery { per_page: Some(500.into()), page: Some((-3).into()), status: None };
    assert_eq!((large.page_or_default(), large.per_page_or_default()), (1, 100));
}
