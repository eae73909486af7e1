//! The nine contracts: what a document is supposed to be.

use std::str::FromStr;

use crate::contract::ObjectSpec;
use crate::contract::endpoint::Endpoint;
use crate::{gokart, suggest, tracklysms};

/// The API pages, as rules name them.
pub(crate) mod page {
    pub(crate) const TRACKLYSMS_CREATE: &str = "Tracklysms Offers API v2, Create Offer";
    pub(crate) const TRACKLYSMS_UPDATE: &str = "Tracklysms Offers API v2, Update Offer";
    pub(crate) const TRACKLYSMS_REQUESTS: &str =
        "Tracklysms Offers API v2, Create Offer and Update Offer";
    pub(crate) const TRACKLYSMS_LIST: &str = "Tracklysms Offers API v2, List Offers";
    pub(crate) const GOKART_UPDATE: &str = "GoKart SDK offer management, Update Offers";
    pub(crate) const TRACKLYSMS_CREATE_AND_GOKART: &str =
        "Tracklysms Offers API v2, Create Offer; GoKart SDK offer management, Update Offers";
    pub(crate) const ALL: &str = "the type columns of all five pages (Tracklysms Offers API v2; GoKart SDK offer management)";
}

/// What a document is in a conversation with an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The body of a request.
    Request,
    /// The body of a response.
    Response,
    /// Query parameters, written as an object.
    Query,
}

/// One of the built-in contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Contract {
    /// The body of `POST /v2/offers`.
    TracklysmsCreateOffer,
    /// The body of `PUT /v2/offers/{id}`.
    TracklysmsUpdateOffer,
    /// The response of `GET /v2/offers/{id}`.
    TracklysmsGetOffer,
    /// The response of `GET /v2/offers`.
    TracklysmsListOffers,
    /// The response of `POST /v2/offers`.
    TracklysmsCreateOfferResponse,
    /// The response of `PUT /v2/offers/{id}`.
    TracklysmsUpdateOfferResponse,
    /// The query parameters of `GET /v2/offers`.
    TracklysmsListOffersQuery,
    /// The body of `PUT /v1/sdk-offer-management/{product}/offers/{id}`.
    GokartUpdateOffer,
    /// The response of `PUT /v1/sdk-offer-management/{product}/offers/{id}`.
    GokartUpdateOfferResponse,
}

struct Row {
    contract: Contract,
    name: &'static str,
    role: Role,
    endpoint: Endpoint,
    summary: &'static str,
}

const fn row(
    contract: Contract,
    name: &'static str,
    role: Role,
    endpoint: Endpoint,
    summary: &'static str,
) -> Row {
    Row { contract, name, role, endpoint, summary }
}

/// In the order of the variants.
const TABLE: [Row; 9] = {
    use Contract::*;
    use Endpoint as E;
    use Role::{Query, Request, Response};
    [
        row(
            TracklysmsCreateOffer,
            "tracklysms/create-offer",
            Request,
            E::TracklysmsCreate,
            "a new offer",
        ),
        row(
            TracklysmsUpdateOffer,
            "tracklysms/update-offer",
            Request,
            E::TracklysmsUpdate,
            "changes to an offer",
        ),
        row(TracklysmsGetOffer, "tracklysms/get-offer", Response, E::TracklysmsGet, "one offer"),
        row(
            TracklysmsListOffers,
            "tracklysms/list-offers",
            Response,
            E::TracklysmsList,
            "a page of offers",
        ),
        row(
            TracklysmsCreateOfferResponse,
            "tracklysms/create-offer-response",
            Response,
            E::TracklysmsCreate,
            "the offer that was created",
        ),
        row(
            TracklysmsUpdateOfferResponse,
            "tracklysms/update-offer-response",
            Response,
            E::TracklysmsUpdate,
            "the offer after the changes",
        ),
        row(
            TracklysmsListOffersQuery,
            "tracklysms/list-offers-query",
            Query,
            E::TracklysmsList,
            "which offers to list, as an object",
        ),
        row(GokartUpdateOffer, "gokart/update-offer", Request, E::GokartUpdate, "a whole offer"),
        row(
            GokartUpdateOfferResponse,
            "gokart/update-offer-response",
            Response,
            E::GokartUpdate,
            "the id of the offer that was updated",
        ),
    ]
};

