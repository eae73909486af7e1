//! Exit statuses.

/// What a run comes to; the exit status is the largest that occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// No finding is an error.
    #[default]
    Clean = 0,
    /// At least one is.
    Errors = 1,
    /// The command line or a file is at fault.
    Failure = 2,
    /// Ended early by SIGINT; the number is what shells make of it.
    Interrupted = 130,
    /// Ended early by SIGTERM.
    Terminated = 143,
}
