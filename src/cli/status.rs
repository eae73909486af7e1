//! Exit statuses.

/// The exit status of a run: the largest one that applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// No finding makes the run fail.
    #[default]
    Clean = 0,
    /// At least one does.
    Errors = 1,
    /// The command line or a file has an error.
    Failure = 2,
    /// Ended early by SIGINT, with the number that shells use.
    Interrupted = 130,
    /// Ended early by SIGTERM.
    Terminated = 143,
}
