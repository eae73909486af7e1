//! What several test files need: clean payloads of every contract, and examples made whole.
#![allow(dead_code, unreachable_pub)]

pub mod findings;
pub mod generate;
pub mod held_back;
pub mod verdicts;

use offerlint::{Body, Context, Contract, Example, Level, Linter, RequestLine, Ruleset};
use serde_json::Value;

/// The smallest clean payload of a contract that has something in it.
pub fn base(contract: Contract) -> &'static str {
    match contract {
        Contract::TracklysmsCreateOffer => {
            r#"{"name": "Summer Promo", "tracking_url": "https://track.example.com/click?offer_id=123"}"#
        }
        Contract::TracklysmsUpdateOffer => r#"{"payout": 3.00}"#,
        Contract::TracklysmsListOffers => {
            include_str!("../../examples/tracklysms/list-offers/first-page.json")
        }
        Contract::TracklysmsCreateOfferResponse => {
            include_str!("../../examples/tracklysms/create-offer-response/flat.json")
        }
        Contract::TracklysmsUpdateOfferResponse => {
            include_str!("../../examples/tracklysms/update-offer-response/flat.json")
        }
        Contract::TracklysmsListOffersQuery => r#"{"page": 1}"#,
        Contract::GokartUpdateOffer => SINGLE_EVENT,
        Contract::GokartUpdateOfferResponse => r#"{"Id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#,
        _ => include_str!("../../examples/tracklysms/get-offer/summer-promo.json"),
    }
}

pub const SINGLE_EVENT: &str = r#"{
  "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  "trackingSystemLink": "https://track.example.com/c",
  "trackingSystem": "Appsflyer",
  "name": "SiriusXM",
  "headline": "Get 3 months of streaming for only $1",
  "offerDetails": "Subscribe",
  "offerType": "SingleEvent",
  "conversionType": "FlatRate",
  "advertiserId": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  "budgetType": "Daily",
  "budgetAmount": 1000,
  "launchDate": "2025-02-27T23:00:00Z",
  "revenue": 30,
  "baselineEpc": "5",
  "lockBaselineEpc": false,
  "ageId": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  "categoryIds": ["3fa85f64-5717-4562-b3fc-2c963f66afa6"],
  "countryIds": ["3fa85f64-5717-4562-b3fc-2c963f66afa6"],
  "creatives": [{"order": 0, "url": "https://cdn.example.com/a.png"}]
}"#;

/// A clean multi-event offer with two events.
pub fn multi_event() -> Value {
    let mut offer: Value = serde_json::from_str(SINGLE_EVENT).unwrap();
    let more = serde_json::json!({
        "offerType": "MultiEvent", "reward": 10, "rewardingType": "Automatic", "pendingTime": 10,
        "offerEvents": [event(1), event(2)],
    });
    merge(&mut offer, &more);
    offer
}

pub fn event(number: u8) -> Value {
    serde_json::json!({
        "id": format!("e9623b92-4d90-404d-beaf-6b27a7ac66a{number}"),
        "name": format!("Level {number}"),
        "showOnOfferWall": true,
        "eventId": format!("level_{number}"),
        "displayOrder": number,
        "sequenceNumber": number,
        "pendingTime": null,
        "hasRevenue": true,
        "revenue": 5,
        "hasReward": true,
        "useDefaultRatio": true,
        "reward": 2,
    })
}

/// Lays members over a payload: objects merge, arrays of objects merge item by item, and the
/// string `<absent>` takes a member away.
pub fn merge(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (name, value) in over {
                if value == "<absent>" {
                    base.remove(name);
                } else {
                    merge(base.entry(name.clone()).or_insert(Value::Null), value);
                }
            }
        }
        (Value::Array(base), Value::Array(over)) if over.iter().any(Value::is_object) => {
            base.truncate(over.len());
            for (index, item) in over.iter().enumerate() {
                match base.get_mut(index) {
                    Some(base) => merge(base, item),
                    None => base.push(item.clone()),
                }
            }
        }
        (base, over) => *base = over.clone(),
    }
}

/// The payload of an example.
pub fn payload(example: &Example) -> String {
    let over = |mut base: Value, text: &str| {
        merge(&mut base, &serde_json::from_str(text).expect("an example's members are JSON"));
        base.to_string()
    };
    match example.body {
        Body::Whole(text) => text.to_owned(),
        Body::Made { make, .. } => make(),
        Body::Members(text) => over(serde_json::from_str(base(example.contract)).unwrap(), text),
        Body::MultiEvent(text) => over(multi_event(), text),
    }
}

/// The context of an example.
pub fn context(example: &Example) -> Context {
    let mut context = example
        .request
        .map(|line| line.parse::<RequestLine>().expect("a documented request").context)
        .unwrap_or_default();
    context.now = example.now.map(|now| now.parse().expect("RFC 3339"));
    context
}

/// Every finding as (rule, pointer), with one opt-in rule selected.
pub fn findings(
    text: &str,
    contract: Contract,
    context: &Context,
    select: Option<&str>,
) -> Vec<(String, String)> {
    let mut ruleset = Ruleset::default();
    if let Some(rule) = select {
        ruleset.set(rule, Level::Default).expect("a declared rule");
    }
    let mut found = offerlint::lint_parameters(contract.endpoint(), context, &ruleset);
    found.extend(Linter::new(contract, context, &ruleset).lint(text.as_bytes()).diagnostics);
    found.into_iter().map(|found| (found.rule.into_owned(), found.pointer)).collect()
}

/// The default findings without a context.
pub fn lint(text: &str, contract: Contract) -> Vec<(String, String)> {
    findings(text, contract, &Context::default(), None)
}
