//! `offerlint completions`

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::arguments::Arguments;
use crate::cli::status::Status;
use crate::cli::streams::print;

pub(crate) fn run(shell: Shell) -> io::Result<Status> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "offerlint", &mut text);
    print(&text)?;
    Ok(Status::Clean)
}
