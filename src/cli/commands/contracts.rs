//! `offerlint contracts`

use std::io::{self, Write};

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
        let line = text_options().subsequent_indent("    ");
        writeln!(out, "{}", textwrap::fill(&format!("{name:<34} {summary}; {request}"), line))?;
    }
    out.flush()?;
    Ok(Status::Clean)
}
