//! Paths: cleaned, relative to a folder, and as outputs show them.

use std::path::{Component, Path, PathBuf};

/// A path without `.` and `..`, which are resolved without reading the file system.
///
/// ```
/// # use std::path::Path;
/// # use offerlint::inputs::clean_path;
/// assert_eq!(clean_path(Path::new("/a/./b/../c")), Path::new("/a/c"));
/// assert_eq!(clean_path(Path::new("a/../../b")), Path::new("../b"));
/// ```
pub fn clean_path(path: &Path) -> PathBuf {
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.starts_with(b"/") && !bytes.windows(2).any(|pair| matches!(pair, b"/." | b"//")) {
        return path.to_owned();
    }
    let mut clean = PathBuf::new();
    for component in path.components() {
        match (component, clean.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(clean.pop()),
            (component, _) => clean.push(component),
        }
    }
    clean
}

/// A path as seen from a folder; both are absolute and clean.
///
/// ```
/// # use std::path::Path;
/// # use offerlint::inputs::relative_path;
/// assert_eq!(relative_path(Path::new("/a/b/c.json"), Path::new("/a/d")), Path::new("../b/c.json"));
/// ```
pub fn relative_path(path: &Path, folder: &Path) -> PathBuf {
    let mut from = folder.components().peekable();
    let mut to = path.components().peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    from.map(|_| Component::ParentDir).chain(to).collect()
}

/// A path without leading `./`.
pub fn without_dot(path: &Path) -> &Path {
    if !path.as_os_str().as_encoded_bytes().starts_with(b".") {
        return path;
    }
    match path.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest,
        _ => path,
    }
}

/// A path as outputs show it, with `/` between its parts.
pub fn display_path(path: &Path) -> String {
    let text = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => text.into_owned(),
        separator => text.replace(separator, "/"),
    }
}
