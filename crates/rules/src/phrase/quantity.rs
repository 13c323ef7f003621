//! Numbers with their units, in all the ways the documents write them.

use rust_decimal::Decimal;

use super::Unit;
use super::chars::Glyphs;
use super::lex::{Kind, Token, Trouble, range_sign};
use super::number::{self, digit_at};
use super::prime_rate;
use super::unit;
use super::words::Role;

/// The quantity at `i`, or something that only looks like one.
pub(super) fn find(glyphs: &Glyphs, i: usize, last: Option<&Token>) -> Option<Token> {
    ordinal(glyphs, i)
        .or_else(|| rank(glyphs, i))
        .or_else(|| per_cent(glyphs, i))
        .or_else(|| prime_rate::find(glyphs, i))
        .or_else(|| digit_at(glyphs, i).then(|| arabic(glyphs, i, last)))
        .or_else(|| numerals(glyphs, i, last))
        .or_else(|| unnumbered(glyphs, i))
        .or_else(|| whole_or_nothing(glyphs, i))
}

/// An Arabic number with its unit and the position after them.
#[inline(never)]
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

/// A number token, or a fault if the value cannot be held exactly.
pub(super) fn token(value: Option<Decimal>, unit: Unit, from: usize, to: usize) -> Token {
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
    const AFTER_OTHERS: &str = "目此以之提当日年底先末期";
    let at = glyphs.starts(i, "前")?;
    if glyphs.after(i, AFTER_OTHERS) {
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
        !glyphs.is(end, "年月天日个季周次期批款项种类条者述后家分万亿")
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
    let (exponent, at) = glyphs.pick(i, PARTS)?;
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

/// A number in Arabic digits.
#[inline(never)]
fn arabic(glyphs: &Glyphs, i: usize, last: Option<&Token>) -> Token {
    let after_token = last.is_some_and(|token| token.to == i);
    if let Some(end) = label(glyphs, i, after_token) {
        return Token::new(Kind::Skip, i, end);
    }
    let digits = match number::digits(glyphs, i) {
        Ok(digits) => digits,
        Err(end) => return Token::new(Kind::Bad(Trouble::Number), i, end),
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

#[inline(never)]
fn without_unit(glyphs: &Glyphs, i: usize, digits: number::Digits) -> Token {
    let end = digits.end;
    if let Some(end) = glyphs.starts(end, "号") {
        return Token::new(Kind::Skip, i, end);
    }
    // 5年期以上LPR: the tenor of the rate.
    if let Some(tenor) = glyphs.any(end, &["年期以上", "年期"])
        && prime_rate::find(glyphs, tenor).is_some()
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
            let opened = glyphs.after(i, "年至到自从于在-~");
            let closed = glyphs.is(end, "份底末初中上下起前后至到-~");
            opened || closed
        }
        Some('日') => before == Some('月'),
        _ => false,
    }
}

/// A number in Chinese numerals, where the words around it or 万元 after it leave no doubt that it is one: 不超过三年,
/// 三个月以上, but not 一次性 or 一家银行.
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
    let bounded = glyphs
        .any(measure.end, &["以上", "以下", "以内", "之内", "及以", "内", "(含)"])
        .is_some();
    if !money && !operative && !lasts && !bounded {
        return None;
    }
    if glyphs.after(i, "数几上近多余") {
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
    if exponent < 4 || glyphs.after(i, "0123456789数几上近多余来") {
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
