//! `offerlint init`

use std::io::{self, Write};
use std::path::Path;

use offerlint::project::{CONFIGURATION_NAME, TEMPLATE};

use crate::cli::atomic_write;
use crate::cli::status::Status;
use crate::cli::streams::{print_error, standard_output};

/// Writes a commented configuration unless there is one.
pub(crate) fn run() -> io::Result<Status> {
    let message = match atomic_write::create(Path::new(CONFIGURATION_NAME), TEMPLATE.as_bytes()) {
        Ok(()) => {
            writeln!(standard_output(), "{CONFIGURATION_NAME} written")?;
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
