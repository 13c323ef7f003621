//! From glyphs to tokens: numbers with their units, dates, operative words and signs.
//!
//! At every place the longest token is taken; what is no token is the text between tokens.

use rust_decimal::Decimal;

use super::calendar;
use super::chars::Glyphs;
use super::date::{DateEdge, DateWords};
use super::quantity;
use super::words::{self, Role};
use super::{Relation, Unit};

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number with its unit; a rank (前三) is a bound by itself.
    Number { value: Decimal, unit: Unit, rank: bool },
    /// A date; without words if the calendar has no such day.
    Date(Option<DateWords>, DateEdge),
    /// A word of the table.
    Word(Role),
    /// （含） or （不含）, perhaps with the number repeated.
    Mark {
        inclusive: bool,
        number: Option<(Decimal, Option<Unit>)>,
    },
    /// Opening bracket.
    Open,
    /// Closing bracket.
    Close,
    /// The end of a piece of a clause; 、 is a weak one.
    Stop { weak: bool },
    /// The sign between the two numbers of a range.
    Range,
    /// Something that looks like an operative word or a number and is none.
    Skip,
    /// Something that cannot be read.
    Bad(Trouble),
}

/// Why something cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The number ends where the token ends, and no known unit follows.
    Unit,
    /// The number itself.
    Number,
    /// The number is not exact.
    Vague,
    /// The direction is negated in an unknown way.
    Negated,
}

/// A token and the glyphs it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Token {
    pub(super) fn new(kind: Kind, from: usize, to: usize) -> Self {
        Self { kind, from, to }
    }
}

/// All tokens of a text, in order.
pub(super) fn lex(glyphs: &Glyphs) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut i = 0;
    while i < glyphs.len() {
        match next(glyphs, i, tokens.last()) {
            Some(token) => {
                i = token.to.max(i + 1);
                tokens.push(token);
            }
            None => i += 1,
        }
    }
    tokens
}

fn next(glyphs: &Glyphs, i: usize, last: Option<&Token>) -> Option<Token> {
    number_of_document(glyphs, i)
        .or_else(|| mark(glyphs, i))
        .or_else(|| sign(glyphs, i))
        .or_else(|| {
            let found = calendar::scan(glyphs, i)?;
            Some(Token::new(Kind::Date(found.words, found.edge), found.from, found.to))
        })
        .or_else(|| range(glyphs, i, last))
        .or_else(|| quantity::find(glyphs, i, last))
        .or_else(|| word(glyphs, i, last))
}

/// 〔2025〕81号 and its variants.
fn number_of_document(glyphs: &Glyphs, i: usize) -> Option<Token> {
    let digits = |mut at: usize| {
        let start = at;
        while glyphs.get(at).is_some_and(|c| c.is_ascii_digit()) {
            at += 1;
        }
        (at > start).then_some(at)
    };
    let year = digits(glyphs.any(i, &["〔", "[", "(", "【"])?)?;
    let close = glyphs.any(year, &["〕", "]", ")", "】"])?;
    let number = digits(glyphs.starts(close, "第").unwrap_or(close))?;
    Some(Token::new(Kind::Skip, i, glyphs.starts(number, "号")?))
}

/// （含）, （不含）, （含本数，下同）, （含500万元）.
fn mark(glyphs: &Glyphs, i: usize) -> Option<Token> {
    const ENDS: &[&str] = &["，下同)", ",下同)", ")"];
    let open = glyphs.starts(i, "(")?;
    let (inclusive, at) = match glyphs.starts(open, "含") {
        Some(at) => (true, at),
        None => (false, glyphs.starts(open, "不含")?),
    };
    let named = glyphs.any(at, &["本数", "本级"]).unwrap_or(at);
    let (number, end) = if let Some(end) = glyphs.any(named, ENDS) {
        (None, end)
    } else {
        let (value, unit, at) = quantity::repeated(glyphs, at)?;
        (Some((value, unit)), glyphs.any(at, ENDS)?)
    };
    Some(Token::new(Kind::Mark { inclusive, number }, i, end))
}

fn sign(glyphs: &Glyphs, i: usize) -> Option<Token> {
    let kind = match glyphs.get(i)? {
        '(' => Kind::Open,
        ')' => Kind::Close,
        '、' => Kind::Stop { weak: true },
        '，' | '。' | ',' | ';' | ':' | '!' | '?' => Kind::Stop { weak: false },
        _ => return None,
    };
    Some(Token::new(kind, i, i + 1))
}

/// The sign in 3%—5% or 5万元至10万元; a number stands on both sides.
fn range(glyphs: &Glyphs, i: usize, last: Option<&Token>) -> Option<Token> {
    let numbered = |token: &&Token| matches!(token.kind, Kind::Number { .. } | Kind::Mark { .. });
    let end = range_sign(glyphs, i)?;
    last.filter(numbered).filter(|token| token.to == i)?;
    quantity::plain(glyphs, end).map(|_| Token::new(Kind::Range, i, end))
}

/// The position after a sign that may stand in a range.
pub(super) fn range_sign(glyphs: &Glyphs, i: usize) -> Option<usize> {
    glyphs.any(i, &["--", "-", "~", "至", "到"])
}

fn word(glyphs: &Glyphs, i: usize, last: Option<&Token>) -> Option<Token> {
    let (role, end) = words::find(glyphs, i)?;
    let after_number =
        last.is_some_and(|token| token.to == i && matches!(token.kind, Kind::Number { .. } | Kind::Mark { .. }));
    let stands = match role {
        Role::Touch(_) | Role::About => quantity::begins(glyphs, end),
        Role::Within | Role::Roughly => after_number,
        Role::Suffix(Relation::AtLeast, _) if glyphs.get(i) == Some('起') => {
            // 2年起算 counts from a day and bounds nothing.
            after_number && !glyphs.is(end, "算计付诉")
        }
        Role::May => glyphs.before(i) != Some('不'),
        // 延长至2026年12月31日: the date takes 至.
        Role::Sense => end
            .checked_sub(1)
            .is_none_or(|last| calendar::scan(glyphs, last).is_none()),
        _ => true,
    };
    if !stands {
        return None;
    }
    let done = last.map_or(0, |token| token.to);
    if matches!(role, Role::Compare(_) | Role::Touch(_))
        && let Some(from) = words::negated_from_afar(glyphs, i).filter(|from| *from >= done)
    {
        return Some(Token::new(Kind::Bad(Trouble::Negated), from, end));
    }
    let kind = if role == Role::Plain {
        Kind::Skip
    } else {
        Kind::Word(role)
    };
    Some(Token::new(kind, i, end))
}
