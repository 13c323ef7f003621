//! Limits before an amount: which keys they take, and which bounds.

use rules::plan::PackProblem;

use crate::{HEAD, accepted, pays, plan_of, refused};

const CLAUSE: &str = "2026年1月1日至2026年6月30日按1%贴息，最高300万元，合计不超过400万元，按人均额度的110%，期限不超过2年，不超过合同利率";

/// A subsidy of points with one limit.
fn limited(limit: &str) -> String {
    let rest = format!("unit = \"contract\"\namount.points = {{ words = \"按1%贴息\" }}\nlimits = [ {{ {limit} }} ]");
    pays(CLAUSE, &rest).replace("unit = \"recipient-year\"\n", "")
}

const PRINCIPAL: &str = "on = \"principal\", words = \"最高300万元\"";
const TIME: &str = "on = \"time\", words = \"期限不超过2年\"";
const RATE: &str = "on = \"rate\", words = \"不超过合同利率\", less = \"loan.local_subsidy_rate\"";
const DAYS: &str = "on = \"days\", from = \"2026年1月1日\", to = \"至2026年6月30日\"";
const HEADS: &str = "heads = { fact = \"firm.partners\", share = \"按人均额度的110%\", up_to = \"合计不超过400万元\" }";

#[test]
fn a_limit_has_its_own_keys_and_no_others() {
    let recipient = "scope = \"recipient\"";
    for limit in [PRINCIPAL, TIME, RATE, DAYS] {
        accepted(&limited(limit));
    }
    accepted(&limited(&format!("{PRINCIPAL}, {recipient}")));
    accepted(&limited(&format!("{PRINCIPAL}, {HEADS}")));
    accepted(&limited(&format!("{PRINCIPAL}, {recipient}, {HEADS}")));
    for (limit, stray) in [
        (TIME, recipient),
        (RATE, recipient),
        (TIME, HEADS),
        (PRINCIPAL, "less = \"loan.local_subsidy_rate\""),
        (PRINCIPAL, "from = \"2026年1月1日\""),
        (PRINCIPAL, "to = \"至2026年6月30日\""),
        (DAYS, "words = \"最高300万元\""),
    ] {
        refused(&limited(&format!("{limit}, {stray}")), &PackProblem::Mixture);
    }
}

#[test]
fn the_time_that_is_subsidised_is_at_most_so_many_whole_months() {
    let with = |words: &str| limited(TIME).replace("期限不超过2年", words);
    accepted(&with("期限不超过2年"));
    accepted(&with("期限18个月以内"));
    for words in [
        "期限低于2年",
        "期限不超过1.3年",
        "期限超过2年",
        "期限超过1年、不超过2年",
    ] {
        refused(&with(words), &PackProblem::Unit);
    }
}

#[test]
fn what_a_limit_looks_at_is_asked_for() {
    let asks = |limit: &str| {
        let plan = plan_of(HEAD, &[&limited(limit)]).unwrap();
        let measure = plan.measures.first().unwrap();
        let facts = plan.asks(measure).into_iter();
        facts.map(|fact| plan.catalogue.path(fact)).collect::<Vec<_>>()
    };
    assert!(asks(&format!("{PRINCIPAL}, {HEADS}")).contains(&"firm.partners".to_owned()));
    assert!(!asks(PRINCIPAL).contains(&"firm.partners".to_owned()));
    assert!(asks(RATE).contains(&"loan.local_subsidy_rate".to_owned()));
    assert!(!asks(TIME).contains(&"loan.local_subsidy_rate".to_owned()));
}
