//! `offerlint example`

use std::io;

use offerlint::Contract;

use crate::cli::arguments::NameArgs;
use crate::cli::status::Status;
use crate::cli::streams::{print, print_error};

pub(crate) fn run(args: &NameArgs) -> io::Result<Status> {
    match args.contract.parse::<Contract>() {
        Ok(contract) => print(example_of(contract).as_bytes()).map(|()| Status::Clean),
        Err(error) => {
            print_error(&error.to_string());
            Ok(Status::Failure)
        }
    }
}

macro_rules! example_file {
    ($path:literal) => {
        include_str!(concat!("../../../examples/", $path))
    };
}

fn example_of(contract: Contract) -> &'static str {
    match contract {
        Contract::TracklysmsCreateOffer => {
            example_file!("tracklysms/create-offer/summer-promo.json")
        }
        Contract::TracklysmsUpdateOffer => {
            example_file!("tracklysms/update-offer/summer-promo-v2.json")
        }
        Contract::TracklysmsListOffers => example_file!("tracklysms/list-offers/first-page.json"),
        Contract::TracklysmsCreateOfferResponse => {
            example_file!("tracklysms/create-offer-response/flat.json")
        }
        Contract::TracklysmsUpdateOfferResponse => {
            example_file!("tracklysms/update-offer-response/flat.json")
        }
        Contract::TracklysmsListOffersQuery => {
            example_file!("tracklysms/list-offers-query/active.json")
        }
        Contract::GokartUpdateOffer => example_file!("gokart/update-offer/multi-event.json"),
        Contract::GokartUpdateOfferResponse => {
            example_file!("gokart/update-offer-response/updated.json")
        }
        _ => example_file!("tracklysms/get-offer/summer-promo.json"),
    }
}
