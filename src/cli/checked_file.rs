//! A file, or a part of one, after linting and fixing: what outputs write.

use offerlint::Diagnostic;
use offerlint::inputs::FileError;
use offerlint::project::LintedFile;

use super::interrupt;

/// A file, or a part of one, after linting and fixing.
pub(crate) struct CheckedFile {
    pub(crate) linted: LintedFile,
    /// The findings that were fixed, or would be.
    pub(crate) fixed: Vec<Diagnostic>,
    /// The text after fixes that are only shown.
    pub(crate) after: Option<Vec<u8>>,
    /// The reason why fixes could not be written.
    pub(crate) error: Option<FileError>,
}

impl CheckedFile {
    pub(crate) fn new(linted: LintedFile) -> Self {
        Self { linted, fixed: Vec::new(), after: None, error: None }
    }

    pub(crate) fn name(&self) -> Option<String> {
        self.linted.name()
    }

    /// The findings, until a signal becomes urgent.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.linted.diagnostics.iter().take_while(|_| !interrupt::is_urgent())
    }

    /// Whether a finding makes the run fail.
    pub(crate) fn fails(&self, found: &Diagnostic) -> bool {
        self.linted.settings.fail_on().fails(found.severity)
    }
}
