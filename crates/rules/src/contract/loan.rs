//! Loans: what is repaid and what interest is paid on which day.

use litemap::LiteMap;

use super::{ContractError, Problem, basis::DayBasis};
use crate::{date::Date, dated::Dated, money::Money, rate::Rate, term::Term};

mod annuity;
mod bullet;
mod calendar;
#[cfg(test)]
mod cases;
mod equal_payment;
mod equal_principal;
mod extension;
mod flat;
mod interest_only;
mod method;
mod prepaid_in_full;
mod prepayment;
#[cfg(test)]
mod properties;
mod rate_changes;
mod repayment;
mod repricing;
mod schedule;
mod segments;
mod table;
mod years;

pub use extension::Extension;
pub use prepayment::AfterPrepayment;
pub use repayment::{Frequency, Repayment, Settlement};
pub use repricing::{Repricing, RepricingDay};
pub use schedule::{Event, Row, Schedule, Totals};
pub use segments::Segment;

/// A loan as agreed: one payout, an annual rate that may change, and what happened on the way.
///
/// ```
/// use huisuan_rules::contract::{Loan, Repayment};
/// let loan = Loan::new("100万元".parse()?, "4.35%".parse()?, "36个月".parse()?, Repayment::EqualPayment);
/// let schedule = loan.schedule()?;
/// assert_eq!(schedule.instalment.map(|m| m.grouped()), Some("29,679.93".into()));
/// assert_eq!(schedule.totals.interest.to_string(), "68477.65");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// What happens on a day needs the day of payout.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Loan {
    /// The amount paid out, at most [`MAX_AMOUNT`](super::MAX_AMOUNT).
    pub principal: Money,
    /// The annual rate at payout, at most [`MAX_RATE`](super::MAX_RATE).
    pub rate: Rate,
    /// The day of payout. Without it a schedule in whole months still has its amounts, by number.
    pub paid_out_on: Option<Date>,
    /// From payout to the last payment.
    pub term: Term,
    /// How principal and interest are repaid.
    pub repayment: Repayment,
    /// How days become a fraction of a year.
    pub basis: DayBasis,
    /// How often an instalment falls due.
    pub frequency: Frequency,
    /// On which days interest alone falls due; the [usual ones](Repayment::default_settlement) where it is
    /// not given.
    pub settlement: Option<Settlement>,
    /// The first due date of instalments, or of interest settled on the same day, where it is not a whole
    /// period after the payout.
    pub first_due_on: Option<Date>,
    /// 宽限期: the number of first periods of 等额本息 or 等额本金 in which only interest is paid.
    pub grace: u32,
    /// The principal that a table repays, by day.
    pub repayments: Dated<Money>,
    /// The annual rate from a day on.
    pub rate_changes: Dated<Rate>,
    /// The principal that is repaid early, by day.
    pub prepayments: Dated<Money>,
    /// The day on which everything is repaid early.
    pub prepaid_in_full_on: Option<Date>,
    /// What a prepayment does to a loan with instalments.
    pub after_prepayment: AfterPrepayment,
    /// A later last day.
    pub extended: Option<Extension>,
}

impl Loan {
    /// A loan without dates and events, on the [usual basis](Repayment::default_basis) of its repayment.
    pub const fn new(principal: Money, rate: Rate, term: Term, repayment: Repayment) -> Self {
        Self {
            principal,
            rate,
            paid_out_on: None,
            term,
            repayment,
            basis: repayment.default_basis(),
            frequency: Frequency::Monthly,
            settlement: None,
            first_due_on: None,
            grace: 0,
            repayments: Dated::NONE,
            rate_changes: Dated::NONE,
            prepayments: Dated::NONE,
            prepaid_in_full_on: None,
            after_prepayment: AfterPrepayment::LowerInstalment,
            extended: None,
        }
    }

