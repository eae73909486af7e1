//! The contenders take turns, round by round, so that a machine whose speed drifts drifts for all of
//! them; the median counts.

use std::hint::black_box;
use std::time::Instant;

use super::contenders::{Contender, Corpus};

const ROUNDS: usize = 15;

/// One pass did not make a contender as fast as one of the same kind that came after it.
const WARM_UP: usize = 3;

/// The seconds that each contender takes for the corpus.
pub fn medians(corpus: &Corpus, contenders: &[&Contender]) -> Vec<f64> {
    let mut times = vec![Vec::new(); contenders.len()];
    for round in 0..ROUNDS {
        for turn in 0..contenders.len() {
            // Every other round is reversed, and each starts with another contender, so that the order
            // favours none.
            let forwards = (round + turn) % contenders.len();
            let at = if round % 2 == 0 { forwards } else { contenders.len() - 1 - forwards };
            // Warm-up: caches and branch predictors still have the state of the previous contender.
            (0..WARM_UP).for_each(|_| check_all(corpus, contenders[at]));
            let start = Instant::now();
            check_all(corpus, contenders[at]);
            times[at].push(start.elapsed().as_secs_f64());
        }
    }
    let median = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    times.into_iter().map(median).collect()
}

fn check_all(corpus: &Corpus, contender: &Contender) {
    for payload in &corpus.payloads {
        black_box((contender.check)(black_box(payload.as_bytes())));
    }
}
