//! `--diff`: the changes that fixes would make, as a unified diff.
//!
//! `git apply -p0` and `patch -p0` take it when it is written to a file or a pipe: then lines are
//! written byte for byte.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, is_separator};

use offerlint::captures::mask_credentials;
use offerlint::inputs::{FileError, Layout, display_path};
use offerlint::mask_secrets;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use super::output::{Output, Sink};
use super::report_paths::in_working_folder;
use super::summary::{Summary, write_fixed};
use crate::cli::arguments::Color;
use crate::cli::checked_file::CheckedFile;
use crate::cli::display_safe::{defuse_commands, escape, has_runner_command, mask_document};
use crate::cli::streams::print_warning;
use crate::cli::totals::Totals;

/// How the lines of a diff are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DiffStyle {
    /// For a terminal: hazardous characters are replaced.
    Display { colored: bool },
    /// For `git apply` and `patch`: byte for byte, except that API keys are masked.
    Patch {
        /// Whether the log of a CI runner may show the lines: commands of runners are replaced.
        in_log: bool,
    },
}

impl DiffStyle {
    /// The style for standard output.
    pub(crate) fn for_standard_output(color: Color, colored: bool) -> Self {
        let is_true =
            |name| env::var_os(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        if color == Color::Always || io::stdout().is_terminal() {
            return Self::Display { colored };
        }
        Self::Patch { in_log: is_true("GITHUB_ACTIONS") || is_true("TF_BUILD") }
    }
}

pub(super) struct Diff {
    out: Sink,
    style: DiffStyle,
    summary: Summary,
}

/// The lines of a text, and those that are shown instead: in a capture, credentials are masked.
struct Lines<'t> {
    written: Vec<&'t [u8]>,
    shown: Vec<&'t [u8]>,
}

/// The number of unchanged lines around a change.
const CONTEXT: usize = 3;

impl Diff {
    pub(super) fn new(out: Sink, style: DiffStyle, summary: Summary) -> Self {
        Self { out, style, summary }
    }

    /// Writes the changes of a file. Returns whether the patch differs from them.
    fn write_changes(&mut self, file: &CheckedFile, after: &[u8]) -> io::Result<bool> {
        let lines = |text| <[u8]>::split_inclusive(text, |byte| *byte == b'\n').collect();
        // A name and its value may be on two lines, so the whole text is masked.
        let is_capture = matches!(file.linted.layout, Layout::Capture(_));
        let shown = |text: &[u8]| match std::str::from_utf8(text) {
            Ok(text) if is_capture => mask_credentials(text).into_bytes(),
            _ => text.to_vec(),
        };
        let (shown_old, shown_new) = (shown(&file.linted.text), shown(after));
        let old = Lines { written: lines(&file.linted.text), shown: lines(&shown_old) };
        let new = Lines { written: lines(after), shown: lines(&shown_new) };
        let name = match self.style {
            DiffStyle::Display { .. } => escape(&file.name().unwrap_or_default()).into_owned(),
            DiffStyle::Patch { .. } => quoted(&in_working_folder(&file.linted)),
        };
        let mut is_changed = false;
        for sign in ["--- ", "+++ "] {
            let name = [sign.as_bytes(), name.as_bytes()].concat();
            is_changed |= self.write_line(&name, b"", b"")?;
        }
        let changes = capture_diff_slices(Algorithm::Myers, &old.written, &new.written);
        for hunk in group_diff_ops(changes, CONTEXT) {
            is_changed |= self.write_hunk(&hunk, &old, &new)?;
        }
        Ok(is_changed)
    }

