//! Values in memory as field values, so that the fast path checks them without writing the whole JSON.

use std::collections::BTreeMap;

use crate::json::{quote, scan};

use super::field_values::{FieldValue, FieldValues};
use super::maybe::Maybe;
use super::object_spec::ObjectSpec;

/// A type of a field.
pub(crate) trait ToField: Sized {
    fn to_field(&self, field: FieldWriter<'_, '_>);

    /// Sets a field to a list of such values.
    fn list(_: &[Self], field: FieldWriter<'_, '_>) {
        field.undecided();
    }
}

/// A type of a whole payload, or of one of its objects.
pub(crate) trait ToObject: Sized {
    fn to_object(&self, object: &mut ObjectWriter<'_>);
}

/// Fills one object of the field values.
pub(crate) struct ObjectWriter<'w> {
    field_values: &'w mut FieldValues,
    /// The JSON tokens of the values that the fast path reads, with a comma after each.
    text: &'w mut Vec<u8>,
    spec: &'static ObjectSpec,
    object: usize,
}

impl<'w> ObjectWriter<'w> {
    /// Adds an object without values.
    pub(crate) fn new(
        spec: &'static ObjectSpec,
        field_values: &'w mut FieldValues,
        text: &'w mut Vec<u8>,
    ) -> Self {
        let object = field_values.count();
        field_values.open(spec, 0);
        Self { field_values, text, spec, object }
    }

    #[inline]
    pub(crate) fn field<'o>(&'o mut self, field: usize) -> FieldWriter<'o, 'w> {
        FieldWriter { object: self, field }
    }
}

/// Sets one field of an object. A field that is not set is absent.
pub(crate) struct FieldWriter<'o, 'w> {
    object: &'o mut ObjectWriter<'w>,
    field: usize,
}

impl FieldWriter<'_, '_> {
    #[inline]
    fn set(self, value: FieldValue, node: usize) {
        let ObjectWriter { field_values, object, .. } = self.object;
        field_values.set(*object, self.field, node as u32, value);
    }

    /// The fast path cannot decide whether the value is clean.
    pub(crate) fn undecided(self) {
        self.set(FieldValue::Invalid, 0);
    }

    pub(crate) fn null(self) {
        self.set(FieldValue::Null, 0);
    }

    #[inline]
    pub(crate) fn boolean(self, flag: bool) {
        self.set(FieldValue::Boolean(flag), 0);
    }

    /// A number, and whether it is written without a fraction.
    #[inline]
    pub(crate) fn number(self, number: f64, is_integer: bool) {
        // Numbers of this size are written like those that the fast path reads.
        match number.abs() {
            0.0 | 1e-5..1e15 => self.set(FieldValue::Number(number), usize::from(is_integer)),
            _ => self.undecided(),
        }
    }

    #[inline]
    pub(crate) fn text(self, text: &str) {
        self.token(|out| write_string(text, out));
    }

    pub(crate) fn texts<'t>(self, texts: impl Iterator<Item = &'t str>) {
        self.token(|out| {
            out.push(b'[');
            for text in texts {
                write_string(text, out);
                out.push(b',');
            }
            close(b']', out);
        });
    }

    pub(crate) fn pairs<'t>(self, pairs: impl Iterator<Item = (&'t str, &'t str)>) {
        self.token(|out| {
            out.push(b'{');
            for (key, value) in pairs {
                write_string(key, out);
                out.push(b':');
                write_string(value, out);
                out.push(b',');
            }
            close(b'}', out);
        });
    }

    pub(crate) fn objects<T: ToObject>(self, objects: &[T]) {
        let ObjectWriter { field_values, text, spec, .. } = &mut *self.object;
        let Some(spec) = spec.fields[self.field].field_type.object() else {
            return self.undecided();
        };
        let (first, count) = (field_values.count() as u32, objects.len() as u32);
        for object in objects {
            object.to_object(&mut ObjectWriter::new(spec, field_values, text));
        }
        self.set(FieldValue::Objects { first, count, length: count }, 0);
    }

    #[inline]
    fn token(self, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.object.text.len();
        write(self.object.text);
        self.object.text.push(b',');
        self.set(FieldValue::Other, start);
    }
}

/// Writes a string as JSON.
#[inline]
fn write_string(string: &str, out: &mut Vec<u8>) {
    let bytes = string.as_bytes();
    if scan::string_stop(bytes, 0) < bytes.len() {
        return out.extend_from_slice(quote(string).as_bytes());
    }
    out.push(b'"');
    out.extend_from_slice(bytes);
    out.push(b'"');
}

/// Replaces the comma after the last item by a bracket, or adds it to an empty list.
fn close(bracket: u8, out: &mut Vec<u8>) {
    match out.last_mut() {
        Some(comma @ b',') => *comma = bracket,
        _ => out.push(bracket),
    }
}

impl<T: ToObject> ToField for T {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        field.objects(std::slice::from_ref(self));
    }

    fn list(items: &[Self], field: FieldWriter<'_, '_>) {
        field.objects(items);
    }
}

impl ToField for String {
    #[inline]
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        field.text(self);
    }

    fn list(items: &[Self], field: FieldWriter<'_, '_>) {
        field.texts(items.iter().map(String::as_str));
    }
}

impl ToField for bool {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        field.boolean(*self);
    }
}

impl<T: ToField> ToField for Vec<T> {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        T::list(self, field);
    }
}

impl ToField for BTreeMap<String, String> {
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        field.pairs(self.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    }
}

impl<T: ToField> ToField for Option<T> {
    #[inline]
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        if let Some(value) = self {
            value.to_field(field);
        }
    }
}

impl<T: ToField> ToField for Maybe<T> {
    #[inline]
    fn to_field(&self, field: FieldWriter<'_, '_>) {
        match self {
            Self::Absent => {}
            Self::Null => field.null(),
            Self::Value(value) => value.to_field(field),
        }
    }
}
