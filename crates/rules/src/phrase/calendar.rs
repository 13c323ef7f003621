//! Finding dates in a text.

use super::chars::Glyphs;
use super::date::{DateEdge, DateWords};

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
const HOLES: &str = "X×某*_〇□";

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
    Some(Found { words, edge, from, to })
}

/// The words after a date, and the position after them.
fn closing(glyphs: &Glyphs, end: usize) -> (DateEdge, usize) {
    const CLOSINGS: &[(&str, DateEdge)] = &[
        ("前", DateEdge::Before),
        ("以前", DateEdge::Before),
        ("之前", DateEdge::Before),
        ("后", DateEdge::After),
        ("以后", DateEdge::After),
        ("之后", DateEdge::After),
        ("起", DateEdge::From),
        ("开始", DateEdge::From),
        ("止", DateEdge::To),
        ("为止", DateEdge::To),
    ];
    let found = glyphs.pick(end, CLOSINGS);
    match found {
        Some((DateEdge::Before, to)) if matches!(glyphs.before(end), Some('底' | '末')) => (DateEdge::To, to),
        found => found.unwrap_or((DateEdge::None, end)),
    }
}

type Calendar = Option<(Option<DateWords>, usize)>;

fn calendar(glyphs: &Glyphs, i: usize) -> Calendar {
    // The digits must begin here: 1202年 is no year 202.
    if glyphs.before(i).is_some_and(|c| c.is_ascii_digit() || c == '.') && glyphs.tight(i) {
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
        let words = (1..=12).contains(&month).then_some(DateWords::Month { year, month });
        return Some((words, glyphs.starts(in_month, "份").unwrap_or(in_month)));
    }
    // Half years and quarters are no dates that this reader knows.
    if glyphs
        .any(after, &["上半年", "下半年", "第", "一季", "二季", "三季", "四季"])
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
        while glyphs.is(at, HOLES) {
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

/// A year without 年, which is one only where nothing else can be meant: before the end of a piece, or as the first of
/// 2021—2023年.
fn bare(glyphs: &Glyphs, first: u16, end: usize) -> Calendar {
    const ENDS: &str = "，。、,;:)》”";
    let words = Some(DateWords::Year { year: first });
    let ends = |at: usize| glyphs.get(at).is_none() || glyphs.is(at, ENDS);
    let range = || {
        let (_, after) = year(glyphs, glyphs.any(end, &["--", "-", "~", "至", "到"])?)?;
        (ends(after) || glyphs.get(after) == Some('年')).then_some(())
    };
    (ends(end) || range().is_some()).then_some((words, end))
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
#[inline(never)]
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

#[inline(never)]
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
