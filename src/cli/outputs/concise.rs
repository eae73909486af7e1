//! One line per finding.

use std::io::{self, Write};

use super::finding_text::message_with_help;
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
        for found in file.findings() {
            match (&name, found.range) {
                (Some(name), Some(range)) => {
                    write!(self.out, "{name}:{}:{}: ", range.start.line, range.start.column)?
                }
                _ => write!(self.out, "{}: ", escape_line_start(&found.pointer))?,
            }
            writeln!(
                self.out,
                "{}[{}] {}",
                found.severity.name(),
                found.rule,
                escape(&message_with_help(found))
            )?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.summary.write(totals, &mut self.out)?;
        self.out.flush()
    }
}
