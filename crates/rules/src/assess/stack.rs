//! Measures of which only one counts for a contract (不得重复享受).

use crate::outcome::{Assumption, Outcome};
use crate::plan::Plan;

/// Says on every outcome which others of its group pay for the same contract: nothing is added up or left out silently.
pub(super) fn mark(plan: &Plan, outcomes: &mut [Outcome]) {
    if outcomes.len() < 2 {
        return;
    }
    let group = |outcome: &Outcome| plan.measure(&outcome.measure)?.source.group.as_deref();
    let paying: Vec<(Option<&str>, Vec<usize>)> = outcomes
        .iter()
        .map(|outcome| (group(outcome), contracts(outcome)))
        .collect();
    let names: Vec<String> = outcomes.iter().map(|outcome| outcome.measure.clone()).collect();
    for ((outcome, own), (group, contracts)) in outcomes.iter_mut().zip(0..).zip(&paying) {
        let Some(group) = group else { continue };
        let others = paying
            .iter()
            .zip(&names)
            .enumerate()
            .filter(|(at, ((other, theirs), _))| {
                *at != own && *other == Some(group) && theirs.iter().any(|one| contracts.contains(one))
            });
        let measures: Vec<String> = others.map(|(_, (_, name))| name.clone()).collect();
        if !measures.is_empty() {
            let group = (*group).to_owned();
            outcome.assumptions.push(Assumption::OneOf { group, measures });
        }
    }
}

/// The contracts for which an outcome has money.
fn contracts(outcome: &Outcome) -> Vec<usize> {
    let lines = outcome.periods.iter().filter(|line| !line.amount.is_zero());
    lines.filter_map(|line| line.contract).collect()
}
