//! An event's flags against its amounts.

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Fixable, rules};
use crate::json::edit;
use crate::providers::gokart::Event;
use crate::providers::gokart::examples;

rules! {
    /// Reports an event whose `hasRevenue` is true and whose `revenue` is null. The flag and the
    /// value contradict each other. Write the revenue, or set `hasRevenue` to false.
    EVENT_REVENUE_MISSING = "event-revenue-missing": "`hasRevenue` is true, but the revenue is null" {}
    bad: examples::multi_event(r#"{"offerEvents": [{"hasRevenue": true, "revenue": null}]}"#)
        .at(&["/offerEvents/0/revenue"]),
    good: examples::multi_event(r#"{"offerEvents": [{"hasRevenue": true, "revenue": 5}]}"#),

    /// Reports an event whose `hasRevenue` is false and whose `revenue` is above 0. The flag and
    /// the value contradict each other, and the revenue is ignored. Set `hasRevenue` to true, or
    /// write null. A revenue of 0 is accepted.
    EVENT_REVENUE_IGNORED = "event-revenue-ignored": "`hasRevenue` is false, but `revenue` is above 0" {
        fix: Fixable::Unsafe,
    }
    bad: examples::multi_event(r#"{"offerEvents": [{"hasRevenue": false, "revenue": 5}]}"#)
        .at(&["/offerEvents/0/revenue"]),
    good: examples::multi_event(r#"{"offerEvents": [{"hasRevenue": false, "revenue": 0}]}"#),

    /// Reports an event whose `hasReward` is true, whose `useDefaultRatio` is false and whose
    /// `reward` is null. The reward is neither given nor computed. Write the reward, or set
    /// `useDefaultRatio` to true.
    EVENT_REWARD_MISSING = "event-reward-missing": "`hasReward` is true, but the reward is neither given nor computed" {}
    bad: examples::multi_event(r#"{"offerEvents": [{"hasReward": true, "useDefaultRatio": false, "reward": null}]}"#)
        .at(&["/offerEvents/0/reward"]),
    good: examples::multi_event(r#"{"offerEvents": [{"hasReward": true, "useDefaultRatio": true, "reward": null}]}"#),

    /// Reports an event whose `hasReward` is false and whose `reward` is above 0. The flag and the
    /// value contradict each other, and the reward is ignored. Set `hasReward` to true, or write
    /// null. A reward of 0 is accepted.
    EVENT_REWARD_IGNORED = "event-reward-ignored": "`hasReward` is false, but `reward` is above 0" {
        fix: Fixable::Unsafe,
    }
    bad: examples::multi_event(r#"{"offerEvents": [{"hasReward": false, "reward": 2}]}"#)
        .at(&["/offerEvents/0/reward"]),
    good: examples::multi_event(r#"{"offerEvents": [{"hasReward": false, "reward": 0}]}"#),

    /// Reports an event whose reward is computed by the default ratio, but whose `hasRevenue` is
    /// false. There is no revenue from which the reward could be computed. Write the `reward`, or
    /// give the event a revenue.
    EVENT_DEFAULT_RATIO_WITHOUT_REVENUE = "event-default-ratio-without-revenue": "a reward is computed from a revenue, but the event has none" {}
    bad: examples::multi_event(
        r#"{"offerEvents": [{"hasRevenue": false, "revenue": null, "hasReward": true, "useDefaultRatio": true, "reward": null}]}"#,
    ).at(&["/offerEvents/0/useDefaultRatio"]),
    good: examples::multi_event(
        r#"{"offerEvents": [{"hasRevenue": true, "revenue": 5, "hasReward": true, "useDefaultRatio": true, "reward": 2}]}"#,
    ),
}

pub(crate) fn revenue(event: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    match event.boolean(Event::has_revenue) {
        Some(true) if event.is_null(Event::revenue) => {
            ctx.report(&EVENT_REVENUE_MISSING, event.place(Event::revenue), |builder| {
                builder
                    .subject_is("is null, but `hasRevenue` is true")
                    .help("write the revenue, or set `hasRevenue` to false")
                    .label(event.place(Event::has_revenue), "`hasRevenue` is true")
            });
        }
        Some(false) if event.number(Event::revenue).is_some_and(|revenue| revenue > 0.0) => {
            ctx.report(&EVENT_REVENUE_IGNORED, event.place(Event::revenue), |builder| {
                contradiction(builder, event, Event::revenue, Event::has_revenue)
            });
        }
        _ => {}
    }
}

pub(crate) fn reward(event: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let ratio = event.boolean(Event::use_default_ratio);
    match event.boolean(Event::has_reward) {
        Some(true) if event.is_null(Event::reward) => {
            if ratio == Some(false) {
                ctx.report(&EVENT_REWARD_MISSING, event.place(Event::reward), |builder| {
                    builder
                        .subject_is(
                            "is null, but `hasReward` is true and `useDefaultRatio` is false",
                        )
                        .help("write the reward, or set `useDefaultRatio` to true")
                        .label(event.place(Event::has_reward), "`hasReward` is true")
                        .label(event.place(Event::use_default_ratio), "`useDefaultRatio` is false")
                });
            } else if ratio == Some(true) && event.boolean(Event::has_revenue) == Some(false) {
                let place = event.place(Event::use_default_ratio);
                ctx.report(&EVENT_DEFAULT_RATIO_WITHOUT_REVENUE, place, |builder| {
                    builder
                        .subject_is("is true, but `hasRevenue` is false")
                        .help("write the `reward`, or give the event a revenue to compute it from")
                        .label(event.place(Event::has_revenue), "`hasRevenue` is false")
                        .label(event.place(Event::reward), "`reward` is null")
                });
            }
        }
        Some(false) if event.number(Event::reward).is_some_and(|reward| reward > 0.0) => {
            ctx.report(&EVENT_REWARD_IGNORED, event.place(Event::reward), |builder| {
                contradiction(builder, event, Event::reward, Event::has_reward)
            });
        }
        _ => {}
    }
}

/// Builds the diagnostic of an amount whose flag is false.
fn contradiction<'d, 'a>(
    builder: DiagnosticBuilder<'d, 'a>,
    event: ObjectView<'_, '_>,
    amount: usize,
    flag: usize,
) -> DiagnosticBuilder<'d, 'a> {
    let node = event.slot(amount).node;
    let (name, flag_name) = (event.name(amount), event.name(flag));
    let value = display_raw(builder.raw(node));
    let edits = builder.document().map(|document| edit::value(document, node, "null"));
    builder
        .message(format_args!(
            "`{name}` is {value}, but `{flag_name}` is false; the {name} is ignored"
        ))
        .help(format!("set `{flag_name}` to true, or write null"))
        .label(event.place(flag), format!("`{flag_name}` is false"))
        .unsafe_fix("write null", edits.into_iter().collect())
}
