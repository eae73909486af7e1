//! Files that a run finds but does not check, and why.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use super::configuration::Configuration;
use super::on_unmatched::OnUnmatched;
use crate::did_you_mean;

/// Why a file is not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SkipReason {
    /// Neither its folders nor a configuration name its contract.
    NoContract,
    /// Its folders are nearly those of a contract.
    NearContract {
        /// The folders, such as `tracklysms/create-ofer`.
        folders: String,
        /// The contract that is meant.
        meant: String,
    },
    /// All files get one contract, but its folders or its configuration give it another one.
    OtherContract(String),
    /// It is in the folder of a contract, but its name does not end in `.json`, `.ndjson` or `.jsonl`.
    OtherExtension,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoContract => {
                f.write_str("neither its folders nor offerlint.toml name its contract")
            }
            Self::NearContract { folders, meant } => {
                write!(f, "the folder {folders} is no contract; did you mean {meant}?")
            }
            Self::OtherContract(name) => write!(f, "its contract is {name}"),
            Self::OtherExtension => {
                f.write_str("its name does not end in .json, .ndjson or .jsonl")
            }
        }
    }
}

/// A file that is found but not checked.
#[derive(Clone, Debug)]
pub struct SkippedFile {
    /// The path as given.
    pub path: PathBuf,
    /// The path from the root, clean.
    pub absolute: PathBuf,
    /// The reason.
    pub reason: SkipReason,
    /// The treatment of such files by the configuration.
    pub on_unmatched: OnUnmatched,
}

/// The names of the folders of a path.
pub(super) fn folder_names(path: &Path) -> Vec<&str> {
    let components = path.parent().into_iter().flat_map(Path::components);
    let normal = components.filter_map(|component| match component {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    normal.collect()
}

/// Why a file without a contract has none: a folder may be misspelt.
pub(super) fn reason(path: &Path, configuration: &Configuration) -> SkipReason {
    let folders = folder_names(path);
    let near = folders.windows(2).rev().find_map(|pair| {
        let meant = near_contract(pair[0], pair[1], configuration)?;
        Some(SkipReason::NearContract { folders: pair.join("/"), meant })
    });
    near.unwrap_or(SkipReason::NoContract)
}

/// The contract whose name two folders nearly are: one half may be misspelt.
fn near_contract(first: &str, second: &str, configuration: &Configuration) -> Option<String> {
    let halves: Vec<(&str, &str)> =
        configuration.contract_names().filter_map(|name| name.split_once('/')).collect();
    let is = |name: &str, meant: &str| did_you_mean(name, [meant].into_iter()).is_some();
    let seconds = halves.iter().filter(|(provider, _)| is_same(first, provider));
    let by_second = did_you_mean(second, seconds.clone().map(|(_, name)| *name));
    if let Some(name) = by_second {
        return seconds.clone().find(|half| half.1 == name).map(|(a, b)| format!("{a}/{b}"));
    }
    let mut firsts =
        halves.iter().filter(|(provider, name)| second == *name && is(first, provider));
    firsts.next().map(|(a, b)| format!("{a}/{b}"))
}

/// Whether two names differ in case only.
fn is_same(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}
