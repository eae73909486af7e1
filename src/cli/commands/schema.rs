//! `offerlint schema`

use std::io;

use offerlint::Contract;
use offerlint::project::configuration_schema;

use crate::cli::arguments::NameArgs;
use crate::cli::outputs::json_schema;
use crate::cli::status::Status;
use crate::cli::streams::{print, print_error};

/// Prints the JSON Schema of a contract, of offerlint.toml (`config`) or of the JSON output
/// (`output`).
pub(crate) fn run(args: &NameArgs) -> io::Result<Status> {
    let schema = match args.contract.as_str() {
        "config" => configuration_schema(),
        "output" => json_schema(),
        name => match Contract::by_name_or_end(name) {
            Ok(contract) => contract.schema(),
            Err(error) => {
                print_error(&format!("{error}; config and output have a schema, too"));
                return Ok(Status::Failure);
            }
        },
    };
    print(format!("{schema:#}\n").as_bytes())?;
    Ok(Status::Clean)
}
