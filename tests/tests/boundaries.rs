//! One unit below, on and above every number that a clause bounds, generated from the words of the clause.
//!
//! What must pass is told by the words alone, with a table of its own that knows nothing of the engine's reader.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::sync::LazyLock;

use policies::cases::{self, Cases};
use rules::fact::{Derive, Fact, FactKind, RawValue};
use rules::outcome::State;
use rules::phrase::Unit;
use rules::plan::{Condition, End, Interval, Plan, Test};
use rules::request::Request;
use rules::{Date, Exact, Rounding, Term};

static PLAN: LazyLock<Plan> = LazyLock::new(|| policies::plan().unwrap_or_else(|error| panic!("{error}")));

/// Up to the number, and the number too.
const AT_MOST: [bool; 3] = [true, true, false];
/// From the number on, and the number too.
const AT_LEAST: [bool; 3] = [false, true, true];
/// Below the number.
const BELOW: [bool; 3] = [true, false, false];
/// Above the number.
const ABOVE: [bool; 3] = [false, false, true];

/// Words of a bound, and whether a value below, on and above its number passes; of words that begin alike the longer first.
const PASSES: [(&str, [bool; 3]); 50] = [
    ("不超过", AT_MOST),
    ("不高于", AT_MOST),
    ("不大于", AT_MOST),
    ("不多于", AT_MOST),
    ("不长于", AT_MOST),
    ("不低于", AT_LEAST),
    ("不少于", AT_LEAST),
    ("不小于", AT_LEAST),
    ("不短于", AT_LEAST),
    ("不满", BELOW),
    ("不足", BELOW),
    ("不到", BELOW),
    ("未达到", BELOW),
    ("未满", BELOW),
    ("未达", BELOW),
    ("超过", ABOVE),
    ("超出", ABOVE),
    ("高于", ABOVE),
    ("大于", ABOVE),
    ("多于", ABOVE),
    ("长于", ABOVE),
    ("突破", ABOVE),
    ("低于", BELOW),
    ("少于", BELOW),
    ("小于", BELOW),
    ("短于", BELOW),
    ("达到", AT_LEAST),
    ("届满", AT_LEAST),
    ("达", AT_LEAST),
    ("满", AT_LEAST),
    ("(含)以上", AT_LEAST),
    ("（含）以上", AT_LEAST),
    ("(含)以下", AT_MOST),
    ("（含）以下", AT_MOST),
    ("及以上", AT_LEAST),
    ("及以下", AT_MOST),
    ("以上", AT_LEAST),
    ("以下", AT_MOST),
    ("以内", AT_MOST),
    ("至少", AT_LEAST),
    ("最低", AT_LEAST),
    ("最高", AT_MOST),
    ("最多", AT_MOST),
    ("最长", AT_MOST),
    ("排名前", AT_MOST),
    // New levels of a tolerance, and of what is allowed: the sense makes them ceilings.
    ("容忍度放宽至", AT_MOST),
    ("容忍度提高到", AT_MOST),
    ("容忍度提高至", AT_MOST),
    ("可展期", AT_MOST),
    // 6个月至3年: beside two ends the word between them includes both.
    ("至", [true; 3]),
];

/// The ends of a bound, each with what passes around it.
fn ends(interval: &Interval) -> Vec<(End, [bool; 3])> {
    let mut found = Vec::new();
    let mut rest = interval.words.as_str();
    while let Some(character) = rest.chars().next() {
        match PASSES.iter().find(|(words, _)| rest.starts_with(words)) {
            Some((words, passes)) => {
                found.push(*passes);
                rest = &rest[words.len()..];
            }
            None => rest = &rest[character.len_utf8()..],
        }
    }
    // The first word that lets pass what lies on the side of an end is the word of that end.
    let of = |end: Option<End>, side: usize, included: [bool; 3]| {
        let end = end?;
        let passes = found.iter().find(|passes| passes[side]);
        let passes = passes.unwrap_or_else(|| panic!("no expectation for {:?}", interval.words));
        Some((end, if *passes == [true; 3] { included } else { *passes }))
    };
    let both = [of(interval.lower, 2, AT_LEAST), of(interval.upper, 0, AT_MOST)];
    both.into_iter().flatten().collect()
}

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
                let request = base(&cases, document, &measure.source.id);
                for (end, passes) in ends(interval) {
                    let end = match condition.test {
                        Test::Apart { less, .. } => end.value.add(given(&request, less).unwrap()).unwrap(),
                        _ => end.value,
                    };
                    tried += triple(&request, condition, *fact, end, passes);
                }
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

