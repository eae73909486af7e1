//! Atomic writes: at any moment a file has its old or its new content.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// The prefix of temporary files, which the file search skips.
const PREFIX: &str = ".offerlint-";

/// A temporary file beside a path, with the permissions that new files have by default.
fn temporary_beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    match path.parent() {
        Some(folder) if folder != Path::new("") => builder.tempfile_in(folder),
        _ => builder.tempfile_in("."),
    }
}

/// The target of a link: the link stays, its target is replaced.
fn resolve_links(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        outcome => outcome,
    }
}

/// Replaces a file if `is_wanted` returns true at the last moment. Returns whether it did.
pub(crate) fn replace(
    path: &Path,
    content: &[u8],
    is_wanted: impl FnOnce(&Path) -> io::Result<bool>,
) -> io::Result<bool> {
    let path = resolve_links(path)?;
    let permissions = match fs::metadata(&path) {
        Ok(metadata) if !metadata.is_file() => {
            return Err(io::Error::other("it is not a regular file"));
        }
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut file = temporary_beside(&path)?;
    file.write_all(content)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    if !is_wanted(&path)? {
        return Ok(false);
    }
    file.persist(&path).map_err(|error| error.error)?;
    Ok(true)
}

/// Writes a file atomically; a pipe or a device is written to directly.
pub(crate) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => {
            OpenOptions::new().write(true).open(path)?.write_all(content)
        }
        _ => replace(path, content, |_| Ok(true)).map(drop),
    }
}

/// Writes a file that must not exist yet.
pub(crate) fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = temporary_beside(path)?;
    file.write_all(content)?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}
