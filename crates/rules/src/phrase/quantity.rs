//! Numbers with their units, in all the ways the documents write them.

use rust_decimal::Decimal;

use super::Unit;
use super::chars::Glyphs;
use super::lex::{Kind, Token, Trouble, range_sign};
use super::number::{self, digit_at};
use super::unit;
use super::words::Role;

/// The quantity at `i`, or something that only looks like one.
pub(super) fn find(glyphs: &Glyphs, i: usize, last: Option<&Token>) -> Option<Token> {
    ordinal(glyphs, i)
        .or_else(|| rank(glyphs, i))
        .or_else(|| per_cent(glyphs, i))
        .or_else(|| prime_rate(glyphs, i))
        .or_else(|| digit_at(glyphs, i).then(|| arabic(glyphs, i, last)))
        .or_else(|| numerals(glyphs, i, last))
        .or_else(|| unnumbered(glyphs, i))
        .or_else(|| whole_or_nothing(glyphs, i))
}

/// An Arabic number with its unit and the position after them.
pub(super) fn plain(glyphs: &Glyphs, i: usize) -> Option<(Decimal, Unit, usize)> {
    let digits = number::digits(glyphs, i).ok()?;
    let measure = unit::after(glyphs, digits.end)?;
    let value = number::exact(digits.mantissa, digits.scale, measure.exponent)?;
    Some((value, measure.unit, measure.end))
}

/// A number that repeats another one, perhaps without its unit: （含5000万）.
pub(super) fn repeated(glyphs: &Glyphs, i: usize) -> Option<(Decimal, Option<Unit>, usize)> {
    if let Some((value, unit, end)) = plain(glyphs, i) {
        return Some((value, Some(unit), end));
    }
    let digits = number::digits(glyphs, i).ok()?;
    let (exponent, end) = unit::multiplier(glyphs, digits.end);
    let value = number::exact(digits.mantissa, digits.scale, exponent)?;
    (exponent > 0).then_some((value, None, end))
}

/// Whether a quantity begins at `i`, so that 满 or 达 before it is an operative word.
pub(super) fn begins(glyphs: &Glyphs, i: usize) -> bool {
    digit_at(glyphs, i) || counted(glyphs, i).is_some() || per_cent(glyphs, i).is_some()
}

fn token(value: Option<Decimal>, unit: Unit, from: usize, to: usize) -> Token {
    match value {
        Some(value) => Token::new(
            Kind::Number {
                value,
                unit,
                rank: false,
            },
            from,
            to,
        ),
        None => Token::new(Kind::Bad(Trouble::Number), from, to),
    }
}

/// 第3条, 第三年: a place in an order, no quantity.
fn ordinal(glyphs: &Glyphs, i: usize) -> Option<Token> {
    let at = glyphs.starts(i, "第")?;
    let end = match number::digits(glyphs, at) {
        Ok(digits) => digits.end,
        Err(end) if end > at => end,
        Err(_) => number::chinese(glyphs, at)?.1,
    };
    Some(Token::new(Kind::Skip, i, end))
}

/// 前三, 前3名: a rank, which is a bound by itself.
fn rank(glyphs: &Glyphs, i: usize) -> Option<Token> {
    const AFTER_OTHERS: &[char] = &['目', '此', '以', '之', '提', '当', '日', '年', '底', '先', '末', '期'];
    let at = glyphs.starts(i, "前")?;
    if glyphs.before(i).is_some_and(|c| AFTER_OTHERS.contains(&c)) {
        return None;
    }
    let (value, end) = match number::digits(glyphs, at) {
        Ok(digits) if digits.scale == 0 => (digits.mantissa, digits.end),
        _ => number::chinese(glyphs, at)?,
    };
    let named = glyphs.any(end, &["名", "位"]);
    let next = glyphs.get(end);
    let stands = if digit_at(glyphs, at) {
        matches!(next, None | Some('的' | '，' | '。' | ',' | ';' | ':' | '、' | ')'))
    } else {
        !next.is_some_and(|c| "年月天日个季周次期批款项种类条者述后家分万亿".contains(c))
    };
    let value = number::exact(value, 0, 0).filter(|_| named.is_some() || stands)?;
    Some(Token::new(
        Kind::Number {
            value,
            unit: Unit::Places,
            rank: true,
        },
        i,
        named.unwrap_or(end),
    ))
}

