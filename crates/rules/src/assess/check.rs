//! Tests one condition against the facts of one row and year: met, failed, open or unclear, and why.

use crate::fact::{Fact, Value};
use crate::outcome::{Assumption, Check, Reason, State, Why};
use crate::place::lies_in;
use crate::plan::{Condition, Interval, Measure, Test, holds};
use crate::{Date, Exact, Rate};

use super::derive::{beside, both, running_time};
use super::prime_rate::{PrimeRateFacts, from_prime_rate};
use super::scope::{Gap, Scope};

mod lengths;

use lengths::{lasting, running};

/// How a condition stands, with everything that an outcome says about it.
pub(super) struct Tested {
    pub(super) state: State,
    /// The condition as it is told, where that is wanted.
    pub(super) check: Option<Check>,
    pub(super) reason: Option<Reason>,
    pub(super) missing: Vec<Fact>,
    /// What the test rests on beside the facts.
    pub(super) assumptions: Vec<Assumption>,
}

/// What a test finds.
enum Found {
    Met,
    /// With the reason, where reasons are wanted.
    Failed(Option<Box<Why>>),
    Unclear(Box<Why>),
    Open(Vec<Fact>),
}

/// Tests a condition; `told` says whether it is told also where it is met.
pub(super) fn test(scope: &Scope<'_>, measure: &Measure, condition: &Condition, told: bool) -> Tested {
    let (state, why, missing) = match decide(scope, measure, condition) {
        Found::Met => (State::Met, None, Vec::new()),
        Found::Failed(why) => (State::Failed, why, Vec::new()),
        Found::Unclear(why) => (State::Unclear, Some(why), Vec::new()),
        Found::Open(missing) => (State::Open, None, missing),
    };
    // Only what can differ from year to year is said of a year.
    let mut yearly = false;
    condition.each_fact(&mut |fact| {
        let spec = scope.plan.catalogue.spec(fact);
        yearly |= spec.is_some_and(|spec| spec.series.is_some());
    });
    let period = scope.period.filter(|_| yearly);
    let reason = why.map(|why| Reason {
        condition: condition.id.clone(),
        period,
        words: condition.words.clone(),
        why: *why,
    });
    let check = told.then(|| Check {
        id: condition.id.clone(),
        condition: condition.of_document.as_ref().map(|document| document.id.clone()),
        words: condition.words.clone(),
        state,
        period,
        given: given(scope, condition),
        points_to: condition.points_to.clone(),
    });
    let mut assumptions = Vec::new();
    assume(scope, condition, &mut assumptions);
    Tested {
        state,
        check,
        reason,
        missing,
        assumptions,
    }
}

/// How a condition stands, and nothing else.
pub(super) fn state(scope: &Scope<'_>, measure: &Measure, condition: &Condition) -> State {
    match decide(scope, measure, condition) {
        Found::Met => State::Met,
        Found::Failed(_) => State::Failed,
        Found::Unclear(_) => State::Unclear,
        Found::Open(_) => State::Open,
    }
}

/// What a test finds, but for conditions of the document that do not decide about every measure.
fn decide(scope: &Scope<'_>, measure: &Measure, condition: &Condition) -> Found {
    let found = find(scope, condition);
    let unclear = condition
        .of_document
        .as_ref()
        .and_then(|document| document.unclear_for.as_ref());
    if let (Found::Failed(_), Some(unclear)) = (&found, unclear)
        && unclear.measures.contains(&measure.source.id)
        && (unclear.facts.is_empty() || unclear.facts.contains(&condition.id))
    {
        let reading = unclear.why.clone();
        return Found::Unclear(Box::new(Why::Scope { reading }));
    }
    found
}

