//! The real paths of files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Resolves the links in paths. Each folder is resolved once.
#[derive(Default)]
pub(crate) struct Places {
    folders: HashMap<PathBuf, PathBuf>,
}

impl Places {
    /// The real path of a file that need not exist; `path` is absolute.
    pub(crate) fn of(&mut self, path: &Path) -> PathBuf {
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let is_link = path.symlink_metadata().is_ok_and(|file| file.is_symlink());
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if !is_link => {
                if let Some(known) = self.folders.get(folder) {
                    return known.join(name);
                }
                let place = canonical(folder);
                let file = place.join(name);
                self.folders.insert(folder.to_owned(), place);
                file
            }
            _ => canonical(path),
        }
    }
}
