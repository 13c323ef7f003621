//! Loans: what is repaid and what interest is paid on which day.

use std::collections::BTreeMap;

use super::{At, ContractError, Problem, basis::DayBasis};
use crate::{date::Date, money::Money, rate::Rate, term::Term};

mod annuity;
mod periods;
#[cfg(test)]
mod properties;
mod repayment;
mod schedule;

pub use repayment::Repayment;
pub use schedule::{Row, Schedule, Segment, Totals};

/// A loan as agreed: one payout, one annual rate, no events on the way.
///
/// ```
/// use huisuan_rules::contract::{Loan, Repayment};
/// let loan = Loan::new("100万元".parse()?, "4.35%".parse()?, "36个月".parse()?, Repayment::EqualPayment);
/// let schedule = loan.schedule()?;
/// assert_eq!(schedule.instalment.map(|m| m.grouped()), Some("29,679.93".into()));
/// assert_eq!(schedule.totals.interest.to_string(), "68477.65");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Loan {
    /// The amount paid out, at most [`MAX_AMOUNT`](super::MAX_AMOUNT).
    pub principal: Money,
    /// The annual rate of the contract, at most [`MAX_RATE`](super::MAX_RATE).
    pub rate: Rate,
    /// The day of payout. Without it a schedule in whole months still has its amounts, by number.
    pub paid_out_on: Option<Date>,
    /// From payout to the last payment.
    pub term: Term,
    /// How principal and interest are repaid.
    pub repayment: Repayment,
    /// How days become a fraction of a year.
    pub basis: DayBasis,
}

impl Loan {
    /// A loan without dates on the [usual basis](Repayment::default_basis) of its repayment.
    pub const fn new(principal: Money, rate: Rate, term: Term, repayment: Repayment) -> Self {
        Self {
            principal,
            rate,
            paid_out_on: None,
            term,
            repayment,
            basis: repayment.default_basis(),
        }
    }

    /// The day of the last payment; `None` without a day of payout or beyond the calendar.
    pub fn ends_on(&self) -> Option<Date> {
        self.paid_out_on.and_then(|from| self.term.end(from))
    }

    /// Every payment until the loan is repaid.
    ///
    /// Interest of a period is `balance × annual rate × time`, rounded half up to the fen when it
    /// falls due; the last payment repays what is left, so the parts of principal add up exactly.
    ///
    /// The instalment of 等额本息 is a whole number of fen computed at a twelfth of the annual rate.
    /// What that leaves grows with the balance and meets the last payment: some fen in usual loans,
    /// more where the rate and the term are far beyond them or where interest is counted in days.
    pub fn schedule(&self) -> Result<Schedule, ContractError> {
        super::amount(self.principal).at("principal")?;
        super::rate(self.rate).at("rate")?;
        super::term(self.term).at("term")?;
        let periods = periods::of(self)?;
        schedule::build(self, &periods)
    }

    /// The interest paid in each calendar year by the dates on which it falls due, as rules about
    /// interest paid (实际支付的利息) count it. It needs the day of payout.
    pub fn interest_by_year(&self) -> Result<BTreeMap<i32, Money>, ContractError> {
        self.schedule()?.interest_by_year()
    }
}

const NO_DATE: ContractError = ContractError {
    field: "paid_out_on",
    problem: Problem::Missing,
};

const OUTSIDE: ContractError = ContractError {
    field: "paid_out_on",
    problem: Problem::OutsideCalendar,
};

#[cfg(test)]
mod tests {
    use super::*;

    fn loan(principal: &str, term: &str, repayment: Repayment) -> Loan {
        Loan::new(
            principal.parse().unwrap(),
            "4.35%".parse().unwrap(),
            term.parse().unwrap(),
            repayment,
        )
    }

    /// Number, principal, interest, payment and balance of a row.
    fn row(schedule: &Schedule, number: usize) -> String {
        let row = schedule.rows.get(number - 1).unwrap();
        assert_eq!(row.number, u32::try_from(number).unwrap());
        format!(
            "{} + {} = {}, {}",
            row.principal, row.interest, row.payment, row.closing
        )
    }

    #[test]
    fn equal_payments_keep_one_amount_until_the_last() {
        let schedule = loan("100万元", "36个月", Repayment::EqualPayment).schedule().unwrap();
        assert_eq!(schedule.instalment, Some("29679.93".parse().unwrap()));
        assert_eq!(row(&schedule, 1), "26054.93 + 3625.00 = 29679.93, 973945.07");
        assert_eq!(row(&schedule, 2), "26149.38 + 3530.55 = 29679.93, 947795.69");
        assert_eq!(row(&schedule, 36), "29572.90 + 107.20 = 29680.10, 0.00");
        assert_eq!(schedule.totals.interest.to_string(), "68477.65");
    }

    #[test]
    fn equal_principal_repays_the_same_part_until_the_last() {
        let schedule = loan("100万元", "36个月", Repayment::EqualPrincipal).schedule().unwrap();
        assert_eq!(row(&schedule, 1), "27777.78 + 3625.00 = 31402.78, 972222.22");
        assert_eq!(row(&schedule, 36), "27777.70 + 100.69 = 27878.39, 0.00");
        assert_eq!(schedule.totals.interest.to_string(), "67062.50");
        assert_eq!(schedule.instalment, None);
    }

