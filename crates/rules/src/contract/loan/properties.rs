//! What holds for every loan, whatever its numbers and events.

use proptest::prelude::*;

use super::{AfterPrepayment, Event, Extension, Frequency, Loan, Problem, Repayment, Schedule, Settlement};
use crate::{
    Date, Dated, Exact, Money, Rate, Rounding, Term,
    contract::{DayBasis, MAX_RATE},
};

/// The methods that need no table.
fn without_table() -> Vec<Repayment> {
    let all = Repayment::ALL.into_iter();
    all.filter(|method| *method != Repayment::Table).collect()
}

fn fen(fen: i128) -> Money {
    Money::from_fen(fen).unwrap()
}

fn points(points: i32) -> Rate {
    Rate::from_basis_points(points).unwrap()
}

fn any_loan() -> impl Strategy<Value = Loan> {
    let amount = (0..=100_000_000_000_000_i128, 0_u32..46).prop_map(|(fen, size)| fen >> size);
    let rate = prop_oneof![0..=10_000_i32, 0..=1000_i32];
    let method = proptest::sample::select(without_table());
    let basis = proptest::sample::select(DayBasis::ALL.to_vec());
    let frequency = proptest::sample::select(Frequency::ALL.to_vec());
    let settlement = proptest::option::of(proptest::sample::select(Settlement::ALL.to_vec()));
    let rhythm = (frequency, settlement, proptest::option::of(1..=120_i32));
    (amount, rate, 1..=600_u32, method, basis, 0..=73_000_i32, rhythm).prop_map(
        |(amount, rate, months, repayment, basis, day, (frequency, settlement, first))| {
            let payout = Date::new(1950, 1, 1).unwrap().plus_days(day).unwrap();
            let end = payout.plus_months(months.cast_signed()).unwrap();
            Loan {
                paid_out_on: Some(payout),
                basis,
                frequency,
                settlement,
                first_due_on: first
                    .and_then(|days| payout.plus_days(days))
                    .filter(|first| *first <= end),
                ..Loan::new(fen(amount), points(rate), Term::Months(months), repayment)
            }
        },
    )
}

/// A loan with events on days inside its term; many amounts are larger than the balance then is.
fn eventful_loan() -> impl Strategy<Value = Loan> {
    let share = 0..10_000_i64;
    let days = || proptest::collection::vec((1..10_000_i64, share.clone()), 0..4);
    let full = proptest::option::weighted(0.2, 1..10_000_i64);
    let extension = proptest::option::weighted(0.3, (1..800_i32, proptest::option::of(0..2000_i32)));
    let after = proptest::sample::select(AfterPrepayment::ALL.to_vec());
    (any_loan(), 0..6_u32, days(), days(), full, extension, after).prop_filter_map(
        "a flat loan has no events",
        |(mut loan, grace, changes, prepaid, full, extension, after)| {
            if loan.repayment == Repayment::Flat {
                return None;
            }
            let (from, end) = (loan.paid_out_on?, loan.ends_on()?);
            let day = |share: i64| {
                let days = from.days_until(end) * share / 10_000;
                from.plus_days(i32::try_from(days).ok()?).filter(|day| *day > from)
            };
            loan.grace = grace;
            loan.after_prepayment = after;
            loan.rate_changes = changes
                .into_iter()
                .filter_map(|(at, rate)| Some((day(at)?, points(i32::try_from(rate).ok()?))))
                .collect();
            loan.prepayments = prepaid
                .into_iter()
                .filter_map(|(at, part)| Some((day(at)?, fen(loan.principal.fen() * i128::from(part) / 20_000 + 1))))
                .collect();
            loan.prepaid_in_full_on = full.and_then(day);
            if let Some((days, rate)) = extension {
                let to = end.plus_days(days)?;
                loan.extended = Some(Extension {
                    to,
                    rate: rate.map(points),
                });
            }
            Some(loan)
        },
    )
}

/// The schedule of a loan, unless one of its events does not fit.
fn fitting(loan: &Loan) -> Option<Schedule> {
    match loan.schedule() {
        Ok(schedule) => Some(schedule),
        Err(error) => {
            let known = matches!(
                (error.field, error.problem),
                ("prepayments", Problem::AboveBalance | Problem::OutsideTerm)
                    | ("prepaid_in_full_on" | "grace", Problem::OutsideTerm)
            );
            assert!(known, "{error} {loan:?}");
            None
        }
    }
}