    /// The last day of the term, before any extension; `None` without a day of payout or beyond the
    /// calendar.
    pub fn ends_on(&self) -> Option<Date> {
        self.paid_out_on.and_then(|from| self.term.end(from))
    }

    /// Every payment until the loan is repaid.
    ///
    /// Interest of a period is the sum of `balance × annual rate × time` over its segments, rounded half
    /// up to the fen when it falls due; the last payment repays what is left, so the parts of principal
    /// add up exactly.
    ///
    /// The instalment of 等额本息 is a whole number of fen computed at a twelfth of the annual rate.
    /// What that leaves grows with the balance and meets the last payment: some fen in usual loans,
    /// more where the rate and the term are far beyond them or where interest is counted in days.
    ///
    /// # Errors
    /// [`ContractError`] names the first field that does not fit, as [`Loan::check`] finds it, or of which a due date or an amount
    /// becomes too large.
    pub fn schedule(&self) -> Result<Schedule, ContractError> {
        self.check()?;
        let calendar = calendar::of(self)?;
        if self.grace_periods() > calendar.last {
            return wrong("grace", Problem::OutsideTerm);
        }
        schedule::build(self, &calendar)
    }

    /// The interest paid in each calendar year by the dates on which it falls due, as rules about
    /// interest paid (实际支付的利息) count it. It needs the day of payout.
    ///
    /// # Errors
    /// As [`Loan::schedule`]; [`Problem::Missing`] without a day of payout.
    pub fn interest_by_year(&self) -> Result<LiteMap<i32, Money>, ContractError> {
        self.schedule()?.interest_by_year()
    }

    /// The first field that does not fit, in the order of the fields.
    ///
    /// # Errors
    /// [`ContractError`] is that field with its [`Problem`].
    pub fn check(&self) -> Result<(), ContractError> {
        let at = |field| move |problem| ContractError { field, problem };
        super::amount(self.principal).map_err(at("principal"))?;
        super::rate(self.rate).map_err(at("rate"))?;
        super::term(self.term).map_err(at("term"))?;
        let whole = matches!(self.term, Term::Months(_));
        if self.repayment.has_instalments() && !whole {
            return wrong("term", Problem::NotWholeMonths);
        }
        if self.paid_out_on.is_none() && self.has_days() {
            return Err(NO_DATE);
        }
        if self.paid_out_on.is_some() && self.ends_on().is_none() {
            return Err(OUTSIDE);
        }
        if let Some(first) = self.first_due_date() {
            if self.paid_out_on.is_some_and(|payout| first <= payout) {
                return wrong("first_due_on", Problem::NotAfter { other: "paid_out_on" });
            }
            if self.ends_on().is_some_and(|end| first > end) {
                return wrong("first_due_on", Problem::OutsideTerm);
            }
        }
        if self.repayment == Repayment::Flat {
            flat::check(self)?;
        }
        rate_changes::check(self)?;
        prepayment::check(self)?;
        prepaid_in_full::check(self)?;
        extension::check(self)
    }

    /// Whether the schedule needs the day of payout.
    pub(crate) fn needs_dates(&self) -> bool {
        let broken = matches!(self.term, Term::Days(_)) && self.repayment.settles_interest();
        self.has_days()
            || broken
            || self.repayment == Repayment::Table
            || self.settled() == Some(Settlement::Twentieth)
            || self.basis.needs_dates(Some(self.term))
    }

    /// The annual rate on a day.
    pub fn rate_on(&self, day: Option<Date>) -> Rate {
        rate_changes::Rates::of(self).on(day)
    }

    /// Whether something happens on a day, which needs the day of payout.
    pub(crate) fn has_days(&self) -> bool {
        self.first_due_date().is_some()
            || !self.rate_changes.is_empty()
            || !self.prepayments.is_empty()
            || self.prepaid_in_full_on.is_some()
            || self.extended.is_some()
    }

