//! `--fix` and `--diff`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use offerlint::{Applicability, Diagnostic, Fix, Linter, fix};
use similar::TextDiff;

use crate::check::Checked;
use crate::input::{Fault, Input, Source};

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

/// Applies fixes until there are none left, and reports what remains.
pub(crate) fn mend(
    checked: &mut Checked,
    linter: &mut Linter<'_>,
    input: &Input,
    fixing: Fixing,
) -> Result<(), Fault> {
    let (Fixing::Write { unsafe_too } | Fixing::Show { unsafe_too }) = fixing else {
        return Ok(());
    };
    let Ok(original) = String::from_utf8(checked.text.clone()) else { return Ok(()) };
    let mut text = original.clone();
    let mut remaining = std::mem::take(&mut checked.diagnostics);
    for _ in 0..MOST_ROUNDS {
        let wanted: Vec<usize> = (0..remaining.len())
            .filter(|index| {
                remaining[*index].fix.as_ref().is_some_and(|fix| is_allowed(fix, unsafe_too))
            })
            .collect();
        let fixes: Vec<&Fix> =
            wanted.iter().filter_map(|index| remaining[*index].fix.as_ref()).collect();
        let (next, applied) = fix::apply(&text, fixes);
        if applied.is_empty() {
            break;
        }
        checked.fixed.extend(applied.into_iter().map(|at| remaining[wanted[at]].clone()));
        text = next;
        remaining = linter.lint(text.as_bytes()).diagnostics;
    }
    if text == original {
        checked.diagnostics = remaining;
        return Ok(());
    }
    match fixing {
        Fixing::Show { .. } => {
            // The file stays as it is, and so do its findings.
            checked.diagnostics = linter.lint(original.as_bytes()).diagnostics;
            checked.before = Some(std::mem::replace(&mut checked.text, text.into_bytes()));
        }
        _ => {
            if let Source::File(path) = &input.source {
                replace(path, text.as_bytes()).map_err(|error| {
                    Fault::new(&input.name, format!("the fixes cannot be written: {error}"))
                })?;
            }
            checked.text = text.into_bytes();
            checked.diagnostics = remaining;
        }
    }
    Ok(())
}

fn is_allowed(fix: &Fix, unsafe_too: bool) -> bool {
    unsafe_too || fix.applicability == Applicability::Safe
}

/// Puts other content in a file's place: at any moment the file is the old or the new one, whole.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // A link stays a link; what it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let mut file = tempfile::Builder::new().prefix(".offerlint-").tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes what fixes would change as a unified diff.
pub(crate) fn write_diffs(
    checked: &[Checked],
    colored: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    for checked in checked {
        let Some(before) = &checked.before else { continue };
        let before = String::from_utf8_lossy(before);
        let after = String::from_utf8_lossy(&checked.text);
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let name = crate::output::shown(&checked.name);
        let text = diff.unified_diff().header(&name, &name).to_string();
        for line in text.lines() {
            let code = match line.as_bytes().first() {
                Some(b'+') => "\u{1b}[32m",
                Some(b'-') => "\u{1b}[31m",
                _ => "",
            };
            let line = crate::output::shown_source(line);
            if colored && !code.is_empty() {
                writeln!(out, "{code}{line}\u{1b}[0m")?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

/// How many findings fixes would mend: safe ones, and unsafe ones.
pub(crate) fn fixable<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>) -> (usize, usize) {
    diagnostics.filter_map(|found| found.fix.as_ref()).fold((0, 0), |(safe, risky), fix| match fix
        .applicability
    {
        Applicability::Safe => (safe + 1, risky),
        Applicability::Unsafe => (safe, risky + 1),
    })
}
