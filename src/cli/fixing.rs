//! `--fix` and `--diff`: applies fixes to a file.

use std::fs;
use std::sync::{PoisonError, RwLock};

use offerlint::inputs::FileError;
use offerlint::{Applicability, Diagnostic, Fixed, apply_all};

use super::arguments::FixArgs;
use super::atomic_write;
use super::checked_file::CheckedFile;
use super::input_files::{Input, Source};
use super::interrupt;

/// Use of fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fixing {
    Off,
    /// Apply them to the file.
    Write {
        unsafe_too: bool,
    },
    /// Apply them to a copy, for a diff.
    Show {
        unsafe_too: bool,
    },
}

impl Fixing {
    pub(crate) fn from_args(args: &FixArgs) -> Result<Self, String> {
        let unsafe_too = args.unsafe_fixes;
        match (args.fix, args.diff) {
            (true, _) => Ok(Self::Write { unsafe_too }),
            (_, true) => Ok(Self::Show { unsafe_too }),
            _ if unsafe_too => Err("--unsafe-fixes needs --fix or --diff".into()),
            _ => Ok(Self::Off),
        }
    }

    pub(crate) fn writes(self) -> bool {
        matches!(self, Self::Write { .. })
    }
}

/// Held for reading while a file is replaced.
static REPLACING: RwLock<()> = RwLock::new(());

/// Waits for files that are being replaced. After a signal, no further file is replaced.
pub(crate) fn finish_writes() {
    drop(REPLACING.write());
}

/// The outcome of fixing a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// Another process changed the file after it was read, so its findings are outdated.
    Outdated,
}

/// Applies fixes until none is left. The findings become those of the fixed text.
pub(crate) fn fix_file(
    file: &mut CheckedFile,
    lint: impl Fn(&[u8]) -> Vec<Diagnostic>,
    input: &Input,
    fixing: Fixing,
) -> Outcome {
    let (Fixing::Write { unsafe_too } | Fixing::Show { unsafe_too }) = fixing else {
        return Outcome::Done;
    };
    let (configuration, path) = (input.file.settings.configuration(), &input.file.absolute);
    let is_wanted = |found: &Diagnostic| {
        let fix = found.fix.as_ref();
        fix.is_some_and(|fix| unsafe_too || fix.applicability == Applicability::Safe)
            && !configuration.allows(path, found)
    };
    let found = file.linted.diagnostics.clone();
    let Fixed { text, applied, remaining, .. } =
        apply_all(&file.linted.text, found, lint, is_wanted);
    if text == file.linted.text {
        return Outcome::Done;
    }
    if let Fixing::Show { .. } = fixing {
        // The file and its findings stay as they are.
        file.after = Some(text);
        file.fixed = applied;
        return Outcome::Done;
    }
    if input.source == Source::File {
        let _shared = REPLACING.read().unwrap_or_else(PoisonError::into_inner);
        if interrupt::caught().is_some() {
            return Outcome::Done;
        }
        let original = &file.linted.text;
        let is_unchanged = |path: &_| Ok(fs::read(path)? == *original);
        match atomic_write::replace(&input.file.path, &text, is_unchanged) {
            Ok(true) => {}
            Ok(false) => return Outcome::Outdated,
            Err(error) => {
                let message = format!("the fixes cannot be written: {error}");
                file.error = Some(FileError::new(&input.file.path, message));
                return Outcome::Done;
            }
        }
    }
    file.linted.text = text;
    file.linted.diagnostics = remaining;
    file.fixed = applied;
    Outcome::Done
}
