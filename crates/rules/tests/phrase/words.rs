//! The words and shapes that documents use, and what is refused.

use huisuan_rules::phrase::{Basis, Unit, bound, list, read, share};

use crate::{reads, show};

#[track_caller]
fn fails(words: &str, kind: &str, at: usize) {
    crate::fails(words, &read(words), kind, at);
}

#[track_caller]
fn shares(words: &str, expect: &str) {
    let found = share(words).map(|item| show(&[item]));
    assert_eq!(found.as_deref(), Ok(expect), "{words}");
}

/// A bound in the notation of intervals, `∞` where there is no edge.
#[track_caller]
fn bounds(words: &str, unit: Option<Unit>, expect: &str) {
    let found = bound(words, unit).map(|bound| {
        let lower = bound.lower.map_or("(∞".to_owned(), |edge| {
            format!("{}{}", if edge.inclusive { "[" } else { "(" }, edge.value)
        });
        let upper = bound.upper.map_or("∞)".to_owned(), |edge| {
            format!("{}{}", edge.value, if edge.inclusive { "]" } else { ")" })
        });
        format!("{lower}, {upper} {:?}", bound.unit)
    });
    assert_eq!(found.as_deref(), Ok(expect), "{words}");
}

#[track_caller]
fn no_bound(words: &str, unit: Option<Unit>, kind: &str, at: usize) {
    crate::fails(words, &bound(words, unit), kind, at);
}

#[track_caller]
fn operative(words: &str, expect: &str) {
    let found: Vec<_> = read(words)
        .into_iter()
        .flatten()
        .map(|item| words.get(item.span).map(str::to_owned))
        .collect();
    assert_eq!(found, [Some(expect.to_owned())], "{words}");
}

#[test]
fn the_other_words_for_a_ceiling() {
    for words in [
        "不大于20万元",
        "不能超过20万元",
        "不得高于20万元",
        "未超过20万元",
        "最多20万元",
        "至多20万元",
        "最高达20万元",
        "最高额度达到20万元",
        "最高给予20万元",
        "最高奖励20万元",
        "上限20万元",
        "20万元封顶",
        "20万元的上限",
        "以20万元为限",
        "不超过20万元（含）",
        "不超过20万元以下",
        "最高不高于20万元",
        "二十万元及以下",
        "最高二十万元",
        "20万元（含）以下",
        "20万元以下（含20万元）",
        "20万元（含20万元）以下",
        "200,000元及以下",
        "２０万元及以下",
    ] {
        reads(words, "≤ 200000 Yuan");
    }
    reads("20万元以内", "≤~ 200000 Yuan");
    reads("20万元之内", "≤~ 200000 Yuan");
    reads("1年内", "≤~ 1 Years");
    reads("最长两年", "≤ 2 Years");
}

#[test]
fn the_other_words_for_a_floor() {
    for words in [
        "不小于10家",
        "不得少于10家",
        "至少10家",
        "最少10家",
        "满10家",
        "届满10家",
        "下限10家",
        "10家起",
        "10家及以上",
        "10家(含)以上",
        "10家以上（含）",
        "达到10家以上",
        "达10家",
        "不低于十家",
        "以10家为下限",
    ] {
        reads(words, "≥ 10 Firms");
    }
    reads("10家以上", "≥~ 10 Firms");
}

#[test]
fn words_that_leave_the_number_out() {
    for words in [
        "高于5%",
        "大于5%",
        "突破5%",
        "超5%",
        "逾5%",
        "超出5%",
        "5%以外",
        "5%（不含）以上",
        "5%以上（不含）",
        "高于5%（不含）",
        "长于5%",
    ] {
        reads(words, "> 0.05 Ratio");
    }
    for words in [
        "低于3年",
        "少于3年",
        "不到3年",
        "不满3年",
        "未满3年",
        "未达3年",
        "未达到3年",
        "不足3年",
        "小于3年",
        "3年以下（不含3年）",
        "3年（不含）以下",
        "不满三年",
        "不满3周年",
    ] {
        reads(words, "< 3 Years");
    }
}

