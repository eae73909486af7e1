//! What a contract is, in general: its fields and their presence, and what a check is given.

pub(crate) mod compare_numbers;
pub(crate) mod condition;
pub(crate) mod context;
pub(crate) mod contract_spec;
pub(crate) mod declare;
pub(crate) mod diagnostic_builder;
pub(crate) mod distinct;
pub(crate) mod document_rules;
pub(crate) mod duplicate_filter;
pub(crate) mod endpoint;
pub(crate) mod expected_type;
pub(crate) mod field_info;
pub(crate) mod field_values;
pub(crate) mod full_check;
pub(crate) mod instant;
pub(crate) mod lint_context;
pub(crate) mod maybe;
pub(crate) mod object_spec;
pub(crate) mod path_id;
pub(crate) mod place;
pub(crate) mod placeholders;
pub(crate) mod presence;
pub(crate) mod provider;
pub(crate) mod request_line;
pub(crate) mod schema;
pub(crate) mod unknown_members;
