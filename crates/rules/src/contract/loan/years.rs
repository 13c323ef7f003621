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
    /// The unrounded interest of each payment in each year (within a segment by days, on ACT/ACT by parts of a year; that of
    /// 等本等息 by days) is rounded down, and the fen that are left go to the largest remainders, of equal ones to the
    /// earlier year. So it sums to the interest paid.
    ///
    /// # Errors
    /// [`ContractError`] of `paid_out_on` for a schedule without dates, of `principal` where a sum needs more than 128 bits.
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
    let mut accrued: Vec<(i32, Exact)> = Vec::new();
    for segment in &row.segments {
        for (year, interest) in by_year(loan, row, segment)? {
            match accrued.last_mut() {
                Some((last, sum)) if *last == year => *sum = sum.add(interest)?,
                _ => accrued.push((year, interest)),
            }
        }
    }
    let mut parts = Vec::with_capacity(accrued.len());
    let mut left = row.interest;
    for (year, interest) in accrued {
        let part = interest.round_to_fen(Rounding::Down)?;
        left = left.minus(part)?;
        parts.push((year, part, interest.sub(part.exact())?));
    }
    let fen = Money::from_fen(1)?;
    while left > Money::ZERO {
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

/// The unrounded interest of a segment in each of its calendar years; of 等本等息 a share of the row's.
fn by_year(loan: &Loan, row: &Row, segment: &Segment) -> Result<Vec<(i32, Exact)>, ArithmeticError> {
    let (Some(from), Some(to)) = (segment.from, segment.to) else {
        return Ok(Vec::new());
    };
    let all = Exact::integer(from.days_until(to));
    let interest = match loan.repayment {
        Repayment::Flat => row.interest.exact(),
        _ => segment.interest()?,
    };
    calendar_years(from, to)
        .map(|(year, from, to)| {
            let interest = match loan.basis {
                DayBasis::ActAct if loan.repayment != Repayment::Flat => {
                    let time = DayBasis::ActAct.between(from, to).years;
                    segment.balance.exact().mul(segment.rate.exact().mul(time)?)?
                }
                _ => interest.mul(Exact::integer(from.days_until(to)).div(all)?)?,
            };
            Ok((year, interest))
        })
        .collect()
}
