//! The command line: arguments in, findings out. What is a finding is the library's business.

#![forbid(unsafe_code)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod about;
mod args;
mod baseline;
mod blocks;
mod check;
mod config;
mod fixing;
mod found;
mod ignore_files;
mod input;
mod interrupt;
mod jobs;
mod output;
mod pool;
mod progress;
mod replacing;
mod status;
mod target;
mod unit;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use check::Purpose;
use status::Status;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) if error.use_stderr() => {
            let _ = harmless(error).print();
            return ExitCode::from(Status::Failure as u8);
        }
        Err(help) => return ended(about::help(&help)),
    };
    let outcome = match args.command {
        Command::Check(check) => check::run(&check, Purpose::Report),
        Command::Baseline(check) => check::run(&check, Purpose::Record),
        Command::Explain(explain) => about::explain(&explain),
        Command::Rules(rules) => about::rules(&rules),
        Command::Contracts => about::contracts(),
        Command::Schema(schema) => about::schema(&schema),
        Command::Example(example) => about::example(&example),
        Command::Init => about::init(),
        Command::Completions { shell } => about::completions(shell),
        Command::Man => about::manual(),
    };
    ended(outcome)
}

/// The error with what was typed as it may be shown: the same words are read again, made harmless.
fn harmless(error: clap::Error) -> clap::Error {
    let words = std::env::args_os().map(|word| output::stated(&word.to_string_lossy()));
    let again = Args::try_parse_from(words).err().filter(|again| again.kind() == error.kind());
    again.unwrap_or(error)
}

fn ended(outcome: io::Result<Status>) -> ExitCode {
    match outcome {
        Ok(status) => ExitCode::from(status as u8),
        Err(error) if is_closed_pipe(&error) => ExitCode::from(Status::Clean as u8),
        Err(error) => {
            output::say(&error.to_string());
            ExitCode::from(Status::Failure as u8)
        }
    }
}

/// Whether the reader of our output has gone, as `head` does.
fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
