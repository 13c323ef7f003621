//! Methods and events by hand: the numbers were computed apart from the engine, row by row.

use super::{
    AfterPrepayment, Extension, Frequency, Loan, Problem, Repayment, Repricing, RepricingDay, Schedule, Settlement,
};
use crate::{
    Date, Money, Rate,
    contract::{ContractError, DayBasis},
    lpr::{Fixing, Lpr, Tenor},
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

#[test]
fn a_schedule_needs_the_day_of_payout_only_where_days_are_counted() {
    let needs = |repayment: Repayment, term: &str| loan(repayment, term).needs_dates();
    assert!(!needs(Repayment::EqualPayment, "12个月"));
    assert!(needs(Repayment::Bullet, "12个月"), "days over 360");
    assert!(!needs(Repayment::Bullet, "90天"));
    assert!(needs(Repayment::InterestMonthly, "90天"), "a broken month at the end");
    let twentieth = Loan {
        settlement: Some(Settlement::Twentieth),
        ..loan(Repayment::InterestQuarterly, "12个月")
    };
    assert!(twentieth.needs_dates());
}

/// 12万元 at 6%, paid out on 15 January 2026.
fn loan(repayment: Repayment, term: &str) -> Loan {
    Loan {
        paid_out_on: Some(day("2026-01-15")),
        ..Loan::new(money("120000"), rate("6%"), term.parse().unwrap(), repayment)
    }
}

fn yearly(repayment: Repayment) -> Loan {
    loan(repayment, "12个月")
}

fn schedule(loan: &Loan) -> Schedule {
    loan.schedule().unwrap()
}

/// Day, principal, interest and balance of the rows from one number on, with their event.
#[track_caller]
fn rows(schedule: &Schedule, from: usize, expected: &[&str]) {
    let rows: Vec<String> = schedule
        .rows
        .iter()
        .skip(from)
        .take(expected.len())
        .map(|row| {
            let due_on = row.due_on.map(|day| day.to_string()).unwrap_or_default();
            let event = row.event.map(|event| format!(" {}", event.id())).unwrap_or_default();
            let (number, closing) = (row.number, row.closing);
            format!(
                "{number} {due_on} {} + {}, {closing}{event}",
                row.principal, row.interest
            )
        })
        .collect();
    assert_eq!(rows, expected);
}

#[track_caller]
fn refused(loan: &Loan, field: &'static str, problem: Problem) {
    assert_eq!(loan.schedule(), Err(ContractError { field, problem }));
}

mod early;
mod methods;
mod rates;
