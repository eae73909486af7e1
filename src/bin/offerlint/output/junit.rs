//! JUnit XML: a test case a file, which fails on errors.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;

use offerlint::Severity;

use crate::unit::Checked;

use super::{Output, Sink, Totals, counted, findings};

pub(super) struct Junit {
    out: Sink,
    /// The file that is being read: its findings, and whether one fails it.
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
        let name = path.as_deref().map_or_else(|| "request".into(), crate::input::display);
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

/// Text that can neither end an attribute or element nor hold what XML does not allow.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

impl Output for Junit {
    fn checked(&mut self, checked: &Checked) -> io::Result<()> {
        if self.current.as_ref().is_none_or(|(current, ..)| *current != checked.path) {
            self.close();
            self.current = Some((checked.path.clone(), Vec::new(), false));
        }
        let Some((_, lines, fails)) = &mut self.current else { return Ok(()) };
        for found in findings(checked) {
            let at = match found.range {
                Some(range) => format!("{}:{}", range.start.line, range.start.column),
                None => found.pointer.clone(),
            };
            lines.push(format!(
                "{at}: {}[{}] {}",
                found.severity.name(),
                found.rule,
                found.message
            ));
            *fails |= found.severity == Severity::Error || checked.plan.fails(found);
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
