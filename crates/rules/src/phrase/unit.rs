//! Units: what follows a number.

use super::Unit;
use super::chars::Glyphs;

/// A unit found after a number: the number counts in `unit` × 10^`exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) unit: Unit,
    pub(super) exponent: i32,
    pub(super) end: usize,
}

const UNITS: &[(&str, (Unit, i32))] = &[
    ("元", (Unit::Yuan, 0)),
    ("元人民币", (Unit::Yuan, 0)),
    ("人民币", (Unit::Yuan, 0)),
    ("美元", (Unit::Usd, 0)),
    ("%", (Unit::Ratio, -2)),
    ("‰", (Unit::Ratio, -3)),
    ("个百分点", (Unit::Points, -2)),
    ("百分点", (Unit::Points, -2)),
    ("个基点", (Unit::Points, -4)),
    ("基点", (Unit::Points, -4)),
    ("个BP", (Unit::Points, -4)),
    ("个BPS", (Unit::Points, -4)),
    ("BP", (Unit::Points, -4)),
    ("BPS", (Unit::Points, -4)),
    ("倍", (Unit::Times, 0)),
    ("家", (Unit::Firms, 0)),
    ("笔", (Unit::Deals, 0)),
    ("次", (Unit::Occasions, 0)),
    ("人", (Unit::Persons, 0)),
    ("名", (Unit::Places, 0)),
    ("个", (Unit::Count, 0)),
    ("个月", (Unit::Months, 0)),
    ("月", (Unit::Months, 0)),
    ("年", (Unit::Years, 0)),
    ("周年", (Unit::Years, 0)),
    ("天", (Unit::Days, 0)),
    ("日", (Unit::Days, 0)),
    ("个自然日", (Unit::Days, 0)),
];

/// Words that begin like a unit and count something else, which this reader has no unit for.
const OTHERS: &[&str] = &[
    "个工作日",
    "个季度",
    "个小时",
    "个半",
    "个点",
    "个交易日",
    "年期",
    "年代",
    "年制",
    "年度",
    "年级",
    "年龄",
    "年半",
    "倍半",
    "人次",
    "人均",
    "家次",
    "家庭",
    "家族",
    "名次",
    "次性",
    "次日",
    "次年",
    "月均",
    "月份",
    "日均",
    "天然",
];

/// How far from 5年期以上 the name of a rate may stand: 贷款市场报价利率, LPR（贷款期限满3年的为5年期以上）.
const NEAR: usize = 16;

/// The unit at `i`, with 万 and 亿 before it.
pub(super) fn after(glyphs: &Glyphs, i: usize) -> Option<Measure> {
    let (exponent, at) = multiplier(glyphs, i);
    let found = plain(glyphs, at)?;
    // 5万% and 3百年 are no ways to write a number.
    let counts = !matches!(
        found.unit,
        Unit::Ratio | Unit::Points | Unit::Months | Unit::Years | Unit::Days
    );
    (exponent == 0 || counts).then_some(Measure {
        exponent: exponent + found.exponent,
        ..found
    })
}

/// The unit at `i` itself.
#[inline(never)]
pub(super) fn plain(glyphs: &Glyphs, i: usize) -> Option<Measure> {
    let ((unit, exponent), end) = glyphs.pick(i, UNITS)?;
    let end = match tenor(glyphs, end).filter(|_| unit.lasts()) {
        Some(end) => end,
        None if glyphs.any(i, OTHERS).is_some() => return None,
        None => end,
    };
    Some(Measure { unit, exponent, end })
}

/// The 期 of 1年期以上 belongs to the unit. In the name of a rate (5年期以上LPR) it bounds nothing, and 1年期 alone is a kind of
/// loan.
fn tenor(glyphs: &Glyphs, i: usize) -> Option<usize> {
    let end = glyphs.starts(i, "期")?;
    let mark = glyphs.any(end, &["(含)", "(不含)"]).unwrap_or(end);
    let bound = glyphs.any(mark, &["以上", "以下", "以内", "及以上", "及以下"])?;
    let goes_on = |at: &usize| !glyphs.is(*at, "，,；;。");
    let mut before = (i.saturating_sub(NEAR)..i).rev().take_while(goes_on);
    let mut behind = (bound..bound + NEAR).take_while(goes_on);
    let names_a_rate = |at| glyphs.any(at, &["LPR", "报价利率"]).is_some();
    (!before.any(names_a_rate) && !behind.any(names_a_rate)).then_some(end)
}

/// 百, 千, 万 and 亿 at `i`, as a power of ten, and the position after them.
#[inline(never)]
pub(super) fn multiplier(glyphs: &Glyphs, i: usize) -> (i32, usize) {
    let (mut exponent, mut end) = (0, i);
    while end < i + 3 {
        exponent += match glyphs.get(end) {
            Some('百') if glyphs.get(end + 1) != Some('分') => 2,
            Some('千') => 3,
            Some('万') => 4,
            Some('亿') => 8,
            _ => break,
        };
        end += 1;
    }
    (exponent, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<(Unit, i32, usize)>) {
        let found = after(&Glyphs::new(text), 0).map(|measure| (measure.unit, measure.exponent, measure.end));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn the_longest_unit_wins() {
        check("个百分点", Some((Unit::Points, -2, 4)));
        check("百分点", Some((Unit::Points, -2, 3)));
        check("个月", Some((Unit::Months, 0, 2)));
        check("个企业", Some((Unit::Count, 0, 1)));
        check("人民币", Some((Unit::Yuan, 0, 3)));
        check("BPs以下", Some((Unit::Points, -4, 3)));
        check("万美元", Some((Unit::Usd, 4, 3)));
        check("千万元", Some((Unit::Yuan, 7, 3)));
        check("万亿元", Some((Unit::Yuan, 12, 3)));
        check("百元", Some((Unit::Yuan, 2, 2)));
        check("百万元", Some((Unit::Yuan, 6, 3)));
        check("％的", Some((Unit::Ratio, -2, 1)));
    }

    #[test]
    fn what_only_begins_like_a_unit_is_none() {
        for text in [
            "个工作日",
            "人次",
            "年期",
            "年代",
            "年制",
            "年度",
            "家庭农场",
            "万港元",
            "万",
            "类",
            "万%",
            "百千万亿元",
            "",
        ] {
            check(text, None);
        }
    }
}
