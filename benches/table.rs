//! One table: throughput of every contender on the same bytes in one run, and its ratio to the
//! jsonschema crate. `cargo bench --bench table`

#![allow(missing_docs, unreachable_pub)]

#[path = "contenders.rs"]
pub mod contenders;
#[path = "turns.rs"]
mod turns;

use contenders::{Contender, Corpus, REFERENCE, WRITER, collectors, values, verdicts};
use offerlint::{Context, Contract, Linter, RuleSet};

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

pub fn table(corpus: &Corpus, contenders: &[Contender], reference: &str) {
    let medians = turns::medians(corpus, &contenders.iter().collect::<Vec<_>>());
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
