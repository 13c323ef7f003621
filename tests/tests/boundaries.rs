//! One unit below, on and above every number that a clause bounds, generated from the words of the clause.
//!
//! What must pass is told by the words alone, with a table of its own that knows nothing of the engine's reader.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::sync::LazyLock;

use policies::cases::{self, Cases};
use rules::fact::{Derive, Fact, FactKind, RawValue};
use rules::outcome::State;
use rules::plan::{Condition, Plan, Test};
use rules::request::Request;
use rules::{Exact, Rounding};

static PLAN: LazyLock<Plan> = LazyLock::new(|| policies::plan().unwrap_or_else(|error| panic!("{error}")));

/// Words of a bound, and whether a value below, on and above its number passes; longer words first.
const PASSES: [(&str, [bool; 3]); 15] = [
    ("不超过", [true, true, false]),
    ("不高于", [true, true, false]),
    ("不低于", [false, true, true]),
    ("及以下", [true, true, false]),
    ("(含)以上", [false, true, true]),
    ("超过", [false, false, true]),
    ("达到", [false, true, true]),
    ("达", [false, true, true]),
    ("以下", [true, true, false]),
    ("以上", [false, true, true]),
    ("排名前", [true, true, false]),
    // New levels of a tolerance, and of what is allowed: the sense makes them ceilings.
    ("容忍度放宽至", [true, true, false]),
    ("容忍度提高到", [true, true, false]),
    ("容忍度提高至", [true, true, false]),
    ("可展期", [true, true, false]),
];

#[test]
fn every_bound_includes_or_excludes_its_number_as_its_words_say() {
    let mut tried = 0;
    for (document, cases) in cases::all().unwrap_or_else(|error| panic!("{error}")) {
        for measure in PLAN
            .measures
            .iter()
            .filter(|measure| measure.id.starts_with(&format!("{document}/")))
        {
            for condition in PLAN.conditions(measure) {
                let (Test::Within { fact, interval } | Test::Apart { fact, interval, .. }) = &condition.test else {
                    continue;
                };
                let ends = [interval.lower, interval.upper];
                assert_eq!(
                    ends.iter().flatten().count(),
                    1,
                    "{}: a two-sided bound needs a test of its own",
                    measure.id
                );
                let Some(end) = ends.into_iter().flatten().next() else {
                    continue;
                };
                let passes = PASSES.iter().find(|(words, _)| interval.words.contains(words));
                let Some((_, passes)) = passes else {
                    panic!("no expectation for {:?}", interval.words)
                };
                let request = base(&cases, document, &measure.source.id);
                let end = match condition.test {
                    Test::Apart { less, .. } => end.value.add(given(&request, less).unwrap()).unwrap(),
                    _ => end.value,
                };
                tried += triple(&request, condition, *fact, end, *passes);
            }
        }
    }
    assert!(tried >= 54, "only {tried} values were tried");
}