/// Bare 以上, 以下 and 以内 include their number by convention only, and a prime rate that the contract does not name is
/// looked up: assumptions of the result.
fn assume(scope: &Scope<'_>, condition: &Condition, assumptions: &mut Vec<Assumption>) {
    let mut convention = |interval: &Interval| {
        if interval.convention {
            let words = interval.words.clone();
            assumptions.push(Assumption::Convention { words });
        }
    };
    match &condition.test {
        Test::Within { interval, .. }
        | Test::Lasting { interval, .. }
        | Test::Running { interval, .. }
        | Test::Apart { interval, .. } => convention(interval),
        Test::ByPrimeRate {
            interval, prime_rate, ..
        } => {
            convention(interval);
            assumptions.extend(prime_rate.of(scope).ok().and_then(|found| found.assumption));
        }
        Test::Chosen { branches, .. } => {
            for branch in branches {
                branch.when.iter().for_each(&mut convention);
                convention(&branch.interval);
            }
        }
        Test::Any(parts) => parts.iter().for_each(|part| assume(scope, part, assumptions)),
        Test::Against { .. }
        | Test::OneOf { .. }
        | Test::Under { .. }
        | Test::NoLater { .. }
        | Test::InWindow { .. }
        | Test::Is { .. } => {}
    }
}

fn find(scope: &Scope<'_>, condition: &Condition) -> Found {
    let found = match &condition.test {
        Test::Any(parts) => return any(scope, parts),
        Test::Within { fact, interval } => within(scope, *fact, interval),
        Test::ByPrimeRate {
            fact,
            prime_rate,
            interval,
        } => by_prime_rate(scope, *fact, prime_rate, interval),
        Test::Lasting { fact, interval } => lasting(scope, *fact, interval),
        Test::Running { fact, from, interval } => running(scope, *fact, *from, interval),
        Test::Chosen { fact, by, branches } => match scope.number(*by) {
            Ok(number) => {
                let mut open = branches.iter();
                match open.find(|branch| branch.when.as_ref().is_none_or(|when| when.admits(number))) {
                    Some(branch) => within(scope, *fact, &branch.interval),
                    None => Ok(Found::Met),
                }
            }
            // A bound of any branch needs the number.
            Err(gap) => beside(Err(gap), scope.number(*fact)),
        },
        Test::Against { fact, other, relation } => against(scope, *fact, *other, *relation),
        Test::OneOf {
            fact,
            allowed,
            open,
            unclear,
        } => match doubtful(scope, *fact, unclear) {
            Some(reading) => return Found::Unclear(Box::new(Why::Scope { reading })),
            None => one_of(scope, *fact, allowed, open.is_some(), condition.excludes),
        },
        Test::Under { fact, prefixes } => under(scope, *fact, prefixes),
        Test::Apart { fact, less, interval } => apart(scope, *fact, *less, interval),
        Test::NoLater { fact, until } => no_later(scope, *fact, *until),
        Test::InWindow { fact, from, to } => in_window(scope, *fact, *from, *to),
        Test::Is { fact, answer, unclear } => {
            return match (is(scope, *fact, *answer, condition.excludes), unclear) {
                (Found::Failed(_), Some(reading)) => {
                    let reading = reading.clone();
                    Found::Unclear(Box::new(Why::Scope { reading }))
                }
                // The clause does not ask: only an answer that was given leaves it open.
                (Found::Open(_), Some(_)) => Found::Met,
                (found, _) => found,
            };
        }
    };
    found.unwrap_or_else(|gap| match gap {
        Gap::Missing(facts) => Found::Open(facts),
        Gap::Undefined(fact) => Found::Failed(scope.why(|| Why::Undefined {
            fact: scope.plan.catalogue.path(fact),
        })),
        // What cannot be computed is not refused by the clause.
        Gap::Cannot(why) => Found::Unclear(why),
    })
}

fn any(scope: &Scope<'_>, parts: &[Condition]) -> Found {
    let mut missing = Vec::new();
    let mut unclear = None;
    for part in parts {
        match find(scope, part) {
            Found::Met => return Found::Met,
            Found::Open(facts) => missing.extend(facts),
            Found::Unclear(why) => unclear = Some(why),
            Found::Failed(_) => {}
        }
    }
    match (missing.is_empty(), unclear) {
        (false, _) => Found::Open(missing),
        (true, Some(why)) => Found::Unclear(why),
        (true, None) => Found::Failed(scope.why(|| Why::NoneOf {
            of: parts.iter().map(|part| part.id.clone()).collect(),
        })),
    }
}

