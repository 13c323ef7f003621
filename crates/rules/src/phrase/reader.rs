//! From tokens to readings: which word belongs to which number.
//!
//! A clause is read piece by piece. A word before a number reaches over what is compared (不超过该产品保费收入的20%) up to
//! the next number, the end of the piece or the verb that begins what is granted; a bracket is a piece of its own.
//! The whole of a text is read even where parts cannot be: every part that cannot is a [`Fault`] with its place. A
//! phrase alone must be free of faults; in a quote only the faults at the place of the phrase count.

use std::ops::Range;

use rust_decimal::Decimal;

use super::attach::attach;
use super::chars::Glyphs;
use super::lex::{Kind, Token, lex};
use super::lists;
use super::words::Role;
use super::{Basis, Item, PhraseError, Relation, Unit};

/// An item with its place in glyphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) value: Decimal,
    pub(super) unit: Unit,
    pub(super) relation: Relation,
    pub(super) basis: Basis,
    pub(super) by_sense: bool,
    /// From the first operative word to the end of the number or its suffix.
    pub(super) place: Range<usize>,
    /// The number with its unit.
    pub(super) number: Range<usize>,
}

/// A part of the text that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) what: What,
    /// Where the error points.
    pub(super) at: usize,
    /// What must not be taken from the text because of it.
    pub(super) place: Range<usize>,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    UnknownUnit,
    Malformed,
    Vague,
    Negated,
    Conflict,
    /// A direction before no number.
    Orphan,
    /// A mark without a direction.
    Mark,
}

/// A text and everything it says.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) glyphs: Glyphs,
    pub(super) tokens: Vec<Token>,
    pub(super) items: Vec<Found>,
    pub(super) faults: Vec<Fault>,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        let glyphs = Glyphs::new(text);
        let tokens = lex(&glyphs);
        let (mut items, faults) = attach(&glyphs, &tokens);
        lists::join(&glyphs, &tokens, &mut items);
        Self {
            glyphs,
            tokens,
            items,
            faults,
        }
    }

    /// The items of a phrase that can be read from end to end.
    pub(super) fn strict(&self) -> Result<Vec<Item>, PhraseError> {
        if let Some(fault) = self.faults.iter().min_by_key(|fault| fault.at) {
            return Err(self.error(fault));
        }
        if self.items.is_empty() {
            let loose = self
                .tokens
                .iter()
                .find(|token| matches!(token.kind, Kind::Word(Role::Suffix(..))));
            return Err(match loose {
                Some(token) => PhraseError::DirectionWithoutNumber {
                    at: self.glyphs.char_at(token.from),
                },
                None => PhraseError::NoNumber { at: 0 },
            });
        }
        Ok(self.items.iter().map(|item| self.item(item)).collect())
    }

    /// An item with its place in bytes.
    pub(super) fn item(&self, found: &Found) -> Item {
        Item {
            value: found.value,
            unit: found.unit,
            relation: found.relation,
            basis: found.basis,
            by_sense: found.by_sense,
            span: self.glyphs.bytes(found.place.clone()),
        }
    }

    pub(super) fn error(&self, fault: &Fault) -> PhraseError {
        let at = self.glyphs.char_at(fault.at);
        match fault.what {
            What::UnknownUnit => PhraseError::UnknownUnit {
                at,
                found: self.glyphs.raw(fault.at),
            },
            What::Malformed => PhraseError::NumberMalformed { at },
            What::Vague => PhraseError::Vague { at },
            What::Negated => PhraseError::Negated { at },
            What::Conflict => PhraseError::Conflict { at },
            What::Orphan => PhraseError::DirectionWithoutNumber { at },
            What::Mark => PhraseError::MarkWithoutDirection { at },
        }
    }
}
