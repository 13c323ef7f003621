//! 分段计息: the parts of a period in which balance and rate stay the same.

use super::{calendar::Period, rate_changes::Rates};
use crate::{
    contract::basis::{Accrual, DayBasis},
    date::Date,
    exact::{ArithmeticError, Exact},
    money::Money,
    rate::Rate,
};

/// A part of a period in which balance and rate stay the same. Its interest is
/// `balance × rate × years`, unrounded: only the sum over the period is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The first day; `None` without a day of payout.
    pub from: Option<Date>,
    /// The first day that no longer counts; `None` without a day of payout.
    pub to: Option<Date>,
    /// The amount on which interest runs: the balance, or the original principal of 等本等息.
    pub balance: Money,
    /// The annual rate at which it runs.
    pub rate: Rate,
    /// The part of the period's time, as a fraction of a year.
    pub years: Exact,
    /// Actual days, whatever the basis counts; `None` in a schedule of whole months without dates.
    pub days: Option<u32>,
}

impl Segment {
    /// Its interest, unrounded; yuan.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] where the product needs more than 128 bits.
    pub fn interest(&self) -> Result<Exact, ArithmeticError> {
        self.balance.exact().mul(self.rate.exact().mul(self.years)?)
    }
}

/// The parts of a period that begins with `balance`, from which `prepaid` is taken on its days, up to
/// `until` where it is paid off before it ends.
///
/// Under act/* each part takes its own days. Under 30/360 it takes what has passed at its end less what had passed at its
/// start, so that the parts add up to the whole.
pub(super) fn cut(
    period: &Period,
    until: Option<Date>,
    (balance, prepaid): (Money, &[(Date, Money)]),
    (rates, basis): (&Rates, DayBasis),
) -> Result<Vec<Segment>, ArithmeticError> {
    let whole = |rate| Segment {
        from: period.from,
        to: period.due_on,
        balance,
        rate,
        years: period.accrual.years,
        days: period.days(),
    };
    let (Some(from), Some(due_on)) = (period.from, period.due_on) else {
        return Ok(vec![whole(rates.on(period.from))]);
    };
    let to = until.unwrap_or(due_on);
    let mut cuts: Vec<Date> = rates.between(from, to).collect();
    cuts.extend(prepaid.iter().map(|(day, _)| *day));
    if cuts.is_empty() && to == due_on {
        return Ok(vec![whole(rates.on(period.from))]);
    }
    cuts.push(to);
    cuts.sort_unstable();
    cuts.dedup();
    let mut segments = Vec::with_capacity(cuts.len());
    let (mut start, mut balance) = (from, balance);
    for end in cuts {
        let days = days(start, end);
        let years = match basis {
            DayBasis::Thirty360 => {
                passed(&period.accrual, (from, due_on), end).sub(passed(&period.accrual, (from, due_on), start))?
            }
            _ => basis.between(start, end).years,
        };
        segments.push(Segment {
            from: Some(start),
            to: Some(end),
            balance,
            rate: rates.on(Some(start)),
            years,
            days: Some(days),
        });
        for (_, amount) in prepaid.iter().filter(|(day, _)| *day == end) {
            balance = balance.minus(*amount)?;
        }
        start = end;
    }
    Ok(segments)
}

/// How much of the time of a period on 30/360 has passed on one of its days, in years: whole months from its first day and
/// the odd days over 360 (逐笔计息: 有整年(月)又有零头天数), or days only where it has no months; never more than the whole.
fn passed(accrual: &Accrual, (from, due_on): (Date, Date), day: Date) -> Exact {
    let time = match accrual.months {
        _ if day == due_on => *accrual,
        0 => Accrual::of_days(days(from, day), 360),
        _ => Accrual::broken(from, day),
    };
    time.years.min(accrual.years)
}

fn days(from: Date, to: Date) -> u32 {
    u32::try_from(from.days_until(to)).unwrap_or(0)
}
