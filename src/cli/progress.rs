//! A progress line on standard error.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::count::counted;

/// Shown on a terminal only, and only after a second.
pub(crate) struct Progress {
    of: usize,
    next: Option<Instant>,
    shown: bool,
}

const DELAY: Duration = Duration::from_secs(1);
const INTERVAL: Duration = Duration::from_millis(100);

impl Progress {
    pub(crate) fn new(of: usize) -> Self {
        let wanted = io::stderr().is_terminal();
        Self { of, next: wanted.then(|| Instant::now() + DELAY), shown: false }
    }

    pub(crate) fn show(&mut self, files: usize) {
        let Some(next) = self.next else { return };
        let now = Instant::now();
        if now >= next {
            self.next = Some(now + INTERVAL);
            self.shown = true;
            let _ =
                write!(io::stderr(), "\r\u{1b}[K{files} of {} checked", counted(self.of, "file"));
        }
    }

    /// Removes the line, so that something else can be written.
    pub(crate) fn clear(&mut self) {
        if self.shown {
            self.shown = false;
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
