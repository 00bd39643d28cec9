//! Work on all cores whose results come back in order: worker `k` of `n` does the jobs `k`, `k + n`, …, and none runs far ahead.

use std::sync::mpsc::{Receiver, sync_channel};

/// How many finished results a worker may have lying about.
const AHEAD: usize = 1;

/// Does `work(state, index)` for each of `count` indexes on `workers` threads, each with a state of its own, and hands the results
/// to `take` in the order of the indexes, on the calling thread. The first error of `take` ends it.
pub fn in_order<S, T: Send, E>(
    count: usize,
    workers: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let workers = workers.clamp(1, count.max(1));
    let (start, work) = (&start, &work);
    std::thread::scope(|scope| {
        let (lanes, threads): (Vec<Receiver<T>>, Vec<_>) = (0..workers)
            .map(|lane| {
                let (send, receive) = sync_channel(AHEAD);
                let thread = scope.spawn(move || {
                    let mut state = start();
                    for index in (lane..count).step_by(workers) {
                        if send.send(work(&mut state, index)).is_err() {
                            // Nobody waits any more.
                            return;
                        }
                    }
                });
                (receive, thread)
            })
            .unzip();
        let mut done = Ok(());
        for index in 0..count {
            // A lane that hangs up early has panicked, which is passed on below.
            let Some(Ok(result)) = lanes.get(index % workers).map(Receiver::recv) else { break };
            done = take(index, result);
            if done.is_err() {
                break;
            }
        }
        drop(lanes);
        // A scope waits for the work only; who is joined has also given back what its thread kept.
        for thread in threads {
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_from_any_number_of_workers() {
        for workers in [1, 2, 3, 64] {
            let mut seen = Vec::new();
            let done: Result<(), ()> = in_order(
                20,
                workers,
                || 0,
                |_, index| index * index,
                |index, square| {
                    seen.push((index, square));
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert_eq!(seen, (0..20).map(|index| (index, index * index)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let done = in_order(
            1_000_000,
            2,
            || (),
            |(), index| index,
            |index, _| if index == 3 { Err("enough") } else { Ok(()) },
        );
        assert_eq!(done, Err("enough"));
    }
}
