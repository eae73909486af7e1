//! Payloads over which the examples of GoKart rules are laid.

use crate::diagnostics::example::{Body, Example};

/// The API page, as rules name it.
pub(crate) const PAGE: &str = "GoKart SDK offer management, Update Offers";

pub(crate) const UPDATE: &str = "gokart/update-offer";

/// A clean single-event offer.
pub(crate) const SINGLE_EVENT: &str = r#"{
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
fn multi_event_offer() -> String {
    let single = SINGLE_EVENT.replace("SingleEvent", "MultiEvent");
    let members = single.trim_end().trim_end_matches('}').trim_end();
    format!(
        r#"{members},
  "reward": 10,
  "rewardingType": "Automatic",
  "pendingTime": 10,
  "offerEvents": [{}, {}]
}}"#,
        event(1),
        event(2)
    )
}

fn event(number: u8) -> String {
    format!(
        r#"{{
    "id": "e9623b92-4d90-404d-beaf-6b27a7ac66a{number}",
    "name": "Level {number}",
    "showOnOfferWall": true,
    "eventId": "level_{number}",
    "displayOrder": {number},
    "sequenceNumber": {number},
    "pendingTime": null,
    "hasRevenue": true,
    "revenue": 5,
    "hasReward": true,
    "useDefaultRatio": true,
    "reward": 2
  }}"#
    )
}

/// Members laid over a single-event offer.
pub(crate) const fn update(members: &'static str) -> Example {
    Example::members_of(UPDATE, members)
}

/// Members laid over a multi-event offer.
pub(crate) const fn multi_event(members: &'static str) -> Example {
    Example::body_of(
        UPDATE,
        Body::MembersOver { title: "a multi-event offer", base: multi_event_offer, members },
    )
}
