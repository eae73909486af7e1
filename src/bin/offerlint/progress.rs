//! A line on standard error that says that something is going on.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::output::counted;

/// Shown on a terminal only, and only when a run takes long.
pub(crate) struct Progress {
    of: usize,
    next: Option<Instant>,
    shown: bool,
}

const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(100);

impl Progress {
    pub(crate) fn new(of: usize) -> Self {
        let wanted = io::stderr().is_terminal();
        Self { of, next: wanted.then(|| Instant::now() + PATIENCE), shown: false }
    }

    pub(crate) fn show(&mut self, files: usize) {
        let Some(next) = self.next else { return };
        let now = Instant::now();
        if now >= next {
            self.next = Some(now + PAUSE);
            self.shown = true;
            let _ =
                write!(io::stderr(), "\r\u{1b}[K{files} of {} checked", counted(self.of, "file"));
        }
    }

    /// Takes the line away, so that something else can be written.
    pub(crate) fn clear(&mut self) {
        if self.shown {
            self.shown = false;
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
