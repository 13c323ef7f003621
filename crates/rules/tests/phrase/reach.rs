//! How far a word reaches, and where it has to stop.

use huisuan_rules::phrase::{Bound, DateEdge, PhraseError, Quantity, Unit, bound, date, read, survey};

use crate::reads;

#[track_caller]
fn fails(words: &str, kind: &str, at: usize) {
    crate::fails(words, &read(words), kind, at);
}

/// What a survey finds in a text, by its words.
#[track_caller]
fn found(text: &str, expect: &[&str]) {
    let found: Vec<&str> = survey(text).into_iter().map(|mention| &text[mention.span]).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn a_bound_does_not_reach_over_the_end_of_its_piece() {
    // What is compared has no number of its own; the number behind belongs to something else.
    found("贷款增速高于。新增5家", &["高于", "5家"]);
    found("贷款增速高于；新增5家", &["高于", "5家"]);
    // What begins behind 、 is something else, too.
    found("贷款增速高于、给予5万元", &["高于", "5万元"]);
}

#[test]
fn a_bound_does_not_reach_over_what_is_granted() {
    fails("增速达到平均水平给予20万元", "DirectionWithoutNumber", 2);
    fails("增速高于平均水平按5万元奖励", "DirectionWithoutNumber", 2);
    reads("最高给予20万元", "≤ 200000 Yuan");
    fails("达到上限标准的给予20万元", "DirectionWithoutNumber", 0);
    fails("上限标准的给予20万元", "DirectionWithoutNumber", 0);
}

#[test]
fn two_words_that_bound_opposite_sides_are_not_one() {
    fails("上限超过5%", "DirectionWithoutNumber", 0);
    fails("最低不超过5%", "DirectionWithoutNumber", 0);
    fails("下限最高5%", "DirectionWithoutNumber", 0);
    reads("最低不少于5%", "≥ 0.05 Ratio");
}

#[test]
fn a_word_at_the_end_may_say_again_what_stands_before_the_number() {
    for words in ["最高20万元封顶", "不超过20万元封顶", "以20万元为上限"] {
        let operative: Vec<_> = read(words)
            .into_iter()
            .flatten()
            .map(|item| &words[item.span])
            .collect();
        assert_eq!(operative, [words]);
        reads(words, "≤ 200000 Yuan");
    }
    fails("不少于20万元封顶", "Conflict", 7);
    fails("低于20万元封顶", "Conflict", 6);
}

#[test]
fn what_is_said_roughly_is_vague_as_a_whole() {
    found("服务约5家企业", &["约5家"]);
    found("约5万元", &["约5万元"]);
}

#[test]
fn what_ends_before_the_end_of_a_month_or_year_lasts_as_long_as_it() {
    for words in ["2025年底前", "2025年底以前", "2025年12月底之前", "2025年12月末前"] {
        assert_eq!(date(words).map(|found| found.edge), Ok(DateEdge::To), "{words}");
    }
    for words in ["2025年12月31日前", "2025年前"] {
        assert_eq!(date(words).map(|found| found.edge), Ok(DateEdge::Before), "{words}");
    }
}

#[test]
fn the_digits_behind_a_point_are_no_year() {
    for words in ["期限0.2025年", "期限.2025年", "期限12025年"] {
        assert_eq!(date(words), Err(PhraseError::NoDate { at: 0 }), "{words}");
    }
}

#[test]
fn only_a_whole_number_of_a_document_is_passed_over() {
    found("温政〔2025〕81号", &[]);
    fails("温政〔2025〕号", "UnknownUnit", 7);
    let [found] = &survey("温政〔2025〕号")[..] else {
        panic!("one number without a unit is found");
    };
    assert!(matches!(found.quantity, Quantity::Unread(_)), "{found:?}");
}

#[test]
fn a_unit_that_is_not_known_is_named_as_it_was_written() {
    for (words, at, found) in [("500公斤", 3, Some('公')), ("500）", 3, Some('）')), ("500", 3, None)] {
        assert_eq!(read(words), Err(PhraseError::UnknownUnit { at, found }), "{words}");
    }
}

#[test]
fn a_range_may_begin_in_days_and_end_in_months_or_years() {
    reads("90天至1年", "≥~ 90 Days, ≤~ 1 Years");
    reads("期限30日（不含）—6个月（含）", "> 30 Days, ≤ 6 Months");
    let side = |unit| bound("期限90天至1年", Some(unit));
    let values = |bound: Bound| [bound.lower, bound.upper].map(|edge| edge.map(|edge| edge.value.to_string()));
    let ninety = Some("90".to_owned());
    assert_eq!(side(Unit::Days).map(values), Ok([ninety, None]));
    let one = Some("1".to_owned());
    assert_eq!(side(Unit::Years).map(values), Ok([None, one]));
    assert_eq!(bound("期限90天至1年", None), Err(PhraseError::SeveralUnits { at: 2 }));
    // No term lies between these, or they are no terms.
    for words in ["373天至1年", "32天至1个月", "1年至90天", "3家至5年", "90天至5家"] {
        fails(words, "Conflict", 0);
    }
    reads("372天至1年", "≥~ 372 Days, ≤~ 1 Years");
}

#[test]
fn what_runs_for_a_time_is_bounded_as_the_time() {
    reads("1年期以上贷款", "≥~ 1 Years");
    reads("一年期（含）以上的流动资金贷款", "≥ 1 Years");
    reads("3年期及以下", "≤ 3 Years");
    reads("6个月期以内", "≤~ 6 Months");
    reads("90天期以下", "≤~ 90 Days");
}

#[test]
fn the_name_of_a_rate_bounds_no_term() {
    for words in ["5年期以上LPR", "5年期以上贷款市场报价利率"] {
        reads(words, "= 0 Lpr");
    }
    for words in ["5年期（含）以上LPR", "5年期以上的贷款市场报价利率(LPR)", "1年期贷款"] {
        fails(words, "UnknownUnit", 1);
    }
    fails("LPR（满3年的为5年期以上）", "UnknownUnit", 10);
    reads("按LPR计息，1年期以上", "= 0 Lpr, ≥~ 1 Years");
    reads(
        "1年期以上的技术改造和设备更新项目的固定资产贷款不超过LPR",
        "≥~ 1 Years, ≤ 0 Lpr",
    );
}
