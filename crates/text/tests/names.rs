//! The words for what a result is: each has its own, and says so in both languages.

mod common;

use std::collections::BTreeSet;

use common::{en, plan, refused, zh};
use huisuan_text::Words;
use rules::outcome::{Block, Kind, State, Status};

#[test]
fn no_two_of_a_kind_are_called_the_same() {
    let plan = plan();
    let status = [
        Status::Eligible,
        Status::Incomplete,
        Status::Unclear,
        Status::Ineligible,
        Status::Pointer,
        Status::Goal,
    ];
    let state = [State::Met, State::Failed, State::Open, State::Unclear];
    let kind = [Kind::Exact, Kind::AtMost, Kind::AtLeast, Kind::Ceiling];
    let block = [Block::Yours, Block::Price, Block::Others, Block::Reference];
    let named = |words: Words<'_>| {
        [
            status.map(|status| words.status(status)).to_vec(),
            state.map(|state| words.state(state)).to_vec(),
            kind.map(|kind| words.kind(kind)).to_vec(),
            block.map(|block| words.block(block)).to_vec(),
        ]
    };
    for names in named(zh(&plan)).into_iter().chain(named(en(&plan))) {
        let different: BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
    }
    assert_eq!(en(&plan).status(Status::Ineligible), "conditions not met");
    assert_eq!(en(&plan).state(State::Failed), "not met");
}

#[test]
fn a_fact_is_explained_in_the_language_that_was_asked_for_or_not_at_all() {
    let plan = plan();
    let grade = "applicant.mujun_grade";
    assert_eq!(
        zh(&plan).fact_help(grade).as_deref(),
        Some("以申报时最新一次评价结果为准。")
    );
    assert_eq!(
        en(&plan).fact_help(grade).as_deref(),
        Some("The latest grade on the day of application counts.")
    );
    assert_eq!(zh(&plan).fact_help("firm.region"), None);
}

#[test]
fn a_sum_that_does_not_end_in_fen_is_still_a_sum() {
    let plan = plan();
    for (given, chinese, english) in [
        ("1234.5", "1,234.50 元", "1,234.50 yuan"),
        ("1234.005", "1,234.005 元", "1,234.005 yuan"),
        ("100/3", "约 33.33333333 元", "about 33.33333333 yuan"),
    ] {
        assert_eq!(zh(&plan).value("loan.principal", given), chinese);
        assert_eq!(en(&plan).value("loan.principal", given), english);
    }
}

#[test]
fn a_value_of_each_year_is_asked_for_with_one_of_its_kind_as_example() {
    let plan = plan();
    for (facts, example) in [
        (r#""guarantor": { "average_fee_rate": "1%" }"#, "4.35%"),
        (r#""institution": [{ "new_outlets": "3" }]"#, "12"),
        (r#""securitisation": [{ "interest": "1.00" }]"#, "120000.00"),
    ] {
        let errors = zh(&plan).request_error(&refused(&plan, facts));
        let asked = format!("这一项要分年填，例如 2023 年：{example}。");
        assert!(errors[0].ends_with(&asked), "{errors:?}");
    }
}

#[test]
fn an_answer_of_each_year_is_asked_for_with_an_answer_as_example() {
    let plan = plan();
    let error = refused(&plan, r#""applicant": { "major_accident": "no" }"#);
    assert_eq!(
        zh(&plan).request_error(&error),
        ["当年发生过重大责任事故吗？：这一项要分年填，例如 2023 年：是。"]
    );
    assert_eq!(
        en(&plan).request_error(&error),
        ["A major liability accident in that year?: one value a year is needed, such as 2023: yes."]
    );
}
