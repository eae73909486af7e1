//! `offerlint check` and `offerlint baseline`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use offerlint::Origin;

use crate::args::{CheckArgs, Format};
use crate::baseline::{self, Baseline};
use crate::config::Judge;
use crate::fixing::{self, Fixing};
use crate::input::{self, Fault, Input, Inputs, Layout, Source};
use crate::interrupt::{self, Signal};
use crate::jobs::{Job, Jobs, perform};
use crate::output::{Outputs, Totals, standard_output};
use crate::pool;
use crate::progress::Progress;
use crate::status::Status;
use crate::target::{Plan, Target};
use crate::unit::Checked;

/// Whether findings are reported or recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Report,
    Record,
}

pub(crate) fn run(args: &CheckArgs, purpose: Purpose) -> io::Result<Status> {
    match prepare(args, purpose) {
        Ok(run) => run.go(),
        Err(message) => {
            let signal = interrupt::caught();
            let message = signal.map_or(message, |signal| interrupted(signal, 0));
            crate::output::say(&message);
            Ok(signal.map_or(Status::Failure, Signal::status))
        }
    }
}

fn interrupted(signal: Signal, files: usize) -> String {
    let files = crate::output::counted(files, "file");
    format!("interrupted by {} after {files}", signal.name())
}

struct Run<'r> {
    args: &'r CheckArgs,
    purpose: Purpose,
    fixing: Fixing,
    target: Target,
    line_plan: Option<Arc<Plan>>,
    inputs: Inputs,
    baseline: Option<Baseline>,
}

fn prepare(args: &CheckArgs, purpose: Purpose) -> Result<Run<'_>, String> {
    let fixes = &args.fixes;
    let fixing = match (fixes.fix, fixes.diff) {
        (true, _) => Fixing::Write { unsafe_too: fixes.unsafe_fixes },
        (_, true) => Fixing::Show { unsafe_too: fixes.unsafe_fixes },
        _ if fixes.unsafe_fixes => return Err("--unsafe-fixes needs --fix or --diff".into()),
        _ => Fixing::Off,
    };
    if fixes.diff && args.output.format.is_some_and(|format| format != Format::Human) {
        return Err("--diff is for people; leave --format out".into());
    }
    if purpose == Purpose::Record && fixing != Fixing::Off {
        return Err("a baseline records findings; fix first, then write it".into());
    }
    let rules = &args.rules;
    let named = rules.baseline.as_deref();
    let path = named.unwrap_or(Path::new(baseline::FILE_NAME));
    let baseline = match purpose {
        Purpose::Record => {
            let empty = Baseline::empty(path, named.is_some());
            if let Some(refusal) = empty.refusal() {
                return Err(refusal);
            }
            Some(empty)
        }
        Purpose::Report if rules.no_baseline => None,
        Purpose::Report => Baseline::load(path, named.is_some())?,
    };
    if rules.prune && baseline.is_none() {
        return Err("--prune needs a baseline".into());
    }
    interrupt::notice().map_err(|error| format!("signals cannot be noticed: {error}"))?;
    let mut target = Target::from_args(args)?;
    let only_line = args.paths.is_empty() && target.endpoint.is_some();
    let line_plan = target.endpoint.is_some().then(|| target.line_plan()).transpose()?;
    let inputs = if only_line { Inputs::default() } else { input::find(args, &mut target)? };
    Ok(Run { args, purpose, fixing, target, line_plan, inputs, baseline })
}

