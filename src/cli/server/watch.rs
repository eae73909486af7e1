//! Changes of configurations and baselines on disk, for clients that do not watch files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

/// The interval at which files are looked at.
const INTERVAL: Duration = Duration::from_secs(1);

/// The time and the size of a file; none if there is no file.
type Stamp = Option<(SystemTime, u64)>;

/// The files that were looked at.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    stamps: BTreeMap<PathBuf, Stamp>,
    /// When the files are looked at again; none if the client watches them.
    pub(crate) next: Option<Instant>,
}

impl Watch {
    pub(crate) fn start(&mut self) {
        self.next = Some(Instant::now() + INTERVAL);
    }

    /// Whether a file has changed since the last call. A file that is new in the list has not.
    pub(crate) fn changed(&mut self, files: BTreeSet<PathBuf>) -> bool {
        self.next = Some(Instant::now() + INTERVAL);
        let before = std::mem::take(&mut self.stamps);
        let mut changed = false;
        for file in files {
            let stamp =
                fs::metadata(&file).ok().and_then(|file| Some((file.modified().ok()?, file.len())));
            changed |= before.get(&file).is_some_and(|before| *before != stamp);
            self.stamps.insert(file, stamp);
        }
        changed
    }
}
