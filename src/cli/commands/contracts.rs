//! `offerlint contracts`

use std::io::{self, Write};

use offerlint::Contract;

use crate::cli::status::Status;
use crate::cli::streams::standard_output;

pub(crate) fn run() -> io::Result<Status> {
    let mut out = standard_output();
    for contract in Contract::all() {
        let (name, summary, endpoint) = (contract.name(), contract.summary(), contract.endpoint());
        let (method, path) = (endpoint.method(), endpoint.path());
        writeln!(out, "{name:<34} {summary:<36} {method} {path}")?;
    }
    out.flush()?;
    Ok(Status::Clean)
}
