//! The types of field values: they keep what was written, and read it on demand.

use serde::{Deserialize, Deserializer, Serialize};

use crate::contract::clean_payload::CleanField;
use crate::contract::field_values::FieldValue;
use crate::contract::from_field::FromField;
use crate::contract::instant::Instant;
use crate::contract::to_field::{FieldWriter, ToField};
use crate::diagnostics::rule_set::UnknownName;
use crate::fields::date_time::classify;
use crate::json::decimal::EXACT;

/// Declares a string type that keeps its text.
macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The text as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromField for $name {
            #[inline]
            fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
                field.string().map(Self)
            }

            fn list(field: CleanField<'_, '_, '_>) -> Option<Vec<Self>> {
                let mut list = Vec::new();
                field.strings(|text| list.push(Self(text)))?;
                Some(list)
            }
        }

        impl ToField for $name {
            fn to_field(&self, field: FieldWriter<'_, '_>) {
                field.text(&self.0);
            }

            fn list(items: &[Self], field: FieldWriter<'_, '_>) {
                field.texts(items.iter().map(Self::as_str));
            }
        }
    };
}

text_type! {
    /// A UUID in its hyphenated spelling, in the case in which it was written. Any text can be
    /// held; linting checks whether it is one.
    Uuid
}

text_type! {
    /// A URL as it was written, macros and all.
    TrackingUrl
}

text_type! {
    /// A date-time as it was written.
    ///
    /// ```
    /// use offerlint::Timestamp;
    ///
    /// let naive = Timestamp::from("2025-11-01T14:30:00").instant();
    /// assert_eq!(naive, Timestamp::from("2025-11-01T15:30:00+01:00").instant());
    /// assert_eq!(Timestamp::from("yesterday").instant(), None);
    /// ```
    Timestamp
}

impl Timestamp {
    /// The point in time, UTC where no offset was written; none if it is no ISO 8601 date-time.
    pub fn instant(&self) -> Option<Instant> {
        classify(&self.0).map(|read| read.instant)
    }
}

/// Reads an ISO 8601 date-time.
impl std::str::FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        classify(text).map(|_| Self(text.to_owned())).ok_or(InvalidTimestamp)
    }
}

/// The text is not an ISO 8601 date-time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp;

impl std::fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the text is not an ISO 8601 date-time")
    }
}

impl std::error::Error for InvalidTimestamp {}

impl From<url::Url> for TrackingUrl {
    fn from(url: url::Url) -> Self {
        Self(url.into())
    }
}

/// A JSON number that is written out as it was read: 5 stays 5, and 5.0 stays 5.0.
///
/// Only an integer that 64 bits do not hold becomes a double, and is written as one: `1e+20`. What is
/// finer than a double is rounded, and -0 is 0.
///
/// ```
/// use offerlint::Number;
///
/// assert_eq!(Number::from(100).as_f64(), 100.0);
/// assert!(Number::try_from(f64::NAN).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Number(#[serde(deserialize_with = "number")] serde_json::Number);

/// The number as an integer of 64 bits or a double, also where `serde_json` is built to keep every
/// digit. Integers have no negative zero: -0 would be written as -0.0.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<serde_json::Number, D::Error> {
    let number = serde_json::Number::deserialize(from)?;
    if let Some(integer) = number.as_u64() {
        return Ok(integer.into());
    }
    match (number.as_i64(), number.as_f64()) {
        (_, Some(zero)) if zero == 0.0 && zero.is_sign_negative() => Ok(0.into()),
        (Some(integer), _) => Ok(integer.into()),
        (None, Some(double)) => {
            serde_json::Number::from_f64(double).ok_or_else(|| serde::de::Error::custom(NotFinite))
        }
        (None, None) => Err(serde::de::Error::custom(NotFinite)),
    }
}

impl Number {
    /// The value as a double.
    pub fn as_f64(&self) -> f64 {
        self.0.as_f64().unwrap_or(f64::NAN)
    }
}

impl FromField for Number {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        let FieldValue::Number(number) = field.value() else { return None };
        if number.abs() >= EXACT {
            return None;
        }
        let is_integer = number == 0.0 && number.is_sign_negative() || field.tokens()?.is_integer();
        if is_integer { Some(Self::from(number as i64)) } else { Self::try_from(number).ok() }
    }
}

impl ToField for Number {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        field.number(self.as_f64(), !self.0.is_f64());
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::from(0)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(value.into())
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(value.into())
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(value.into())
    }
}

/// The number is infinite or not a number, which JSON cannot write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFinite;

impl std::fmt::Display for NotFinite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the number is not finite")
    }
}

impl std::error::Error for NotFinite {}

impl TryFrom<f64> for Number {
    type Error = NotFinite;

    fn try_from(value: f64) -> Result<Self, NotFinite> {
        serde_json::Number::from_f64(value).map(Self).ok_or(NotFinite)
    }
}

/// The error for a text that is not one of the values.
pub(crate) fn unknown_name(text: &str, values: &[&str]) -> UnknownName {
    UnknownName::new(text, format!("one of {}", values.join(", ")))
}

/// Declares an enumeration whose variants are the values of a printed list.
macro_rules! enum_type {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// The values as the contract writes them, in the order of the variants.
            pub const VALUES: &'static [&'static str] = &[$($text),+];

            /// The value as the contract writes it.
            pub fn as_str(self) -> &'static str {
                Self::VALUES[self as usize]
            }
        }

        impl $crate::contract::from_field::FromField for $name {
            fn from_field(
                field: $crate::contract::clean_payload::CleanField<'_, '_, '_>,
            ) -> Option<Self> {
                const VARIANTS: &[$name] = &[$($name::$variant),+];
                let variant = VARIANTS.get(usize::from(field.variant()?)).copied()?;
                // The field may list other values than the type.
                field.tokens()?.starts_with(variant.as_str()).then_some(variant)
            }
        }

        impl $crate::contract::to_field::ToField for $name {
            fn to_field(&self, field: $crate::contract::to_field::FieldWriter<'_, '_>) {
                field.text(self.as_str());
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        /// Reads the value as the contract writes it.
        impl std::str::FromStr for $name {
            type Err = $crate::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::fields::values::unknown_name(text, Self::VALUES)),
                }
            }
        }
    };
}
pub(crate) use enum_type;
