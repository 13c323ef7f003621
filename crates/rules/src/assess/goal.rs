//! How facts compare with the target of a goal. A goal judges nobody: nothing here makes anyone eligible or not.

use crate::fact::Fact;
use crate::outcome::{Comparison, Period};
use crate::plan::{Benchmark, Measure};

use super::check::shown;
use super::scope::{Gap, Scope};

/// The comparisons, contract by contract and year by year, and the facts without which there is none.
pub(super) fn compare(
    scope: &Scope<'_>,
    measure: &Measure,
    rows: Option<(u16, usize)>,
) -> (Vec<Comparison>, Vec<Fact>) {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    let Some(benchmark) = &measure.benchmark else {
        return (found, missing);
    };
    for row in 0..rows.map_or(1, |(_, count)| count) {
        let contract = rows.filter(|(_, count)| *count > 1).map(|_| row);
        match of_row(&scope.in_row(rows, row), benchmark, contract) {
            Ok(more) => found.extend(more),
            Err(Gap::Missing(facts)) => missing.extend(facts),
            Err(Gap::Undefined(_) | Gap::Cannot(_)) => {}
        }
    }
    (found, missing)
}

fn of_row(scope: &Scope<'_>, benchmark: &Benchmark, contract: Option<usize>) -> Result<Vec<Comparison>, Gap> {
    let dated = benchmark.dated.map(|dated| scope.date(dated));
    let (values, year) = match (scope.series(benchmark.fact), dated) {
        (Ok(values), None) => (values, None),
        (Ok(values), Some(Ok(day))) => (values, Some(Period::Year(day.year()))),
        (Err(Gap::Missing(mut facts)), Some(Err(Gap::Missing(more)))) => {
            facts.extend(more);
            return Err(Gap::Missing(facts));
        }
        (Err(gap), _) | (Ok(_), Some(Err(gap))) => return Err(gap),
    };
    let mut found = Vec::new();
    for (own, number) in values.iter().copied() {
        let period = own.or(year);
        let of_year = |wanted: Option<i32>| wanted.is_none_or(|year| period == Some(Period::Year(year)));
        let Some(target) = benchmark.targets.iter().find(|target| of_year(target.year)) else {
            continue;
        };
        let interval = &target.interval;
        let Some(end) = interval.upper.or(interval.lower) else {
            continue;
        };
        found.push(Comparison {
            fact: scope.plan.catalogue.path(benchmark.fact),
            contract,
            period,
            given: shown(scope, benchmark.fact, number),
            target: shown(scope, benchmark.fact, end.value),
            at_most: interval.upper.is_some(),
            within: interval.admits(number),
        });
    }
    Ok(found)
}
