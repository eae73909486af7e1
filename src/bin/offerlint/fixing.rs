//! `--fix` and `--diff`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use offerlint::{Applicability, Diagnostic, Fix, fix};
use similar::TextDiff;

use crate::input::{Fault, Input, Source};
use crate::output::{shown, shown_source};
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

/// Applies fixes until there are none left, and reports what remains.
pub(crate) fn mend(
    checked: &mut Checked,
    lint: impl Fn(&[u8]) -> Vec<Diagnostic>,
    is_allowed: impl Fn(&Diagnostic) -> bool,
    input: &Input,
    fixing: Fixing,
) -> Result<(), Fault> {
    let (Fixing::Write { unsafe_too } | Fixing::Show { unsafe_too }) = fixing else {
        return Ok(());
    };
    let Ok(original) = String::from_utf8(checked.text.clone()) else { return Ok(()) };
    let mut text = original.clone();
    let mut remaining = checked.diagnostics.clone();
    for _ in 0..MOST_ROUNDS {
        let mends = |found: &Diagnostic| {
            found
                .fix
                .as_ref()
                .is_some_and(|fix| unsafe_too || fix.applicability == Applicability::Safe)
        };
        let wanted: Vec<&Diagnostic> =
            remaining.iter().filter(|found| mends(found) && !is_allowed(found)).collect();
        let fixes: Vec<&Fix> = wanted.iter().filter_map(|found| found.fix.as_ref()).collect();
        let (next, applied) = fix::apply(&text, fixes);
        if applied.is_empty() {
            break;
        }
        checked.fixed.extend(applied.into_iter().map(|at| wanted[at].clone()));
        text = next;
        remaining = lint(text.as_bytes());
    }
    if text == original {
        return Ok(());
    }
    match fixing {
        // The file stays as it is, and so do its findings.
        Fixing::Show { .. } => {
            checked.before = Some(std::mem::replace(&mut checked.text, text.into_bytes()));
        }
        _ => {
            if let Source::File(path) = &input.source {
                replace(path, &original, text.as_bytes()).map_err(|error| {
                    Fault::new(&input.path, format!("the fixes cannot be written: {error}"))
                })?;
            }
            checked.text = text.into_bytes();
            checked.diagnostics = remaining;
        }
    }
    Ok(())
}

/// Puts other content in a file's place: at any moment the file is the old or the new one, whole.
fn replace(path: &Path, original: &str, content: &[u8]) -> io::Result<()> {
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
    if fs::read(&path)? != original.as_bytes() {
        return Err(io::Error::other("the file changed meanwhile"));
    }
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes what fixes would change as a unified diff.
pub(crate) fn write_diff(checked: &Checked, colored: bool, out: &mut impl Write) -> io::Result<()> {
    let Some(before) = &checked.before else { return Ok(()) };
    let before = String::from_utf8_lossy(before);
    let after = String::from_utf8_lossy(&checked.text);
    let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
    let name = checked.name().unwrap_or_default();
    let name = shown(&name);
    let text = diff.unified_diff().header(&name, &name).to_string();
    for line in text.lines() {
        let code = match line.as_bytes().first() {
            Some(b'+') => "\u{1b}[32m",
            Some(b'-') => "\u{1b}[31m",
            _ => "",
        };
        let line = shown_source(line);
        if colored && !code.is_empty() {
            writeln!(out, "{code}{line}\u{1b}[0m")?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
