//! What an assessment tells of several contracts and years: each condition and each reason once, what it rests on, what is still
//! asked for, and what would pass.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use rules::outcome::{Assumption, Outcome, Period, Status, WhatIf, Why};
use rules::plan::Plan;
use rules::request::Request;
use rules::trace::Step;
use serde_json::{Value, json};

/// A made-up document with one clause.
fn plan(clause: &str) -> Plan {
    let head = common::head("city", "110100", "某市措施", "Measures of a city");
    let text = format!(
        r#"{head}
[[measure]]
id = "clause"
article = "第一条"
zh = "例"
en = "Example"
topic = "interest-subsidy"
{clause}
"#
    );
    let pack = huisuan_policies::pack("city", &text).expect("a pack");
    let source = huisuan_policies::source(pack).expect("a digest");
    huisuan_policies::plan_of(vec![source]).expect("a sound pack")
}

/// A clause that only bounds what is asked of each contract.
fn bound(quote: &str, conditions: &str) -> Plan {
    plan(&format!(
        r#"effect = "bound"
recipient = "borrower"
unit = "contract"
quote = "{quote}"
{conditions}"#
    ))
}

/// A clause that pays for each loan.
fn paying(quote: &str, rest: &str) -> Plan {
    plan(&format!(
        r#"effect = "receive"
recipient = "borrower"
payer = "several"
unit = "contract"
quote = "{quote}"
{rest}"#
    ))
}

fn amount(outcome: &Outcome) -> Option<String> {
    outcome.amount.map(|amount| amount.to_string())
}

fn outcome_of(plan: &Plan, measure: &str, role: &str, facts: &Value) -> Outcome {
    let request = json!({ "schema": 1, "day": "2026-06-30", "role": role, "measures": [measure], "facts": facts });
    let request: Request = serde_json::from_value(request).expect("a request");
    let outcomes = plan.assess(&request).expect("a response").outcomes;
    let [outcome] = <[Outcome; 1]>::try_from(outcomes).expect("one outcome");
    outcome
}

fn outcome(plan: &Plan, facts: &Value) -> Outcome {
    outcome_of(plan, "city/clause", "person", facts)
}

/// What was given to the conditions on a fact, and of which year.
fn checks<'o>(outcome: &'o Outcome, fact: &str) -> Vec<(Option<&'o str>, Option<Period>)> {
    let checks = outcome.checks.iter().filter(|check| check.id == fact);
    checks.map(|check| (check.given.as_deref(), check.period)).collect()
}

/// A clause on loans that excludes whoever had an accident in the year.
fn loans_without_accidents() -> Plan {
    bound(
        "单笔500万元及以下的贷款，当年发生重大责任事故的除外",
        r#"when = [ { fact = "loan.principal", words = "单笔500万元及以下" } ]
unless = [ { fact = "applicant.major_accident", is = true, words = "当年发生重大责任事故" } ]"#,
    )
}

#[test]
fn a_condition_is_told_once_for_all_contracts_and_years_that_give_the_same() {
    let plan = loans_without_accidents();
    let told = |principals: [&str; 2], accidents: Value| {
        let loans = principals.map(|principal| json!({ "principal": principal }));
        outcome(
            &plan,
            &json!({ "loan": loans, "applicant": { "major_accident": accidents } }),
        )
    };
    let none = told(["100万元", "100万元"], json!({ "2024": false }));
    assert_eq!(none.status, Status::Eligible);
    assert_eq!(checks(&none, "loan.principal"), [(Some("1000000.00"), None)]);
    let year = Some(Period::Year(2024));
    assert_eq!(checks(&none, "applicant.major_accident"), [(Some("false"), year)]);

    let other = told(["100万元", "600万元"], json!({ "2023": false, "2024": false }));
    assert_eq!(
        checks(&other, "loan.principal"),
        [(Some("1000000.00"), None), (Some("6000000.00"), None)]
    );
    assert_eq!(checks(&other, "applicant.major_accident"), [(Some("false"), None)]);
}