fn within(scope: &Scope<'_>, fact: Fact, interval: &Interval) -> Result<Found, Gap> {
    let number = scope.number(fact)?;
    if interval.admits(number) {
        return Ok(Found::Met);
    }
    Ok(Found::Failed(scope.why(|| outside(scope, fact, number, interval))))
}

/// On which side of an interval a number lies outside.
fn outside(scope: &Scope<'_>, fact: Fact, number: Exact, interval: &Interval) -> Why {
    let path = scope.plan.catalogue.path(fact);
    let given = shown(scope, fact, number);
    // A number outside that has come to the upper end is above it: no interval is empty.
    let above = interval.upper.filter(|end| number >= end.value);
    match (above, interval.lower) {
        (Some(end), _) => Why::Above {
            fact: path,
            given,
            limit: shown(scope, fact, end.value),
            inclusive: end.inclusive,
        },
        (None, Some(end)) => Why::Below {
            fact: path,
            given,
            limit: shown(scope, fact, end.value),
            inclusive: end.inclusive,
        },
        (None, None) => Why::Undefined { fact: path },
    }
}

fn by_prime_rate(
    scope: &Scope<'_>,
    fact: Fact,
    prime_rate: &PrimeRateFacts,
    interval: &Interval,
) -> Result<Found, Gap> {
    let (_, prime_rate) = both(scope.number(fact), prime_rate.of(scope))?;
    within(scope, fact, &from_prime_rate(interval, prime_rate.rate)?)
}

fn against(scope: &Scope<'_>, fact: Fact, other: Fact, relation: crate::phrase::Relation) -> Result<Found, Gap> {
    let (number, limit) = both(scope.number(fact), scope.number(other))?;
    if holds(relation, number, limit) {
        return Ok(Found::Met);
    }
    let path = |fact| scope.plan.catalogue.path(fact);
    Ok(Found::Failed(scope.why(|| Why::Compared {
        fact: path(fact),
        given: shown(scope, fact, number),
        other: path(other),
        other_given: shown(scope, other, limit),
    })))
}

/// The difference of two rates, in percentage points.
fn apart(scope: &Scope<'_>, fact: Fact, less: Fact, interval: &Interval) -> Result<Found, Gap> {
    let (number, other) = both(scope.number(fact), scope.number(less))?;
    let difference = number.sub(other)?;
    match interval.upper {
        Some(end) if !interval.admits(difference) => Ok(Found::Failed(scope.why(|| Why::Apart {
            fact: scope.plan.catalogue.path(fact),
            other: scope.plan.catalogue.path(less),
            given: shown(scope, fact, difference),
            limit: shown(scope, fact, end.value),
        }))),
        _ => Ok(Found::Met),
    }
}

fn no_later(scope: &Scope<'_>, fact: Fact, until: Date) -> Result<Found, Gap> {
    let given = scope.date(fact)?;
    if given <= until {
        return Ok(Found::Met);
    }
    Ok(Found::Failed(scope.why(|| {
        let fact = scope.plan.catalogue.path(fact);
        Why::TooLate { fact, given, until }
    })))
}

fn in_window(scope: &Scope<'_>, fact: Fact, from: Option<Date>, to: Option<Date>) -> Result<Found, Gap> {
    let given = scope.date(fact)?;
    if from.is_none_or(|from| from <= given) && to.is_none_or(|to| given <= to) {
        return Ok(Found::Met);
    }
    Ok(Found::Failed(scope.why(|| {
        let given = given.to_string();
        Why::OutsideWindow { given, from, to }
    })))
}

/// The reading that says why it is not clear whether the clause means a choice.
fn doubtful(scope: &Scope<'_>, fact: Fact, unclear: &[(String, String)]) -> Option<String> {
    let Ok(Value::Choice(given)) = scope.value(fact) else {
        return None;
    };
    let doubt = unclear.iter().find(|(choice, _)| choice == given);
    doubt.map(|(_, reading)| reading.clone())
}

