//! Files that a run discovers implicitly: baseline, configuration, ignore files and schemas.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The largest size of an implicitly discovered file, in bytes.
pub const MAX_IMPLICIT_BYTES: u64 = 64 << 20;

/// A file that was discovered, not named by the user. It must be a regular file: a link could lead
/// out of the folder, a pipe blocks, a device has no end.
#[derive(Clone, Copy, Debug)]
pub struct ImplicitFile<'p>(pub &'p Path);

impl ImplicitFile<'_> {
    /// Whether something other than a regular file has the name.
    pub fn is_not_regular_file(self) -> bool {
        self.0.symlink_metadata().is_ok_and(|found| !found.is_file())
    }

    /// The error message for such a file, with the option by which the user can name it.
    pub fn refusal(self, option: &str) -> String {
        let path = self.0.display();
        format!("{path}: it is not a regular file; name it with --{option} if it is to be used")
    }

    /// Reads the file.
    ///
    /// # Errors
    /// The file cannot be read or has more than [`MAX_IMPLICIT_BYTES`].
    pub fn read(self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        fs::File::open(self.0)?.take(MAX_IMPLICIT_BYTES + 1).read_to_end(&mut bytes)?;
        match bytes.len() as u64 > MAX_IMPLICIT_BYTES {
            true => {
                Err(io::Error::other(format!("the file has more than {MAX_IMPLICIT_BYTES} bytes")))
            }
            false => Ok(bytes),
        }
    }
}
