//! What comes out on both sides of every number that a clause bounds, computed by the engine.
//!
//! The facts are those with which all conditions are met; only the one that the bound is about moves, by one unit.

use rules::Date;
use rules::fact::{Derive, Fact, FactKind, RawValue};
use rules::mechanism::Mechanism;
use rules::outcome::{Check, Outcome, WhatIf};
use rules::phrase::Relation;
use rules::plan::{Condition, End, Interval, Limit, Test};
use rules::request::Request;
use rules::{Exact, Money, Rate, Rounding};

use crate::explanation::Explanation;

/// The values on, below and above one bound, with what comes out.
#[derive(Clone, Debug)]
pub struct Boundary {
    /// The words that bound.
    pub words: String,
    /// The fact that moves, `group.fact`.
    pub moved: String,
    /// The fact that is bounded, where it is computed from the one that moves.
    pub bounded: Option<String>,
    /// From the smallest value to the largest.
    pub tried: Vec<Tried>,
}

/// One value and what comes out.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The value, in the notation of requests.
    pub value: String,
    /// What comes out.
    pub outcome: Outcome,
    /// How the condition stands to which the bound belongs; none where it chooses a tier or limits an amount.
    pub check: Option<Check>,
}

impl Boundary {
    fn values(&self) -> impl Iterator<Item = &str> {
        self.tried.iter().map(|tried| tried.value.as_str())
    }
}

/// A number that bounds a fact.
struct Bound<'a> {
    words: &'a str,
    fact: Fact,
    end: Exact,
    condition: Option<&'a Condition>,
}

/// The bounds of a measure, in the order in which they decide. One whose fact the cases do not give is left out.
pub fn boundaries(explanation: &Explanation<'_>) -> Vec<Boundary> {
    let Some(base) = explanation.base() else {
        return Vec::new();
    };
    let trial = Trial { explanation, base };
    let mut boundaries: Vec<Boundary> = Vec::new();
    let mut add = |boundary: Option<Boundary>| {
        // Two slices share the number between them.
        let new = |boundary: &Boundary| {
            !boundaries
                .iter()
                .any(|other| other.moved == boundary.moved && other.values().eq(boundary.values()))
        };
        if let Some(boundary) = boundary.filter(new) {
            boundaries.push(boundary);
        }
    };
    for condition in explanation.plan.conditions(explanation.measure) {
        for boundary in trial.of_condition(condition) {
            add(Some(boundary));
        }
    }
    for bound in trial.of_amount() {
        add(trial.around(&bound));
    }
    add(trial.of_cap());
    boundaries
}

impl Explanation<'_> {
    /// The facts with which all conditions of the measure are met.
    fn base(&self) -> Option<Request> {
        let base = self.cases?.base.get(&self.measure.source.id)?;
        let (request, _) = self
            .requests()
            .find(|(_, case)| case.expect.status == "eligible")
            .or_else(|| self.requests().next())?;
        Some(Request {
            facts: base.facts.clone().into_iter().collect(),
            role: Some(base.role.clone()),
            ..request
        })
    }
}

/// What is tried.
struct Trial<'a> {
    explanation: &'a Explanation<'a>,
    base: Request,
}

impl<'a> Trial<'a> {
    /// The bounds that a condition sets.
    fn of_condition(&self, condition: &'a Condition) -> Vec<Boundary> {
        let bound = |fact, end, words| Bound {
            words,
            fact,
            end,
            condition: Some(condition),
        };
        let both = |fact: Fact, interval: &'a Interval, plus: Exact| -> Vec<Bound<'a>> {
            let ends = [interval.lower, interval.upper].into_iter().flatten();
            ends.filter_map(|end| Some(bound(fact, end.value.add(plus).ok()?, &*interval.words)))
                .collect()
        };
        let bounds = match &condition.test {
            Test::Within { fact, interval } => both(*fact, interval, Exact::ZERO),
            Test::Apart { fact, less, interval } => match self.given(*less) {
                Some(less) => both(*fact, interval, less),
                None => Vec::new(),
            },
            Test::Chosen { fact, by, branches } => {
                let chosen = self.given(*by).and_then(|by| {
                    let admits = |interval: &Interval| interval.admits(by);
                    branches.iter().find(|branch| branch.when.as_ref().is_none_or(admits))
                });
                chosen.map_or_else(Vec::new, |branch| both(*fact, &branch.interval, Exact::ZERO))
            }
            Test::Against { fact, other, relation } => {
                let words = condition.words.as_deref().unwrap_or_default();
                let other = self.given(*other).filter(|_| *relation != Relation::Is);
                other.map(|other| bound(*fact, other, words)).into_iter().collect()
            }
            Test::Running { fact, interval, .. } => return self.terms(condition, *fact, interval),
            Test::NoLater { fact, until } => return self.days(condition, *fact, *until).into_iter().collect(),
            _ => Vec::new(),
        };
        bounds.iter().filter_map(|bound| self.around(bound)).collect()
    }

