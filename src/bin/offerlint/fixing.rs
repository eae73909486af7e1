//! `--fix` and `--diff`.

use std::fs;
use std::io::{self, Write};
use std::sync::{PoisonError, RwLock};

use offerlint::{Applicability, Diagnostic, Fix, fix};
use similar::TextDiff;

use crate::input::{Fault, Input, Source};
use crate::interrupt;
use crate::output::{shown, shown_diff};
use crate::replacing;
use crate::unit::Checked;

/// What is done with fixes.
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

/// A fix that calls for another fix that calls for the first would never end.
const MOST_ROUNDS: usize = 64;

/// Held while a file is replaced, by everybody together; alone by who ends the process.
static REPLACING: RwLock<()> = RwLock::new(());

/// Waits for files that are being replaced; after a signal was caught, no more will be.
pub(crate) fn settle() {
    drop(REPLACING.write());
}

/// What came of fixing a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mended {
    Done,
    /// Somebody else wrote the file meanwhile; what was found in it is of the past.
    Overtaken,
}

/// Applies fixes until there are none left, and reports what remains.
pub(crate) fn mend(
    checked: &mut Checked,
    lint: impl Fn(&[u8]) -> Vec<Diagnostic>,
    is_allowed: impl Fn(&Diagnostic) -> bool,
    input: &Input,
    fixing: Fixing,
) -> Mended {
    let (Fixing::Write { unsafe_too } | Fixing::Show { unsafe_too }) = fixing else {
        return Mended::Done;
    };
    let mends = |found: &&Diagnostic| {
        let fix = found.fix.as_ref();
        fix.is_some_and(|fix| unsafe_too || fix.applicability == Applicability::Safe)
            && !is_allowed(found)
    };
    let mut text = checked.text.clone();
    let mut remaining = checked.diagnostics.clone();
    let mut fixed = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let wanted: Vec<&Diagnostic> = remaining.iter().filter(mends).collect();
        let fixes: Vec<&Fix> = wanted.iter().filter_map(|found| found.fix.as_ref()).collect();
        let (next, applied) = fix::apply_bytes(&text, fixes);
        if applied.is_empty() {
            break;
        }
        fixed.extend(applied.into_iter().map(|at| wanted[at].clone()));
        text = next;
        remaining = lint(&text);
    }
    if text == checked.text {
        return Mended::Done;
    }
    if let Fixing::Show { .. } = fixing {
        // The file stays as it is, and so do its findings.
        checked.after = Some(text);
        checked.fixed = fixed;
        return Mended::Done;
    }
    if let Source::File(path) = &input.source {
        let _together = REPLACING.read().unwrap_or_else(PoisonError::into_inner);
        if interrupt::caught().is_some() {
            return Mended::Done;
        }
        let original = &checked.text;
        match replacing::replace(path, &text, |path| Ok(fs::read(path)? == *original)) {
            Ok(true) => {}
            Ok(false) => return Mended::Overtaken,
            Err(error) => {
                let message = format!("the fixes cannot be written: {error}");
                checked.fault = Some(Fault::new(&input.path, message));
                return Mended::Done;
            }
        }
    }
    checked.text = text;
    checked.diagnostics = remaining;
    checked.fixed = fixed;
    Mended::Done
}

/// Writes what fixes would change as a unified diff.
pub(crate) fn write_diff(checked: &Checked, colored: bool, out: &mut impl Write) -> io::Result<()> {
    let Some(after) = &checked.after else { return Ok(()) };
    let before = String::from_utf8_lossy(&checked.text);
    let after = String::from_utf8_lossy(after);
    let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
    let name = checked.name().unwrap_or_default();
    let name = shown(&name);
    let text = diff.unified_diff().header(&name, &name).to_string();
    for line in text.split_inclusive('\n') {
        let code = match line.as_bytes().first() {
            Some(b'+') => "\u{1b}[32m",
            Some(b'-') => "\u{1b}[31m",
            _ => "",
        };
        // A carriage return before the line feed is part of what a patch must say.
        let content = line.trim_end_matches(['\r', '\n']);
        let end = &line[content.len()..];
        let end = if matches!(end, "\r\n" | "\n") { end } else { "\n" };
        let content = shown_diff(content);
        if colored && !code.is_empty() {
            write!(out, "{code}{content}\u{1b}[0m{end}")?;
        } else {
            write!(out, "{content}{end}")?;
        }
    }
    Ok(())
}
