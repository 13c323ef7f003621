//! Limits before an amount and caps on it, compiled.

use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::pack::{self, CapPer, CapScope, LimitOn, LimitScope};
use crate::phrase::{self, Relation, Unit};
use crate::{Date, Exact};

use super::condition;
use super::test::Condition;
use super::{PackProblem, Reader, window};

/// A limit before the amount.
#[derive(Clone, Debug)]
pub enum Limit {
    /// On the principal.
    Principal {
        /// The most that is subsidised, yuan.
        most: Exact,
        /// The words.
        words: String,
        /// A higher limit for several who borrow together.
        heads: Option<PrincipalHeads>,
        /// All loans of one borrower share it.
        shared: bool,
    },
    /// On the time from payout.
    Months {
        /// The most that is subsidised, months.
        most: u32,
        /// The words.
        words: String,
    },
    /// On the days.
    Days {
        /// The first that is subsidised.
        from: Option<Date>,
        /// The last that is subsidised.
        to: Option<Date>,
    },
    /// On what one use of a loan counts for.
    Item {
        /// The most that counts, yuan.
        most: Exact,
        /// The words.
        words: String,
    },
    /// On the points: what another subsidy leaves of the rate of the contract.
    Rate {
        /// The rate of the other subsidy.
        less: Fact,
        /// The words.
        words: String,
    },
}

compact!(enum Limit {
    Principal { most, words, heads, shared },
    Months { most, words },
    Days { from, to },
    Item { most, words },
    Rate { less, words },
});

/// A limit on principal that grows with the number of borrowers.
#[derive(Clone, Debug)]
pub struct PrincipalHeads {
    /// The number of persons.
    pub fact: Fact,
    /// The share of the limit that each of several may have.
    pub share: Exact,
    /// The words of the share.
    pub words: String,
    /// The limit of all together, yuan.
    pub up_to: Exact,
}

compact!(struct PrincipalHeads { fact, share, words, up_to });

/// A limit on the amount.
#[derive(Clone, Debug)]
pub struct Cap {
    /// How much.
    pub limit: CapLimit,
    /// The words.
    pub words: String,
    /// Over what the amounts are summed.
    pub scope: CapScope,
    /// Which amounts are summed; all of them where it is not said.
    pub only: Option<Condition>,
    /// Over which time.
    pub per: CapPer,
    /// Shared with others, so that one recipient may get less.
    pub shared: bool,
}

compact!(struct Cap { limit, words, scope, per, shared, only });

/// How much a cap allows.
#[derive(Clone, Copy, Debug)]
pub enum CapLimit {
    /// A sum, yuan.
    Sum(Exact),
    /// A share of a fact.
    ShareOf(Exact, Fact),
}

compact!(
    enum CapLimit {
        Sum(limit),
        ShareOf(share, fact),
    }
);

pub(super) fn limit(reader: &mut Reader<'_>, limit: &pack::Limit, clause: &pack::Quote) -> Option<Limit> {
    reader.readings("limits.derived", limit.derived.as_ref());
    keys(reader, limit);
    if limit.on == LimitOn::Days {
        let (from, to) = window::days(reader, (limit.from.as_ref(), limit.to.as_ref()), clause);
        return Some(Limit::Days { from, to });
    }
    let Some(words) = limit.words.clone() else {
        reader.problem("limits.words", "", PackProblem::Missing);
        return None;
    };
    match limit.on {
        LimitOn::Days => None,
        LimitOn::Principal => {
            let most = money(reader, "limits.words", &words)?;
            let heads = match &limit.heads {
                None => None,
                Some(source) => Some(heads(reader, source)?),
            };
            let shared = limit.scope == Some(LimitScope::Recipient);
            Some(Limit::Principal {
                most,
                words,
                heads,
                shared,
            })
        }
        LimitOn::Time => Some(Limit::Months {
            most: months(reader, &words)?,
            words,
        }),
        LimitOn::Item => Some(Limit::Item {
            most: money(reader, "limits.words", &words)?,
            words,
        }),
        LimitOn::Rate => {
            reader.stands("limits.words", &words);
            match phrase::direction(&words) {
                Ok((Relation::AtMost, ..)) => {}
                Ok(_) => reader.problem("limits.words", &words, PackProblem::Unit),
                Err(error) => reader.problem("limits.words", &words, PackProblem::phrase(&error)),
            }
            let less = limit.less.as_deref().unwrap_or_default();
            let less = reader.fact_of("limits.less", less, &[FactKind::Rate])?;
            Some(Limit::Rate { less, words })
        }
    }
}

