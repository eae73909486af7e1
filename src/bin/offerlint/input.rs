//! Which files are checked.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::types::TypesBuilder;
use offerlint::Contract;

use crate::target::Target;

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    StandardInput,
    File(PathBuf),
}

/// A document to check.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) source: Source,
    /// The name that outputs show.
    pub(crate) name: String,
    pub(crate) contract: Contract,
}

/// A file that cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Fault {
    pub(crate) file: Option<String>,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(file: impl Into<String>, message: impl ToString) -> Self {
        Self { file: Some(file.into()), message: message.to_string() }
    }
}

/// What was found on the paths of a run.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) documents: Vec<Input>,
    pub(crate) faults: Vec<Fault>,
    /// JSON files whose contract nobody told.
    pub(crate) skipped: usize,
}

impl Inputs {
    /// Finds everything that the paths name, in the order of the paths, folders sorted.
    pub(crate) fn find(paths: &[PathBuf], target: &Target) -> Self {
        let mut inputs = Self::default();
        if paths.is_empty() {
            inputs.walk(Path::new("."), target);
            for document in &mut inputs.documents {
                // Nobody typed that folder.
                document.name =
                    document.name.strip_prefix("./").unwrap_or(&document.name).to_owned();
            }
        }
        for path in paths {
            if path.as_os_str() == "-" {
                inputs.standard_input(target);
            } else if path.is_dir() {
                inputs.walk(path, target);
            } else {
                inputs.file(path, target);
            }
        }
        inputs
    }

    fn standard_input(&mut self, target: &Target) {
        match target.contract {
            Some(contract) => self.documents.push(Input {
                source: Source::StandardInput,
                name: "-".into(),
                contract,
            }),
            None => self.faults.push(unknown_contract("-")),
        }
    }

    fn file(&mut self, path: &Path, target: &Target) {
        let name = display(path);
        match target.contract_of(path) {
            Some(contract) => {
                self.documents.push(Input {
                    source: Source::File(path.to_owned()),
                    name,
                    contract,
                });
            }
            None => self.faults.push(unknown_contract(&name)),
        }
    }

    fn walk(&mut self, folder: &Path, target: &Target) {
        let mut types = TypesBuilder::new();
        let known = types.add("json", "*.json").and_then(|()| types.select("json").build());
        let mut builder = WalkBuilder::new(folder);
        if let Ok(types) = known {
            builder.types(types);
        }
        builder.require_git(false).sort_by_file_path(Path::cmp);
        for entry in builder.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    let path = entry.path();
                    match target.contract_of(path) {
                        Some(contract) => self.documents.push(Input {
                            name: display(path),
                            source: Source::File(path.to_owned()),
                            contract,
                        }),
                        None => self.skipped += 1,
                    }
                }
                Ok(_) => {}
                Err(error) => self.faults.push(Fault { file: None, message: error.to_string() }),
            }
        }
    }
}

fn unknown_contract(name: &str) -> Fault {
    let names: Vec<&str> = Contract::ALL.iter().map(|contract| contract.name()).collect();
    let message = format!(
        "its contract cannot be told from its folders; name it with --contract: {}",
        names.join(", ")
    );
    Fault::new(name, message)
}

/// A path as outputs show it: as given, `/`-separated.
fn display(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
