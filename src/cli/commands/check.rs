//! `offerlint check`

use std::io::{self, Write};
use std::sync::Arc;

use offerlint::captures::CaptureFormat;
use offerlint::inputs::{FileError, Layout};
use offerlint::project::{InputFile, SkippedFile};

use crate::cli::arguments::{CheckArgs, Format};
use crate::cli::baseline_file::BaselineFile;
use crate::cli::checked_file::CheckedFile;
use crate::cli::command_hints;
use crate::cli::fixing::{self, Fixing};
use crate::cli::input_files::{Inputs, Source};
use crate::cli::interrupt::{self, Signal};
use crate::cli::listings;
use crate::cli::outputs::Outputs;
use crate::cli::reserved_files::ReportFile;
use crate::cli::run::{self, PreparedRun, Refusal};
use crate::cli::status::Status;
use crate::cli::streams::{print_error, print_fault, print_lines, print_warning, standard_output};
use crate::cli::totals::Totals;

pub(crate) fn run(args: Box<CheckArgs>) -> io::Result<Status> {
    match Check::prepare(Arc::from(args)) {
        Ok(check) if check.args.files.show_files => {
            list(&check.prepared.inputs, listings::file_line, listings::skipped_line)
        }
        Ok(check) if check.args.files.show_settings => {
            list(&check.prepared.inputs, listings::settings, listings::skipped_line)
        }
        Ok(check) => check.run(),
        Err(Refusal { status, message }) => {
            print_error(&message);
            Ok(status)
        }
    }
}

/// Prints one text for each document.
fn list(
    inputs: &Inputs,
    text: impl Fn(&InputFile) -> String,
    skipped: impl Fn(&SkippedFile) -> String,
) -> io::Result<Status> {
    let mut out = standard_output();
    for input in inputs.documents.iter().take_while(|_| interrupt::caught().is_none()) {
        writeln!(out, "{}", text(&input.file))?;
    }
    for file in &inputs.skipped {
        writeln!(out, "{}", skipped(file))?;
    }
    inputs.errors.iter().for_each(print_fault);
    let status = if inputs.errors.is_empty() { Status::Clean } else { Status::Failure };
    Ok(interrupt::caught().map_or(status, Signal::status))
}

/// A check that is ready to run.
pub(super) struct Check {
    args: Arc<CheckArgs>,
    fixing: Fixing,
    reports: Vec<ReportFile>,
    prepared: PreparedRun,
    receiver: Receiver,
}

/// Counts findings and passes them to the outputs.
struct Receiver {
    totals: Totals,
    outputs: Outputs,
    baseline: Option<BaselineFile>,
    /// Whether fixed standard input is written to standard output.
    piped: bool,
    fixing: Fixing,
}

impl Check {
    pub(super) fn prepare(args: Arc<CheckArgs>) -> Result<Self, Refusal> {
        let fixing = Fixing::from_args(&args.fixes)?;
        if args.fixes.diff && args.output.format.is_some_and(|format| format != Format::Human) {
            return Err("--diff is a format of its own; leave out --format".to_owned().into());
        }
        let reports = ReportFile::parse_all(&args)?;
        let baseline = BaselineFile::load(&args.rules)?;
        if args.rules.prune && baseline.is_none() {
            return Err("--prune needs a baseline; write one with offerlint baseline"
                .to_owned()
                .into());
        }
        let prepared = run::prepare(&args)?;
        let (totals, outputs) = (Totals::default(), Outputs::none());
        let receiver = Receiver { totals, outputs, baseline, piped: false, fixing };
        Ok(Self { args, fixing, reports, prepared, receiver })
    }

    pub(super) fn prepared(&self) -> &PreparedRun {
        &self.prepared
    }

    fn run(self) -> io::Result<Status> {
        let fixing = self.fixing;
        self.run_with(|prepared, receive| prepared.check_all(fixing, receive))
    }

