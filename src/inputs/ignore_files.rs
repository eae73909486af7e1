//! Checks ignore files before the `ignore` crate reads them, which reads each one whole, whatever it
//! is.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::file_error::FileError;
use super::implicit_file::MAX_IMPLICIT_BYTES;

/// The first problem with an ignore file of a folder or of one above it.
pub(super) fn error_above(folder: &Path) -> Option<FileError> {
    let place = folder.canonicalize().ok()?;
    place.ancestors().find_map(error_in)
}

/// The first problem with an ignore file of a folder.
pub(super) fn error_in(folder: &Path) -> Option<FileError> {
    let [ignore, gitignore, git] = [".ignore", ".gitignore", ".git"].map(|name| folder.join(name));
    let exclude = |git: PathBuf| error_of(&git.join("info/exclude"));
    error_of(&ignore).or_else(|| error_of(&gitignore)).or_else(|| {
        match git.metadata().ok()?.is_dir() {
            true => exclude(git),
            // In a work tree, `.git` is a file that names a folder, whose `commondir` names the repository.
            false => error_of(&git).or_else(|| {
                let tree = PathBuf::from(first_line(&git)?.strip_prefix("gitdir: ")?);
                let common = tree.join("commondir");
                error_of(&common).or_else(|| exclude(tree.join(first_line(&common)?)))
            }),
        }
    })
}

fn first_line(path: &Path) -> Option<String> {
    let mut line = String::new();
    BufReader::new(File::open(path).ok()?.take(MAX_IMPLICIT_BYTES)).read_line(&mut line).ok()?;
    Some(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// A folder with such a name is never read, so it is no error.
fn error_of(path: &Path) -> Option<FileError> {
    let found = path.metadata().ok().filter(|found| !found.is_dir())?;
    let why = match found.is_file() {
        false => "it is not a regular file".to_owned(),
        true if found.len() > MAX_IMPLICIT_BYTES => {
            format!("the file has more than {MAX_IMPLICIT_BYTES} bytes")
        }
        true => return None,
    };
    let message =
        format!("{why}, so its folder is not searched; use --no-ignore to skip ignore files");
    Some(FileError::new(path, message))
}
