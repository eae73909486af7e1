//! Rules between the fields of a GoKart offer, and between the offer and its request.

pub(crate) mod caps;
pub(crate) mod cost_data;
pub(crate) mod creatives;
pub(crate) mod dates;
pub(crate) mod event_amounts;
pub(crate) mod events;
pub(crate) mod identity;
pub(crate) mod money;
pub(crate) mod targeting;
