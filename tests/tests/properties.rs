//! What must hold of every outcome, whatever the request.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::sync::LazyLock;

use huisuan_tests::random;
use policies::cases::{self, Cases};
use proptest::prelude::*;
use rules::fact::RawValue;
use rules::mechanism::Mechanism;
use rules::outcome::{Kind, Outcome, Status, WhatIf};
use rules::plan::CapLimit;
use rules::request::{Facts, Request, RequestError};
use rules::{Exact, Money, Plan};

fn plan() -> &'static Plan {
    static PLAN: LazyLock<Plan> = LazyLock::new(|| policies::plan().unwrap_or_else(|error| panic!("{error}")));
    &PLAN
}

/// The cases, read once: reading them takes longer than computing them.
static CASES: LazyLock<Vec<(&str, Cases)>> = LazyLock::new(|| cases::all().unwrap_or_else(|error| panic!("{error}")));

/// Requests of a seed that can be read.
fn outcomes(plan: &Plan, seed: u64) -> Vec<(Request, Vec<Outcome>)> {
    let requests = random::requests(plan, seed, 8);
    requests
        .into_iter()
        .filter_map(|request| match plan.assess(&request) {
            Ok(response) => Some((request, response.outcomes)),
            Err(RequestError::Facts { fields }) => {
                assert!(!fields.is_empty(), "an error without a field");
                None
            }
            Err(error) => panic!("{error:?}"),
        })
        .collect()
}

#[test]
fn results_of_rows_are_outcomes_without_what_only_a_page_shows() {
    let mut compared = 0;
    for seed in 0..100 {
        for (request, outcomes) in outcomes(plan(), seed) {
            let (facts, errors) = Facts::read(&plan().catalogue, &request.facts);
            assert!(errors.is_empty(), "{errors:?}");
            let results = plan().inquire(&request).unwrap().results(&facts);
            let without = |outcome: Outcome| Outcome {
                checks: Vec::new(),
                steps: Vec::new(),
                what_if: Vec::new(),
                ..outcome
            };
            compared += outcomes.iter().filter(|outcome| !outcome.checks.is_empty()).count();
            let expected: Vec<Outcome> = outcomes.into_iter().map(without).collect();
            assert_eq!(json(&results), json(&expected), "{request:?}");
        }
    }
    assert!(compared > 500, "{compared} outcomes with conditions");
}

fn json(outcomes: &[Outcome]) -> String {
    serde_json::to_string(outcomes).unwrap()
}

