//! Last days, and the windows of documents.

use rules::plan::{PackProblem, Test};

use crate::{HEAD, accepted, bound, counting, counting_between, plan_of, problems, problems_of, refused};

#[test]
fn a_last_day_stands_in_words_that_name_it_as_the_last() {
    let with = |words: &str| {
        bound(
            &format!("期限{words}"),
            &format!("fact = \"guarantee.starts_on\", words = \"{words}\""),
        )
    };
    accepted(&with("最长至2025年"));
    refused(&with("自2025年起"), &PackProblem::Unit);
    assert!(!problems(&[&with("五年")]).is_empty());
    for (words, last) in [
        ("最长至2025年", "2025-12-31"),
        ("最长至2024年2月", "2024-02-29"),
        ("最长至2025年12月", "2025-12-31"),
        ("最长至2025年6月15日", "2025-06-15"),
    ] {
        let plan = plan_of(HEAD, &[&with(words)]).unwrap();
        let condition = plan.measures.first().and_then(|measure| measure.conditions.first());
        let test = condition.map(|condition| &condition.test);
        let Some(Test::NoLater { until, .. }) = test else {
            panic!("{test:?}")
        };
        assert_eq!(until.to_string(), last, "{words}");
    }
}

#[test]
fn a_window_that_opens_on_some_day_of_a_year_does_not_close_before_that_year() {
    let clause = bound(
        "平均担保费率不高于1%",
        "fact = \"guarantor.average_fee_rate\", words = \"不高于1%\"",
    );
    let with = |from: &str, to: &str| problems_of(&counting_between(from, to), &[&clause]);
    assert_eq!(with("2022年x月x日", "2021年12月31日"), [PackProblem::EmptyWindow]);
    assert_eq!(with("2022年x月x日", "2022年1月1日"), []);
    assert_eq!(with("2022年x月x日", "2023年12月31日"), []);
    assert_eq!(with("2022年5月2日", "2022年5月1日"), [PackProblem::EmptyWindow]);
    assert_eq!(with("2022年5月1日", "2022年5月1日"), []);
}

#[test]
fn every_date_that_is_tested_has_its_fact_and_a_last_day_that_no_word_gives_a_reason() {
    let clause = bound(
        "平均担保费率不高于1%",
        "fact = \"guarantor.average_fee_rate\", words = \"不高于1%\"",
    );
    let with = |rest: &str| {
        let counts = format!("quote = \"2026年1月1日起的贷款\", from = \"2026年1月1日起\", {rest}");
        problems_of(&counting(&counts), &[&clause])
    };
    let both = "tests = [\"payout-date\", \"contract-date\"], fact = [\"loan.paid_out_on\", \"loan.signed_on\"]";
    assert_eq!(with(both), []);
    assert_eq!(with("tests = \"payout-date\", fact = \"loan.paid_out_on\""), []);
    let one = both.replace(", \"loan.signed_on\"", "");
    assert_eq!(with(&one), [PackProblem::Mixture]);
    let until = format!("{both}, until = \"2026-12-31\"");
    assert_eq!(with(&until), [PackProblem::NoReason]);
    assert_eq!(with(&format!("{until}, derived = \"why\"")), []);
    let twice = format!("{until}, derived = \"why\", to_force = true");
    assert_eq!(with(&twice), [PackProblem::Mixture]);
}
