//! Limits before an amount and caps on it, compiled.

use nanoserde::{DeBin, SerBin};

use crate::Exact;
use crate::fact::{Fact, FactKind};
use crate::pack::{self, CapPer, CapScope, LimitOn};
use crate::phrase::Unit;

use super::{PackProblem, Reader};

/// A limit before the amount.
#[derive(Clone, Debug, DeBin, SerBin)]
pub enum Limit {
    /// On the principal.
    Principal {
        /// The most that is subsidised, yuan.
        most: Exact,
        /// The words.
        words: String,
        /// A higher limit for several who borrow together.
        heads: Option<PrincipalHeads>,
    },
    /// On the time from payout.
    Months {
        /// The most that is subsidised, months.
        most: u32,
        /// The words.
        words: String,
    },
}

/// A limit on principal that grows with the number of borrowers.
#[derive(Clone, Debug, DeBin, SerBin)]
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

/// A limit on the amount.
#[derive(Clone, Debug, DeBin, SerBin)]
pub struct Cap {
    /// How much.
    pub limit: CapLimit,
    /// The words.
    pub words: String,
    /// Over what the amounts are summed.
    pub scope: CapScope,
    /// Over which time.
    pub per: CapPer,
    /// Shared with others, so that one recipient may get less.
    pub shared: bool,
}

/// How much a cap allows.
#[derive(Clone, Copy, Debug, DeBin, SerBin)]
pub enum CapLimit {
    /// A sum, yuan.
    Sum(Exact),
    /// A share of a fact.
    ShareOf(Exact, Fact),
}

pub(super) fn limit(reader: &mut Reader<'_>, limit: &pack::Limit) -> Option<Limit> {
    let words = limit.words.clone();
    match limit.on {
        LimitOn::Principal => {
            let most = money(reader, "limits.words", &limit.words)?;
            let heads = match &limit.heads {
                None => None,
                Some(heads) => {
                    let fact = reader.fact_of("limits.heads.fact", &heads.fact, &[FactKind::Count])?;
                    let share = reader.share("limits.heads.share", &heads.share, Unit::Ratio)?;
                    let share = Exact::from_decimal(share.value);
                    let up_to = money(reader, "limits.heads.up_to", &heads.up_to)?;
                    Some(PrincipalHeads {
                        fact,
                        share,
                        words: heads.share.clone(),
                        up_to,
                    })
                }
            };
            Some(Limit::Principal { most, words, heads })
        }
        LimitOn::Time => {
            let interval = reader.interval("limits.words", &limit.words, None)?;
            let scale = match interval.unit {
                Unit::Years => 12,
                Unit::Months => 1,
                _ => {
                    reader.problem("limits.words", &limit.words, PackProblem::Unit);
                    return None;
                }
            };
            let whole = interval
                .upper
                .filter(|end| end.inclusive && end.value.denominator() == 1);
            let most = whole.and_then(|end| u32::try_from(end.value.numerator()).ok()?.checked_mul(scale));
            let Some(most) = most.filter(|_| interval.lower.is_none()) else {
                reader.problem("limits.words", &limit.words, PackProblem::Unit);
                return None;
            };
            Some(Limit::Months { most, words })
        }
    }
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
    Some(Cap {
        limit,
        words: words.clone(),
        scope: cap.scope,
        per: cap.per,
        shared: cap.shared,
    })
}
