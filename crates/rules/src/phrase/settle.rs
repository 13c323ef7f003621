//! One number: what stands directly behind it, and the relation that all its words give together.

use rust_decimal::Decimal;

use super::lex::{Kind, Token};
use super::words::Role;
use super::{Basis, Relation, Unit};

/// A number with the suffix and the mark behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) unit: Unit,
    /// Whether it is a rank (前三), which is a bound by itself.
    pub(super) rank: bool,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) behind: Behind,
    /// How many tokens all of it takes.
    pub(super) count: usize,
}

/// What stands directly behind a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Behind {
    pub(super) suffix: Option<Suffix>,
    pub(super) mark: Option<Mark>,
    /// Where a second suffix or mark stands: 5家以上以下.
    pub(super) again: Option<usize>,
    /// The position after all of it.
    pub(super) to: usize,
}

/// 以上, 及以下, 以内 and the like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suffix {
    relation: Relation,
    basis: Basis,
    from: usize,
}

/// （含）, （不含）.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) inclusive: bool,
    number: Option<(Decimal, Option<Unit>)>,
    pub(super) from: usize,
}

impl Number {
    /// The number at `i` of the tokens.
    pub(super) fn of(tokens: &[Token], i: usize) -> Option<Self> {
        let token = tokens.get(i)?;
        let Kind::Number { value, unit, rank } = token.kind else {
            return None;
        };
        let mut behind = Behind {
            suffix: None,
            mark: None,
            again: None,
            to: token.to,
        };
        let mut count = 1;
        while let Some(next) = tokens.get(i + count).filter(|next| next.from == behind.to) {
            match next.kind {
                Kind::Mark { inclusive, number } if behind.mark.is_none() => {
                    behind.mark = Some(Mark {
                        inclusive,
                        number,
                        from: next.from,
                    });
                }
                Kind::Word(Role::Suffix(relation, basis)) if behind.suffix.is_none() => {
                    behind.suffix = Some(Suffix {
                        relation,
                        basis,
                        from: next.from,
                    });
                }
                // 3年内: within is a bound for lengths of time only.
                Kind::Word(Role::Within) if behind.suffix.is_none() && unit.lasts() => {
                    let (relation, basis) = (Relation::AtMost, Basis::Convention);
                    behind.suffix = Some(Suffix {
                        relation,
                        basis,
                        from: next.from,
                    });
                }
                Kind::Mark { .. } | Kind::Word(Role::Suffix(..)) => {
                    behind.again = Some(next.from);
                    break;
                }
                _ => break,
            }
            behind.to = next.to;
            count += 1;
        }
        Some(Self {
            value,
            unit,
            rank,
            from: token.from,
            to: token.to,
            behind,
            count,
        })
    }

    /// The same number under the suffix of another one.
    pub(super) fn with_suffix_of(&self, other: &Behind) -> Self {
        Self {
            behind: Behind {
                suffix: other.suffix,
                ..self.behind
            },
            ..*self
        }
    }
}

/// What stands before a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// The direction before it.
    pub(super) before: Option<Relation>,
    /// A word that gives a new level.
    pub(super) sense: bool,
    /// 可 before a number of occasions.
    pub(super) may: bool,
}

/// The relation of a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub(super) relation: Relation,
    pub(super) basis: Basis,
    pub(super) by_sense: bool,
    /// Where the word stands that contradicts another one.
    pub(super) conflict: Option<usize>,
}

/// Puts together what all words around a number say about it.
pub(super) fn settle(around: Around, number: &Number) -> Settled {
    use Relation::{Above, AtLeast, AtMost, Below, Is};
    let rank = number.rank.then_some(AtMost);
    let behind = &number.behind;
    let (relation, mut basis) = match (around.before.or(rank), behind.suffix) {
        (Some(before), _) => (before, Basis::Explicit),
        (None, Some(suffix)) => (suffix.relation, suffix.basis),
        (None, None) => (Is, Basis::Explicit),
    };
    let mut conflict = behind
        .suffix
        .filter(|suffix| suffix.relation != relation)
        .map(|suffix| suffix.from)
        .or(behind.again);
    let mut settled = relation;
    if let Some(mark) = behind.mark {
        // 超过30家（含） is written for at least 30: the mark says expressly what the word only implies. But 及以下（不含）
        // contradicts itself.
        let said = around.before.is_none() && basis == Basis::Explicit && relation != Is;
        settled = match (relation, mark.inclusive) {
            (Above, true) => AtLeast,
            (Below, true) => AtMost,
            (AtLeast, false) => Above,
            (AtMost, false) => Below,
            _ => relation,
        };
        basis = Basis::Explicit;
        let repeated = mark
            .number
            .is_none_or(|(value, unit)| value == number.value && unit.is_none_or(|unit| unit == number.unit));
        if !repeated || (said && settled != relation) {
            conflict = conflict.or(Some(mark.from));
        }
    }
    let by_sense = settled == Is && (around.sense || around.may);
    Settled {
        relation: settled,
        basis,
        by_sense,
        conflict,
    }
}
