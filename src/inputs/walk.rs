//! Searches folders for payload files.

use std::path::{Path, PathBuf, is_separator};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{WalkBuilder, WalkState};

use super::file_error::FileError;
use super::ignore_files;

/// Which files a search returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WalkOptions {
    /// Return hidden files and search hidden folders, too.
    pub hidden: bool,
    /// Do not obey `.gitignore`, `.ignore` and `.git/info/exclude`.
    pub no_ignore: bool,
}

/// The outcome of a search.
#[derive(Debug, Default)]
pub struct FilesFound {
    /// The files, sorted.
    pub files: Vec<PathBuf>,
    /// Files whose names are similar, such as `offer.json5` and `offer.json.bak`, sorted.
    pub similar: Vec<PathBuf>,
    /// Files and folders that could not be read.
    pub errors: Vec<FileError>,
}

/// Whether the name of a file is one that is searched for.
fn is_payload(name: &[u8]) -> bool {
    let ends = |end: &str| {
        name.len() >= end.len()
            && name[name.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    [".json", ".ndjson", ".jsonl", ".har", ".http", ".rest"].into_iter().any(ends)
}

/// Whether the name of a file is not one that is searched for, but likely to be that of a payload.
fn is_similar(name: &[u8]) -> bool {
    let ends = [".json5", ".jsonc", ".hjson", ".jsn"];
    ends.iter().any(|end| name.ends_with(end.as_bytes()))
        || memchr::memmem::find(name, b".json.").is_some()
}

/// The files whose names end in `.json`, `.ndjson`, `.jsonl`, `.har`, `.http` or `.rest` in a folder,
/// searched on all cores.
///
/// Links are not followed: they could lead in a circle or out of the folder. Files whose name begins
/// with `.offerlint-` (the baseline, temporary files) are left out.
pub fn find_files(folder: &Path, options: WalkOptions) -> FilesFound {
    let WalkOptions { hidden, no_ignore } = options;
    let mut builder = WalkBuilder::new(folder);
    builder.hidden(!hidden).require_git(false);
    let found = Arc::new(Mutex::new(FilesFound::default()));
    if no_ignore {
        builder.git_ignore(false).git_global(false).git_exclude(false).ignore(false).parents(false);
    } else {
        if let Some(error) = ignore_files::error_above(folder) {
            return FilesFound { errors: vec![error], ..FilesFound::default() };
        }
        let found = Arc::clone(&found);
        builder.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let error = is_folder.then(|| ignore_files::error_in(entry.path())).flatten();
            let is_readable = error.is_none();
            if !is_readable {
                found.lock().unwrap_or_else(PoisonError::into_inner).errors.extend(error);
            }
            is_readable
        });
    }
    builder.build_parallel().run(|| {
        Box::new(|entry| {
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                    let name = entry.file_name().as_encoded_bytes();
                    // The crate returns a hidden file that an ignore file includes.
                    let is_hidden = entry.depth() > 0 && name.starts_with(b".") && !hidden;
                    if is_file && !is_hidden && !name.starts_with(b".offerlint-") {
                        if is_payload(name) {
                            found.files.push(entry.into_path());
                        } else if entry.depth() == 0 || is_similar(name) {
                            found.similar.push(entry.into_path());
                        }
                    }
                }
                Err(error) => found.errors.push(FileError::general(error)),
            }
            WalkState::Continue
        })
    });
    let mut found = std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner));
    found.files.sort_by_cached_key(|path| order_key(path));
    found.similar.sort_by_cached_key(|path| order_key(path));
    found
}

/// A key by which paths have the order of `Path`, which compares them part by part and so takes most of the
/// time of a search in a large folder.
fn order_key(path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    // No name contains a zero byte.
    bytes.map(|byte| if is_separator(char::from(*byte)) { 0 } else { *byte }).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::order_key;

    #[test]
    fn paths_have_the_order_of_their_parts() {
        let names =
            ["a", "a.json", "a-b", "b", "ab", "a/b", "a/b.json", "a.b/c", "a-b/c", "a/é", "A/b"];
        let paths: Vec<&Path> = names.iter().map(Path::new).collect();
        for a in &paths {
            for b in &paths {
                assert_eq!(order_key(a).cmp(&order_key(b)), a.cmp(b), "{a:?} {b:?}");
            }
        }
    }
}