#[test]
fn units_and_ways_to_write_a_number() {
    reads("0.1‰", "= 0.0001 Ratio");
    reads("百分之三十", "= 0.3 Ratio");
    reads("千分之2.5", "= 0.0025 Ratio");
    reads("50BP", "= 0.005 Points");
    reads("下降50个基点", "= 0.005 Points");
    reads("1.1亿元", "= 110000000 Yuan");
    reads("3千万元", "= 30000000 Yuan");
    reads("1,234,567.89元", "= 1234567.89 Yuan");
    reads("500万人民币", "= 5000000 Yuan");
    reads("2个企业", "= 2 Count");
    reads("30天", "= 30 Days");
    reads("30日内", "≤~ 30 Days");
    reads("10名", "= 10 Places");
    reads("前10名", "≤ 10 Places");
    reads("前十", "≤ 10 Places");
    reads("满6月", "≥ 6 Months");
    reads("有效期五年", "= 5 Years");
    reads("有效期为三年", "= 3 Years");
    reads("正常经营三个月以上", "≥~ 3 Months");
    reads("前一年内", "≤~ 1 Years");
    reads("一家银行奖励5万元", "= 50000 Yuan");
    reads("减半", "= 0.5 Ratio");
    reads("不超过LPR加50个基点", "≤ 0.005 Lpr");
    reads("贷款市场报价利率（LPR）减0.5个百分点", "= -0.005 Lpr");
    reads("不高于LPR（1年期）+1%", "≤ 0.01 Lpr");
    reads("不超过LPR的1.3倍", "≤ 1.3 Times");
    reads("按LPR的50%", "= 0.5 Ratio");
    reads("5年期以上LPR", "= 0 Lpr");
}

#[test]
fn the_prime_rate_with_and_without_a_margin() {
    reads("不高于当期LPR水平", "≤ 0 Lpr");
    reads("LPR（一年期）-150BP以上部分", "≥~ -0.015 Lpr");
    reads("LPR-150BP（由银行换算）以下部分", "≤~ -0.015 Lpr");
    reads("在同期LPR基础上加50个基点", "= 0.005 Lpr");
    reads("不超过LPR基础上上浮150BP", "≤ 0.015 Lpr");
    reads("不超过一年期贷款市场报价利率(LPR)的60%予以贴息", "≤ 0.6 Ratio");
    // A bracket that says more than the tenor is read.
    reads("LPR（贷款期限满3年的为五年期以上）", "= 0 Lpr, ≥ 3 Years");
    fails("LPR上浮10%", "UnknownUnit", 7);
    fails("LPR加点", "NumberMalformed", 0);
    fails("在LPR基础上优惠", "NumberMalformed", 1);
    fails("高于LPR50个基点", "NumberMalformed", 2);
}

#[test]
fn the_ways_of_other_documents() {
    reads("年营业收入超过500万元(含)", "≥ 5000000 Yuan");
    reads("低于500万元（含500万）", "≤ 5000000 Yuan");
    reads("500万元（人民币）以下", "≤~ 5000000 Yuan");
    reads("500万元以上（含，下同）", "≥ 5000000 Yuan");
    reads("营业收入达到或超过1亿元", "≥ 100000000 Yuan");
    reads("投入≥500万元", "≥ 5000000 Yuan");
    reads("大于等于3家", "≥ 3 Firms");
    reads("每户最高人民币50万元", "≤ 500000 Yuan");
    reads("给予一次性最高800万元奖励", "≤ 8000000 Yuan");
    reads("按最高档给予20万元", "= 200000 Yuan");
    reads(
        "按募资净额（扣除发行费用）的1%给予最高不超过350万元奖励",
        "= 0.01 Ratio, ≤ 3500000 Yuan",
    );
    reads("奖励20%（单户不超过50万元）", "= 0.2 Ratio, ≤ 500000 Yuan");
    reads("两类企业分别给予不超过40万元和60万元", "≤ 400000 Yuan, ≤ 600000 Yuan");
    reads(
        "第一年、第二年、第三年分别按40%、30%、20%补助",
        "= 0.4 Ratio, = 0.3 Ratio, = 0.2 Ratio",
    );
    reads("额度分别提高到400万元、20万元", "=? 4000000 Yuan, =? 200000 Yuan");
    reads("分别给予30万元以上、20万元", "≥~ 300000 Yuan, = 200000 Yuan");
    reads("分别不超过30万元、不低于20万元", "≤ 300000 Yuan, ≥ 200000 Yuan");
    reads("担保费率控制在1%以内", "≤~ 0.01 Ratio");
    reads("担保费率控制在1%", "=? 0.01 Ratio");
    reads("利率最低可至2.9%", "=? 0.029 Ratio");
    reads("每增加1家奖励2万元", "= 1 Firms, = 20000 Yuan");
    reads("支行升为分行的给予20万元", "= 200000 Yuan");
    reads("在2年起算之日", "= 2 Years");
    reads("未满足条件的减按50%", "= 0.5 Ratio");
    fails("每户不超过30万", "UnknownUnit", 8);
    fails("按1:1配套", "UnknownUnit", 2);
}

