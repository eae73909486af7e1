//! Rules and their declaration.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::example::Example;

/// The severity of a finding.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Information. Only rules that are off by default have this severity.
    Info,
    /// The contract allows it or does not mention it, but it is almost certainly a mistake.
    Warning,
    /// It breaks a documented statement: the server may refuse the payload.
    Error,
}

impl Severity {
    /// The name in lower case, such as `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The evidence for a rule, with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Stated on an API page.
    Stated(&'static str),
    /// Stated by the same vendor on another page.
    Vendor(&'static str),
    /// Stated by a standard or a peer platform.
    Standard(&'static str),
    /// Inferred from the pages' types, examples and arithmetic.
    Inferred,
    /// Requested by a user of the project.
    Requested(&'static str),
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stated(page) => write!(f, "stated: {page}"),
            Self::Vendor(page) => write!(f, "vendor: {page}"),
            Self::Standard(name) => write!(f, "standard: {name}"),
            Self::Inferred => f.write_str("inferred"),
            Self::Requested(why) => write!(f, "requested: {why}"),
        }
    }
}

/// An error that the API documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// The error code, if the page prints one. A rule whose code depends on the field has all codes,
    /// separated by ` | `.
    pub code: Option<&'static str>,
}

impl ApiError {
    /// An error with a code.
    pub(crate) const fn new(status: u16, code: &'static str) -> Self {
        Self { status, code: Some(code) }
    }

    /// An error whose code the page does not print.
    pub(crate) const fn without_code(status: u16) -> Self {
        Self { status, code: None }
    }
}

/// Which fixes a rule offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// No fixes.
    Never,
    /// Fixes that keep the meaning (where one is possible).
    Safe,
    /// Fixes that may change the meaning (where one is possible).
    Unsafe,
    /// Safe ones in some cases, unsafe ones in others.
    Mixed,
}

impl Fixable {
    /// The name in tables: `none`, `safe`, `unsafe` or `safe or unsafe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "none",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Mixed => "safe or unsafe",
        }
    }
}

/// A rule with its documentation. It is declared once, beside the code that reports it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The name: public API.
    pub name: &'static str,
    /// The severity unless a contract or the configuration says otherwise.
    pub severity: Severity,
    /// Whether the rule is on without being selected.
    pub on: bool,
    /// The evidence for the rule.
    pub evidence: Evidence,
    /// The error of the API, if a page documents it.
    pub api: Option<ApiError>,
    /// Which fixes it offers.
    pub fix: Fixable,
    /// One line.
    pub summary: &'static str,
    /// What it reports, why it matters and how to correct it, in a few sentences.
    pub explanation: &'static str,
    /// A payload that it reports.
    pub bad: Example,
    /// A payload that it accepts.
    pub good: Example,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Declares the rules of a file and the list `RULES` of them. The doc comment is the text of `explain`:
/// what the rule reports, why it matters, how to correct it. Both examples are required. The fields between
/// the braces override the defaults: a warning, on, inferred, without API error and fix.
macro_rules! rules {
    ($(
        $(#[doc = $doc:literal])+
        $id:ident = $name:literal: $summary:literal {
            $($field:ident: $value:expr,)*
        }
        bad: $bad:expr,
        good: $good:expr,
    )+) => {
        $(
            $(#[doc = $doc])+
            pub static $id: $crate::diagnostics::rule::Rule = $crate::diagnostics::rule::Rule {
                $($field: $value,)*
                ..$crate::diagnostics::rule::Rule::with_defaults(
                    $name, $summary, concat!($($doc, "\n"),+), $bad, $good,
                )
            };
        )+
        /// The constants of the rules, for `crate::rules`.
        pub(crate) mod declared {
            $(pub use super::$id;)+
        }

        /// The rules declared in this file.
        pub(crate) const RULES: &[&$crate::diagnostics::rule::Rule] = &[$(&$id),+];
    };
}
pub(crate) use rules;

impl Rule {
    pub(crate) const fn with_defaults(
        name: &'static str,
        summary: &'static str,
        explanation: &'static str,
        bad: Example,
        good: Example,
    ) -> Self {
        Self {
            name,
            severity: Severity::Warning,
            on: true,
            evidence: Evidence::Inferred,
            api: None,
            fix: Fixable::Never,
            summary,
            explanation,
            bad,
            good,
        }
    }
}
