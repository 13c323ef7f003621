//! From words to readings.

use std::ops::Range;

use super::{Basis, Item, PhraseError, Relation};

pub(super) struct Reading;

impl Reading {
    pub(super) fn of(_words: &str) -> Self {
        Self
    }

    pub(super) fn strict(self) -> Result<Vec<Item>, PhraseError> {
        Err(PhraseError::NoNumber { at: 0 })
    }

    pub(super) fn direction(self) -> Result<(Relation, Basis, Range<usize>), PhraseError> {
        Err(PhraseError::NoDirection { at: 0 })
    }
}