/// Keys that stand with another limit than theirs.
fn keys(reader: &mut Reader<'_>, limit: &pack::Limit) {
    let on = |fits: &[LimitOn]| fits.contains(&limit.on);
    let stray = [
        ("words", limit.words.is_some() && on(&[LimitOn::Days])),
        ("heads", limit.heads.is_some() && !on(&[LimitOn::Principal])),
        ("scope", limit.scope.is_some() && !on(&[LimitOn::Principal])),
        ("less", limit.less.is_some() && !on(&[LimitOn::Rate])),
        ("from", limit.from.is_some() && !on(&[LimitOn::Days])),
        ("to", limit.to.is_some() && !on(&[LimitOn::Days])),
    ];
    for (key, stray) in stray {
        if stray {
            reader.problem("limits", key, PackProblem::Mixture);
        }
    }
}

fn heads(reader: &mut Reader<'_>, heads: &pack::Heads) -> Option<PrincipalHeads> {
    let fact = reader.fact_of("limits.heads.fact", &heads.fact, &[FactKind::Count])?;
    let share = reader.share("limits.heads.share", &heads.share, Unit::Ratio)?;
    let up_to = money(reader, "limits.heads.up_to", &heads.up_to)?;
    Some(PrincipalHeads {
        fact,
        share: Exact::from_decimal(share.value),
        words: heads.share.clone(),
        up_to,
    })
}

/// An upper limit in whole months or years that includes its number.
fn months(reader: &mut Reader<'_>, words: &str) -> Option<u32> {
    let interval = reader.interval("limits.words", words, None)?;
    let Some(scale) = interval.unit.in_months() else {
        reader.problem("limits.words", words, PackProblem::Unit);
        return None;
    };
    let whole = interval
        .upper
        .filter(|end| end.inclusive && end.value.denominator() == 1);
    let most = whole.and_then(|end| u32::try_from(end.value.numerator()).ok()?.checked_mul(scale));
    let most = most.filter(|_| interval.lower.is_none());
    if most.is_none() {
        reader.problem("limits.words", words, PackProblem::Unit);
    }
    most
}

/// An upper limit in money that includes its number.
fn money(reader: &mut Reader<'_>, key: &str, words: &str) -> Option<Exact> {
    let interval = reader.interval(key, words, None)?;
    match interval.upper {
        Some(end) if interval.unit == Unit::Yuan && end.inclusive && interval.lower.is_none() => Some(end.value),
        _ => {
            reader.problem(key, words, PackProblem::Unit);
            None
        }
    }
}

pub(super) fn cap(reader: &mut Reader<'_>, cap: &pack::Cap) -> Option<Cap> {
    reader.readings("caps.derived", cap.derived.as_ref());
    let (limit, words) = match (&cap.words, &cap.share, &cap.of) {
        (Some(words), None, None) => (CapLimit::Sum(money(reader, "caps.words", words)?), words),
        (None, Some(words), Some(of)) => {
            let fact = reader.fact_of("caps.of", of, &[FactKind::Money])?;
            let interval = reader.interval("caps.share", words, Some(Unit::Ratio))?;
            let Some(end) = interval.upper.filter(|end| end.inclusive && interval.lower.is_none()) else {
                reader.problem("caps.share", words, PackProblem::Unit);
                return None;
            };
            (CapLimit::ShareOf(end.value, fact), words)
        }
        _ => {
            reader.problem("caps", "", PackProblem::Mixture);
            return None;
        }
    };
    // A request is about one recipient, so that naming it beside another scope says nothing more.
    let narrower: Vec<CapScope> = cap
        .scope
        .iter()
        .copied()
        .filter(|scope| *scope != CapScope::Recipient)
        .collect();
    let scope = match (narrower.as_slice(), cap.scope.len()) {
        ([], 1) => CapScope::Recipient,
        ([scope], 1 | 2) => *scope,
        _ => {
            reader.problem("caps.scope", "", PackProblem::Mixture);
            return None;
        }
    };
    let only = match &cap.only {
        None => None,
        Some(condition) => Some(condition::one(reader, condition)?),
    };
    Some(Cap {
        limit,
        words: words.clone(),
        scope,
        only,
        per: cap.per,
        shared: cap.shared,
    })
}
