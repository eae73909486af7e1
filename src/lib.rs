//! Validates and lints the payloads of two affiliate "offer" APIs: Tracklysms Offers API v2 and
//! GoKart SDK offer management.
//!
//! Bytes, a [`Contract`] and a [`Context`] go in, a [`Report`] with every finding comes out, each
//! at its place, with the reason and, where there is one, the fix:
//!
//! ```
//! use offerlint::{Context, Contract, lint};
//!
//! let report = lint(br#"{"name": "Summer Promo", "payout_type": "CPA"}"#,
//!     Contract::TracklysmsCreateOffer, &Context::default());
//! let found: Vec<_> = report.errors().map(|f| (&*f.rule, &*f.pointer)).collect();
//! assert_eq!(found, [
//!     ("required-field-missing", "/tracking_url"),
//!     ("invalid-payout-type", "/payout_type"),
//! ]);
//! ```
//!
//! Every contract is also a Rust type: [`tracklysms`] and [`gokart`] hold them, [`Payload`] reads,
//! lints and, with the feature `validator`, validates them.
//!
//! The library does no I/O, reads no clock and never prints.

#![forbid(unsafe_code)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod answers;
mod context;
mod contract;
mod contract_schema;
mod cursor;
#[cfg(feature = "custom-schema")]
mod custom;
mod diagnostic;
mod document;
pub mod fix;
pub mod gokart;
pub mod inputs;
mod kind;
mod lint;
mod maybe;
mod payload;
#[cfg(feature = "project")]
pub mod project;
mod quoted;
mod report;
mod request;
mod rule;
mod ruleset;
mod secret;
mod suggest;
pub mod tracklysms;
mod typed;
#[cfg(feature = "validator")]
mod validate;
mod value;

pub use answers::PrintedAnswer;
pub use context::Context;
pub use contract::{Contract, Role, UnknownContract};
#[cfg(feature = "custom-schema")]
pub use custom::{CustomContract, InvalidSchema};
pub use diagnostic::{Diagnostic, Label, Origin, Range};
pub use document::{Position, Span};
pub use fix::{Applicability, Edit, Fix};
pub use kind::date_time::Instant;
pub use lint::{Linter, array_items, lint};
pub use maybe::Maybe;
pub use quoted::is_hazardous;
pub use report::Report;
pub use request::{Endpoint, RequestLine, UnknownRequest, lint_parameters};
pub use rule::{Answer, Body, Evidence, Example, Fixable, Rule, Severity};
pub use ruleset::{Level, Ruleset, UnknownRule, rule, rules, unknown_rule};
pub use typed::Payload;
/// A text with every API key in it masked by as many asterisks, so that columns stay where they
/// are: for whoever shows source lines.
pub fn mask_secrets(text: &str) -> String {
    secret::mask(text).into_owned()
}

/// The candidate that a mistyped name most likely stands for: only when one is clearly close.
pub fn did_you_mean<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str> + Clone,
) -> Option<&'c str> {
    suggest::closest(name, candidates)
}

pub use value::{NotFinite, Number, Timestamp, TrackingUrl, Uuid};

/// The README's Rust code, compiled and run with the documentation's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
