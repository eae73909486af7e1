//! Annotations of GitHub Actions.

use std::io::{self, Write};

use offerlint::Severity;

use super::finding_text;
use super::output::{Output, Sink};
use super::report_paths::ReportPaths;
use crate::cli::checked_file::CheckedFile;
use crate::cli::display_safe::escape;
use crate::cli::totals::Totals;

pub(super) struct Github {
    out: Sink,
    paths: ReportPaths,
}

impl Github {
    pub(super) fn new(out: Sink) -> Self {
        Self { out, paths: ReportPaths::new(&["GITHUB_WORKSPACE"]) }
    }
}

/// The text of a workflow command: a line break would start another command.
fn data(text: &str) -> String {
    escape(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: a colon or a comma would end it.
fn property(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    escape(&text).replace(':', "%3A").replace(',', "%2C")
}

impl Output for Github {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let linted = &file.linted;
        let name = linted.path.as_ref().map(|_| self.paths.display(linted));
        for found in file.findings() {
            let command = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                _ => "notice",
            };
            write!(self.out, "::{command} ")?;
            if let (Some(name), Some(range)) = (&name, found.range) {
                let (start, end) = (range.start, range.end);
                write!(
                    self.out,
                    "file={},line={},endLine={},",
                    property(name),
                    start.line,
                    end.line
                )?;
                // Columns only make sense within one line.
                if start.line == end.line {
                    write!(self.out, "col={},endColumn={},", start.column, end.column)?;
                }
            }
            let title = property(&format!("offerlint {}", found.rule));
            let mut message = finding_text::message_with_call(found);
            if found.range.is_none() {
                message = format!("{}: {message}", found.pointer);
            }
            // Line breaks are only allowed in escaped form.
            let help = finding_text::help(found);
            let help: String = help.lines().map(|line| format!("%0A{}", data(line))).collect();
            writeln!(self.out, "title={title}::{}{help}", data(&message))?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Totals) -> io::Result<()> {
        self.out.flush()
    }
}