    /// The day from which due dates are counted, where one is given and counts.
    fn first_due_date(&self) -> Option<Date> {
        let counts = self.repayment.has_first_due_date(self.settlement);
        self.first_due_on.filter(|_| counts)
    }

    /// On which days interest alone falls due, where it does.
    pub(crate) fn settled(&self) -> Option<Settlement> {
        self.repayment.settled(self.settlement)
    }

    /// The months from one due date to the next.
    fn step(&self) -> u32 {
        match self.repayment {
            Repayment::InterestMonthly => 1,
            Repayment::InterestQuarterly => 3,
            Repayment::EqualPayment
            | Repayment::EqualPrincipal
            | Repayment::Bullet
            | Repayment::Flat
            | Repayment::Table => self.frequency.months(),
        }
    }

    /// Whether a day lies between payout and the last day, both left out.
    fn runs_on(&self, day: Date) -> bool {
        let last = self.extended.map(|extended| extended.to).or_else(|| self.ends_on());
        self.paid_out_on.is_some_and(|payout| payout < day) && last.is_some_and(|last| day < last)
    }

    /// The number of first periods in which only interest is paid, where principal would be.
    fn grace_periods(&self) -> usize {
        if self.repayment.amortises() {
            usize::try_from(self.grace).unwrap_or(usize::MAX)
        } else {
            0
        }
    }
}

fn wrong<T>(field: &'static str, problem: Problem) -> Result<T, ContractError> {
    Err(ContractError { field, problem })
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

    #[test]
    fn whatever_happens_on_a_day_needs_the_day_of_payout() {
        #[track_caller]
        fn check(change: impl Fn(&mut Loan)) {
            let mut loan = loan("100万元", "12个月", Repayment::EqualPayment);
            assert!(!loan.has_days() && loan.check().is_ok());
            change(&mut loan);
            assert!(loan.has_days());
            assert_eq!(loan.check(), Err(NO_DATE));
        }
        let day: Date = "2026-03-15".parse().unwrap();
        check(|l| l.first_due_on = Some(day));
        check(|l| l.rate_changes = [(day, Rate::ONE)].into_iter().collect());
        check(|l| l.prepayments = [(day, Money::ZERO)].into_iter().collect());
        check(|l| l.prepaid_in_full_on = Some(day));
        check(|l| l.extended = Some(Extension { to: day, rate: None }));
    }

    #[test]
    fn a_first_due_date_counts_only_where_payments_follow_it() {
        #[track_caller]
        fn check(repayment: Repayment, settlement: Option<Settlement>, counts: bool) {
            let mut loan = loan("100万元", "12个月", repayment);
            loan.settlement = settlement;
            loan.first_due_on = Some("2026-03-15".parse().unwrap());
            assert_eq!(loan.has_days(), counts, "{repayment:?} {settlement:?}");
        }
        check(Repayment::EqualPrincipal, None, true);
        check(Repayment::InterestQuarterly, Some(Settlement::SameDay), true);
        // Interest settled on the twentieth falls due by the calendar, and a bullet loan has one payment only.
        check(Repayment::InterestQuarterly, Some(Settlement::Twentieth), false);
        check(Repayment::Bullet, None, false);
    }

    #[test]
    fn interest_by_the_month_or_the_quarter_is_paid_whatever_the_frequency_of_instalments() {
        for (repayment, frequency, rows) in [
            (Repayment::InterestMonthly, Frequency::Quarterly, 12),
            (Repayment::InterestQuarterly, Frequency::Monthly, 4),
            (Repayment::EqualPayment, Frequency::Quarterly, 4),
        ] {
            let mut loan = loan("100万元", "12个月", repayment);
            loan.frequency = frequency;
            loan.settlement = Some(Settlement::SameDay);
            loan.paid_out_on = Some("2026-01-15".parse().unwrap());
            assert_eq!(loan.schedule().unwrap().rows.len(), rows, "{repayment:?}");
        }
    }
}
