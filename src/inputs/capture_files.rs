//! Captures on disk: their format, and the files that they refer to.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path};

use crate::captures::CaptureFormat;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// Reads a file by its name in a capture. It must be inside the folder of the capture, also after
/// links are followed: the author of a capture must not choose which other files are shown.
///
/// # Errors
/// The reason why the file is not read.
pub fn read_beside(capture: &Path, name: &str) -> Result<Vec<u8>, String> {
    let is_inside = Path::new(name)
        .components()
        .all(|component| matches!(component, Component::Normal(_) | Component::CurDir));
    let outside = "it is not inside the folder of the capture";
    if !is_inside {
        return Err(outside.to_owned());
    }
    let folder = capture.parent().unwrap_or(Path::new(""));
    let text = |error: std::io::Error| error.to_string();
    let folder = fs::canonicalize(Path::new(".").join(folder)).map_err(text)?;
    let path = fs::canonicalize(folder.join(name)).map_err(text)?;
    if !path.starts_with(&folder) {
        return Err(outside.to_owned());
    }
    let metadata = fs::metadata(&path).map_err(text)?;
    if !metadata.is_file() || metadata.len() > MAX_BYTES {
        return Err(format!("it is no file of at most {MAX_BYTES} bytes"));
    }
    fs::read(path).map_err(text)
}

/// The format of a JSON file that is a capture, recognised by its beginning.
pub(crate) fn capture_by_content(path: &Path) -> Option<CaptureFormat> {
    let extension = path.extension()?.to_str()?;
    if !extension.eq_ignore_ascii_case("json") {
        return None;
    }
    let mut beginning = Vec::new();
    File::open(path).ok()?.take(4096).read_to_end(&mut beginning).ok()?;
    CaptureFormat::of_json(&beginning)
}
