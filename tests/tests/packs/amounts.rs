//! What an amount and the caps on it may say.

use rules::fact::FactKind;
use rules::plan::PackProblem;

use crate::{accepted, pays, problems, refused};

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
fn a_cap_that_is_a_share_is_itself_allowed_and_has_no_lower_side() {
    let cap = |words: &str| {
        let rest = format!(
            "amount.fixed = {{ words = \"给予奖励1万元\" }}\ncaps = [ {{ share = \"{words}\", of = \"loss.product_balance\", \
             scope = \"recipient\", per = \"year\" }} ]"
        );
        pays(&format!("给予奖励1万元，{words}"), &rest)
    };
    accepted(&cap("不超过贷款余额的0.5%"));
    for words in [
        "低于贷款余额的0.5%",
        "不低于贷款余额的0.5%",
        "贷款余额的0.1%以上、不超过0.5%",
    ] {
        refused(&cap(words), &PackProblem::Unit);
    }
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
