//! All findings on one document.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::display_safe::display_safe;
use crate::diagnostics::rule::{ApiError, Severity};

/// All findings on one document, those on path and query parameters first, then in source order.
///
/// A report is an error type of its own: a service can return it from a function, and its
/// `Display` lists the findings, one a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The name of the contract that the document was held against.
    pub contract: Cow<'static, str>,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// A report with nothing in it.
    #[inline]
    pub(crate) fn clean(contract: &'static str) -> Self {
        Self { contract: Cow::Borrowed(contract), diagnostics: Vec::new() }
    }

    /// Whether there is nothing to report at all.
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
        self.diagnostics.iter().filter(|found| found.severity == Severity::Error)
    }

    /// The answers that the API pages print for the errors found, in report order and each once.
    /// Empty when no page prints one: nothing is invented.
    pub fn answers(&self) -> Vec<ApiError> {
        let mut answers = Vec::new();
        for found in self.errors() {
            if let Some(status) = found.http_status {
                let answer = ApiError { status, code: found.api_code };
                if !answers.contains(&answer) {
                    answers.push(answer);
                }
            }
        }
        answers
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_clean() {
            return write!(f, "{}: nothing to report", self.contract);
        }
        for (index, found) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            if let Some(range) = found.range {
                write!(f, "{}:{}: ", range.start.line, range.start.column)?;
            }
            write!(f, "{}[{}] ", found.severity.name(), found.rule)?;
            if !found.pointer.is_empty() {
                write!(f, "{}: ", display_safe(found.pointer.clone()))?;
            }
            f.write_str(&found.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}
