//! A file to lint, with its settings.

use std::path::PathBuf;
use std::sync::Arc;

use super::file_settings::FileSettings;
use super::linted_file::LintedFile;
use crate::inputs::{FileError, Layout};
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
        }
    }

    /// Lints a text as the content of the file.
    ///
    /// # Errors
    /// The file has no contract.
    pub fn lint(&self, text: Vec<u8>) -> Result<LintedFile, FileError> {
        let found = self.settings.lint(&text, self.layout);
        let found = found.map_err(|error| FileError::new(&self.path, error))?;
        Ok(LintedFile { text, ..self.linted(Origin::default(), found) })
    }
}
