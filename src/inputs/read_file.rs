//! Reads a file whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest file that is read at once. A system call reads at most 2 GiB.
const MAX_AT_ONCE: u64 = 1 << 30;

/// Reads a whole file, like [`std::fs::read`], but reads a regular file of known size with one system call.
/// `std::fs::read` needs a second one to find the end.
///
/// # Errors
/// The file cannot be opened or read.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let found = file.metadata()?;
    let is_usual = found.is_file() && (1..=MAX_AT_ONCE).contains(&found.len());
    let size = if is_usual { found.len() as usize } else { 0 };
    // One byte more than the file has, so that a file that has grown fills it.
    let mut bytes = vec![0; size + 1];
    if is_usual {
        let read = loop {
            match file.read(&mut bytes) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                outcome => break outcome?,
            }
        };
        bytes.truncate(read);
        if read == size {
            return Ok(bytes);
        }
    } else {
        bytes.clear();
    }
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::read_file;

    #[test]
    fn files_of_every_size_are_read_whole() {
        let path = std::env::temp_dir().join(format!("offerlint-read-{}", std::process::id()));
        for size in [0, 1, 31, 32, 33, 4095, 4096, 4097, 1 << 20] {
            let content: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
            fs::write(&path, &content).unwrap();
            assert_eq!(read_file(&path).unwrap(), content, "{size}");
        }
        fs::remove_file(&path).unwrap();
        assert!(read_file(&path).is_err());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn files_whose_size_is_not_known_are_read_whole() {
        // Its size is 0, and it is a regular file.
        let status = read_file(Path::new("/proc/self/status")).unwrap();
        assert!(status.starts_with(b"Name:") && status.ends_with(b"\n"), "{status:?}");
        assert_eq!(read_file(Path::new("/dev/null")).unwrap(), b"");
    }
}
