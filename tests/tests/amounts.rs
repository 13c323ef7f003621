//! What stands beside the amount of a clause: what it asks for, what it counts, which limit binds and what was assumed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::sync::LazyLock;

use rules::outcome::{Assumption, Outcome};
use rules::plan::Plan;
use rules::request::Request;
use rules::trace::Step;

static PLAN: LazyLock<Plan> = LazyLock::new(|| policies::plan().unwrap_or_else(|error| panic!("{error}")));

const BORNE: &str = "national-startup-2021/person";
const SHARE: &str = "national-startup-2023/person";
const POINTS_BY_PAYMENT: &str = "national-equipment-2026/interest";
const POINTS_BY_DAY: &str = "national-service-2025/interest";
const POINTS_OF_PURCHASES: &str = "national-consumption-2025/interest";

/// A loan with interest each month; the rest of its facts follow.
const LOAN: &str = r#""repayment": "interest-monthly", "lpr": "3.85%""#;

fn outcome_of(plan: &Plan, measure: &str, facts: &str) -> Outcome {
    let text = format!(
        r#"{{ "schema": 1, "day": "2026-11-22", "role": "person", "measures": ["{measure}"], "facts": {{ {facts} }} }}"#
    );
    let request: Request = serde_json::from_str(&text).unwrap();
    plan.assess(&request).unwrap().outcomes.remove(0)
}