    /// Runs with a function that checks the files and passes them on.
    pub(super) fn run_with(
        self,
        check_all: impl FnOnce(
            &mut PreparedRun,
            &mut dyn FnMut(Result<CheckedFile, FileError>) -> io::Result<usize>,
        ) -> io::Result<()>,
    ) -> io::Result<Status> {
        let Self { args, fixing, reports, mut prepared, mut receiver } = self;
        let totals = &mut receiver.totals;
        let nothing = prepared.error_if_empty().filter(|_| interrupt::caught().is_none());
        let is_empty = nothing.is_some();
        totals.faults.extend(nothing);
        totals.skipped = std::mem::take(&mut prepared.inputs.skipped);
        totals.faults.append(&mut prepared.inputs.errors);
        let is_stdin = |source| source == Source::StandardInput;
        receiver.piped =
            fixing.writes() && prepared.inputs.documents.iter().any(|d| is_stdin(d.source));
        receiver.outputs = Outputs::open(&args.output, &reports, args.fixes.diff, receiver.piped)?;
        let is_har = |layout| layout == Layout::Capture(CaptureFormat::Har);
        if fixing != Fixing::Off && prepared.inputs.documents.iter().any(|d| is_har(d.file.layout))
        {
            let message = "HAR files are records, so they are checked but not changed";
            print_warning(&FileError::general(message));
        }
        if let Some(line) = prepared.request_line.take() {
            receiver.add(CheckedFile::new(line))?;
        }
        let is_complete = match check_all(&mut prepared, &mut |done| receiver.receive(done)) {
            // The reader of standard output is gone: the status is that of the files so far.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => false,
            outcome => outcome.map(|()| true)?,
        };
        if let Some(signal) = interrupt::caught() {
            fixing::finish_writes();
            receiver.totals.signal = Some(signal);
            let message = run::interrupted(signal, receiver.totals.files);
            receiver.totals.faults.push(FileError::general(message));
        }
        let is_complete = is_complete && receiver.totals.signal.is_none();
        let used = std::mem::take(&mut receiver.totals.used_exceptions);
        let status = receiver.finish(args.rules.prune && is_complete)?;
        if is_empty {
            print_lines(&command_hints::nothing_checked());
        } else if is_complete {
            prepared.searched_configurations.without_effect(&used).iter().for_each(print_warning);
            command_hints::unread_input(&args).iter().for_each(print_warning);
        }
        Ok(status)
    }
}

impl Receiver {
    /// Counts and writes a result. Returns the number of files so far.
    fn receive(&mut self, done: Result<CheckedFile, FileError>) -> io::Result<usize> {
        match done {
            Ok(mut file) => {
                if self.piped && file.linted.path.is_some() {
                    let mut stdout = standard_output();
                    stdout.write_all(&file.linted.text)?;
                    stdout.flush()?;
                }
                self.totals.faults.extend(file.error.take());
                match self.add(file) {
                    // The reader of standard output is gone, but the other files are still fixed.
                    Err(error)
                        if error.kind() == io::ErrorKind::BrokenPipe && self.fixing.writes() => {}
                    outcome => outcome?,
                }
            }
            Err(error) => self.totals.faults.push(error),
        }
        Ok(self.totals.files)
    }

    /// Removes known and allowed findings, counts the others, and writes them.
    fn add(&mut self, mut file: CheckedFile) -> io::Result<()> {
        if let Some(known) = &mut self.baseline {
            self.totals.known += known.baseline.remove_known(&mut file.linted);
        }
        let used = file.linted.remove_allowed();
        self.totals.allowed += used.len();
        if let Some(path) = file.linted.settings.configuration().path().filter(|_| !used.is_empty())
        {
            self.totals.used_exceptions.entry(path.to_owned()).or_default().extend(used);
        }
        self.totals.add(&file);
        self.totals.faults.append(&mut file.linted.problems);
        self.outputs.file(&file)
    }

    /// Writes the end of the outputs, and the baseline without stale entries.
    fn finish(mut self, prune: bool) -> io::Result<Status> {
        let totals = &mut self.totals;
        if let Some(known) = &self.baseline {
            if totals.signal.is_none() {
                totals.stale = known.baseline.stale();
            }
            if prune && totals.faults.is_empty() {
                match known.write(&known.baseline.pruned_json()) {
                    Ok(()) => totals.pruned = true,
                    Err(error) => totals.faults.push(error),
                }
            }
        }
        self.outputs.finish(totals)?;
        Ok(totals.status())
    }
}
