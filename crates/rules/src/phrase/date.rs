//! Dates in words.

use std::ops::Range;

use super::PhraseError;
use super::chars::Glyphs;
use super::lex::{Kind, lex};

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
///
/// The last day of the month or year is meant by 底 and 末. Half years and quarters are not read.
///
/// # Errors
/// [`PhraseError`]: no date, several, or a day that does not exist.
pub fn date(words: &str) -> Result<DateReading, PhraseError> {
    let glyphs = Glyphs::new(words);
    let mut found = None;
    for token in lex(&glyphs) {
        let at = glyphs.char_at(token.from);
        let Kind::Date(words, edge) = token.kind else {
            continue;
        };
        let words = words.ok_or(PhraseError::NoSuchDay { at })?;
        if found.is_some() {
            return Err(PhraseError::SeveralDates { at });
        }
        found = Some(DateReading {
            words,
            edge,
            span: glyphs.bytes(token.from..token.to),
        });
    }
    found.ok_or(PhraseError::NoDate { at: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expect: DateWords, edge: DateEdge, operative: &str) {
        let found = date(words).unwrap();
        assert_eq!(
            (found.words, found.edge, &words[found.span]),
            (expect, edge, operative),
            "{words}"
        );
    }

    fn day(year: u16, month: u8, day: u8) -> DateWords {
        DateWords::Day { year, month, day }
    }

    #[test]
    fn the_dates_of_the_documents() {
        check(
            "2022年x月x日起施行",
            DateWords::DayUnknown { year: 2022 },
            DateEdge::From,
            "2022年x月x日起",
        );
        check(
            "有效期至2024年12月31日",
            day(2024, 12, 31),
            DateEdge::To,
            "至2024年12月31日",
        );
        check(
            "从2022年1月1日开始计",
            day(2022, 1, 1),
            DateEdge::From,
            "2022年1月1日开始",
        );
        check("信息时效期：2026-07-06", day(2026, 7, 6), DateEdge::None, "2026-07-06");
        check("2023", DateWords::Year { year: 2023 }, DateEdge::None, "2023");
        check("2023年", DateWords::Year { year: 2023 }, DateEdge::None, "2023年");
        check("至2026年8月31日", day(2026, 8, 31), DateEdge::To, "至2026年8月31日");
        check("到2025年底前", day(2025, 12, 31), DateEdge::To, "到2025年底前");
        check("最长至2025年", DateWords::Year { year: 2025 }, DateEdge::To, "至2025年");
        check(
            "自2023年10月1日起施行",
            day(2023, 10, 1),
            DateEdge::From,
            "2023年10月1日起",
        );
        check("自2021年1月1日起", day(2021, 1, 1), DateEdge::From, "2021年1月1日起");
        check("（2025年3月16日）", day(2025, 3, 16), DateEdge::None, "2025年3月16日");
        check(
            "实施至2026年12月31日",
            day(2026, 12, 31),
            DateEdge::To,
            "至2026年12月31日",
        );
        check(
            "实施期限至2026年12月31日",
            day(2026, 12, 31),
            DateEdge::To,
            "至2026年12月31日",
        );
        check("2026年1月1日起", day(2026, 1, 1), DateEdge::From, "2026年1月1日起");
    }

    #[test]
    fn other_ways_to_write_a_date() {
        check(
            "2022年 月 日起施行",
            DateWords::DayUnknown { year: 2022 },
            DateEdge::From,
            "2022年 月 日起",
        );
        check(
            "2022年×月×日",
            DateWords::DayUnknown { year: 2022 },
            DateEdge::None,
            "2022年×月×日",
        );
        check("２０２４年２月末", day(2024, 2, 29), DateEdge::None, "２０２４年２月末");
        check(
            "自2024年7月",
            DateWords::Month { year: 2024, month: 7 },
            DateEdge::From,
            "自2024年7月",
        );
        check(
            "至12月31日期间",
            DateWords::DayOfYear { month: 12, day: 31 },
            DateEdge::To,
            "至12月31日",
        );
        check("2025年6月30日前", day(2025, 6, 30), DateEdge::Before, "2025年6月30日前");
        check(
            "2025年6月30日以后",
            day(2025, 6, 30),
            DateEdge::After,
            "2025年6月30日以后",
        );
        check("2025年12月31日止", day(2025, 12, 31), DateEdge::To, "2025年12月31日止");
        check(
            "延长至2026年12月31日",
            day(2026, 12, 31),
            DateEdge::To,
            "至2026年12月31日",
        );
        check("2024.3.7", day(2024, 3, 7), DateEdge::None, "2024.3.7");
    }

    #[test]
    fn what_is_no_single_date_points_at_the_place() {
        assert_eq!(date("有效期五年"), Err(PhraseError::NoDate { at: 0 }));
        assert_eq!(date("3000万元"), Err(PhraseError::NoDate { at: 0 }));
        assert_eq!(date("2025年上半年"), Err(PhraseError::NoDate { at: 0 }));
        assert_eq!(date("至2025年2月29日"), Err(PhraseError::NoSuchDay { at: 0 }));
        assert_eq!(date("自2025年13月1日"), Err(PhraseError::NoSuchDay { at: 0 }));
        assert_eq!(date("2021—2023年"), Err(PhraseError::SeveralDates { at: 5 }));
        assert_eq!(
            date("2025年9月1日至2026年8月31日"),
            Err(PhraseError::SeveralDates { at: 9 })
        );
    }
}
