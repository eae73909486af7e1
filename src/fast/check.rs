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
        macro_rules! scalar {
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
            Self::Text(_) => scalar!(Self::Text(_)),
            Self::Number(_) => scalar!(Self::Number(_)),
            Self::Uuid => scalar!(Self::Uuid),
            Self::Url(_) => scalar!(Self::Url(_)),
            Self::Boolean => scalar!(Self::Boolean),
            Self::Enum(_) => scalar!(Self::Enum(_)),
            Self::Cap => scalar!(Self::Cap),
            Self::IdList => scalar!(Self::IdList),
            Self::DateTime(_) => scalar!(Self::DateTime(_)),
            Self::Metadata(_) => scalar!(Self::Metadata(_)),
            Self::Integer => scalar!(Self::Integer),
            _ => |check, mut cursor, field_values, slot| {
                let value = check.scalar(&mut cursor)?;
                field_values.put(slot, value);
                Some(cursor)
            },
        }
    }

    #[inline(always)]
    fn scalar(self, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
        match self {
            Self::Text(spec) => {
                let token = cursor.string()?;
                text::is_clean(spec, &token).then(|| token.value())
            }
            Self::Number(spec) => {
                let (number, whole) = cursor.number()?;
                let fits = number >= spec.least && (!spec.whole || whole || is_whole(number));
                fits.then_some(FieldValue::Number(number))
            }
            Self::Uuid => uuid::read(cursor).map(|token| token.value()),
            Self::Url(spec) => url::read_value(spec, cursor),
            Self::Boolean => cursor.boolean().map(FieldValue::Boolean),
            Self::Enum(values) => values.find(&cursor.short_word()?).map(FieldValue::Variant),
            Self::Cap => {
                let (cap, whole) = cursor.number()?;
                let fits = !cap::AT_LEAST_ONE.excludes(cap) && (whole || is_whole(cap));
                fits.then_some(FieldValue::Number(cap))
            }
            Self::IdList => {
                list::different(cursor, |cursor| Some(uuid::tail_hash(uuid::read(cursor)?.raw())))
            }
            Self::DateTime(spec) => date_time::read(spec, cursor),
            Self::Metadata(spec) => metadata::read(spec, cursor),
            Self::Integer => {
                let (number, whole) = cursor.number()?;
                (whole && number >= 0.0).then_some(FieldValue::Number(number))
            }
            other => other.rare(cursor),
        }
    }

    /// The checks that few payloads need more than once.
    #[inline(never)]
    fn rare(self, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
        match self {
            Self::AnyString => cursor.string().map(|token| token.value()),
            Self::Keyword(spec) => {
                let token = cursor.string().filter(|token| !token.traits.escaped)?;
                spec.find(token.raw()).map(FieldValue::Variant)
            }
            Self::StoreId => {
                let token = cursor.plain_text()?;
                is_store_id(token.string()?.raw).then(|| token.value())
            }
            Self::ZipCodes => list::different(cursor, |cursor| {
                let token = cursor.plain_text()?;
                is_zip_code(token.raw()).then(|| token.hash())
            }),
            Self::BaselineEpc => {
                let token = cursor.plain_text()?;
                let is_clean = |text| {
                    baseline_epc::decimal(text).is_some_and(|number| !NOT_NEGATIVE.excludes(number))
                };
                let clean = baseline_epc::is_unsigned(token.raw()) || is_clean(token.string()?.raw);
                clean.then_some(FieldValue::Other)
            }
            Self::DeviceTypes => device_types(cursor),
            Self::PageNumber(spec) => {
                let number = match cursor.peek()? {
                    b'"' => page_number::parse(cursor.string()?.string()?.raw)?,
                    _ => cursor.number().filter(|(number, _)| number.fract() == 0.0)?.0,
                };
                (number >= 1.0 && !spec.is_too_large(number)).then_some(FieldValue::Number(number))
            }
            _ => None,
        }
    }
}

fn device_types(cursor: &mut Cursor<'_>) -> Option<FieldValue> {
    if cursor.peek()? == b'"' {
        let token = cursor.plain_text()?;
        let clean = are_different_devices(token.raw().split(|byte| *byte == b','));
        return clean.then_some(FieldValue::Other);
    }
    let gap = cursor.open(b'[')?;
    if cursor.close(b']') {
        return Some(FieldValue::Other);
    }
    let mut devices = [&b""[..]; device_types::KNOWN.len()];
    let mut count = 0;
    loop {
        *devices.get_mut(count)? = cursor.plain_text()?.raw();
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