/// 百分之三十.
fn per_cent(glyphs: &Glyphs, i: usize) -> Option<Token> {
    const PARTS: &[(&str, i32)] = &[("百分之", -2), ("千分之", -3), ("万分之", -4)];
    let (exponent, at) = PARTS
        .iter()
        .find_map(|(word, exponent)| Some((*exponent, glyphs.starts(i, word)?)))?;
    let (mantissa, scale, end) = match number::digits(glyphs, at) {
        Ok(digits) => (digits.mantissa, digits.scale, digits.end),
        Err(end) if end > at => return Some(Token::new(Kind::Bad(Trouble::Number), i, end)),
        Err(_) => match number::chinese(glyphs, at) {
            // 百分之零点五 is not read, and must not be read as nothing.
            Some((value, end)) if glyphs.get(end) != Some('点') => (value, 0, end),
            _ => return Some(Token::new(Kind::Bad(Trouble::Number), i, at)),
        },
    };
    Some(token(number::exact(mantissa, scale, exponent), Unit::Ratio, i, end))
}

/// LPR, LPR-150BP, LPR加50个基点, LPR基础上上浮50BP.
fn prime_rate(glyphs: &Glyphs, i: usize) -> Option<Token> {
    if glyphs.before(i).is_some_and(|c| c.is_ascii_alphanumeric()) && glyphs.tight(i) {
        return None;
    }
    let named = glyphs.any(i, &["LPR", "贷款市场报价利率(LPR)", "贷款市场报价利率"])?;
    let named = term(glyphs, named).unwrap_or(named);
    let bad = |to: usize| Some(Token::new(Kind::Bad(Trouble::Number), i, to));
    // LPR的1.3倍 and LPR的50% take the rate as a base; LPR50个基点 could be either.
    let base = glyphs.starts(named, "的").unwrap_or(named);
    if begins(glyphs, base) {
        let points = plain(glyphs, base).is_some_and(|(_, unit, _)| unit == Unit::Points);
        return if points {
            bad(named)
        } else {
            Some(Token::new(Kind::Skip, i, named))
        };
    }
    let upon = glyphs.any(named, &["利率基础上", "的基础上", "基础上"]);
    let Some((sign, relative, at)) = margin(glyphs, upon.unwrap_or(named)) else {
        // A margin that this reader cannot read must not be read as no margin.
        return match upon {
            Some(to) => bad(to),
            None => Some(token(Some(Decimal::ZERO), Unit::Lpr, i, named)),
        };
    };
    let Ok(digits) = number::digits(glyphs, at) else {
        return bad(at);
    };
    let added = |unit| unit == Unit::Points || (unit == Unit::Ratio && !relative);
    Some(
        match unit::plain(glyphs, digits.end).filter(|measure| added(measure.unit)) {
            Some(measure) => {
                let value = number::exact(sign * digits.mantissa, digits.scale, measure.exponent);
                token(value, Unit::Lpr, i, measure.end)
            }
            None => Token::new(Kind::Bad(Trouble::Unit), i, digits.end),
        },
    )
}

/// The sign of a margin, whether a percentage would be one of the rate (上浮10%), and the position after it.
fn margin(glyphs: &Glyphs, i: usize) -> Option<(i128, bool, usize)> {
    const SIGNS: &[(&[&str], i128, bool)] = &[
        (&["上加", "加点", "加", "+"], 1, false),
        (&["下减", "减点", "减", "-"], -1, false),
        (&["上浮", "上调"], 1, true),
        (&["下浮", "下调"], -1, true),
    ];
    SIGNS
        .iter()
        .find_map(|(words, sign, relative)| Some((*sign, *relative, glyphs.any(i, words)?)))
}

