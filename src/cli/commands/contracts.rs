//! `offerlint contracts`

use std::io::{self, IsTerminal, Write};

use offerlint::Contract;

use crate::cli::status::Status;
use crate::cli::streams::standard_output;
use crate::cli::width::of_standard_output;

/// Columns of a name and of a summary, without the request behind them.
const NAME: usize = 34;
const SUMMARY: usize = 36;

/// Writes one line for each contract. On a terminal that is too narrow, summary and request have lines of
/// their own.
pub(crate) fn run() -> io::Result<Status> {
    let mut out = standard_output();
    let columns = of_standard_output();
    let requests = Contract::all().map(|contract| contract.endpoint().to_string().len());
    let widest = NAME + SUMMARY + 2 + requests.max().unwrap_or(0);
    let is_narrow = io::stdout().is_terminal() && columns < widest;
    for contract in Contract::all() {
        let (name, summary, request) = (contract.name(), contract.summary(), contract.endpoint());
        match is_narrow {
            true => writeln!(out, "{name}\n    {summary}\n    {request}")?,
            false => writeln!(out, "{name:<NAME$} {summary:<SUMMARY$} {request}")?,
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}