/// The same request in the opposite order; a row that names another one by its number names the same one.
fn turned(plan: &Plan, request: &Request) -> Request {
    let mut turned = request.clone();
    turned.measures.reverse();
    for (_, rows) in turned.facts.iter_mut() {
        rows.0.reverse();
    }
    for group in &plan.catalogue.groups {
        let Some(target) = &group.of else { continue };
        let count = request.facts.get(target).map_or(0, |rows| rows.0.len());
        for row in turned.facts.get_mut(&group.id).into_iter().flat_map(|rows| &mut rows.0) {
            let Some(RawValue::Text(number)) = row.get_mut(target) else {
                continue;
            };
            if let Ok(from_one @ 1..) = number.parse::<usize>()
                && from_one <= count
            {
                *number = (count + 1 - from_one).to_string();
            }
        }
    }
    turned
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_shown_sum_to_the_amount_shown(seed: u64) {
        let plan = plan();
        for (_, outcomes) in outcomes(plan, seed) {
            for outcome in outcomes {
                if let Some(amount) = outcome.amount {
                    let parts = Money::sum(outcome.periods.iter().map(|line| line.amount));
                    prop_assert_eq!(parts, Ok(amount), "{}", outcome.measure);
                }
            }
        }
    }

    #[test]
    fn an_amount_is_never_negative_and_no_line_exceeds_what_it_was_computed_from(seed: u64) {
        let plan = plan();
        for (_, outcomes) in outcomes(plan, seed) {
            for outcome in outcomes {
                for line in &outcome.periods {
                    prop_assert!(!line.amount.is_negative(), "{}", outcome.measure);
                    let fen = Exact::new(1, 100).unwrap();
                    prop_assert!(line.amount.exact() < line.raw.add(fen).unwrap(), "{}", outcome.measure);
                }
            }
        }
    }

    #[test]
    fn no_year_exceeds_a_cap_by_year_and_recipient(seed: u64) {
        let plan = plan();
        for (_, outcomes) in outcomes(plan, seed) {
            for outcome in outcomes {
                let measure = plan.measure(&outcome.measure).unwrap();
                for cap in &measure.caps {
                    let CapLimit::Sum(limit) = cap.limit else { continue };
                    if cap.per != rules::pack::CapPer::Year || cap.scope != rules::pack::CapScope::Recipient {
                        continue;
                    }
                    for line in &outcome.periods {
                        let same = outcome.periods.iter().filter(|other| other.period == line.period);
                        let sum = Money::sum(same.map(|line| line.amount)).unwrap();
                        prop_assert!(sum.exact() <= limit, "{}: {sum}", outcome.measure);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_eligible_misses_nothing_and_what_is_ineligible_says_why(seed: u64) {
        let plan = plan();
        for (_, outcomes) in outcomes(plan, seed) {
            for outcome in outcomes {
                match outcome.status {
                    Status::Eligible => prop_assert!(outcome.missing.is_empty(), "{}", outcome.measure),
                    Status::Incomplete => prop_assert!(!outcome.missing.is_empty(), "{}", outcome.measure),
                    Status::Pointer | Status::Goal => {
                        prop_assert!(outcome.amount.is_none() && outcome.checks.is_empty(), "{}", outcome.measure);
                    }
                    Status::Unclear => prop_assert!(!outcome.reasons.is_empty(), "{}", outcome.measure),
                    Status::Ineligible => {
                        prop_assert!(!outcome.reasons.is_empty(), "{}", outcome.measure);
                        prop_assert!(outcome.amount.is_none() && outcome.kind.is_none(), "{}", outcome.measure);
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_measures_and_contracts_changes_no_amount(seed: u64) {
        let plan = plan();
        for (request, outcomes) in outcomes(plan, seed) {
            let turned = turned(plan, &request);
            let again = plan.assess(&turned).unwrap().outcomes;
            for outcome in outcomes {
                let same = again.iter().find(|other| other.measure == outcome.measure).unwrap();
                prop_assert_eq!(outcome.amount, same.amount, "{}", &outcome.measure);
                prop_assert_eq!(outcome.status, same.status, "{}", &outcome.measure);
                prop_assert_eq!(outcome.capped, same.capped, "{}", &outcome.measure);
            }
        }
    }

    #[test]
    fn a_larger_base_never_brings_less(first in 0_u64..10_000_000_000, more in 0_u64..10_000_000_000) {
        let plan = plan();
        for (measure, group, fact) in [
            ("wenzhou-2022/art-5-firm", "securitisation", "interest"),
            ("wenzhou-2022/art-6", "core", "confirmed"),
            ("wenzhou-2022/art-7", "guarantor", "new_outstanding"),
            ("wenzhou-2022/art-8", "guarantor", "payouts"),
        ] {
            let request = with(measure, group, fact, first);
            let larger = with(measure, group, fact, first + more);
            let amount = |request: &Request| plan.assess(request).unwrap().outcomes[0].amount.unwrap();
            prop_assert!(amount(&request) <= amount(&larger), "{measure}");
        }
    }

    #[test]
    fn the_value_that_a_what_if_names_passes(seed: u64) {
        let plan = plan();
        for (request, outcomes) in outcomes(plan, seed) {
            for outcome in outcomes {
                for what_if in &outcome.what_if {
                    let WhatIf::Passes { condition, fact, value } = what_if else { continue };
                    let Some(changed) = change(plan, &request, fact, value) else { continue };
                    let again = plan.assess(&changed).unwrap().outcomes;
                    let same = again.iter().find(|other| other.measure == outcome.measure).unwrap();
                    let still = same.reasons.iter().any(|reason| reason.condition == *condition);
                    prop_assert!(!still, "{}: {condition} with {fact} = {value}", outcome.measure);
                }
            }
        }
    }
}

#[test]
fn a_share_is_exact_only_where_its_words_name_no_upper_or_lower_limit() {
    let plan = plan();
    for measure in &plan.measures {
        let Some(Mechanism::Share(share)) = &measure.mechanism else {
            continue;
        };
        let (document, id) = measure.id.split_once('/').unwrap();
        let (_, cases) = CASES.iter().find(|(name, _)| *name == document).unwrap();
        let case = cases
            .cases
            .iter()
            .find(|case| case.measure == id && case.expect.amount.is_some())
            .unwrap();
        let kind = plan.assess(&cases.request(document, case).unwrap()).unwrap().outcomes[0].kind;
        let limited = share.words.contains("不超过") || share.words.contains("不低于");
        let shared = measure.caps.iter().any(|cap| cap.shared);
        assert_eq!(kind == Some(Kind::Exact), !limited && !shared, "{}", measure.id);
    }
}

/// The base facts of a measure with another amount in 2023.
fn with(measure: &str, group: &str, fact: &str, fen: u64) -> Request {
    let (document, id) = measure.split_once('/').unwrap();
    let (_, cases) = CASES.iter().find(|(name, _)| *name == document).unwrap();
    let case = cases
        .cases
        .iter()
        .find(|case| case.measure == id && case.facts.is_empty())
        .unwrap();
    let mut request = cases.request(document, case).unwrap();
    let amount = RawValue::Text(format!("{}.{:02}", fen / 100, fen % 100));
    let years = RawValue::Years([("2023".to_owned(), amount)].into_iter().collect());
    request.facts.get_mut(group).unwrap().0[0].insert(fact.to_owned(), years);
    request
}

/// The request with another value of a fact, where it has one value only.
fn change(plan: &Plan, request: &Request, path: &str, value: &str) -> Option<Request> {
    let (group, id) = path.split_once('.')?;
    let series = plan.catalogue.spec(plan.catalogue.find(path)?)?.series;
    let mut changed = request.clone();
    let rows = changed.facts.get_mut(group)?;
    let [row] = rows.0.as_mut_slice() else { return None };
    let text = RawValue::Text(value.to_owned());
    let raw = match (series, row.get(id)?) {
        (None, _) => text,
        (Some(_), RawValue::Years(years)) if years.len() == 1 => {
            RawValue::Years(years.keys().map(|year| (year.clone(), text.clone())).collect())
        }
        _ => return None,
    };
    row.insert(id.to_owned(), raw);
    Some(changed)
}
