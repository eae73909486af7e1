//! The paths of files as the readers of reports need them, however they were given.

use std::cell::RefCell;
use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf, is_separator};

use offerlint::inputs::{display_path, relative_path};
use offerlint::project::LintedFile;

/// Finds the root that paths in a report are relative to.
pub(super) struct ReportPaths {
    /// The folders that environment variables name, then the repository of the working folder.
    roots: Vec<PathBuf>,
    working_folder: PathBuf,
    /// The repositories of other folders.
    repositories: RefCell<HashMap<PathBuf, Option<PathBuf>>>,
}

impl ReportPaths {
    /// Paths relative to the first folder that contains the file: one that a variable names, the
    /// repository of the working folder, the repository of the file, the working folder.
    pub(super) fn new(variables: &[&str]) -> Self {
        let working_folder = env::current_dir().unwrap_or_default();
        let named = variables.iter().filter_map(env::var_os).filter(|value| !value.is_empty());
        let mut roots = Vec::new();
        for named in named.map(PathBuf::from) {
            // The path of the working folder contains no links, but the variable's may.
            let canonical = named.canonicalize();
            roots.push(named);
            roots.extend(canonical);
        }
        roots.extend(repository(&working_folder));
        Self { roots, working_folder, repositories: RefCell::default() }
    }

    /// The path of a file relative to its root; none if no root contains it.
    pub(super) fn relative(&self, file: &LintedFile) -> Option<PathBuf> {
        if is_standard_input(file) {
            return file.path.clone();
        }
        let path = &*file.absolute;
        let inside = |root: &PathBuf| path.strip_prefix(root).ok().map(Path::to_owned);
        self.roots.iter().find_map(inside).or_else(|| {
            let folder = path.parent().unwrap_or(path);
            let mut known = self.repositories.borrow_mut();
            let root = known.entry(folder.to_owned()).or_insert_with(|| repository(folder));
            root.as_ref().and_then(inside).or_else(|| inside(&self.working_folder))
        })
    }

    /// The path of a file relative to its root, or from the root of the file system.
    pub(super) fn display(&self, file: &LintedFile) -> String {
        display_path(&self.relative(file).unwrap_or_else(|| file.absolute.clone()))
    }

    /// The path of a file as a URI reference, and whether it is relative to its root.
    pub(super) fn uri(&self, file: &LintedFile) -> (String, bool) {
        match self.relative(file) {
            Some(path) => (encode(&path), true),
            None => (format!("file:///{}", encode(&file.absolute).trim_start_matches('/')), false),
        }
    }
}

/// The path of a file relative to the working folder; empty if there is no file.
pub(super) fn in_working_folder(file: &LintedFile) -> PathBuf {
    match &file.path {
        None => PathBuf::new(),
        Some(path) if is_standard_input(file) => path.clone(),
        Some(_) => relative_path(&file.absolute, &env::current_dir().unwrap_or_default()),
    }
}

fn is_standard_input(file: &LintedFile) -> bool {
    file.path.as_deref() == Some(Path::new("-"))
}

/// The nearest folder upward that contains `.git`.
fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

/// A path as part of a URI: all bytes but unreserved characters and `/` are percent-encoded.
fn encode(path: &Path) -> String {
    let mut uri = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            byte if is_separator(*byte as char) => uri.push('/'),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(*byte as char)
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
