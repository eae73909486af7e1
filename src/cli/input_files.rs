//! The documents of a run: standard input, files, and files of folders.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use offerlint::inputs::{FileError, Layout, WalkOptions};
use offerlint::project::{InputFile, Project};

use super::arguments::CheckArgs;

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

/// Finds the documents that the paths name, in the order of the paths, folders sorted.
pub(crate) fn find(args: &CheckArgs, project: &Project) -> Result<Inputs, String> {
    let mut inputs = Inputs::default();
    let current = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &current[..] } else { &args.paths };
    for path in paths {
        if path.as_os_str() == "-" {
            let name = args.files.stdin_filename.as_deref().unwrap_or(path);
            inputs.add_named(Source::StandardInput, name, args, project)?;
        } else if path.is_dir() {
            inputs.add_folder(path, args, project)?;
        } else {
            inputs.add_named(Source::File, path, args, project)?;
        }
    }
    // A file that is reached twice is checked once.
    let mut places = Places::default();
    let mut seen = HashSet::new();
    inputs.documents.retain(|input| match input.source {
        Source::StandardInput => true,
        Source::File => seen.insert(places.of(&input.file)),
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
                self.errors.push(FileError::new(path, message));
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

/// The real paths of files. Each folder is resolved once.
#[derive(Default)]
struct Places {
    folders: HashMap<PathBuf, PathBuf>,
}

impl Places {
    fn of(&mut self, file: &InputFile) -> PathBuf {
        let path = &file.absolute;
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let is_link = path.symlink_metadata().is_ok_and(|file| file.is_symlink());
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if !is_link => {
                let known = self.folders.entry(folder.to_owned());
                known.or_insert_with(|| canonical(folder)).join(name)
            }
            _ => canonical(path),
        }
    }
}
