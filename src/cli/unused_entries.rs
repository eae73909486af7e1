//! Entries of configurations without effect in a run: globs that match no file, exceptions that allow nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use offerlint::inputs::FileError;
use offerlint::project::{Configuration, Project};

use super::input_files::Inputs;

/// The configurations whose whole folder is searched, and the files that are found.
pub(crate) struct SearchedConfigurations {
    configurations: Vec<Arc<Configuration>>,
    files: Vec<PathBuf>,
}

impl SearchedConfigurations {
    pub(crate) fn of(project: &Project, inputs: &Inputs) -> Self {
        let is_searched = |configuration: &Arc<Configuration>| {
            let folder = configuration.path().and_then(Path::parent);
            folder.is_some_and(|folder| inputs.folders.iter().any(|all| folder.starts_with(all)))
        };
        let configurations: Vec<_> =
            project.configurations().into_iter().filter(is_searched).collect();
        let mut files = Vec::new();
        if !configurations.is_empty() {
            files.extend(inputs.documents.iter().map(|input| input.file.absolute.clone()));
            files.extend(inputs.skipped.iter().map(|file| file.absolute.clone()));
        }
        Self { configurations, files }
    }

    /// The entries without effect, given the exceptions that allowed findings.
    pub(crate) fn without_effect(
        &self,
        used: &BTreeMap<PathBuf, BTreeSet<usize>>,
    ) -> Vec<FileError> {
        let none = BTreeSet::new();
        let mut all = Vec::new();
        for configuration in &self.configurations {
            let Some(path) = configuration.path() else { continue };
            let folder = path.parent().unwrap_or(Path::new(""));
            let inside = self.files.iter().filter(|file| file.starts_with(folder));
            let files: Vec<&Path> = inside.map(PathBuf::as_path).collect();
            let used = used.get(path).unwrap_or(&none);
            let unused = configuration.without_effect(&files, used);
            let shown = std::env::current_dir().ok();
            let shown = shown.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
            all.extend(unused.into_iter().map(|message| FileError::new(shown, message)));
        }
        all
    }
}
