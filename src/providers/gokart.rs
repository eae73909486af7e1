//! GoKart SDK offer management.

pub(crate) mod conditions;
pub(crate) mod contracts;
pub(crate) mod cost_report;
pub(crate) mod creative;
pub(crate) mod event;
pub(crate) mod examples;
pub(crate) mod response;
pub(crate) mod rules;
pub(crate) mod untagged;
pub(crate) mod update_offer;
pub(crate) mod values;

pub use cost_report::CostReport;
pub use creative::Creative;
pub use event::Event;
pub use response::{UpdateOfferResponse, UpdatedId};
pub use untagged::{BaselineEpc, DeviceTypes};
pub use update_offer::{RequiredFields, UpdateOffer};
pub use values::{ConversionType, CostType, OfferType};
