//! A loan of which a limit leaves nothing gets an exact zero, whatever the clause pays by; a step names the limit. One to which
//! another loan leaves nothing of a limit that they share brings nothing.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use rules::outcome::{Kind, Outcome, Status};
use rules::plan::Plan;
use rules::request::Request;
use rules::trace::Step;

/// A limit whose days all lie before those of the loan, and no reading.
const PAST: [&str; 2] = [r#"{ on = "days", to = "至2024年12月31日" }"#, ""];

/// A limit that the loans of one firm share, with the reading that it rests on.
const SHARED: [&str; 2] = [
    r#"{ on = "principal", words = "单户贴息贷款规模不超过100万元", scope = "recipient", derived = "by-payout" }"#,
    r#"[reading.by-payout]
zh = "先放款的先算。"
en = "Loans paid out first come first."
"#,
];

/// A clause with a limit, by one way of paying on a loan.
fn plan(amount: &str, [limit, reading]: [&str; 2]) -> Plan {
    let head = common::head("city", "110100", "某市贷款贴息办法", "Interest subsidies of a city");
    let text = format!(
        r#"{head}
[[measure]]
id = "subsidy"
article = "第一条"
zh = "贷款贴息"
en = "Interest subsidy"
topic = "interest-subsidy"
effect = "receive"
recipient = "firm"
unit = "contract"
quote = "对小微企业的贷款贴息，按实际支付利息的50%给予贴息，年贴息1个百分点，LPR-150BP以下部分由企业承担，单户贴息贷款规模不超过100万元，贴息至2024年12月31日"
when = [ {{ fact = "firm.kind", in = {{ "小微企业" = ["micro-small"] }} }} ]
amount.{amount}
limits = [ {limit} ]
rounding = "per-period"
{reading}"#
    );
    let pack = huisuan_policies::pack("city", &text).expect("a pack");
    let source = huisuan_policies::source(pack).expect("a digest");
    huisuan_policies::plan_of(vec![source]).expect("a sound pack")
}

fn outcome(plan: &Plan, kind: &str, payouts: &[&str]) -> Outcome {
    let loans = payouts.iter().map(|payout| {
        serde_json::json!({ "principal": "100万元", "rate": "4%", "term": "12个月", "paid_out_on": payout,
            "repayment": "interest-monthly", "day_basis": "30/360" })
    });
    let request = serde_json::json!({
        "schema": 1,
        "day": "2026-06-30",
        "facts": {
            "firm": { "kind": kind },
            "loan": loans.collect::<serde_json::Value>(),
        },
    });
    let request: Request = serde_json::from_value(request).expect("a request");
    let outcomes = plan.assess(&request).expect("a response").outcomes;
    let [outcome] = <[Outcome; 1]>::try_from(outcomes).expect("one outcome");
    outcome
}

const WAYS: [&str; 3] = [
    r#"interest_share = { words = "按实际支付利息的50%给予贴息" }"#,
    r#"points = { words = "年贴息1个百分点" }"#,
    r#"borne = { words = "LPR-150BP以下部分由企业承担" }"#,
];

#[test]
fn a_loan_whose_subsidised_days_are_none_gets_an_exact_zero_and_the_limit_is_named() {
    for way in WAYS {
        let plan = plan(way, PAST);
        let paid = outcome(&plan, "micro-small", &["2024-06-30"]);
        assert!(paid.amount.is_some_and(|amount| !amount.is_zero()), "{way}: {paid:?}");
        let none = outcome(&plan, "micro-small", &["2025-01-01"]);
        assert_eq!((none.status, none.kind), (Status::Eligible, Some(Kind::Exact)), "{way}");
        assert_eq!(
            none.amount.map(|amount| amount.to_string()).as_deref(),
            Some("0.00"),
            "{way}"
        );
        assert_eq!(none.missing, Vec::<String>::new(), "{way}");
        let named = |step: &Step| matches!(step, Step::DaysLimit { cuts: true, .. });
        assert!(none.steps.iter().any(named), "{way}: {:?}", none.steps);
    }
}

#[test]
fn a_firm_that_is_refused_stays_refused_where_nothing_would_be_paid() {
    for way in WAYS {
        let refused = outcome(&plan(way, PAST), "large", &["2025-01-01"]);
        assert_eq!((refused.status, refused.amount), (Status::Ineligible, None), "{way}");
        assert!(!refused.reasons.is_empty(), "{way}");
    }
}

#[test]
fn a_loan_to_which_another_leaves_nothing_of_a_shared_limit_brings_nothing() {
    for way in WAYS {
        let plan = plan(way, SHARED);
        let amount = |payouts: &[&str]| outcome(&plan, "micro-small", payouts).amount;
        let alone = amount(&["2024-06-30"]);
        assert!(alone.is_some_and(|amount| !amount.is_zero()), "{way}");
        // Of two loans at the same time one takes all of the limit.
        assert_eq!(amount(&["2024-06-30", "2024-06-30"]), alone, "{way}");
        // A loan after the other has the limit for itself.
        let second = amount(&["2025-06-30"]);
        let sum = alone.zip(second).and_then(|(one, other)| one.plus(other).ok());
        assert_eq!(amount(&["2025-06-30", "2024-06-30"]), sum, "{way}");
    }
}
