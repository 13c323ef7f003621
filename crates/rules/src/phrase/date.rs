//! Dates in words.

use std::ops::Range;

use super::PhraseError;

/// The day, month or year that words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateWords {
    /// 2024年12月31日, 2026-07-06, and the last day of 2025年底 or 2025年6月底.
    Day {
        /// The year.
        year: u16,
        /// The month, 1 to 12.
        month: u8,
        /// The day of the month; it exists in the calendar.
        day: u8,
    },
    /// 2022年x月x日: a draft that leaves the day open.
    DayUnknown {
        /// The year.
        year: u16,
    },
    /// 2024年7月.
    Month {
        /// The year.
        year: u16,
        /// The month, 1 to 12.
        month: u8,
    },
    /// 2025年.
    Year {
        /// The year.
        year: u16,
    },
    /// 12月31日: the year stands elsewhere.
    DayOfYear {
        /// The month, 1 to 12.
        month: u8,
        /// The day of the month; it exists in a leap year.
        day: u8,
    },
}

/// What a date limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateEdge {
    /// The words do not say.
    None,
    /// 自…起, 从…, …起施行: the day is the first one.
    From,
    /// 至, 到, 截至, …止, …底前: the day is the last one.
    To,
    /// …前: whether the day itself counts is not said.
    Before,
    /// …后: whether the day itself counts is not said.
    After,
}

/// A date and what it limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// The date.
    pub words: DateWords,
    /// What it limits.
    pub edge: DateEdge,
    /// Bytes of the words, from the first operative word to the end of the date or its suffix.
    pub span: Range<usize>,
}

/// Reads the one date of a phrase: 有效期至2024年12月31日, 2022年x月x日起施行.
pub fn date(words: &str) -> Result<DateReading, PhraseError> {
    Err(PhraseError::NoDate { at: words.len() })
}
