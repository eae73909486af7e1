//! A GitLab Code Quality report.

use std::io::{self, Write};

use offerlint::Severity;
use serde_json::json;

use crate::unit::Checked;

use super::{Fingerprints, Output, Sink, Totals, findings};

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
    fn checked(&mut self, checked: &Checked) -> io::Result<()> {
        // A report is about files; the request line, which has none, is told about elsewhere.
        let Some(name) = checked.name() else { return Ok(()) };
        // GitLab wants paths relative to the project, where it runs.
        let absolute = checked.path.as_deref().map(crate::target::absolute).unwrap_or_default();
        let here = std::env::current_dir().unwrap_or_default();
        let path = match absolute.strip_prefix(here) {
            Ok(path) if name != "-" => crate::input::display(path),
            _ => name,
        };
        let path = path.as_str();
        for found in findings(checked) {
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
