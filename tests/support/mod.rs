//! What several test files need: clean payloads of every contract, and examples made whole.
#![allow(dead_code, unreachable_pub)]

pub mod findings;
pub mod generate;
pub mod spelling;
pub mod suppressing_rules;
pub mod verdicts;

use generate::Random;
use offerlint::{Context, Contract, Level, Linter, RuleSet};
use serde_json::Value;

/// A small clean payload of a contract.
pub fn base(contract: Contract) -> &'static str {
    contract.sample()
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

/// Every finding as (rule, pointer), with one opt-in rule selected.
pub fn findings(
    text: &str,
    contract: Contract,
    context: &Context,
    select: Option<&str>,
) -> Vec<(String, String)> {
    let mut rule_set = RuleSet::default();
    if let Some(rule) = select {
        rule_set.set(rule, Level::Default).expect("a declared rule");
    }
    let linter = Linter::new(contract).with_context(context.clone()).with_rule_set(rule_set);
    let mut found = linter.lint_parameters();
    found.extend(linter.lint_document(text.as_bytes()));
    found.into_iter().map(|found| (found.rule.into_owned(), found.pointer)).collect()
}

/// The default findings without a context.
pub fn lint(text: &str, contract: Contract) -> Vec<(String, String)> {
    findings(text, contract, &Context::default(), None)
}

/// Changes a few bytes to others that matter in JSON.
pub fn damage(text: &str, seed: u64) -> Vec<u8> {
    const BYTES: &[u8] = b"\"\\{}[],:-+.eE0179 \n\ttfnaAzZ_%&<\x00\x7f\xc3\xa9\xe2\x80\xae\xef";
    let mut random = Random(seed);
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + random.below(3) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        let byte = BYTES[random.below(BYTES.len())];
        match random.below(4) {
            0 => bytes.insert(at, byte),
            1 => drop(bytes.remove(at)),
            2 => {
                let other = random.below(bytes.len());
                bytes.swap(at, other);
            }
            _ => bytes[at] = byte,
        }
    }
    bytes
}
