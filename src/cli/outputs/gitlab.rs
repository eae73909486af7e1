//! A GitLab Code Quality report.

use std::io::{self, Write};

use offerlint::Severity;
use offerlint::inputs::display_path;
use serde_json::json;

use super::fingerprints::Fingerprints;
use super::output::{Output, Sink};
use crate::cli::checked_file::CheckedFile;
use crate::cli::totals::Totals;

pub(super) struct Gitlab {
    out: Sink,
    begun: bool,
    fingerprints: Fingerprints,
}

impl Gitlab {
    pub(super) fn new(out: Sink) -> Self {
        Self { out, begun: false, fingerprints: Fingerprints::default() }
    }
}

impl Output for Gitlab {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        // The report has findings in files only, so those on the request line are left out.
        let Some(name) = file.name() else { return Ok(()) };
        // Paths are relative to the working folder.
        let here = std::env::current_dir().unwrap_or_default();
        let path = match file.linted.absolute.strip_prefix(here) {
            Ok(path) if name != "-" => display_path(path),
            _ => name,
        };
        let path = path.as_str();
        for found in file.findings() {
            let severity = match found.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                _ => "info",
            };
            let entry = json!({
                "description": found.message,
                "check_name": found.rule,
                "fingerprint": self.fingerprints.of(path, found),
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
