//! What a rule is, and how one is declared.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The severity of a finding.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing. Only rules that are off by default have it.
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
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "none",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Mixed => "safe or unsafe",
        }
    }
}

/// The payload of an example.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Body {
    /// The whole payload, exactly as written.
    Whole(&'static str),
    /// Members laid over the sample payload of the contract. Objects merge, and arrays of objects
    /// merge item by item; a member whose value is the string `<absent>` is removed.
    Members(&'static str),
    /// Members laid over another clean payload.
    MembersOver {
        /// What the payload is, such as "a multi-event offer".
        title: &'static str,
        /// Returns the clean payload.
        base: fn() -> String,
        /// The members.
        members: &'static str,
    },
    /// A whole payload that is too large to write down.
    Generated {
        /// An abbreviation for the documentation.
        shown: &'static str,
        /// Returns the payload.
        generate: fn() -> String,
    },
}

/// The contract that an example is linted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExampleContract {
    /// The contract with this name.
    Named(&'static str),
    /// The first request that has most of the example's members.
    WithMembers,
    /// The first request that requires no field.
    Changes,
    /// The first response.
    Response,
    /// The first query.
    Query,
}

/// A payload that shows what a rule reports, or accepts. Every example runs as a test.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Example {
    pub(crate) linted_with: ExampleContract,
    /// The request line that supplies path parameters and query, if the rule needs one.
    pub request: Option<&'static str>,
    /// The clock, in RFC 3339, if the rule needs one.
    pub now: Option<&'static str>,
    /// The payload.
    pub body: Body,
    /// The pointers of the rule's findings; empty for a good example.
    pub at: &'static [&'static str],
    /// The findings of other rules, as (rule, pointer).
    pub also: &'static [(&'static str, &'static str)],
}

impl Example {
    const fn new(linted_with: ExampleContract, body: Body) -> Self {
        Self { linted_with, request: None, now: None, body, at: &[], also: &[] }
    }

    /// Members laid over the sample payload of the first request that has them.
    pub(crate) const fn members(text: &'static str) -> Self {
        Self::new(ExampleContract::WithMembers, Body::Members(text))
    }

    /// A whole payload of the first request that has its members.
    pub(crate) const fn whole(text: &'static str) -> Self {
        Self::new(ExampleContract::WithMembers, Body::Whole(text))
    }

    /// A whole payload of the first request that requires no field.
    pub(crate) const fn changes(text: &'static str) -> Self {
        Self::new(ExampleContract::Changes, Body::Whole(text))
    }

    /// The same, generated.
    pub(crate) const fn generated(shown: &'static str, generate: fn() -> String) -> Self {
        Self::new(ExampleContract::Changes, Body::Generated { shown, generate })
    }

    /// Members laid over the sample payload of the first response.
    pub(crate) const fn response(text: &'static str) -> Self {
        Self::new(ExampleContract::Response, Body::Members(text))
    }

    /// The members of the first query.
    pub(crate) const fn query(text: &'static str) -> Self {
        Self::new(ExampleContract::Query, Body::Whole(text))
    }

    /// Members laid over the sample payload of a contract.
    pub(crate) const fn members_of(contract: &'static str, text: &'static str) -> Self {
        Self::new(ExampleContract::Named(contract), Body::Members(text))
    }

    /// A whole payload of a contract.
    pub(crate) const fn whole_of(contract: &'static str, text: &'static str) -> Self {
        Self::new(ExampleContract::Named(contract), Body::Whole(text))
    }

    /// Any payload of a contract.
    pub(crate) const fn body_of(contract: &'static str, body: Body) -> Self {
        Self::new(ExampleContract::Named(contract), body)
    }

    /// Sets the pointers of the rule's findings.
    pub(crate) const fn at(mut self, pointers: &'static [&'static str]) -> Self {
        self.at = pointers;
        self
    }

    /// Sets the findings of other rules.
    pub(crate) const fn also(mut self, others: &'static [(&'static str, &'static str)]) -> Self {
        self.also = others;
        self
    }

    /// Sets the request line.
    pub(crate) const fn request(mut self, line: &'static str) -> Self {
        self.request = Some(line);
        self
    }

    /// Sets the clock.
    pub(crate) const fn now(mut self, now: &'static str) -> Self {
        self.now = Some(now);
        self
    }

    /// The text that the documentation shows.
    pub fn text(&self) -> &'static str {
        match self.body {
            Body::Whole(text) | Body::Members(text) => text,
            Body::MembersOver { members, .. } => members,
            Body::Generated { shown, .. } => shown,
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
    /// What the rule rests on.
    pub evidence: Evidence,
    /// What the API answers, where a page prints it.
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
