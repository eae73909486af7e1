//! Changes of configurations and baselines on disk, for clients that do not watch files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// The interval at which files are checked for changes.
const INTERVAL: Duration = Duration::from_secs(1);

/// The time and the size of a file; none if there is no file.
type Stamp = Option<(SystemTime, u64)>;

fn stamp(file: &Path) -> Stamp {
    let file = fs::metadata(file).ok()?;
    Some((file.modified().ok()?, file.len()))
}

/// The states of files when they were checked last.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    stamps: BTreeMap<PathBuf, Stamp>,
    /// When the files are checked again; none if the client watches them.
    pub(crate) next: Option<Instant>,
}

impl Watch {
    pub(crate) fn start(&mut self) {
        self.next = Some(Instant::now() + INTERVAL);
    }

    /// Remembers the state of files that are not known yet, before they are read.
    pub(crate) fn note(&mut self, files: BTreeSet<PathBuf>) {
        for file in files {
            self.stamps.entry(file).or_insert_with_key(|file| stamp(file));
        }
    }

    /// Whether a file has changed since it was seen first, or in the last call.
    pub(crate) fn changed(&mut self, files: BTreeSet<PathBuf>) -> bool {
        self.next = Some(Instant::now() + INTERVAL);
        let before = std::mem::take(&mut self.stamps);
        let mut changed = false;
        for file in files {
            let stamp = stamp(&file);
            changed |= before.get(&file).is_some_and(|before| *before != stamp);
            self.stamps.insert(file, stamp);
        }
        changed
    }
}
