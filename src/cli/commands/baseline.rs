//! `offerlint baseline`

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use offerlint::inputs::{FileError, display_path};
use offerlint::project::BASELINE_NAME;

use crate::cli::arguments::CheckArgs;
use crate::cli::baseline_file::BaselineFile;
use crate::cli::checked_file::CheckedFile;
use crate::cli::count::counted;
use crate::cli::display_safe::escape;
use crate::cli::fixing::Fixing;
use crate::cli::interrupt;
use crate::cli::run::{self, PreparedRun, Refusal};
use crate::cli::status::Status;
use crate::cli::streams::{print_error, print_fault, standard_output};

pub(crate) fn run(args: Box<CheckArgs>) -> io::Result<Status> {
    let named = args.rules.baseline.clone();
    match prepare(args) {
        Ok((work, file)) => record(work, file, named.as_deref()),
        Err(Refusal { status, message }) => {
            print_error(&message);
            Ok(status)
        }
    }
}

fn prepare(args: Box<CheckArgs>) -> Result<(PreparedRun, BaselineFile), Refusal> {
    if Fixing::from_args(&args.fixes)? != Fixing::Off {
        let message = "a baseline records findings; run check --fix first, then baseline";
        return Err(message.to_owned().into());
    }
    if let Some(option) = args.only_for_check().next() {
        return Err(format!("--{option} belongs to check, not to baseline").into());
    }
    let file = BaselineFile::new(&args.rules)?;
    Ok((run::prepare(&Arc::from(args))?, file))
}

const MEANING: &str = "\
From now on check reports only findings that are not in this file. Commit it;
check --prune removes entries whose findings are gone.";

/// Writes all findings that no exception allows to the baseline.
fn record(
    mut work: PreparedRun,
    mut file: BaselineFile,
    named: Option<&Path>,
) -> io::Result<Status> {
    let mut errors: Vec<FileError> = work.error_if_empty().into_iter().collect();
    errors.append(&mut work.inputs.errors);
    let mut files = 0;
    work.check_all(Fixing::Off, |done: Result<CheckedFile, FileError>| {
        match done {
            Ok(CheckedFile { mut linted, .. }) => {
                errors.append(&mut linted.problems);
                files += usize::from(linted.origin.bytes == 0);
                linted.remove_allowed();
                file.baseline.remove_known(&mut linted);
            }
            Err(error) => errors.push(error),
        }
        Ok(files)
    })?;
    let signal = interrupt::caught();
    errors.extend(signal.map(|signal| FileError::general(run::interrupted(signal, files))));
    // An incomplete baseline would be worse than the old one.
    if errors.is_empty() {
        match file.write(&file.baseline.found_json()) {
            Ok(()) => {
                let count = counted(file.baseline.found(), "finding");
                let name = display_path(named.unwrap_or(Path::new(BASELINE_NAME)));
                let name = escape(&name);
                let mut out = standard_output();
                writeln!(out, "{count} written to {name}\n{MEANING}")?;
                if named.is_some() {
                    writeln!(out, "Name it in every run: offerlint check --baseline {name}")?;
                }
                return Ok(Status::Clean);
            }
            Err(error) => errors.push(error),
        }
    }
    errors.iter().for_each(print_fault);
    print_error("no baseline is written, because it would be incomplete");
    Ok(signal.map_or(Status::Failure, interrupt::Signal::status))
}
