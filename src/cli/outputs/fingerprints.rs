//! Fingerprints of findings in reports.

use std::collections::HashMap;

use offerlint::Diagnostic;
use offerlint::project::fingerprint;

/// Fingerprints that are stable between runs and unique within one: repeated findings of the same
/// rule, place and message are numbered.
#[derive(Default)]
pub(super) struct Fingerprints {
    used: HashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of a finding in a file at a stable pointer.
    pub(super) fn of(&mut self, file: &str, pointer: &str, found: &Diagnostic) -> String {
        let text = format!("{file}\u{0}{}\u{0}{pointer}\u{0}{}", found.rule, found.message);
        let first = fingerprint(text.as_bytes());
        let count = self.used.entry(first.clone()).or_default();
        *count += 1;
        match *count {
            1 => first,
            count => fingerprint(format!("{text}\u{0}{count}").as_bytes()),
        }
    }
}
