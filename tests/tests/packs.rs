//! What the pack check refuses, each with a measure that is wrong in this one way.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use rules::fact::FactKind;
use rules::plan::{PackProblem, Plan};

/// The head of a pack; measures follow, and readings that they may name.
const HEAD: &str = r#"
schema = 1
document = { id = "made-up", region = "330300", zh = "例", en = "Example", standing = "draft", verification = "original", verified_on = "2026-11-21" }
reading.why = { zh = "理由", en = "Reason" }
"#;

/// The keys that every measure here has.
const COMMON: &str = r#"
[[measure]]
id = "m"
article = "1"
zh = "例"
en = "Example"
topic = "guarantee-fee"
recipient = "guarantor"
"#;

/// The problems of a pack with these measures.
fn problems(measures: &[&str]) -> Vec<PackProblem> {
    problems_of(HEAD, measures)
}

/// The problems of a pack with this head and these measures.
fn problems_of(head: &str, measures: &[&str]) -> Vec<PackProblem> {
    let mut text = head.to_owned();
    for (number, measure) in measures.iter().enumerate() {
        text += &COMMON.replace("\"m\"", &format!("\"m{number}\""));
        text += measure;
    }
    let source = policies::source(policies::pack("made-up", &text).unwrap()).unwrap();
    match Plan::new(policies::catalogue().unwrap(), policies::lpr().unwrap(), vec![source]) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.problem).collect(),
    }
}

#[track_caller]
fn refused(measure: &str, problem: &PackProblem) {
    let found = problems(&[measure]);
    assert!(found.contains(problem), "{found:?}");
}

#[track_caller]
fn accepted(measure: &str) {
    assert_eq!(problems(&[measure]), []);
}

/// A yes-or-no clause with one condition.
fn bound(quote: &str, condition: &str) -> String {
    format!("effect = \"bound\"\nunit = \"recipient-year\"\nquote = \"{quote}\"\nwhen = [ {{ {condition} }} ]\n")
}

/// A clause that pays.
fn pays(quote: &str, rest: &str) -> String {
    format!("effect = \"receive\"\nunit = \"recipient-year\"\nquote = \"{quote}\"\nrounding = \"once\"\n{rest}\n")
}

#[test]
fn a_side_by_sense_needs_a_direction_and_a_reason() {
    let clause = "代偿容忍度放宽至5%";
    let with = |rest: &str| {
        bound(
            clause,
            &format!("fact = \"guarantor.payout_rate\", words = \"放宽至5%\"{rest}"),
        )
    };
    accepted(&with(", as = \"at-most\", derived = \"why\""));
    refused(&with(""), &PackProblem::NoReason);
    refused(&with(", as = \"at-most\""), &PackProblem::NoReason);
    refused(&with(", derived = \"why\""), &PackProblem::NoReason);
}

#[test]
fn a_direction_is_never_typed_beside_words_that_say_it() {
    let clause = bound(
        "平均担保费率不高于1%",
        "fact = \"guarantor.average_fee_rate\", words = \"不高于1%\", as = \"at-most\", derived = \"why\"",
    );
    refused(&clause, &PackProblem::Mixture);
}

#[test]
fn only_a_bare_word_can_be_read_without_its_number() {
    let with = |words: &str, rest: &str| {
        let condition = format!("fact = \"guarantee.customer_total\", words = \"{words}\"{rest}");
        bound(&format!("金额{words}的业务"), &condition)
    };
    accepted(&with("500万元以下", ", reads = \"below\", derived = \"why\""));
    refused(&with("500万元以下", ", reads = \"below\""), &PackProblem::NoReason);
    refused(
        &with("500万元以下", ", reads = \"above\", derived = \"why\""),
        &PackProblem::Mixture,
    );
    refused(
        &with("500万元及以下", ", reads = \"below\", derived = \"why\""),
        &PackProblem::Mixture,
    );
}

