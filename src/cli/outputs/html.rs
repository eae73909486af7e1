//! One HTML file for readers without the command: no script, no request to anywhere.

mod escape;
mod finding;
mod notes;
mod page;
mod snippet;

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;

use offerlint::Severity;

use super::output::{Output, Sink};
use super::source::shown_text;
use crate::cli::checked_file::CheckedFile;
use crate::cli::totals::Totals;

use page::{Page, Part, ShownFinding};
use snippet::Source;

/// The largest number of findings in a report: more is slow to open on a phone.
const MAX_FINDINGS: usize = 2_000;

/// Findings are kept until the counts at the top of the page are known.
pub(super) struct Html {
    out: Sink,
    page: Page,
    /// The number of each rule.
    rules: HashMap<String, usize>,
    last: Option<PathBuf>,
    kept: usize,
    /// The findings that are not errors, as (part, finding): errors replace the last of them.
    replaceable: Vec<(usize, usize)>,
}

impl Html {
    pub(super) fn new(out: Sink) -> Self {
        let (page, rules) = (Page::default(), HashMap::new());
        Self { out, page, rules, last: None, kept: 0, replaceable: Vec::new() }
    }

    /// Whether a finding is kept. Makes room for an error.
    fn has_room(&mut self, severity: Severity) -> bool {
        if self.kept < MAX_FINDINGS {
            return true;
        }
        let replaced = if severity == Severity::Error { self.replaceable.pop() } else { None };
        let Some((part, finding)) = replaced else { return false };
        self.page.parts[part].findings[finding] = None;
        self.kept -= 1;
        true
    }

    /// The part of the page for a file, and whether it must be added first.
    fn part(&mut self, file: &CheckedFile) -> (usize, Option<Part>) {
        let path = &file.linted.path;
        if path.is_some() && *path == self.last && !self.page.parts.is_empty() {
            return (self.page.parts.len() - 1, None);
        }
        (self.page.parts.len(), Some(Part::new(file)))
    }
}

impl Output for Html {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        if file.linted.diagnostics.is_empty() {
            return Ok(());
        }
        let (part, mut new) = self.part(file);
        let mut source = None;
        for found in file.findings() {
            if !self.has_room(found.severity) {
                continue;
            }
            if let Some(new) = new.take() {
                self.last.clone_from(&file.linted.path);
                self.page.parts.push(new);
            }
            let next = self.rules.len();
            let rule = *self.rules.entry(found.rule.to_string()).or_insert(next);
            if rule == next {
                self.page.rules.push(found.rule.to_string());
            }
            let source = source.get_or_insert_with(|| {
                let linted = &file.linted;
                linted.path.is_some().then(|| Source::new(shown_text(linted), &linted.origin))
            });
            let html = finding::article(found, rule, source.as_ref());
            let findings = &mut self.page.parts[part].findings;
            if found.severity != Severity::Error {
                self.replaceable.push((part, findings.len()));
            }
            findings.push(Some(ShownFinding { severity: found.severity, rule, html }));
            self.kept += 1;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.page.write(totals, &mut self.out)?;
        self.out.flush()
    }
}