#[test]
fn a_last_day_itself_still_passes() {
    let all = cases::all().unwrap_or_else(|error| panic!("{error}"));
    let mut tried = 0;
    for measure in &PLAN.measures {
        for condition in &measure.conditions {
            let Test::NoLater { fact, until } = condition.test else {
                continue;
            };
            let (document, id) = measure.id.split_once('/').unwrap();
            let (_, cases) = all.iter().find(|(name, _)| *name == document).unwrap();
            for (days, passes) in [(-1, true), (0, true), (1, false)] {
                let mut request = base(cases, document, id);
                let path = PLAN.catalogue.path(fact);
                let (group, id) = path.split_once('.').unwrap();
                let day = RawValue::Text(until.plus_days(days).unwrap().to_string());
                request.facts.get_mut(group).unwrap().0[0].insert(id.to_owned(), day);
                let outcome = PLAN.assess(&request).unwrap().outcomes.remove(0);
                let check = outcome.checks.iter().find(|check| check.id == condition.id).unwrap();
                let expected = if passes { State::Met } else { State::Failed };
                assert_eq!(check.state, expected, "{path} {days}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 3, "only {tried} days were tried");
}

/// Tries the three values and returns how many could be tried.
fn triple(request: &Request, condition: &Condition, fact: Fact, end: Exact, passes: [bool; 3]) -> usize {
    let Some((moved, on, unit)) = moved(request, fact, end) else {
        panic!("{}: no fact moves", condition.id)
    };
    for (steps, passes) in [-1, 0, 1].into_iter().zip(passes) {
        let value = on.add(unit.mul(Exact::integer(steps)).unwrap()).unwrap();
        let changed = with(request, moved, value);
        let outcome = PLAN
            .assess(&changed)
            .unwrap_or_else(|error| panic!("{}: {error:?}", condition.id))
            .outcomes
            .remove(0);
        let check = outcome.checks.iter().find(|check| check.id == condition.id).unwrap();
        let expected = if passes { State::Met } else { State::Failed };
        assert_eq!(check.state, expected, "{} {}: {}", outcome.measure, condition.id, value);
    }
    3
}

/// The fact that moves, its value on the bound, and one unit of it.
fn moved(request: &Request, fact: Fact, end: Exact) -> Option<(Fact, Exact, Exact)> {
    let spec = PLAN.catalogue.spec(fact)?;
    let fen = Exact::new(1, 100).ok()?;
    let source = |at: usize| PLAN.catalogue.find(spec.from.get(at)?);
    Some(match (spec.derive, spec.kind) {
        (Some(Derive::Ratio), _) => {
            let on = end.mul(given(request, source(1)?)?).ok()?;
            (
                source(0)?,
                on,
                if PLAN.catalogue.spec(source(0)?)?.kind == FactKind::Count {
                    Exact::ONE
                } else {
                    fen
                },
            )
        }
        // Twelve months: the premium on the bound is the rate times the insured amount.
        (Some(Derive::AnnualisedPremium), _) => (source(0)?, end.mul(given(request, source(1)?)?).ok()?, fen),
        (None | Some(Derive::GuaranteeTotal), FactKind::Money | FactKind::Number) => (fact, end, fen),
        (None, FactKind::Count) => (fact, end, Exact::ONE),
        (None, FactKind::Rate) => (fact, end, Exact::new(1, 1_000_000_000_000).ok()?),
        _ => return None,
    })
}

/// The number that the base gives for a fact.
fn given(request: &Request, fact: Fact) -> Option<Exact> {
    let path = PLAN.catalogue.path(fact);
    let (group, id) = path.split_once('.')?;
    let raw = request.facts.get(group)?.0.first()?.get(id)?;
    let text = match raw {
        RawValue::Text(text) => text,
        RawValue::Years(years) => match years.values().next()? {
            RawValue::Text(text) => text,
            _ => return None,
        },
        _ => return None,
    };
    let rate = text.parse::<rules::Rate>().map(rules::Rate::exact);
    text.parse::<rules::Money>()
        .ok()
        .map(rules::Money::exact)
        .or_else(|| rate.ok())
        .or_else(|| text.parse().ok())
}

fn with(request: &Request, fact: Fact, value: Exact) -> Request {
    let path = PLAN.catalogue.path(fact);
    let (group, id) = path.split_once('.').unwrap();
    let text = match PLAN.catalogue.spec(fact).unwrap().kind {
        FactKind::Money => value.round_to_fen(Rounding::HalfUp).unwrap().to_string(),
        FactKind::Rate => rules::Rate::from_exact(value).unwrap().to_string(),
        _ => value.to_string(),
    };
    let mut changed = request.clone();
    let row = &mut changed.facts.get_mut(group).unwrap().0[0];
    let raw = match row.get(id) {
        Some(RawValue::Years(years)) => RawValue::Years(
            years
                .keys()
                .map(|year| (year.clone(), RawValue::Text(text.clone())))
                .collect(),
        ),
        _ => RawValue::Text(text),
    };
    row.insert(id.to_owned(), raw);
    changed
}

/// A request in which every condition of the measure is met.
fn base(cases: &Cases, document: &str, measure: &str) -> Request {
    let case = cases
        .cases
        .iter()
        .find(|case| case.measure == measure && case.expect.status == "eligible");
    let case = case.unwrap_or_else(|| panic!("{measure} has no eligible case"));
    let mut request = cases
        .request(document, case)
        .unwrap_or_else(|| panic!("{measure} has no base"));
    request.facts.clone_from(&cases.base[measure].facts);
    request
}
