//! A limit on principal that several loans of one borrower share.

use litemap::LiteMap;

use crate::contract::DayBasis;
use crate::mechanism::{Ceiling, Mechanism, Stretch};
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
/// Of loans paid out on one day those with the lower rate come first, so that nobody is promised more than any order
/// gives; then those of which less is subsidised. The order in which they were typed decides nothing.
pub(super) fn shares<'a>(
    measure: &Measure,
    mechanism: &Mechanism,
    loans: impl Iterator<Item = (usize, Scope<'a>)>,
) -> Shares {
    let mut shares = Shares::new();
    let is_shared = |limit: &&Limit| matches!(limit, Limit::Principal { shared: true, .. });
    let Some(limit) = measure.limits.iter().find(is_shared) else {
        return shares;
    };
    let loans: Vec<_> = loans.collect();
    if loans.len() < 2 {
        return shares;
    }
    let (mut found, mut borrower) = (Vec::new(), None);
    for (row, scope) in loans {
        if let Some((basis, stretches)) = mechanism.stretches(&scope, measure)
            && stretches.iter().any(|stretch| !stretch.rate.is_zero())
        {
            found.push((stretches, row, basis));
            borrower = Some(scope);
        }
    }
    let largest = |stretches: &[Stretch]| {
        let subsidised = stretches.iter().filter(|stretch| !stretch.rate.is_zero());
        subsidised.map(|stretch| stretch.balance).max()
    };
    let together = Exact::sum(found.iter().filter_map(|(stretches, ..)| largest(stretches)));
    let exceeds = |most| !together.is_ok_and(|sum| sum <= most);
    let ceiling = borrower.map(|scope| Ceiling::of(&scope, limit, exceeds));
    let Some(Ok(Some(Ceiling { most, .. }))) = ceiling else {
        return shares;
    };
    if found.len() < 2 || !exceeds(most) {
        return shares;
    }
    let first = |stretches: &[Stretch]| stretches.first().map(|first| (first.from, first.rate));
    found.sort_by(|(one, ..), (other, ..)| (first(one), one).cmp(&(first(other), other)));
    let mut taken = Taken::default();
    for (stretches, row, basis) in found {
        shares.insert(row, taken.take(basis, &stretches, most));
    }
    shares
}
