//! `GET /v2/offers`: the response.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::contract::declare::payload;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::number::AMOUNT;
use crate::fields::objects::{Nested, Objects};
use crate::fields::values::Number;

use super::envelope::{ERROR_BODY, ErrorBody};
use super::offer::{self, Offer};
use super::rules::listing;

payload! {
    /// A page of offers.
    pub struct OfferPage {
        /// The offers on this page.
        "offers" offers [expected]: Option<Vec<Offer>> = Objects(&offer::SPEC);
        /// The position of this page among all pages.
        "pagination" pagination [expected]: Option<Pagination> = Nested(&PAGINATION);
    }
}

payload! {
    /// Where a page stands among the others.
    pub struct Pagination {
        /// The number of this page, from 1.
        "page" page [expected]: Option<Number> = AMOUNT;
        /// The maximum number of offers on a page.
        "per_page" per_page [expected]: Option<Number> = AMOUNT;
        /// The total number of offers.
        "total" total [expected]: Option<Number> = AMOUNT;
        /// The total number of pages.
        "total_pages" total_pages [expected]: Option<Number> = AMOUNT;
    }
}

static PAGINATION: ObjectSpec = ObjectSpec::new("the pagination", Pagination::FIELDS);

pub(crate) static SPEC: ObjectSpec =
    ObjectSpec::new("a page of Tracklysms offers", OfferPage::FIELDS).rules(&[
        listing::pagination,
        listing::duplicate_ids,
        listing::status,
    ]);

/// The response of `GET /v2/offers`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ListOffers {
    /// A page of offers.
    Page(OfferPage),
    /// An error instead of a page.
    Refused(ErrorBody),
}

impl ListOffers {
    /// The offers on the page; empty if the request was refused.
    pub fn offers(&self) -> &[Offer] {
        match self {
            Self::Page(page) => page.offers.as_deref().unwrap_or_default(),
            Self::Refused(_) => &[],
        }
    }
}

impl<'de> Deserialize<'de> for ListOffers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let value = Value::deserialize(deserializer)?;
        if ERROR_BODY.matches_value(&value) {
            serde_json::from_value(value).map(Self::Refused)
        } else {
            serde_json::from_value(value).map(Self::Page)
        }
        .map_err(D::Error::custom)
    }
}
