//! Sentences that only some cases have: of a window, of a limit of time, of one payment.

mod common;

use common::{en, insured, outcome, plan, zh};
use rules::outcome::Outcome;

#[test]
fn what_lies_outside_of_a_window_is_told_with_the_name_of_its_day() {
    let plan = plan();
    let facts = insured("10000.00").replace("2023-", "2019-");
    let outside = outcome(&plan, "wenzhou-2022/art-4-price", "2024-12-01", "firm", &facts);
    let reasons: Vec<_> = outside
        .reasons
        .iter()
        .map(|reason| zh(&plan).reason(&outside, reason))
        .collect();
    assert_eq!(
        reasons,
        ["起保日是 2019-03-01，不在计入的时间里（2022-01-01 到 2024-12-31）。"]
    );
    let checks = outside.checks.iter().filter(|check| check.id == "window");
    let checks: Vec<_> = checks.map(|check| en(&plan).check(&outside, check)).collect();
    assert_eq!(
        checks,
        ["Starts on: 2019-03-01 (what counts: 2022-01-01 to 2024-12-31)."]
    );
}

#[test]
fn a_limit_of_time_says_how_many_payments_lie_within_and_beyond_it() {
    let plan = plan();
    let told = |term: &str, repayment: &str| {
        let facts = format!(
            r#""loan": [{{ "product": "startup", "principal": "20万元", "rate": "3.5%", "term": "{term}", "status": "normal",
            "paid_out_on": "2024-03-15", "repayment": "{repayment}", "day_basis": "30/360" }}],
            "firm": {{ "kind": "person", "partners": "1" }}, "national-startup-2023": {{ "recognised": true }}"#
        );
        let outcome: Outcome = outcome(&plan, "national-startup-2023/person", "2026-06-30", "person", &facts);
        let steps = en(&plan).steps(&outcome).into_iter().map(|step| step.text);
        steps.filter(|step| step.contains("of the payout")).collect::<Vec<_>>()
    };
    assert_eq!(
        told("36个月", "interest-monthly"),
        ["All interest within 36 months of the payout counts (贷款期限不超过3年)."]
    );
    assert_eq!(
        told("36个月", "bullet"),
        ["All interest within 36 months of the payout counts (贷款期限不超过3年)."]
    );
    assert_eq!(
        told("38个月", "interest-monthly"),
        ["Only interest within 36 months of the payout counts (贷款期限不超过3年); left out: 2 payments after that."]
    );
    assert_eq!(
        told("37个月", "interest-monthly"),
        ["Only interest within 36 months of the payout counts (贷款期限不超过3年); left out: 1 payment after that."]
    );
}