/// The outcome for one loan with these facts besides.
fn outcome(measure: &str, loan: &str) -> Outcome {
    outcome_of(&PLAN, measure, &format!(r#""loan": [{{ {LOAN}, {loan} }}]"#))
}

fn asks(measure: &str) -> Vec<String> {
    let measure = PLAN.measures.iter().find(|known| known.id == measure).unwrap();
    PLAN.asks(measure)
        .into_iter()
        .map(|fact| PLAN.catalogue.path(fact))
        .collect()
}

#[test]
fn what_an_amount_is_computed_from_is_asked_for() {
    for (measure, facts) in [
        (
            "xiangtan-2023/item-2-fee05",
            [
                "guarantee.amount",
                "guarantee.term",
                "guarantee.charging",
                "guarantee.fee_rate",
            ]
            .as_slice(),
        ),
        (
            "xiangtan-2023/item-2-lpr",
            &["loan.principal", "loan.rate", "loan.term", "loan.repayment", "loan.lpr"],
        ),
        (
            "wenzhou-2022/art-8",
            &["guarantor.payouts", "guarantor.payout_base", "guarantor.coefficient"],
        ),
    ] {
        let asked = asks(measure);
        for fact in facts {
            assert!(asked.iter().any(|known| known == fact), "{measure}: {fact}");
        }
    }
}

#[test]
fn what_was_assumed_about_a_loan_is_told_of_every_kind_of_interest_subsidy() {
    for (measure, payout) in [
        (BORNE, "2021-03-10"),
        (SHARE, "2024-01-15"),
        (POINTS_BY_PAYMENT, "2026-02-01"),
        (POINTS_BY_DAY, "2025-03-20"),
    ] {
        let loan = format!(r#""principal": "200000.00", "rate": "4.35%", "term": "12个月", "paid_out_on": "{payout}""#);
        let basis = "30/360".to_owned();
        let outcome = outcome(measure, &loan);
        assert!(
            outcome.assumptions.contains(&Assumption::DayBasis { basis }),
            "{measure}"
        );
    }
}

#[test]
fn interest_is_assumed_only_where_it_was_not_given() {
    let assumed = |facts: &str| {
        let facts = format!(r#""securitisation": [{{ "kind": "technology-rights", {facts} }}]"#);
        let outcome = outcome_of(&PLAN, "wenzhou-2022/art-5-firm", &facts);
        assert!(outcome.amount.is_some());
        outcome.assumptions.contains(&Assumption::InterestFromContract)
    };
    assert!(!assumed(r#""interest": { "2023": "550000.00" }"#));
    assert!(assumed(
        r#""principal": "1000万元", "coupon": "5.5%", "starts_on": "2023-01-01", "ends_on": "2024-01-01", "day_basis": "act/365""#
    ));
}

#[test]
fn the_reading_that_an_amount_rests_on_is_told() {
    for (measure, reading) in [
        ("xiangtan-2023/item-2-fee05", "lowered-to-is-a-ceiling"),
        ("chenzhou-2021/3.4", "base-not-named"),
    ] {
        let outcome = outcome_of(&PLAN, measure, r#""guarantee": [{ "amount": "500万元" }]"#);
        let id = reading.to_owned();
        assert!(outcome.assumptions.contains(&Assumption::Reading { id }), "{measure}");
    }
}

/// The payments of each year, as the steps count them.
fn payments(measure: &str, loan: &str) -> Vec<usize> {
    let steps = outcome(measure, loan).steps;
    let counted = steps.iter().filter_map(|step| match step {
        Step::Borne { payments, .. } | Step::Points { payments, .. } | Step::PerPayment { payments, .. } => {
            Some(*payments)
        }
        _ => None,
    });
    counted.collect()
}

#[test]
fn the_payments_of_each_year_are_counted() {
    // Due from 10 April 2021 to 10 March 2024.
    let loan = r#""principal": "200000.00", "rate": "4.35%", "term": "36个月", "paid_out_on": "2021-03-10", "day_basis": "30/360""#;
    assert_eq!(payments(BORNE, loan), [9, 12, 12, 3]);
    assert_eq!(payments(SHARE, &loan.replace("2021", "2024")), [9, 12, 12, 3]);
    // Due from 1 March 2026 to 1 February 2028.
    let loan = r#""principal": "1000万元", "rate": "3.5%", "term": "24个月", "paid_out_on": "2026-02-01", "day_basis": "30/360""#;
    assert_eq!(payments(POINTS_BY_PAYMENT, loan), [10, 12, 2]);
    // Due from 20 April 2025 to 20 March 2026: by days, that of 20 January 2026 counts in both years. A rate that changes within
    // a payment makes no second one of it.
    let loan = r#""principal": "80万元", "rate": "3.5%", "term": "12个月", "paid_out_on": "2025-03-20", "day_basis": "30/360",
        "local_subsidy_rate": "0%", "rate_changes": { "2025-05-01": "3.4%" }"#;
    assert_eq!(payments(POINTS_BY_DAY, loan), [10, 3]);
}

/// Whether each limit of one kind binds.
fn binds(outcome: &Outcome, limit: impl Fn(&Step) -> Option<bool>) -> Vec<bool> {
    outcome.steps.iter().filter_map(limit).collect()
}

/// The subsidy for a purchase with a loan of 200,000 yuan.
fn purchase(rate: &str, amount: &str) -> Outcome {
    let facts = format!(
        r#""loan": [{{ {LOAN}, "principal": "200000.00", "rate": "{rate}", "term": "12个月", "paid_out_on": "2025-09-01" }}],
        "spend": [{{ "amount": "{amount}", "spent_on": "2025-09-01", "category": "car" }}]"#
    );
    outcome_of(&PLAN, POINTS_OF_PURCHASES, &facts)
}

#[test]
fn points_are_cut_only_above_half_of_the_rate() {
    for (rate, cut) in [("3.00%", false), ("2.00%", false), ("1.99%", true)] {
        let found = binds(&purchase(rate, "40000.00"), |step| match step {
            Step::PointsAtMost { binds, .. } => Some(*binds),
            _ => None,
        });
        assert_eq!(found, [cut], "{rate}");
    }
}

#[test]
fn points_are_cut_only_above_what_another_subsidy_leaves_of_the_rate() {
    let left = |less: &str| {
        let loan = format!(
            r#""principal": "80万元", "rate": "2%", "term": "12个月", "paid_out_on": "2025-03-20", "local_subsidy_rate": "{less}""#
        );
        binds(&outcome(POINTS_BY_DAY, &loan), |step| match step {
            Step::PointsLeft { binds, .. } => Some(*binds),
            _ => None,
        })
    };
    // One point of two.
    assert_eq!(left("0%"), [] as [bool; 0]);
    assert_eq!(left("0.5%"), [false]);
    assert_eq!(left("1%"), [false]);
    assert_eq!(left("1.01%"), [true]);
}

#[test]
fn a_purchase_is_cut_only_above_the_limit_of_one() {
    for (amount, cut) in [("49999.99", false), ("50000.00", false), ("50000.01", true)] {
        let found = binds(&purchase("3%", amount), |step| match step {
            Step::ItemLimit { binds, .. } => Some(*binds),
            _ => None,
        });
        assert_eq!(found, [cut], "{amount}");
    }
}

#[test]
fn a_shared_limit_binds_only_the_loans_that_it_cuts() {
    let cuts = |principals: &[&str]| {
        let loans = principals.iter().zip(["2025-03-20", "2025-04-20"]).map(|(principal, day)| {
            format!(
                r#"{{ {LOAN}, "principal": "{principal}", "rate": "3.5%", "term": "12个月", "paid_out_on": "{day}", "local_subsidy_rate": "0%" }}"#
            )
        });
        let loans: Vec<String> = loans.collect();
        let outcome = outcome_of(&PLAN, POINTS_BY_DAY, &format!(r#""loan": [{}]"#, loans.join(", ")));
        binds(&outcome, |step| match step {
            Step::SharedLimit { binds, .. } | Step::PrincipalLimit { binds, .. } => Some(*binds),
            _ => None,
        })
    };
    assert_eq!(cuts(&["100万元"]), [false]);
    assert_eq!(cuts(&["200万元"]), [true]);
    assert_eq!(cuts(&["80万元", "80万元"]), [false, true]);
}

#[test]
fn a_limit_that_is_just_reached_binds_nothing() {
    let binds = |principal: &str| {
        let loan = format!(
            r#""loan": [{{ {LOAN}, "principal": "{principal}", "rate": "3.5%", "term": "12个月", "paid_out_on": "2024-01-15" }}]"#
        );
        binds(&outcome_of(&PLAN, SHARE, &loan), |step| match step {
            Step::PrincipalLimit { binds, .. } => Some(*binds),
            _ => None,
        })
    };
    assert_eq!(binds("300000.00"), [false]);
    assert_eq!(binds("300000.01"), [true]);
}

#[test]
fn partners_are_asked_for_only_where_one_borrower_has_too_much() {
    let asked = |plan: &Plan, measure: &str, principal: &str| {
        let loan = format!(
            r#""loan": [{{ {LOAN}, "principal": "{principal}", "rate": "3.5%", "term": "12个月", "paid_out_on": "2024-01-15" }}]"#
        );
        outcome_of(plan, measure, &loan)
            .missing
            .contains(&"firm.partners".to_owned())
    };
    assert!(!asked(&PLAN, SHARE, "300000.00"));
    assert!(asked(&PLAN, SHARE, "300000.01"));
    let text = r#"
schema = 1
document = { id = "made-up", region = "330300", zh = "例", en = "Example", standing = "draft", verification = "original", verified_on = "2026-11-21" }

[[measure]]
id = "borne"
article = "1"
zh = "例"
en = "Example"
topic = "interest-subsidy"
effect = "receive"
recipient = "borrower"
unit = "contract"
rounding = "per-period"
quote = "贷款额度不超过30万元；合伙创业的，按人均额度的110%，合计不超过400万元。LPR-150BP以下部分由借款人承担"
amount.borne = { words = "LPR-150BP以下部分由借款人承担" }
limits = [ { on = "principal", words = "贷款额度不超过30万元", heads = { fact = "firm.partners", share = "按人均额度的110%", up_to = "合计不超过400万元" } } ]
"#;
    let source = policies::source(policies::pack("made-up", text).unwrap()).unwrap();
    let made_up = policies::plan_of(vec![source]).unwrap_or_else(|error| panic!("{error}"));
    assert!(!asked(&made_up, "made-up/borne", "300000.00"));
    assert!(asked(&made_up, "made-up/borne", "300000.01"));
}

#[test]
fn a_loan_without_interest_gets_an_exact_zero_above_the_limit_as_well() {
    let loan = r#""principal": "400000.00", "rate": "0%", "term": "12个月", "paid_out_on": "2024-01-15""#;
    let amount = outcome(SHARE, loan).amount.map(|amount| amount.to_string());
    assert_eq!(amount.as_deref(), Some("0.00"));
}

/// 1,000,000 yuan at the one-year LPR of 3.45% for 18 months, not at the 5% that were agreed for the last six.
#[test]
fn the_ceiling_of_an_extended_loan_holds_for_its_extension() {
    let loan = r#""principal": "100万元", "rate": "3.45%", "term": "12个月", "paid_out_on": "2024-03-01", "day_basis": "30/360",
        "extended_to": "2025-09-01", "extension_rate": "5%""#;
    let facts = format!(r#""loan": [{{ "repayment": "interest-monthly", {loan} }}]"#);
    let outcome = outcome_of(&PLAN, "xiangtan-2023/item-2-lpr", &facts);
    assert_eq!(
        outcome.amount.map(|amount| amount.to_string()).as_deref(),
        Some("51750.00")
    );
    assert_eq!(outcome.paid.map(|paid| paid.within), Some(false));
}
