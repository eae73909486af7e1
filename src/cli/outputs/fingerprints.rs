//! Fingerprints of findings in reports.

use std::collections::HashMap;
use std::fmt::Write;

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
        let parts = [file, "\u{0}", &found.rule, "\u{0}", pointer, "\u{0}", &found.message];
        let mut text = parts.concat();
        let first = fingerprint(text.as_bytes());
        let Some(count) = self.used.get_mut(&first) else {
            self.used.insert(first.clone(), 1);
            return first;
        };
        *count += 1;
        let _ = write!(text, "\u{0}{count}");
        fingerprint(text.as_bytes())
    }
}
