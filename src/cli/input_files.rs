//! The documents of a run: standard input, files, and files of folders.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use offerlint::inputs::{FileError, Layout, WalkOptions};
use offerlint::project::{InputFile, Project};

use super::arguments::CheckArgs;
use super::command_hints;
use super::places::Places;
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
    /// The number of files in folders that have no contract.
    pub(crate) skipped: usize,
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
    let mut places = Places::default();
    for path in paths {
        if path.as_os_str() == "-" {
            let name = args.files.stdin_filename.as_deref().unwrap_or(path);
            inputs.add_named(Source::StandardInput, name, args, project)?;
        } else if path.is_dir() {
            inputs.add_folder(path, args, project)?;
        } else {
            if let Some(what) = reserved.purpose(&places.of(&project.absolute(path))) {
                return Err(format!("{}: it is {what}, so it cannot be checked", path.display()));
            }
            match path.symlink_metadata() {
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    inputs.errors.push(FileError::new(path, command_hints::missing_file(path)));
                }
                _ => inputs.add_named(Source::File, path, args, project)?,
            }
        }
    }
    // A file that is reached twice is checked once.
    let mut seen = HashSet::new();
    inputs.documents.retain(|input| {
        let place = places.of(&input.file.absolute);
        input.source == Source::StandardInput
            || (reserved.purpose(&place).is_none() && seen.insert(place))
    });
    Ok(inputs)
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
            Ok(_) => self.add(source, file, args),
            Err(error) => {
                let message = format!(
                    "neither its folders nor a configuration name its contract; use --contract with one of {}",
                    error.known.join(", ")
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
        let (files, errors) = found;
        self.errors.extend(errors);
        for file in files {
            match file.settings.has_contract() {
                true => self.add(Source::File, file, args),
                false => self.skipped += 1,
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