    /// The bounds that choose how much is paid, and those on what it is paid for.
    fn of_amount(&self) -> Vec<Bound<'a>> {
        let measure = self.explanation.measure;
        let bound = |words: &'a str, fact: Fact, end: Exact| Bound {
            words,
            fact,
            end,
            condition: None,
        };
        let mut bounds = Vec::new();
        let mut of_interval = |fact: Fact, interval: &'a Interval| {
            let ends = [interval.lower, interval.upper].into_iter().flatten();
            bounds.extend(ends.map(|End { value, .. }| bound(&interval.words, fact, value)));
        };
        match &measure.mechanism {
            Some(Mechanism::Tiers(tiers)) => {
                for tier in &tiers.tiers {
                    of_interval(tiers.by, &tier.interval);
                }
            }
            Some(Mechanism::Slices(slices)) => {
                for slice in &slices.slices {
                    of_interval(slices.by, &slice.interval);
                }
            }
            _ => {}
        }
        for limit in &measure.limits {
            if let (Limit::Principal { most, words, .. }, Some(fact)) =
                (limit, self.explanation.plan.catalogue.find("loan.principal"))
            {
                bounds.push(bound(words, fact, *most));
            }
        }
        bounds
    }

    /// One unit below, on and above a bound.
    fn around(&self, bound: &Bound<'_>) -> Option<Boundary> {
        let (moved, on, unit) = self.moves(bound.fact, bound.end)?;
        let values = [on.sub(unit).ok()?, on, on.add(unit).ok()?];
        let values: Option<Vec<String>> = values.into_iter().map(|value| self.notation(moved, value)).collect();
        let boundary = self.tried(bound.words, moved, bound.condition, &values?)?;
        let catalogue = &self.explanation.plan.catalogue;
        let bounded = (moved != bound.fact).then(|| catalogue.path(bound.fact));
        if let (Some(_), Some(check)) = (&bounded, boundary.tried.get(1).and_then(|tried| tried.check.as_ref())) {
            // The value in the middle must lie on the bound itself.
            let given = check.given.as_deref().and_then(number);
            if given != Some(bound.end) {
                return None;
            }
        }
        Some(Boundary { bounded, ..boundary })
    }

    /// The day before, the last day and the day after.
    fn days(&self, condition: &Condition, fact: Fact, until: Date) -> Option<Boundary> {
        let days: Option<Vec<String>> = [-1, 0, 1]
            .into_iter()
            .map(|days| Some(until.plus_days(days)?.to_string()))
            .collect();
        self.tried(
            condition.words.as_deref().unwrap_or_default(),
            fact,
            Some(condition),
            &days?,
        )
    }

    /// A month or a day less than each end of an interval of terms, the end itself, and a month or a day more.
    fn terms(&self, condition: &Condition, fact: Fact, interval: &Interval) -> Vec<Boundary> {
        let around = |end: End| {
            let terms: Option<Vec<String>> = [-1, 0, 1]
                .into_iter()
                .map(|steps| {
                    let value = end.value.add(Exact::integer(steps)).ok()?;
                    Some(interval.term(End { value, ..end })?.to_string())
                })
                .collect();
            self.tried(&interval.words, fact, Some(condition), &terms?)
        };
        [interval.lower, interval.upper]
            .into_iter()
            .flatten()
            .filter_map(around)
            .collect()
    }

    /// The last value that no cap reduces, and the first that one does.
    fn of_cap(&self) -> Option<Boundary> {
        let outcome = self.explanation.outcome(&self.base)?;
        let examples = self.explanation.examples();
        let outcomes = std::iter::once(&outcome).chain(examples.iter().map(|example| &example.outcome));
        let mut found = outcomes.flat_map(|outcome| &outcome.what_if);
        let (fact, value) = found.find_map(|what_if| match what_if {
            WhatIf::CapBinds { fact, value, .. } => Some((fact, *value)),
            _ => None,
        })?;
        let catalogue = &self.explanation.plan.catalogue;
        let fact = catalogue.find(fact)?;
        let spec = catalogue.spec(fact)?;
        if spec.kind != FactKind::Money || (spec.derive.is_some() && !spec.asked) {
            return None;
        }
        let before = value.minus(Money::from_fen(1).ok()?).ok()?;
        let values = [before, value].map(|amount| amount.to_string());
        let boundary = self.tried(&self.explanation.measure.caps.first()?.words, fact, None, &values)?;
        let capped: Vec<bool> = boundary.tried.iter().map(|tried| tried.outcome.capped).collect();
        (capped == [false, true]).then_some(boundary)
    }

    fn tried(&self, words: &str, moved: Fact, condition: Option<&Condition>, values: &[String]) -> Option<Boundary> {
        let tried: Option<Vec<Tried>> = values
            .iter()
            .map(|value| {
                let outcome = self.explanation.outcome(&self.with(moved, value)?)?;
                let check = condition.and_then(|condition| {
                    let own = |check: &&Check| check.id == condition.id && check.words == condition.words;
                    outcome.checks.iter().find(own).cloned()
                });
                Some(Tried {
                    value: value.clone(),
                    outcome,
                    check,
                })
            })
            .collect();
        Some(Boundary {
            words: words.to_owned(),
            moved: self.explanation.plan.catalogue.path(moved),
            bounded: None,
            tried: tried?,
        })
    }

    /// The fact that a person would change so that another one reaches a number, its value then, and one unit of it.
    fn moves(&self, fact: Fact, end: Exact) -> Option<(Fact, Exact, Exact)> {
        let catalogue = &self.explanation.plan.catalogue;
        let spec = catalogue.spec(fact)?;
        let fen = Exact::new(1, 100).ok()?;
        let source = |at: usize| catalogue.find(spec.from.get(at)?);
        Some(match (spec.derive, spec.kind) {
            // Of a premium this holds for twelve months; that the bound is met is looked at afterwards.
            (Some(Derive::Ratio | Derive::AnnualisedPremium), _) if self.given(fact).is_none() => {
                let upper = source(0)?;
                let unit = if catalogue.spec(upper)?.kind == FactKind::Count {
                    Exact::ONE
                } else {
                    fen
                };
                (upper, end.mul(self.given(source(1)?)?).ok()?, unit)
            }
            (None | Some(Derive::GuaranteeTotal), FactKind::Money | FactKind::Number) => (fact, end, fen),
            (None, FactKind::Count) => (fact, end, Exact::ONE),
            (None | Some(Derive::Ratio | Derive::AnnualisedPremium), FactKind::Rate) => {
                (fact, end, Exact::new(1, 10_000).ok()?)
            }
            _ => return None,
        })
    }

    /// The number that the base gives for a fact; of a series that of its first year.
    fn given(&self, fact: Fact) -> Option<Exact> {
        let path = self.explanation.plan.catalogue.path(fact);
        let (group, id) = path.split_once('.')?;
        match self.base.facts.get(group)?.0.first()?.get(id)? {
            RawValue::Text(text) => number(text),
            RawValue::Years(years) => match years.values().next()? {
                RawValue::Text(text) => number(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The base with another value of a fact: in the first contract, and in every year.
    fn with(&self, fact: Fact, value: &str) -> Option<Request> {
        let path = self.explanation.plan.catalogue.path(fact);
        let (group, id) = path.split_once('.')?;
        let mut changed = self.base.clone();
        let row = changed.facts.entry(group.to_owned()).or_default().0.first_mut()?;
        let value = RawValue::Text(value.to_owned());
        let raw = match row.get(id) {
            Some(RawValue::Years(years)) => {
                RawValue::Years(years.keys().map(|year| (year.clone(), value.clone())).collect())
            }
            _ => value,
        };
        row.insert(id.to_owned(), raw);
        Some(changed)
    }

    /// A number as requests write it for a fact; none where the fact cannot be that number.
    fn notation(&self, fact: Fact, value: Exact) -> Option<String> {
        if value.is_negative() {
            return None;
        }
        Some(match self.explanation.plan.catalogue.spec(fact)?.kind {
            FactKind::Money => {
                let amount = value.round_to_fen(Rounding::HalfUp).ok()?;
                (amount.exact() == value).then(|| amount.to_string())?
            }
            FactKind::Rate => Rate::from_exact(value).ok()?.to_string(),
            FactKind::Count if value.terminating()?.contains('.') => return None,
            _ => value.terminating()?,
        })
    }
}

/// A number in any notation of requests.
fn number(text: &str) -> Option<Exact> {
    let money = text.parse::<Money>().map(Money::exact).ok();
    let rate = || text.parse::<Rate>().map(Rate::exact).ok();
    money.or_else(rate).or_else(|| text.parse().ok())
}
