//! 利随本清 (到期一次还本付息).

use super::{ContractError, Loan, NO_DATE, calendar::Period};
use crate::{
    contract::basis::{Accrual, DayBasis},
    date::Date,
    term::Term,
};

/// One period from payout to the end, and one payment of `principal + principal × rate × time`, the
/// interest half up to the fen; yuan.
///
/// On 30/360 a term in months is months / 12 (对年对月) and one in days is days / 360. 人民币利率管理:
/// 逐笔计息, interest by whole months at the monthly and by days at the daily rate.
pub(super) fn period(loan: &Loan, dates: Option<(Date, Date)>) -> Result<Period, ContractError> {
    let accrual = match (loan.term, dates) {
        (Term::Months(months), _) => loan.basis.months(months, dates),
        (Term::Days(days), None) => loan.basis.days(days),
        (Term::Days(_), Some(dates)) => Some(time(loan, dates)),
    };
    Ok(Period {
        from: dates.map(|(from, _)| from),
        due_on: dates.map(|(_, end)| end),
        accrual: accrual.ok_or(NO_DATE)?,
    })
}

/// The time between two days that need not be a whole term.
pub(super) fn time(loan: &Loan, (from, to): (Date, Date)) -> Accrual {
    match (loan.basis, loan.term) {
        (DayBasis::Thirty360, Term::Months(_)) => Accrual::broken(from, to),
        (DayBasis::Thirty360, Term::Days(_)) => Accrual::of_days(DayBasis::Act360.between(from, to).days, 360),
        _ => loan.basis.between(from, to),
    }
}
