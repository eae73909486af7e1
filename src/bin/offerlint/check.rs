//! `offerlint check`.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use offerlint::{Diagnostic, Linter, Severity};

use crate::Status;
use crate::args::{CheckArgs, Color, Format};
use crate::fixing::{self, Fixing};
use crate::input::{Fault, Input, Inputs, Source};
use crate::output::{self, Outcome};
use crate::target::Target;

/// What came of one document.
pub(crate) struct Checked {
    pub(crate) name: String,
    pub(crate) contract: &'static str,
    /// The text, for snippets; empty if there is nothing to show.
    pub(crate) text: Vec<u8>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What was mended, or would be.
    pub(crate) fixed: Vec<Diagnostic>,
    /// The text before fixes, for a diff.
    pub(crate) before: Option<Vec<u8>>,
}

pub(crate) fn run(args: &CheckArgs) -> io::Result<Status> {
    let fixing = match (args.fix, args.diff) {
        (true, _) => Fixing::Write { unsafe_too: args.unsafe_fixes },
        (_, true) => Fixing::Show { unsafe_too: args.unsafe_fixes },
        _ if args.unsafe_fixes => return usage("--unsafe-fixes needs --fix or --diff"),
        _ => Fixing::Off,
    };
    if args.diff && args.format != Format::Human {
        return usage("--diff is for people; leave --format out");
    }
    let target = match Target::from_args(args) {
        Ok(target) => target,
        Err(message) => return usage(&message),
    };
    let parameters = target.parameters();
    let only_line = args.paths.is_empty() && target.endpoint.is_some();
    let inputs = if only_line { Inputs::default() } else { Inputs::find(&args.paths, &target) };
    let mut outcome = Outcome { parameters, skipped: inputs.skipped, ..Outcome::default() };
    outcome.parameters_contract = target.endpoint.map_or("", |endpoint| {
        let query = offerlint::Contract::TracklysmsListOffersQuery;
        target
            .contract
            .or(endpoint.request())
            .unwrap_or(if endpoint == query.endpoint() { query } else { endpoint.response() })
            .name()
    });
    outcome.faults = inputs.faults;
    if inputs.documents.is_empty() && outcome.faults.is_empty() && !only_line {
        let message = match inputs.skipped {
            0 => "nothing to check: no .json file found".to_owned(),
            1 => "nothing to check: the contract of the one .json file found cannot be told"
                .to_owned(),
            many => format!(
                "nothing to check: the contracts of the {many} .json files found cannot be told"
            ),
        };
        outcome.faults.push(Fault { file: None, message: format!("{message}; see check --help") });
    }
    let results = in_parallel(&inputs.documents, |input| check(input, &target, fixing));
    for result in results {
        match result {
            Ok(checked) => outcome.checked.push(checked),
            Err(fault) => outcome.faults.push(fault),
        }
    }
    report(args, &outcome)?;
    Ok(status(&outcome))
}

fn usage(message: &str) -> io::Result<Status> {
    eprintln!("error: {message}");
    Ok(Status::Failure)
}

fn status(outcome: &Outcome) -> Status {
    if !outcome.faults.is_empty() {
        return Status::Failure;
    }
    let has_error = outcome.all().any(|found| found.severity == Severity::Error);
    if has_error { Status::Errors } else { Status::Clean }
}

fn report(args: &CheckArgs, outcome: &Outcome) -> io::Result<()> {
    // A document that was mended on its way through standard input takes standard output.
    let piped = outcome.checked.iter().find(|checked| checked.name == "-" && args.fix);
    if let Some(piped) = piped {
        let mut stdout = io::stdout().lock();
        stdout.write_all(&piped.text)?;
        stdout.flush()?;
        return write(args, outcome, &mut io::BufWriter::new(io::stderr().lock()));
    }
    write(args, outcome, &mut io::BufWriter::new(io::stdout().lock()))
}

fn write(args: &CheckArgs, outcome: &Outcome, out: &mut impl Write) -> io::Result<()> {
    match args.format {
        Format::Json => output::json::write(outcome, out)?,
        Format::Human => {
            let colored = match args.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => output::human::is_colored(),
            };
            if args.diff {
                fixing::write_diffs(&outcome.checked, colored, out)?;
            }
            output::human::write(outcome, &output::human::Style::new(colored), args.diff, out)?;
        }
    }
    out.flush()
}

/// Reads and checks one document.
fn check(input: &Input, target: &Target, fixing: Fixing) -> Result<Checked, Fault> {
    let mut bytes = Vec::new();
    let read = match &input.source {
        Source::StandardInput => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
        Source::File(path) => std::fs::read(path).map(|content| bytes = content),
    };
    read.map_err(|error| Fault::new(&input.name, error))?;
    let mut linter = Linter::new(input.contract, &target.context, &target.ruleset);
    let mut checked = Checked {
        name: input.name.clone(),
        contract: input.contract.name(),
        diagnostics: linter.lint(&bytes).diagnostics,
        text: bytes,
        fixed: Vec::new(),
        before: None,
    };
    if fixing != Fixing::Off {
        fixing::mend(&mut checked, &mut linter, input, fixing)?;
    }
    if checked.diagnostics.is_empty()
        && checked.before.is_none()
        && input.source != Source::StandardInput
    {
        checked.text = Vec::new();
    }
    Ok(checked)
}

/// Maps over a list on all cores; the results come in the order of the list.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        match items.get(index) {
                            Some(item) => mine.push((index, work(item))),
                            None => return mine,
                        }
                    }
                })
            })
            .collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).flatten().collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
