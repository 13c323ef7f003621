//! Bounds on the term of a contract: what is given and what is allowed, what would pass, and which day is asked for.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{en, zh};
use rules::Plan;
use rules::outcome::{Outcome, State, Status};
use rules::request::Request;

/// A clause that only bounds the term of a loan, in these words.
fn plan(words: &str) -> Plan {
    let pack = format!(
        r#"
schema = 1
document = {{ id = "made-up", region = "330300", zh = "例", en = "Example", standing = "issued", verification = "original", verified_on = "2026-11-21" }}

[[measure]]
id = "m"
article = "1"
zh = "例"
en = "Example"
topic = "interest-subsidy"
recipient = "borrower"
effect = "bound"
unit = "contract"
quote = "{words}的贷款"
when = [ {{ fact = "loan.term", words = "{words}" }} ]
"#
    );
    let source = policies::source(policies::pack("made-up", &pack).unwrap()).unwrap();
    policies::plan_of(vec![source]).unwrap()
}

/// What the clause says of a loan, given as JSON.
fn outcome(plan: &Plan, loan: &str) -> Outcome {
    let text = format!(
        r#"{{ "schema": 1, "day": "2026-11-22", "role": "person", "measures": ["made-up/m"], "facts": {{ "loan": [{{ {loan} }}] }} }}"#
    );
    let request: Request = serde_json::from_str(&text).unwrap();
    plan.assess(&request).unwrap().outcomes.remove(0)
}

#[test]
fn a_term_outside_its_bound_says_what_is_given_what_is_allowed_and_what_would_pass() {
    for (words, term, reason, what_if, english, english_what_if) in [
        (
            "期限不超过2年",
            "36个月",
            "贷款期限是 36 个月，条款要求不超过 24 个月。",
            "贷款期限不超过 24 个月，这一条就成立。",
            "Term: 36 months; the clause requires at most 24 months.",
            "Term: with 24 months or less this condition would be met.",
        ),
        (
            "期限短于1年",
            "366天",
            "贷款期限是 366 天，条款要求低于 12 个月。",
            "贷款期限不超过 11 个月，这一条就成立。",
            "Term: 366 days; the clause requires less than 12 months.",
            "Term: with 11 months or less this condition would be met.",
        ),
        (
            "期限在6个月至3年",
            "90天",
            "贷款期限是 90 天，条款要求至少 6 个月。",
            "贷款期限达到 6 个月，这一条就成立。",
            "Term: 90 days; the clause requires at least 6 months.",
            "Term: with 6 months or more this condition would be met.",
        ),
        (
            "期限超过90天",
            "2个月",
            "贷款期限是 2 个月，条款要求超过 90 天。",
            "贷款期限达到 91 天，这一条就成立。",
            "Term: 2 months; the clause requires more than 90 days.",
            "Term: with 91 days or more this condition would be met.",
        ),
    ] {
        let plan = plan(words);
        let outcome = outcome(&plan, &format!(r#""term": "{term}""#));
        assert_eq!(outcome.status, Status::Ineligible, "{words}");
        for (words, wanted, wanted_what_if) in [(zh(&plan), reason, what_if), (en(&plan), english, english_what_if)] {
            assert_eq!(words.reason(&outcome, &outcome.reasons[0]), wanted);
            assert_eq!(words.what_if(&outcome, &outcome.what_if[0]), wanted_what_if);
        }
    }
}

#[test]
fn the_day_of_payout_is_asked_for_only_where_it_decides() {
    let plan = plan("期限不超过12个月");
    for (loan, status, missing) in [
        ("", Status::Incomplete, &["loan.term"][..]),
        (r#""term": "12个月""#, Status::Eligible, &[]),
        (r#""term": "365天""#, Status::Eligible, &[]),
        (r#""term": "366天""#, Status::Incomplete, &["loan.paid_out_on"]),
        (r#""term": "367天""#, Status::Ineligible, &[]),
        // 29 February 2024 lies in the year from the one and not in that from the other.
        (r#""term": "366天", "paid_out_on": "2023-03-01""#, Status::Eligible, &[]),
        (
            r#""term": "366天", "paid_out_on": "2024-03-01""#,
            Status::Ineligible,
            &[],
        ),
    ] {
        let outcome = outcome(&plan, loan);
        assert_eq!(outcome.status, status, "{loan}");
        assert_eq!(outcome.missing, missing, "{loan}");
    }
    let open = outcome(&plan, r#""term": "366天""#);
    assert_eq!(open.checks[0].state, State::Open);
    assert_eq!(
        zh(&plan).check(&open, &open.checks[0]),
        "贷款期限：366 天（条款要求“期限不超过12个月”）。"
    );
    assert_eq!(zh(&plan).missing(&open).unwrap(), "还要知道：放款日。");
}

#[test]
fn both_sides_of_a_term_decide() {
    let plan = plan("期限6个月（不含）以上、1年（含）以下");
    for (term, status) in [
        ("6个月", Status::Ineligible),
        ("7个月", Status::Eligible),
        ("12个月", Status::Eligible),
        ("13个月", Status::Ineligible),
        ("180天", Status::Ineligible),
        ("184天", Status::Incomplete),
        ("185天", Status::Eligible),
    ] {
        assert_eq!(outcome(&plan, &format!(r#""term": "{term}""#)).status, status, "{term}");
    }
}

#[test]
fn a_table_of_payments_tells_how_long_its_loan_runs() {
    let plan = plan("期限不超过12个月");
    let table = |rest: &str| outcome(&plan, &format!(r#""repayment": "table"{rest}"#));
    let last = |day: &str| {
        table(&format!(
            r#", "paid_out_on": "2024-03-01", "repayments": {{ "2024-09-01": "1万", "{day}": "1万" }}"#
        ))
    };
    assert_eq!(last("2025-03-01").status, Status::Eligible);
    let late = last("2025-03-02");
    assert_eq!(
        zh(&plan).reason(&late, &late.reasons[0]),
        "贷款期限是 366 天，条款要求不超过 12 个月。"
    );
    assert_eq!(late.what_if, []);
    assert_eq!(table("").missing, ["loan.paid_out_on", "loan.repayments"]);
    assert_eq!(
        table(r#", "repayments": { "2025-03-01": "1万" }"#).missing,
        ["loan.paid_out_on"]
    );
    assert_eq!(table(r#", "paid_out_on": "2024-03-01""#).missing, ["loan.repayments"]);
    assert_eq!(table(r#", "term": "13个月""#).status, Status::Ineligible);
}

#[test]
fn a_term_that_ends_beyond_the_calendar_is_unclear_where_that_would_decide() {
    let plan = plan("期限不超过12个月");
    let outcome = |term: &str| outcome(&plan, &format!(r#""term": "{term}", "paid_out_on": "2200-06-01""#));
    assert_eq!(outcome("366天").status, Status::Unclear);
    assert_eq!(outcome("365天").status, Status::Eligible);
    assert_eq!(outcome("367天").status, Status::Ineligible);
}