#[test]
fn two_classes_of_one_fact_may_not_share_a_number() {
    let class = |words: &str, rest: &str| {
        let condition = format!("fact = \"guarantee.customer_total\", words = \"{words}\"{rest}");
        bound(&format!("金额{words}的业务"), &condition)
    };
    let (below, above) = (class("500万元以下", ""), class("500万元及以上", ""));
    assert_eq!(problems(&[&below, &above]), [PackProblem::Overlap]);
    let read = class("500万元以下", ", reads = \"below\", derived = \"why\"");
    assert_eq!(problems(&[&read, &above]), []);
    let choice = "fact = \"guarantee.purpose\", in = { \"支小\" = [\"small\"], \"支农\" = [\"small\"] }";
    refused(&bound("支小支农业务", choice), &PackProblem::Overlap);
    let chosen = "fact = \"guarantor.average_fee_rate\", choose_by = \"firm.staff\", choose = [
        { when = \"20人以上\", words = \"不高于1%\" }, { when = \"50人以上\", words = \"不高于2%\" }, { words = \"不高于3%\" } ]";
    let clause = bound(
        "20人以上的不高于1%，50人以上的不高于2%，其他的不高于3%",
        &chosen.replace('\n', " "),
    );
    refused(&clause, &PackProblem::Overlap);
}

#[test]
fn a_difference_is_bound_from_above_in_percentage_points() {
    let with = |words: &str| {
        let condition =
            format!("diff = [\"guarantor.average_fee_rate\", \"guarantor.payout_rate\"], words = \"{words}\"");
        bound(&format!("可较其他{words}"), &condition)
    };
    accepted(&with("提高不超过3个百分点"));
    refused(&with("提高不低于3个百分点"), &PackProblem::Unit);
    assert!(!problems(&[&with("提高不超过3%")]).is_empty());
}

#[test]
fn a_term_is_bound_in_whole_months_or_days_that_a_contract_may_run() {
    let with = |words: &str, rest: &str| {
        let condition = format!("fact = \"loan.term\", words = \"{words}\"{rest}");
        bound(&format!("{words}的贷款"), &condition)
    };
    for words in [
        "期限不超过3年",
        "期限1年以上",
        "期限在6个月至3年",
        "期限不短于1.5年",
        "期限90天以内",
        "期限不超过50年",
    ] {
        accepted(&with(words, ""));
    }
    for words in [
        "期限不超过1.3年",
        "期限不超过601个月",
        "期限不少于0天",
        "期限不超过20001天",
    ] {
        refused(&with(words, ""), &PackProblem::Unit);
    }
    let units = ["个月", "年", "天"].map(str::to_owned).to_vec();
    refused(&with("期限不超过3%", ""), &PackProblem::OtherUnit { wanted: units });
    // Days beside years are two conditions, each of one unit.
    let mixed = "不少于90天、不超过1年";
    assert!(!problems(&[&with(mixed, "")]).is_empty());
    accepted(&with(mixed, ", unit = \"天\""));
    accepted(&with(mixed, ", unit = \"年\""));
    // 30天以下 shares its number with 30天以上, but 30 months are no 30 days.
    let [below, above, months] = ["30天以下", "30天及以上", "30个月及以上"].map(|words| with(words, ""));
    assert_eq!(problems(&[&below, &above]), [PackProblem::Overlap]);
    assert_eq!(problems(&[&below, &months]), []);
}

#[test]
fn only_a_number_is_chosen_for_or_compared_with_another() {
    let wanted = vec![FactKind::Money, FactKind::Rate, FactKind::Number, FactKind::Count];
    let no_number = PackProblem::FactKind { wanted };
    for (words, condition) in [
        ("超过贷款期限", "fact = \"guarantee.term\", than = \"loan.term\""),
        ("超过贷款期限", "fact = \"loan.principal\", than = \"loan.term\""),
        ("超过停售标准", "fact = \"firm.kind\", than = \"loan.principal\""),
    ] {
        refused(&bound(words, &format!("{condition}, words = \"{words}\"")), &no_number);
    }
    for (fact, by) in [
        ("loan.principal", "loan.term"),
        ("loan.term", "loan.principal"),
        ("investment.held", "loan.principal"),
    ] {
        let chosen = format!("fact = \"{fact}\", choose_by = \"{by}\", choose = [ {{ words = \"不超过3年\" }} ]");
        refused(&bound("不超过3年", &chosen), &no_number);
    }
}

#[test]
fn the_shares_of_a_split_make_up_the_whole() {
    let with = |bank: &str| {
        let clause = "担保集团80％、合作银行20％、担保集团8％";
        let parts = format!(
            "amount.split = {{ of = \"loss.principal\", parts = [ {{ party = \"guarantor\", words = \"担保集团80％\" }}, {{ party = \"{bank}\", words = \"合作银行20％\" }} ] }}"
        );
        pays(clause, &parts).replace("receive", "split")
    };
    accepted(&with("bank"));
    refused(&with("guarantor"), &PackProblem::Duplicate);
    let nearest = Some("bank".to_owned());
    refused(&with("banks"), &PackProblem::UnknownId { nearest });
    refused(
        &with("bank").replace("担保集团80％\" }", "担保集团8％\" }"),
        &PackProblem::NotWhole,
    );
    refused(&with("bank").replace("split\"", "receive\""), &PackProblem::Mixture);
}

#[test]
fn a_list_is_no_single_sum_and_each_needs_its_word() {
    accepted(&pays(
        "给予一次性奖励200万元",
        "amount.fixed = { words = \"一次性奖励200万元\" }",
    ));
    let ranked = "amount.ranked = { words = \"分别给予30万元、20万元\", by = \"core.firms\" }";
    accepted(&pays("前两名分别给予30万元、20万元", ranked));
    let bare = ranked.replace("分别", "");
    refused(&pays("前两名给予30万元、20万元", &bare), &PackProblem::NoReason);
    for words in ["分别给予30%、20%", "分别给予不超过30万元、不超过20万元"] {
        let list = ranked.replace("分别给予30万元、20万元", words);
        refused(&pays(words, &list), &PackProblem::Unit);
    }
    let each = |words: &str| format!("amount.each = {{ words = \"{words}\", of = \"core.firms\" }}");
    accepted(&pays("每家奖励1万元", &each("每家奖励1万元")));
    refused(&pays("奖励1万元", &each("奖励1万元")), &PackProblem::NoReason);
    let one = pays(
        "分别给予30万元",
        "amount.ranked = { words = \"给予30万元\", by = \"core.firms\" }",
    );
    assert!(!problems(&[&one]).is_empty());
    let share = pays("给予一次性奖励20%", "amount.fixed = { words = \"一次性奖励20%\" }");
    let wanted = vec!["元".to_owned()];
    refused(&share, &PackProblem::OtherUnit { wanted });
}

#[test]
fn tiers_lie_within_each_other_or_apart() {
    let with = |one: &str, other: &str| {
        let tiers =
            format!("{{ words = \"{one}\", share = \"补助0.2%\" }}, {{ words = \"{other}\", share = \"补助0.4%\" }}");
        let facts = "of = \"guarantor.new_outstanding\", by = \"guarantor.average_fee_rate\"";
        let clause = format!("担保费率{one}的，补助0.2%；{other}的，补助0.4%");
        pays(&clause, &format!("amount.tiers = {{ {facts}, tiers = [ {tiers} ] }}"))
    };
    accepted(&with("不高于1%", "不高于0.5%"));
    accepted(&with("不高于0.5%", "高于0.5%"));
    refused(&with("不高于1%", "不高于1%"), &PackProblem::Overlap);
    refused(&with("不高于1%", "高于0.5%"), &PackProblem::Overlap);
}

#[test]
fn slices_are_cut_by_a_ratio_of_what_is_cut() {
    let with = |of: &str| {
        let slices = "{ words = \"超过1%\", share = \"补偿40%\" }, { words = \"不超过1%\", share = \"补偿20%\" }";
        let amount =
            format!("amount.slices = {{ of = \"{of}\", by = \"guarantor.payout_rate\", slices = [ {slices} ] }}");
        pays("代偿率超过1%的部分补偿40%，不超过1%的部分补偿20%", &amount)
    };
    accepted(&with("guarantor.payouts"));
    let wanted = vec![FactKind::Rate];
    refused(&with("guarantor.new_outstanding"), &PackProblem::FactKind { wanted });
}

#[test]
fn what_a_borrower_does_not_bear_is_rounded_payment_by_payment() {
    let borne = |rounding: &str| {
        let clause = "LPR-150BP以下部分由借款人承担";
        let amount = format!("amount.borne = {{ words = \"{clause}\" }}");
        pays(clause, &amount).replace("\"once\"", &format!("\"{rounding}\""))
    };
    accepted(&borne("per-period"));
    refused(&borne("once"), &PackProblem::Mixture);
}

#[test]
fn a_limit_needs_something_that_it_can_limit() {
    let sum = "amount.fixed = { words = \"奖励200万元\" }\n";
    let limit = sum.to_owned() + "limits = [ { on = \"principal\", words = \"最高300万元\" } ]";
    refused(&pays("奖励200万元，最高300万元", &limit), &PackProblem::NoTarget);
    let cap = sum.to_owned() + "caps = [ { words = \"最高300万元\", scope = \"counterparty\", per = \"ever\" } ]";
    refused(&pays("奖励200万元，最高300万元", &cap), &PackProblem::NoTarget);
}

#[test]
fn a_cap_is_a_sum_that_is_itself_allowed_and_has_no_lower_side() {
    let cap = |quote: &str, words: &str| {
        let rest = format!(
            "amount.fixed = {{ words = \"给予奖励1万元\" }}\ncaps = [ {{ words = \"{words}\", scope = \"recipient\", per = \"year\" }} ]"
        );
        pays(quote, &rest)
    };
    accepted(&cap("给予奖励1万元，全年最高不超过40万元", "全年最高不超过40万元"));
    for (quote, words) in [
        ("给予奖励1万元，全年低于40万元", "全年低于40万元"),
        ("给予奖励1万元，全年不低于40万元", "全年不低于40万元"),
        ("给予奖励1万元，全年不超过12个月", "全年不超过12个月"),
        (
            "给予奖励1万元，全年10万元以上、不超过40万元",
            "全年10万元以上、不超过40万元",
        ),
    ] {
        refused(&cap(quote, words), &PackProblem::Unit);
    }
}

#[test]
fn an_effect_has_its_own_keys_and_no_others() {
    let pointer = "effect = \"pointer\"\nquote = \"按规定给予补贴\"\ndecides = \"why\"\nask = \"why\"\n";
    accepted(pointer);
    refused(&pointer.replace("ask = \"why\"\n", ""), &PackProblem::Missing);
    refused(
        &pointer.replace("quote = \"按规定给予补贴\"\n", ""),
        &PackProblem::Missing,
    );
    refused(&(pointer.to_owned() + "rounding = \"once\"\n"), &PackProblem::Mixture);
    refused(&pointer.replace("pointer", "goal"), &PackProblem::Mixture);
    let goal = "effect = \"goal\"\nquote = \"力争新增贷款300亿元\"\n";
    accepted(&(goal.to_owned() + "ask = \"why\"\n"));
    refused(goal, &PackProblem::Missing);
    refused(
        "effect = \"receive\"\nunit = \"contract\"\nquote = \"给予奖励\"\n",
        &PackProblem::Missing,
    );
    refused(
        "effect = \"bound\"\nunit = \"contract\"\nquote = \"给予奖励\"\n",
        &PackProblem::Missing,
    );
}

/// A goal in a table.
fn table(row: &str, years: &str) -> String {
    format!(
        "effect = \"goal\"\nask = \"why\"\nquote = [\"指标 2021 年 2022 年\", \"{row}\"]\nbenchmark = {{ fact = \"guarantor.average_fee_rate\", years = {{ {years} }}, as = \"at-most\", derived = \"why\" }}\n"
    )
}

#[test]
fn a_target_of_a_year_is_the_number_of_its_column() {
    let years = "2021 = \"4.90\", 2022 = \"4.85\"";
    accepted(&table("利率(%) 时期指标 4.90 4.85", years));
    refused(&table("利率(%) 时期指标 4.85 4.90", years), &PackProblem::NotInClause);
    refused(&table("利率(%) 时期指标 4.90 4.86", years), &PackProblem::NotInClause);
    refused(&table("利率(%) 时期指标 4.90 4.85 4.75", years), &PackProblem::Missing);
    refused(
        &table("利率(%) 时期指标 4.90 4.85", "2021 = \"4.90\""),
        &PackProblem::Missing,
    );
    refused(&table("利率(亿元) 时期指标 4.90 4.85", years), &PackProblem::Unit);
    let bare = table("利率(%) 时期指标 4.90 4.85", years).replace(", derived = \"why\"", "");
    refused(&bare, &PackProblem::NoReason);
}

#[test]
fn a_target_in_words_names_one_side_and_includes_it() {
    let with = |words: &str| {
        let benchmark = format!("benchmark = {{ fact = \"guarantor.average_fee_rate\", words = \"{words}\" }}\n");
        format!("effect = \"goal\"\nask = \"why\"\nquote = \"力争{words}\"\n{benchmark}")
    };
    accepted(&with("下降至5.2%以下"));
    refused(&with("下降至5.2%"), &PackProblem::NoReason);
    refused(&with("超过1%、不超过3%"), &PackProblem::Unit);
    refused(&with("低于3%"), &PackProblem::Unit);
}

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
}

