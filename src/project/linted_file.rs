//! A file, or a part of one, with its findings.

use std::path::PathBuf;
use std::sync::Arc;

use super::file_settings::FileSettings;
use crate::inputs::{FileError, Layout, display_path};
use crate::{Diagnostic, Origin};

/// A file, or a part of one, with its findings.
#[derive(Clone, Debug)]
pub struct LintedFile {
    /// The path as given; none for findings that belong to no file, such as those on a request line.
    pub path: Option<PathBuf>,
    /// The path from the root, clean; empty if there is no path.
    pub absolute: PathBuf,
    /// How payloads are arranged in the file.
    pub layout: Layout,
    /// The settings that it was linted with.
    pub settings: Arc<FileSettings>,
    /// The text of the part; may be empty if there are no findings.
    pub text: Vec<u8>,
    /// Where the part begins in the file.
    pub origin: Origin,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// Parts of a capture that cannot be read.
    pub problems: Vec<FileError>,
    /// The number of calls of a capture that were linted.
    pub calls: usize,
    /// The number of calls to other addresses.
    pub other_calls: usize,
}

impl LintedFile {
    /// Findings that belong to no file.
    pub fn without_file(settings: Arc<FileSettings>, diagnostics: Vec<Diagnostic>) -> Self {
        let (absolute, layout, origin) = (PathBuf::new(), Layout::Single, Origin::default());
        Self {
            path: None,
            absolute,
            layout,
            settings,
            text: Vec::new(),
            origin,
            diagnostics,
            problems: Vec::new(),
            calls: 0,
            other_calls: 0,
        }
    }

    /// The file's name as outputs show it.
    pub fn name(&self) -> Option<String> {
        self.path.as_deref().map(display_path)
    }

    /// The bytes of a range of the file, as far as the part contains them.
    pub fn bytes(&self, start: usize, end: usize) -> &[u8] {
        let base = self.origin.bytes;
        self.text.get(start.saturating_sub(base)..end.saturating_sub(base)).unwrap_or_default()
    }

    /// Removes the findings that the configuration's exceptions allow. Returns the index of the
    /// exception for each of them.
    pub fn remove_allowed(&mut self) -> Vec<usize> {
        let mut used = Vec::new();
        if self.path.is_some() {
            let (settings, file) = (&self.settings, &self.absolute);
            self.diagnostics.retain(|found| {
                let exception = settings.configuration.exception_for(file, found);
                used.extend(exception);
                exception.is_none()
            });
        }
        used
    }
}
