//! `GET /v2/offers`: the query parameters, as an object.

use serde::{Deserialize, Serialize};

use crate::contract::clean_payload::CleanField;
use crate::contract::declare::payload;
use crate::contract::from_field::FromField;
use crate::contract::object_spec::ObjectSpec;
use crate::contract::to_field::{FieldWriter, ToField};
use crate::fields::page_number::PageNumber as PageNumberField;
use crate::fields::values::Number;

use super::values::{STATUS, Status};

payload! {
    /// Which offers to list, and which page of them.
    pub struct ListOffersQuery {
        /// The status to filter by; without it everything but archived offers is listed.
        "status" status [optional not_null]: Option<Status> = STATUS;
        /// The page to return; 1 by default.
        "page" page [optional not_null]: Option<PageNumber> = PageNumberField { limited: false };
        /// The number of offers on a page; 50 by default, at most 100.
        "per_page" per_page [optional not_null]: Option<PageNumber> = PageNumberField { limited: true };
    }
}

/// An integer, written as a number or, as query strings do, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PageNumber {
    /// A JSON number.
    Number(Number),
    /// A string of digits.
    Text(String),
}

impl PageNumber {
    /// The number; none if a text is not one.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.as_f64()),
            Self::Text(text) => text.parse().ok(),
        }
    }
}

impl FromField for PageNumber {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        match field.tokens()?.peek()? {
            b'"' => field.tokens()?.string().map(Self::Text),
            _ => FromField::from_field(field).map(Self::Number),
        }
    }
}

impl ToField for PageNumber {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        match self {
            Self::Number(number) => number.to_field(field),
            Self::Text(text) => text.to_field(field),
        }
    }
}

impl From<i32> for PageNumber {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

pub(crate) static SPEC: ObjectSpec =
    ObjectSpec::new("the query of List Offers", ListOffersQuery::FIELDS).closed();