fn interest(loan: &Loan) -> i128 {
    loan.schedule().unwrap().totals.interest.fen()
}

/// What holds for every schedule.
fn consistent(loan: &Loan, schedule: &Schedule) -> Result<(), TestCaseError> {
    let mut balance = loan.principal;
    let mut number = 0;
    let mut start = loan.paid_out_on;
    for row in &schedule.rows {
        prop_assert_eq!(row.opening, balance);
        prop_assert!(!row.principal.is_negative() && !row.interest.is_negative());
        prop_assert_eq!(row.payment, row.principal.plus(row.interest).unwrap());
        balance = balance.minus(row.principal).unwrap();
        prop_assert_eq!(row.closing, balance);
        prop_assert!(row.due_on >= start);
        if row.segments.is_empty() {
            prop_assert!(row.interest.is_zero() && row.number == number);
            prop_assert!(matches!(row.event, Some(Event::Prepayment | Event::PrepaidInFull)));
            continue;
        }
        let years = Exact::sum(row.segments.iter().map(|part| part.years)).unwrap();
        prop_assert_eq!(years, row.accrual.years);
        for part in &row.segments {
            prop_assert_eq!(part.from, start);
            let days = part
                .from
                .zip(part.to)
                .and_then(|(from, to)| u32::try_from(from.days_until(to)).ok());
            prop_assert_eq!(part.days, days);
            start = part.to;
        }
        prop_assert_eq!(row.segments.last().and_then(|part| part.to), row.due_on);
        prop_assert_eq!(row.segments.last().map(|part| part.rate), Some(row.rate));
        let parts = row.segments.iter().map(|part| part.interest().unwrap());
        let interest = Exact::sum(parts).unwrap().round_to_fen(Rounding::HalfUp).unwrap();
        prop_assert_eq!(row.interest, interest);
        prop_assert!(row.number == number + 1 || row.event == Some(Event::PrepaidInFull));
        number = row.number;
    }
    prop_assert!(balance.is_zero());
    prop_assert_eq!(schedule.totals.principal, loan.principal);
    let payments = loan.principal.plus(schedule.totals.interest).unwrap();
    prop_assert_eq!(schedule.totals.payment, payments);
    let paid = schedule.interest_by_year().unwrap();
    prop_assert_eq!(Money::sum(paid.values().copied()).unwrap(), schedule.totals.interest);
    let accrued = schedule.accrued_by_year(loan).unwrap();
    prop_assert!(accrued.values().all(|year| !year.is_negative()));
    prop_assert_eq!(Money::sum(accrued.values().copied()).unwrap(), schedule.totals.interest);
    Ok(())
}

