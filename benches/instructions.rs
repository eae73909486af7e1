//! Instruction counts of the fast path and the full check for one payload of each contract, by
//! valgrind: reproducible figures. `cargo bench --bench instructions`, with valgrind and gungraun-runner of the
//! version in Cargo.lock installed.

#![allow(missing_docs)]

#[path = "../tests/support/generate.rs"]
mod generate;

use std::hint::black_box;

use gungraun::{library_benchmark, library_benchmark_group, main};
use offerlint::{Context, Contract, Linter, RuleSet};

/// What a run needs, made before it is counted. The first payload grows the linter's memory.
struct Prepared {
    linter: Linter,
    payload: String,
}

fn prepare(contract: Contract) -> Prepared {
    let (context, ruleset) = (Box::leak(Box::default()), Box::leak(Box::default()));
    let (context, ruleset): (&'static Context, &'static RuleSet) = (context, ruleset);
    let linter = Linter::new(contract).with_context(context.clone()).with_rule_set(ruleset.clone());
    let payload = generate::text(contract, 1);
    assert!(linter.is_clean_fast(payload.as_bytes()), "{contract} {payload}");
    Prepared { linter, payload }
}

macro_rules! contracts {
    ($($(#[$meta:meta])* $function:ident => $method:ident;)+) => {$(
        #[library_benchmark(setup = prepare)]
        #[bench::tracklysms_create_offer(Contract::TRACKLYSMS_CREATE_OFFER)]
        #[bench::tracklysms_update_offer(Contract::TRACKLYSMS_UPDATE_OFFER)]
        #[bench::tracklysms_get_offer(Contract::TRACKLYSMS_GET_OFFER)]
        #[bench::tracklysms_list_offers(Contract::TRACKLYSMS_LIST_OFFERS)]
        #[bench::tracklysms_create_offer_response(Contract::TRACKLYSMS_CREATE_OFFER_RESPONSE)]
        #[bench::tracklysms_update_offer_response(Contract::TRACKLYSMS_UPDATE_OFFER_RESPONSE)]
        #[bench::tracklysms_list_offers_query(Contract::TRACKLYSMS_LIST_OFFERS_QUERY)]
        #[bench::gokart_update_offer(Contract::GOKART_UPDATE_OFFER)]
        #[bench::gokart_update_offer_response(Contract::GOKART_UPDATE_OFFER_RESPONSE)]
        fn $function(mut prepared: Prepared) -> Prepared {
            let linter = &mut prepared.linter;
            black_box(linter.$method(black_box(prepared.payload.as_bytes())));
            prepared
        }
    )+};
}

contracts! {
    fast_path => is_clean_fast;
    full_check => full_check;
}

library_benchmark_group!(name = paths, benchmarks = [fast_path, full_check]);

main!(library_benchmark_groups = paths);