/// Clauses that bound the term of each kind of contract, in each unit and to each side.
fn made_up() -> Plan {
    let mut pack = String::from(
        r#"
schema = 1
document = { id = "made-up", region = "330300", zh = "例", en = "Example", standing = "draft", verification = "original", verified_on = "2026-11-21" }
"#,
    );
    let bounds = [
        "不超过24个月",
        "3年以内",
        "1年以上",
        "超过6个月",
        "不满2年",
        "不短于90天",
        "短于181天",
        "达到1.5年",
        "不超过1个月",
        "6个月至3年",
        "超过6个月、不超过3年",
        "不少于90天",
        "未满1年",
    ];
    for (number, words) in bounds.into_iter().enumerate() {
        for group in ["loan", "guarantee", "insurance"] {
            let measure = r#"
[[measure]]
id = "GROUP-NUMBER"
article = "1"
zh = "例"
en = "Example"
topic = "guarantee-fee"
recipient = "borrower"
effect = "bound"
unit = "contract"
quote = "期限WORDS的合同"
when = [ { fact = "GROUP.term", words = "WORDS" } ]
"#;
            let measure = measure.replace("GROUP", group).replace("WORDS", words);
            pack += &measure.replace("NUMBER", &number.to_string());
        }
    }
    let source = policies::source(policies::pack("made-up", &pack).unwrap()).unwrap();
    policies::plan_of(vec![source]).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_bound_on_a_term_passes_as_its_words_say_in_months_and_in_days() {
    let all = cases::all().unwrap_or_else(|error| panic!("{error}"));
    let (made_up, mut tried) = (made_up(), 0);
    for plan in [&*PLAN, &made_up] {
        for measure in &plan.measures {
            for condition in plan.conditions(measure) {
                let Test::Running { fact, from, interval } = &condition.test else {
                    continue;
                };
                let (document, id) = measure.id.split_once('/').unwrap();
                let request = match all.iter().find(|(name, _)| *name == document) {
                    Some((_, cases)) => base(cases, document, id),
                    None => empty(&measure.id, plan, *fact),
                };
                for (day, term, passes) in terms(interval) {
                    let changed = with_text(plan, &request, *fact, term.to_string());
                    let changed = with_text(plan, &changed, *from, day.to_string());
                    let outcome = plan.assess(&changed).unwrap().outcomes.remove(0);
                    let check = outcome.checks.iter().find(|check| check.id == condition.id).unwrap();
                    let expected = if passes { State::Met } else { State::Failed };
                    assert_eq!(check.state, expected, "{}: {term} from {day}", interval.words);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried >= 564, "only {tried} terms were tried");
}

/// One below, on and above each end of an interval, in its own unit and by the days that it has from some day, and whether they
/// pass.
fn terms(interval: &Interval) -> Vec<(Date, Term, bool)> {
    ends(interval)
        .into_iter()
        .flat_map(|(end, passes)| around(interval, end, passes))
        .collect()
}

fn around(interval: &Interval, end: End, passes: [bool; 3]) -> Vec<(Date, Term, bool)> {
    let number = u32::try_from(end.value.numerator()).unwrap();
    let mut terms = Vec::new();
    // The ends of February in a leap year and in a common one, and a year with 29 February inside.
    for day in ["2024-01-31", "2023-01-31", "2023-03-01", "2024-02-29"] {
        let day: Date = day.parse().unwrap();
        for (steps, passes) in [-1, 0, 1].into_iter().zip(passes) {
            let on = |number: u32| number.checked_add_signed(steps).unwrap();
            if interval.unit == Unit::Months {
                let end = day.plus_months(i32::try_from(number).unwrap()).unwrap();
                let days = u32::try_from(day.days_until(end)).unwrap();
                terms.push((day, Term::Days(on(days)), passes));
                // No contract runs for no month.
                terms.extend(Term::Months(on(number)).checked().map(|term| (day, term, passes)));
            } else {
                assert_eq!(interval.unit, Unit::Days);
                terms.push((day, Term::Days(on(number)), passes));
            }
        }
    }
    terms
}

/// A request about a measure of which nothing is known but that there is a contract.
fn empty(measure: &str, plan: &Plan, fact: Fact) -> Request {
    let path = plan.catalogue.path(fact);
    let (group, _) = path.split_once('.').unwrap();
    let text = format!(
        r#"{{ "schema": 1, "day": "2026-11-22", "role": "person", "measures": ["{measure}"], "facts": {{ "{group}": [{{}}] }} }}"#
    );
    serde_json::from_str(&text).unwrap()
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
    let text = match PLAN.catalogue.spec(fact).unwrap().kind {
        FactKind::Money => value.round_to_fen(Rounding::HalfUp).unwrap().to_string(),
        FactKind::Rate => rules::Rate::from_exact(value).unwrap().to_string(),
        _ => value.to_string(),
    };
    with_text(&PLAN, request, fact, text)
}

fn with_text(plan: &Plan, request: &Request, fact: Fact, text: String) -> Request {
    let path = plan.catalogue.path(fact);
    let (group, id) = path.split_once('.').unwrap();
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
    request.facts = cases.base[measure].facts.clone().into_iter().collect();
    request
}
