//! Searches folders for payload files.

use std::cmp::Ordering;
use std::path::{Path, PathBuf, is_separator};
use std::sync::mpsc;

use ignore::{DirEntry, WalkBuilder, WalkState};

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
    // The threads of the search do not wait for each other to deliver what they find.
    let (sender, receiver) = mpsc::channel();
    if no_ignore {
        builder.git_ignore(false).git_global(false).git_exclude(false).ignore(false).parents(false);
    } else {
        if let Some(error) = ignore_files::error_above(folder) {
            return FilesFound { errors: vec![error], ..FilesFound::default() };
        }
        let sender = sender.clone();
        builder.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let error = is_folder.then(|| ignore_files::error_in(entry.path())).flatten();
            let is_readable = error.is_none();
            if let Some(error) = error {
                let _ = sender.send(Found::Error(error));
            }
            is_readable
        });
    }
    builder.build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |entry| {
            let found = match entry {
                Ok(entry) => Found::of_entry(entry, hidden),
                Err(error) => Some(Found::Error(FileError::general(error))),
            };
            // The receiver outlives the search.
            found.map_or(WalkState::Continue, |found| match sender.send(found) {
                Ok(()) => WalkState::Continue,
                Err(_) => WalkState::Quit,
            })
        })
    });
    let mut all = FilesFound::default();
    for found in receiver.try_iter() {
        match found {
            Found::Payload(path) => all.files.push(path),
            Found::Similar(path) => all.similar.push(path),
            Found::Error(error) => all.errors.push(error),
        }
    }
    sort(&mut all.files);
    sort(&mut all.similar);
    all
}

/// A result of a search.
enum Found {
    Payload(PathBuf),
    Similar(PathBuf),
    Error(FileError),
}

impl Found {
    fn of_entry(entry: DirEntry, hidden: bool) -> Option<Self> {
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let name = entry.file_name().as_encoded_bytes();
        // The crate returns a hidden file that an ignore file includes.
        let is_hidden = entry.depth() > 0 && name.starts_with(b".") && !hidden;
        if !is_file || is_hidden || name.starts_with(b".offerlint-") {
            None
        } else if is_payload(name) {
            Some(Self::Payload(entry.into_path()))
        } else if entry.depth() == 0 || is_similar(name) {
            Some(Self::Similar(entry.into_path()))
        } else {
            None
        }
    }
}

/// Sorts paths in the order of `Path`, which compares them part by part and so takes most of the time of a
/// search in a large folder. Bytes compare faster and have nearly the same order.
fn sort(paths: &mut [PathBuf]) {
    paths.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    paths.sort_by(|a, b| order(a, b));
}

/// The order of `Path`. Paths of one search begin alike, so equal bytes are skipped in blocks.
fn order(a: &Path, b: &Path) -> Ordering {
    let [a, b] = [a, b].map(|path| path.as_os_str().as_encoded_bytes());
    let blocks = a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0);
    let same = 16 * blocks.take_while(|(a, b)| a == b).count();
    // No name contains a zero byte.
    let key = |byte: &u8| if is_separator(char::from(*byte)) { 0 } else { *byte };
    a[same..].iter().map(key).cmp(b[same..].iter().map(key))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::order;

    #[test]
    fn paths_have_the_order_of_their_parts() {
        let names =
            ["a", "a.json", "a-b", "b", "ab", "a/b", "a/b.json", "a.b/c", "a-b/c", "a/é", "A/b"];
        // At the beginning, and before, at and behind the end of a block.
        let folders = ["", "a folder/of/15/", "a folder/of/16b/", "a folder/of/17by/"];
        let paths =
            folders.map(|folder| names.map(|name| PathBuf::from(format!("{folder}{name}"))));
        let paths = paths.as_flattened();
        for a in paths {
            for b in paths {
                assert_eq!(order(a, b), a.cmp(b), "{a:?} {b:?}");
            }
        }
    }
}