    #[test]
    fn interest_first_repays_the_principal_at_the_end() {
        let schedule = loan("100万元", "12个月", Repayment::InterestMonthly)
            .schedule()
            .unwrap();
        assert_eq!(row(&schedule, 1), "0.00 + 3625.00 = 3625.00, 1000000.00");
        assert_eq!(row(&schedule, 12), "1000000.00 + 3625.00 = 1003625.00, 0.00");
        assert_eq!(schedule.totals.interest.to_string(), "43500.00");
    }

    #[test]
    fn a_bullet_loan_depends_on_the_day_count() {
        for (basis, interest) in [
            (DayBasis::Act360, "44104.17"),
            (DayBasis::Act365, "43500.00"),
            (DayBasis::ActAct, "43500.00"),
            (DayBasis::Thirty360, "43500.00"),
        ] {
            let mut loan = loan("100万元", "12个月", Repayment::Bullet);
            loan.paid_out_on = Some("2026-01-15".parse().unwrap());
            loan.basis = basis;
            let schedule = loan.schedule().unwrap();
            assert_eq!(schedule.totals.interest.to_string(), interest, "{}", basis.id());
            assert_eq!(schedule.rows.len(), 1);
            assert_eq!(loan.ends_on(), Some("2027-01-15".parse().unwrap()));
        }
        let large = loan("999999999999.99", "365天", Repayment::Bullet).schedule().unwrap();
        assert_eq!(large.totals.interest.to_string(), "44104166666.67");
    }

    #[test]
    fn quarterly_interest_is_settled_on_the_twentieth() {
        let mut loan = loan("100万元", "12个月", Repayment::InterestQuarterly);
        loan.paid_out_on = Some("2026-01-15".parse().unwrap());
        let schedule = loan.schedule().unwrap();
        let rows: Vec<String> = schedule
            .rows
            .iter()
            .map(|r| format!("{} {} {}", r.due_on.unwrap(), r.accrual.days, r.interest))
            .collect();
        assert_eq!(
            rows,
            [
                "2026-03-21 65 7854.17",
                "2026-06-21 92 11116.67",
                "2026-09-21 92 11116.67",
                "2026-12-21 91 10995.83",
                "2027-01-15 25 3020.83",
            ]
        );
        let years = loan.interest_by_year().unwrap();
        let years: Vec<String> = years.iter().map(|(y, m)| format!("{y} {m}")).collect();
        assert_eq!(years, ["2026 41083.34", "2027 3020.83"]);
    }

    #[test]
    fn nothing_borrowed_costs_nothing() {
        let schedule = loan("0", "36个月", Repayment::EqualPayment).schedule().unwrap();
        assert_eq!(schedule.instalment, Some(Money::ZERO));
        assert_eq!(schedule.totals, Totals::default());
    }

    #[test]
    fn without_interest_the_principal_is_split_and_the_last_part_closes_it() {
        let mut loan = loan("100元", "3个月", Repayment::EqualPayment);
        loan.rate = Rate::ZERO;
        let schedule = loan.schedule().unwrap();
        assert_eq!(row(&schedule, 1), "33.33 + 0.00 = 33.33, 66.67");
        assert_eq!(row(&schedule, 3), "33.34 + 0.00 = 33.34, 0.00");
    }

    #[test]
    fn what_is_missing_or_beyond_a_limit_is_named() {
        #[track_caller]
        fn check(change: impl Fn(&mut Loan), field: &'static str, problem: Problem) {
            let mut loan = loan("100万元", "12个月", Repayment::EqualPayment);
            change(&mut loan);
            assert_eq!(loan.schedule(), Err(ContractError { field, problem }));
        }
        let max = super::super::MAX_AMOUNT;
        let above = max.plus(Money::from_fen(1).unwrap()).unwrap();
        check(|l| l.principal = above, "principal", Problem::AboveAmount { max });
        check(|l| l.principal = "-1".parse().unwrap(), "principal", Problem::Negative);
        let max = super::super::MAX_RATE;
        check(
            |l| l.rate = "100.01%".parse().unwrap(),
            "rate",
            Problem::AboveRate { max },
        );
        check(|l| l.rate = "-1BP".parse().unwrap(), "rate", Problem::Negative);
        check(|l| l.term = Term::Days(90), "term", Problem::NotWholeMonths);
        check(
            |l| l.term = Term::Months(0),
            "term",
            Problem::Term(crate::TermError::Zero),
        );
        check(
            |l| l.term = Term::Months(601),
            "term",
            Problem::Term(crate::TermError::TooLong),
        );
        check(|l| l.basis = DayBasis::Act365, "paid_out_on", Problem::Missing);
        check(
            |l| l.repayment = Repayment::InterestQuarterly,
            "paid_out_on",
            Problem::Missing,
        );
        check(
            |l| l.paid_out_on = Some("2200-06-01".parse().unwrap()),
            "paid_out_on",
            Problem::OutsideCalendar,
        );
        let undated = loan("100万元", "12个月", Repayment::EqualPayment);
        assert_eq!(undated.interest_by_year(), Err(NO_DATE));
    }
}