#[test]
fn a_cap_by_lender_or_on_a_part_needs_lines_that_can_be_told_apart() {
    let with = |unit: &str, cap: &str| {
        let rest = format!(
            "{unit}\namount.points = {{ words = \"按1%贴息\" }}\ncaps = [ {{ words = \"最高300万元\", {cap} }} ]"
        );
        pays("按1%贴息，最高300万元，单笔5万元及以上", &rest).replace("unit = \"recipient-year\"\n", "")
    };
    let (contract, lender) = ("unit = \"contract\"\nby = \"loan.lender\"", "per = \"window\"");
    accepted(&with(
        contract,
        &format!("scope = [\"recipient\", \"lender\"], {lender}"),
    ));
    accepted(&with(contract, &format!("scope = \"lender\", {lender}")));
    let without = "unit = \"contract\"";
    refused(
        &with(without, &format!("scope = \"lender\", {lender}")),
        &PackProblem::NoTarget,
    );
    for scope in [
        "[]",
        "[\"lender\", \"product\"]",
        "[\"recipient\", \"lender\", \"product\"]",
    ] {
        refused(
            &with(contract, &format!("scope = {scope}, {lender}")),
            &PackProblem::Mixture,
        );
    }
    let only = "scope = \"recipient\", per = \"ever\", only = { fact = \"loan.principal\", words = \"5万元及以上\" }";
    accepted(&with(contract, only));
    refused(&with("unit = \"recipient-year\"", only), &PackProblem::NoTarget);
}

