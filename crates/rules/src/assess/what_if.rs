//! What would change a result: the nearest value that passes, where a cap begins to bind, the next tier.

use std::cmp::Ordering;

use crate::fact::{Derive, Fact, FactKind, Value};
use crate::mechanism::{Mechanism, Share, Tiers};
use crate::outcome::{Kind, Reason, WhatIf};
use crate::plan::{CapLimit, Condition, End, Interval, Measure, Test};
use crate::{ArithmeticError, Date, Exact, Rounding, Term};

use super::check::shown;
use super::derive;
use super::prime_rate::from_prime_rate;
use super::scope::Scope;

/// What a result is: the words of the share decide, and a pool that is shared with others makes it at most.
pub(super) fn kind(measure: &Measure, mechanism: &Mechanism) -> Kind {
    let kind = mechanism.kind();
    if kind == Kind::Exact && measure.caps.iter().any(|cap| cap.shared) {
        Kind::AtMost
    } else {
        kind
    }
}

pub(super) fn of(
    scope: &Scope<'_>,
    measure: &Measure,
    rows: Option<(u16, usize)>,
    reasons: &[Reason],
    priced: bool,
) -> Vec<WhatIf> {
    let mut found = Vec::new();
    // With several contracts the value of one does not decide alone, so nothing is suggested.
    let single = rows.is_none_or(|(_, count)| count == 1);
    if single {
        for reason in reasons {
            let scope = scope.at(reason.period).in_row(rows, 0);
            let condition = scope
                .plan
                .conditions(measure)
                .find(|condition| condition.id == reason.condition);
            if let Some(passes) = condition.and_then(|condition| passing(&scope, condition)) {
                found.push(passes);
            }
        }
        if let Some(Mechanism::Tiers(tiers)) = &measure.mechanism {
            found.extend(next_tier(&scope.in_row(rows, 0), tiers));
        }
    }
    if let Some(Mechanism::Share(share)) = &measure.mechanism
        && priced
    {
        found.extend(cap_binds(scope, measure, share));
    }
    found
}

/// The nearest value with which a failed condition would be met.
fn passing(scope: &Scope<'_>, condition: &Condition) -> Option<WhatIf> {
    if let Test::Apart { fact, less, interval } = &condition.test {
        let most = interval.upper?.value.add(scope.number(*less).ok()?).ok()?;
        return Some(WhatIf::Passes {
            condition: condition.id.clone(),
            fact: scope.plan.catalogue.path(*fact),
            value: shown(scope, *fact, most),
        });
    }
    if let Test::Running { fact, from, interval } = &condition.test {
        let term = match scope.value(*fact).ok()? {
            Value::Term(term) => passing_term(*term, scope.date(*from).ok(), interval)?,
            _ => return None,
        };
        return Some(WhatIf::Passes {
            condition: condition.id.clone(),
            fact: scope.plan.catalogue.path(*fact),
            value: term.to_string(),
        });
    }
    let by_prime_rate;
    let (fact, interval) = match &condition.test {
        Test::Within { fact, interval } => (*fact, interval),
        Test::ByPrimeRate {
            fact,
            prime_rate,
            interval,
        } => {
            by_prime_rate = from_prime_rate(interval, prime_rate.of(scope).ok()?.rate).ok()?;
            (*fact, &by_prime_rate)
        }
        Test::Chosen { fact, by, branches } => {
            let number = scope.number(*by).ok()?;
            let open = |branch: &&crate::plan::Branch| branch.when.as_ref().is_none_or(|when| when.admits(number));
            (*fact, &branches.iter().find(open)?.interval)
        }
        _ => return None,
    };
    let number = scope.number(fact).ok()?;
    let too_large = interval.upper.is_some_and(|end| number >= end.value);
    let end = if too_large { interval.upper? } else { interval.lower? };
    let (moved, value) = moved(scope, fact, end, too_large)?;
    Some(WhatIf::Passes {
        condition: condition.id.clone(),
        fact: scope.plan.catalogue.path(moved),
        value,
    })
}

