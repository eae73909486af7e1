//! Every contender by itself, as divan measures. `cargo bench --bench throughput [FILTER]`; for
//! ratios in one run see the bench `table`.

#![allow(missing_docs)]

mod contenders;

use contenders::{Contender, Corpus, collectors, verdicts};
use divan::Bencher;
use divan::counter::BytesCount;
use offerlint::Contract;

fn main() {
    divan::main();
}

const CONTRACTS: [Contract; 2] = [Contract::TRACKLYSMS_CREATE_OFFER, Contract::GOKART_UPDATE_OFFER];

fn all() -> impl Iterator<Item = (Contract, usize, &'static str)> {
    CONTRACTS.into_iter().flat_map(|contract| {
        let clean = verdicts(contract).into_iter().map(|contender| (0, contender));
        let defective = collectors(contract).into_iter().map(|contender| (100, contender));
        clean.chain(defective).map(move |(percent, contender)| (contract, percent, contender.name))
    })
}

fn names() -> Vec<String> {
    let name = |(contract, percent, name)| format!("{contract}, {percent} % defective, {name}");
    all().map(name).collect()
}

#[divan::bench(args = names(), sample_count = 20, sample_size = 1)]
fn corpus(bencher: Bencher<'_, '_>, name: &str) {
    let index = names().iter().position(|other| other == name).unwrap_or_default();
    let Some((contract, percent, name)) = all().nth(index) else { return };
    let corpus = Corpus::new(contract, 500, percent);
    let contenders = if percent == 0 { verdicts(contract) } else { collectors(contract) };
    let Some(Contender { check, .. }) = contenders.into_iter().find(|it| it.name == name) else {
        return;
    };
    bencher.counter(BytesCount::new(corpus.bytes())).bench_local(|| {
        corpus.payloads.iter().map(|payload| check(payload.as_bytes())).sum::<usize>()
    });
}
