//! The counts of a run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use offerlint::inputs::{FileError, Layout};
use offerlint::project::SkippedFile;
use offerlint::{Applicability, Severity};

use super::checked_file::CheckedFile;
use super::interrupt::Signal;
use super::status::Status;

/// The counts of a run.
#[derive(Default)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    pub(crate) files_with_findings: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    pub(crate) fixed: usize,
    pub(crate) fixable: usize,
    pub(crate) unsafely_fixable: usize,
    /// Findings that an exception allows.
    pub(crate) allowed: usize,
    /// Findings in the baseline.
    pub(crate) known: usize,
    /// Entries of the baseline whose findings are gone.
    pub(crate) stale: usize,
    pub(crate) pruned: bool,
    /// The calls of captures that were checked, and those to other addresses.
    pub(crate) calls: usize,
    pub(crate) has_captures: bool,
    pub(crate) other_calls: usize,
    /// Files of folders that are not checked.
    pub(crate) skipped: Vec<SkippedFile>,
    /// The exceptions that allowed findings, by configuration file.
    pub(crate) used_exceptions: BTreeMap<PathBuf, BTreeSet<usize>>,
    pub(crate) faults: Vec<FileError>,
    /// The signal that ended the run early.
    pub(crate) signal: Option<Signal>,
    /// Whether a finding makes the run fail.
    pub(crate) failing: bool,
    /// The number of findings of each rule.
    pub(crate) by_rule: BTreeMap<String, usize>,
    pub(crate) last_with_findings: Option<PathBuf>,
}

impl Totals {
    pub(crate) fn add(&mut self, file: &CheckedFile) {
        let linted = &file.linted;
        if linted.path.is_some() && linted.origin.bytes == 0 {
            self.files += 1;
        }
        let is_new = linted.path.is_some() && self.last_with_findings != linted.path;
        if !linted.diagnostics.is_empty() && is_new {
            self.files_with_findings += 1;
            self.last_with_findings.clone_from(&linted.path);
        }
        self.calls += linted.calls;
        self.has_captures |= matches!(linted.layout, Layout::Capture(_));
        self.other_calls += linted.other_calls;
        self.fixed += file.fixed.len();
        for found in &linted.diagnostics {
            match found.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                _ => self.infos += 1,
            }
            match found.fix.as_ref().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => self.fixable += 1,
                Some(Applicability::Unsafe) => self.unsafely_fixable += 1,
                None => {}
            }
            self.failing |= file.fails(found);
            match self.by_rule.get_mut(&*found.rule) {
                Some(count) => *count += 1,
                None => drop(self.by_rule.insert(found.rule.to_string(), 1)),
            }
        }
    }

    pub(crate) fn status(&self) -> Status {
        match (self.signal, self.faults.is_empty(), self.failing) {
            (Some(signal), ..) => signal.status(),
            (None, false, _) => Status::Failure,
            (None, true, true) => Status::Errors,
            (None, true, false) => Status::Clean,
        }
    }
}
