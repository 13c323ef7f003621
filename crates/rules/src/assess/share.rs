//! A limit on principal that several loans of one borrower share.

use litemap::LiteMap;

use crate::contract::DayBasis;
use crate::mechanism::{Mechanism, Stretch};
use crate::plan::{Limit, Measure};
use crate::{ArithmeticError, Date, Exact};

use super::scope::Scope;

/// What a shared limit leaves of a loan; no stretches where its day of payout is not known.
pub(crate) type Share = Result<Option<Vec<Stretch>>, ArithmeticError>;

/// The share of each loan, by row; nothing where no limit is shared or all loans fit into it.
pub(super) type Shares = LiteMap<usize, Share>;

/// From each day on, what the loans that were paid out before take of the limit.
#[derive(Default)]
struct Taken(LiteMap<Date, Exact>);

impl Taken {
    fn on(&self, day: Date) -> Exact {
        let last = self.until(day).checked_sub(1);
        let found = last.and_then(|last| self.0.get_indexed(last));
        found.map_or(Exact::ZERO, |(_, taken)| *taken)
    }

    fn next_change(&self, after: Date) -> Option<Date> {
        self.0.get_indexed(self.until(after)).map(|(day, _)| *day)
    }

    /// How many of the days come no later than this one.
    fn until(&self, day: Date) -> usize {
        self.0.as_slice().partition_point(|(from, _)| *from <= day)
    }

    /// The stretches of one more loan, cut so that each has only what is left, which they take. A stretch that gets nothing is
    /// not subsidised and takes nothing.
    fn take(&mut self, basis: DayBasis, stretches: &[Stretch], most: Exact) -> Share {
        let mut share = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let (Some(mut start), Some(to)) = (stretch.from, stretch.to) else {
                return Ok(None);
            };
            if stretch.rate.is_zero() {
                share.push(*stretch);
                continue;
            }
            while start < to {
                let taken = self.on(start);
                let end = self.next_change(start).map_or(to, |change| change.min(to));
                if let Some(part) = stretch.between(basis, Some(start), Some(end))? {
                    let balance = part.balance.min(most.sub(taken)?);
                    share.push(Stretch { balance, ..part });
                    let after = self.on(end);
                    self.0.entry(end).or_insert(after);
                    self.0.insert(start, taken.add(balance)?);
                }
                start = end;
            }
        }
        Ok(Some(share))
    }
}

/// Shares out the limit in the order of payout.
///
/// Loans paid out on one day come in the order of what is subsidised of them, so that the order in which they were typed
/// decides nothing.
pub(super) fn shares<'a>(
    measure: &Measure,
    mechanism: &Mechanism,
    loans: impl Iterator<Item = (usize, Scope<'a>)>,
) -> Shares {
    let mut shares = Shares::new();
    let limit = measure.limits.iter().find_map(|limit| match limit {
        Limit::Principal { most, shared: true, .. } => Some(*most),
        _ => None,
    });
    let Some(most) = limit else { return shares };
    let mut found = Vec::new();
    for (row, scope) in loans {
        if let Some((basis, stretches)) = mechanism.stretches(&scope, measure)
            && stretches.iter().any(|stretch| !stretch.rate.is_zero())
        {
            found.push((stretches, row, basis));
        }
    }
    let largest = |stretches: &[Stretch]| {
        let subsidised = stretches.iter().filter(|stretch| !stretch.rate.is_zero());
        subsidised.map(|stretch| stretch.balance).max()
    };
    let together = Exact::sum(found.iter().filter_map(|(stretches, ..)| largest(stretches)));
    if found.len() < 2 || together.is_ok_and(|sum| sum <= most) {
        return shares;
    }
    // What a stretch says first is its first day: that of the payout.
    found.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut taken = Taken::default();
    for (stretches, row, basis) in found {
        shares.insert(row, taken.take(basis, &stretches, most));
    }
    shares
}
