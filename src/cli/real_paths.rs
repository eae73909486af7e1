//! The real paths of files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Resolves the links in paths. Each folder is resolved once.
#[derive(Default)]
pub(crate) struct RealPaths {
    folders: HashMap<PathBuf, PathBuf>,
}

impl RealPaths {
    /// The real path of a file that need not exist; `path` is absolute.
    pub(crate) fn of(&mut self, path: &Path) -> PathBuf {
        match path.symlink_metadata().is_ok_and(|file| file.is_symlink()) {
            true => canonical(path),
            false => self.of_regular(path),
        }
    }

    /// The real path of something that is no link; `path` is absolute.
    pub(crate) fn of_regular(&mut self, path: &Path) -> PathBuf {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return canonical(path);
        };
        if let Some(known) = self.folders.get(folder) {
            return known.join(name);
        }
        let place = canonical(folder);
        let file = place.join(name);
        self.folders.insert(folder.to_owned(), place);
        file
    }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
