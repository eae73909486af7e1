//! Payloads as Rust values.

pub(crate) mod payload;
#[cfg(feature = "validator")]
mod validator;
