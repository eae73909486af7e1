//! The events of a multi-event offer.

use crate::contract::declare::payload;
use crate::contract::maybe::Maybe;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::boolean::Boolean;
use crate::fields::cap::Cap;
use crate::fields::number::{AMOUNT, NOT_NEGATIVE, Number as NumberKind};
use crate::fields::text::Text;
use crate::fields::uuid::Uuid as UuidKind;
use crate::fields::values::{Number, Uuid};
use crate::providers::gokart::conditions::MULTI_EVENT;

use super::rules::{event_amounts, events};

/// A position among the events.
const POSITION: NumberKind = NumberKind::new(&NOT_NEGATIVE).and(&events::WHOLE);

payload! {
    /// One event of a multi-event offer.
    pub struct Event {
        /// The id of the event.
        "id" id [required_if MULTI_EVENT]: Maybe<Uuid> = UuidKind;
        /// The name of the event.
        "name" name [required_if MULTI_EVENT]: Maybe<String> = Text::TITLE;
        /// Whether the event is shown on the offer wall.
        "showOnOfferWall" show_on_offer_wall [required_if MULTI_EVENT]: Maybe<bool> = Boolean;
        /// The external key of the event, which postbacks name.
        "eventId" event_id [required_if MULTI_EVENT]: Maybe<String> = Text::REQUIRED_KEY;
        /// The position at which the event is displayed.
        "displayOrder" display_order [required_if MULTI_EVENT]: Maybe<Number> = POSITION;
        /// The position in the sequence; null if the event is independent.
        "sequenceNumber" sequence_number [required_if MULTI_EVENT nullable]: Maybe<Number> = POSITION;
        /// The minimum time after the previous event; the page states no unit.
        "minTimeFromPreviousEvent" min_time_from_previous_event [optional nullable]: Maybe<Number> = AMOUNT;
        /// The number of days within which the event can be completed.
        "deadlineDays" deadline_days [optional nullable]: Maybe<Number> = NumberKind::new(&events::DEADLINE);
        /// The number of days that a conversion stays pending.
        "pendingTime" pending_time [required_if MULTI_EVENT nullable]: Maybe<Number> = AMOUNT;
        /// Whether the event has a revenue.
        "hasRevenue" has_revenue [required_if MULTI_EVENT]: Maybe<bool> = Boolean;
        /// The revenue of the event.
        "revenue" revenue [required_if MULTI_EVENT nullable]: Maybe<Number> = AMOUNT;
        /// Whether the event has a reward.
        "hasReward" has_reward [required_if MULTI_EVENT]: Maybe<bool> = Boolean;
        /// Whether the reward follows from the revenue by the default ratio.
        "useDefaultRatio" use_default_ratio [required_if MULTI_EVENT]: Maybe<bool> = Boolean;
        /// The reward of the event.
        "reward" reward [required_if MULTI_EVENT nullable]: Maybe<Number> = AMOUNT;
        /// The maximum number of conversions of the event per day.
        "dailyCap" daily_cap [optional nullable]: Maybe<Number> = Cap;
        /// The maximum number of conversions of the event per week.
        "weeklyCap" weekly_cap [optional nullable]: Maybe<Number> = Cap;
        /// The maximum number of conversions of the event per month.
        "monthlyCap" monthly_cap [optional nullable]: Maybe<Number> = Cap;
        /// The maximum number of conversions of the event in total.
        "allTimeCap" all_time_cap [optional nullable]: Maybe<Number> = Cap;
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("an offer event", Event::FIELDS)
    .closed()
    .rules(&[event_amounts::revenue, event_amounts::reward, events::sequence]);
