//! One line a finding.

use std::io::{self, Write};

use crate::unit::Checked;

use super::summary::Summary;
use super::{Output, Sink, Totals, findings, shown, shown_first};

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
    fn checked(&mut self, checked: &Checked) -> io::Result<()> {
        let name = checked.name();
        let name = name.as_deref().map(shown_first);
        for found in findings(checked) {
            match (&name, found.range) {
                (Some(name), Some(range)) => {
                    write!(self.out, "{name}:{}:{}: ", range.start.line, range.start.column)?
                }
                _ => write!(self.out, "{}: ", shown_first(&found.pointer))?,
            }
            writeln!(
                self.out,
                "{}[{}] {}",
                found.severity.name(),
                found.rule,
                shown(&found.message)
            )?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.summary.write(totals, &mut self.out)?;
        self.out.flush()
    }
}