/// The nearest term that passes, in the unit of the bound.
fn passing_term(term: Term, from: Option<Date>, interval: &Interval) -> Option<Term> {
    let reaches = |end: &End| interval.term(*end).map(|limit| term.compare(limit, from)[0]) != Some(Ordering::Less);
    let (end, inwards) = match interval.upper.filter(reaches) {
        Some(upper) => (upper, Exact::integer(-1)),
        None => (interval.lower?, Exact::ONE),
    };
    let inwards = if end.inclusive { Exact::ZERO } else { inwards };
    let value = end.value.add(inwards).ok()?;
    interval.term(End { value, ..end })
}

/// The fact to move so that `fact` reaches an end, and the value that it needs.
fn moved(scope: &Scope<'_>, fact: Fact, end: End, from_above: bool) -> Option<(Fact, String)> {
    let spec = scope.plan.catalogue.spec(fact)?;
    match spec.derive {
        Some(Derive::AnnualisedPremium) => {
            let [premium, _, _, _] = scope.sources(fact)?;
            Some((premium, derive::highest_premium(scope, fact, end.value)?.to_string()))
        }
        Some(Derive::Ratio) => {
            let [upper, lower] = scope.sources(fact)?;
            let wanted = end.value.mul(scope.number(lower).ok()?).ok()?;
            let value = step(scope, upper, End { value: wanted, ..end }, from_above).ok()??;
            Some((upper, shown(scope, upper, value)))
        }
        None | Some(Derive::GuaranteeTotal) => {
            let value = step(scope, fact, end, from_above).ok()??;
            // A customer's total below the guarantee itself would not be taken.
            let taken = spec.derive.is_none() || derive::given_total(scope, fact, value) == value;
            taken.then(|| (fact, shown(scope, fact, value)))
        }
        Some(_) => None,
    }
}

/// The nearest value of a fact on the passing side of an end, in the smallest step of its kind. Rates have no smallest
/// step, so that nothing is suggested where the end itself does not pass.
fn step(scope: &Scope<'_>, fact: Fact, end: End, from_above: bool) -> Result<Option<Exact>, ArithmeticError> {
    let unit = match scope.plan.catalogue.spec(fact).map(|spec| spec.kind) {
        Some(FactKind::Money) => Exact::new(1, 100)?,
        Some(FactKind::Count) => Exact::ONE,
        _ => return Ok(end.inclusive.then_some(end.value)),
    };
    let nearest = if from_above {
        end.value.floor_to(unit)?
    } else {
        end.value.ceil_to(unit)?
    };
    let passes = nearest != end.value || end.inclusive;
    Ok(Some(match (passes, from_above) {
        (true, _) => nearest,
        (false, true) => nearest.sub(unit)?,
        (false, false) => nearest.add(unit)?,
    }))
}

/// The least base, to the fen, at which a cap on a share begins to reduce the amount.
fn cap_binds(scope: &Scope<'_>, measure: &Measure, share: &Share) -> Vec<WhatIf> {
    let binds = |cap: &crate::plan::Cap| {
        let CapLimit::Sum(limit) = cap.limit else { return None };
        let fen = Exact::new(1, 100).ok()?;
        let value = limit.div(share.share).ok()?.floor_to(fen).ok()?.add(fen).ok()?;
        Some(WhatIf::CapBinds {
            fact: scope.plan.catalogue.path(share.of),
            value: value.round_to_fen(Rounding::HalfUp).ok()?,
            cap: limit.round_to_fen(Rounding::HalfUp).ok()?,
            scope: cap.scope,
            per: cap.per,
        })
    };
    measure.caps.iter().filter_map(binds).collect()
}

/// The next better tier for a single year, and what it would bring.
fn next_tier(scope: &Scope<'_>, tiers: &Tiers) -> Option<WhatIf> {
    let series = scope.series(tiers.of).ok()?;
    let [(period, base)] = &*series else {
        return None;
    };
    let scope = scope.at(*period);
    let rate = scope.number(tiers.by).ok()?;
    let here = tiers
        .tiers
        .iter()
        .position(|tier| tier.interval.admits(rate))
        .unwrap_or(tiers.tiers.len());
    let next = tiers.tiers.get(here.checked_sub(1)?)?;
    let end = next.interval.upper.filter(|end| end.inclusive && rate > end.value)?;
    Some(WhatIf::NextTier {
        fact: scope.plan.catalogue.path(tiers.by),
        value: shown(&scope, tiers.by, end.value),
        words: next.interval.words.clone(),
        amount: base.mul(next.share).ok()?.round_to_fen(Rounding::HalfUp).ok()?,
    })
}
