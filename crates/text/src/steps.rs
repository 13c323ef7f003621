//! Steps as they are told: a base and the share of it are one sentence; formulas are the same in both languages.

use rules::Exact;
use rules::outcome::{Outcome, Period};
use rules::trace::Step;

use crate::number::{equals, percent, term};
use crate::{Sentence, Words, in_language};

/// Most parts that the formula of a total writes out.
const MOST_PARTS: usize = 12;

/// A share of a named base.
pub(crate) struct ShareOf<'a> {
    pub(crate) fact: &'a str,
    pub(crate) period: Option<Period>,
    /// The number of the contract, from 0, where there are several.
    pub(crate) contract: Option<usize>,
    pub(crate) share: Exact,
    pub(crate) base: Exact,
    pub(crate) result: Exact,
}

pub(crate) fn steps(words: &Words<'_>, outcome: &Outcome) -> Vec<Sentence> {
    let several = outcome
        .steps
        .iter()
        .any(|step| matches!(step, Step::Base { contract: Some(number), .. } if *number > 0));
    let mut sentences = Vec::new();
    let mut rest = outcome.steps.as_slice();
    // What the computation has come to, for formulas that go on from it.
    let mut so_far = None;
    while let [step, after @ ..] = rest {
        rest = after;
        let numbered = |contract: &Option<usize>| contract.filter(|_| several);
        let told = match (step, after) {
            (
                Step::Base {
                    fact, period, contract, ..
                },
                [
                    Step::Share {
                        share, base, result, ..
                    },
                    after @ ..,
                ],
            ) => {
                rest = after;
                so_far = Some(*result);
                let share_of = ShareOf {
                    fact,
                    period: *period,
                    contract: numbered(contract),
                    share: *share,
                    base: *base,
                    result: *result,
                };
                Sentence {
                    text: in_language!(words.language, step::share_of(words, &share_of)),
                    formula: Some(product(words, *base, *share, *result)),
                }
            }
            (step, _) => {
                let formula = formula(words, outcome, step, so_far);
                so_far = match step {
                    Step::Slice { result, .. } => so_far.unwrap_or(Exact::ZERO).add(*result).ok(),
                    Step::Share { result, .. } | Step::Factor { result, .. } | Step::Less { result, .. } => {
                        Some(*result)
                    }
                    _ => None,
                };
                let contract = match step {
                    Step::Base { contract, .. } => numbered(contract),
                    _ => None,
                };
                Sentence {
                    text: in_language!(words.language, step::step(words, outcome, step, contract)),
                    formula,
                }
            }
        };
        sentences.push(told);
    }
    sentences
}

/// Whether the parts of an amount are years, each only once.
pub(crate) fn years(outcome: &Outcome) -> bool {
    let mut periods = outcome.periods.iter().map(|line| line.period);
    let mut last = periods.next().flatten();
    last.is_some()
        && periods.all(|period| {
            let later = period > last;
            last = period;
            later
        })
}

fn product(words: &Words<'_>, base: Exact, share: Exact, result: Exact) -> String {
    format!("{} × {} {}", term(base), percent(words.language, share), equals(result))
}

fn formula(words: &Words<'_>, outcome: &Outcome, step: &Step, so_far: Option<Exact>) -> Option<String> {
    Some(match step {
        Step::Share {
            share, base, result, ..
        } => product(words, *base, *share, *result),
        Step::Slice {
            part, share, result, ..
        } => product(words, *part, *share, *result),
        Step::Factor { factor, result, .. } => {
            format!("{} × {factor} {}", term(so_far?), equals(*result))
        }
        Step::Less { amount, result, .. } => {
            format!("max(0, {} − {}) {}", term(so_far?), term(*amount), equals(*result))
        }
        Step::Cap { sum, cap, .. } => {
            format!("min({}, {}) {}", term(*sum), term(*cap), equals((*sum).min(*cap)))
        }
        Step::Round { from, to, .. } => format!("{} → {}", term(*from), to.grouped()),
        Step::Total { amount, .. } => {
            if outcome.periods.len() > MOST_PARTS {
                return None;
            }
            let parts: Vec<String> = outcome.periods.iter().map(|line| line.amount.grouped()).collect();
            format!("{} = {}", parts.join(" + "), amount.grouped())
        }
        Step::Base { .. }
        | Step::Tier { .. }
        | Step::ReferenceRate { .. }
        | Step::LoanInterest { .. }
        | Step::PrincipalLimit { .. }
        | Step::TimeLimit { .. }
        | Step::PerPayment { .. } => return None,
    })
}