#[test]
fn a_reason_is_told_once_and_of_a_year_only_where_it_is_of_that_year_alone() {
    let plan = loans_without_accidents();
    let reasons = |accidents: Value| {
        let facts = json!({
            "loan": [{ "principal": "100万元" }, { "principal": "200万元" }],
            "applicant": { "major_accident": accidents },
        });
        let refused = outcome(&plan, &facts);
        assert_eq!(refused.status, Status::Ineligible);
        refused.reasons.iter().map(|reason| reason.period).collect::<Vec<_>>()
    };
    assert_eq!(reasons(json!({ "2024": true })), [Some(Period::Year(2024))]);
    assert_eq!(reasons(json!({ "2023": true, "2024": true })), [None]);
}

/// A clause on loans whose rate is bounded by the prime rate of the day of payout.
fn near_the_prime_rate() -> Plan {
    bound(
        "贷款利率不超过LPR+250BP",
        r#"when = [ { fact = "loan.rate", words = "不超过LPR+250BP" } ]"#,
    )
}

/// A loan of a year.
fn paid_out(day: &str, rate: &str) -> Value {
    json!({ "rate": rate, "term": "12个月", "paid_out_on": day })
}

#[test]
fn what_a_refusal_of_all_contracts_rests_on_is_told_of_each() {
    let plan = near_the_prime_rate();
    let days = |loans: [Value; 2]| {
        let outcome = outcome(&plan, &json!({ "loan": loans }));
        let days = outcome.assumptions.iter().filter_map(|assumption| match assumption {
            Assumption::ReferenceRate { day, .. } => Some(day.to_string()),
            _ => None,
        });
        (outcome.status, days.collect::<Vec<_>>())
    };
    let (early, late) = ("2022-09-01".to_owned(), "2024-09-02".to_owned());
    // The prime rates of these days are 3.65% and 3.35%.
    assert_eq!(
        days([paid_out(&early, "6.16%"), paid_out(&late, "5.86%")]),
        (Status::Ineligible, vec![early.clone(), late.clone()])
    );
    // What is said of a refused contract does not matter beside one that is not.
    assert_eq!(
        days([paid_out(&early, "6.16%"), paid_out(&late, "5.85%")]),
        (Status::Eligible, vec![late])
    );
}

/// The fact and the value with which what failed would pass, or the next tier begins.
fn what_if(outcome: &Outcome) -> Vec<(&str, &str)> {
    let what_if = outcome.what_if.iter().filter_map(|what_if| match what_if {
        WhatIf::Passes { fact, value, .. } | WhatIf::NextTier { fact, value, .. } => {
            Some((fact.as_str(), value.as_str()))
        }
        WhatIf::CapBinds { .. } => None,
    });
    what_if.collect()
}

#[test]
fn a_rate_above_the_prime_rate_would_pass_at_the_bound_of_its_own_day() {
    let plan = near_the_prime_rate();
    for (day, most) in [("2022-09-01", "6.15%"), ("2024-09-02", "5.85%")] {
        let refused = outcome(&plan, &json!({ "loan": [paid_out(day, "7%")] }));
        assert_eq!(what_if(&refused), [("loan.rate", most)]);
    }
}