#[test]
fn only_contracts_can_exclude_each_other_and_by_a_group_that_is_known() {
    let with = |unit: &str, group: &str| {
        let rest = format!("group = \"{group}\"\namount.points = {{ words = \"按1%贴息\" }}");
        pays("按1%贴息", &rest).replace("recipient-year", unit)
    };
    accepted(&with("contract", "central-interest-subsidy"));
    refused(
        &with("recipient-year", "central-interest-subsidy"),
        &PackProblem::Mixture,
    );
    let near = Some("central-interest-subsidy".to_owned());
    refused(
        &with("contract", "central-interest-subsidies"),
        &PackProblem::UnknownId { nearest: near },
    );
}

#[test]
fn every_date_that_is_tested_has_its_fact_and_a_last_day_that_no_word_gives_a_reason() {
    let clause = bound(
        "平均担保费率不高于1%",
        "fact = \"guarantor.average_fee_rate\", words = \"不高于1%\"",
    );
    let with = |rest: &str| {
        let counts = format!("counts = {{ quote = \"2026年1月1日起的贷款\", from = \"2026年1月1日起\", {rest} }} }}");
        problems_of(
            &HEAD.replacen(
                "verified_on = \"2026-11-21\" }",
                &format!("verified_on = \"2026-11-21\", {counts}"),
                1,
            ),
            &[&clause],
        )
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

#[test]
fn a_choice_of_which_it_is_not_clear_whether_it_is_meant_exists_and_is_not_meant_elsewhere() {
    let with = |unclear: &str| {
        let condition =
            format!("fact = \"guarantee.purpose\", in = {{ \"支小\" = [\"small\"] }}, unclear = {{ {unclear} }}");
        bound("支小业务", &condition)
    };
    accepted(&with("farm = \"why\""));
    refused(&with("small = \"why\""), &PackProblem::Overlap);
    assert!(!problems(&[&with("nobody = \"why\"")]).is_empty());
    assert!(!problems(&[&with("farm = \"unknown\"")]).is_empty());
}

#[test]
fn a_condition_of_a_document_is_unclear_in_a_part_that_it_has() {
    let clause = bound(
        "平均担保费率不高于1%",
        "fact = \"guarantor.average_fee_rate\", words = \"不高于1%\"",
    );
    let with = |fact: &str| {
        let condition = format!(
            "\n[[condition]]\nid = \"scope\"\narticle = \"1\"\nquote = \"独立法人企业\"\n\
             when = [ {{ fact = \"applicant.legal_person\", is = true, words = \"独立法人企业\" }} ]\n\
             unclear_for = {{ measures = [\"m0\"], facts = [\"{fact}\"], why = \"why\" }}\n"
        );
        problems_of(&(HEAD.to_owned() + &condition), &[&clause])
    };
    assert_eq!(with("applicant.legal_person"), []);
    let nearest = None;
    assert_eq!(with("firm.private"), [PackProblem::UnknownId { nearest }]);
}
