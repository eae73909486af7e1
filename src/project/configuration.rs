//! The content of an `offerlint.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobMatcher;

use super::contract_ref::ContractRef;
use super::fail_on::FailOn;
use super::globs::PathGlob;
use super::on_unmatched::OnUnmatched;
use crate::{Contract, CustomContract, Diagnostic, Level};

/// The name of a configuration file.
pub const CONFIGURATION_NAME: &str = "offerlint.toml";

/// The reason why a configuration cannot be used, with file, line and column where they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationError(pub(super) String);

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigurationError {}

/// Findings that are not reported: an entry of `[[allow]]`.
#[derive(Clone, Debug)]
pub(super) struct Exception {
    pub(super) files: Vec<PathGlob>,
    pub(super) rule: String,
    pub(super) pointer: Option<GlobMatcher>,
}

/// Levels of rules for some files: an entry of `[[overrides]]`.
#[derive(Clone, Debug)]
pub(super) struct Override {
    pub(super) files: Vec<PathGlob>,
    pub(super) rules: Vec<(String, Level)>,
}

/// One configuration file. Its globs are relative to its folder; the paths that are passed to it are
/// absolute.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// The file; empty for the defaults.
    pub(super) path: PathBuf,
    /// The folder that globs and schema files are relative to.
    pub(super) folder: PathBuf,
    pub(super) rules: Vec<(String, Level)>,
    pub(super) overrides: Vec<Override>,
    pub(super) files: Vec<(PathGlob, ContractRef)>,
    pub(super) contracts: BTreeMap<String, Arc<CustomContract>>,
    pub(super) include: Vec<PathGlob>,
    pub(super) exclude: Vec<PathGlob>,
    pub(super) fail_on: Option<FailOn>,
    pub(super) on_unmatched: OnUnmatched,
    pub(super) line_limit: Option<usize>,
    pub(super) allow: Vec<Exception>,
}

impl Configuration {
    /// The configuration file; none for the defaults.
    pub fn path(&self) -> Option<&Path> {
        Some(&*self.path).filter(|path| !path.as_os_str().is_empty())
    }

    /// Whether a file that was found in a folder is checked.
    pub fn includes(&self, file: &Path) -> bool {
        (self.include.is_empty() || self.any(&self.include, file)) && !self.any(&self.exclude, file)
    }

    /// The contract that `[files]` gives a file; of several globs that match, the last one counts.
    pub fn contract_of(&self, file: &Path) -> Option<&ContractRef> {
        let file = self.relative(file);
        self.files.iter().rev().find(|(glob, _)| glob.is_match(file)).map(|(_, contract)| contract)
    }

    /// The contract with a name, the configuration's own or built in.
    pub fn contract(&self, name: &str) -> Option<ContractRef> {
        let own = self.contracts.get(name).map(|own| ContractRef::Custom(Arc::clone(own)));
        // Parsing the name would look for a similar one, for every pair of folders.
        let built_in = || Contract::all().find(|contract| contract.name() == name);
        own.or_else(|| built_in().map(ContractRef::BuiltIn))
    }

    /// The only own contract whose name ends in `/` and this text, unless a built-in one does, too.
    pub(super) fn own_contract_ending(&self, end: &str) -> Option<ContractRef> {
        let end = format!("/{end}");
        let mut ending = self.contract_names().filter(|name| name.ends_with(&end));
        let only = ending.next().filter(|_| ending.next().is_none())?;
        self.contracts.get(only).map(|own| ContractRef::Custom(Arc::clone(own)))
    }

    /// The names of all contracts, built in and the configuration's own.
    pub fn contract_names(&self) -> impl Iterator<Item = &str> {
        let built_in = Contract::all().map(|contract| contract.name());
        built_in.chain(self.contracts.keys().map(String::as_str))
    }

    /// The levels of rules for a file: the general ones, then those of matching overrides in order.
    pub fn levels(&self, file: &Path) -> impl Iterator<Item = &(String, Level)> {
        let matching = self.overrides.iter().filter(|over| self.any(&over.files, file));
        let matching: Vec<&Override> = matching.collect();
        self.rules.iter().chain(matching.into_iter().flat_map(|over| &over.rules))
    }

    /// Whether the files of a folder may differ in contract or levels.
    pub(super) fn tells_files_apart(&self) -> bool {
        !self.files.is_empty() || !self.overrides.is_empty()
    }

    /// The treatment of files that have no contract.
    pub fn on_unmatched(&self) -> OnUnmatched {
        self.on_unmatched
    }

    /// Whether an exception allows a finding in a file.
    pub fn allows(&self, file: &Path, found: &Diagnostic) -> bool {
        self.exception_for(file, found).is_some()
    }

    /// The index of the entry of `[[allow]]` that allows a finding in a file.
    pub fn exception_for(&self, file: &Path, found: &Diagnostic) -> Option<usize> {
        self.allow.iter().position(|allow| {
            allow.rule == found.rule
                && (allow.files.is_empty() || self.any(&allow.files, file))
                && allow.pointer.as_ref().is_none_or(|glob| glob.is_match(&found.pointer))
        })
    }

    /// The entries without effect in a run that finds these files and uses these entries of `[[allow]]`: globs
    /// that match no file, and exceptions that allow nothing. One sentence each.
    pub fn without_effect(&self, files: &[&Path], used: &BTreeSet<usize>) -> Vec<String> {
        let matches = |glob: &PathGlob| files.iter().any(|file| glob.is_match(self.relative(file)));
        let mut all = Vec::new();
        let mut globs = |globs: &mut dyn Iterator<Item = &PathGlob>, place: &str| {
            let unused = globs.filter(|glob| !matches(glob));
            all.extend(unused.map(|glob| {
                format!("the glob \"{}\" {place} matches no file", glob.source().escape_debug())
            }));
        };
        globs(&mut self.files.iter().map(|(glob, _)| glob), "in [files]");
        globs(&mut self.overrides.iter().flat_map(|over| &over.files), "in [[overrides]]");
        globs(&mut self.allow.iter().flat_map(|allow| &allow.files), "in [[allow]]");
        for (index, allow) in self.allow.iter().enumerate() {
            let has_files = allow.files.is_empty() || allow.files.iter().any(matches);
            if has_files && !used.contains(&index) {
                let number = index + 1;
                all.push(format!("entry {number} of [[allow]] ({}) allows nothing", allow.rule));
            }
        }
        all
    }

    /// A file's path relative to the configuration's folder, as globs need it.
    fn relative<'p>(&self, file: &'p Path) -> &'p Path {
        file.strip_prefix(&self.folder).unwrap_or(file)
    }

    fn any(&self, globs: &[PathGlob], file: &Path) -> bool {
        let file = self.relative(file);
        globs.iter().any(|glob| glob.is_match(file))
    }
}
