//! What a rule is, and how one is declared.

use serde::{Deserialize, Serialize};

use crate::contract::Contract;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; only rules that are off by default start here.
    Info,
    /// The contract allows it or is silent, but it is almost certainly a mistake.
    Warning,
    /// Breaks a documented statement: the server is entitled to refuse the payload.
    Error,
}

impl Severity {
    /// The lower-case word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule rests on; each variant names its source, except the inference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Stated on one of the five API pages, which is named.
    Stated(&'static str),
    /// Stated by the same vendor elsewhere.
    Vendor(&'static str),
    /// Stated by a standard or a peer platform.
    Standard(&'static str),
    /// Inferred from the pages' types, examples and arithmetic.
    Inferred,
    /// Asked for by the project's user.
    Requested(&'static str),
}

impl std::fmt::Display for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Stated(page) => write!(f, "stated: {page}"),
            Self::Vendor(page) => write!(f, "vendor: {page}"),
            Self::Standard(name) => write!(f, "standard: {name}"),
            Self::Inferred => f.write_str("inferred"),
            Self::Requested(why) => write!(f, "requested: {why}"),
        }
    }
}

/// The answer of the API that a page prints for a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// The error code, where one is printed. For a rule whose code depends on the field this
    /// lists the codes, separated by ` | `.
    pub code: Option<&'static str>,
}

/// Which fixes a rule offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// None.
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

/// A payload of an example.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// The whole payload, to the letter.
    Whole(&'static str),
    /// Members laid over a clean payload of the contract. Objects merge, and arrays of objects
    /// merge item by item; a member whose value is the string `<absent>` is left out.
    Members(&'static str),
    /// The same over a clean multi-event payload.
    MultiEvent(&'static str),
    /// A whole payload that is too large to write down.
    Made {
        /// What the documentation shows.
        shown: &'static str,
        /// The payload.
        make: fn() -> String,
    },
}

/// A payload that shows what a rule does, run as a test.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The contract that it is linted against.
    pub contract: Contract,
    /// The request line that supplies path parameters and query, if the rule needs one.
    pub request: Option<&'static str>,
    /// The clock, in RFC 3339, if the rule needs one.
    pub now: Option<&'static str>,
    /// The payload.
    pub body: Body,
    /// Where the rule reports it; empty for a good example.
    pub at: &'static [&'static str],
    /// What else is reported, as (rule, pointer).
    pub also: &'static [(&'static str, &'static str)],
}

impl Example {
    pub(crate) const fn new(contract: Contract, body: Body) -> Self {
        Self { contract, request: None, now: None, body, at: &[], also: &[] }
    }

    pub(crate) const fn whole(contract: Contract, text: &'static str) -> Self {
        Self::new(contract, Body::Whole(text))
    }

    pub(crate) const fn members(contract: Contract, text: &'static str) -> Self {
        Self::new(contract, Body::Members(text))
    }

    /// A GoKart update of a single-event offer.
    pub(crate) const fn gokart(text: &'static str) -> Self {
        Self::new(Contract::GokartUpdateOffer, Body::Members(text))
    }

    /// A GoKart update of a multi-event offer.
    pub(crate) const fn events(text: &'static str) -> Self {
        Self::new(Contract::GokartUpdateOffer, Body::MultiEvent(text))
    }

    /// A Tracklysms creation.
    pub(crate) const fn create(text: &'static str) -> Self {
        Self::members(Contract::TracklysmsCreateOffer, text)
    }

    /// A Tracklysms update.
    pub(crate) const fn update(text: &'static str) -> Self {
        Self::whole(Contract::TracklysmsUpdateOffer, text)
    }

    pub(crate) const fn at(mut self, pointers: &'static [&'static str]) -> Self {
        self.at = pointers;
        self
    }

    pub(crate) const fn also(mut self, others: &'static [(&'static str, &'static str)]) -> Self {
        self.also = others;
        self
    }

    pub(crate) const fn request(mut self, line: &'static str) -> Self {
        self.request = Some(line);
        self
    }

    pub(crate) const fn now(mut self, now: &'static str) -> Self {
        self.now = Some(now);
        self
    }

    /// The text that the documentation shows.
    pub fn text(&self) -> &'static str {
        match self.body {
            Body::Whole(text) | Body::Members(text) | Body::MultiEvent(text) => text,
            Body::Made { shown, .. } => shown,
        }
    }
}

/// Everything there is to know about a rule, declared once with the [`rules!`] macro beside the
/// code that reports it.
///
/// [`rules!`]: https://doc.rust-lang.org/reference/macros-by-example.html
#[derive(Clone, Copy, Debug)]
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
    /// What it reports and why, in a few sentences.
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

/// Declares the rules of a file and gathers them in `RULES`. The doc comment is the explanation;
/// both examples are demanded, and the fields between the braces override what most rules share:
/// a warning, on by default, inferred, without answer and fix.
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
            pub(crate) static $id: $crate::diagnostics::rule::Rule = $crate::diagnostics::rule::Rule {
                $($field: $value,)*
                ..$crate::diagnostics::rule::Rule::plain(
                    $name, $summary, concat!($($doc, "\n"),+), $bad, $good,
                )
            };
        )+
        /// The rules declared in this file.
        pub(crate) const RULES: &[&$crate::diagnostics::rule::Rule] = &[$(&$id),+];
    };
}
pub(crate) use rules;

impl Rule {
    pub(crate) const fn plain(
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
