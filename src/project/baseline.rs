//! The baseline: known findings by file, rule, stable pointer and value, never by line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fingerprint::fingerprint;
use super::linted_file::LintedFile;
use super::stable_pointers::StablePointers;
use crate::inputs::{clean_path, display_path, relative_path};
use crate::rules;

/// The name of the baseline file.
pub const BASELINE_NAME: &str = ".offerlint-baseline.json";

/// The identity of a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    file: String,
    rule: String,
    /// The stable pointer.
    pointer: String,
    /// The fingerprint of the value, so that another value is a new finding.
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    findings: Vec<Counted>,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct Counted {
    #[serde(flatten)]
    entry: Entry,
    /// The number of such findings, as on equal lines of an NDJSON file.
    count: usize,
}

/// The reason why a text is not a baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError(String);

fn unreadable(error: &serde_json::Error) -> BaselineError {
    BaselineError(format!(
        "it is not a baseline (line {}, column {}); restore it, or record it again with `offerlint baseline`",
        error.line(),
        error.column()
    ))
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BaselineError {}

/// Known findings, and which of them occur in a run. File names are relative to its folder.
///
/// ```
/// use offerlint::project::{Baseline, Project};
///
/// let project = Project::discover("").with_contract("tracklysms/update-offer");
/// let lint = || project.file("a.json".as_ref()).map(|file| file.lint(b"{\"payout\": -1}".to_vec()));
/// let folder = project.absolute("".as_ref());
///
/// let mut recording = Baseline::new(&folder);
/// recording.remove_known(&mut lint()??);
/// let mut known = Baseline::from_json(&recording.found_json(), &folder)?;
/// let mut file = lint()??;
/// assert_eq!(known.remove_known(&mut file), 1);
/// assert!(file.diagnostics.is_empty() && known.stale() == 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Baseline {
    folder: PathBuf,
    known: BTreeMap<Entry, usize>,
    found: BTreeMap<Entry, usize>,
    /// The files of this run.
    files: BTreeSet<String>,
    /// Entries whose rule is off in this run.
    not_checked: BTreeSet<Entry>,
}

impl Baseline {
    /// An empty baseline for a folder given from the root.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: clean_path(folder),
            known: BTreeMap::new(),
            found: BTreeMap::new(),
            files: BTreeSet::new(),
            not_checked: BTreeSet::new(),
        }
    }

    /// Reads a baseline. A byte order mark is allowed.
    ///
    /// # Errors
    /// The text is not a baseline of this version.
    pub fn from_json(json: &[u8], folder: &Path) -> Result<Self, BaselineError> {
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        let Version { version } =
            serde_json::from_slice(json).map_err(|error| unreadable(&error))?;
        if version != 1 {
            let message = format!(
                "its version is {version}, not 1; record it again with `offerlint baseline`"
            );
            return Err(BaselineError(message));
        }
        let stored: Stored = serde_json::from_slice(json).map_err(|error| unreadable(&error))?;
        let known = stored.findings.into_iter().map(|counted| (counted.entry, counted.count));
        Ok(Self { known: known.collect(), ..Self::new(folder) })
    }

    /// Removes the known findings of a file, and returns their number. All findings count as found.
    pub fn remove_known(&mut self, linted: &mut LintedFile) -> usize {
        if linted.path.is_none() {
            return 0;
        }
        let before = linted.diagnostics.len();
        let file = display_path(&relative_path(&linted.absolute, &self.folder));
        if self.files.insert(file.clone()) {
            let is_off =
                |entry: &&Entry| entry.file == file && !linted.settings.reports(&entry.rule);
            let not_checked: Vec<Entry> = self.known.keys().filter(is_off).cloned().collect();
            self.not_checked.extend(not_checked);
        }
        let findings = std::mem::take(&mut linted.diagnostics);
        let mut new = Vec::new();
        let mut pointers = StablePointers::new(linted);
        for finding in findings {
            // A file that cannot be read is not checked, which no baseline may hide.
            if finding.rule == rules::JSON_SYNTAX.name {
                new.push(finding);
                continue;
            }
            let range = finding.range.map(|range| range.span);
            let value = range.map(|span| linted.bytes(span.start, span.end));
            let entry = Entry {
                file: file.clone(),
                rule: finding.rule.to_string(),
                pointer: pointers.of(&finding).into_owned(),
                fingerprint: fingerprint(value.unwrap_or_default()),
            };
            let known = self.known.get(&entry).copied().unwrap_or(0);
            let count = self.found.entry(entry).or_insert(0);
            *count += 1;
            if *count > known {
                new.push(finding);
            }
        }
        linted.diagnostics = new;
        before - linted.diagnostics.len()
    }

    /// The number of entries whose findings are gone: of files of this run or that no longer exist.
    pub fn stale(&self) -> usize {
        let stale = |(entry, count): (&Entry, &usize)| count - self.needed(entry, *count);
        self.known.iter().map(stale).fold(0, usize::saturating_add)
    }

    fn needed(&self, entry: &Entry, known: usize) -> usize {
        let is_checked =
            self.files.contains(&entry.file) || !self.folder.join(&entry.file).exists();
        if is_checked && !self.not_checked.contains(entry) {
            known.min(self.found.get(entry).copied().unwrap_or(0))
        } else {
            known
        }
    }

    /// The number of findings in this run.
    pub fn found(&self) -> usize {
        self.found.values().sum()
    }

    /// All findings of this run as a baseline.
    pub fn found_json(&self) -> Vec<u8> {
        json(self.found.iter().map(|(entry, count)| (entry, *count)))
    }

    /// This baseline without stale entries.
    pub fn pruned_json(&self) -> Vec<u8> {
        json(self.known.iter().map(|(entry, count)| (entry, self.needed(entry, *count))))
    }
}

fn json<'e>(entries: impl Iterator<Item = (&'e Entry, usize)>) -> Vec<u8> {
    let findings = entries.filter(|(_, count)| *count > 0);
    let findings = findings.map(|(entry, count)| Counted { entry: entry.clone(), count }).collect();
    // Strings and numbers can always be serialised.
    let mut text = serde_json::to_vec_pretty(&Stored { version: 1, findings }).unwrap_or_default();
    text.push(b'\n');
    text
}
