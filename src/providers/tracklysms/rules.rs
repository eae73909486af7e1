//! What the fields of a Tracklysms payload owe each other, and the request that it belongs to.

pub(crate) mod body;
pub(crate) mod external;
pub(crate) mod identity;
pub(crate) mod lifecycle;
pub(crate) mod listing;
