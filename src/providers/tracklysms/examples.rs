//! The pages that Tracklysms rules name, and the contracts of their examples.

use crate::diagnostics::example::Example;

pub(crate) const UPDATE_PAGE: &str = "Tracklysms Offers API v2, Update Offer";
pub(crate) const REQUEST_PAGES: &str = "Tracklysms Offers API v2, Create Offer and Update Offer";
pub(crate) const LIST_PAGE: &str = "Tracklysms Offers API v2, List Offers";

/// Members laid over a clean creation.
pub(crate) const fn create(members: &'static str) -> Example {
    Example::members_of("tracklysms/create-offer", members)
}

/// A whole update.
pub(crate) const fn update(payload: &'static str) -> Example {
    Example::whole_of("tracklysms/update-offer", payload)
}
