//! GoKart SDK offer management.

pub(crate) mod cost_report;
pub(crate) mod creative;
pub(crate) mod event;
pub(crate) mod response;
pub(crate) mod rules;
pub(crate) mod two_typed;
pub(crate) mod update_offer;
pub(crate) mod vocabulary;

pub use cost_report::CostReport;
pub use creative::Creative;
pub use event::Event;
pub use response::{UpdateOfferResponse, UpdatedId};
pub use two_typed::{BaselineEpc, DeviceTypes};
pub use update_offer::UpdateOffer;
pub use vocabulary::{ConversionType, CostType, OfferType};

/// Offer-level fields that the page requires for multi-event offers although their events carry
/// the same amounts.
pub(crate) fn required_oddly(name: &str) -> bool {
    matches!(name, "revenue" | "reward" | "rewardingType" | "pendingTime")
}
