//! What holds for every loan, whatever its numbers.

use proptest::prelude::*;

use super::{Loan, Repayment};
use crate::{
    Date, Exact, Money, Rate, Rounding, Term,
    contract::{DayBasis, MAX_RATE},
};

fn any_loan() -> impl Strategy<Value = Loan> {
    let fen = (0..=100_000_000_000_000_i128, 0_u32..46).prop_map(|(fen, size)| fen >> size);
    let points = prop_oneof![0..=10_000_i32, 0..=1000_i32];
    let method = proptest::sample::select(Repayment::ALL.to_vec());
    let basis = proptest::sample::select(DayBasis::ALL.to_vec());
    (fen, points, 1..=600_u32, method, basis, 0..=73_000_i32).prop_map(
        |(fen, points, months, repayment, basis, day)| Loan {
            principal: Money::from_fen(fen).unwrap(),
            rate: Rate::from_basis_points(points).unwrap(),
            paid_out_on: Date::new(1950, 1, 1).unwrap().plus_days(day),
            term: Term::Months(months),
            repayment,
            basis,
        },
    )
}

fn interest(loan: &Loan) -> i128 {
    loan.schedule().unwrap().totals.interest.fen()
}

proptest! {
    #[test]
    fn every_schedule_repays_exactly_the_principal(loan in any_loan()) {
        let schedule = loan.schedule().unwrap();
        let mut balance = loan.principal;
        let mut start = loan.paid_out_on;
        for row in &schedule.rows {
            prop_assert_eq!(row.opening, balance);
            prop_assert!(!row.principal.is_negative() && !row.interest.is_negative());
            prop_assert_eq!(row.payment, row.principal.plus(row.interest).unwrap());
            let factor = loan.rate.exact().mul(row.accrual.years).unwrap();
            let interest = balance.exact().mul(factor).unwrap();
            prop_assert_eq!(row.interest, interest.round_to_fen(Rounding::HalfUp).unwrap());
            let years = Exact::sum(row.segments.iter().map(|part| part.years)).unwrap();
            prop_assert_eq!(years, row.accrual.years);
            prop_assert_eq!(row.segments.first().and_then(|part| part.from), start);
            prop_assert_eq!(row.segments.last().and_then(|part| part.to), row.due_on);
            let [part] = row.segments.as_slice() else {
                return Err(TestCaseError::fail("one segment where nothing changes"));
            };
            prop_assert_eq!((part.balance, part.rate), (balance, loan.rate));
            let days = start.zip(row.due_on).and_then(|(from, to)| u32::try_from(from.days_until(to)).ok());
            prop_assert_eq!(part.days, days);
            start = row.due_on;
            balance = balance.minus(row.principal).unwrap();
            prop_assert_eq!(row.closing, balance);
        }
        prop_assert!(balance.is_zero());
        prop_assert_eq!(schedule.totals.principal, loan.principal);
        prop_assert_eq!(
            schedule.totals.payment,
            loan.principal.plus(schedule.totals.interest).unwrap()
        );
        let years = schedule.interest_by_year().unwrap();
        prop_assert_eq!(Money::sum(years.into_values()).unwrap(), schedule.totals.interest);
        prop_assert_eq!(schedule.rows.last().and_then(|r| r.due_on), loan.ends_on());
    }

    #[test]
    fn equal_principal_costs_no_more_than_equal_payments(mut loan in any_loan()) {
        loan.basis = DayBasis::Thirty360;
        loan.repayment = Repayment::EqualPrincipal;
        let principal = interest(&loan);
        loan.repayment = Repayment::EqualPayment;
        let payment = interest(&loan);
        prop_assert!(principal <= payment + slack(&loan), "{} {}", principal, payment);
    }

    #[test]
    fn more_principal_or_a_higher_rate_costs_no_less(loan in any_loan(), fen in 0..=1_000_000_i128) {
        // Instalments counted in months do not fit interest counted in days: see `schedule`.
        prop_assume!(loan.repayment != Repayment::EqualPayment || loan.basis == DayBasis::Thirty360);
        let before = interest(&loan);
        let higher = Loan { rate: loan.rate.plus(Rate::from_basis_points(1).unwrap()).unwrap(), ..loan };
        if higher.rate <= MAX_RATE {
            prop_assert!(interest(&higher) + slack(&loan) >= before);
        }
        let more = Money::from_fen((loan.principal.fen() + fen).min(100_000_000_000_000)).unwrap();
        let larger = Loan { principal: more, ..loan };
        prop_assert!(interest(&larger) + slack(&loan) >= before);
    }
}

/// How far rounding can move the total interest of a loan. Half a fen in the instalment and half a
/// fen in each interest stay in the balance and grow with it until the last payment.
fn slack(loan: &Loan) -> i128 {
    let month = loan.rate.exact().div(Exact::integer(12)).unwrap();
    let Term::Months(months) = loan.term else {
        return 0;
    };
    let grown = (0..months).fold(0_i128, |sum, _| {
        let growth = Money::from_fen(sum.min(100_000_000_000_000)).unwrap();
        sum + growth.times(month, Rounding::Up).unwrap().fen() + 1
    });
    2 * (grown + i128::from(months))
}
