//! Atomic writes: at any moment a file has its old or its new content.

use std::fs::{self, File, Metadata};
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
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    builder.tempfile_in(folder).map_err(|error| {
        // The crate's message contains the name of the temporary file, which does not help.
        let reason = error.get_ref().and_then(|error| error.source()).map(ToString::to_string);
        match (error.kind(), reason) {
            (kind @ io::ErrorKind::NotFound, _) => {
                io::Error::new(kind, "its folder does not exist")
            }
            (kind, Some(reason)) => io::Error::new(kind, reason),
            (_, None) => error,
        }
    })
}

/// The target of a link: the link stays, its target is replaced.
fn resolve_links(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        outcome => outcome,
    }
}

/// A file that is written beside its path and replaces it at the end. It keeps owner and
/// permissions.
struct Replacement {
    path: PathBuf,
    file: NamedTempFile,
}

impl Replacement {
    fn create(path: &Path) -> io::Result<Self> {
        let path = resolve_links(path)?;
        let old = match fs::metadata(&path) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let unsupported = |message| io::Error::new(io::ErrorKind::Unsupported, message);
        match &old {
            Some(old) if !old.is_file() => return Err(unsupported("it is not a regular file")),
            Some(old) if old.permissions().readonly() => {
                let denied = io::ErrorKind::PermissionDenied;
                return Err(io::Error::new(denied, "the file is read-only"));
            }
            Some(old) if has_other_links(old) => {
                return Err(unsupported(
                    "it has other hard links, which would keep the old content",
                ));
            }
            _ => {}
        }
        let file = temporary_beside(&path)?;
        if let Some(old) = old {
            keep_owner(file.as_file(), &old)?;
            file.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self { path, file })
    }

    fn commit(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(unix)]
fn has_other_links(old: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(old) > 1
}

#[cfg(not(unix))]
fn has_other_links(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    let uid = (new.uid() != old.uid()).then_some(old.uid());
    let gid = (new.gid() != old.gid()).then_some(old.gid());
    if (uid, gid) == (None, None) {
        return Ok(());
    }
    fchown(file, uid, gid).map_err(|error| {
        io::Error::new(io::ErrorKind::Unsupported, format!("its owner cannot be kept: {error}"))
    })
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Replaces a file if `is_wanted` returns true at the last moment. Returns whether it did.
pub(crate) fn replace(
    path: &Path,
    content: &[u8],
    is_wanted: impl FnOnce(&Path) -> io::Result<bool>,
) -> io::Result<bool> {
    let mut new = Replacement::create(path)?;
    new.file.write_all(content)?;
    if !is_wanted(&new.path)? {
        return Ok(false);
    }
    new.commit().map(|()| true)
}

/// A file of the command's own, such as a report. It replaces an old one as a whole at the end. A
/// pipe, a device, and a file that cannot be replaced are written in place.
pub(crate) struct OutputFile(Target);

enum Target {
    Replacement(Replacement),
    InPlace(File),
}

impl OutputFile {
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, Unsupported};
        match Replacement::create(path) {
            Ok(replacement) => Ok(Self(Target::Replacement(replacement))),
            Err(error) => match error.kind() {
                PermissionDenied | ReadOnlyFilesystem | Unsupported if path.exists() => {
                    Ok(Self(Target::InPlace(File::create(path)?)))
                }
                _ => Err(error),
            },
        }
    }

    pub(crate) fn commit(self) -> io::Result<()> {
        match self.0 {
            Target::Replacement(replacement) => replacement.commit(),
            Target::InPlace(_) => Ok(()),
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Target::Replacement(replacement) => replacement.file.write(bytes),
            Target::InPlace(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a file of the command's own.
pub(crate) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OutputFile::create(path)?;
    file.write_all(content)?;
    file.commit()
}

/// Writes a file that must not exist yet.
pub(crate) fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = temporary_beside(path)?;
    file.write_all(content)?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}
