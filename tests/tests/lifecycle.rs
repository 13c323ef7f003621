//! How each document stands on given days, and on what that rests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use rules::Plan;
use rules::outcome::{Assumption, ForceState, Outcome};
use rules::pack::Standing;
use rules::request::Request;

fn outcome(plan: &Plan, measure: &str, day: &str) -> Outcome {
    let text = format!(r#"{{ "schema": 1, "day": "{day}", "measures": ["{measure}"] }}"#);
    let request: Request = serde_json::from_str(&text).unwrap();
    plan.assess(&request).unwrap().outcomes.remove(0)
}

/// A measure of the document, a day, and what must be said of it: force, days left, last day of the facts that count.
#[track_caller]
fn check(measure: &str, day: &str, force: ForceState, left: Option<i64>, window_ended: Option<&str>) {
    let plan = policies::plan().unwrap();
    let outcome = outcome(&plan, measure, day);
    let ended = outcome.window_ended.map(|day| day.to_string());
    assert_eq!(
        (outcome.force, outcome.days_left, ended.as_deref()),
        (force, left, window_ended),
        "{measure} on {day}"
    );
}

use ForceState::{Ended, InForce, NotYet, Unknown};

#[test]
fn the_draft_of_wenzhou_runs_to_the_end_of_2024_and_names_no_first_day() {
    check("wenzhou-2022/art-5-firm", "2021-12-31", NotYet, None, None);
    check("wenzhou-2022/art-5-firm", "2022-06-30", Unknown, None, None);
    check("wenzhou-2022/art-5-firm", "2023-01-01", InForce, Some(730), None);
    check("wenzhou-2022/art-5-firm", "2024-12-31", InForce, Some(0), None);
    check("wenzhou-2022/art-5-firm", "2025-01-01", Ended, None, Some("2024-12-31"));
    let plan = policies::plan().unwrap();
    assert_eq!(
        outcome(&plan, "wenzhou-2022/art-2", "2024-12-31").standing,
        Standing::Draft
    );
}

#[test]
fn chenzhou_is_valid_to_the_day_of_its_record() {
    check("chenzhou-2021/3.4", "2021-07-05", NotYet, None, None);
    check("chenzhou-2021/3.4", "2021-07-06", InForce, Some(1826), None);
    check("chenzhou-2021/3.4", "2026-07-06", InForce, Some(0), None);
    check("chenzhou-2021/3.4", "2026-07-07", Ended, None, Some("2026-07-06"));
}

#[test]
fn xiangtan_is_in_force_by_the_citys_page_though_its_plan_years_are_over() {
    check("xiangtan-2023/item-2-fee05", "2023-10-23", NotYet, None, None);
    check("xiangtan-2023/item-2-fee05", "2025-12-31", InForce, Some(1028), None);
    check(
        "xiangtan-2023/item-2-fee05",
        "2026-11-21",
        InForce,
        Some(703),
        Some("2025-12-31"),
    );
    check(
        "xiangtan-2023/item-2-fee05",
        "2028-10-25",
        Ended,
        None,
        Some("2025-12-31"),
    );
    let plan = policies::plan().unwrap();
    for measure in [
        "xiangtan-2023/item-2-fee05",
        "xiangtan-2023/item-4",
        "xiangtan-2023/item-3",
    ] {
        let derived = Assumption::Reading {
            id: "validity-from-the-citys-page".to_owned(),
        };
        let outcome = outcome(&plan, measure, "2026-11-21");
        assert!(outcome.assumptions.contains(&derived), "{measure}");
    }
}

#[test]
fn jiashan_is_over_with_the_years_of_its_title() {
    check("jiashan-2021/13", "2021-10-10", NotYet, None, None);
    check("jiashan-2021/13", "2023-12-31", InForce, Some(0), None);
    check("jiashan-2021/13", "2024-01-01", Ended, None, Some("2023-12-31"));
    let plan = policies::plan().unwrap();
    let outcome = outcome(&plan, "jiashan-2021/annex-rate", "2026-11-21");
    let derived = Assumption::Reading {
        id: "years-of-the-title".to_owned(),
    };
    assert!(outcome.assumptions.contains(&derived));
}

#[test]
fn the_draft_of_zhumadian_names_no_day_at_all() {
    for day in ["2021-01-01", "2024-12-01", "2026-11-21"] {
        check("zhumadian-draft/5", day, Unknown, None, None);
        check("zhumadian-draft/4", day, Unknown, None, None);
    }
}
