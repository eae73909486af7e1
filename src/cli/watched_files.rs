//! The files of `check --watch`: what has changed in them.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use offerlint::inputs::clean_path;
use offerlint::project::{BASELINE_NAME, CONFIGURATION_NAME};

use super::arguments::CheckArgs;
use super::interrupt::{self, POLL};
use super::reserved_files::ReportFile;

/// A change is over when nothing has happened for this long: writing a file is several events.
const SETTLED: Duration = Duration::from_millis(20);

/// A check does not wait longer for a change that goes on.
const MAX_DELAY: Duration = Duration::from_millis(100);

/// Files that change which files are checked, or how.
const SETTINGS: [&str; 4] = [CONFIGURATION_NAME, BASELINE_NAME, ".gitignore", ".ignore"];

/// The extensions of files that are checked, or that checks read.
const PAYLOADS: [&str; 6] = ["json", "ndjson", "jsonl", "har", "http", "rest"];

pub(crate) struct WatchedFiles {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Folders that are watched with their subfolders.
    folders: Vec<PathBuf>,
    /// Files that the command line names.
    files: Vec<PathBuf>,
    /// The reports of the run: writing them is no change.
    reports: Vec<PathBuf>,
    /// The files that were checked last.
    documents: BTreeSet<PathBuf>,
}

/// The files and settings that have changed.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) paths: BTreeSet<PathBuf>,
    /// Events were lost, so that any file may have changed.
    pub(crate) everything: bool,
}

impl WatchedFiles {
    /// Begins to watch the files that the arguments name.
    pub(crate) fn new(args: &CheckArgs) -> Result<Self, String> {
        let (sender, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| refused(&error))?;
        let reports = ReportFile::parse_all(args)?;
        let reports = reports.iter().map(|report| absolute(Path::new(&report.path))).collect();
        let (folders, files, documents) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut watched = Self { watcher, events, folders, files, reports, documents };
        let current = [PathBuf::from(".")];
        let paths = if args.paths.is_empty() { &current[..] } else { &args.paths };
        let settings = args.files.config.iter().chain(&args.rules.baseline);
        for path in paths.iter().map(|path| absolute(path)) {
            match path.is_dir() {
                true => watched.watch_folder(path)?,
                false => watched.watch_file(path)?,
            }
        }
        for path in settings.map(|path| absolute(path)) {
            watched.watch_file(path)?;
        }
        Ok(watched)
    }

    /// Watches a folder with its subfolders, unless it is watched already.
    pub(crate) fn watch_folder(&mut self, folder: PathBuf) -> Result<(), String> {
        if self.is_inside(&folder) {
            return Ok(());
        }
        let watched = self.watcher.watch(&folder, RecursiveMode::Recursive);
        watched.map_err(|error| refused(&error))?;
        self.folders.push(folder.clone());
        self.watch_settings_above(&folder);
        Ok(())
    }

    fn watch_file(&mut self, file: PathBuf) -> Result<(), String> {
        // Editors replace a file by another one, so its folder is watched. A link has two of them.
        for file in [file.canonicalize().ok().filter(|target| *target != file), Some(file)] {
            let Some(file) = file else { continue };
            if let Some(folder) = file.parent().filter(|folder| !self.is_inside(folder)) {
                let watched = self.watcher.watch(folder, RecursiveMode::NonRecursive);
                watched.map_err(|error| refused(&error))?;
                self.watch_settings_above(folder);
            }
            self.files.push(file);
        }
        Ok(())
    }

    /// Watches the folders above one, where settings may be. Folders that cannot be read are left out.
    fn watch_settings_above(&mut self, folder: &Path) {
        for above in folder.ancestors().skip(1) {
            if !self.is_inside(above) {
                let _ = self.watcher.watch(above, RecursiveMode::NonRecursive);
            }
        }
    }

    fn is_inside(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }

    /// Sets the files that were checked last, and returns those before them.
    pub(crate) fn replace_documents(&mut self, documents: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        std::mem::replace(&mut self.documents, documents)
    }

    /// The number of files that were checked last.
    pub(crate) fn count(&self) -> usize {
        self.documents.len()
    }

    /// Waits for a change. None after a signal.
    pub(crate) fn next(&mut self) -> io::Result<Option<Changes>> {
        let mut changes = Changes::default();
        // When the first and the last change were noticed.
        let mut noticed: Option<(Instant, Instant)> = None;
        loop {
            let now = Instant::now();
            let wait = match noticed {
                None => POLL,
                Some((first, last)) => {
                    (first + MAX_DELAY).min(last + SETTLED).saturating_duration_since(now)
                }
            };
            if interrupt::caught().is_some() {
                return Ok(None);
            } else if wait.is_zero() {
                return Ok(Some(changes));
            }
            match self.events.recv_timeout(wait) {
                Ok(event) => {
                    if self.add(event, &mut changes) {
                        let now = Instant::now();
                        noticed = Some((noticed.map_or(now, |(first, _)| first), now));
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(io::Error::other("files can no longer be watched"));
                }
            }
        }
    }

    /// Adds what an event changes. Returns whether it changes anything.
    fn add(&mut self, event: notify::Result<Event>, changes: &mut Changes) -> bool {
        let Ok(event) = event else {
            changes.everything = true;
            return true;
        };
        let mut is_change = event.need_rescan();
        changes.everything |= is_change;
        // The run itself opens and reads files.
        let is_read = matches!(event.kind, EventKind::Access(kind)
            if kind != AccessKind::Close(AccessMode::Write));
        if is_read {
            return is_change;
        }
        for path in event.paths {
            if self.folders.iter().any(|folder| folder.starts_with(&path)) {
                // A folder that was removed and comes back is a new one.
                for folder in self.folders.iter().filter(|folder| folder.is_dir()) {
                    let _ = self.watcher.watch(folder, RecursiveMode::Recursive);
                }
                changes.everything = true;
                is_change = true;
            } else if self.concerns(&path) {
                changes.paths.insert(path);
                is_change = true;
            }
        }
        is_change
    }

    /// Whether a path matters to the run.
    fn concerns(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if self.reports.iter().any(|report| report == path) {
            return false;
        }
        if self.files.iter().any(|file| file == path) || SETTINGS.contains(&&*name) {
            return true;
        }
        let is_git = path.components().any(|part| part.as_os_str() == ".git");
        if !self.is_inside(path) || is_git || name.starts_with(".offerlint-") {
            return false;
        }
        let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
        extension.is_some_and(|extension| PAYLOADS.iter().any(|known| extension == *known))
            || path.is_dir()
            || self.is_folder_of_documents(path)
    }

    fn is_folder_of_documents(&self, path: &Path) -> bool {
        self.documents.iter().any(|document| document.starts_with(path))
    }
}

/// A path from the root, clean.
fn absolute(path: &Path) -> PathBuf {
    clean_path(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

fn refused(error: &notify::Error) -> String {
    let place = error.paths.first().map(|path| format!("{}: ", path.display())).unwrap_or_default();
    let reason = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches too many folders already (see fs.inotify.max_user_watches)"
                .to_owned()
        }
        notify::ErrorKind::PathNotFound => "there is no such file or folder".to_owned(),
        notify::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    };
    format!("{place}it cannot be watched: {reason}")
}
