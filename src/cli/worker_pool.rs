//! Runs jobs on several threads and delivers the results in order.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use super::interrupt::{GRACE, POLL};

/// Results per thread that may wait for an earlier one.
const MAX_PENDING: usize = 4;

struct Pool<J, R> {
    /// Taking a job may block on a pipe, so it has a lock of its own.
    jobs: Mutex<J>,
    state: Mutex<State<R>>,
    changed: Condvar,
    /// Jobs that may be taken before the receiver has the first result of them.
    max_pending: usize,
}

struct State<R> {
    /// The number of the next job.
    next: usize,
    /// The number of the next result to deliver.
    wanted: usize,
    done: BTreeMap<usize, R>,
    /// No job is left.
    drained: bool,
    /// No more results are wanted.
    stopped: bool,
}

/// Runs jobs on `threads` threads (0: on this one) and delivers the results in the order of the jobs.
/// Jobs are taken one at a time, so that they may come from a stream. Ends early when `receive` fails
/// and when `is_over` returns true: then the finished results are delivered, and threads that are
/// still busy are not waited for.
pub(crate) fn run<T: 'static, R: Send + 'static, E>(
    threads: usize,
    mut jobs: impl Iterator<Item = T> + Send + 'static,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    is_over: impl Fn() -> bool,
    mut receive: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads == 0 {
        while !is_over()
            && let Some(job) = jobs.next()
        {
            receive(work(job))?;
        }
        return Ok(());
    }
    let state = State { next: 0, wanted: 0, done: BTreeMap::new(), drained: false, stopped: false };
    let pool = Arc::new(Pool {
        jobs: Mutex::new(jobs),
        state: Mutex::new(state),
        changed: Condvar::new(),
        max_pending: MAX_PENDING * threads,
    });
    let work = Arc::new(work);
    let worker = || {
        let (pool, work) = (Arc::clone(&pool), Arc::clone(&work));
        thread::spawn(move || {
            while let Some((number, job)) = pool.take() {
                let result = work(job);
                pool.lock().done.insert(number, result);
                pool.changed.notify_all();
            }
            pool.changed.notify_all();
        })
    };
    let workers: Vec<_> = (0..threads).map(|_| worker()).collect();
    let mut deadline = None;
    let mut state = pool.lock();
    loop {
        if deadline.is_none() && is_over() {
            deadline = Some(Instant::now() + GRACE);
            state.stopped = true;
            pool.changed.notify_all();
        }
        let wanted = state.wanted;
        if let Some(result) = state.done.remove(&wanted) {
            state.wanted += 1;
            drop(state);
            pool.changed.notify_all();
            let outcome = receive(result);
            state = pool.lock();
            if outcome.is_err() {
                state.stopped = true;
                pool.changed.notify_all();
                return outcome;
            }
        } else if wanted == state.next && (state.drained || state.stopped)
            || deadline.is_some_and(|deadline| Instant::now() >= deadline)
            // A thread that ended before the jobs did has panicked.
            || !state.drained && workers.iter().any(|worker| worker.is_finished())
            || workers.iter().all(|worker| worker.is_finished())
        {
            break;
        } else {
            let waited = pool.changed.wait_timeout(state, POLL);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
    // The results after an abandoned job are delivered, too.
    let rest = std::mem::take(&mut state.done);
    drop(state);
    for worker in workers.into_iter().filter(|worker| worker.is_finished()) {
        if let Err(panic) = worker.join() {
            resume_unwind(panic);
        }
    }
    rest.into_values().try_for_each(receive)
}

impl<J: Iterator, R> Pool<J, R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job, once few enough results are pending.
    fn take(&self) -> Option<(usize, J::Item)> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.lock();
        while !state.stopped && !state.drained && state.next >= state.wanted + self.max_pending {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped || state.drained {
            return None;
        }
        drop(state);
        let job = jobs.next();
        let mut state = self.lock();
        state.drained |= job.is_none();
        let job = job.filter(|_| !state.stopped)?;
        state.next += 1;
        Some((state.next - 1, job))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::mpsc;

    use super::run;

    #[test]
    fn results_come_in_order_and_stop_on_demand() {
        for threads in [0, 1, 2, 7] {
            let mut seen = Vec::new();
            let outcome: Result<(), ()> = run(
                threads,
                0..1000,
                |n| n * 2,
                || false,
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
                || false,
                |n| {
                    count += 1;
                    if n == 10 { Err(n) } else { Ok(()) }
                },
            );
            assert_eq!((outcome, count), (Err(10), 11));
        }
    }

    #[test]
    fn a_run_ends_although_a_job_or_the_source_of_jobs_blocks() {
        let stuck = || {
            let (sender, receiver) = mpsc::channel::<()>();
            // Kept alive, so that `recv` blocks for ever.
            std::mem::forget(sender);
            receiver.recv().is_ok()
        };
        for stuck_at in [3, usize::MAX] {
            let received = Cell::new(0);
            let mut numbers = Vec::new();
            let jobs = (0..6).chain(std::iter::once_with(move || usize::from(stuck())));
            let outcome: Result<(), ()> = run(
                2,
                jobs,
                move |n| if n == stuck_at { usize::from(stuck()) } else { n },
                || received.get() >= 3,
                |n| {
                    received.set(received.get() + 1);
                    numbers.push(n);
                    Ok(())
                },
            );
            assert_eq!(outcome, Ok(()));
            assert!(numbers.starts_with(&[0, 1, 2]) && numbers.is_sorted(), "{numbers:?}");
            assert!(!numbers.contains(&stuck_at), "{numbers:?}");
        }
    }

    #[test]
    #[should_panic(expected = "a job failed")]
    fn a_panic_is_passed_on() {
        let work = |n| if n == 5 { panic!("a job failed") } else { n };
        let _: Result<(), ()> = run(2, 0..10, work, || false, |_| Ok(()));
    }
}
