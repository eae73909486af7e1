//! A GitLab Code Quality report.

use std::io::{self, Write};

use offerlint::Severity;
use offerlint::project::StablePointers;
use serde_json::json;

use super::finding_text::message_with_help;
use super::fingerprints::Fingerprints;
use super::output::{Output, Sink};
use super::report_paths::ReportPaths;
use crate::cli::checked_file::CheckedFile;
use crate::cli::totals::Totals;

pub(super) struct Gitlab {
    out: Sink,
    paths: ReportPaths,
    begun: bool,
    fingerprints: Fingerprints,
}

impl Gitlab {
    pub(super) fn new(out: Sink) -> Self {
        let paths = ReportPaths::new(&["CI_PROJECT_DIR"]);
        Self { out, paths, begun: false, fingerprints: Fingerprints::default() }
    }
}

impl Output for Gitlab {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        // The report has findings in files only, so those on the request line are left out.
        if file.linted.path.is_none() {
            return Ok(());
        }
        let path = self.paths.display(&file.linted);
        let mut pointers = StablePointers::new(&file.linted);
        for found in file.findings() {
            let severity = match found.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                _ => "info",
            };
            let entry = json!({
                "description": message_with_help(found),
                "check_name": found.rule,
                "fingerprint": self.fingerprints.of(&path, &pointers.of(found), found),
                "severity": severity,
                "location": {"path": path, "lines": {"begin": found.range.map_or(1, |range| range.start.line)}},
            });
            let open = if std::mem::replace(&mut self.begun, true) { "," } else { "[" };
            write!(self.out, "{open}\n{entry}")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Totals) -> io::Result<()> {
        let open = if self.begun { "" } else { "[" };
        writeln!(self.out, "{open}\n]")?;
        self.out.flush()
    }
}