#[test]
fn ranges_and_two_sides() {
    reads("3—5年", "≥~ 3 Years, ≤~ 5 Years");
    reads("30至50万元", "≥~ 300000 Yuan, ≤~ 500000 Yuan");
    reads("30%-50%", "≥~ 0.3 Ratio, ≤~ 0.5 Ratio");
    reads("1%（不含）至3%（含）", "> 0.01 Ratio, ≤ 0.03 Ratio");
    bounds("代偿率超过1%、不超过3%的部分", None, "(0.01, 0.03] Ratio");
    bounds("超过1%但不超过3%", None, "(0.01, 0.03] Ratio");
    bounds("3年以上5年以下", None, "[3, 5] Years");
    bounds("贷款期限在6个月至3年", None, "[6, 36] Months");
    bounds("6个月（不含）至3年（含）", None, "(6, 36] Months");
    bounds("期限1年以上18个月以下", None, "[12, 18] Months");
    bounds("不短于1.5年且短于20个月", None, "[18, 20) Months");
    fails("3家至5年", "Conflict", 0);
    bounds("10%（不含）以上20%（含）以下", None, "(0.1, 0.2] Ratio");
    bounds("5家(含)10笔(含)以上", Some(Unit::Firms), "[5, ∞) Firms");
    bounds("5家(含)10笔(含)以上", Some(Unit::Deals), "[10, ∞) Deals");
    bounds("0.9%以下", None, "(∞, 0.009] Ratio");
    bounds("放宽至5%", None, "[0.05, 0.05] Ratio");
}

#[test]
fn the_edges_of_a_bound_keep_their_basis() {
    let edge = |words: &str| {
        bound(words, None)
            .ok()
            .and_then(|bound| bound.upper)
            .map(|edge| (edge.basis, edge.by_sense))
    };
    assert_eq!(edge("5万元以下"), Some((Basis::Convention, false)));
    assert_eq!(edge("5万元及以下"), Some((Basis::Explicit, false)));
    assert_eq!(edge("放宽至5%"), Some((Basis::Explicit, true)));
}

#[test]
fn amounts() {
    shares("融资利息30%", "= 0.3 Ratio");
    shares("按0.2%给予补助", "= 0.002 Ratio");
    shares("不超过其月均在保余额0.5%", "≤ 0.005 Ratio");
    shares("不低于0.5%的标准", "≥ 0.005 Ratio");
    shares("全额", "= 1 Ratio");
    shares("不予补偿", "= 0 Ratio");
    shares("减半", "= 0.5 Ratio");
    shares("一次性奖励200万元", "= 2000000 Yuan");
    shares("每年最高补助金额由300万元提高到500万元", "≤ 5000000 Yuan");
    shares("由300万元提高到500万元", "=? 5000000 Yuan");
    shares("年担保费降低至0.5%", "=? 0.005 Ratio");
    crate::fails(
        "20%、单家企业最高400万元",
        &share("20%、单家企业最高400万元"),
        "SeveralNumbers",
        8,
    );
    crate::fails("按比例", &share("按比例"), "NoNumber", 0);
}

#[test]
fn lists() {
    let listed = |words: &str| list(words).map(|items| show(&items));
    let expect = "= 300000 Yuan, = 200000 Yuan, = 100000 Yuan";
    assert_eq!(listed("分别给予30万元、20万元、10万元").as_deref(), Ok(expect));
    assert_eq!(listed("分别奖励30万元、20万元和10万元").as_deref(), Ok(expect));
    assert_eq!(
        listed("分别不超过20万元、300万元").as_deref(),
        Ok("≤ 200000 Yuan, ≤ 3000000 Yuan")
    );
    crate::fails("给予30万元", &list("给予30万元"), "NoList", 0);
    crate::fails("分别给予30万元、20%", &list("分别给予30万元、20%"), "SeveralUnits", 9);
}

#[test]
fn the_span_holds_the_operative_words_and_no_more() {
    operative("可享受相应融资利息30%的市级财政补助", "30%");
    operative("单家企业年度补助不超过40万元；", "不超过40万元");
    operative(
        "每年最高补助金额由300万元提高到500万元）",
        "最高补助金额由300万元提高到500万元",
    );
    operative("担保费率逐步下降到1%及以下，", "1%及以下");
    operative("对存量扶贫再贷款可展期4次", "可展期4次");
    operative(
        "总规模以全市该项产品当年度贷款余额的0.5%为限。",
        "以全市该项产品当年度贷款余额的0.5%为限",
    );
    operative("单户500万元（含）以下的业务", "500万元（含）以下");
    operative("达到 注册资本 8 倍", "达到 注册资本 8 倍");
}

