//! `offerlint schema`

use std::io;

use offerlint::project::configuration_schema;
use offerlint::{Contract, did_you_mean, openapi, providers};

use crate::cli::arguments::SchemaArgs;
use crate::cli::outputs::json_schema;
use crate::cli::status::Status;
use crate::cli::streams::{print, print_error};

/// Prints the JSON Schema of a contract, of offerlint.toml (`config`) or of the JSON output
/// (`output`), or the OpenAPI document of a provider.
pub(crate) fn run(args: &SchemaArgs) -> io::Result<Status> {
    if args.openapi {
        return print_openapi(&args.name);
    }
    let schema = match args.name.as_str() {
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

fn print_openapi(name: &str) -> io::Result<Status> {
    let Some(document) = openapi(name) else {
        let known = providers();
        let hint = match did_you_mean(name, known.iter().copied()) {
            Some(close) => format!("did you mean {close}?"),
            None => format!("known are {}", known.join(", ")),
        };
        print_error(&format!("there is no provider `{}`; {hint}", name.escape_debug()));
        return Ok(Status::Failure);
    };
    print(format!("{document:#}\n").as_bytes())?;
    Ok(Status::Clean)
}
