//! `offerlint man`

use std::io;

use clap::CommandFactory;
use clap_mangen::Man;

use crate::cli::arguments::Arguments;
use crate::cli::status::Status;
use crate::cli::streams::print;

pub(crate) fn run() -> io::Result<Status> {
    let mut text = Vec::new();
    Man::new(Arguments::command()).render(&mut text)?;
    for command in Arguments::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        let title = format!("offerlint-{}", command.get_name());
        Man::new(command.clone()).title(title).render(&mut text)?;
    }
    print(&text)?;
    Ok(Status::Clean)
}
