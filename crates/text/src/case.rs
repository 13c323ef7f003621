//! What a headline is about, before it is worded.

use rules::Money;
use rules::mechanism::Mechanism;
use rules::outcome::{Outcome, Status};

use crate::Words;

/// The case of a headline.
pub(crate) struct Case {
    /// The amount, where one was computed.
    pub(crate) amount: Option<Money>,
    /// What is still open.
    pub(crate) open: Open,
    /// Some part is refused while others are not.
    pub(crate) partly: bool,
    /// The amount is the interest of a loan.
    pub(crate) of_loan: bool,
}

/// What an incomplete outcome waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    /// Nothing.
    Nothing,
    /// Conditions: the amount holds if they are met.
    Conditions,
    /// Numbers: the amount may change.
    Numbers,
    /// Both.
    Both,
}

impl Case {
    pub(crate) fn of(words: &Words<'_>, outcome: &Outcome) -> Self {
        let mechanism = words.measure(outcome).and_then(|measure| measure.mechanism.as_ref());
        Self {
            // Where the sum was too large to be computed there are no parts, and the amount says nothing.
            amount: outcome.amount.filter(|_| !outcome.periods.is_empty()),
            open: open(words, outcome),
            partly: !outcome.reasons.is_empty() && matches!(outcome.status, Status::Eligible | Status::Incomplete),
            of_loan: matches!(mechanism, Some(Mechanism::RateCeiling(_))),
        }
    }
}

/// Whether several contracts count.
pub(crate) fn several_contracts(outcome: &Outcome) -> bool {
    let mut contracts = outcome.periods.iter().filter_map(|line| line.contract);
    contracts.any(|number| number > 0)
}

/// Whether the parts of an amount are years of one contract, each only once.
pub(crate) fn in_years(outcome: &Outcome) -> bool {
    if several_contracts(outcome) {
        return false;
    }
    let mut periods = outcome.periods.iter().map(|line| line.period);
    let mut last = periods.next().flatten();
    last.is_some()
        && periods.all(|period| {
            let later = period > last;
            last = period;
            later
        })
}

/// Whether what is missing decides conditions or moves the amount.
fn open(words: &Words<'_>, outcome: &Outcome) -> Open {
    let Some(measure) = words.measure(outcome) else {
        return Open::Nothing;
    };
    let mut asked = Vec::new();
    for condition in words.plan.conditions(measure) {
        condition.each_fact(&mut |fact| asked.push(fact));
    }
    asked.extend(measure.dated);
    let mut paths: Vec<String> = Vec::new();
    for fact in asked {
        paths.push(words.plan.catalogue.path(fact));
        if let Some(spec) = words.plan.catalogue.spec(fact) {
            paths.extend(spec.from.iter().cloned());
        }
    }
    let conditions = outcome.missing.iter().any(|path| paths.contains(path));
    let numbers = outcome.missing.iter().any(|path| !paths.contains(path));
    match (conditions, numbers) {
        (false, false) => Open::Nothing,
        (true, false) => Open::Conditions,
        (false, true) => Open::Numbers,
        (true, true) => Open::Both,
    }
}
