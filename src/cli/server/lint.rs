//! The findings of a document: those of the command on a file with this text.

use offerlint::Diagnostic;

use super::workspace::Target;

/// Lints a text as the content of a file, without the findings of exceptions and of the baseline.
pub(crate) fn lint(target: &Target, text: &str) -> Vec<Diagnostic> {
    // A target has a contract, the only reason for which linting fails.
    let Ok(mut linted) = target.file.lint(text.as_bytes().to_vec()) else { return Vec::new() };
    linted.remove_allowed();
    if let Some(baseline) = &target.baseline {
        // The entries of other files do not matter here, so that a copy is enough.
        baseline.as_ref().clone().remove_known(&mut linted);
    }
    linted.diagnostics
}
