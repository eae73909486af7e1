//! The thread that lints, so that the server answers while a large document is being linted.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use gen_lsp_types as lsp;
use gen_lsp_types::Uri;
use lsp_server::RequestId;
use offerlint::Diagnostic;

use super::client::Client;
use super::diagnostics;
use super::documents::Revision;
use super::lint::lint;
use super::positions::LineIndex;
use super::workspace::Target;

/// A text to lint.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) uri: Uri,
    pub(crate) version: i32,
    pub(crate) revision: Revision,
    pub(crate) text: Arc<String>,
    pub(crate) index: Arc<LineIndex>,
    pub(crate) target: Target,
    /// The request that the result answers; without one it is pushed.
    pub(crate) request: Option<RequestId>,
}

/// The result of a job.
#[derive(Debug)]
pub(crate) struct Linted {
    pub(crate) uri: Uri,
    pub(crate) version: i32,
    pub(crate) revision: Revision,
    /// Whether it answers a request.
    pub(crate) is_pulled: bool,
    /// The findings, and the diagnostics made from them; none if linting panicked.
    pub(crate) findings: Option<(Vec<Diagnostic>, Vec<lsp::Diagnostic>)>,
    pub(crate) took: Duration,
}

/// The largest number of findings of a document that are kept for code actions: one takes about a kilobyte.
const MAX_KEPT: usize = 20_000;

/// Stack of the thread: that of a main thread.
const STACK: usize = 8 << 20;

/// Starts the thread. It ends when the returned sender is dropped.
pub(crate) fn start(
    client: Client,
    report: impl Fn(Linted) + Send + 'static,
) -> std::io::Result<Sender<Job>> {
    let (sender, jobs) = mpsc::channel::<Job>();
    thread::Builder::new().name("lint".to_owned()).stack_size(STACK).spawn(move || {
        for job in jobs {
            let start = Instant::now();
            let findings = catch_unwind(AssertUnwindSafe(|| {
                let mut found = lint(&job.target, &job.text);
                let shown = diagnostics::to_lsp(&found, &job.uri, &job.text, &job.index, &client);
                found.truncate(MAX_KEPT);
                (found, shown)
            }));
            let Job { uri, version, revision, request, .. } = job;
            let (findings, took) = (findings.ok(), start.elapsed());
            let is_pulled = request.is_some();
            report(Linted { uri, version, revision, is_pulled, findings, took });
        }
    })?;
    Ok(sender)
}
