//! The server's documented treatment of payloads: defaults, updates, filters and pages.

use super::list_offers_query::PageNumber;
use super::offer::MetadataValue;
use super::values::{PayoutType, Status};
use super::{CreateOffer, ListOffersQuery, Offer, Pagination, UpdateOffer};
use crate::contract::maybe::Maybe;
use crate::fields::page_number::MAX_PAGE_SIZE;

/// The defaults of Create Offer.
impl CreateOffer {
    /// The payout; 0 unless given.
    pub fn payout_or_default(&self) -> f64 {
        self.payout.value().map_or(0.0, |payout| payout.as_f64())
    }

    /// What is paid for; cpa unless given.
    pub fn payout_type_or_default(&self) -> PayoutType {
        self.payout_type.unwrap_or(PayoutType::Cpa)
    }

    /// Whether bot clicks are filtered; false unless given.
    pub fn filter_bots_or_default(&self) -> bool {
        self.filter_bots.value().copied().unwrap_or(false)
    }

    /// The status to start with; active unless given.
    pub fn status_or_default(&self) -> Status {
        self.status.unwrap_or(Status::Active)
    }
}

impl Offer {
    /// Changes the offer as Update Offer documents it: members that are absent leave it alone,
    /// metadata is merged key by key, and null unsets `external_platform`, `external_id` and
    /// `advertiser_id` but nothing else. The server also moves `updated_at`, which needs a clock
    /// and is left to the caller.
    ///
    /// ```
    /// use offerlint::tracklysms::{Offer, UpdateOffer};
    /// use offerlint::Maybe;
    ///
    /// let mut offer = Offer { external_id: Maybe::from("4521".to_owned()), ..Offer::default() };
    /// offer.apply(&UpdateOffer { external_id: Maybe::Null, ..UpdateOffer::default() });
    /// assert_eq!(offer.external_id, Maybe::Null);
    /// ```
    pub fn apply(&mut self, update: &UpdateOffer) {
        fn set<T: Clone>(field: &mut Option<T>, value: Option<&T>) {
            if let Some(value) = value {
                *field = Some(value.clone());
            }
        }
        fn set_nullable<T: Clone>(field: &mut Maybe<T>, value: &Maybe<T>) {
            if !value.is_absent() {
                *field = value.clone();
            }
        }
        // Destructured, so that a new field does not compile until it is applied.
        let UpdateOffer {
            name,
            tracking_url,
            external_platform,
            external_id,
            advertiser_id,
            payout,
            payout_type,
            filter_bots,
            status,
            metadata,
        } = update;
        set(&mut self.name, name.as_ref());
        set(&mut self.tracking_url, tracking_url.as_ref());
        set_nullable(&mut self.external_platform, external_platform);
        set_nullable(&mut self.external_id, external_id);
        set_nullable(&mut self.advertiser_id, advertiser_id);
        set(&mut self.payout, payout.value());
        set(&mut self.payout_type, payout_type.as_ref());
        set(&mut self.filter_bots, filter_bots.value());
        set(&mut self.status, status.as_ref());
        if let Some(pairs) = metadata.value() {
            let metadata = self.metadata.get_or_insert_default();
            for (key, value) in pairs {
                metadata.insert(key.clone(), MetadataValue::Text(value.clone()));
            }
        }
    }

    /// Whether the offer is softly deleted.
    pub fn is_archived(&self) -> bool {
        self.status == Some(Status::Archived)
    }
}

/// The documented page size when none is asked for.
const DEFAULT_PER_PAGE: u32 = 50;

impl ListOffersQuery {
    /// Whether an offer is listed: by its status, or without a filter unless it is archived.
    pub fn selects(&self, offer: &Offer) -> bool {
        match self.status {
            Some(status) => offer.status == Some(status),
            None => !offer.is_archived(),
        }
    }

    /// The page asked for, at least 1; 1 unless given.
    pub fn page_or_default(&self) -> u32 {
        count(self.page.as_ref()).unwrap_or(1).max(1)
    }

    /// The page size asked for, 1 to 100; 50 unless given.
    pub fn per_page_or_default(&self) -> u32 {
        count(self.per_page.as_ref()).unwrap_or(DEFAULT_PER_PAGE).clamp(1, u32::from(MAX_PAGE_SIZE))
    }

    /// The offers that the page asked for holds, of all offers in their order.
    pub fn select<'o>(&self, offers: &'o [Offer]) -> Vec<&'o Offer> {
        let first = (self.page_or_default() as usize - 1)
            .saturating_mul(self.per_page_or_default() as usize);
        let listed = offers.iter().filter(|offer| self.selects(offer));
        listed.skip(first).take(self.per_page_or_default() as usize).collect()
    }

    /// The pagination that belongs to this query when it selects `total` offers in all.
    pub fn pagination(&self, total: u64) -> Pagination {
        let per_page = u64::from(self.per_page_or_default());
        Pagination {
            page: Some(i64::from(self.page_or_default()).into()),
            per_page: Some(per_page.into()),
            total: Some(total.into()),
            total_pages: Some(total.div_ceil(per_page).into()),
        }
    }
}

/// A page number as a count; what is out of range is cut to it.
fn count(number: Option<&PageNumber>) -> Option<u32> {
    number.and_then(PageNumber::as_f64).map(|number| number as u32)
}
