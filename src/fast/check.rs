//! The fast checks of field types.

use crate::contract::field_values::{FieldValue, FieldValues};
use crate::fields::baseline_epc;
use crate::fields::cap;
use crate::fields::date_time::DateTime;
use crate::fields::device_types;
use crate::fields::keyword::KeywordField;
use crate::fields::metadata::Metadata;
use crate::fields::number::{NOT_NEGATIVE, Number, is_whole};
use crate::fields::page_number::{self, PageNumber};
use crate::fields::store_id::is_store_id;
use crate::fields::text::Text;
use crate::fields::url::Url;
use crate::fields::zip_codes::is_zip_code;

use super::cursor::Cursor;
use super::object::FastObject;
use super::quoted_key::FastEnum;
use super::{date_time, list, metadata, text, url, uuid};

/// Reads one value other than null, puts it into a slot and returns the cursor after it. None means
/// that the full check decides.
pub(super) type Reader =
    for<'a> fn(FastCheck, Cursor<'a>, &mut FieldValues, usize) -> Option<Cursor<'a>>;

/// The fast check of a field.
#[derive(Clone, Copy)]
pub(super) enum FastCheck {
    /// There is none: the full check decides.
    None,
    AnyString,
    BaselineEpc,
    Boolean,
    Cap,
    DateTime(&'static DateTime),
    DeviceTypes,
    Enum(&'static FastEnum),
    IdList,
    Integer,
    Keyword(&'static KeywordField),
    Metadata(&'static Metadata),
    Nested(&'static FastObject),
    Number(&'static Number),
    Objects(&'static FastObject),
    PageNumber(&'static PageNumber),
    StoreId,
    Text(&'static Text),
    Url(&'static Url),
    Uuid,
    ZipCodes,
}

impl FastCheck {
    /// The table of the objects that the field contains.
    pub(super) fn object(self) -> Option<&'static FastObject> {
        match self {
            Self::Nested(object) | Self::Objects(object) => Some(object),
            _ => None,
        }
    }

    /// The function that reads a value of this field. It is stored beside the field's name, so that
    /// reading a value starts with one indirect call.
    pub(super) fn reader(self) -> Reader {
        // A value that is held completely by its field value.
        macro_rules! whole {
            ($pattern:pat) => {
                |check, mut cursor, field_values, slot| match check {
                    $pattern => {
                        let value = check.scalar(&mut cursor)?;
                        field_values.put(slot, value);
                        Some(cursor)
                    }
                    _ => None,
                }
            };
        }
        macro_rules! token {
            ($pattern:pat) => {
                |check, mut cursor, field_values, slot| match check {
                    $pattern => {
                        let left = cursor.rest().len();
                        let value = check.scalar(&mut cursor)?;
                        field_values.put_token(slot, value, left);
                        Some(cursor)
                    }
                    _ => None,
                }
            };
        }
        match self {
            Self::Nested(_) | Self::Objects(_) => |check, mut cursor, field_values, slot| {
                let value = match check {
                    Self::Nested(object) => {
                        let first = field_values.count() as u32;
                        cursor = object.read(cursor, field_values)?;
                        FieldValue::Objects { first, count: 1, length: 1 }
                    }
                    Self::Objects(object) => list::objects(&mut cursor, object, field_values)?,
                    _ => return None,
                };
                field_values.put(slot, value);
                Some(cursor)
            },
            Self::Text(_) => whole!(Self::Text(_)),
            Self::Uuid => whole!(Self::Uuid),
            Self::Url(_) => whole!(Self::Url(_)),
            Self::Boolean => whole!(Self::Boolean),
            Self::Number(_) => token!(Self::Number(_)),
            Self::Enum(_) => token!(Self::Enum(_)),
            Self::Cap => token!(Self::Cap),
            Self::IdList => token!(Self::IdList),
            Self::DateTime(_) => token!(Self::DateTime(_)),
            Self::Metadata(_) => |check, mut cursor, field_values, slot| match check {
                Self::Metadata(spec) => {
                    let first = field_values.texts().len();
                    metadata::read(spec, &mut cursor, |text| field_values.add_text(text))?;
                    let count = (field_values.texts().len() - first) as u32;
                    field_values.put(slot, FieldValue::Texts { first: first as u32, count });
                    Some(cursor)
                }
                _ => None,
            },
            Self::Integer => token!(Self::Integer),
            _ => |check, mut cursor, field_values, slot| {
                let left = cursor.rest().len();
                let value = check.scalar(&mut cursor)?;
                field_values.put_token(slot, value, left);
                Some(cursor)
            },
        }
    }

    /// The value of `length` bytes at the start of a text, if it has no objects in it and is clean.
    pub(super) fn clean_value(self, text: &[u8], length: usize) -> Option<FieldValue> {
        if self.object().is_some() {
            return None;
        }
        let mut cursor = Cursor::new(text);
        let value = self.value(&mut cursor)?;
        // A valid value can be the prefix of another one, as 1 of 1e400.
        (cursor.rest().len() + length == text.len()).then_some(value)
    }

    /// Reads one value without objects.
    pub(super) fn value(self, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
        self.scalar(cursor)
    }

    /// The value of a number, if it is clean. `is_integer`: whether it is written without a fraction.
    #[inline(always)]
    pub(super) fn number(self, number: f64, is_integer: bool) -> Option<FieldValue> {
        let is_whole = || is_integer || is_whole(number);
        let fits = match self {
            Self::Number(spec) => number >= spec.least && (!spec.whole || is_whole()),
            Self::Cap => !cap::AT_LEAST_ONE.excludes(number) && is_whole(),
            Self::Integer => is_integer && number >= 0.0,
            Self::PageNumber(spec) => {
                number.fract() == 0.0 && number >= 1.0 && !spec.is_too_large(number)
            }
            _ => false,
        };
        fits.then_some(FieldValue::Number(number))
    }

    #[inline(always)]
    fn scalar(self, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
        match self {
            Self::Text(spec) => {
                let ((), value) = cursor.string(|text| text::is_clean(spec, text).then_some(()))?;
                Some(value)
            }
            Self::Number(_) => {
                let (number, is_integer) = cursor.number()?;
                self.number(number, is_integer)
            }
            Self::Uuid => uuid::read(cursor).map(|(_, value)| value),
            Self::Url(spec) => url::read_value(spec, cursor),
            Self::Boolean => cursor.boolean().map(FieldValue::Boolean),
            Self::Enum(values) => values.find(&cursor.short_word()?).map(FieldValue::Variant),
            Self::Cap => {
                let (cap, is_integer) = cursor.number()?;
                self.number(cap, is_integer)
            }
            Self::IdList => {
                list::different(cursor, |cursor| Some(uuid::tail_hash(uuid::read(cursor)?.0)))
            }
            Self::DateTime(spec) => date_time::read(spec, cursor),
            Self::Metadata(spec) => metadata::read(spec, cursor, |_| {}),
            Self::Integer => {
                let (number, is_integer) = cursor.number()?;
                self.number(number, is_integer)
            }
            other => other.rare(cursor),
        }
    }

    /// The checks that few payloads need more than once.
    #[inline(never)]
    fn rare(self, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
        match self {
            Self::AnyString => cursor.string(|_| Some(())).map(|(_, value)| value),
            Self::Keyword(spec) => {
                let (variant, _) = cursor.string(|text| spec.find(text.bytes()))?;
                Some(FieldValue::Variant(variant))
            }
            Self::StoreId => {
                let ((), value) = cursor.string(|id| is_store_id(id.text()?).then_some(()))?;
                Some(value)
            }
            Self::ZipCodes => list::different(cursor, |cursor| {
                let token = cursor.unescaped()?;
                is_zip_code(token.bytes()).then(|| token.hash())
            }),
            Self::BaselineEpc => {
                let text = cursor.plain_text()?;
                let is_clean = |text| {
                    baseline_epc::decimal(text).is_some_and(|number| !NOT_NEGATIVE.excludes(number))
                };
                let clean = baseline_epc::is_unsigned(text)
                    || std::str::from_utf8(text).is_ok_and(is_clean);
                clean.then_some(FieldValue::Other)
            }
            Self::DeviceTypes => device_types(cursor),
            Self::PageNumber(_) => {
                let number = match cursor.peek()? {
                    b'"' => page_number::parse(cursor.unescaped()?.text()?)?,
                    _ => cursor.number()?.0,
                };
                self.number(number, false)
            }
            _ => None,
        }
    }
}

fn device_types(cursor: &mut Cursor<'_>) -> Option<FieldValue> {
    if cursor.peek()? == b'"' {
        let text = cursor.plain_text()?;
        let clean = are_different_devices(text.split(|byte| *byte == b','));
        return clean.then_some(FieldValue::Other);
    }
    let gap = cursor.open(b'[')?;
    if cursor.close(b']') {
        return Some(FieldValue::Other);
    }
    let mut devices = [&b""[..]; device_types::KNOWN.len()];
    let mut count = 0;
    loop {
        *devices.get_mut(count)? = cursor.plain_text()?;
        count += 1;
        if !cursor.next(b']', gap)? {
            let clean = are_different_devices(devices[..count].iter().copied());
            return clean.then_some(FieldValue::Other);
        }
    }
}

/// Whether every device type is known and none repeats.
fn are_different_devices<'t>(devices: impl Iterator<Item = &'t [u8]>) -> bool {
    let mut seen = [false; device_types::KNOWN.len()];
    for device in devices {
        match device_types::known(device.trim_ascii()) {
            Some(index) if !seen[index] => seen[index] = true,
            _ => return false,
        }
    }
    true
}
