//! What must be there, what must not be null, and the run of the rules between fields.

use crate::contract::{Contract, page};
use crate::json::{NodeId, edit};
use crate::providers::gokart;
use crate::diagnostics::rule::{ApiError, Evidence, Example, Fixable, Severity, rules};

use super::field_values::{FieldValues, Object, PayloadView};
use super::lint_context::{DiagnosticBuilder, Place, LintContext};
use super::{Presence, Nullability};

rules! {
    /// A member that the page marks as required is absent. GoKart's update replaces the offer,
    /// so its required fields are required each time; Tracklysms demands a name and a tracking
    /// URL on creation only.
    REQUIRED_FIELD_MISSING = "required-field-missing": "a required member is absent" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::TRACKLYSMS_CREATE_AND_GOKART),
        api: Some(ApiError { status: 400, code: Some("missing_name | missing_tracking_url") }),
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
pub(crate) fn judge(field_values: &FieldValues, bytes: &[u8], ctx: &mut LintContext<'_, '_>) {
    let reading = PayloadView { field_values, bytes };
    for object in reading.objects() {
        let spec = object.field_values().spec;
        if let Some(read) = spec.conditions {
            ctx.conditions = read(object);
        }
        let missing = spec.needed(&ctx.conditions) & !object.field_values().seen;
        for field in bits(missing) {
            report_missing(object, field, ctx);
        }
        for field in bits(object.field_values().nulls) {
            judge_null(object, field, ctx);
        }
        for rule in spec.rules {
            rule(object, ctx);
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
fn report_missing(object: ObjectView<'_, '_>, index: usize, ctx: &mut LintContext<'_, '_>) {
    let field = &object.field_values().spec.fields[index];
    let place = object.place(index);
    let name = field.name;
    let conditions = ctx.conditions;
    match field.need {
        Presence::Required => ctx.report(&REQUIRED_FIELD_MISSING, place, |builder| {
            let answer = field.missing_code.map(|code| ApiError { status: 400, code: Some(code) });
            builder
                .message(format_args!("the required field `{name}` is missing"))
                .help(format!("add `{name}`: {}", lower(field.doc)))
                .answer(answer)
        }),
        Presence::MultiEvent | Presence::Revenue if conditions.multi_event() => {
            ctx.report(&MULTI_EVENT_FIELD_MISSING, place, |builder| {
                let builder = because_multi_event(builder, conditions.offer_type);
                if gokart::required_oddly(name) && object.field_values().node == 0 {
                    builder
                        .message(format_args!("`{name}` is missing, and a column that is probably inverted or incomplete requires it of a MultiEvent offer"))
                        .help("the page marks it \"Yes for Multi-Event\" although events carry their own amounts; the column is followed here")
                } else {
                    builder
                        .message(format_args!("`{name}` is missing, and a MultiEvent offer requires it"))
                        .help(format!("add `{name}`: {}", lower(field.doc)))
                }
            });
        }
        Presence::Revenue => missing_revenue("missing", place, conditions.offer_type, ctx),
        Presence::CostData => ctx.report(&COST_FIELD_MISSING, place, |builder| {
            builder
                .message(format_args!("`{name}` is missing, and cost reporting requires it"))
                .help(format!("add `{name}`: {}", lower(field.doc)))
                .label(Place::Node(conditions.cost_flag), "required because this is true")
        }),
        Presence::Response => ctx.report(&RESPONSE_FIELD_MISSING, place, |builder| {
            builder
                .message(format_args!("the response has no `{name}`"))
                .help("every documented example carries it")
        }),
        Presence::Optional | Presence::MultiEvent => {}
    }
}

fn missing_revenue(seen: &str, place: Place, offer_type: NodeId, ctx: &mut LintContext<'_, '_>) {
    ctx.report(&SINGLE_EVENT_REVENUE_MISSING, place, |builder| {
        builder
            .message(format_args!("`revenue` is {seen}, but a SingleEvent offer should say it, as the page's column is probably inverted or incomplete"))
            .help("the column demands it of multi-event offers, but it is single-event offers that carry their revenue at offer level")
            .label(Place::Node(offer_type), "the offer type is set here")
    });
}

fn because_multi_event<'d, 'a>(builder: DiagnosticBuilder<'d, 'a>, offer_type: NodeId) -> DiagnosticBuilder<'d, 'a> {
    builder.label(Place::Node(offer_type), "required because this is \"MultiEvent\"")
}

#[cold]
#[inline(never)]
fn judge_null(object: ObjectView<'_, '_>, index: usize, ctx: &mut LintContext<'_, '_>) {
    let field = &object.field_values().spec.fields[index];
    let place = object.place(index);
    let conditions = ctx.conditions;
    let needed = match field.need {
        Presence::MultiEvent | Presence::Revenue => conditions.multi_event(),
        Presence::CostData => conditions.cost_data,
        _ => false,
    };
    match field.null {
        Nullability::Allowed => {}
        Nullability::AsNeeded if field.need == Presence::Revenue && conditions.single_event() => {
            missing_revenue("null", place, conditions.offer_type, ctx);
        }
        Nullability::Refused => null_not_allowed(field.name, place, ctx, |builder| builder),
        Nullability::AsNeeded if needed => null_not_allowed(field.name, place, ctx, |builder| {
            if field.need == Presence::CostData {
                builder.label(Place::Node(conditions.cost_flag), "required because this is true")
            } else {
                because_multi_event(builder, conditions.offer_type)
            }
        }),
        Nullability::Warned | Nullability::AsNeeded => ctx.report(&NULL_OPTIONAL, place, |builder| {
            let node = object.slot(index).node;
            let edits = builder
                .document()
                .and_then(|document| Some(edit::remove_member(document, document.key_of(node)?)));
            builder
                .message(format_args!("`{}` is null, but is not documented as nullable", field.name))
                .help("leave the member out; null may be read as \"clear\", ignored or refused")
                .unsafe_fix("remove the member", edits.unwrap_or_default())
        }),
    }
}

fn null_not_allowed(
    name: &str,
    place: Place,
    ctx: &mut LintContext<'_, '_>,
    because: impl for<'d, 'a> FnOnce(DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a>,
) {
    ctx.report(&NULL_NOT_ALLOWED, place, |builder| {
        because(
            builder
                .message(format_args!("`{name}` must not be null"))
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
