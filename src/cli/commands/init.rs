//! `offerlint init`

use std::io::{self, Write};
use std::path::Path;

use offerlint::project::{CONFIGURATION_NAME, TEMPLATE};

use crate::cli::atomic_write;
use crate::cli::count::counted;
use crate::cli::display_safe::escape;
use crate::cli::proposed_files::ProposedFiles;
use crate::cli::status::Status;
use crate::cli::streams::{print_error, standard_output};

/// Writes a commented configuration unless there is one, with entries for the files of the folder.
pub(crate) fn run() -> io::Result<Status> {
    let exists = Path::new(CONFIGURATION_NAME).symlink_metadata().is_ok();
    let proposed = if exists { ProposedFiles::default() } else { ProposedFiles::find() };
    let text = TEMPLATE.replacen("[files]\n", &format!("[files]\n{}", proposed.to_toml()), 1);
    let message = match atomic_write::create(Path::new(CONFIGURATION_NAME), text.as_bytes()) {
        Ok(()) => {
            print_result(&proposed)?;
            return Ok(Status::Clean);
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            format!("{CONFIGURATION_NAME} already exists")
        }
        Err(error) => format!("{CONFIGURATION_NAME} cannot be written: {error}"),
    };
    print_error(&message);
    Ok(Status::Failure)
}

/// The largest number of files that are named.
const MAX_NAMES: usize = 3;

fn print_result(proposed: &ProposedFiles) -> io::Result<()> {
    let mut out = standard_output();
    writeln!(out, "{CONFIGURATION_NAME} written")?;
    let ProposedFiles { entries, matched, by_folders, captures, unknown, has_arrays } = proposed;
    if !entries.is_empty() {
        let files = counted(*matched, "file");
        writeln!(out, "\n[files] has these contracts, guessed from the fields of {files}:")?;
        for (glob, contract) in entries {
            writeln!(out, "  {} = {contract}", escape(glob))?;
        }
        writeln!(out, "Look at them: a create and an update body may have the same fields.")?;
    }
    if *by_folders > 0 {
        let verb = if *by_folders == 1 { "has its" } else { "have their" };
        let files = counted(*by_folders, "file");
        writeln!(out, "\n{files} {verb} contract by the names of folders.")?;
    }
    if *captures > 0 {
        let files = counted(*captures, "capture");
        let verb = if *captures == 1 { "needs" } else { "need" };
        writeln!(out, "\n{files} {verb} no entry: the requests in them determine the contracts.")?;
    }
    if !unknown.is_empty() {
        let files = counted(unknown.len(), "JSON file");
        let verb = if unknown.len() == 1 { "has" } else { "have" };
        let mut names: Vec<&str> = unknown.iter().take(MAX_NAMES).map(String::as_str).collect();
        if unknown.len() > MAX_NAMES {
            names.push("…");
        }
        let names = names.join(", ");
        writeln!(out, "\n{files} {verb} no contract yet: {}", escape(&names))?;
        writeln!(out, "Add payloads among them to [files].")?;
    }
    let command = match (has_arrays, entries.is_empty() && by_folders + captures == 0) {
        (true, _) => "offerlint check --each      (some files are arrays of payloads)",
        (false, false) => "offerlint check",
        (false, true) => {
            "offerlint check --contract NAME FILE      (offerlint contracts lists the names)"
        }
    };
    writeln!(out, "\nNext: {command}")
}
