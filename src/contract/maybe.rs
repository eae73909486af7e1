//! A field that may be absent, null or a value.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The value of a field that may be absent, null, or a value. The contracts distinguish the three.
///
/// ```
/// use offerlint::Maybe;
///
/// assert_eq!(Maybe::from(5).value(), Some(&5));
/// assert_eq!(Maybe::<u8>::Null.value(), None);
/// assert!(Maybe::<u8>::default().is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Maybe<T> {
    /// The member is absent.
    #[default]
    Absent,
    /// The member is null.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the member is absent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` becomes absent.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

/// Absent and null become `None`.
impl<T> From<Maybe<T>> for Option<T> {
    fn from(value: Maybe<T>) -> Self {
        match value {
            Maybe::Value(value) => Some(value),
            Maybe::Null | Maybe::Absent => None,
        }
    }
}

impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_some(value),
            Self::Null | Self::Absent => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Null, Self::Value))
    }
}

/// A type that can represent an absent member.
pub(crate) trait Absence {
    fn is_absent(&self) -> bool;
}

impl<T> Absence for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absence for Maybe<T> {
    fn is_absent(&self) -> bool {
        self.is_absent()
    }
}

pub(crate) fn is_absent<T: Absence>(field: &T) -> bool {
    field.is_absent()
}
