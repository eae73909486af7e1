//! Values that the page types in two ways.

use serde::{Deserialize, Serialize};

use crate::contract::clean_payload::CleanField;
use crate::contract::from_field::FromField;
use crate::contract::to_field::{FieldWriter, ToField};
use crate::fields::values::Number;

/// Device types: one string, which may hold several separated by commas, or a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DeviceTypes {
    /// One string, such as `"iOS, Android"`.
    Text(String),
    /// A list, such as `["iOS", "Android"]`.
    List(Vec<String>),
}

impl DeviceTypes {
    /// The single device types, trimmed.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (text, list) = match self {
            Self::Text(text) => (Some(text), &[][..]),
            Self::List(list) => (None, &list[..]),
        };
        let tokens = text.into_iter().flat_map(|text| text.split(','));
        tokens.chain(list.iter().map(String::as_str)).map(str::trim)
    }
}

impl FromField for DeviceTypes {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        match field.tokens()?.peek()? {
            b'"' => field.string().map(Self::Text),
            _ => FromField::from_field(field).map(Self::List),
        }
    }
}

impl ToField for DeviceTypes {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        match self {
            Self::Text(text) => text.to_field(field),
            Self::List(list) => list.to_field(field),
        }
    }
}

/// The baseline EPC: typed as a string, although it is an amount in dollars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum BaselineEpc {
    /// As documented.
    Text(String),
    /// Worth a warning.
    Number(Number),
}

impl BaselineEpc {
    /// The amount in dollars; none if a text is not a number.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Text(text) => text.trim().parse().ok(),
            Self::Number(number) => Some(number.as_f64()),
        }
    }
}

impl FromField for BaselineEpc {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        field.string().map(Self::Text)
    }
}

impl ToField for BaselineEpc {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        match self {
            Self::Text(text) => text.to_field(field),
            Self::Number(number) => number.to_field(field),
        }
    }
}

impl Default for BaselineEpc {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<&str> for BaselineEpc {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
