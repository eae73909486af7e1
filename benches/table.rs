//! One table: throughput of every contender on the same bytes in one run, and its ratio to the
//! jsonschema crate. `cargo bench --bench table`
//!
//! The contenders take turns, round by round, so that a machine whose speed drifts drifts for all of
//! them. For each group of payloads the median of the rounds counts.

#![allow(missing_docs, unreachable_pub)]

#[path = "contenders.rs"]
mod contenders;

use std::hint::black_box;
use std::time::Instant;

use contenders::{Contender, Corpus, REFERENCE, WRITER, collectors, values, verdicts};
use offerlint::{Context, Contract, Linter, RuleSet};

const ROUNDS: usize = 15;

/// One pass did not make a contender as fast as one of the same kind that came after it.
const WARM_UP: usize = 3;

pub fn main() {
    // `cargo test` runs benches without arguments of their own; there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    for (contract, count) in
        [(Contract::TRACKLYSMS_CREATE_OFFER, 4000), (Contract::GOKART_UPDATE_OFFER, 400)]
    {
        for percent in [0, 1, 10, 100] {
            let corpus = Corpus::new(contract, count, percent);
            let mean = corpus.bytes() / corpus.payloads.len();
            println!(
                "\n{contract}, {} payloads of {mean} bytes, {percent} % defective",
                corpus.payloads.len()
            );
            if percent == 0 {
                println!("  decided by the fast path: {:.2} %", decided_fast(&corpus));
                table(&corpus, &verdicts(contract), REFERENCE);
                println!("  in memory, ratio to {WRITER}");
                table(&corpus, &values(&corpus), WRITER);
            } else {
                table(&corpus, &verdicts(contract)[..1], REFERENCE);
                table(&corpus, &collectors(contract), "Value + jsonschema: iter_errors");
            }
        }
    }
}

fn decided_fast(corpus: &Corpus) -> f64 {
    let (context, ruleset) = (Context::default(), RuleSet::default());
    let linter =
        Linter::new(corpus.contract).with_context(context.clone()).with_rule_set(ruleset.clone());
    let decided =
        corpus.payloads.iter().filter(|text| linter.is_clean_fast(text.as_bytes())).count();
    100.0 * decided as f64 / corpus.payloads.len() as f64
}

/// The number of payloads between two looks at the clock, so that an interruption by another process
/// falls into few of the measurements.
const GROUP: usize = 16;

/// Checks all payloads and returns the seconds of each group.
fn check_all(corpus: &Corpus, contender: &Contender) -> Vec<f64> {
    let groups = corpus.payloads.chunks(GROUP).map(|group| {
        let start = Instant::now();
        for payload in group {
            black_box((contender.check)(black_box(payload.as_bytes())));
        }
        start.elapsed().as_secs_f64()
    });
    groups.collect()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn table(corpus: &Corpus, contenders: &[Contender], reference: &str) {
    let mut rounds = vec![Vec::new(); contenders.len()];
    for round in 0..ROUNDS {
        for turn in 0..contenders.len() {
            // Every other round is reversed, and each starts with another contender, so that the order
            // favours none.
            let forwards = (round + turn) % contenders.len();
            let at = if round % 2 == 0 { forwards } else { contenders.len() - 1 - forwards };
            // Warm-up: caches and branch predictors still have the state of the previous contender.
            (0..WARM_UP).for_each(|_| drop(check_all(corpus, &contenders[at])));
            rounds[at].push(check_all(corpus, &contenders[at]));
        }
    }
    let groups = corpus.payloads.len().div_ceil(GROUP);
    let seconds = |rounds: Vec<Vec<f64>>| -> f64 {
        (0..groups).map(|group| median(rounds.iter().map(|times| times[group]).collect())).sum()
    };
    let medians: Vec<f64> = rounds.into_iter().map(seconds).collect();
    let base =
        contenders.iter().position(|contender| contender.name == reference).map(|at| medians[at]);
    println!("  {:<38} {:>8} {:>9} {:>7}", "", "MB/s", "µs each", "ratio");
    for (contender, seconds) in contenders.iter().zip(medians) {
        let rate = corpus.bytes() as f64 / seconds / 1e6;
        let each = seconds / corpus.payloads.len() as f64 * 1e6;
        let ratio = base.map(|base| format!("{:.2}", base / seconds)).unwrap_or_default();
        println!("  {:<38} {rate:>8.0} {each:>9.2} {ratio:>7}", contender.name);
    }
}
