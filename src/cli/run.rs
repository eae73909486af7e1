//! A run over documents: what `check` and `baseline` share.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use offerlint::captures::CaptureFormat;
use offerlint::inputs::{FileError, Layout, clean_path};
use offerlint::project::{CONFIGURATION_NAME, ContractRef, LintedFile};

use super::arguments::CheckArgs;
use super::checked_file::CheckedFile;
use super::count::counted;
use super::fixing::Fixing;
use super::input_files::{self, Input, Inputs, Source};
use super::interrupt::{self, Signal};
use super::jobs::{Job, Jobs, perform};
use super::listings::names;
use super::progress::Progress;
use super::reserved_files::ReservedFiles;
use super::run_settings::RunSettings;
use super::status::Status;
use super::unused_entries::SearchedConfigurations;
use super::worker_pool;

/// The reason why a run does not start.
pub(crate) struct Refusal {
    pub(crate) status: Status,
    pub(crate) message: String,
}

impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self { status: Status::Failure, message }
    }
}

/// The request line and the documents of a run.
pub(crate) struct PreparedRun {
    /// The findings on the request line, if there is one.
    pub(crate) request_line: Option<LintedFile>,
    pub(crate) inputs: Inputs,
    pub(crate) searched_configurations: SearchedConfigurations,
    /// Whether an `offerlint.toml` applies, which may exclude files.
    is_configured: bool,
}

/// Reads settings and finds documents. From here on, signals are caught.
pub(crate) fn prepare(args: &Arc<CheckArgs>) -> Result<PreparedRun, Refusal> {
    interrupt::install()
        .map_err(|error| format!("signal handlers cannot be installed: {error}"))?;
    if is_quick(args) {
        return Ok(find(args)?);
    }
    let own = Arc::clone(args);
    // Large folders and schemas take time.
    let prepared = interrupt::unless_caught(move || find(&own));
    let prepared = prepared.map_err(|error| format!("no thread can be started: {error}"))?;
    prepared.map_or_else(
        || {
            let signal = interrupt::caught().unwrap_or(Signal::Interrupt);
            Err(Refusal { status: signal.status(), message: interrupted(signal, 0) })
        },
        |work| Ok(work?),
    )
}

/// Named files up to this number are found without a thread.
const MAX_QUICK_FILES: usize = 8;

/// Whether settings and documents are found in so little time that it need not be interruptible: a
/// few regular files, and nothing to read before them. Starting a thread takes as long as all the rest.
fn is_quick(args: &CheckArgs) -> bool {
    let CheckArgs { paths, files, .. } = args;
    let is_configured = |path: &Path| {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let absolute = clean_path(&absolute);
        let mut folders = absolute.ancestors().skip(1);
        folders.any(|folder| folder.join(CONFIGURATION_NAME).symlink_metadata().is_ok())
    };
    (1..=MAX_QUICK_FILES).contains(&paths.len())
        && files.config.is_none()
        && files.environment.is_none()
        && paths.iter().all(|path| path.metadata().is_ok_and(|found| found.is_file()))
        && (files.isolated || !paths.iter().any(|path| is_configured(path)))
}

/// Reads settings and finds documents.
fn find(args: &CheckArgs) -> Result<PreparedRun, String> {
    let run_settings = RunSettings::from_args(args)?;
    let reserved = ReservedFiles::from_args(args)?;
    let request_line = run_settings.lint_request_line()?;
    let inputs = match args.paths.is_empty() && request_line.is_some() {
        true => Inputs::default(),
        false => input_files::find(args, &run_settings.project, &reserved)?,
    };
    let searched_configurations = SearchedConfigurations::of(&run_settings.project, &inputs);
    let is_configured = !run_settings.project.configurations().is_empty();
    Ok(PreparedRun { request_line, inputs, searched_configurations, is_configured })
}

/// The message of an interrupted run.
pub(crate) fn interrupted(signal: Signal, files: usize) -> String {
    format!("interrupted by {} after {}", signal.name(), counted(files, "file"))
}

impl PreparedRun {
    /// The error of a run that has nothing to check.
    pub(crate) fn error_if_empty(&self) -> Option<FileError> {
        let Inputs { documents, errors, skipped, .. } = &self.inputs;
        if !documents.is_empty() || !errors.is_empty() || self.request_line.is_some() {
            return None;
        }
        let why = match skipped.len() {
            0 if self.is_configured => {
                "no JSON file found; `include` and `exclude` of offerlint.toml apply".to_owned()
            }
            0 => "no JSON file found".to_owned(),
            1 => format!("the one JSON file found has no contract ({})", names(skipped)),
            many => {
                format!("none of the {many} JSON files found has a contract ({})", names(skipped))
            }
        };
        Some(FileError::general(format!("nothing to check: {why}")))
    }

    /// Checks the documents, and passes each with the number of files to `receive`, in order.
    pub(crate) fn check_all(
        &mut self,
        fixing: Fixing,
        mut receive: impl FnMut(Result<CheckedFile, FileError>) -> io::Result<usize>,
    ) -> io::Result<()> {
        let documents = std::mem::take(&mut self.inputs.documents);
        let is_stream = |input: &Input| {
            matches!(input.file.layout, Layout::Lines | Layout::Capture(CaptureFormat::Har))
        };
        let has_streams = documents.iter().any(is_stream);
        // Counting the cores takes a dozen system calls.
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let useful = match (has_streams, documents.len()) {
            (true, _) => cores(),
            (false, 0 | 1) => 1,
            (false, documents) => cores().min(documents),
        };
        let threads = match useful {
            // To look at its size takes a system call a document.
            0 | 1 => {
                usize::from(documents.len() > MAX_QUICK_FILES || !documents.iter().all(is_short))
            }
            threads => threads,
        };
        let mut progress = Progress::new(documents.len());
        let jobs = Jobs::new(documents, fixing);
        let work = move |jobs: Vec<Job>| -> Vec<Result<CheckedFile, FileError>> {
            jobs.into_iter().map(|job| perform(job, fixing)).collect()
        };
        let is_over = || interrupt::caught().is_some();
        worker_pool::run(threads, jobs, work, is_over, |batch| {
            batch.into_iter().try_for_each(|done| {
                progress.clear();
                progress.show(receive(done)?);
                Ok(())
            })
        })
        .inspect(|()| progress.clear())
    }
}

/// The largest document that is checked without a thread of its own, in bytes.
const MAX_QUICK_BYTES: u64 = 8 << 20;

/// Whether a document takes so little time that it need not be interruptible.
fn is_short(input: &Input) -> bool {
    let file = &input.file;
    // Custom schemas may be slow.
    let is_built_in = matches!(file.settings.contract(), Ok(ContractRef::BuiltIn(_)));
    input.source == Source::File
        && matches!(file.layout, Layout::Single | Layout::Items)
        && is_built_in
        && fs::metadata(&file.path)
            .is_ok_and(|found| found.is_file() && found.len() <= MAX_QUICK_BYTES)
}
