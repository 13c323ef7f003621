//! How made-up clauses judge a case: the side on which a number lies outside, and what the answer rests on.

use rules::outcome::{Assumption, Outcome, State, Why};
use rules::plan::Plan;

use crate::{HEAD, bound, counting, counting_between, pays, plan_of};

/// The answer of the only measure of a plan, with these facts.
pub(crate) fn judged(plan: &Plan, facts: &str) -> Outcome {
    let measure = &plan.measures.first().unwrap().id;
    let request = format!(
        r#"{{ "schema": 1, "day": "2026-11-22", "role": "person", "measures": ["{measure}"], "facts": {facts} }}"#
    );
    let request = serde_json::from_str(&request).unwrap();
    plan.assess(&request).unwrap().outcomes.remove(0)
}

/// A contract with one bound.
fn bounded(fact: &str, words: &str) -> Plan {
    let clause = bound(words, &format!("fact = \"{fact}\", words = \"{words}\""));
    plan_of(HEAD, &[&clause]).unwrap()
}

fn why(outcome: &Outcome) -> Option<&Why> {
    outcome.reasons.first().map(|reason| &reason.why)
}

#[test]
fn a_reason_names_the_end_that_a_number_lies_outside() {
    for (words, principal, expected) in [
        ("超过100万元、低于500万元", "1000000", "below 1000000.00 false"),
        ("超过100万元、低于500万元", "999999.99", "below 1000000.00 false"),
        ("超过100万元、低于500万元", "1000000.01", ""),
        ("超过100万元、低于500万元", "4999999.99", ""),
        ("超过100万元、低于500万元", "5000000", "above 5000000.00 false"),
        ("不超过500万元", "5000000", ""),
        ("不超过500万元", "5000000.01", "above 5000000.00 true"),
        ("不低于500万元", "4999999.99", "below 5000000.00 true"),
    ] {
        let plan = bounded("loan.principal", words);
        let outcome = judged(&plan, &format!(r#"{{ "loan": [{{ "principal": "{principal}" }}] }}"#));
        let found = match why(&outcome) {
            Some(Why::Above { limit, inclusive, .. }) => format!("above {limit} {inclusive}"),
            Some(Why::Below { limit, inclusive, .. }) => format!("below {limit} {inclusive}"),
            other => other.map(|why| format!("{why:?}")).unwrap_or_default(),
        };
        assert_eq!(found, expected, "{words}: {principal}");
    }
}

#[test]
fn a_bare_word_is_an_assumption_of_the_result_also_inside_an_either_or() {
    let facts = r#"{ "loan": [{ "principal": "100" }] }"#;
    let convention = |words: &str| Assumption::Convention {
        words: words.to_owned(),
    };
    let outcome = judged(&bounded("loan.principal", "500万元以下"), facts);
    assert_eq!(outcome.assumptions, [convention("500万元以下")]);
    let outcome = judged(&bounded("loan.principal", "500万元及以下"), facts);
    assert_eq!(outcome.assumptions, []);
    let either = "any = [ { fact = \"loan.principal\", words = \"500万元以下\" }, { fact = \"loan.rate\", words = \"5%以下\" } ]";
    let plan = plan_of(HEAD, &[&bound("500万元以下或5%以下", either)]).unwrap();
    let outcome = judged(&plan, facts);
    assert_eq!(outcome.assumptions, [convention("500万元以下"), convention("5%以下")]);
}

#[test]
fn a_length_of_time_reaches_its_bound_on_the_corresponding_day() {
    for (words, passes) in [
        ("满6个月", [false, true, true]),
        ("超过6个月", [false, false, true]),
        ("6个月以内", [true, true, false]),
        ("不满6个月", [true, false, false]),
    ] {
        let plan = bounded("investment.held", words);
        for (day, passes) in ["2026-06-30", "2026-07-01", "2026-07-02"].into_iter().zip(passes) {
            let facts = format!(
                r#"{{ "case": [{{ "applied_on": "{day}" }}], "investment": [{{ "made_on": "2026-01-01" }}] }}"#
            );
            let outcome = judged(&plan, &facts);
            let state = outcome.checks.first().map(|check| check.state);
            let expected = if passes { State::Met } else { State::Failed };
            assert_eq!(state, Some(expected), "{words} {day}: {:?}", outcome.reasons);
        }
    }
}

#[test]
fn a_range_from_days_to_a_year_holds_each_side_in_its_own_unit() {
    const WORDS: &str = "期限90天至1年";
    let side = |unit: &str| format!("fact = \"loan.term\", words = \"{WORDS}\", unit = \"{unit}\"");
    let both = format!("{} }}, {{ {}", side("天"), side("年"));
    let plan = plan_of(HEAD, &[&bound(&format!("{WORDS}的贷款"), &both)]).unwrap();
    for (term, passes) in [
        ("89天", false),
        ("90天", true),
        ("91天", true),
        ("3个月", true),
        ("11个月", true),
        ("365天", true),
        ("366天", false),
        ("12个月", true),
        ("1年", true),
        ("13个月", false),
    ] {
        let facts = format!(r#"{{ "loan": [{{ "term": "{term}", "paid_out_on": "2026-01-15" }}] }}"#);
        let outcome = judged(&plan, &facts);
        let states: Vec<State> = outcome.checks.iter().map(|check| check.state).collect();
        assert_eq!(
            states.iter().all(|state| *state == State::Met),
            passes,
            "{term}: {states:?}"
        );
        assert_eq!(states.contains(&State::Failed), !passes, "{term}: {states:?}");
    }
}

#[test]
fn a_bound_against_the_prime_rate_asks_for_the_contract_that_decides_it() {
    let plan = bounded("loan.rate", "不超过LPR加50个基点");
    let measure = plan.measures.first().unwrap();
    let asks = plan.asks(measure).into_iter().map(|fact| plan.catalogue.path(fact));
    let asks: Vec<String> = asks.collect();
    for path in ["loan.rate", "loan.paid_out_on", "loan.term"] {
        assert!(asks.contains(&path.to_owned()), "{asks:?}");
    }
    // A table that was typed for another way of repayment says nothing of the term.
    let facts = |repayment: &str| {
        format!(
            r#"{{ "loan": [{{ "rate": "3%", "paid_out_on": "2026-01-15", "repayment": "{repayment}", "repayments": {{ "2027-01-15": "100" }} }}] }}"#
        )
    };
    let missing = |repayment: &str| judged(&plan, &facts(repayment)).missing;
    assert_eq!(missing("table"), [""; 0]);
    assert_eq!(missing("bullet"), ["loan.term"]);
}

/// The clause of a year, in a document that counts from one day to another.
fn cut_by(from: &str, to: &str) -> Plan {
    let clause = bound(
        "平均担保费率不高于1%",
        "fact = \"guarantor.average_fee_rate\", words = \"不高于1%\"",
    );
    plan_of(&counting_between(from, to), &[&clause]).unwrap()
}

#[test]
fn a_year_that_a_window_cuts_is_counted_whole_and_said_to_be() {
    for (from, to, cut) in [
        ("2026年1月1日", "2026年12月31日", false),
        ("2026年7月1日", "2026年12月31日", true),
        ("2026年1月1日", "2026年6月30日", true),
        ("2025年7月1日", "2027年6月30日", false),
    ] {
        let facts = r#"{ "guarantor": [{ "average_fee_rate": { "2026": "0.9%" } }] }"#;
        let outcome = judged(&cut_by(from, to), facts);
        let expected: &[Assumption] = if cut {
            &[Assumption::PartOfYear { year: 2026 }]
        } else {
            &[]
        };
        assert_eq!(outcome.assumptions, expected, "{from} {to}");
    }
}

#[test]
fn the_other_days_of_a_window_are_tested_where_it_places_the_case() {
    let counts = "quote = \"2026年1月1日起的贷款\", from = \"2026年1月1日起\", \
                  tests = [\"payout-date\", \"contract-date\"], fact = [\"loan.paid_out_on\", \"loan.signed_on\"]";
    let head = counting(counts);
    let ids = |measure: &str| {
        let plan = plan_of(&head, &[measure]).unwrap();
        let conditions = plan.conditions(plan.measures.first().unwrap());
        conditions.map(|condition| condition.id.clone()).collect::<Vec<_>>()
    };
    let clause = bound(
        "金额500万元及以下",
        "fact = \"loan.principal\", words = \"500万元及以下\"",
    );
    assert_eq!(ids(&clause), ["loan.principal", "loan.signed_on"]);
    // A measure that names its own day is placed by that alone.
    assert_eq!(
        ids(&format!("{clause}dated = \"loan.paid_out_on\"\n")),
        ["loan.principal"]
    );
    // A pointer judges nobody.
    let pointer = "effect = \"pointer\"\nquote = \"按规定给予补贴\"\ndecides = \"why\"\nask = \"why\"\n";
    assert_eq!(ids(pointer), [""; 0]);
}

#[test]
fn a_cap_by_lender_asks_each_lender_for_what_it_is_a_share_of() {
    let missing = |scope: &str| {
        let cap = format!(
            "unit = \"contract\"\nby = \"loan.lender\"\namount.points = {{ words = \"按1%贴息\" }}\n\
             caps = [ {{ share = \"不超过手续费的50%\", of = \"loan.fees_upfront\", scope = \"{scope}\", per = \"window\" }} ]"
        );
        let clause = pays("按1%贴息，不超过手续费的50%", &cap).replace("unit = \"recipient-year\"\n", "");
        let plan = plan_of(HEAD, &[&clause]).unwrap();
        let facts = r#"{ "loan": [{ "lender": "甲", "fees_upfront": "100" }, { "lender": "乙" }] }"#;
        judged(&plan, facts).missing.contains(&"loan.fees_upfront".to_owned())
    };
    assert!(missing("lender"));
    assert!(!missing("recipient"));
}
