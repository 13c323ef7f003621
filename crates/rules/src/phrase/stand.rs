//! Provenance: a phrase must read in its quote as it reads alone.

use std::ops::Range;

use super::StandError;

/// Finds `words` in `quote` and checks that they read there as they read alone.
pub fn stands_in(words: &str, quote: &str) -> Result<Range<usize>, StandError> {
    quote
        .find(words)
        .map(|at| at..at + words.len())
        .ok_or(StandError::NotFound)
}