/// The tenor in LPR（1年期）.
fn term(glyphs: &Glyphs, i: usize) -> Option<usize> {
    let open = glyphs.starts(i, "(")?;
    let close = (open..open + 8).find(|at| glyphs.get(*at) == Some(')'))?;
    glyphs.ends(close, &["年期", "年期以上"]).then_some(close + 1)
}

/// A number in Arabic digits.
fn arabic(glyphs: &Glyphs, i: usize, last: Option<&Token>) -> Token {
    let after_token = last.is_some_and(|token| token.to == i);
    if let Some(end) = label(glyphs, i, after_token) {
        return Token::new(Kind::Skip, i, end);
    }
    let digits = match number::digits(glyphs, i) {
        Ok(digits) => digits,
        Err(end) => return Token::new(Kind::Bad(Trouble::Number), i, end.max(i + 1)),
    };
    // A sign before the number is no part of any way to write an amount.
    if !after_token && (glyphs.ends(i, &["+"]) || (glyphs.ends(i, &["-"]) && !glyphs.ends(i, &["--"]))) {
        return Token::new(Kind::Bad(Trouble::Number), i, digits.end);
    }
    let Some(measure) = unit::after(glyphs, digits.end) else {
        return without_unit(glyphs, i, digits);
    };
    if in_calendar(glyphs, i, measure.end) {
        return Token::new(Kind::Skip, i, measure.end);
    }
    token(
        number::exact(digits.mantissa, digits.scale, measure.exponent),
        measure.unit,
        i,
        measure.end,
    )
}

/// A5, 4A, ISO9001: a name with digits.
fn label(glyphs: &Glyphs, i: usize, after_token: bool) -> Option<usize> {
    let letter = |at: usize| glyphs.get(at).is_some_and(|c| c.is_ascii_alphabetic());
    let mut end = i;
    while glyphs.get(end).is_some_and(|c| c.is_ascii_digit()) {
        end += 1;
    }
    let before = !after_token && glyphs.tight(i) && glyphs.before(i).is_some_and(|c| c.is_ascii_alphabetic());
    let behind = letter(end) && glyphs.tight(end) && unit::plain(glyphs, end).is_none();
    while behind && letter(end) {
        end += 1;
    }
    (before || behind).then_some(end)
}

fn without_unit(glyphs: &Glyphs, i: usize, digits: number::Digits) -> Token {
    let end = digits.end;
    if let Some(end) = glyphs.starts(end, "号") {
        return Token::new(Kind::Skip, i, end);
    }
    // 5年期以上LPR: the tenor of the rate.
    if let Some(tenor) = glyphs.any(end, &["年期以上", "年期"])
        && prime_rate(glyphs, tenor).is_some()
    {
        return Token::new(Kind::Skip, i, tenor);
    }
    if let Some(vague) = glyphs.any(end, &["余", "多", "几", "来"]) {
        let to = unit::after(glyphs, vague).map_or(vague, |measure| measure.end);
        return Token::new(Kind::Bad(Trouble::Vague), i, to);
    }
    // 3—5年 and 30至50万元: the first number has the unit of the second.
    if let Some(second) = range_sign(glyphs, end).and_then(|at| number::digits(glyphs, at).ok())
        && let Some(measure) = unit::after(glyphs, second.end)
    {
        return token(
            number::exact(digits.mantissa, digits.scale, measure.exponent),
            measure.unit,
            i,
            end,
        );
    }
    Token::new(Kind::Bad(Trouble::Unit), i, unit::multiplier(glyphs, end).1)
}

