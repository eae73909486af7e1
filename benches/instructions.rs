//! Instructions of both ways for one usual payload of each contract, counted by valgrind: the same
//! figures on any day. `cargo bench --bench instructions`, with valgrind and gungraun-runner of the
//! version in Cargo.lock installed.

#![allow(missing_docs)]

#[path = "../tests/support/generate.rs"]
mod generate;

use std::hint::black_box;

use gungraun::{library_benchmark, library_benchmark_group, main};
use offerlint::{Context, Contract, Linter, Ruleset};

/// What a run needs, made before it is counted. The first payload grows the linter's memory.
struct Prepared {
    linter: Linter<'static>,
    payload: String,
}

fn prepare(contract: Contract) -> Prepared {
    let (context, ruleset) = (Box::leak(Box::default()), Box::leak(Box::default()));
    let (context, ruleset): (&'static Context, &'static Ruleset) = (context, ruleset);
    let mut linter = Linter::new(contract, context, ruleset);
    let payload = generate::text(contract, 1);
    assert!(linter.proves(payload.as_bytes()), "{contract} {payload}");
    Prepared { linter, payload }
}

macro_rules! contracts {
    ($($(#[$meta:meta])* $function:ident => $way:ident;)+) => {$(
        #[library_benchmark(setup = prepare)]
        #[bench::tracklysms_create_offer(Contract::TracklysmsCreateOffer)]
        #[bench::tracklysms_update_offer(Contract::TracklysmsUpdateOffer)]
        #[bench::tracklysms_get_offer(Contract::TracklysmsGetOffer)]
        #[bench::tracklysms_list_offers(Contract::TracklysmsListOffers)]
        #[bench::tracklysms_create_offer_response(Contract::TracklysmsCreateOfferResponse)]
        #[bench::tracklysms_update_offer_response(Contract::TracklysmsUpdateOfferResponse)]
        #[bench::tracklysms_list_offers_query(Contract::TracklysmsListOffersQuery)]
        #[bench::gokart_update_offer(Contract::GokartUpdateOffer)]
        #[bench::gokart_update_offer_response(Contract::GokartUpdateOfferResponse)]
        fn $function(mut prepared: Prepared) -> Prepared {
            let linter = &mut prepared.linter;
            black_box(linter.$way(black_box(prepared.payload.as_bytes())));
            prepared
        }
    )+};
}

contracts! {
    fast_way => proves;
    rich_way => explain;
}

library_benchmark_group!(name = ways, benchmarks = [fast_way, rich_way]);

main!(library_benchmark_groups = ways);
