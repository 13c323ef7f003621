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

/// A date found in a text; without words if the calendar has no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) words: Option<DateWords>,
    pub(super) edge: DateEdge,
    pub(super) from: usize,
    pub(super) to: usize,
}

const TO: &[&str] = &["截至到", "截止到", "截至", "截止", "至", "到"];
const FROM: &[&str] = &["自", "从"];
const HOLES: &[char] = &['X', '×', '某', '*', '_', '〇', '□'];

/// The date that stands at `i`, with the words that open and close it.
pub(super) fn scan(glyphs: &Glyphs, i: usize) -> Option<Found> {
    let (start, opened) = if let Some(end) = glyphs.any(i, TO) {
        (end, DateEdge::To)
    } else if let Some(end) = glyphs.any(i, FROM) {
        (end, DateEdge::From)
    } else {
        (i, DateEdge::None)
    };
    let (words, end) = calendar(glyphs, start)?;
    let (closed, to) = closing(glyphs, end);
    let edge = match (opened, closed) {
        (opened, DateEdge::None) => opened,
        // 到2025年底前 is the last day of the year.
        (DateEdge::To, DateEdge::Before) => DateEdge::To,
        (_, closed) => closed,
    };
    // 自 before 起 adds nothing, so that 2023年10月1日起 is the whole date with or without it.
    let from = if opened == DateEdge::From && closed != DateEdge::None {
        start
    } else {
        i
    };
    Some(Found {
        words,
        edge,
        from,
        to,
    })
}

/// The words after a date, and the position after them.
fn closing(glyphs: &Glyphs, end: usize) -> (DateEdge, usize) {
    const CLOSINGS: &[(&[&str], DateEdge)] = &[
        (&["以前", "之前", "前"], DateEdge::Before),
        (&["以后", "之后", "后"], DateEdge::After),
        (&["开始", "起"], DateEdge::From),
        (&["为止", "止"], DateEdge::To),
    ];
    let found = CLOSINGS
        .iter()
        .find_map(|(words, edge)| Some((*edge, glyphs.any(end, words)?)));
    match found {
        Some((DateEdge::Before, to)) if matches!(glyphs.before(end), Some('底' | '末')) => {
            (DateEdge::To, to)
        }
        found => found.unwrap_or((DateEdge::None, end)),
    }
}

type Calendar = Option<(Option<DateWords>, usize)>;

fn calendar(glyphs: &Glyphs, i: usize) -> Calendar {
    // The digits must begin here: 1202年 is no year 202.
    if glyphs
        .before(i)
        .is_some_and(|c| c.is_ascii_digit() || c == '.')
        && glyphs.tight(i)
    {
        return None;
    }
    match year(glyphs, i) {
        Some((year, end)) => with_year(glyphs, year, end),
        None => without_year(glyphs, i),
    }
}

fn with_year(glyphs: &Glyphs, year: u16, end: usize) -> Calendar {
    let Some(after) = glyphs.starts(end, "年") else {
        return signs(glyphs, year, end).or_else(|| bare(glyphs, year, end));
    };
    if let Some(open) = open_day(glyphs, after) {
        return Some((Some(DateWords::DayUnknown { year }), open));
    }
    if let Some((month, at)) = small(glyphs, after)
        && let Some(in_month) = glyphs.starts(at, "月")
    {
        if let Some((day, at)) = small(glyphs, in_month)
            && let Some(end) = glyphs.any(at, &["日", "号"])
        {
            return Some((day_of(year, month, day), end));
        }
        if let Some(end) = glyphs.any(in_month, &["底", "末"]) {
            return Some((day_of(year, month, last_day(year, month)), end));
        }
        let words = (1..=12)
            .contains(&month)
            .then_some(DateWords::Month { year, month });
        return Some((words, glyphs.starts(in_month, "份").unwrap_or(in_month)));
    }
    // Half years and quarters are no dates that this reader knows.
    if glyphs
        .any(
            after,
            &["上半年", "下半年", "第", "一季", "二季", "三季", "四季"],
        )
        .is_some()
    {
        return None;
    }
    let after = glyphs.starts(after, "度").unwrap_or(after);
    match glyphs.any(after, &["年底", "年末", "底", "末"]) {
        Some(end) => Some((day_of(year, 12, 31), end)),
        None => Some((Some(DateWords::Year { year }), after)),
    }
}

/// x月x日, or nothing but 月 日, after the year.
fn open_day(glyphs: &Glyphs, i: usize) -> Option<usize> {
    let holes = |mut at: usize| {
        while glyphs.get(at).is_some_and(|c| HOLES.contains(&c)) {
            at += 1;
        }
        at
    };
    let month = match small(glyphs, i) {
        Some((_, at)) => at,
        None => holes(i),
    };
    glyphs.starts(holes(glyphs.starts(month, "月")?), "日")
}

/// 2026-07-06 and its variants.
fn signs(glyphs: &Glyphs, year: u16, end: usize) -> Calendar {
    let sign = glyphs.get(end).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, at) = small(glyphs, end + 1)?;
    let (day, end) = glyphs
        .get(at)
        .filter(|c| *c == sign)
        .and_then(|_| small(glyphs, at + 1))?;
    Some((day_of(year, month, day), end))
}

