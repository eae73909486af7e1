//! Tracklysms Offers API v2.

pub(crate) mod contracts;
pub(crate) mod create_offer;
pub(crate) mod envelope;
pub(crate) mod examples;
pub(crate) mod list_offers;
pub(crate) mod list_offers_query;
pub(crate) mod offer;
pub(crate) mod rules;
mod server_behaviour;
pub(crate) mod update_offer;
pub(crate) mod values;

pub use create_offer::CreateOffer;
pub use envelope::{
    CreateOfferResponse, Envelope, ErrorBody, GetOffer, OfferResponse, UpdateOfferResponse,
};
pub use list_offers::{ListOffers, OfferPage, Pagination};
pub use list_offers_query::{ListOffersQuery, PageNumber};
pub use offer::{MetadataValue, Offer};
pub use update_offer::UpdateOffer;
pub use values::{ExternalPlatform, PayoutType, Status};
