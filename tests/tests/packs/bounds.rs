//! What a bound of a condition may say.

use rules::fact::FactKind;
use rules::plan::PackProblem;

use crate::{accepted, bound, problems, refused};

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
    // Also where one of them stands in an either-or, or chooses among other bounds.
    let total = "fact = \"guarantee.customer_total\", words = \"500万元以下\"";
    let either = format!("any = [ {{ {total} }}, {{ fact = \"guarantee.fee_rate\", words = \"1%以下\" }} ]");
    let either = bound("金额500万元以下或费率1%以下的业务", &either);
    assert_eq!(problems(&[&either, &above]), [PackProblem::Overlap]);
    let chooses = "fact = \"guarantee.fee_rate\", choose_by = \"guarantee.customer_total\", \
                   choose = [ { when = \"500万元以下\", words = \"不高于1%\" }, { words = \"不高于2%\" } ]";
    let chooses = bound("500万元以下的不高于1%，其他的不高于2%", chooses);
    assert_eq!(problems(&[&chooses, &above]), [PackProblem::Overlap]);
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
    for words in [
        "提高不低于3个百分点",
        "提高低于3个百分点",
        "提高超过1个百分点、不超过3个百分点",
    ] {
        refused(&with(words), &PackProblem::Unit);
    }
    assert!(!problems(&[&with("提高不超过3%")]).is_empty());
}

#[test]
fn a_bound_against_the_prime_rate_is_one_on_the_rate_of_a_loan() {
    let words = "不超过LPR加50个基点";
    let with = |fact: &str| bound(words, &format!("fact = \"{fact}\", words = \"{words}\""));
    accepted(&with("loan.rate"));
    refused(&with("guarantor.average_fee_rate"), &PackProblem::Unit);
}

#[test]
fn of_two_numbers_the_unit_names_the_one_that_is_meant() {
    for (fact, unit, other) in [
        ("core.firms", "家", "笔"),
        ("core.deals", "笔", "家"),
        ("relending.extensions", "次", "家"),
        ("firm.staff", "人", "家"),
        ("appraisal.rank", "名", "家"),
        ("core.firms", "个", "笔"),
        ("investment.held", "年", "家"),
        ("investment.held", "个月", "家"),
        ("loan.term", "天", "家"),
        ("loan.principal", "元", "家"),
        ("loan.rate", "%", "家"),
    ] {
        let words = format!("不少于20{unit}、不少于3{other}");
        let with = |rest: &str| bound(&words, &format!("fact = \"{fact}\", words = \"{words}\"{rest}"));
        accepted(&with(&format!(", unit = \"{unit}\"")));
        assert!(!problems(&[&with("")]).is_empty(), "{words}");
        refused(&with(", unit = \"户\""), &PackProblem::Unit);
    }
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
        "3年期以下",
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
    for mixed in ["不少于90天、不超过1年", "期限90天至1年"] {
        assert!(!problems(&[&with(mixed, "")]).is_empty());
        accepted(&with(mixed, ", unit = \"天\""));
        accepted(&with(mixed, ", unit = \"年\""));
    }
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
