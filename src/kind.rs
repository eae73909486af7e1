//! The kinds of fields: what one value must look like, one file a kind.

pub(crate) mod baseline_epc;
pub(crate) mod cap;
pub(crate) mod choice;
pub(crate) mod country;
pub(crate) mod date_time;
pub(crate) mod device_types;
pub(crate) mod flag;
pub(crate) mod id_list;
pub(crate) mod list;
pub(crate) mod metadata;
pub(crate) mod number;
pub(crate) mod objects;
pub(crate) mod order;
pub(crate) mod page_number;
pub(crate) mod plain;
pub(crate) mod store_id;
pub(crate) mod text;
pub(crate) mod text_lints;
pub(crate) mod typed;
pub(crate) mod url;
pub(crate) mod url_host;
pub(crate) mod url_text;
pub(crate) mod url_usual;
pub(crate) mod uuid;
pub(crate) mod vocabulary;
pub(crate) mod zip_codes;
