//! The files of a project's folders.

use std::ffi::OsStr;
use std::path::{Path, PathBuf, is_separator};
use std::sync::Arc;

use super::configuration::{Configuration, ConfigurationError};
use super::configuration_search::contract_of_file;
use super::contract_ref::ContractRef;
use super::file_settings::FileSettings;
use super::input_file::InputFile;
use super::linted_file::LintedFile;
use super::resolver::Project;
use super::skipped_file::{SkipReason, SkippedFile, reason};
use crate::inputs::{FileError, FilesFound, WalkOptions, find_files, read_file, without_dot};

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

/// The folder of a file that was found.
struct FoundFolder {
    /// The path as given.
    given: PathBuf,
    absolute: PathBuf,
    configuration: Arc<Configuration>,
    /// The contract and settings of all files in the folder; none if they differ or were not looked up.
    shared: Option<Settings>,
}

/// The contract that configuration and folders give a file, and its settings.
type Settings = (Option<ContractRef>, Arc<FileSettings>);

impl FoundFolder {
    /// Whether this is the folder of a file.
    fn is_of(&self, path: &Path, name: &OsStr) -> bool {
        let folder = self.given.as_os_str().as_encoded_bytes();
        let bytes = path.as_os_str().as_encoded_bytes();
        let is_prefix = bytes.len() == folder.len() + 1 + name.len()
            && bytes.starts_with(folder)
            && is_separator(char::from(bytes[folder.len()]));
        // A path may contain `//` and `/./`.
        is_prefix || path.parent().is_some_and(|parent| parent.as_os_str() == self.given)
    }

    fn settings_of(
        &mut self,
        file: &Path,
        project: &Project,
    ) -> Result<Settings, ConfigurationError> {
        if let Some(shared) = &self.shared {
            return Ok(shared.clone());
        }
        let own = contract_of_file(file, &self.configuration);
        let settings = (own, project.settings_of(file, Arc::clone(&self.configuration))?);
        if !self.configuration.tells_files_apart() {
            self.shared = Some(settings.clone());
        }
        Ok(settings)
    }
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
        found.files.reserve(files.len());
        let mut last = None;
        for path in files {
            let (path, absolute, found_in) = self.found(folder, path, &mut last)?;
            if !found_in.configuration.includes(&absolute) {
                continue;
            }
            let (own, settings) = found_in.settings_of(&absolute, self)?;
            let file = self.input_file(path, absolute, settings);
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
        for path in similar {
            let (path, absolute, FoundFolder { configuration, .. }) =
                self.found(folder, path, &mut last)?;
            if configuration.includes(&absolute)
                && contract_of_file(&absolute, configuration).is_some()
            {
                let (path, reason) = (without_dot(&path).to_owned(), SkipReason::OtherExtension);
                let on_unmatched = configuration.on_unmatched();
                found.skipped.push(SkippedFile { path, absolute, reason, on_unmatched });
            }
        }
        Ok(found)
    }

    /// A file that was found in a folder: its path as given, from the root, and its own folder, which
    /// is looked at once for files in a row.
    fn found<'l>(
        &self,
        folder: &Path,
        path: PathBuf,
        last: &'l mut Option<FoundFolder>,
    ) -> Result<(PathBuf, PathBuf, &'l mut FoundFolder), ConfigurationError> {
        let path = match folder.is_absolute() || self.folder.as_os_str().is_empty() {
            true => path,
            false => path.strip_prefix(&self.folder).map(Path::to_owned).unwrap_or(path),
        };
        let name = path.file_name().unwrap_or_default();
        let found_in = match last.take().filter(|last| last.is_of(&path, name)) {
            Some(known) => known,
            None => {
                let given = path.parent().unwrap_or(&path).to_owned();
                let absolute = self.absolute(&given);
                let configuration = self.configuration_of(&absolute.join(name))?;
                FoundFolder { given, absolute, configuration, shared: None }
            }
        };
        let mut absolute =
            PathBuf::with_capacity(found_in.absolute.as_os_str().len() + 1 + name.len());
        absolute.push(&found_in.absolute);
        absolute.push(name);
        Ok((path, absolute, last.insert(found_in)))
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
                read_file(&file.absolute).map_err(|error| FileError::new(&file.path, error))?;
            let mut linted = file.lint(text)?;
            linted.remove_allowed();
            Ok(linted)
        });
        errors.into_iter().map(Err).chain(linted)
    }
}
