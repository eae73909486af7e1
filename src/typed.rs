//! Payloads as Rust values.

#[cfg(feature = "axum")]
pub(crate) mod axum;
pub(crate) mod payload;
#[cfg(feature = "validator")]
mod validator;
