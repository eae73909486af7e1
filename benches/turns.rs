//! The contenders take turns, round by round, so that a machine whose speed drifts drifts for all of
//! them. For each group of payloads the median of the rounds counts.

use std::hint::black_box;
use std::time::Instant;

use super::contenders::{Contender, Corpus};

const ROUNDS: usize = 15;

/// One pass did not make a contender as fast as one of the same kind that came after it.
const WARM_UP: usize = 3;

/// The number of payloads between two looks at the clock, so that an interruption by another process
/// falls into few of the measurements.
const GROUP: usize = 16;

/// The seconds that each contender takes for the corpus.
pub fn medians(corpus: &Corpus, contenders: &[&Contender]) -> Vec<f64> {
    let mut rounds = vec![Vec::new(); contenders.len()];
    for round in 0..ROUNDS {
        for turn in 0..contenders.len() {
            // Every other round is reversed, and each starts with another contender, so that the order
            // favours none.
            let forwards = (round + turn) % contenders.len();
            let at = if round % 2 == 0 { forwards } else { contenders.len() - 1 - forwards };
            // Warm-up: caches and branch predictors still have the state of the previous contender.
            (0..WARM_UP).for_each(|_| drop(check_all(corpus, contenders[at])));
            rounds[at].push(check_all(corpus, contenders[at]));
        }
    }
    let groups = corpus.payloads.len().div_ceil(GROUP);
    let seconds = |rounds: Vec<Vec<f64>>| -> f64 {
        (0..groups).map(|group| median(rounds.iter().map(|times| times[group]).collect())).sum()
    };
    rounds.into_iter().map(seconds).collect()
}

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
