//! Bounds what variables, commands and files add to the calls of a capture: a few bytes can name a long
//! value many times.

use std::cell::Cell;

use super::exchange::CaptureProblem;

/// The largest number of bytes that are added, in all calls together.
const MAX_ADDED: usize = 64 << 20;

/// The number of bytes that variables, commands and files can still add to the calls of a capture.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<usize>,
    exceeded_at: Cell<Option<usize>>,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { left: Cell::new(MAX_ADDED), exceeded_at: Cell::new(None) }
    }

    /// Whether this many bytes may be added for a place of the capture. After the first refusal nothing
    /// may be added.
    pub(super) fn take(&self, bytes: usize, offset: usize) -> bool {
        let left = self.left.get().checked_sub(bytes).filter(|_| !self.is_exceeded());
        if left.is_none() && !self.is_exceeded() {
            self.exceeded_at.set(Some(offset));
        }
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    pub(super) fn is_exceeded(&self) -> bool {
        self.exceeded_at.get().is_some()
    }

    /// The problem at the first place for which nothing could be added.
    pub(super) fn problem(&self) -> Option<CaptureProblem> {
        let message = "the values of variables, commands and files that the calls contain are more than \
                       64 MiB; those from here on are not known and not checked";
        self.exceeded_at.get().map(|offset| CaptureProblem::new(offset, message))
    }
}
