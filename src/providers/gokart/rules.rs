//! What the fields of a GoKart offer owe each other, and the request that it belongs to.

pub(crate) mod caps;
pub(crate) mod cost_data;
pub(crate) mod creatives;
pub(crate) mod dates;
pub(crate) mod event_amounts;
pub(crate) mod events;
pub(crate) mod identity;
pub(crate) mod money;
pub(crate) mod targeting;
