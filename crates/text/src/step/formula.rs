//! Formulas, which are the same in both languages.

use rules::Exact;
use rules::outcome::Outcome;
use rules::trace::Step;

use crate::fill::{fill, join};
use crate::number::{equals, number, percent, term};
use crate::{Language, Words};

/// Most parts that the formula of a total writes out.
const MOST_PARTS: usize = 12;

/// A share of a base.
pub(super) fn product(words: &Words<'_>, base: &Exact, share: &Exact, result: &Exact) -> String {
    fill(
        "{0} × {1} {2}",
        &[&term(base), &percent(words.language, share), &equals(result)],
    )
}

/// The formula of a step that computes something; `so_far` is what the steps before it have come to.
pub(super) fn formula(words: &Words<'_>, outcome: &Outcome, step: &Step, so_far: Option<Exact>) -> Option<String> {
    Some(match step {
        Step::Share {
            share, base, result, ..
        } => product(words, base, share, result),
        Step::Slice {
            part, share, result, ..
        } => product(words, part, share, result),
        Step::Each {
            number: count,
            one,
            result,
            ..
        } => {
            let count = number(Language::Zh, count, 0);
            fill("{0} × {1} {2}", &[&count, &term(one), &equals(result)])
        }
        Step::Factor { factor, result, .. } => {
            let factor = number(Language::Zh, factor, 0);
            fill("{0} × {1} {2}", &[&term(&so_far?), &factor, &equals(result)])
        }
        Step::Less { amount, result, .. } => fill(
            "max(0, {0} − {1}) {2}",
            &[&term(&so_far?), &term(amount), &equals(result)],
        ),
        Step::Cap { sum, cap, .. } => {
            let least = equals(&(*sum).min(*cap));
            fill("min({0}, {1}) {2}", &[&term(sum), &term(cap), &least])
        }
        Step::Borne {
            interest,
            borne,
            result,
            ..
        } => fill(
            "{0} − {1} = {2}",
            &[&interest.grouped(), &borne.grouped(), &result.grouped()],
        ),
        Step::Round { from, to, .. } => fill("{0} → {1}", &[&term(from), &to.grouped()]),
        Step::Total { amount, .. } => {
            if outcome.periods.len() > MOST_PARTS {
                return None;
            }
            let parts: Vec<String> = outcome.periods.iter().map(|line| line.amount.grouped()).collect();
            let parts = join(&parts, " + ");
            fill("{0} = {1}", &[&parts, &amount.grouped()])
        }
        Step::Base { .. }
        | Step::Tier { .. }
        | Step::ReferenceRate { .. }
        | Step::LoanInterest { .. }
        | Step::PrincipalLimit { .. }
        | Step::SharedLimit { .. }
        | Step::ItemLimit { .. }
        | Step::DaysLimit { .. }
        | Step::PointsAtMost { .. }
        | Step::PointsLeft { .. }
        | Step::PointsOfRate { .. }
        | Step::Points { .. }
        | Step::TimeLimit { .. }
        | Step::PerPayment { .. }
        | Step::Fixed { .. }
        | Step::Ranked { .. }
        | Step::Part { .. } => return None,
    })
}
