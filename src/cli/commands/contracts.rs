//! `offerlint contracts`

use std::io::{self, IsTerminal, Write};

use offerlint::Contract;

use crate::cli::status::Status;
use crate::cli::streams::standard_output;
use crate::cli::width::text_options;

pub(crate) fn run() -> io::Result<Status> {
    let mut out = standard_output();
    for contract in Contract::all() {
        let (name, summary, endpoint) = (contract.name(), contract.summary(), contract.endpoint());
        let (method, path) = (endpoint.method(), endpoint.path());
        let request = format!("{method} {path}");
        let line = format!("{name:<34} {summary:<36} {request}");
        match io::stdout().is_terminal() {
            true => {
                let options = text_options().subsequent_indent("    ");
                writeln!(out, "{}", textwrap::fill(&line, options))?;
            }
            false => writeln!(out, "{line}")?,
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}