    fn write_hunk(
        &mut self,
        hunk: &[DiffOp],
        old: &Lines<'_>,
        new: &Lines<'_>,
    ) -> io::Result<bool> {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return Ok(false) };
        let range = |start: usize, end: usize| match end - start {
            // Lines are counted from 1; an empty range names the line before it.
            0 => format!("{start},0"),
            length => format!("{},{length}", start + 1),
        };
        let old_range = range(first.old_range().start, last.old_range().end);
        let new_range = range(first.new_range().start, last.new_range().end);
        writeln!(self.out, "@@ -{old_range} +{new_range} @@")?;
        let mut is_changed = false;
        for change in hunk {
            let is_equal = change.tag() == DiffTag::Equal;
            let sign = if is_equal { b" " } else { b"-" };
            for at in change.old_range() {
                is_changed |= self.write_line(sign, old.written[at], old.shown[at])?;
            }
            for at in change.new_range().filter(|_| !is_equal) {
                is_changed |= self.write_line(b"+", new.written[at], new.shown[at])?;
            }
        }
        Ok(is_changed)
    }

    /// Writes text that is not part of the patch.
    fn write_beside(&mut self, text: &[u8]) -> io::Result<()> {
        let sign = if matches!(self.style, DiffStyle::Patch { .. }) { "# " } else { "" };
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            self.out.write_all(&[sign.as_bytes(), line].concat())?;
        }
        Ok(())
    }

    /// Writes a line of the file after a sign. Returns whether the patch differs from it.
    fn write_line(&mut self, sign: &[u8], line: &[u8], shown: &[u8]) -> io::Result<bool> {
        let content = shown.strip_suffix(b"\n").unwrap_or(shown);
        let mut is_changed = false;
        match self.style {
            DiffStyle::Display { colored } => {
                let (content, end) = match content.strip_suffix(b"\r") {
                    Some(content) => (content, "\r\n"),
                    None => (content, "\n"),
                };
                let line = defuse_commands(mask_document(&[sign, content].concat()));
                match sign.first() {
                    Some(b'+') if colored => write!(self.out, "\u{1b}[32m{line}\u{1b}[0m{end}")?,
                    Some(b'-') if colored => write!(self.out, "\u{1b}[31m{line}\u{1b}[0m{end}")?,
                    _ => write!(self.out, "{line}{end}")?,
                }
            }
            DiffStyle::Patch { in_log } => {
                let exact = [sign, content].concat();
                let written = match in_log && has_runner_command(&String::from_utf8_lossy(&exact)) {
                    true => defuse_commands(mask_document(&exact)).into_bytes(),
                    false => mask(&exact),
                };
                is_changed = shown != line || written != exact;
                self.out.write_all(&written)?;
                self.out.write_all(b"\n")?;
            }
        }
        if !line.is_empty() && !line.ends_with(b"\n") {
            writeln!(self.out, "\\ No newline at end of file")?;
        }
        Ok(is_changed)
    }
}

/// Bytes with API keys masked.
fn mask(bytes: &[u8]) -> Vec<u8> {
    let mut masked = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        masked.extend_from_slice(mask_secrets(chunk.valid()).as_bytes());
        masked.extend_from_slice(chunk.invalid());
    }
    masked
}

/// A file's name as git writes it in a patch: quoted and escaped if it has other bytes than printable
/// ASCII, a tab after a name with blanks.
fn quoted(path: &Path) -> String {
    let slash = |byte: &u8| if is_separator(*byte as char) { b'/' } else { *byte };
    let bytes: Vec<u8> = path.as_os_str().as_encoded_bytes().iter().map(slash).collect();
    if bytes.iter().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')) {
        let name = display_path(path);
        return if name.contains(' ') { format!("{name}\t") } else { name };
    }
    let mut quoted = String::from("\"");
    for byte in bytes {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', byte as char]),
            b'\n' => quoted.push_str("\\n"),
            b'\t' => quoted.push_str("\\t"),
            b'\r' => quoted.push_str("\\r"),
            b' '..=b'~' => quoted.push(byte as char),
            byte => quoted.push_str(&format!("\\{byte:03o}")),
        }
    }
    quoted.push('"');
    quoted
}

impl Output for Diff {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let Some(after) = &file.after else { return Ok(()) };
        if self.write_changes(file, after)? {
            let path = file.linted.path.clone().unwrap_or_default();
            let message =
                "the patch masks API keys or commands of CI runners, so it does not apply";
            print_warning(&FileError::new(&path, message));
        }
        let mut text = Vec::new();
        write_fixed(file, &mut text)?;
        self.write_beside(&text)
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        let mut text = Vec::new();
        self.summary.write(totals, &mut text)?;
        self.write_beside(&text)?;
        self.out.flush()
    }
}