proptest! {
    #[test]
    fn every_schedule_repays_exactly_the_principal(loan in any_loan()) {
        let schedule = loan.schedule().unwrap();
        consistent(&loan, &schedule)?;
        prop_assert_eq!(schedule.rows.last().and_then(|row| row.due_on), loan.ends_on());
        prop_assert!(schedule.rows.iter().all(|row| row.event.is_none() && row.segments.len() == 1));
    }

    #[test]
    fn every_schedule_with_events_repays_exactly_the_principal(loan in eventful_loan()) {
        let Some(schedule) = fitting(&loan) else { return Ok(()) };
        consistent(&loan, &schedule)?;
        let last = loan.extended.map(|extended| extended.to).or(loan.ends_on());
        prop_assert!(schedule.rows.last().and_then(|row| row.due_on) <= last);
        let early = schedule.rows.iter().filter(|row| row.segments.is_empty()).count();
        let whole = schedule.rows.last().is_some_and(|row| row.event == Some(Event::PrepaidInFull));
        prop_assert!(early == loan.prepayments.len() || (whole && early + 1 == loan.prepayments.len()));
    }

    #[test]
    fn a_rate_change_to_the_same_rate_changes_nothing(mut loan in any_loan(), at in 1..10_000_i64) {
        if loan.repayment == Repayment::Flat {
            loan.repayment = Repayment::EqualPayment;
        }
        let (from, end) = (loan.paid_out_on.unwrap(), loan.ends_on().unwrap());
        let day = from.plus_days(i32::try_from(from.days_until(end) * at / 10_000).unwrap()).unwrap();
        prop_assume!(day > from);
        let mut changed = loan.clone();
        changed.rate_changes.set(day, loan.rate);
        prop_assert_eq!(changed.schedule(), loan.schedule());
    }

    #[test]
    fn repaying_early_costs_no_more(mut loan in any_loan(), at in 1..10_000_i64, part in 1..9_000_i128) {
        if loan.repayment == Repayment::Flat {
            loan.repayment = Repayment::EqualPayment;
        }
        // Instalments counted in months do not fit interest of days or of a broken period: see `schedule`.
        loan.basis = DayBasis::Thirty360;
        loan.first_due_on = None;
        loan.frequency = Frequency::Monthly;
        let (from, end) = (loan.paid_out_on.unwrap(), loan.ends_on().unwrap());
        let day = from.plus_days(i32::try_from(from.days_until(end) * at / 10_000).unwrap()).unwrap();
        prop_assume!(day > from);
        let before = interest(&loan);
        let allowed = slack(&loan);
        for after in AfterPrepayment::ALL {
            let mut prepaid = loan.clone();
            prepaid.after_prepayment = after;
            prepaid.prepayments.set(day, fen(loan.principal.fen() * part / 10_000));
            let Some(schedule) = fitting(&prepaid) else { return Ok(()) };
            prop_assert!(schedule.totals.interest.fen() <= before + allowed);
            prop_assert!(schedule.rows.last().and_then(|row| row.due_on) <= loan.ends_on());
        }
    }

    #[test]
    fn equal_principal_costs_no_more_than_equal_payments(mut loan in any_loan()) {
        loan.basis = DayBasis::Thirty360;
        loan.first_due_on = None;
        loan.repayment = Repayment::EqualPrincipal;
        let principal = interest(&loan);
        loan.repayment = Repayment::EqualPayment;
        let payment = interest(&loan);
        prop_assert!(principal <= payment + slack(&loan), "{} {}", principal, payment);
    }

    #[test]
    fn a_flat_loan_costs_more_than_equal_payments(mut loan in any_loan()) {
        loan.basis = DayBasis::Thirty360;
        loan.first_due_on = None;
        loan.repayment = Repayment::Flat;
        let flat = interest(&loan);
        loan.repayment = Repayment::EqualPayment;
        prop_assert!(interest(&loan) <= flat + slack(&loan));
    }

    #[test]
    fn more_principal_or_a_higher_rate_costs_no_less(loan in any_loan(), more in 0..=1_000_000_i128) {
        // Instalments counted in months do not fit interest counted in days: see `schedule`.
        let fits = loan.basis == DayBasis::Thirty360 && loan.first_due_on.is_none();
        if loan.repayment == Repayment::EqualPayment && !fits {
            return Ok(());
        }
        let before = interest(&loan);
        let higher = Loan { rate: loan.rate.plus(points(1)).unwrap(), ..loan.clone() };
        if higher.rate <= MAX_RATE {
            prop_assert!(interest(&higher) + slack(&loan) >= before);
        }
        let more = fen((loan.principal.fen() + more).min(100_000_000_000_000));
        let larger = Loan { principal: more, ..loan.clone() };
        prop_assert!(interest(&larger) + slack(&loan) >= before);
    }

    #[test]
    fn a_table_repays_what_it_says(
        days in proptest::collection::btree_set(1..4000_i32, 1..20),
        amount in 0..=1_000_000_000_i128,
        rate in 0..=2000_i32,
        basis in proptest::sample::select(DayBasis::ALL.to_vec()),
    ) {
        let payout = Date::new(2020, 1, 31).unwrap();
        let last = *days.iter().next_back().unwrap();
        let repayments: Dated<Money> = days
            .iter()
            .map(|day| (payout.plus_days(*day).unwrap(), fen(amount)))
            .collect();
        let principal = Money::sum(repayments.iter().map(|(_, amount)| *amount)).unwrap();
        let loan = Loan {
            paid_out_on: Some(payout),
            basis,
            repayments,
            ..Loan::new(principal, points(rate), Term::Days(last.cast_unsigned()), Repayment::Table)
        };
        let schedule = loan.schedule().unwrap();
        consistent(&loan, &schedule)?;
        prop_assert!(schedule.rows.iter().all(|row| row.principal == fen(amount)));
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
        let growth = fen(sum.min(100_000_000_000_000));
        sum + growth.times(month, Rounding::Up).unwrap().fen() + 1
    });
    2 * (grown + i128::from(months))
}
