//! Interest by calendar year: as paid, and as it accrued.

use litemap::LiteMap;

use super::{ContractError, Loan, NO_DATE, Repayment, Row, Schedule, Segment};
use crate::{
    contract::{At, DayBasis, basis::calendar_years},
    exact::{ArithmeticError, Exact, Rounding},
    money::Money,
};

impl Schedule {
    /// The interest paid in each calendar year by due date. Years without a payment are missing.
    ///
    /// # Errors
    /// [`ContractError`] of `paid_out_on` for a schedule without dates, of `principal` for a sum that is too large.
    pub fn interest_by_year(&self) -> Result<LiteMap<i32, Money>, ContractError> {
        let mut years = LiteMap::new();
        for row in &self.rows {
            let year = row.due_on.ok_or(NO_DATE)?.year();
            let sum: &mut Money = years.entry(year).or_default();
            *sum = sum.plus(row.interest).at("principal")?;
        }
        Ok(years)
    }

    /// The interest that accrued on the days of each calendar year, of a loan and its schedule.
    ///
    /// The rounded interest of each payment is spread over the years by the unrounded interest of its
    /// segments in each of them, by days for 等本等息; the fen that are left go to the largest
    /// remainders, of equal ones to the earlier year. So it sums to the interest paid.
    ///
    /// # Errors
    /// [`ContractError`] of `paid_out_on` for a schedule without dates, of `principal` where a weight needs more than 128 bits.
    pub fn accrued_by_year(&self, loan: &Loan) -> Result<LiteMap<i32, Money>, ContractError> {
        let mut years = LiteMap::new();
        for row in &self.rows {
            row.due_on.ok_or(NO_DATE)?;
            spread(loan, row, &mut years).at("principal")?;
        }
        Ok(years)
    }
}

fn spread(loan: &Loan, row: &Row, years: &mut LiteMap<i32, Money>) -> Result<(), ArithmeticError> {
    let mut weights: Vec<(i32, Exact)> = Vec::new();
    for segment in &row.segments {
        for (year, weight) in by_year(loan, segment)? {
            match weights.last_mut() {
                Some((last, sum)) if *last == year => *sum = sum.add(weight)?,
                _ => weights.push((year, weight)),
            }
        }
    }
    let total = Exact::sum(weights.iter().map(|(_, weight)| *weight))?;
    let mut parts = Vec::with_capacity(weights.len());
    let mut left = row.interest;
    for (year, weight) in &weights {
        // Interest that rounds to nothing from nothing is nothing in each year.
        let share = if total.is_zero() {
            Exact::ZERO
        } else {
            weight.div(total)?
        };
        let exact = row.interest.exact().mul(share)?;
        let part = exact.round_to_fen(Rounding::Down)?;
        left = left.minus(part)?;
        parts.push((*year, part, exact.sub(part.exact())?));
    }
    let fen = Money::from_fen(1)?;
    while !left.is_zero() && !total.is_zero() {
        // The first of the largest remainders.
        let mut largest: Option<&mut (i32, Money, Exact)> = None;
        for part in &mut parts {
            if largest.as_ref().is_none_or(|known| part.2 > known.2) {
                largest = Some(part);
            }
        }
        let Some(part) = largest else { break };
        part.1 = part.1.plus(fen)?;
        part.2 = Exact::ZERO;
        left = left.minus(fen)?;
    }
    for (year, part, _) in parts {
        let sum: &mut Money = years.entry(year).or_default();
        *sum = sum.plus(part)?;
    }
    Ok(())
}

/// The unrounded interest of a segment in each of its calendar years.
fn by_year(loan: &Loan, segment: &Segment) -> Result<Vec<(i32, Exact)>, ArithmeticError> {
    let (Some(from), Some(to)) = (segment.from, segment.to) else {
        return Ok(Vec::new());
    };
    let all = Exact::integer(from.days_until(to));
    let interest = segment.interest()?;
    calendar_years(from, to)
        .map(|(year, from, to)| {
            let days = Exact::integer(from.days_until(to));
            let weight = match (loan.repayment, loan.basis) {
                (Repayment::Flat, _) => days,
                (_, DayBasis::ActAct) => {
                    let time = DayBasis::ActAct.between(from, to).years;
                    segment.balance.exact().mul(segment.rate.exact().mul(time)?)?
                }
                _ => interest.mul(days.div(all)?)?,
            };
            Ok((year, weight))
        })
        .collect()
}
