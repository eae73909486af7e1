//! Reviewdog's JSON. Its columns count bytes.

use std::io::{self, Write};

use offerlint::inputs::display_path;
use offerlint::project::LintedFile;
use offerlint::{Applicability, Severity};
use serde_json::{Value, json};

use super::finding_text::message_with_help;
use super::output::{Output, Sink};
use super::report_paths::in_working_folder;
use crate::cli::checked_file::CheckedFile;
use crate::cli::totals::Totals;

pub(super) struct Rdjson {
    out: Sink,
    begun: bool,
}

impl Rdjson {
    pub(super) fn new(out: Sink) -> Self {
        Self { out, begun: false }
    }

    fn separate(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.begun, true) {
            false => write!(self.out, "{{\"source\":{{\"name\":\"offerlint\"}},\"diagnostics\":["),
            true => write!(self.out, ","),
        }
    }
}

/// Lines of a document, for positions in bytes.
struct Lines<'c> {
    linted: &'c LintedFile,
    starts: Vec<usize>,
}

impl<'c> Lines<'c> {
    fn new(linted: &'c LintedFile) -> Self {
        let ends = linted
            .text
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .map(|(at, _)| at + 1);
        Self { linted, starts: std::iter::once(0).chain(ends).collect() }
    }

    fn position(&self, offset: usize) -> Value {
        let origin = &self.linted.origin;
        let offset = offset.saturating_sub(origin.bytes);
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        json!({"line": origin.lines + line + 1, "column": offset - self.starts[line] + 1})
    }

    fn range(&self, start: usize, end: usize) -> Value {
        json!({"start": self.position(start), "end": self.position(end)})
    }
}

impl Output for Rdjson {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        if file.linted.diagnostics.is_empty() {
            return Ok(());
        }
        let lines = Lines::new(&file.linted);
        let path = display_path(&in_working_folder(&file.linted));
        for found in file.findings() {
            let severity = match found.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                _ => "INFO",
            };
            let mut location = json!({"path": path});
            if let Some(range) = found.range {
                location["range"] = lines.range(range.span.start, range.span.end);
            }
            let mut entry = json!({
                "message": message_with_help(found),
                "location": location,
                "severity": severity,
                "code": {"value": found.rule},
            });
            // A reviewer may accept a suggestion unseen, so only safe fixes become one.
            if let Some(fix) =
                found.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe)
            {
                entry["suggestions"] = fix
                    .edits
                    .iter()
                    .map(|edit| json!({"range": lines.range(edit.start, edit.end), "text": edit.replacement}))
                    .collect();
            }
            self.separate()?;
            write!(self.out, "\n{entry}")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Totals) -> io::Result<()> {
        if !self.begun {
            self.separate()?;
        }
        writeln!(self.out, "\n]}}")?;
        self.out.flush()
    }
}
