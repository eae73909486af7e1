//! JUnit XML: one test case per file, which fails on errors.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;

use offerlint::inputs::display_path;
use offerlint::{Severity, needs_escape};

use super::finding_text::message_with_help;
use super::output::{Output, Sink};
use crate::cli::checked_file::CheckedFile;
use crate::cli::count::counted;
use crate::cli::display_safe::begins_runner_command;
use crate::cli::totals::Totals;

pub(super) struct Junit {
    out: Sink,
    /// The current file, its findings, and whether one of them fails it.
    current: Option<(Option<PathBuf>, Vec<String>, bool)>,
    cases: String,
    tests: usize,
    failures: usize,
}

impl Junit {
    pub(super) fn new(out: Sink) -> Self {
        Self { out, current: None, cases: String::new(), tests: 0, failures: 0 }
    }

    fn close(&mut self) {
        let Some((path, lines, fails)) = self.current.take() else { return };
        let name = path.as_deref().map_or_else(|| "request".into(), display_path);
        let count = counted(lines.len(), "finding");
        let text = escape(&lines.join("\n"));
        let body = match (fails, lines.is_empty()) {
            (true, _) => {
                format!("<failure message=\"{count}\" type=\"offerlint\">{text}</failure>")
            }
            (false, false) => format!("<system-out>{text}</system-out>"),
            (false, true) => String::new(),
        };
        self.failures += usize::from(fails);
        self.case(&name, &body);
    }

    fn case(&mut self, name: &str, body: &str) {
        self.tests += 1;
        let name = escape(name);
        let _ = writeln!(
            self.cases,
            "    <testcase name=\"{name}\" classname=\"offerlint\">{body}</testcase>"
        );
    }
}

/// Escapes text for attributes and elements, and replaces characters that XML does not allow.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            '#' if begins_runner_command(&text[at..]) => out.push_str("&#35;"),
            c if needs_escape(c) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

impl Output for Junit {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        if self.current.as_ref().is_none_or(|(current, ..)| *current != file.linted.path) {
            self.close();
            self.current = Some((file.linted.path.clone(), Vec::new(), false));
        }
        let Some((_, lines, fails)) = &mut self.current else { return Ok(()) };
        for found in file.findings() {
            let at = match found.range {
                Some(range) => format!("{}:{}", range.start.line, range.start.column),
                None => found.pointer.clone(),
            };
            lines.push(format!(
                "{at}: {}[{}] {}",
                found.severity.name(),
                found.rule,
                message_with_help(found)
            ));
            *fails |= found.severity == Severity::Error || file.fails(found);
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.close();
        for fault in &totals.faults {
            let body =
                format!("<error message=\"{}\" type=\"offerlint\"/>", escape(&fault.message));
            self.case(fault.file.as_deref().unwrap_or("offerlint"), &body);
        }
        let counts = format!(
            "name=\"offerlint\" tests=\"{}\" failures=\"{}\" errors=\"{}\"",
            self.tests,
            self.failures,
            totals.faults.len()
        );
        write!(
            self.out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  <testsuite {counts}>\n{}  </testsuite>\n</testsuites>\n",
            self.cases
        )?;
        self.out.flush()
    }
}
