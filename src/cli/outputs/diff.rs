//! `--diff`: the changes that fixes would make, as a unified diff.

use std::io::{self, Write};

use similar::TextDiff;

use super::output::{Output, Sink};
use super::summary::{Summary, write_fixed};
use crate::cli::checked_file::CheckedFile;
use crate::cli::display_safe::{defuse_commands, escape, mask_document};
use crate::cli::totals::Totals;

pub(super) struct Diff {
    out: Sink,
    colored: bool,
    summary: Summary,
}

impl Diff {
    pub(super) fn new(out: Sink, colored: bool, summary: Summary) -> Self {
        Self { out, colored, summary }
    }
}

impl Output for Diff {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let Some(after) = &file.after else { return Ok(()) };
        let before = String::from_utf8_lossy(&file.linted.text);
        let after = String::from_utf8_lossy(after);
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let name = file.name().unwrap_or_default();
        let name = escape(&name);
        let text = diff.unified_diff().header(&name, &name).to_string();
        for line in text.split_inclusive('\n') {
            let code = match line.as_bytes().first() {
                Some(b'+') => "\u{1b}[32m",
                Some(b'-') => "\u{1b}[31m",
                _ => "",
            };
            // A carriage return before the line feed is part of the patch.
            let content = line.trim_end_matches(['\r', '\n']);
            let end = &line[content.len()..];
            let end = if matches!(end, "\r\n" | "\n") { end } else { "\n" };
            let content = defuse_commands(mask_document(content.as_bytes()));
            if self.colored && !code.is_empty() {
                write!(self.out, "{code}{content}\u{1b}[0m{end}")?;
            } else {
                write!(self.out, "{content}{end}")?;
            }
        }
        write_fixed(file, &mut self.out)
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.summary.write(totals, &mut self.out)?;
        self.out.flush()
    }
}
