//! 调整利率: the annual rate of a loan from day to day.

use super::{ContractError, Loan, Problem};
use crate::{date::Date, rate::Rate};

/// The rate at payout and its steps, the earliest first; each one changes the rate.
///
/// A step holds from its day on, that day included; a period that ends on that day has the rate before
/// it. Interest of a period with a step inside is counted in parts (分段计息).
#[derive(Clone, Debug)]
pub(super) struct Rates {
    first: Rate,
    steps: Vec<(Date, Rate)>,
}

impl Rates {
    pub(super) fn of(loan: &Loan) -> Self {
        let mut changes = loan.rate_changes.clone();
        if let (Some(end), Some(rate)) = (loan.ends_on(), loan.extended.and_then(|extended| extended.rate)) {
            changes.set(end, rate);
        }
        let mut steps = Vec::with_capacity(changes.len());
        let mut rate = loan.rate;
        for (day, next) in &changes {
            if *next != rate {
                steps.push((*day, *next));
                rate = *next;
            }
        }
        Self {
            first: loan.rate,
            steps,
        }
    }

    /// The rate on a day, or at payout.
    pub(super) fn on(&self, day: Option<Date>) -> Rate {
        let step = day.and_then(|day| self.steps.iter().rev().find(|(from, _)| *from <= day));
        step.map_or(self.first, |(_, rate)| *rate)
    }

    /// Whether the rate changes after one day and by another.
    pub(super) fn change(&self, after: Option<Date>, by: Option<Date>) -> bool {
        let (Some(after), Some(by)) = (after, by) else {
            return false;
        };
        self.steps.iter().any(|(day, _)| after < *day && *day <= by)
    }

    /// The days between two days, both left out, on which the rate changes.
    pub(super) fn between(&self, from: Date, to: Date) -> impl Iterator<Item = Date> {
        let days = self.steps.iter().map(|(day, _)| *day);
        days.filter(move |day| from < *day && *day < to)
    }
}

/// The changes of a loan come after its payout and keep within the rates that are computed.
pub(super) fn check(loan: &Loan) -> Result<(), ContractError> {
    let wrong = |problem| {
        Err(ContractError {
            field: "rate_changes",
            problem,
        })
    };
    for (day, rate) in &loan.rate_changes {
        if loan.paid_out_on.is_none_or(|payout| *day <= payout) {
            return wrong(Problem::OutsideTerm);
        }
        if let Err(problem) = crate::contract::rate(*rate) {
            return wrong(problem);
        }
    }
    Ok(())
}
