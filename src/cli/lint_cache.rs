//! The findings of files that have not changed since they were checked.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use offerlint::inputs::FileError;
use offerlint::project::LintedFile;

use super::checked_file::CheckedFile;
use super::fixing::Fixing;
use super::run::PreparedRun;
use super::watched_files::Changes;

/// The largest number of bytes of texts that are kept. Files beyond it are checked every time.
const MAX_BYTES: usize = 64 << 20;

/// The parts of each file, by its path.
#[derive(Default)]
pub(crate) struct LintCache {
    files: HashMap<PathBuf, Vec<LintedFile>>,
    bytes: usize,
}

impl LintCache {
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Forgets files that have changed or are not checked any more; all of them if anything else has
    /// changed, which may be settings.
    pub(crate) fn forget(
        &mut self,
        changes: &Changes,
        before: &BTreeSet<PathBuf>,
        now: &BTreeSet<PathBuf>,
    ) {
        let is_document = |path: &Path| before.contains(path) || now.contains(path);
        let is_folder =
            |path: &Path| path.is_dir() || before.iter().any(|document| document.starts_with(path));
        if changes.everything || changes.paths.iter().any(|p| !is_document(p) && !is_folder(p)) {
            return self.clear();
        }
        let is_below = |path: &PathBuf| path.ancestors().any(|at| changes.paths.contains(at));
        self.files.retain(|path, _| now.contains(path) && !is_below(path));
        self.bytes = self.files.values().flatten().map(|part| part.text.len()).sum();
    }

    /// Checks the files that are not kept, and passes all of them to `receive`, in order.
    pub(crate) fn check_all(
        &mut self,
        prepared: &mut PreparedRun,
        receive: &mut dyn FnMut(Result<CheckedFile, FileError>) -> io::Result<usize>,
    ) -> io::Result<()> {
        let mut documents = std::mem::take(&mut prepared.inputs.documents);
        let order: Vec<PathBuf> =
            documents.iter().map(|input| input.file.absolute.clone()).collect();
        documents.retain(|input| !self.files.contains_key(&input.file.absolute));
        prepared.inputs.documents = documents;
        let mut order = order.iter();
        let mut current: Option<&PathBuf> = None;
        prepared.check_all(Fixing::Off, |done| {
            if let Ok(file) = &done {
                // The kept files that come before this one.
                while current != Some(&file.linted.absolute)
                    && let Some(next) = order.next()
                {
                    self.pass_on(next, receive)?;
                    current = Some(next);
                }
                self.keep(&file.linted);
            }
            receive(done)
        })?;
        order.try_for_each(|path| self.pass_on(path, receive))
    }

    fn pass_on(
        &self,
        path: &Path,
        receive: &mut dyn FnMut(Result<CheckedFile, FileError>) -> io::Result<usize>,
    ) -> io::Result<()> {
        let parts = self.files.get(path).into_iter().flatten();
        parts.cloned().try_for_each(|part| receive(Ok(CheckedFile::new(part))).map(drop))
    }

    fn keep(&mut self, part: &LintedFile) {
        let is_known = self.files.contains_key(&part.absolute);
        let begins = part.origin.bytes == 0;
        if self.bytes + part.text.len() > MAX_BYTES {
            // A file is kept whole or not at all.
            self.files.remove(&part.absolute);
        } else if begins || is_known {
            self.bytes += part.text.len();
            self.files.entry(part.absolute.clone()).or_default().push(part.clone());
        }
    }
}
