//! A file to lint, with its settings.

use std::path::PathBuf;
use std::sync::Arc;

use super::file_settings::FileSettings;
use super::linted_file::LintedFile;
use crate::captures::{CaptureFormat, CaptureProblem, HarEntry, lint_capture, lint_har_entry};
use crate::inputs::{FileError, Layout, read_beside};
use crate::{Diagnostic, Origin};

/// A file to lint, with its settings.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// The path as given.
    pub path: PathBuf,
    /// The path from the root, clean.
    pub absolute: PathBuf,
    /// How payloads are arranged in it.
    pub layout: Layout,
    /// Its settings.
    pub settings: Arc<FileSettings>,
}

impl InputFile {
    /// Whether the file records HTTP calls, each of which has its own contract.
    pub fn is_capture(&self) -> bool {
        matches!(self.layout, Layout::Capture(_))
    }

    /// The linted file or part of it.
    pub fn linted(&self, origin: Origin, diagnostics: Vec<Diagnostic>) -> LintedFile {
        LintedFile {
            path: Some(self.path.clone()),
            absolute: self.absolute.clone(),
            layout: self.layout,
            settings: Arc::clone(&self.settings),
            text: Vec::new(),
            origin,
            diagnostics,
            problems: Vec::new(),
            calls: 0,
            other_calls: 0,
        }
    }

    /// Lints a text as the content of the file.
    ///
    /// # Errors
    /// The file has no contract.
    pub fn lint(&self, text: Vec<u8>) -> Result<LintedFile, FileError> {
        if let Layout::Capture(format) = self.layout {
            return Ok(self.lint_capture(text, format));
        }
        let found = self.settings.lint(&text, self.layout);
        let found = found.map_err(|error| FileError::new(&self.path, error))?;
        Ok(LintedFile { text, ..self.linted(Origin::default(), found) })
    }

    fn lint_capture(&self, text: Vec<u8>, format: CaptureFormat) -> LintedFile {
        let load = |name: &str| read_beside(&self.absolute, name);
        let report = lint_capture(&text, format, &self.settings.capture_options(Some(&load)));
        let problem = |problem: &CaptureProblem| {
            let before = &text[..problem.offset.min(text.len())];
            let line = 1 + memchr::memchr_iter(b'\n', before).count();
            let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
            let column = 1 + String::from_utf8_lossy(&before[start..]).chars().count();
            self.problem(line, column, &problem.message)
        };
        let problems = report.problems.iter().map(problem).collect();
        let (calls, other_calls) = (report.calls, report.other_calls);
        let linted = self.linted(Origin::default(), report.diagnostics);
        LintedFile { text, problems, calls, other_calls, ..linted }
    }

    /// Lints an entry of a HAR file.
    pub fn lint_har_entry(&self, entry: HarEntry) -> LintedFile {
        let mut report = lint_har_entry(&entry, &self.settings.capture_options(None));
        let origin = entry.origin();
        report.diagnostics.iter_mut().for_each(|found| found.relocate(&origin));
        let problem = |problem: &CaptureProblem| {
            let line = origin.lines + 1;
            self.problem(line, origin.columns + 1, &problem.message)
        };
        let problems = report.problems.iter().map(problem).collect();
        let (calls, other_calls) = (report.calls, report.other_calls);
        let text = if report.diagnostics.is_empty() { Vec::new() } else { entry.bytes };
        let linted = self.linted(origin, report.diagnostics);
        LintedFile { text, problems, calls, other_calls, ..linted }
    }

    /// The error of a place in the file.
    pub fn problem(&self, line: usize, column: usize, message: &str) -> FileError {
        FileError::new(&self.path, format!("line {line}, column {column}: {message}"))
    }
}
