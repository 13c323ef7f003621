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
