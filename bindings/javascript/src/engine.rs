//! The state of the module: input, output and linters.

use offerlint::{Applicability, Contract, Linter};
use serde::Serialize;
use serde_json::json;

use crate::settings;

/// A larger output is not kept for the next call.
const MAX_KEPT: usize = 1 << 20;

/// The outcome of linting a payload.
#[repr(u32)]
pub enum Status {
    Clean = 0,
    /// Findings, but no errors.
    Findings = 1,
    Errors = 2,
}

pub(crate) struct Engine {
    input: Vec<u8>,
    output: Vec<u8>,
    linters: Vec<Option<Linter>>,
}

impl Engine {
    pub(crate) const EMPTY: Self =
        Self { input: Vec::new(), output: Vec::new(), linters: Vec::new() };

    pub(crate) fn reserve(&mut self, capacity: usize) -> *const u8 {
        if capacity == 0 {
            self.input = Vec::new();
        } else if capacity > self.input.len() {
            // The old input is dropped first, so that both are never in memory at once.
            self.input = Vec::new();
            self.input = vec![0; capacity];
        }
        self.input.as_ptr()
    }

    pub(crate) fn output(&self) -> &[u8] {
        &self.output
    }

    /// Replaces the output by a value as JSON.
    pub(crate) fn write(&mut self, value: &impl Serialize) {
        self.clear();
        self.append(value);
    }

    fn clear(&mut self) {
        if self.output.capacity() > MAX_KEPT {
            self.output = Vec::new();
        }
        self.output.clear();
    }

    fn append(&mut self, value: &impl Serialize) {
        serde_json::to_writer(&mut self.output, value).expect("writing to memory cannot fail");
    }

    fn text(&self, length: usize) -> &str {
        std::str::from_utf8(&self.input[..length]).expect("names and settings are UTF-8")
    }

    pub(crate) fn make_linter(&mut self, length: usize) -> usize {
        let made = settings::linter(self.text(length));
        self.clear();
        match made {
            Ok(linter) => {
                let free = self.linters.iter().position(Option::is_none);
                let index = free.unwrap_or(self.linters.len());
                match self.linters.get_mut(index) {
                    Some(slot) => *slot = Some(linter),
                    None => self.linters.push(Some(linter)),
                }
                index
            }
            Err(error) => {
                self.output.extend_from_slice(error.as_bytes());
                0
            }
        }
    }

    pub(crate) fn free(&mut self, linter: usize) {
        self.linters[linter] = None;
    }

    fn linter(&self, linter: usize) -> &Linter {
        self.linters[linter].as_ref().expect("the linter is not freed")
    }

    #[inline]
    pub(crate) fn lint(&mut self, linter: usize, length: usize) -> Status {
        let report = self.linter(linter).lint(&self.input[..length]);
        if report.is_clean() {
            return Status::Clean;
        }
        self.write(&report.diagnostics);
        if report.has_errors() { Status::Errors } else { Status::Findings }
    }

    pub(crate) fn fix(&mut self, linter: usize, length: usize, with_unsafe: bool) {
        let applicability = if with_unsafe { Applicability::Unsafe } else { Applicability::Safe };
        let fixed = self.linter(linter).fix(&self.input[..length], applicability);
        self.clear();
        let length = u32::try_from(fixed.text.len()).expect("a text of this module's memory");
        self.output.extend_from_slice(&length.to_le_bytes());
        self.output.extend_from_slice(&fixed.text);
        self.append(&json!({"applied": fixed.applied, "remaining": fixed.remaining}));
    }

    pub(crate) fn schema(&mut self, length: usize) {
        let contract = self.text(length).parse::<Contract>();
        self.clear();
        if let Ok(contract) = contract {
            self.append(&contract.schema());
        }
    }

    pub(crate) fn unknown(&mut self, contract: bool, length: usize) {
        let name = self.text(length);
        let error = match contract {
            true => name.parse::<Contract>().err().map(|error| error.to_string()),
            false => Some(settings::unknown_rule(name)),
        };
        self.clear();
        self.output.extend_from_slice(error.unwrap_or_default().as_bytes());
    }
}
