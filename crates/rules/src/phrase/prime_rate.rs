//! The loan prime rate and margins on it.

use rust_decimal::Decimal;

use super::Unit;
use super::chars::Glyphs;
use super::lex::{Kind, Token, Trouble};
use super::number;
use super::quantity::{begins, plain, token};
use super::unit;

/// LPR, LPR-150BP, LPR加50个基点, LPR基础上上浮50BP.
pub(super) fn find(glyphs: &Glyphs, i: usize) -> Option<Token> {
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
    const SIGNS: &[(&str, (i128, bool))] = &[
        ("+", (1, false)),
        ("加", (1, false)),
        ("上加", (1, false)),
        ("加点", (1, false)),
        ("-", (-1, false)),
        ("减", (-1, false)),
        ("下减", (-1, false)),
        ("减点", (-1, false)),
        ("上浮", (1, true)),
        ("上调", (1, true)),
        ("下浮", (-1, true)),
        ("下调", (-1, true)),
    ];
    let ((sign, relative), end) = glyphs.pick(i, SIGNS)?;
    Some((sign, relative, end))
}

/// The tenor in LPR（1年期）.
fn term(glyphs: &Glyphs, i: usize) -> Option<usize> {
    let open = glyphs.starts(i, "(")?;
    let close = (open..open + 8).find(|at| glyphs.get(*at) == Some(')'))?;
    glyphs.ends(close, &["年期", "年期以上"]).then_some(close + 1)
}
