//! Why a measure pays nothing, as data; `crates/text` words it.

use serde::Serialize;

use super::Period;
use crate::Date;

/// Why a measure pays nothing, or why that is unclear.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// Name of the condition.
    pub condition: String,
    /// When, where it depends on the year.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The words of the clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What does not fit.
    #[serde(flatten)]
    pub why: Why,
}

/// What does not fit.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Why {
    /// A number is above what is allowed.
    Above {
        /// The fact.
        fact: String,
        /// Its value.
        given: String,
        /// The end of the interval.
        limit: String,
        /// Whether the end itself would pass.
        inclusive: bool,
    },
    /// A number is below what is allowed.
    Below {
        /// The fact.
        fact: String,
        /// Its value.
        given: String,
        /// The end of the interval.
        limit: String,
        /// Whether the end itself would pass.
        inclusive: bool,
    },
    /// A time is longer than allowed, in months.
    TooLong {
        /// The fact.
        fact: String,
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// The last day on which it would pass.
        until: Date,
    },
    /// A time is shorter than required, in months.
    TooShort {
        /// The fact.
        fact: String,
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// The first day on which it would pass.
        until: Date,
    },
    /// A rate lies further above another than allowed.
    Apart {
        /// The fact.
        fact: String,
        /// The other fact.
        other: String,
        /// The difference, in the notation of rates; percentage points.
        given: String,
        /// The greatest difference that is allowed.
        limit: String,
    },
    /// A day is later than allowed.
    TooLate {
        /// The fact.
        fact: String,
        /// The day.
        given: Date,
        /// The last day that would pass.
        until: Date,
    },
    /// A number compares with another fact the wrong way.
    Compared {
        /// The fact.
        fact: String,
        /// Its value.
        given: String,
        /// The other fact.
        other: String,
        /// Its value.
        other_given: String,
    },
    /// A choice is not among those of the clause.
    NotAmong {
        /// The fact.
        fact: String,
        /// What was chosen.
        given: String,
        /// The words of those that the clause names.
        allowed: Vec<String>,
    },
    /// A choice is outside a list that ends in 等: the text does not decide.
    OpenList {
        /// The fact.
        fact: String,
        /// What was chosen.
        given: String,
        /// The words of those that the clause names.
        allowed: Vec<String>,
    },
    /// A choice is among those that the clause excludes.
    Excluded {
        /// The fact.
        fact: String,
        /// What was chosen.
        given: String,
    },
    /// A place lies elsewhere.
    Elsewhere {
        /// The fact.
        fact: String,
        /// The place given.
        given: String,
    },
    /// A yes-or-no fact has the wrong answer.
    Answer {
        /// The fact.
        fact: String,
        /// The answer given.
        given: bool,
    },
    /// None of several ways is met.
    NoneOf {
        /// The names of the conditions.
        of: Vec<String>,
    },
    /// A ratio has no value, since its denominator is zero.
    Undefined {
        /// The fact.
        fact: String,
    },
    /// The fact lies outside the window of the document.
    OutsideWindow {
        /// The date, or the year.
        given: String,
        /// First day.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        /// Last day.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<Date>,
    },
    /// The document's scope fits this recipient badly; the reading says why.
    Scope {
        /// The reading.
        reading: String,
    },
    /// No tier of the clause covers the number.
    NoTier {
        /// The fact.
        fact: String,
        /// Its value.
        given: String,
    },
    /// The contract cannot be computed as given.
    Contract {
        /// The fact that does not fit.
        fact: String,
        /// What is wrong with it.
        code: String,
    },
    /// A number is too large to be computed exactly.
    TooLarge,
    /// No reference rate is known for the day.
    NoReferenceRate {
        /// The day.
        day: Date,
        /// The first day of the table.
        from: Date,
    },
}
