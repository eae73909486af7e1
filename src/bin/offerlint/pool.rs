//! Work on all cores, results in order, and never far ahead of the slowest.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results may wait for an earlier one, for each thread.
const AHEAD: usize = 4;

struct Shared<J, R> {
    jobs: J,
    /// The number of the next job.
    next: usize,
    /// The number of the next result to hand over.
    wanted: usize,
    done: BTreeMap<usize, R>,
    /// No job is left.
    drained: bool,
    /// The receiver wants no more.
    stopped: bool,
}

/// Runs jobs on so many threads and hands the results over in the order of the jobs. Jobs are drawn
/// one at a time, so that they may be read from a stream. Ends early when `receive` fails.
pub(crate) fn run<T: Send, R: Send, E>(
    threads: usize,
    jobs: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut receive: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads < 2 {
        return jobs.map(work).try_for_each(receive);
    }
    let shared =
        Shared { jobs, next: 0, wanted: 0, done: BTreeMap::new(), drained: false, stopped: false };
    let shared = Mutex::new(shared);
    let changed = Condvar::new();
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((number, job)) = draw(lock(), &changed, threads) {
                    let result = work(job);
                    lock().done.insert(number, result);
                    changed.notify_all();
                }
                changed.notify_all();
            });
        }
        let mut outcome = Ok(());
        let mut state = lock();
        loop {
            let wanted = state.wanted;
            if let Some(result) = state.done.remove(&wanted) {
                state.wanted += 1;
                drop(state);
                changed.notify_all();
                outcome = receive(result);
                state = lock();
                if outcome.is_err() {
                    state.stopped = true;
                    break;
                }
            } else if state.drained && wanted == state.next {
                break;
            } else {
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
        drop(state);
        changed.notify_all();
        outcome
    })
}

/// The next job, once it is near enough to what is wanted.
fn draw<J: Iterator, R>(
    mut state: MutexGuard<'_, Shared<J, R>>,
    changed: &Condvar,
    threads: usize,
) -> Option<(usize, J::Item)> {
    while !state.stopped && !state.drained && state.next >= state.wanted + AHEAD * threads {
        state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
    if state.stopped || state.drained {
        return None;
    }
    match state.jobs.next() {
        Some(job) => {
            state.next += 1;
            Some((state.next - 1, job))
        }
        None => {
            state.drained = true;
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::run;

    #[test]
    fn results_come_in_order_and_stop_on_demand() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let outcome: Result<(), ()> = run(
                threads,
                0..1000,
                |n| n * 2,
                |n| {
                    seen.push(n);
                    Ok(())
                },
            );
            assert_eq!((outcome, seen), (Ok(()), (0..1000).map(|n| n * 2).collect()));
            let mut count = 0;
            let outcome = run(
                threads,
                0..,
                |n| n,
                |n| {
                    count += 1;
                    if n == 10 { Err(n) } else { Ok(()) }
                },
            );
            assert_eq!((outcome, count), (Err(10), 11));
        }
    }
}