/// A year without 年, which is one only where nothing else can be meant: alone, or as the first of 2021—2023年.
fn bare(glyphs: &Glyphs, first: u16, end: usize) -> Calendar {
    let words = Some(DateWords::Year { year: first });
    if end == glyphs.len() {
        return Some((words, end));
    }
    let second = glyphs.any(end, &["--", "-", "~", "至", "到"])?;
    let (_, after) = year(glyphs, second)?;
    let ends = matches!(glyphs.get(after), None | Some('年' | ')' | '》' | '”'));
    ends.then_some((words, end))
}

/// 12月31日, whose year stands elsewhere. A month alone is told from a number of months by what stands around it.
fn without_year(glyphs: &Glyphs, i: usize) -> Calendar {
    let (month, at) = small(glyphs, i)?;
    let (day, at) = small(glyphs, glyphs.starts(at, "月")?)?;
    let end = glyphs.any(at, &["日", "号"])?;
    // A leap year knows every day there is.
    let known = day_of(2000, month, day).map(|_| DateWords::DayOfYear { month, day });
    Some((known, end))
}

/// A year of four digits from 1900 on.
fn year(glyphs: &Glyphs, i: usize) -> Option<(u16, usize)> {
    let (value, end) = run(glyphs, i, 4)?;
    (end == i + 4 && (1900..2100).contains(&value)).then_some((value, end))
}

/// A month or day of one or two digits.
fn small(glyphs: &Glyphs, i: usize) -> Option<(u8, usize)> {
    let (value, end) = run(glyphs, i, 2)?;
    Some((u8::try_from(value).ok()?, end))
}

/// At most `most` digits that stand together.
fn run(glyphs: &Glyphs, i: usize, most: usize) -> Option<(u16, usize)> {
    let (mut value, mut end) = (0_u16, i);
    while let Some(digit) = glyphs.get(end).and_then(|c| c.to_digit(10)) {
        if end > i && !glyphs.tight(end) {
            break;
        }
        if end == i + most {
            return None;
        }
        value = value * 10 + u16::try_from(digit).ok()?;
        end += 1;
    }
    (end > i).then_some((value, end))
}

fn day_of(year: u16, month: u8, day: u8) -> Option<DateWords> {
    let exists = (1..=last_day(year, month)).contains(&day);
    exists.then_some(DateWords::Day { year, month, day })
}

/// The last day of a month; 0 if there is no such month.
fn last_day(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
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
        check(
            "信息时效期：2026-07-06",
            day(2026, 7, 6),
            DateEdge::None,
            "2026-07-06",
        );
        check(
            "2023",
            DateWords::Year { year: 2023 },
            DateEdge::None,
            "2023",
        );
        check(
            "2023年",
            DateWords::Year { year: 2023 },
            DateEdge::None,
            "2023年",
        );
        check(
            "至2026年8月31日",
            day(2026, 8, 31),
            DateEdge::To,
            "至2026年8月31日",
        );
        check(
            "到2025年底前",
            day(2025, 12, 31),
            DateEdge::To,
            "到2025年底前",
        );
        check(
            "最长至2025年",
            DateWords::Year { year: 2025 },
            DateEdge::To,
            "至2025年",
        );
        check(
            "自2023年10月1日起施行",
            day(2023, 10, 1),
            DateEdge::From,
            "2023年10月1日起",
        );
        check(
            "自2021年1月1日起",
            day(2021, 1, 1),
            DateEdge::From,
            "2021年1月1日起",
        );
        check(
            "（2025年3月16日）",
            day(2025, 3, 16),
            DateEdge::None,
            "2025年3月16日",
        );
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
        check(
            "2026年1月1日起",
            day(2026, 1, 1),
            DateEdge::From,
            "2026年1月1日起",
        );
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
        check(
            "２０２４年２月末",
            day(2024, 2, 29),
            DateEdge::None,
            "２０２４年２月末",
        );
        check(
            "自2024年7月",
            DateWords::Month {
                year: 2024,
                month: 7,
            },
            DateEdge::From,
            "自2024年7月",
        );
        check(
            "至12月31日期间",
            DateWords::DayOfYear { month: 12, day: 31 },
            DateEdge::To,
            "至12月31日",
        );
        check(
            "2025年6月30日前",
            day(2025, 6, 30),
            DateEdge::Before,
            "2025年6月30日前",
        );
        check(
            "2025年6月30日以后",
            day(2025, 6, 30),
            DateEdge::After,
            "2025年6月30日以后",
        );
        check(
            "2025年12月31日止",
            day(2025, 12, 31),
            DateEdge::To,
            "2025年12月31日止",
        );
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
        assert_eq!(
            date("至2025年2月29日"),
            Err(PhraseError::NoSuchDay { at: 0 })
        );
        assert_eq!(
            date("自2025年13月1日"),
            Err(PhraseError::NoSuchDay { at: 0 })
        );
        assert_eq!(
            date("2021—2023年"),
            Err(PhraseError::SeveralDates { at: 5 })
        );
        assert_eq!(
            date("2025年9月1日至2026年8月31日"),
            Err(PhraseError::SeveralDates { at: 9 })
        );
    }
}
