//! The entries of `[files]` that fit the JSON files of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use offerlint::Contract;
use offerlint::inputs::{Layout, WalkOptions, find_files, payloads, without_dot};

/// The largest number of files that are read.
const MAX_FILES: usize = 2_000;

/// The largest number of bytes of a file that are read.
const MAX_BYTES: u64 = 1 << 20;

/// The contracts that the files of a folder probably have.
#[derive(Default)]
pub(crate) struct ProposedFiles {
    /// Globs with their contracts.
    pub(crate) entries: Vec<(String, &'static str)>,
    /// The number of files that the globs match.
    pub(crate) matched: usize,
    /// The number of files whose folders name their contract.
    pub(crate) by_folders: usize,
    /// The number of captures. Their requests determine the contracts.
    pub(crate) captures: usize,
    /// The files that fit no contract, or whose names would be read as globs.
    pub(crate) unknown: Vec<String>,
    /// Whether a file is an array of payloads.
    pub(crate) has_arrays: bool,
}

/// The files of one folder and extension.
#[derive(Default)]
struct Folder {
    contracts: BTreeMap<String, Contract>,
    has_unknown: bool,
}

impl Folder {
    /// Gives files whose contracts have the same fields the contract of most of them; of equally many,
    /// the one that comes first in the documentation.
    fn settle(&mut self) {
        let guesses: Vec<Contract> = self.contracts.values().copied().collect();
        for contract in self.contracts.values_mut() {
            let alike = Contract::all().filter(|other| is_alike(*other, *contract));
            let count = |other: &Contract| guesses.iter().filter(|guess| *guess == other).count();
            // Of equal ones the last is taken, hence from the last to the first.
            let alike: Vec<Contract> = alike.collect();
            if let Some(most) = alike.into_iter().rev().max_by_key(count) {
                *contract = most;
            }
        }
    }
}

/// Whether two contracts are bodies of one kind and provider, such as those to create and to update.
fn is_alike(one: Contract, other: Contract) -> bool {
    (one.provider(), one.role()) == (other.provider(), other.role())
}

impl ProposedFiles {
    /// Reads the files of the working folder.
    pub(crate) fn find() -> Self {
        let mut proposed = Self::default();
        let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
        let files = find_files(Path::new("."), WalkOptions::default()).files;
        for path in files.into_iter().take(MAX_FILES) {
            let path = without_dot(&path);
            // Globs have slashes on every system.
            let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
            let Some(parts) = parts else { continue };
            let Some((file, above)) = parts.split_last() else { continue };
            if matches!(Layout::of_path(path), Layout::Capture(_)) {
                proposed.captures += 1;
                continue;
            }
            if Contract::from_folders(above.iter().copied()).is_some() {
                proposed.by_folders += 1;
                continue;
            }
            let name = parts.join("/");
            let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
            let pattern = format!("*.{extension}");
            let glob: Vec<&str> = above.iter().copied().chain([&*pattern]).collect();
            let folder = folders.entry(glob.join("/")).or_default();
            match guess(path, &mut proposed.has_arrays).filter(|_| is_plain(&name)) {
                Some(contract) => drop(folder.contracts.insert(name, contract)),
                None => {
                    folder.has_unknown = true;
                    proposed.unknown.push(name);
                }
            }
        }
        for (glob, mut folder) in folders {
            folder.settle();
            proposed.matched += folder.contracts.len();
            let contracts: BTreeSet<Contract> = folder.contracts.values().copied().collect();
            match contracts.first() {
                // All files of the folder are alike, so are those to come.
                Some(contract) if contracts.len() == 1 && !folder.has_unknown => {
                    proposed.entries.push((anchored(glob), contract.name()));
                }
                _ => proposed.entries.extend(
                    folder.contracts.into_iter().map(|(path, own)| (anchored(path), own.name())),
                ),
            }
        }
        proposed
    }

    /// The entries as lines of TOML.
    pub(crate) fn to_toml(&self) -> String {
        self.entries.iter().map(|(glob, name)| format!("\"{glob}\" = \"{name}\"\n")).collect()
    }
}

/// Whether a path is the same as a glob and in a string of TOML.
fn is_plain(path: &str) -> bool {
    !path.contains(|c: char| c.is_control() || "*?[]{}!\\\"".contains(c))
}

/// A path of the folder itself as a glob that matches nothing in folders below.
fn anchored(glob: String) -> String {
    if glob.contains('/') { glob } else { format!("/{glob}") }
}

/// The contract that a file probably has, by the fields of its first payload. None for pipes and devices.
pub(crate) fn likely_contract(path: &Path) -> Option<Contract> {
    let is_file = path.metadata().is_ok_and(|found| found.is_file());
    if is_file { guess(path, &mut false) } else { None }
}

/// The contract of the first payload of a file.
fn guess(path: &Path, has_arrays: &mut bool) -> Option<Contract> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    let layout = match Layout::of_path(path) {
        Layout::Lines => Layout::Lines,
        _ => Layout::Items,
    };
    let first = payloads(&bytes, layout).next()?;
    let contract = Contract::likely(first.bytes)?;
    *has_arrays |= layout == Layout::Items && bytes.trim_ascii_start().starts_with(b"[");
    // The path distinguishes contracts with the same fields: `updates/a.json`.
    let path = path.to_string_lossy().to_lowercase();
    let verb = |contract: Contract| contract.name().split(['/', '-']).nth(1).unwrap_or_default();
    let mut named =
        Contract::all().filter(|other| is_alike(*other, contract) && path.contains(verb(*other)));
    Some(named.next().filter(|_| named.next().is_none()).unwrap_or(contract))
}
