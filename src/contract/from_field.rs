//! Types that are read from the fields of a clean payload, so that its keys are not read twice.

use std::collections::BTreeMap;

use super::clean_payload::{CleanField, CleanPayload};
use super::field_values::FieldValue;
use super::maybe::Maybe;

/// A type of a field. The value is the one that serde reads from the payload; `None` means that serde
/// must read it.
pub(crate) trait FromField: Sized {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self>;

    /// The items of a list.
    fn list(_: CleanField<'_, '_, '_>) -> Option<Vec<Self>> {
        None
    }
}

/// A type of a whole payload, or of one of its objects.
pub(crate) trait FromObject: Sized {
    fn from_object(payload: &CleanPayload<'_, '_>, object: usize) -> Option<Self>;
}

impl<T: FromObject> FromField for T {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        Self::from_object(field.payload, field.objects()?.next()?)
    }

    fn list(field: CleanField<'_, '_, '_>) -> Option<Vec<Self>> {
        let objects = field.objects()?;
        let mut list = Vec::with_capacity(objects.len());
        for object in objects {
            list.push(Self::from_object(field.payload, object)?);
        }
        Some(list)
    }
}

impl FromField for String {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        field.string()
    }

    fn list(field: CleanField<'_, '_, '_>) -> Option<Vec<Self>> {
        let mut list = Vec::new();
        field.strings(|text| list.push(text))?;
        Some(list)
    }
}

impl FromField for bool {
    #[inline]
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        if let FieldValue::Boolean(flag) = field.value() { Some(flag) } else { None }
    }
}

impl<T: FromField> FromField for Vec<T> {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        T::list(field)
    }
}

impl FromField for BTreeMap<String, String> {
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        let mut map = Self::new();
        field.pairs(|key, value| drop(map.insert(key, value)))?;
        Some(map)
    }
}

impl<T: FromField> FromField for Option<T> {
    #[inline]
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        match field.value() {
            FieldValue::Absent | FieldValue::Null => Some(None),
            _ => T::from_field(field).map(Some),
        }
    }
}

impl<T: FromField> FromField for Maybe<T> {
    #[inline]
    fn from_field(field: CleanField<'_, '_, '_>) -> Option<Self> {
        match field.value() {
            FieldValue::Absent => Some(Self::Absent),
            FieldValue::Null => Some(Self::Null),
            _ => T::from_field(field).map(Self::Value),
        }
    }
}
