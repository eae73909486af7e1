//! Validates and lints the payloads of affiliate "offer" APIs: Tracklysms Offers API v2 and GoKart SDK
//! offer management.
//!
//! ```
//! use offerlint::Contract;
//!
//! let payload = br#"{"name": "Summer Promo", "payout_type": "CPA"}"#;
//! let report = Contract::TRACKLYSMS_CREATE_OFFER.lint(payload);
//! let found: Vec<_> = report.errors().map(|error| (&*error.rule, &*error.pointer)).collect();
//! assert_eq!(found, [
//!     ("required-field-missing", "/tracking_url"),
//!     ("invalid-payout-type", "/payout_type"),
//! ]);
//! ```
//!
//! # Which function do I need?
//!
//! | task | function |
//! | --- | --- |
//! | lint one payload | [`lint`], [`Contract::lint`] |
//! | with rule levels, path parameters, query or clock | [`Linter`] |
//! | lint NDJSON line by line | [`Linter::lint_lines`] |
//! | lint the items of a JSON array | [`Linter::lint_items`], [`array_items`] |
//! | read a payload into a struct | [`Payload::read`] |
//! | lint a struct before it is sent | [`Payload::lint`] |
//! | find the contract of a request line | [`RequestLine`] |
//! | apply all fixes of a payload | [`Linter::fix`] |
//! | apply single fixes | [`fix::apply`] |
//! | the JSON Schema of a contract | [`Contract::schema`] |
//! | the documentation of a rule | [`rules`] |
//!
//! A [`Contract`] is the form of one JSON document: a request body, a response body or a query. A
//! [`Report`] has the findings, each with its place, the reason and, if there is one, a fix. A *safe*
//! fix keeps the meaning of the payload, an *unsafe* one may change it.
//!
//! Linting a clean payload costs about as much as reading its bytes, and a linter is cheap to make. Reading
//! a clean payload into a struct costs about as much as reading it by `serde_json` alone.
//!
//! # Features
//!
//! | feature | default | content |
//! | --- | --- | --- |
//! | `fast` | yes | the fast path: clean payloads are recognised without building a tree |
//! | `validator` | yes | `validator::Validate` for every payload type |
//! | `axum` | no | an extractor for services: `Offer<T>` |
//! | `custom-schema` | yes | contracts from your own JSON Schemas |
//! | `project` | with `cli` | `offerlint.toml`, exceptions, baseline, captures, files and folders |
//! | `cli` | yes | the command and its dependencies |
//! | `server` | yes | `offerlint server`, the language server of the command |
//!
//! Embedders use `default-features = false, features = ["fast"]`.
//!
//! Linting does no I/O and reads no clock, and the library never prints. Only functions that take a path, a
//! folder or a reader read from it.

#![forbid(unsafe_code)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Some functions outside of `fast` are called by the fast path only.
#![cfg_attr(not(feature = "fast"), allow(dead_code))]

#[cfg(feature = "project")]
pub mod captures;
mod contract;
#[cfg(feature = "custom-schema")]
mod custom;
mod diagnostics;
#[cfg(feature = "fast")]
mod fast;
mod fields;
mod fixing;
pub mod inputs;
mod json;
mod linter;
#[cfg(feature = "project")]
pub mod project;
mod providers;
pub mod rules;
mod typed;

pub use contract::context::Context;
pub use contract::contract_spec::{Contract, Role};
pub use contract::endpoint::{DocumentedError, Endpoint};
pub use contract::field_info::{FieldInfo, Required};
pub use contract::instant::Instant;
pub use contract::maybe::Maybe;
pub use contract::request_line::{RequestLine, UnknownRequest};
#[cfg(feature = "custom-schema")]
pub use custom::{CustomContract, InvalidSchema, LoadDocument, SchemaOptions};
pub use diagnostics::call::Call;
pub use diagnostics::diagnostic::{Diagnostic, Label, Origin, Range};
pub use diagnostics::display_safe::needs_escape;
pub use diagnostics::example::{Body, Example};
pub use diagnostics::fix::{self, Applicability, Fix};
pub use diagnostics::report::Report;
pub use diagnostics::rule::{ApiError, Evidence, Fixable, Rule, Severity};
pub use diagnostics::rule_set::{Level, RuleSet, UnknownName, UnknownRule};
pub use diagnostics::secrets::mask_secrets;
pub use diagnostics::suggest::did_you_mean;
pub use fields::values::{InvalidTimestamp, NotFinite, Number, Timestamp, TrackingUrl, Uuid};
pub use fixing::{Fixed, apply_all};
pub use json::{Edit, Position, Span};
pub use linter::{Linter, array_items, lint};
pub use providers::{UnknownContract, gokart, openapi, providers, tracklysms};
#[cfg(feature = "axum")]
pub use typed::axum::{Offer, RefusedOffer};
pub use typed::payload::Payload;

/// The README's Rust code, compiled and run with the documentation's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
