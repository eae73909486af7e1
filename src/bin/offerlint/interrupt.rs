//! Ctrl-C and a request to end: noticed between units of work, so that what was found is still told.

use std::io;
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::status::Status;

/// Why a run ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    Interrupt,
    Terminate,
}

impl Signal {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Interrupt => "SIGINT",
            Self::Terminate => "SIGTERM",
        }
    }

    pub(crate) fn status(self) -> Status {
        match self {
            Self::Interrupt => Status::Interrupted,
            Self::Terminate => Status::Terminated,
        }
    }
}

static CAUGHT: AtomicBool = AtomicBool::new(false);
static SIGNAL: AtomicUsize = AtomicUsize::new(0);

/// From now on a first signal is only noticed; a second one ends the process at once.
pub(crate) fn notice() -> io::Result<()> {
    for (signal, kind) in [(SIGINT, Signal::Interrupt), (SIGTERM, Signal::Terminate)] {
        // Actions run in this order: the first signal arms what ends the process on the second.
        flag::register_conditional_shutdown(signal, kind.status() as i32, &CAUGHT)?;
        flag::register(signal, &CAUGHT)?;
        flag::register_usize(signal, &SIGNAL, kind.status() as usize)?;
    }
    Ok(())
}

/// The signal that arrived, if one did.
pub(crate) fn caught() -> Option<Signal> {
    match SIGNAL.load(Ordering::SeqCst) {
        0 => None,
        status if status == Status::Terminated as usize => Some(Signal::Terminate),
        _ => Some(Signal::Interrupt),
    }
}

/// How long after a signal work that was begun may still be finished.
pub(crate) const GRACE: Duration = Duration::from_millis(300);

/// Whether a signal came so long ago that even what was found is left unsaid.
pub(crate) fn is_urgent() -> bool {
    static NOTICED: OnceLock<Instant> = OnceLock::new();
    caught().is_some() && NOTICED.get_or_init(Instant::now).elapsed() > GRACE
}

/// How often somebody who waits looks for a signal.
pub(crate) const LOOK: Duration = Duration::from_millis(50);

/// What a thread has for its stack that does what the main thread did before.
const STACK: usize = 8 << 20;

/// Does what cannot look for signals itself. After a signal it is given up as work that was begun;
/// none then.
pub(crate) fn unless_caught<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Option<T>> {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Nobody waits any more if the work was given up.
        let _ = sender.send(work());
    })?;
    let mut deadline = None;
    loop {
        match receiver.recv_timeout(LOOK) {
            Ok(done) => return Ok(Some(done)),
            Err(RecvTimeoutError::Timeout) => {
                let now = Instant::now();
                if caught().is_some() && now >= *deadline.get_or_insert(now + GRACE) {
                    return Ok(None);
                }
            }
            Err(RecvTimeoutError::Disconnected) => match worker.join() {
                Ok(()) => return Ok(None),
                Err(panic) => resume_unwind(panic),
            },
        }
    }
}
