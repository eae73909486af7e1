//! What must be there, what must not be null, and the run of the rules between fields.

use crate::contract::{Contract, page};
use crate::document::{NodeId, edit};
use crate::gokart;
use crate::rule::{Answer, Evidence, Example, Fixable, Severity, rules};

use super::facts::{Facts, Object, Reading};
use super::scope::{Draft, Place, Scope};
use super::{Need, Null};

rules! {
    /// A member that the page marks as required is absent. GoKart's update replaces the offer,
    /// so its required fields are required each time; Tracklysms demands a name and a tracking
    /// URL on creation only.
    REQUIRED_FIELD_MISSING = "required-field-missing": "a required member is absent" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::TRACKLYSMS_CREATE_AND_GOKART),
        api: Some(Answer { status: 400, code: Some("missing_name | missing_tracking_url") }),
    }
    bad: Example::whole(Contract::TracklysmsCreateOffer, r#"{"name": "Summer Promo"}"#).at(&["/tracking_url"]),
    good: Example::whole(
        Contract::TracklysmsCreateOffer,
        r#"{"name": "Summer Promo", "tracking_url": "https://track.example.com/c"}"#,
    ),

    /// GoKart requires these members while `offerType` is exactly MultiEvent: the offer's
    /// revenue, reward, rewardingType, pendingTime and offerEvents, and twelve members in each
    /// event. The page's column asks for offer-level revenue and reward on multi-event offers
    /// although events carry their own; the rule follows the column.
    MULTI_EVENT_FIELD_MISSING = "multi-event-field-missing": "a member that multi-event offers require is absent" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::GOKART_UPDATE),
    }
    bad: Example::events(r#"{"rewardingType": "<absent>"}"#).at(&["/rewardingType"]),
    good: Example::events(r#"{"rewardingType": "Automatic"}"#),

    /// With `shouldSendCostData` true the campaign name, the report info and each of its members
    /// are required. Without the flag, or with false, nothing is demanded.
    COST_FIELD_MISSING = "cost-field-missing": "a member that cost reporting requires is absent" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::GOKART_UPDATE),
    }
    bad: Example::gokart(r#"{"shouldSendCostData": true}"#)
        .at(&["/advertiserCampaignName", "/offerCostReportInfo"]),
    good: Example::gokart(
        r#"{"shouldSendCostData": true, "advertiserCampaignName": "Campaign_test_ios",
  "offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": "com.example.app"}]}"#,
    ),

    /// Null stands where the contract wants a value: in a required field, in one that is required
    /// under a condition that holds, in `name` and `tracking_url`, or in a response field that is
    /// not documented as nullable.
    NULL_NOT_ALLOWED = "null-not-allowed": "null where a value is required" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::ALL),
    }
    bad: Example::create(r#"{"name": null}"#).at(&["/name"]),
    good: Example::create(r#"{"external_id": null, "external_platform": null}"#),

    /// Null in an optional field that is not documented as nullable. It may mean "clear", it may
    /// be ignored, it may be refused: leaving the member out is certain.
    NULL_OPTIONAL = "null-optional": "null in an optional field that is not documented as nullable" {
        fix: Fixable::Unsafe,
    }
    bad: Example::gokart(r#"{"dailyCap": null}"#).at(&["/dailyCap"]),
    good: Example::gokart(r#"{"dailyCap": 100}"#),

    /// A member that the contract does not list for this object, most often a typing error. The
    /// lists on the request pages are complete; responses may grow and are exempt.
    UNKNOWN_FIELD = "unknown-field": "a member that the contract does not list" {
        fix: Fixable::Unsafe,
    }
    bad: Example::create(r#"{"pay_out": 2.5}"#).at(&["/pay_out"]),
    good: Example::create(r#"{"payout": 2.5}"#),

    /// A request carries a member that only responses have. The server assigns it; sending it
    /// changes nothing at best.
    READ_ONLY_FIELD = "read-only-field": "a request sets a member that the server assigns" {
        fix: Fixable::Unsafe,
    }
    bad: Example::update(r#"{"id": "664f1a2b3c4d5e6f7a8b9c0d", "payout": 3.00}"#).at(&["/id"]),
    good: Example::update(r#"{"payout": 3.00}"#),

    /// A response lacks a member that every documented example carries.
    RESPONSE_FIELD_MISSING = "response-field-missing": "a response lacks a documented member" {}
    bad: Example::members(Contract::TracklysmsGetOffer, r#"{"metadata": "<absent>"}"#).at(&["/metadata"]),
    good: Example::members(Contract::TracklysmsGetOffer, r#"{"metadata": {}}"#),

    /// A single-event offer has no revenue, which the vendor's guides place at offer level. The
    /// page marks the field as required for multi-event offers only, so this is a warning.
    SINGLE_EVENT_REVENUE_MISSING = "single-event-revenue-missing": "a single-event offer has no revenue" {
        evidence: Evidence::Vendor("GoKart guides on offers and caps"),
    }
    bad: Example::gokart(r#"{"revenue": "<absent>"}"#).at(&["/revenue"]),
    good: Example::gokart(r#"{"revenue": 30}"#),
}

/// Judges presence, then runs the rules between fields, over every object.
pub(crate) fn judge(facts: &Facts, bytes: &[u8], scope: &mut Scope<'_, '_>) {
    let reading = Reading { facts, bytes };
    for object in reading.objects() {
        let shape = object.facts().shape;
        if let Some(read) = shape.conditions {
            scope.conditions = read(object);
        }
        let missing = shape.needed(&scope.conditions) & !object.facts().seen;
        for field in bits(missing) {
            report_missing(object, field, scope);
        }
        for field in bits(object.facts().nulls) {
            judge_null(object, field, scope);
        }
        for rule in shape.rules {
            rule(object, scope);
        }
    }
}

fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (mask != 0).then(|| {
            let bit = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            bit
        })
    })
}

#[cold]
#[inline(never)]
fn report_missing(object: Object<'_, '_>, index: usize, scope: &mut Scope<'_, '_>) {
    let field = &object.facts().shape.fields[index];
    let place = object.place(index);
    let name = field.name;
    let conditions = scope.conditions;
    match field.need {
        Need::Required => scope.report(&REQUIRED_FIELD_MISSING, place, |draft| {
            let answer = field.missing_code.map(|code| Answer { status: 400, code: Some(code) });
            draft
                .says(format_args!("the required field `{name}` is missing"))
                .help(format!("add `{name}`: {}", lower(field.doc)))
                .answer(answer)
        }),
        Need::MultiEvent | Need::Revenue if conditions.multi_event() => {
            scope.report(&MULTI_EVENT_FIELD_MISSING, place, |draft| {
                let draft = because_multi_event(draft, conditions.offer_type);
                if gokart::required_oddly(name) && object.facts().node == 0 {
                    draft
                        .says(format_args!("`{name}` is missing, and a column that is probably inverted or incomplete requires it of a MultiEvent offer"))
                        .help("the page marks it \"Yes for Multi-Event\" although events carry their own amounts; the column is followed here")
                } else {
                    draft
                        .says(format_args!("`{name}` is missing, and a MultiEvent offer requires it"))
                        .help(format!("add `{name}`: {}", lower(field.doc)))
                }
            });
        }
        Need::Revenue => missing_revenue("missing", place, conditions.offer_type, scope),
        Need::CostData => scope.report(&COST_FIELD_MISSING, place, |draft| {
            draft
                .says(format_args!("`{name}` is missing, and cost reporting requires it"))
                .help(format!("add `{name}`: {}", lower(field.doc)))
                .label(Place::Node(conditions.cost_flag), "required because this is true")
        }),
        Need::Response => scope.report(&RESPONSE_FIELD_MISSING, place, |draft| {
            draft
                .says(format_args!("the response has no `{name}`"))
                .help("every documented example carries it")
        }),
        Need::Optional | Need::MultiEvent => {}
    }
}

fn missing_revenue(seen: &str, place: Place, offer_type: NodeId, scope: &mut Scope<'_, '_>) {
    scope.report(&SINGLE_EVENT_REVENUE_MISSING, place, |draft| {
        draft
            .says(format_args!("`revenue` is {seen}, but a SingleEvent offer should say it, as the page's column is probably inverted or incomplete"))
            .help("the column demands it of multi-event offers, but it is single-event offers that carry their revenue at offer level")
            .label(Place::Node(offer_type), "the offer type is set here")
    });
}

fn because_multi_event<'d, 'a>(draft: Draft<'d, 'a>, offer_type: NodeId) -> Draft<'d, 'a> {
    draft.label(Place::Node(offer_type), "required because this is \"MultiEvent\"")
}

#[cold]
#[inline(never)]
fn judge_null(object: Object<'_, '_>, index: usize, scope: &mut Scope<'_, '_>) {
    let field = &object.facts().shape.fields[index];
    let place = object.place(index);
    let conditions = scope.conditions;
    let needed = match field.need {
        Need::MultiEvent | Need::Revenue => conditions.multi_event(),
        Need::CostData => conditions.cost_data,
        _ => false,
    };
    match field.null {
        Null::Allowed => {}
        Null::AsNeeded if field.need == Need::Revenue && conditions.single_event() => {
            missing_revenue("null", place, conditions.offer_type, scope);
        }
        Null::Refused => null_not_allowed(field.name, place, scope, |draft| draft),
        Null::AsNeeded if needed => null_not_allowed(field.name, place, scope, |draft| {
            if field.need == Need::CostData {
                draft.label(Place::Node(conditions.cost_flag), "required because this is true")
            } else {
                because_multi_event(draft, conditions.offer_type)
            }
        }),
        Null::Warned | Null::AsNeeded => scope.report(&NULL_OPTIONAL, place, |draft| {
            let node = object.slot(index).node;
            let edits = draft
                .document()
                .and_then(|document| Some(edit::remove_member(document, document.key_of(node)?)));
            draft
                .says(format_args!("`{}` is null, but is not documented as nullable", field.name))
                .help("leave the member out; null may be read as \"clear\", ignored or refused")
                .unsafe_fix("remove the member", edits.unwrap_or_default())
        }),
    }
}

fn null_not_allowed(
    name: &str,
    place: Place,
    scope: &mut Scope<'_, '_>,
    because: impl for<'d, 'a> FnOnce(Draft<'d, 'a>) -> Draft<'d, 'a>,
) {
    scope.report(&NULL_NOT_ALLOWED, place, |draft| {
        because(
            draft
                .says(format_args!("`{name}` must not be null"))
                .help("send a value of the documented type"),
        )
    });
}

/// A description as the continuation of a sentence.
fn lower(doc: &str) -> String {
    let doc = doc.trim().trim_end_matches('.');
    let mut chars = doc.chars();
    match chars.next() {
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => doc.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn an_abbreviation_keeps_its_capitals() {
        assert_eq!(lower(" The cost model: CPI or CPA."), "the cost model: CPI or CPA");
        assert_eq!(lower(" URL of the file."), "URL of the file");
    }
}
