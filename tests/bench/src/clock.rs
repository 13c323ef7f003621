//! Timing: rounds of the same work.

use std::fs;
use std::time::{Duration, Instant};

/// What rounds took, in nanoseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times {
    /// Each of them, by the clock on the wall.
    pub(crate) wall: Vec<u64>,
    /// One of them by the processor, which other programs do not lengthen: the mean. None where the system does not say.
    pub(crate) processor: Option<u64>,
}

/// After a round to warm up come at least three, and as many of at most fifty as fit into five seconds.
pub(crate) fn rounds(mut work: impl FnMut()) -> Times {
    const SPAN: Duration = Duration::from_secs(5);
    work();
    let mut wall = Vec::new();
    let (start, before) = (Instant::now(), on_processor());
    while wall.len() < 3 || (wall.len() < 50 && start.elapsed() < SPAN) {
        let from = Instant::now();
        work();
        wall.push(u64::try_from(from.elapsed().as_nanos()).unwrap_or(u64::MAX));
    }
    let spent = on_processor()
        .zip(before)
        .map(|(after, before)| after.saturating_sub(before));
    let count = u64::try_from(wall.len()).unwrap_or(u64::MAX);
    let processor = spent.and_then(|spent| spent.checked_div(count));
    Times { wall, processor }
}

/// Nanoseconds that this thread has spent on a processor, as Linux counts them, a few milliseconds late.
fn on_processor() -> Option<u64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_ascii_whitespace().next()?.parse().ok()
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
