//! The files of a project's folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::configuration::{Configuration, ConfigurationError};
use super::input_file::InputFile;
use super::linted_file::LintedFile;
use super::resolver::{Project, own_contract};
use super::skipped_file::{SkipReason, SkippedFile, reason};
use crate::inputs::{FileError, FilesFound, WalkOptions, find_files, without_dot};

/// The files of a folder.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ProjectFiles {
    /// The payload files that have a contract.
    pub files: Vec<InputFile>,
    /// The files that are not checked.
    pub skipped: Vec<SkippedFile>,
    /// Files and folders that could not be read.
    pub errors: Vec<FileError>,
}

impl Project {
    /// The files of a folder that its configurations include.
    ///
    /// # Errors
    /// A configuration cannot be read or is not valid.
    pub fn files(
        &self,
        folder: &Path,
        options: WalkOptions,
    ) -> Result<ProjectFiles, ConfigurationError> {
        let FilesFound { files, similar, errors } = find_files(&self.folder.join(folder), options);
        let mut found = ProjectFiles { errors, ..ProjectFiles::default() };
        for path in &files {
            let (path, absolute, configuration) = self.found_in(folder, path)?;
            if !configuration.includes(&absolute) {
                continue;
            }
            let own = own_contract(&absolute, &configuration);
            let file = self.input_file(path, absolute, configuration)?;
            let reason = match (file.settings.contract(), own) {
                _ if file.is_capture() => {
                    found.files.push(file);
                    continue;
                }
                (Err(_), _) => reason(&file.absolute, file.settings.configuration()),
                (Ok(contract), Some(own)) if own.name() != contract.name() => {
                    SkipReason::OtherContract(own.name().to_owned())
                }
                _ => {
                    found.files.push(file);
                    continue;
                }
            };
            let on_unmatched = file.settings.configuration().on_unmatched();
            let (path, absolute) = (file.path, file.absolute);
            found.skipped.push(SkippedFile { path, absolute, reason, on_unmatched });
        }
        for path in &similar {
            let (path, absolute, configuration) = self.found_in(folder, path)?;
            if configuration.includes(&absolute)
                && own_contract(&absolute, &configuration).is_some()
            {
                let (path, reason) = (without_dot(path).to_owned(), SkipReason::OtherExtension);
                let on_unmatched = configuration.on_unmatched();
                found.skipped.push(SkippedFile { path, absolute, reason, on_unmatched });
            }
        }
        Ok(found)
    }

    /// A file that was found in a folder: its path as given, from the root, and its configuration.
    fn found_in<'p>(
        &self,
        folder: &Path,
        path: &'p Path,
    ) -> Result<(&'p Path, PathBuf, Arc<Configuration>), ConfigurationError> {
        let relative =
            if folder.is_absolute() { None } else { path.strip_prefix(&self.folder).ok() };
        let path = relative.unwrap_or(path);
        let absolute = self.absolute(path);
        let configuration = self.configuration_of(&absolute)?;
        Ok((path, absolute, configuration))
    }

    /// Lints the payload files of a folder one by one, without those that have no contract and
    /// without findings that an exception allows.
    pub fn lint_tree(
        &self,
        folder: &Path,
        options: WalkOptions,
    ) -> impl Iterator<Item = Result<LintedFile, FileError>> {
        let ProjectFiles { files, errors, .. } =
            self.files(folder, options).unwrap_or_else(|error| ProjectFiles {
                errors: vec![FileError::general(error)],
                ..ProjectFiles::default()
            });
        let linted = files.into_iter().map(|file| {
            let text =
                fs::read(&file.absolute).map_err(|error| FileError::new(&file.path, error))?;
            let mut linted = file.lint(text)?;
            linted.remove_allowed();
            Ok(linted)
        });
        errors.into_iter().map(Err).chain(linted)
    }
}
