//! Which field types have a fast check, and which rules each check knows.

use std::any::Any;

use crate::contract::object_spec::FieldType;
use crate::diagnostics::rule::Rule;
use crate::fields::any_string::AnyString;
use crate::fields::baseline_epc::{self, BaselineEpc};
use crate::fields::boolean::Boolean;
use crate::fields::cap::{self, Cap};
use crate::fields::date_time::{self, DateTime};
use crate::fields::device_types::{self, DeviceTypes};
use crate::fields::enum_field::EnumField;
use crate::fields::id_list::{self, IdList};
use crate::fields::integer::{self, Integer};
use crate::fields::keyword::KeywordField;
use crate::fields::list;
use crate::fields::metadata::{self, Metadata};
use crate::fields::number::{self, Number};
use crate::fields::objects::{Nested, Objects};
use crate::fields::page_number::{self, PageNumber};
use crate::fields::store_id::{self, StoreId};
use crate::fields::text::{self, Text};
use crate::fields::url::{self, Url};
use crate::fields::uuid::{self, Uuid};
use crate::fields::zip_codes::{self, ZipCodes};

use super::check::FastCheck;
use super::object::FastObject;
use super::quoted_key::FastEnum;

/// The rules that the fast checks know: a value that breaks one of them is never taken for clean.
static KNOWN_RULES: &[&Rule] = &[
    &baseline_epc::BASELINE_EPC_NOT_NUMERIC,
    &baseline_epc::BASELINE_EPC_NUMBER,
    &cap::CAP_BELOW_ONE,
    &cap::CAP_NOT_INTEGER,
    &date_time::DATETIME_IMPLAUSIBLE_YEAR,
    &date_time::DATETIME_INVALID,
    &date_time::DATETIME_NONSTANDARD_PROFILE,
    &date_time::DATETIME_NO_OFFSET,
    &device_types::DEVICE_TYPE_UNKNOWN,
    &id_list::ID_CODE_INSTEAD_OF_UUID,
    &integer::INTEGER_AS_FLOAT,
    &list::DUPLICATE_ARRAY_ITEM,
    &metadata::METADATA_KEY_BLANK,
    &metadata::METADATA_VALUE_NOT_STRING,
    &number::NUMBER_NEGATIVE,
    &page_number::PAGE_NOT_POSITIVE,
    &page_number::PER_PAGE_TOO_LARGE,
    &store_id::STORE_ID_FORMAT,
    &text::rules::HTML_ENTITY_IN_TITLE,
    &text::rules::MOJIBAKE,
    &text::rules::NAME_TOO_LONG,
    &text::rules::STRING_BLANK,
    &text::rules::STRING_SURROUNDING_WHITESPACE,
    &text::rules::SUSPICIOUS_UNICODE,
    &url::URL_INVALID,
    &url::URL_SCHEME_NOT_HTTP,
    &url::host::URL_CREDENTIALS,
    &url::host::URL_HOST_MACRO,
    &url::host::URL_INSECURE_HTTP,
    &uuid::UUID_FORMAT,
    &uuid::UUID_NIL,
    &zip_codes::ZIP_CODE_FORMAT,
    &url::host::URL_PRIVATE_HOST,
    &url::host::URL_UNQUALIFIED_HOST,
    &url::text_rules::URL_BAD_PERCENT_ENCODING,
    &url::text_rules::URL_DUPLICATE_QUERY_PARAM,
    &url::text_rules::URL_HTML_ENTITY,
    &url::text_rules::URL_MACRO_UNBALANCED,
];

/// The fast check of a field type, or none if it has none or has a rule that the check does not know.
/// Rules that are off by default do not count: a run that selects one uses the full check.
pub(super) fn fast_check(field_type: &'static dyn FieldType) -> FastCheck {
    let known = |rule: &&Rule| !rule.on || KNOWN_RULES.contains(rule);
    let mut rules = field_type.rules().iter().flat_map(|rules| rules.iter().copied());
    if rules.all(|rule| known(&rule)) { registered(field_type) } else { FastCheck::None }
}

fn registered(field_type: &'static dyn FieldType) -> FastCheck {
    let any: &'static dyn Any = field_type;
    macro_rules! register {
        ($($type:ty => |$spec:pat_param| $check:expr,)+) => {
            $(if let Some($spec) = any.downcast_ref::<$type>() {
                return $check;
            })+
        };
    }
    register! {
        AnyString => |_| FastCheck::AnyString,
        BaselineEpc => |_| FastCheck::BaselineEpc,
        Boolean => |_| FastCheck::Boolean,
        Cap => |_| FastCheck::Cap,
        DateTime => |spec| FastCheck::DateTime(spec),
        DeviceTypes => |_| FastCheck::DeviceTypes,
        EnumField => |spec| FastEnum::new(spec.values).map_or(FastCheck::None, FastCheck::Enum),
        IdList => |_| FastCheck::IdList,
        Integer => |_| FastCheck::Integer,
        KeywordField => |spec| FastCheck::Keyword(spec),
        Metadata => |spec| FastCheck::Metadata(spec),
        Nested => |spec| FastCheck::Nested(FastObject::new(spec.0)),
        Number => |spec| FastCheck::Number(spec),
        Objects => |spec| FastCheck::Objects(FastObject::new(spec.0)),
        PageNumber => |spec| FastCheck::PageNumber(spec),
        StoreId => |_| FastCheck::StoreId,
        Text => |spec| FastCheck::Text(spec),
        Url => |spec| FastCheck::Url(spec),
        Uuid => |_| FastCheck::Uuid,
        ZipCodes => |_| FastCheck::ZipCodes,
    }
    FastCheck::None
}