#[test]
fn what_would_pass_is_the_bound_or_the_nearest_fen_or_number_beside_it() {
    for (words, fact, given, passes) in [
        ("单笔500万元及以下", "loan.principal", "600万元", "5000000.00"),
        ("单笔低于500万元", "loan.principal", "600万元", "4999999.99"),
        ("单笔低于500万元", "loan.principal", "500万元", "4999999.99"),
        ("单笔不低于100万元", "loan.principal", "1", "1000000.00"),
        ("单笔超过100万元", "loan.principal", "100万元", "1000000.01"),
        ("职工超过100人", "firm.staff", "99", "101"),
        ("职工100人及以上", "firm.staff", "99", "100"),
    ] {
        let plan = bound(
            &format!("{words}的"),
            &format!(r#"when = [ {{ fact = "{fact}", words = "{words}" }} ]"#),
        );
        let facts = match fact {
            "firm.staff" => json!({ "firm": { "staff": given } }),
            _ => json!({ "loan": [{ "principal": given }] }),
        };
        assert_eq!(what_if(&outcome(&plan, &facts)), [(fact, passes)], "{words}");
    }
}

#[test]
fn the_next_tier_is_told_only_where_its_end_itself_belongs_to_it() {
    let next = |words: &str| {
        let plan = plan(&format!(
            r#"effect = "receive"
recipient = "guarantor"
unit = "recipient-year"
quote = "平均担保费率在0.9%以下的，按0.2%给予补助；{words}的，补助比例为0.4%"
amount.tiers = {{ of = "guarantor.new_outstanding", by = "guarantor.average_fee_rate", tiers = [
    {{ words = "平均担保费率在0.9%以下", share = "按0.2%给予补助" }},
    {{ words = "{words}", share = "补助比例为0.4%" }},
] }}
rounding = "per-year""#
        ));
        let facts =
            json!({ "guarantor": { "new_outstanding": { "2025": "1亿元" }, "average_fee_rate": { "2025": "0.8%" } } });
        let outcome = outcome_of(&plan, "city/clause", "guarantor", &facts);
        assert_eq!(
            outcome.amount.map(|amount| amount.to_string()).as_deref(),
            Some("200000.00")
        );
        // The tier that applies includes its number by convention only, as a condition would.
        let words = "平均担保费率在0.9%以下".to_owned();
        assert!(outcome.assumptions.contains(&Assumption::Convention { words }));
        what_if(&outcome)
            .into_iter()
            .map(|(_, value)| value.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(next("平均担保费率在0.7%以下"), ["0.7%"]);
    assert_eq!(next("平均担保费率低于0.7%"), Vec::<String>::new());
}

#[test]
fn a_total_of_the_customer_is_called_a_sum_only_where_it_was_summed() {
    let plan = bound(
        "单户担保金额500万元及以下的业务",
        r#"when = [ { fact = "guarantee.customer_total", words = "单户担保金额500万元及以下" } ]"#,
    );
    let told = |guarantees: Value| {
        let outcome = outcome(&plan, &json!({ "guarantee": guarantees }));
        let of_total = |assumption: &&Assumption| {
            matches!(
                assumption,
                Assumption::CustomerTotalAlone | Assumption::CustomerTotalRaised
            )
        };
        let assumed: Vec<Assumption> = outcome.assumptions.iter().filter(of_total).cloned().collect();
        (outcome.status, assumed)
    };
    let alone = || vec![Assumption::CustomerTotalAlone];
    assert_eq!(told(json!([{ "amount": "100万元" }])), (Status::Eligible, alone()));
    assert_eq!(
        told(json!([{ "amount": "100万元", "customer_total": "100万元" }])),
        (Status::Eligible, Vec::new())
    );
    assert_eq!(
        told(json!([{ "guarantor": "other" }])),
        (Status::Incomplete, Vec::new())
    );
    // Of several guarantees it is not known which are of one customer, one guarantor and one time.
    let two = json!([{ "amount": "300万元" }, { "amount": "300万元" }]);
    assert_eq!(told(two), (Status::Incomplete, Vec::new()));
    // A total is at least the guarantee that it counts, of which only a part may be guaranteed.
    let raised = || vec![Assumption::CustomerTotalRaised];
    let below = |share: &str| json!([{ "amount": "600万元", "customer_total": "400万元", "guaranteed_share": share }]);
    assert_eq!(told(below("100%")), (Status::Ineligible, raised()));
    assert_eq!(told(below("80%")), (Status::Eligible, raised()));
    assert_eq!(told(below("60%")), (Status::Eligible, Vec::new()));
    // Nothing of the kind is said where no total is asked for.
    let other = bound(
        "单笔担保金额500万元及以下的业务",
        r#"when = [ { fact = "guarantee.amount", words = "单笔担保金额500万元及以下" } ]"#,
    );
    let assumptions = outcome(&other, &json!({ "guarantee": [{ "amount": "100万元" }] })).assumptions;
    assert!(!assumptions.contains(&Assumption::CustomerTotalAlone));
}

#[test]
fn values_of_years_answer_nothing_where_no_year_is_known() {
    let plan = plan(
        r#"effect = "receive"
recipient = "firm"
unit = "event"
quote = "给予一次性奖励10万元，当年发生重大责任事故的除外"
unless = [ { fact = "applicant.major_accident", is = true, words = "当年发生重大责任事故" } ]
amount.fixed = { words = "给予一次性奖励10万元" }
rounding = "once""#,
    );
    let open = outcome_of(
        &plan,
        "city/clause",
        "firm",
        &json!({ "applicant": { "major_accident": { "2024": false } } }),
    );
    assert_eq!(
        (open.status, &open.missing[..]),
        (Status::Incomplete, &["applicant.major_accident".to_owned()][..])
    );
    assert_eq!(checks(&open, "applicant.major_accident"), [(None, None)]);
}

#[test]
fn interest_that_follows_from_the_contract_is_tested_year_by_year() {
    let plan = plan(
        r#"effect = "bound"
recipient = "firm"
unit = "recipient-year"
quote = "年度融资利息不超过1万元"
when = [ { fact = "securitisation.interest", words = "年度融资利息不超过1万元" } ]"#,
    );
    // 100 yuan a day: 31 days of 2023, 335 days of 2024.
    let contract = json!({ "principal": "100万元", "coupon": "3.65%", "starts_on": "2023-12-01", "ends_on": "2024-12-01", "day_basis": "act/365" });
    let tested = outcome_of(&plan, "city/clause", "firm", &json!({ "securitisation": [contract] }));
    assert_eq!(
        checks(&tested, "securitisation.interest"),
        [
            (Some("3100.00"), Some(Period::Year(2023))),
            (Some("33500.00"), Some(Period::Year(2024))),
        ]
    );
    let reasons: Vec<_> = tested.reasons.iter().map(|reason| reason.period).collect();
    assert_eq!(reasons, [Some(Period::Year(2024))]);
}

#[test]
fn a_cap_that_cuts_a_sum_of_several_years_says_how_it_was_allotted() {
    let allotted = |per: &str, interest: Value| {
        let plan = plan(&format!(
            r#"effect = "receive"
recipient = "firm"
unit = "recipient-year"
quote = "按融资利息的30%给予补助，最高不超过40万元"
amount.share = {{ words = "按融资利息的30%给予补助", of = "securitisation.interest" }}
caps = [ {{ words = "最高不超过40万元", scope = "recipient", per = "{per}", derived = "own-period" }} ]
rounding = "per-year"

[reading.own-period]
zh = "按此理解。"
en = "Read so."
"#
        ));
        let outcome = outcome_of(
            &plan,
            "city/clause",
            "firm",
            &json!({ "securitisation": [{ "interest": interest }] }),
        );
        (
            outcome.capped,
            outcome.assumptions.contains(&Assumption::AllottedInOrder),
        )
    };
    let two_years = json!({ "2024": "140万元", "2025": "140万元" });
    assert_eq!(allotted("ever", two_years.clone()), (true, true));
    // Each year is cut by itself.
    assert_eq!(allotted("year", two_years), (true, false));
    assert_eq!(allotted("ever", json!({ "2025": "140万元" })), (true, false));
    assert_eq!(
        allotted("ever", json!({ "2024": "10万元", "2025": "10万元" })),
        (false, false)
    );
}

/// Purchases with loans of half a year at 1% of them, by the number of their loan and their amount.
fn purchases(plan: &Plan, loans: usize, purchases: &[(&str, &str)]) -> Outcome {
    let loan = json!({ "product": "consumption", "principal": "300002.00", "rate": "3%", "term": "6个月",
        "paid_out_on": "2026-02-01", "repayment": "interest-monthly", "day_basis": "30/360" });
    let purchases = purchases
        .iter()
        .map(|(number, amount)| json!({ "loan": number, "amount": amount, "spent_on": "2026-02-01" }));
    let facts = json!({ "firm": { "kind": "person" }, "national-consumption-2026": { "lender": true }, "loan": vec![loan; loans],
        "spend": purchases.collect::<Value>() });
    outcome_of(plan, "national-consumption-2026/interest", "person", &facts)
}

#[test]
fn the_lender_is_asked_for_only_where_the_cap_of_one_lender_could_cut() {
    let plan = huisuan_policies::plan().expect("sound packs");
    // 1,500 yuan for each: together exactly what one lender may bring.
    let fits = purchases(&plan, 2, &[("1", "300000.00"), ("2", "300000.00")]);
    assert_eq!(fits.amount.map(|amount| amount.to_string()).as_deref(), Some("3000.00"));
    assert_eq!(fits.missing, Vec::<String>::new());
    let above = purchases(&plan, 2, &[("1", "300000.00"), ("2", "300002.00")]);
    assert_eq!(above.missing, ["loan.lender"]);
}

#[test]
fn purchases_are_added_up_for_the_loan_that_paid_for_them_and_no_other() {
    let plan = huisuan_policies::plan().expect("sound packs");
    let fits = purchases(&plan, 4, &[("3", "200000.00"), ("4", "200000.00")]);
    assert_eq!(fits.reasons, []);
    assert!(fits.amount.is_some());
    let above = purchases(&plan, 4, &[("4", "200000.00"), ("4", "200000.00")]);
    assert!(
        above
            .reasons
            .iter()
            .any(|reason| matches!(&reason.why, Why::Contract { code, .. } if code == "AbovePrincipal")),
        "{:?}",
        above.reasons
    );
}

#[test]
fn the_limit_of_one_loan_is_said_to_cut_where_the_loan_is_larger() {
    let plan = paying(
        "按1%贴息，贷款额度不超过300万元",
        r#"amount.points = { words = "按1%贴息" }
limits = [ { on = "principal", words = "贷款额度不超过300万元" } ]
rounding = "once""#,
    );
    for (principal, paid, cuts) in [
        ("300万元", "30000.00", false),
        ("3000000.01", "30000.00", true),
        ("200万元", "20000.00", false),
    ] {
        let loan = json!({ "principal": principal, "rate": "4%", "term": "12个月", "repayment": "interest-monthly",
            "day_basis": "30/360" });
        let outcome = outcome(&plan, &json!({ "loan": [loan] }));
        assert_eq!(amount(&outcome).as_deref(), Some(paid));
        let found = outcome.steps.iter().find_map(|step| match step {
            Step::PrincipalLimit { binds, .. } => Some(*binds),
            _ => None,
        });
        assert_eq!(found, Some(cuts), "{principal}");
    }
}

#[test]
fn the_part_of_the_borrower_follows_the_prime_rate_into_an_extension_with_a_rate_of_its_own() {
    let plan = paying(
        "LPR-150BP以下部分由借款人承担，剩余部分财政给予贴息",
        r#"amount.borne = { words = "LPR-150BP以下部分由借款人承担" }
rounding = "per-period""#,
    );
    // 4.30 % on 200,000 yuan for a year, of which 2.30 % are borne: 716.67 − 383.33 a month. In the extension 6 %, of which 2.15 %
    // are borne by the prime rate of 2023-01-01, 3.65 %: 1,000.00 − 358.33 a month.
    let loan = json!({ "principal": "200000", "rate": "4.30%", "lpr": "3.80%", "term": "12个月", "paid_out_on": "2022-01-01",
        "repayment": "interest-monthly", "day_basis": "30/360", "repricing": "anniversary", "spread": "50BP",
        "extended_to": "2023-07-01", "extension_rate": "6%", "status": "extended" });
    let outcome = outcome(&plan, &json!({ "loan": [loan] }));
    assert_eq!(amount(&outcome).as_deref(), Some("7850.10"));
}