#[test]
fn an_old_level_is_passed_over_where_it_leads_to_the_new_one() {
    reads("补助300万元提高到500万元", "=? 5000000 Yuan");
    reads("由300万元标准提高到500万元", "=? 5000000 Yuan");
    // 由 may open something else, and without it the two numbers are of two things.
    reads("由30家银行共同发放的贷款提高到500万元", "= 30 Firms, =? 5000000 Yuan");
    reads("每户100万元额度提高到500万元", "= 1000000 Yuan, =? 5000000 Yuan");
    // A bound is no level.
    reads("100万元以下提高到500万元以下", "≤~ 1000000 Yuan, ≤~ 5000000 Yuan");
}

#[test]
fn a_new_level_stands_near_its_number() {
    operative("单户额度提高到500万元", "提高到500万元");
    reads("利率控制在各银行平均水平的贷款贴息20%", "=? 0.2 Ratio");
    reads("利率控制在各家银行平均水平的贷款贴息20%", "= 0.2 Ratio");
}

#[test]
fn a_number_takes_its_direction_from_the_number_directly_behind_only() {
    reads("5家（含）10笔以上", "≥ 5 Firms, ≥~ 10 Deals");
    reads("5家（含）10笔（含）3人以上", "≥ 5 Firms, ≥ 10 Deals, ≥~ 3 Persons");
    // One that has a direction keeps it.
    reads("不超过5家10笔以上", "≤ 5 Firms, ≥~ 10 Deals");
    fails("5家（含）10笔", "MarkWithoutDirection", 2);
    fails("5家10笔（含）", "MarkWithoutDirection", 5);
    reads(
        "奖励2家3至5万元，规模10亿元以上",
        "= 2 Firms, ≥~ 30000 Yuan, ≤~ 50000 Yuan, ≥~ 1000000000 Yuan",
    );
    reads("奖励2家10笔提高到20笔以上", "= 2 Firms, ≥~ 20 Deals");
    fails("奖励2家（含）3至5万元", "MarkWithoutDirection", 4);
    fails("奖励2家（含）10笔提高到20笔", "MarkWithoutDirection", 4);
}

#[test]
fn what_is_no_quantity_is_passed_over() {
    reads("到2025年底前余额达到5亿元以上", "≥ 500000000 Yuan");
    reads("2023年至2025年累计投放额度不低于50亿元", "≥ 5000000000 Yuan");
    reads("按照财金〔2025〕81号第3条给予20%", "= 0.2 Ratio");
    reads("申请前1年内新招用人员达到职工人数10%", "≤~ 1 Years, ≥ 0.1 Ratio");
    reads("G60科创走廊企业奖励10万元", "= 100000 Yuan");
    reads("每月20日前报送的奖励5万元", "= 50000 Yuan");
    reads("银行机构每增设一个全功能经营网点给予一次性奖励10万元", "= 100000 Yuan");
    reads("超过部分按10%", "= 0.1 Ratio");
    // Numerals are numbers where they count much money, or where the words around them say so.
    reads("一万家企业参加，奖励5万元", "= 50000 Yuan");
    reads("一元店奖励5万元", "= 50000 Yuan");
    reads("奖励五万元", "= 50000 Yuan");
    reads("不足一年按一年计，奖励5万元", "< 1 Years, = 50000 Yuan");
    reads("不超过企业一年利润的20%", "≤ 0.2 Ratio");
    reads("授信数亿元以上企业奖励5万元", "= 50000 Yuan");
}

#[test]
fn numerals_are_numbers_beside_their_word() {
    reads("上限为三年", "≤ 3 Years");
    reads("延长至三年", "=? 3 Years");
    reads("经营满三年", "≥ 3 Years");
    reads("投入达五千万元", "≥ 50000000 Yuan");
}

#[test]
fn a_place_in_an_order_is_no_quantity() {
    reads("第三年内奖励5万元", "= 50000 Yuan");
    reads("第1.2.3条的企业奖励5万元", "= 50000 Yuan");
}

#[test]
fn a_rank_is_a_whole_number() {
    reads("前3名", "≤ 3 Places");
    reads("前3.5名", "= 3.5 Places");
}

#[test]
fn a_month_of_the_calendar_is_no_length_of_time() {
    reads("每年6月底前报送的奖励5万元", "= 50000 Yuan");
    reads("于6月印发的办法奖励5万元", "= 50000 Yuan");
    reads("于6个月届满时奖励5万元", "= 6 Months, = 50000 Yuan");
}

