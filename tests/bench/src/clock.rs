//! Timing: rounds of the same work.

use std::time::{Duration, Instant};

/// Nanoseconds of each round: after one to warm up at least three, and as many of at most twenty-five as fit into five seconds.
pub(crate) fn rounds(mut work: impl FnMut()) -> Vec<u64> {
    const SPAN: Duration = Duration::from_secs(5);
    work();
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < 3 || (times.len() < 25 && start.elapsed() < SPAN) {
        let from = Instant::now();
        work();
        times.push(u64::try_from(from.elapsed().as_nanos()).unwrap_or(u64::MAX));
    }
    times
}

/// The middle one of some values and the least.
pub(crate) fn middle_and_least(values: &[u64]) -> Option<(u64, u64)> {
    let mut values = values.to_vec();
    values.sort_unstable();
    Some((*values.get(values.len() / 2)?, *values.first()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_round_moves_neither_number() {
        assert_eq!(middle_and_least(&[9, 2, 3]), Some((3, 2)));
        assert_eq!(middle_and_least(&[99, 2, 3]), Some((3, 2)));
        assert_eq!(middle_and_least(&[]), None);
    }
}