fn one_of(
    scope: &Scope<'_>,
    fact: Fact,
    allowed: &[(String, Vec<String>)],
    open: bool,
    excludes: bool,
) -> Result<Found, Gap> {
    let covered = |id: &String| allowed.iter().any(|(_, ids)| ids.contains(id));
    let (hit, given) = match scope.value(fact)? {
        Value::Choice(id) => (covered(id).then(|| id.clone()), id.clone()),
        Value::Set(ids) => (ids.iter().find(|id| covered(id)).cloned(), ids.join(", ")),
        _ => return Err(Gap::Missing(vec![fact])),
    };
    let path = || scope.plan.catalogue.path(fact);
    Ok(match (hit, excludes) {
        (Some(_), false) | (None, true) => Found::Met,
        (Some(given), true) => Found::Failed(scope.why(|| Why::Excluded { fact: path(), given })),
        (None, false) => {
            let allowed = || allowed.iter().map(|(words, _)| words.clone()).collect();
            if open {
                Found::Unclear(Box::new(Why::OpenList {
                    fact: path(),
                    given,
                    allowed: allowed(),
                }))
            } else {
                Found::Failed(scope.why(|| Why::NotAmong {
                    fact: path(),
                    given,
                    allowed: allowed(),
                }))
            }
        }
    })
}

fn under(scope: &Scope<'_>, fact: Fact, prefixes: &[String]) -> Result<Found, Gap> {
    let Value::Region(code) = scope.value(fact)? else {
        return Err(Gap::Missing(vec![fact]));
    };
    if prefixes.iter().any(|prefix| code.starts_with(prefix.as_str())) {
        return Ok(Found::Met);
    }
    // A code that ends in zeros names a larger place, which may or may not lie inside.
    if prefixes.iter().any(|prefix| lies_in(prefix, code)) {
        return Ok(Found::Open(vec![fact]));
    }
    Ok(Found::Failed(scope.why(|| Why::Elsewhere {
        fact: scope.plan.catalogue.path(fact),
        given: code.clone(),
    })))
}

fn is(scope: &Scope<'_>, fact: Fact, answer: bool, excludes: bool) -> Found {
    match scope.value(fact) {
        Ok(Value::Flag(flag)) if (*flag == answer) != excludes => Found::Met,
        Ok(Value::Flag(flag)) => Found::Failed(scope.why(|| Why::Answer {
            fact: scope.plan.catalogue.path(fact),
            given: *flag,
        })),
        _ => Found::Open(vec![fact]),
    }
}

/// A number in the notation of its fact.
pub(super) fn shown(scope: &Scope<'_>, fact: Fact, number: Exact) -> String {
    use crate::fact::FactKind;
    match scope.plan.catalogue.spec(fact).map(|spec| spec.kind) {
        Some(FactKind::Money) => number
            .round_to_fen(crate::Rounding::HalfUp)
            .map_or_else(|_| number.to_string(), |money| money.to_string()),
        Some(FactKind::Rate) => Rate::from_exact(number).map_or_else(|_| percent(number), |rate| rate.to_string()),
        _ => number.to_string(),
    }
}

/// A rate that has no finite decimal, as a fraction of a percent.
fn percent(rate: Exact) -> String {
    rate.mul(Exact::integer(100))
        .map_or_else(|_| rate.to_string(), |percent| format!("({percent})%"))
}

/// What was given to a condition, in the notation of its fact.
fn given(scope: &Scope<'_>, condition: &Condition) -> Option<String> {
    match &condition.test {
        Test::Any(_) => None,
        Test::Lasting { fact, .. } => {
            let (from, to) = scope.span(*fact).ok()?;
            Some(format!("{from} – {to}"))
        }
        Test::Running { fact, from, .. } => {
            let term = running_time(scope, *fact, *from).ok()?;
            Some(term.to_string())
        }
        Test::Within { fact, .. }
        | Test::ByPrimeRate { fact, .. }
        | Test::Chosen { fact, .. }
        | Test::Against { fact, .. } => scope.number(*fact).ok().map(|number| shown(scope, *fact, number)),
        Test::Apart { fact, less, .. } => {
            let (number, other) = both(scope.number(*fact), scope.number(*less)).ok()?;
            Some(shown(scope, *fact, number.sub(other).ok()?))
        }
        Test::OneOf { fact, .. }
        | Test::Under { fact, .. }
        | Test::NoLater { fact, .. }
        | Test::InWindow { fact, .. }
        | Test::Is { fact, .. } => scope.value(*fact).ok().map(Value::shown),
    }
}