#[test]
fn a_date_is_written_together() {
    reads("12025年", "= 12025 Years");
    fails("2025年1 2月", "UnknownUnit", 7);
}

#[test]
fn digits_belong_to_a_name_only_where_letters_touch_them() {
    reads("新增GDP 5亿元", "= 500000000 Yuan");
    reads("按LPR50%", "= 0.5 Ratio");
    reads("新增4A5家", "= 5 Firms");
}

#[test]
fn within_bounds_lengths_of_time_only() {
    reads("5天内", "≤~ 5 Days");
    reads("5家内资企业奖励5万元", "= 5 Firms, = 50000 Yuan");
    reads("奖励5家区内企业", "= 5 Firms");
}

#[test]
fn how_often_something_may_be_is_a_limit_by_sense() {
    reads("可享受2次", "=? 2 Occasions");
    reads("不可享受2次", "= 2 Occasions");
}

#[test]
fn a_unit_is_shown_as_documents_write_it() {
    let unit = |words: &str| read(words).map(|items| items.last().map(|item| item.unit.sign()));
    for (words, sign) in [
        ("奖励5元", "元"),
        ("不超过5美元", "美元"),
        ("补助5%", "%"),
        ("下调5个百分点", "个百分点"),
        ("不超过5倍", "倍"),
        ("不少于5家", "家"),
        ("不少于5笔", "笔"),
        ("不超过5次", "次"),
        ("不少于5人", "人"),
        ("前5名", "名"),
        ("不少于5个", "个"),
        ("不超过5个月", "个月"),
        ("不超过5年", "年"),
        ("不超过5天", "天"),
        ("不超过LPR+50BP", "LPR"),
    ] {
        assert_eq!(unit(words), Ok(Some(sign)), "{words}");
    }
}

#[test]
fn a_comparison_does_not_reach_what_is_granted() {
    fails("超过停售标准的保险产品给予20%", "DirectionWithoutNumber", 0);
    fails("超过停售标准的企业补助20%", "DirectionWithoutNumber", 0);
    fails("达到一定规模、且增速综合排名前三", "DirectionWithoutNumber", 0);
    fails("不超过其上年、当年贷款余额2%", "DirectionWithoutNumber", 0);
}

#[test]
fn errors_point_at_the_character() {
    fails("", "NoNumber", 0);
    fails("小微企业", "NoNumber", 0);
    fails("不少于10支基金", "UnknownUnit", 5);
    fails("不超过500万", "UnknownUnit", 7);
    fails("500元以下（含500）", "UnknownUnit", 11);
    fails("达到100人次", "UnknownUnit", 5);
    fails("10个工作日", "UnknownUnit", 2);
    fails("不超过 1.2.3%", "NumberMalformed", 4);
    fails("奖励10,00万元", "NumberMalformed", 2);
    fails("百分之零点五", "NumberMalformed", 0);
    fails("最高12345678901234567元", "NumberMalformed", 2);
    fails("利率为LPR加点", "NumberMalformed", 3);
    fails("-5%", "NumberMalformed", 1);
    fails("补助不超过", "DirectionWithoutNumber", 2);
    fails("省级以上", "DirectionWithoutNumber", 2);
    fails("300万元额度以内", "DirectionWithoutNumber", 7);
    fails("不低于10万元以下", "Conflict", 7);
    fails("500万元及以下（不含）", "Conflict", 8);
    fails("500万元（含600万元）以下", "Conflict", 5);
    fails("5家以上以下", "Conflict", 4);
    fails("5家以上（含）（不含）", "Conflict", 7);
    fails("3至5年（含）（不含）", "Conflict", 7);
    fails("不超过3—5年", "Conflict", 3);
    fails("奖励5家（含）企业", "MarkWithoutDirection", 4);
    fails("比例不允许超过5%", "Negated", 2);
    fails("约20%", "Vague", 0);
    fails("20%左右", "Vague", 3);
    fails("500余万元", "Vague", 0);
}

#[test]
fn bounds_refuse_what_is_none() {
    no_bound("奖励200万元", None, "NoBound", 2);
    no_bound("超过3%、不超过1%", None, "EmptyInterval", 5);
    no_bound("超过3%、不超过3%", None, "EmptyInterval", 5);
    no_bound("不超过1%、不超过3%", None, "SeveralNumbers", 6);
    no_bound("5家以上10笔以上", None, "SeveralUnits", 4);
    no_bound("5家以上", Some(Unit::Deals), "UnitMissing", 0);
}
