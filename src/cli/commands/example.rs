//! `offerlint example`

use std::io;

use offerlint::Contract;

use crate::cli::arguments::NameArgs;
use crate::cli::status::Status;
use crate::cli::streams::{print, print_error};

pub(crate) fn run(args: &NameArgs) -> io::Result<Status> {
    match Contract::by_name_or_end(&args.contract) {
        Ok(contract) => print(contract.example().as_bytes()).map(|()| Status::Clean),
        Err(error) => {
            print_error(&error.to_string());
            Ok(Status::Failure)
        }
    }
}
