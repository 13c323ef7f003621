//! What can be wrong with a phrase, and where.

use super::Item;

/// Why a phrase cannot be read. Every error points at a character; the wording for users stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhraseError {
    /// There is no number in the words.
    NoNumber {
        /// Index of the character where a number was looked for.
        at: usize,
    },
    /// A number is followed by something that is no known unit.
    UnknownUnit {
        /// Index of the character where a unit was expected.
        at: usize,
        /// What stands there; nothing at the end of the words.
        found: Option<char>,
    },
    /// A number is written in a way that cannot be read, or is too long to be exact.
    NumberMalformed {
        /// Index of the first character of the number.
        at: usize,
    },
    /// A word such as 不超过 or 以上 has no number that it could bound.
    DirectionWithoutNumber {
        /// Index of the first character of the word.
        at: usize,
    },
    /// There is no word such as 超过 that gives a direction.
    NoDirection {
        /// Index of the first character of the words.
        at: usize,
    },
    /// There are two directions where one is expected.
    SeveralDirections {
        /// Index of the first character of the second one.
        at: usize,
    },
    /// Two words about the same number contradict each other: 不低于10万元以下, 500万元及以下（不含）.
    Conflict {
        /// Index of the first character of the second word.
        at: usize,
    },
    /// （含） or （不含） stands where no direction says what it includes.
    MarkWithoutDirection {
        /// Index of the bracket.
        at: usize,
    },
    /// A direction is negated in a way this reader does not know: 不允许超过.
    Negated {
        /// Index of the first character of the negation.
        at: usize,
    },
    /// The number is approximate: 约, 左右, 余.
    Vague {
        /// Index of the first character of the number, or of the word that makes it so.
        at: usize,
    },
    /// There are several numbers where one is expected, or a number where none is.
    SeveralNumbers {
        /// Index of the first character of the number, or of its operative word.
        at: usize,
    },
    /// The numbers of a bound or list have different units and none was asked for.
    SeveralUnits {
        /// Index of the first number of another unit.
        at: usize,
    },
    /// No number has the unit that was asked for.
    UnitMissing {
        /// Index of the first character of the words.
        at: usize,
    },
    /// The number of a bound has no direction.
    NoBound {
        /// Index of the number.
        at: usize,
    },
    /// The bounds leave no value: above 3% and at most 1%.
    EmptyInterval {
        /// Index of the second bound.
        at: usize,
    },
    /// A list was expected, there is one number.
    NoList {
        /// Index of the first character of the words.
        at: usize,
    },
    /// There is no date in the words.
    NoDate {
        /// Index of the first character of the words.
        at: usize,
    },
    /// There are several dates where one is expected.
    SeveralDates {
        /// Index of the first character of the second one.
        at: usize,
    },
    /// The calendar has no such day.
    NoSuchDay {
        /// Index of the first character of the date.
        at: usize,
    },
}

impl PhraseError {
    /// Index of the character the error points at.
    pub fn at(&self) -> usize {
        match *self {
            Self::NoNumber { at }
            | Self::UnknownUnit { at, .. }
            | Self::NumberMalformed { at }
            | Self::DirectionWithoutNumber { at }
            | Self::NoDirection { at }
            | Self::SeveralDirections { at }
            | Self::Conflict { at }
            | Self::MarkWithoutDirection { at }
            | Self::Negated { at }
            | Self::Vague { at }
            | Self::SeveralNumbers { at }
            | Self::SeveralUnits { at }
            | Self::UnitMissing { at }
            | Self::NoBound { at }
            | Self::EmptyInterval { at }
            | Self::NoList { at }
            | Self::NoDate { at }
            | Self::SeveralDates { at }
            | Self::NoSuchDay { at } => at,
        }
    }
}

/// Why a phrase may not be taken from a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandError {
    /// The quote does not contain the words.
    NotFound,
    /// The words stand in the quote but read differently there: 超过1% inside 不超过1%.
    Cut {
        /// What the words say alone; spans in the words.
        alone: Vec<Item>,
        /// What the clause says at their place; spans in the clause.
        in_clause: Vec<Item>,
        /// The clause around the words, punctuation to punctuation.
        clause: String,
    },
    /// The words cannot be read at all.
    Unreadable(PhraseError),
}

/// Turns a byte offset of `words` into the index of the character there.
pub(super) fn char_index(words: &str, byte: usize) -> usize {
    words.char_indices().take_while(|(at, _)| *at < byte).count()
}
