//! One line per finding.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::finding_text::push_message_with_help;
use super::output::{Output, Sink};
use super::summary::Summary;
use crate::cli::checked_file::CheckedFile;
use crate::cli::display_safe::{escape, escape_line_start};
use crate::cli::totals::Totals;

pub(super) struct Concise {
    out: Sink,
    summary: Summary,
}

impl Concise {
    pub(super) fn new(out: Sink, summary: Summary) -> Self {
        Self { out, summary }
    }
}

impl Output for Concise {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let name = file.name();
        let name = name.as_deref().map(escape_line_start);
        // Each part of a format string would be a write of its own.
        let (mut line, mut message) = (String::new(), String::new());
        for found in file.findings() {
            line.clear();
            let _ = match (&name, found.range) {
                (Some(name), Some(range)) => {
                    write!(line, "{name}:{}:{}: ", range.start.line, range.start.column)
                }
                _ => write!(line, "{}: ", escape_line_start(&found.pointer)),
            };
            message.clear();
            push_message_with_help(found, &mut message);
            let parts = [found.severity.name(), "[", &found.rule, "] ", &escape(&message), "\n"];
            parts.iter().for_each(|part| line.push_str(part));
            self.out.write_all(line.as_bytes())?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.summary.write(totals, &mut self.out)?;
        self.out.flush()
    }
}