impl Contract {
    /// Every contract.
    pub const ALL: [Self; 9] = {
        let mut all = [Self::TracklysmsCreateOffer; 9];
        let mut index = 0;
        while index < 9 {
            all[index] = TABLE[index].contract;
            index += 1;
        }
        all
    };

    #[inline]
    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// The name, such as `tracklysms/create-offer`: public API.
    #[inline]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What a document of this contract is.
    pub fn role(self) -> Role {
        self.row().role
    }

    /// The endpoint that it belongs to.
    pub fn endpoint(self) -> Endpoint {
        self.row().endpoint
    }

    /// What it holds, in a few words.
    pub fn summary(self) -> &'static str {
        self.row().summary
    }

    pub(crate) fn is_tracklysms(self) -> bool {
        self.endpoint() != Endpoint::GokartUpdate
    }

    pub(crate) fn is_request(self) -> bool {
        self.role() == Role::Request
    }

    /// Whether the vendor limits the size of this body.
    pub(crate) fn limits_body(self) -> bool {
        self.is_request() && self.is_tracklysms()
    }

    /// The objects that a document may be, the likeliest first.
    pub(crate) fn shapes(self) -> &'static [&'static ObjectSpec] {
        match self {
            Self::TracklysmsCreateOffer => const { &[&tracklysms::create_offer::SPEC] },
            Self::TracklysmsUpdateOffer => const { &[&tracklysms::update_offer::SPEC] },
            Self::TracklysmsGetOffer
            | Self::TracklysmsCreateOfferResponse
            | Self::TracklysmsUpdateOfferResponse => {
                const { &[&tracklysms::offer::SPEC, &tracklysms::envelope::SPEC] }
            }
            Self::TracklysmsListOffers => const { &[&tracklysms::list_offers::SPEC] },
            Self::TracklysmsListOffersQuery => const { &[&tracklysms::list_offers_query::SPEC] },
            Self::GokartUpdateOffer => const { &[&gokart::update_offer::SPEC] },
            Self::GokartUpdateOfferResponse => {
                const { &[&gokart::response::SPEC, &gokart::response::ENVELOPE] }
            }
        }
    }

    /// The contract that the last two folders of a path name, as in
    /// `payloads/tracklysms/create-offer/summer.json`.
    pub fn from_folders<'p>(folders: impl DoubleEndedIterator<Item = &'p str>) -> Option<Self> {
        let folders: Vec<&str> = folders.collect();
        folders.windows(2).rev().find_map(|pair| {
            Self::ALL.into_iter().find(|c| c.name().split('/').eq(pair.iter().copied()))
        })
    }
}

/// A contract name that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownContract {
    /// The name that was given.
    pub name: String,
    /// The name that was probably meant.
    pub suggestion: Option<&'static str>,
}

impl std::fmt::Display for UnknownContract {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown contract `{}`", self.name)?;
        match self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => {
                let names: Vec<_> = Contract::ALL.iter().map(|contract| contract.name()).collect();
                write!(f, "; there are {}", names.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownContract {}

impl FromStr for Contract {
    type Err = UnknownContract;

    fn from_str(name: &str) -> Result<Self, UnknownContract> {
        Self::ALL.into_iter().find(|contract| contract.name() == name).ok_or_else(|| {
            let suggestion =
                suggest::closest(name, Self::ALL.iter().map(|contract| contract.name()));
            UnknownContract { name: name.to_owned(), suggestion }
        })
    }
}

impl std::fmt::Display for Contract {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
