//! The reader of Chinese legal phrases.
//!
//! A policy pack quotes its clause and takes every number from the words of the quote. This module reads those
//! words: the number, its unit, how a value compares with it, and whether the bound includes the number itself.
//! [`read`] returns all numbers of a phrase; [`bound`], [`share`], [`list`], [`date`] and [`direction`] ask for one
//! shape of phrase and refuse the others; [`stands_in`] checks that a phrase reads in its quote as it reads alone; [`survey`]
//! finds all quantities of a whole document.
//!
//! ```
//! use huisuan_rules::phrase::{bound, Unit};
//!
//! let slice = bound("代偿率超过1%、不超过3%的部分", None).unwrap();
//! assert_eq!(slice.unit, Unit::Ratio);
//! assert!(!slice.lower.unwrap().inclusive);
//! assert!(slice.upper.unwrap().inclusive);
//! ```
//!
//! What cannot be read is an error that points at the character; nothing is guessed. Values are exact: money in 元,
//! a percentage as the fraction it stands for (1.2% is 0.012).

use crate::compact::compact;

mod attach;
mod bound;
mod calendar;
mod chars;
mod date;
mod direction;
mod error;
mod lex;
mod lists;
mod number;
mod prime_rate;
mod quantity;
mod reader;
mod settle;
mod stand;
mod survey;
mod unit;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use reader::Reading;

pub use bound::{Bound, Edge, bound};
pub use date::{DateEdge, DateReading, DateWords, date};
pub use direction::direction;
pub use error::{PhraseError, StandError};
pub use stand::stands_in;
pub use survey::{Mention, Quantity, survey};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 元; the value is in 元 whatever the text counts in (500万元 is 5000000).
    Yuan,
    /// 美元, in dollars.
    Usd,
    /// `%`, `‰`, 百分之, 全额, 减半, 不予补偿: a fraction of something (1.2% is 0.012).
    Ratio,
    /// 个百分点 and basis points: an addition to a rate, as a fraction (3个百分点 is 0.03).
    Points,
    /// 倍.
    Times,
    /// 家.
    Firms,
    /// 笔.
    Deals,
    /// 次.
    Occasions,
    /// 人.
    Persons,
    /// 名, and the ranks in 前三 and 前3名.
    Places,
    /// 个 of anything else.
    Count,
    /// 个月, 月.
    Months,
    /// 年.
    Years,
    /// 天, 日.
    Days,
    /// The loan prime rate; the value is the offset from it as a fraction (LPR-150BP is -0.015, LPR alone is 0).
    Lpr,
}

impl Unit {
    /// How many months it has; none where it has no fixed number of them.
    pub(crate) fn in_months(self) -> Option<u32> {
        match self {
            Self::Months => Some(1),
            Self::Years => Some(12),
            _ => None,
        }
    }

    /// Whether it is a length of time.
    pub(crate) fn lasts(self) -> bool {
        matches!(self, Self::Years | Self::Months | Self::Days)
    }

    /// How documents write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Usd => "美元",
            Self::Ratio => "%",
            Self::Points => "个百分点",
            Self::Times => "倍",
            Self::Firms => "家",
            Self::Deals => "笔",
            Self::Occasions => "次",
            Self::Persons => "人",
            Self::Places => "名",
            Self::Count => "个",
            Self::Months => "个月",
            Self::Years => "年",
            Self::Days => "天",
            Self::Lpr => "LPR",
        }
    }
}

compact!(
    enum Unit {
        Yuan,
        Usd,
        Ratio,
        Points,
        Times,
        Firms,
        Deals,
        Occasions,
        Persons,
        Places,
        Count,
        Months,
        Years,
        Days,
        Lpr,
    }
);

/// How a value compares with the number of the phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The number itself: 奖励200万元. Also what has a direction by sense only, see [`Item::by_sense`].
    Is,
    /// ≤, the number included: 不超过, 及以下.
    AtMost,
    /// <, the number excluded: 低于, 不满.
    Below,
    /// ≥, the number included: 不低于, 达到.
    AtLeast,
    /// >, the number excluded: 超过, 高于.
    Above,
}

impl Relation {
    /// The sign of mathematics: `≤` for 不超过.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::AtMost => "≤",
            Self::Below => "<",
            Self::AtLeast => "≥",
            Self::Above => ">",
        }
    }
}

compact!(
    enum Relation {
        Is,
        AtMost,
        Below,
        AtLeast,
        Above,
    }
);

/// Why a bound includes or excludes its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The words say it.
    Explicit,
    /// Bare 以上, 以下 or 以内: included by the convention of the Civil Code, art. 1259; likewise the ends of a range such
    /// as 3%—5%. An assumption of the result.
    Convention,
}

/// One number of a phrase and what the words say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The exact value in the unit: 元, a fraction, a count.
    pub value: Decimal,
    /// What is counted.
    pub unit: Unit,
    /// How a value compares with it.
    pub relation: Relation,
    /// Why the number is included or excluded.
    pub basis: Basis,
    /// Whether the words give a new level (放宽至, 提高到, 降低至, 可…N次) without saying on which side of it a value
    /// may lie; the relation is then [`Relation::Is`] and the pack types the direction with its reason.
    pub by_sense: bool,
    /// Bytes of the words, from the first operative word to the end of the number or its suffix.
    pub span: Range<usize>,
}

/// Reads every number of a phrase, in the order of the text.
///
/// Dates, ordinals (第3条) and document numbers (〔2025〕81号) are no items. A phrase without a number, a number without
/// a known unit and a direction without a number are errors.
///
/// # Errors
/// [`PhraseError`] says what is wrong, and at which character.
pub fn read(words: &str) -> Result<Vec<Item>, PhraseError> {
    Reading::of(words).strict()
}

/// Reads the one number of an amount: 融资利息30%, 一次性奖励200万元, 全额, 不予补偿.
///
/// The relation tells what kind of result follows: 不超过 makes it at most, 不低于 at least.
///
/// # Errors
/// [`PhraseError`]: no number, several, or as [`read`].
pub fn share(words: &str) -> Result<Item, PhraseError> {
    let mut items = read(words)?;
    match (items.pop(), items.pop()) {
        (Some(item), None) => Ok(item),
        (Some(second), Some(_)) => Err(PhraseError::SeveralNumbers {
            at: error::char_index(words, second.span.start),
        }),
        (None, _) => Err(PhraseError::NoNumber { at: 0 }),
    }
}

/// Reads a list of amounts, one per rank or kind: 分别给予30万元、20万元、10万元.
///
/// All items have one unit; a single number is no list.
///
/// # Errors
/// [`PhraseError`]: fewer than two numbers, several units, or as [`read`].
pub fn list(words: &str) -> Result<Vec<Item>, PhraseError> {
    let reading = Reading::of(words);
    let items = reading.strict()?;
    let first = items.first().map(|item| item.unit);
    if let Some(other) = reading.items.iter().find(|item| Some(item.unit) != first) {
        return Err(PhraseError::SeveralUnits {
            at: reading.glyphs.char_at(other.number.start),
        });
    }
    if items.len() < 2 {
        return Err(PhraseError::NoList { at: 0 });
    }
    Ok(items)
}