/// Whether 6月 or 20日 belongs to the calendar and is no length of time.
fn in_calendar(glyphs: &Glyphs, i: usize, end: usize) -> bool {
    let before = glyphs.before(i);
    match glyphs.before(end) {
        Some('月') if glyphs.ends(end, &["个月"]) => false,
        Some('月') => {
            let opened = before.is_some_and(|c| "年至到自从于在-~".contains(c));
            let closed = glyphs
                .get(end)
                .is_some_and(|c| "份底末初中上下起前后至到-~".contains(c));
            opened || (closed && glyphs.any(end, &["以", "之"]).is_none())
        }
        Some('日') => before == Some('月'),
        _ => false,
    }
}

/// A number in Chinese numerals, where the words before it or 万元 after it leave no doubt that it is one.
fn numerals(glyphs: &Glyphs, i: usize, last: Option<&Token>) -> Option<Token> {
    const OPENERS: &[&str] = &["有效期", "期限", "为期", "暂定", "试行"];
    let (value, end) = number::chinese(glyphs, i)?;
    let measure = unit::plain(glyphs, end)?;
    let money = value >= 10_000 && matches!(measure.unit, Unit::Yuan | Unit::Usd);
    let start = if glyphs.ends(i, &["为", "至"]) { i - 1 } else { i };
    let operative = last.is_some_and(|token| {
        let bounds = matches!(
            token.kind,
            Kind::Word(Role::Compare(_) | Role::Touch(_) | Role::Limit(_) | Role::Sense)
        );
        bounds && (token.to == i || token.to == start)
    });
    let lasts = glyphs.ends(start, OPENERS) && matches!(measure.unit, Unit::Years | Unit::Months | Unit::Days);
    if !money && !operative && !lasts {
        return None;
    }
    if glyphs.before(i).is_some_and(|c| "数几上近多余".contains(c)) {
        return Some(Token::new(Kind::Bad(Trouble::Vague), i, measure.end));
    }
    Some(token(
        number::exact(value, 0, measure.exponent),
        measure.unit,
        i,
        measure.end,
    ))
}

/// A number in Chinese numerals with its unit.
fn counted(glyphs: &Glyphs, i: usize) -> Option<usize> {
    let (_, end) = number::chinese(glyphs, i)?;
    unit::plain(glyphs, end).map(|measure| measure.end)
}

/// 亿元以上: one of the unit.
fn unnumbered(glyphs: &Glyphs, i: usize) -> Option<Token> {
    let (exponent, at) = unit::multiplier(glyphs, i);
    if exponent < 4
        || glyphs
            .before(i)
            .is_some_and(|c| c.is_ascii_digit() || "数几上近多余来".contains(c))
    {
        return None;
    }
    let end = glyphs.starts(at, "元")?;
    glyphs.any(
        end,
        &["以上", "以下", "以内", "及以上", "及以下", "(含)以上", "(含)以下"],
    )?;
    Some(token(number::exact(1, 0, exponent), Unit::Yuan, i, end))
}

/// 全额, 减半, 不予补偿: shares without a figure.
fn whole_or_nothing(glyphs: &Glyphs, i: usize) -> Option<Token> {
    const NOTHING: &[&str] = &["补偿", "补助", "补贴", "贴息", "奖励", "奖补", "资助"];
    if let Some(end) = glyphs.starts(i, "全额") {
        let other = glyphs.ends(i, &["安", "健", "保", "完", "齐"]) || glyphs.get(end) == Some('度');
        return (!other).then(|| token(Some(Decimal::ONE), Unit::Ratio, i, end));
    }
    if let Some(end) = glyphs.starts(i, "减半") {
        return Some(token(number::exact(5, 1, 0), Unit::Ratio, i, end));
    }
    let end = glyphs.any(glyphs.starts(i, "不予")?, NOTHING)?;
    Some(token(Some(Decimal::ZERO), Unit::Ratio, i, end))
}
