//! All findings on one payload.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::diagnostic::Diagnostic;
use super::rule::Severity;

/// All findings on one payload: those on path and query parameters first, then in source order.
///
/// A report is an error type, so a service can return it from a function. Its `Display` has one line
/// a finding.
///
/// ```
/// use offerlint::Contract;
///
/// let report = Contract::TRACKLYSMS_UPDATE_OFFER.lint(br#"{"payout": -1}"#);
/// for finding in &report {
///     println!("{}: {}", finding.rule, finding.message);
/// }
/// assert_eq!(report.warnings().count(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// The name of the contract.
    pub contract: Cow<'static, str>,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// A report with these findings.
    pub fn new(contract: impl Into<Cow<'static, str>>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { contract: contract.into(), diagnostics }
    }

    /// A report without findings.
    #[inline]
    pub(crate) fn clean(contract: &'static str) -> Self {
        Self { contract: Cow::Borrowed(contract), diagnostics: Vec::new() }
    }

    /// Whether there are no findings at all.
    #[inline]
    pub fn is_clean(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The findings that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.with_severity(Severity::Error)
    }

    /// The findings that are warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.with_severity(Severity::Warning)
    }

    fn with_severity(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(move |found| found.severity == severity)
    }

    /// The findings, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.diagnostics.iter()
    }

    /// The errors that the API documents for the findings, as (HTTP status, error code), in report order
    /// and each once. Empty if no page documents one.
    pub fn api_errors(&self) -> Vec<(u16, Option<&str>)> {
        let mut errors = Vec::new();
        for found in self.errors() {
            if let Some(error) = found.api_error()
                && !errors.contains(&error)
            {
                errors.push(error);
            }
        }
        errors
    }

    /// The findings with help, labels and fixes, several lines each.
    pub fn to_detailed_string(&self) -> String {
        let detailed: Vec<String> = self.iter().map(Diagnostic::to_detailed_string).collect();
        detailed.join("\n")
    }
}

/// One line a finding: place, severity, rule, pointer, message.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_clean() {
            return write!(f, "{}: no findings", self.contract);
        }
        for (index, found) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            found.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

impl<'r> IntoIterator for &'r Report {
    type Item = &'r Diagnostic;
    type IntoIter = std::slice::Iter<'r, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}
