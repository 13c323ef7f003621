//! What an amount that cannot be computed yet will need in any case, so that everything is asked for at once.

use crate::fact::Fact;
use crate::mechanism::Ceiling;
use crate::pack::CapScope;
use crate::plan::{Cap, CapLimit, Limit, Measure};

use super::check;
use super::lines;
use super::scope::{Gap, Scope};

/// The facts that the limits and caps of a measure lack in one row, beside those that its amount lacks.
pub(super) fn needed(scope: &Scope<'_>, measure: &Measure) -> Vec<Fact> {
    let mut facts = Vec::new();
    for limit in &measure.limits {
        match limit {
            Limit::Principal { .. } => {
                let principal = scope.plan.catalogue.find("loan.principal");
                let exceeds = |most| principal.is_some_and(|fact| scope.number(fact).is_ok_and(|given| given > most));
                let ceiling = Ceiling::of(scope, limit, exceeds).ok().flatten();
                facts.extend(ceiling.into_iter().flat_map(|ceiling| ceiling.open));
            }
            Limit::Rate { less, .. } => facts.extend(missing(scope.number(*less))),
            Limit::Days { .. } => {
                let payout = scope.plan.catalogue.find("loan.paid_out_on");
                facts.extend(payout.into_iter().flat_map(|payout| missing(scope.value(payout))));
            }
            Limit::Months { .. } | Limit::Item { .. } => {}
        }
    }
    for cap in &measure.caps {
        facts.extend(of_cap(scope, measure, cap));
    }
    facts
}

fn of_cap(scope: &Scope<'_>, measure: &Measure, cap: &Cap) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let CapLimit::ShareOf(_, fact) = cap.limit {
        let by = measure.by.filter(|_| cap.scope != CapScope::Recipient);
        let key = by.and_then(|by| scope.value(by).ok()).map(crate::fact::Value::shown);
        let mut rows = lines::same(scope, by, key.as_ref(), fact).into_iter();
        let given = |row| {
            Scope {
                row: Some((fact.group, row)),
                ..*scope
            }
            .is_given(fact)
        };
        if !rows.any(given) {
            facts.push(fact);
        }
    }
    if let Some(only) = &cap.only {
        facts.extend(check::test(scope, measure, only, false).missing);
    }
    facts
}

/// What is missing for a value.
fn missing<T>(value: Result<T, Gap>) -> Vec<Fact> {
    match value {
        Err(Gap::Missing(facts)) => facts,
        _ => Vec::new(),
    }
}
