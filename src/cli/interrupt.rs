//! SIGINT and SIGTERM: checked between units of work, so that findings up to then are still printed.

use std::io;
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::status::Status;

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

/// Installs the handlers, once: the first signal is only recorded, a second one ends the process at once.
pub(crate) fn install() -> io::Result<()> {
    static INSTALLED: AtomicBool = AtomicBool::new(false);
    if INSTALLED.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    for (signal, kind) in [(SIGINT, Signal::Interrupt), (SIGTERM, Signal::Terminate)] {
        // Actions run in this order: the first signal sets the flag that makes the second one exit.
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

/// Time after a signal in which started work may still finish.
pub(crate) const GRACE: Duration = Duration::from_millis(300);

/// Whether the grace period after a signal is over, so that even findings are no longer printed.
pub(crate) fn is_urgent() -> bool {
    static NOTICED: OnceLock<Instant> = OnceLock::new();
    caught().is_some() && NOTICED.get_or_init(Instant::now).elapsed() > GRACE
}

/// Interval at which waiting code checks for a signal.
pub(crate) const POLL: Duration = Duration::from_millis(50);

/// Stack size of the worker: that of a main thread.
const STACK: usize = 8 << 20;

/// Runs work that cannot check for signals itself. After a signal and the grace period the work is
/// abandoned, and the result is none.
pub(crate) fn unless_caught<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Option<T>> {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        // The receiver is gone if the work was abandoned.
        let _ = sender.send(work());
    })?;
    let mut deadline = None;
    loop {
        match receiver.recv_timeout(POLL) {
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
