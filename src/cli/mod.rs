//! The command line: arguments, commands, output formats. It uses the library's public API only.
//!
//! `mod.rs` and not `cli.rs`, so that tests and fuzz targets can include the folder by `#[path]`.

pub(crate) mod arguments;
pub(crate) mod atomic_write;
pub(crate) mod baseline_file;
pub(crate) mod checked_file;
pub(crate) mod command_hints;
pub(crate) mod commands;
pub(crate) mod count;
pub(crate) mod display_safe;
pub(crate) mod fixing;
pub(crate) mod input_files;
pub(crate) mod interrupt;
pub(crate) mod jobs;
pub(crate) mod lint_cache;
pub(crate) mod listings;
pub(crate) mod outputs;
pub(crate) mod progress;
pub(crate) mod proposed_files;
pub(crate) mod real_paths;
pub(crate) mod reserved_files;
pub(crate) mod rule_groups;
pub(crate) mod rule_text;
pub(crate) mod run;
pub(crate) mod run_settings;
#[cfg(feature = "server")]
pub(crate) mod server;
pub(crate) mod status;
pub(crate) mod streamed_file;
mod streams;
pub(crate) mod totals;
mod unused_entries;
pub(crate) mod watched_files;
mod width;
pub(crate) mod worker_pool;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, FromArgMatches, Parser};

use arguments::{Arguments, CheckArgs, Command};
use status::Status;

/// Runs the command line of the process.
pub(crate) fn main() -> ExitCode {
    if let Some(check) = check_args() {
        return exit_code(run_check(check));
    }
    let arguments = match Arguments::try_parse_from(words()) {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            let _ = command_hints::with_hint(display_safe(error)).print();
            return ExitCode::from(Status::Failure as u8);
        }
        Err(help) => return exit_code(print_help(&help)),
    };
    exit_code(match arguments.command {
        Command::Check(check) => run_check(check),
        Command::Baseline(check) => commands::baseline::run(check),
        Command::Explain(explain) => commands::explain::run(&explain),
        Command::Rules(rules) => commands::rules::run(&rules),
        Command::Contracts => commands::contracts::run(),
        Command::Schema(schema) => commands::schema::run(&schema),
        Command::Example(example) => commands::example::run(&example),
        Command::Init => commands::init::run(),
        Command::Completions { shell } => commands::completions::run(shell),
        Command::Man => commands::man::run(),
        #[cfg(feature = "server")]
        Command::Server => server::run(),
    })
}

/// The words of the command line. Shells of Unix have expanded globs in them already.
fn words() -> impl Iterator<Item = OsString> {
    #[cfg(windows)]
    return wild::args_os();
    #[cfg(not(windows))]
    return std::env::args_os();
}

/// The arguments of a correct `offerlint check …`, for which the tables of all other commands need not
/// be built. None for everything else, help and mistakes included.
fn check_args() -> Option<Box<CheckArgs>> {
    let mut words = words().skip(1);
    if words.next()? != "check" {
        return None;
    }
    let command = CheckArgs::augment_args(clap::Command::new("check")).no_binary_name(true);
    let matches = command.try_get_matches_from(words).ok()?;
    CheckArgs::from_arg_matches(&matches).ok().map(Box::new)
}

fn run_check(check: Box<CheckArgs>) -> io::Result<Status> {
    match check.files.watch {
        true => commands::watch::run(check),
        false => commands::check::run(check),
    }
}

/// The error with the arguments escaped: clap parses them again.
fn display_safe(error: clap::Error) -> clap::Error {
    let words = words().map(|word| display_safe::escape_and_mask(&word.to_string_lossy()));
    let again = Arguments::try_parse_from(words).err();
    again.filter(|again| again.kind() == error.kind()).unwrap_or(error)
}

/// Prints the text of `--help` or `--version`.
fn print_help(help: &clap::Error) -> io::Result<Status> {
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("standard output: {error}"));
    help.print().and_then(|()| io::stdout().flush()).map_err(named)?;
    Ok(Status::Clean)
}

fn exit_code(outcome: io::Result<Status>) -> ExitCode {
    match outcome {
        Ok(status) => ExitCode::from(status as u8),
        // The reader of standard output is gone, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::from(Status::Clean as u8)
        }
        Err(error) => {
            streams::print_error(&error.to_string());
            ExitCode::from(Status::Failure as u8)
        }
    }
}
