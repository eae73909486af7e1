//! How a run's outcome is written: one small file a format.

pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod source;

use std::borrow::Cow;

use offerlint::{Diagnostic, Severity};

use crate::check::Checked;
use crate::input::Fault;

/// Everything that a run found out.
#[derive(Default)]
pub(crate) struct Outcome {
    /// Findings on the request line.
    pub(crate) parameters: Vec<Diagnostic>,
    /// The contract that they belong to.
    pub(crate) parameters_contract: &'static str,
    pub(crate) checked: Vec<Checked>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) skipped: usize,
}

impl Outcome {
    /// Every finding, those on the request line first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_files = self.checked.iter().flat_map(|checked| &checked.diagnostics);
        self.parameters.iter().chain(of_files)
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.all().filter(|found| found.severity == severity).count()
    }

    pub(crate) fn files_with_findings(&self) -> usize {
        self.checked.iter().filter(|checked| !checked.diagnostics.is_empty()).count()
    }

    pub(crate) fn fixed(&self) -> usize {
        self.checked.iter().map(|checked| checked.fixed.len()).sum()
    }
}

/// A name as a terminal may show it: control characters are escaped.
pub(crate) fn shown(name: &str) -> Cow<'_, str> {
    if name.chars().any(source::is_hazardous) {
        name.chars()
            .map(|c| {
                if source::is_hazardous(c) { c.escape_default().to_string() } else { c.to_string() }
            })
            .collect::<String>()
            .into()
    } else {
        Cow::Borrowed(name)
    }
}

/// A line of source as a terminal may show it.
pub(crate) fn shown_source(line: &str) -> String {
    source::displayable(line.as_bytes())
}

/// "1 error", "2 errors".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
