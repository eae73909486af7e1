//! The types of fields: the schema, the full check and the rules of one value, one file a type.

pub(crate) mod any_string;
pub(crate) mod baseline_epc;
pub(crate) mod boolean;
pub(crate) mod cap;
pub(crate) mod country;
pub(crate) mod date_time;
pub(crate) mod device_types;
pub(crate) mod enum_field;
pub(crate) mod id_list;
pub(crate) mod integer;
pub(crate) mod keyword;
pub(crate) mod list;
pub(crate) mod metadata;
pub(crate) mod number;
pub(crate) mod objects;
pub(crate) mod page_number;
pub(crate) mod store_id;
pub(crate) mod text;
pub(crate) mod url;
pub(crate) mod uuid;
pub(crate) mod values;
pub(crate) mod zip_codes;
