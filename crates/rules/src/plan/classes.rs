//! Whether two bounds of a document on one fact let the same number pass twice.

use crate::fact::Fact;
use crate::phrase::Unit;

use super::interval::Interval;
use super::test::{Condition, Test};
use super::{Measure, PackProblem, Reader};

/// Refuses 5万元以下 beside 5万元及以上: the bare word cannot include the number that the other one names.
pub(super) fn check(reader: &mut Reader<'_>, measures: &[Measure]) {
    let mut bounds: Vec<(Fact, &Interval)> = Vec::new();
    for condition in measures.iter().flat_map(|measure| &measure.conditions) {
        collect(condition, &mut bounds);
    }
    let mut clash = Vec::new();
    for (number, (fact, interval)) in bounds.iter().enumerate() {
        let others = bounds.iter().take(number).filter(|(other, _)| other == fact);
        for (_, other) in others {
            if touch(interval, other) || touch(other, interval) {
                clash.push(interval.words.clone());
            }
        }
    }
    for words in clash {
        reader.place("measure");
        reader.problem("when.words", &words, PackProblem::Overlap);
    }
}

fn collect<'a>(condition: &'a Condition, bounds: &mut Vec<(Fact, &'a Interval)>) {
    match &condition.test {
        Test::Within { fact, interval } | Test::Lasting { fact, interval } | Test::Running { fact, interval, .. } => {
            bounds.push((*fact, interval));
        }
        Test::Chosen { by, branches, .. } => {
            bounds.extend(branches.iter().filter_map(|branch| Some((*by, branch.when.as_ref()?))));
        }
        Test::Any(parts) => parts.iter().for_each(|part| collect(part, bounds)),
        _ => {}
    }
}

/// Whether the one ends where the other begins, the number in both, and one of them takes it in by convention only.
fn touch(below: &Interval, above: &Interval) -> bool {
    let both = below.upper.zip(above.lower);
    let alike = (below.unit == Unit::Days) == (above.unit == Unit::Days);
    alike
        && both.is_some_and(|(upper, lower)| upper == lower && upper.inclusive)
        && (below.convention || above.convention)
}
