//! Rules between the fields of a Tracklysms payload, and between the payload and its request.

pub(crate) mod body;
pub(crate) mod external;
pub(crate) mod identity;
pub(crate) mod lifecycle;
pub(crate) mod listing;
