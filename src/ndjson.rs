//! NDJSON: one payload a line.

use crate::diagnostics::diagnostic::Origin;
use crate::diagnostics::report::Report;
use crate::linter::Linter;

impl Linter {
    /// Lints NDJSON line by line. Blank lines are skipped. Places are those in the whole text.
    ///
    /// ```
    /// use offerlint::{Contract, Linter};
    ///
    /// let linter = Linter::new(Contract::TRACKLYSMS_UPDATE_OFFER);
    /// let text = b"{\"payout\": 3}\n\n{\"payout\": -1}\n";
    /// let reports: Vec<_> = linter.lint_lines(text).filter(|(_, report)| !report.is_clean()).collect();
    /// assert_eq!(reports[0].0, 3);
    /// assert_eq!(reports[0].1.diagnostics[0].range.map(|range| range.start.line), Some(3));
    /// ```
    pub fn lint_lines<'l, 't>(&'l self, text: &'t [u8]) -> Lines<'l, 't> {
        Lines { linter: self, rest: text, origin: Origin::default() }
    }
}

/// The lines of NDJSON with their reports, as (line number from 1, report).
#[derive(Debug)]
pub struct Lines<'l, 't> {
    linter: &'l Linter,
    rest: &'t [u8],
    /// The place of the next line.
    origin: Origin,
}

impl Iterator for Lines<'_, '_> {
    type Item = (usize, Report);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let end = memchr::memchr(b'\n', self.rest).map_or(self.rest.len(), |at| at + 1);
            let (line, rest) = self.rest.split_at(end);
            self.rest = rest;
            let origin = self.origin.clone();
            self.origin.bytes += end;
            self.origin.lines += 1;
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.trim_ascii().is_empty() {
                continue;
            }
            let mut report = self.linter.lint_document(line);
            for finding in &mut report.diagnostics {
                finding.relocate(&origin);
            }
            return Some((origin.lines + 1, report));
        }
        None
    }
}
