//! The baseline: findings that are known, by file, rule, pointer and value, never by line.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use offerlint::Diagnostic;
use serde::{Deserialize, Serialize};

use crate::found;
use crate::input::Fault;
use crate::replacing;
use crate::target::absolute;
use crate::unit::Checked;

/// Where the baseline is looked for.
pub(crate) const FILE_NAME: &str = ".offerlint-baseline.json";

/// What identifies a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    file: String,
    rule: String,
    pointer: String,
    /// Of the value that is marked, so that another value is a new finding.
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    findings: Vec<Counted>,
}

#[derive(Serialize, Deserialize)]
struct Counted {
    #[serde(flatten)]
    entry: Entry,
    /// How many such findings there are, as on equal lines of an NDJSON file.
    count: usize,
}

/// The known findings, and which of them occurred.
pub(crate) struct Baseline {
    path: PathBuf,
    /// Whether the command line named it; a file that was only found is not trusted as much.
    named: bool,
    known: BTreeMap<Entry, usize>,
    met: BTreeMap<Entry, usize>,
    /// Files that this run looked at, with the contract that they were held against.
    files: BTreeSet<String>,
    /// Entries whose rule was off in this run, so that nobody knows.
    unjudged: BTreeSet<Entry>,
}

impl Baseline {
    /// An empty baseline that will be written to a file.
    pub(crate) fn empty(path: &Path, named: bool) -> Self {
        Self {
            path: absolute(path),
            named,
            known: BTreeMap::new(),
            met: BTreeMap::new(),
            files: BTreeSet::new(),
            unjudged: BTreeSet::new(),
        }
    }

    /// Why the file must be neither read nor written: nobody named it, and it is not one.
    pub(crate) fn refusal(&self) -> Option<String> {
        let refused = !self.named && found::is_odd(&self.path);
        refused.then(|| found::refusal(&self.path, "baseline"))
    }

    /// Reads a baseline; a file that is not there is an error only if it was named.
    pub(crate) fn load(path: &Path, named: bool) -> Result<Option<Self>, String> {
        let empty = Self::empty(path, named);
        if let Some(refusal) = empty.refusal() {
            return Err(refusal);
        }
        let bytes = match if named { fs::read(path) } else { found::read(path) } {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !named => return Ok(None),
            Err(error) => return Err(format!("{}: {error}", path.display())),
        };
        let stored: Stored = serde_json::from_slice(&bytes)
            .map_err(|error| format!("{} is not a baseline: {error}", path.display()))?;
        if stored.version != 1 {
            return Err(format!("{} has version {}, not 1", path.display(), stored.version));
        }
        let known =
            stored.findings.into_iter().map(|counted| (counted.entry, counted.count)).collect();
        Ok(Some(Self { known, ..empty }))
    }

    /// Takes the known findings of a document away; how many there were.
    pub(crate) fn filter(&mut self, checked: &mut Checked) -> usize {
        let before = checked.diagnostics.len();
        let Some(file) = self.file(checked) else { return 0 };
        if self.files.insert(file.clone()) {
            let is_off = |entry: &&Entry| entry.file == file && !checked.plan.judges(&entry.rule);
            let unjudged: Vec<Entry> = self.known.keys().filter(is_off).cloned().collect();
            self.unjudged.extend(unjudged);
        }
        let found = std::mem::take(&mut checked.diagnostics);
        for finding in found {
            let entry = entry(&file, &finding, checked);
            let known = self.known.get(&entry).copied().unwrap_or(0);
            let met = self.met.entry(entry).or_insert(0);
            *met += 1;
            if *met > known {
                checked.diagnostics.push(finding);
            }
        }
        before - checked.diagnostics.len()
    }

    /// A file's name relative to the baseline's folder.
    fn file(&self, checked: &Checked) -> Option<String> {
        let path = absolute(checked.path.as_deref()?);
        let folder = self.path.parent().unwrap_or(Path::new(""));
        Some(crate::input::display(&relative(&path, folder)))
    }

    /// Entries whose findings are gone: of files that were looked at, or that are no more.
    pub(crate) fn stale(&self) -> usize {
        let stale = |(entry, count): (&Entry, &usize)| count - self.needed(entry, *count);
        self.known.iter().map(stale).fold(0, usize::saturating_add)
    }

    fn needed(&self, entry: &Entry, known: usize) -> usize {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let looked_at = self.files.contains(&entry.file) || !folder.join(&entry.file).exists();
        if looked_at && !self.unjudged.contains(entry) {
            known.min(self.met.get(entry).copied().unwrap_or(0))
        } else {
            known
        }
    }

    /// Says that the baseline could not be written.
    pub(crate) fn fault(&self, error: &io::Error) -> Fault {
        Fault::new(&self.path, format!("the baseline cannot be written: {error}"))
    }

    /// Writes the baseline without stale entries.
    pub(crate) fn prune(&self) -> io::Result<()> {
        self.write(self.known.iter().map(|(entry, count)| (entry, self.needed(entry, *count))))
    }

    /// Writes everything that this run found; how many findings that is.
    pub(crate) fn record(&self) -> io::Result<usize> {
        self.write(self.met.iter().map(|(entry, count)| (entry, *count)))?;
        Ok(self.met.values().sum())
    }

    fn write<'e>(&self, entries: impl Iterator<Item = (&'e Entry, usize)>) -> io::Result<()> {
        let findings = entries.filter(|(_, count)| *count > 0);
        let findings =
            findings.map(|(entry, count)| Counted { entry: entry.clone(), count }).collect();
        let stored = Stored { version: 1, findings };
        let mut text = serde_json::to_vec_pretty(&stored)?;
        text.push(b'\n');
        if let Some(refusal) = self.refusal() {
            return Err(io::Error::other(refusal));
        }
        replacing::write(&self.path, &text)
    }
}

/// A path as seen from a folder, both absolute and clean.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let mut from = folder.components().peekable();
    let mut to = path.components().peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    from.map(|_| Component::ParentDir).chain(to).collect()
}

fn entry(file: &str, found: &Diagnostic, checked: &Checked) -> Entry {
    let value =
        found.range.map_or(&[][..], |range| checked.bytes(range.span.start, range.span.end));
    Entry {
        file: file.to_owned(),
        rule: found.rule.to_string(),
        pointer: found.pointer.clone(),
        fingerprint: fingerprint(value),
    }
}

/// FNV-1a: stable over versions and machines, which the standard library's hash is not.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}
