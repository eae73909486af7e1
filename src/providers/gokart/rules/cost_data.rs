//! Cost reporting to AppsFlyer and Singular.

use crate::contract::field_values::FieldValue;
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::{display_raw, quoted};
use crate::diagnostics::rule::{Evidence, Fixable, Severity, rules};
use crate::fields::text::rules::STRING_BLANK;
use crate::json::edit;
use crate::providers::gokart::conditions::COST_DATA;
use crate::providers::gokart::examples;
use crate::providers::gokart::values::TRACKING_SYSTEM;
use crate::providers::gokart::{CostReport, UpdateOffer};

rules! {
    /// Reports a `trackingSystem` other than AppsFlyer and Singular while `shouldSendCostData` is
    /// true. The page names these two as the targets of cost data. Set `shouldSendCostData` to
    /// false, or use one of the two systems.
    COST_DATA_UNSUPPORTED_TRACKING_SYSTEM = "cost-data-unsupported-tracking-system": "cost data is sent, but the tracking system is not AppsFlyer or Singular" {
        evidence: Evidence::Stated(examples::PAGE),
    }
    bad: examples::update(
        r#"{"trackingSystem": "TUNE", "shouldSendCostData": true, "advertiserCampaignName": "Campaign_test_ios",
  "offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": "com.example.app"}]}"#,
    ).at(&["/trackingSystem"]),
    good: examples::update(r#"{"trackingSystem": "TUNE", "shouldSendCostData": false}"#),

    /// Reports white space or one of `|`, `+`, `:`, `(` and `)` in an `advertiserCampaignName` that
    /// is sent to AppsFlyer with cost data. The vendor's naming rule for AppsFlyer excludes these
    /// characters. Replace them, for example with underscores.
    COST_CAMPAIGN_NAME_CHARSET = "cost-campaign-name-charset": "a campaign name contains characters that are excluded for AppsFlyer" {
        evidence: Evidence::Vendor("GoKart guide on cost reporting"),
        fix: Fixable::Unsafe,
    }
    bad: examples::update(
        r#"{"trackingSystem": "AppsFlyer", "shouldSendCostData": true, "advertiserCampaignName": "Spring (iOS)",
  "offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": "com.example.app"}]}"#,
    ).at(&["/advertiserCampaignName"]),
    good: examples::update(r#"{"advertiserCampaignName": "Spring (iOS)"}"#),

    /// Reports entries in `offerCostReportInfo` while `shouldSendCostData` is false. No cost data
    /// is sent, so the entries have no effect. Set the flag to true, or remove the entries. The
    /// rule is off by default because entries are often kept while the flag is off.
    COST_INFO_IGNORED = "cost-info-ignored": "report info is present, but no cost data is sent" {
        severity: Severity::Info,
        on: false,
    }
    bad: examples::update(
        r#"{"shouldSendCostData": false,
  "offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": "com.example.app"}]}"#,
    ).at(&["/offerCostReportInfo"]),
    good: examples::update(r#"{"shouldSendCostData": false}"#),
}

/// Reports blank texts that are required while cost data is sent.
pub(crate) fn blank_texts(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if !ctx.conditions.hold(COST_DATA) {
        return;
    }
    let cost_flag = ctx.conditions.node(COST_DATA);
    let of_reports = offer
        .objects(UpdateOffer::offer_cost_report_info)
        .flat_map(|report| [(report, CostReport::app_name), (report, CostReport::store_id)]);
    for (object, field) in
        std::iter::once((offer, UpdateOffer::advertiser_campaign_name)).chain(of_reports)
    {
        let blank = object.text(field).is_some_and(|text| text.decode().trim().is_empty());
        if blank {
            ctx.report(&STRING_BLANK, object.place(field), |builder| {
                builder
                    .subject_is("is blank; cost reporting requires a value")
                    .help("write the value, or set `shouldSendCostData` to false")
                    .label(Place::Node(cost_flag), "required because this is true")
            });
        }
    }
}

pub(crate) fn tracking_system(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let Some(keyword) = offer.variant(UpdateOffer::tracking_system) else { return };
    let takes_costs = TRACKING_SYSTEM.is(Some(keyword), "AppsFlyer")
        || TRACKING_SYSTEM.is(Some(keyword), "Singular");
    if ctx.conditions.hold(COST_DATA) && !takes_costs {
        let cost_flag = ctx.conditions.node(COST_DATA);
        ctx.report(
            &COST_DATA_UNSUPPORTED_TRACKING_SYSTEM,
            offer.place(UpdateOffer::tracking_system),
            |builder| {
                let node = offer.slot(UpdateOffer::tracking_system).node;
                let name = display_raw(builder.raw(node));
                builder
                    .subject_is(format_args!(
                        "is {name}; while cost data is sent, it must be AppsFlyer or Singular"
                    ))
                    .help("set `shouldSendCostData` to false, or use one of the two systems")
                    .label(Place::Node(cost_flag), "cost data is sent because this is true")
            },
        );
    }
}

/// Whether the vendor's naming rule excludes the character.
fn is_excluded(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '+' | ':' | '(' | ')')
}

pub(crate) fn campaign_name(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let for_appsflyer =
        TRACKING_SYSTEM.is(offer.variant(UpdateOffer::tracking_system), "AppsFlyer");
    let Some(name) = offer.text(UpdateOffer::advertiser_campaign_name) else { return };
    if !ctx.conditions.hold(COST_DATA) || !for_appsflyer {
        return;
    }
    let name = name.decode();
    let trimmed = name.trim();
    let Some(c) = trimmed.chars().find(|c| is_excluded(*c)) else { return };
    let node = offer.slot(UpdateOffer::advertiser_campaign_name).node;
    ctx.report(&COST_CAMPAIGN_NAME_CHARSET, Place::Node(node), |builder| {
        let words: Vec<&str> = trimmed.split(is_excluded).filter(|word| !word.is_empty()).collect();
        let to = words.join("_");
        let edits = builder.document().filter(|_| !to.is_empty());
        let edits = edits.map(|document| edit::value(document, node, edit::quote(&to)));
        builder
            .subject_is(format_args!(
                "is {}; {} is not allowed for AppsFlyer",
                quoted(&name),
                describe(c)
            ))
            .help("replace white space and the characters | + : ( ), for example with underscores")
            .label(offer.place(UpdateOffer::tracking_system), "cost data is sent to AppsFlyer")
            .unsafe_fix(format!("write \"{to}\""), edits.into_iter().collect())
    });
}

fn describe(c: char) -> String {
    if c.is_whitespace() { "white space".to_owned() } else { format!("`{c}`") }
}

pub(crate) fn ignored(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let listed = matches!(
        offer.value(UpdateOffer::offer_cost_report_info),
        FieldValue::Objects { length: 1.., .. }
    );
    if listed && offer.boolean(UpdateOffer::should_send_cost_data) == Some(false) {
        ctx.report(
            &COST_INFO_IGNORED,
            offer.place(UpdateOffer::offer_cost_report_info),
            |builder| {
                builder
                    .subject_is("has entries, but `shouldSendCostData` is false; they are ignored")
                    .help("set the flag to true, or remove the entries")
                    .label(offer.place(UpdateOffer::should_send_cost_data), "no cost data is sent")
            },
        );
    }
}
