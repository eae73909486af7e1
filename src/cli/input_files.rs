//! The documents of a run: standard input, files, and files of folders.

use std::collections::{BTreeMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use offerlint::inputs::{FileError, Layout, WalkOptions};
use offerlint::project::{InputFile, NoContract, OnUnmatched, Project, SkipReason, SkippedFile};

use super::arguments::CheckArgs;
use super::command_hints;
use super::count::counted;
use super::proposed_files::likely_contract;
use super::real_paths::RealPaths;
use super::reserved_files::ReservedFiles;

/// The source of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    StandardInput,
    File,
}

/// A document to check.
#[derive(Clone)]
pub(crate) struct Input {
    pub(crate) source: Source,
    pub(crate) file: InputFile,
}

/// The documents of a run.
#[derive(Default)]
pub(crate) struct Inputs {
    pub(crate) documents: Vec<Input>,
    pub(crate) errors: Vec<FileError>,
    /// Files of folders that are not checked.
    pub(crate) skipped: Vec<SkippedFile>,
    /// The folders that were searched, from the root.
    pub(crate) folders: Vec<PathBuf>,
}

/// Finds the documents that the paths name, in the order of the paths, folders sorted. Reserved files
/// in folders are skipped; it is an error if a path names one.
pub(crate) fn find(
    args: &CheckArgs,
    project: &Project,
    reserved: &ReservedFiles,
) -> Result<Inputs, String> {
    let mut inputs = Inputs::default();
    let current = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &current[..] } else { &args.paths };
    let mut places = RealPaths::default();
    // A file that is reached twice is checked once.
    let mut seen = HashSet::new();
    let needs_places = paths.len() > 1 || !reserved.is_empty();
    for path in paths {
        let before = inputs.documents.len();
        let is_folder = path.as_os_str() != "-" && path.is_dir();
        if path.as_os_str() == "-" {
            let name = args.files.stdin_filename.as_deref().unwrap_or(path);
            inputs.add_named(Source::StandardInput, name, args, project)?;
        } else if is_folder {
            inputs.add_folder(path, args, project)?;
        } else {
            if !reserved.is_empty()
                && let Some(what) = reserved.purpose(&places.of(&project.absolute(path)))
            {
                return Err(format!("{}: it is {what}, so it cannot be checked", path.display()));
            }
            match path.symlink_metadata() {
                // A name such as `*.json` is invalid on Windows, so that no such file can exist.
                Err(error)
                    if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidFilename) =>
                {
                    inputs.errors.push(FileError::new(path, command_hints::missing_file(path)));
                }
                _ => inputs.add_named(Source::File, path, args, project)?,
            }
        }
        if needs_places {
            let added = inputs.documents.split_off(before);
            inputs.documents.extend(added.into_iter().filter(|input| {
                let absolute = &input.file.absolute;
                let place = match is_folder {
                    // A search returns no links.
                    true => places.of_regular(absolute),
                    false => places.of(absolute),
                };
                input.source == Source::StandardInput
                    || (reserved.purpose(&place).is_none() && seen.insert(place))
            }));
        }
    }
    Ok(inputs)
}

/// An error for each folder whose name is nearly that of a contract, at its first file.
fn near_contracts(skipped: &[SkippedFile]) -> Vec<FileError> {
    let mut folders: BTreeMap<(&Path, String), Vec<&SkippedFile>> = BTreeMap::new();
    for file in skipped {
        if let SkipReason::NearContract { .. } = file.reason {
            let folder = file.path.parent().unwrap_or(Path::new(""));
            folders.entry((folder, file.reason.to_string())).or_default().push(file);
        }
    }
    let error = |((_, reason), files): ((&Path, String), Vec<&SkippedFile>)| {
        let first = files.first()?;
        let more = match files.len() - 1 {
            0 => String::new(),
            more => format!(" ({} in this folder)", counted(more, "more file")),
        };
        Some(FileError::new(&first.path, format!("it is not checked: {reason}{more}")))
    };
    folders.into_iter().filter_map(error).collect()
}

/// The error message for a file without a contract, with the contract that its fields suggest.
fn unknown_contract(path: &Path, error: &NoContract) -> String {
    let hint = match likely_contract(path) {
        Some(likely) => format!("it looks like {likely}: --contract {likely} checks it as such"),
        None => format!("use --contract with one of {}", error.known.join(", ")),
    };
    format!("neither its folders nor a configuration name its contract; {hint}")
}

impl Inputs {
    /// Adds a document that the command line names. It must have a contract.
    fn add_named(
        &mut self,
        source: Source,
        path: &Path,
        args: &CheckArgs,
        project: &Project,
    ) -> Result<(), String> {
        let file = project.file(path).map_err(|error| error.to_string())?;
        match file.settings.contract() {
            _ if file.is_capture() => self.add(source, file, args),
            Ok(_) => self.add(source, file, args),
            Err(error) => {
                let near = project.near_contract(&file.absolute, &file.settings);
                let message = near.map_or_else(
                    || unknown_contract(path, &error),
                    |reason| format!("it is not checked: {reason}"),
                );
                self.errors.push(FileError::new(&file.path, message));
            }
        }
        Ok(())
    }

    fn add_folder(
        &mut self,
        folder: &Path,
        args: &CheckArgs,
        project: &Project,
    ) -> Result<(), String> {
        let options = WalkOptions { hidden: args.files.hidden, no_ignore: args.files.no_ignore };
        let found = project.files(folder, options).map_err(|error| error.to_string())?;
        self.folders.push(project.absolute(folder));
        self.errors.extend(found.errors);
        self.errors.extend(near_contracts(&found.skipped));
        self.documents.reserve(found.files.len());
        found.files.into_iter().for_each(|file| self.add(Source::File, file, args));
        for file in found.skipped {
            let is_near = matches!(file.reason, SkipReason::NearContract { .. });
            match file.on_unmatched {
                _ if is_near => {}
                OnUnmatched::Error => {
                    let message = format!("it is not checked: {}", file.reason);
                    self.errors.push(FileError::new(&file.path, message));
                }
                OnUnmatched::Ignore => {}
                OnUnmatched::Warn => self.skipped.push(file),
            }
        }
        Ok(())
    }

    fn add(&mut self, source: Source, mut file: InputFile, args: &CheckArgs) {
        if args.files.ndjson {
            file.layout = Layout::Lines;
        } else if args.files.each && file.layout == Layout::Single {
            file.layout = Layout::Items;
        }
        self.documents.push(Input { source, file });
    }
}
