//! Files that nobody named, but that a run finds and obeys: baselines, configurations, and what these
//! consist of.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of such a file.
pub(crate) const MOST: u64 = 64 << 20;

/// Whether something else than a file has the name: a link could lead out of the folder, a pipe
/// would be waited for, a device has no end.
pub(crate) fn is_odd(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| !found.is_file())
}

/// What is said of it.
pub(crate) fn refusal(path: &Path, option: &str) -> String {
    let path = path.display();
    format!("{path}: it is not a regular file; name it with --{option} if it is to be used")
}

/// Reads a file, unless it is too large for what it should be.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MOST {
        true => Err(io::Error::other(format!("the file has more than {MOST} bytes"))),
        false => Ok(bytes),
    }
}