impl Run<'_> {
    fn go(mut self) -> io::Result<Status> {
        if self.args.files.show_files {
            return self.show(input::listed);
        }
        if self.args.files.show_settings {
            return self.show(crate::about::settings);
        }
        let mut totals = Totals { skipped: self.inputs.skipped, ..Totals::default() };
        totals.faults = std::mem::take(&mut self.inputs.faults);
        let is_empty = self.inputs.documents.is_empty() && self.line_plan.is_none();
        if is_empty && totals.faults.is_empty() && interrupt::caught().is_none() {
            totals.faults.push(Fault::general(nothing(self.inputs.skipped)));
        }
        let piped = matches!(self.fixing, Fixing::Write { .. })
            && self.inputs.documents.iter().any(|input| input.source == Source::StandardInput);
        let mut outputs = match self.purpose {
            Purpose::Report => Outputs::open(&self.args.output, self.args.fixes.diff, piped)?,
            Purpose::Record => Outputs::none(),
        };
        if let Some(plan) = self.line_plan.clone() {
            let mut line = Checked {
                path: None,
                diagnostics: self.target.parameters(&plan),
                plan,
                text: Vec::new(),
                origin: Origin::default(),
                fixed: Vec::new(),
                after: None,
                fault: None,
            };
            self.receive(&mut line, &mut totals, &mut outputs)?;
        }
        let is_whole = match self.check_all(&mut totals, &mut outputs, piped) {
            // Nobody reads any more: the status is that of what was checked.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => false,
            outcome => outcome.map(|()| true)?,
        };
        if let Some(signal) = interrupt::caught() {
            fixing::settle();
            totals.signal = Some(signal);
            totals.faults.push(Fault::general(interrupted(signal, totals.files)));
        }
        self.finish(totals, outputs, is_whole)
    }

    fn show(&self, line: impl Fn(&Input) -> String) -> io::Result<Status> {
        let mut out = standard_output();
        for input in &self.inputs.documents {
            if interrupt::caught().is_some() {
                break;
            }
            writeln!(out, "{}", line(input))?;
        }
        for fault in &self.inputs.faults {
            crate::output::complain(fault);
        }
        let status = match self.inputs.faults.is_empty() {
            true => Status::Clean,
            false => Status::Failure,
        };
        Ok(interrupt::caught().map_or(status, Signal::status))
    }

    fn check_all(
        &mut self,
        totals: &mut Totals,
        outputs: &mut Outputs,
        piped: bool,
    ) -> io::Result<()> {
        let documents = std::mem::take(&mut self.inputs.documents);
        let context = self.target.context.clone();
        let (fixing, limit) = (self.fixing, self.args.files.line_limit);
        let streams = documents.iter().any(|input| input.layout == Layout::Lines);
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = match if streams { cores } else { cores.min(documents.len()) } {
            0 | 1 => usize::from(!documents.iter().all(is_short)),
            threads => threads,
        };
        let mut progress = Progress::new(documents.len());
        let jobs = Jobs::new(documents, fixing, limit);
        let work = move |jobs: Vec<Job>| -> Vec<Result<Checked, Fault>> {
            jobs.into_iter().map(|job| perform(job, &context, fixing, limit)).collect()
        };
        let is_over = || interrupt::caught().is_some();
        let mut take = |done: Result<Checked, Fault>| {
            match done {
                Ok(mut checked) => {
                    progress.clear();
                    if piped && checked.path.is_some() {
                        let mut stdout = standard_output();
                        stdout.write_all(&checked.text)?;
                        stdout.flush()?;
                    }
                    totals.faults.extend(checked.fault.take());
                    match self.receive(&mut checked, totals, outputs) {
                        // Nobody reads any more, but files are still to be mended.
                        Err(error)
                            if error.kind() == io::ErrorKind::BrokenPipe
                                && matches!(fixing, Fixing::Write { .. }) => {}
                        outcome => outcome?,
                    }
                }
                Err(fault) => totals.faults.push(fault),
            }
            progress.show(totals.files);
            Ok(())
        };
        pool::run(threads, jobs, work, is_over, |done| done.into_iter().try_for_each(&mut take))
            .inspect(|()| progress.clear())
    }

    /// Takes away what is known and allowed, counts, and writes.
    fn receive(
        &mut self,
        checked: &mut Checked,
        totals: &mut Totals,
        outputs: &mut Outputs,
    ) -> io::Result<()> {
        let matters = !checked.diagnostics.is_empty() || self.baseline.is_some();
        if let Some(path) = checked.path.clone().filter(|_| matters) {
            let absolute = crate::target::absolute(&path);
            let config = Arc::clone(&checked.plan.config);
            let allow = |checked: &mut Checked| {
                let before = checked.diagnostics.len();
                checked.diagnostics.retain(|found| !config.allows(&absolute, found));
                before - checked.diagnostics.len()
            };
            // What is allowed need not be recorded, but where it was its entry is still needed.
            if self.purpose == Purpose::Record {
                totals.allowed += allow(checked);
            }
            if let Some(baseline) = &mut self.baseline {
                totals.known += baseline.filter(checked);
            }
            totals.allowed += allow(checked);
        }
        totals.add(checked);
        outputs.checked(checked)
    }

    /// Says what comes last; of a run that is not whole, the baseline learns nothing.
    fn finish(self, mut totals: Totals, outputs: Outputs, is_whole: bool) -> io::Result<Status> {
        let is_whole = is_whole && totals.faults.is_empty();
        if let Some(baseline) = &self.baseline {
            if self.purpose == Purpose::Record {
                for fault in &totals.faults {
                    crate::output::complain(fault);
                }
                if !is_whole {
                    // An incomplete baseline would be worse than the one there is.
                    return Ok(totals.signal.map_or(Status::Failure, Signal::status));
                }
                return match baseline.record() {
                    Ok(count) => {
                        let count = crate::output::counted(count, "finding");
                        writeln!(standard_output(), "{count} written to the baseline")?;
                        Ok(Status::Clean)
                    }
                    Err(error) => {
                        crate::output::complain(&baseline.fault(&error));
                        Ok(Status::Failure)
                    }
                };
            }
            if totals.signal.is_none() {
                totals.stale = baseline.stale();
            }
            if self.args.rules.prune && is_whole {
                match baseline.prune() {
                    Ok(()) => totals.pruned = true,
                    Err(error) => totals.faults.push(baseline.fault(&error)),
                }
            }
        }
        outputs.finish(&totals)?;
        if let Some(signal) = totals.signal {
            return Ok(signal.status());
        }
        Ok(match (totals.faults.is_empty(), totals.failing) {
            (false, _) => Status::Failure,
            (true, true) => Status::Errors,
            (true, false) => Status::Clean,
        })
    }
}

/// Whether a document takes so little time that nobody would want to interrupt it.
fn is_short(input: &Input) -> bool {
    match &input.source {
        // What an own schema takes says its author.
        Source::File(path)
            if input.layout != Layout::Lines && matches!(input.plan.judge, Judge::BuiltIn(_)) =>
        {
            fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= SHORT)
        }
        _ => false,
    }
}

/// The most bytes of a document that is checked without a thread of its own.
const SHORT: u64 = 8 << 20;

fn nothing(skipped: usize) -> String {
    let why = match skipped {
        0 => "no JSON file found".to_owned(),
        1 => "the contract of the one JSON file found cannot be told".to_owned(),
        many => format!("the contracts of the {many} JSON files found cannot be told"),
    };
    format!("nothing to check: {why}; see check --help")
}
