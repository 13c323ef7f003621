//! A phrase must read in its quote as it reads alone: genuine phrases pass, cut ones are refused.

use huisuan_rules::phrase::{PhraseError, StandError, stands_in};

#[track_caller]
pub(crate) fn stands(words: &str, quote: &str) {
    let found = stands_in(words, quote);
    assert!(found.is_ok(), "{words}: {found:?}");
}

#[track_caller]
pub(crate) fn refused(words: &str, quote: &str) {
    let found = stands_in(words, quote);
    assert!(matches!(found, Err(StandError::Cut { .. })), "{words}: {found:?}");
}

pub(crate) const ART_2: &str = "对山区5县普惠信贷、“灵活贷+连续贷”机制贷款、银担批量合作贷款等单项考核业绩排名前三的银行机构班子分别给予30万元、20万元、10万元财政奖励";
pub(crate) const ART_3: &str = "建立保险创新产品库，对赔付比超过停售标准的保险产品给予风险补偿，补偿金额不超过该产品保费收入的20%，单个产品最高不超过100万元";
pub(crate) const ART_5: &str =
    "通过技术产权证券化获得融资的民营和小微企业，可享受相应融资利息30%的市级财政补助，单家企业年度补助不超过40万元";
pub(crate) const ART_6: &str = "通过中征应收账款平台在线确认促成5家(含)10笔(含)以上上下游企业融资，按照应收账期确权融资金额的0.1%给予财政奖励，单户企业年度最高20万元";
pub(crate) const ART_8: &str = "代偿率不超过1%的部分，不予补偿；代偿率超过1%、不超过3%的部分，补偿比例为40%；代偿率超过3%、不超过5%的部分，补偿比例为30%；超过5%的部分，不予补偿。风险补偿金额根据融资担保放大倍数设置奖励系数";
pub(crate) const ITEM_4_6: &str = "对在省内注册备案的私募股权投资基金投资我市初创期科技企业（成立时间在3年以内）达1000万元且投资期限满6个月的，积极支持其向省财政申请按不超过投资金额5%的补助（单个企业每年最高补助金额由300万元提高到500万元）";
pub(crate) const STAFF: &str = "对小微企业在申请创业担保贷款前1年内新招用符合创业担保贷款申请条件的人员数量达到企业现有在职职工人数10%(超过100人的企业达到5%)、并与其签订1年以上劳动合同的，无拖欠职工工资、欠缴社会保险费等违法违规信用记录";

#[test]
fn genuine_phrases_stand() {
    for words in [
        "山区5县普惠信贷",
        "“灵活贷+连续贷”机制贷款",
        "排名前三",
        "分别给予30万元、20万元、10万元",
    ] {
        stands(words, ART_2);
    }
    for words in [
        "保险创新产品库",
        "超过停售标准",
        "不超过该产品保费收入的20%",
        "单个产品最高不超过100万元",
    ] {
        stands(words, ART_3);
    }
    for words in [
        "民营",
        "民营和小微企业",
        "30%",
        "融资利息30%",
        "单家企业年度补助不超过40万元",
    ] {
        stands(words, ART_5);
    }
    for words in ["5家(含)10笔(含)以上", "0.1%", "单户企业年度最高20万元"] {
        stands(words, ART_6);
    }
    for words in [
        "代偿率不超过1%的部分",
        "代偿率超过1%、不超过3%的部分",
        "超过5%的部分",
        "补偿比例为30%",
        "不予补偿",
        "奖励系数",
    ] {
        stands(words, ART_8);
    }
    for words in [
        "成立时间在3年以内",
        "达1000万元",
        "投资期限满6个月",
        "不超过投资金额5%",
        "单个企业每年最高补助金额由300万元提高到500万元",
        "我市初创期科技企业",
    ] {
        stands(words, ITEM_4_6);
    }
    for words in [
        "超过100人",
        "达到5%",
        "达到企业现有在职职工人数10%",
        "小微企业",
        "1年以上劳动合同",
    ] {
        stands(words, STAFF);
    }
}

#[test]
fn the_operative_word_may_not_be_cut_off() {
    refused("超过1%的部分", "代偿率不超过1%的部分，不予补偿");
    refused("低于0.5%", "按照不低于0.5%的标准给予担保补贴");
    refused("40万元", ART_5);
    refused("10笔", ART_6);
    refused("5家(", ART_6);
    refused("300万元", ITEM_4_6);
    refused("由300万元", ITEM_4_6);
    refused("500万元", ITEM_4_6);
    refused("提高到500万元", ITEM_4_6);
    refused("1000万元", ITEM_4_6);
    refused("20%", ART_3);
    refused("达1000万元", "单户可享受贴息的贷款规模最高可达1000万元");
    refused("0.5%", "每年风险补偿总规模以全市该项产品当年度贷款余额的0.5%为限");
    refused("500万元", "单户担保金额500万元及以下的业务");
    refused("1%", "担保费率逐步下降到1%及以下");
    refused("5%", "融资担保代偿容忍度放宽至5%");
    refused("20万元", "按20万元的上限给予补贴");
    refused("4次", "对存量扶贫再贷款可展期4次");
    refused("LPR", "创业担保贷款利率上限为LPR+150BPs");
}

#[test]
fn the_number_may_not_be_cut() {
    refused("0万元", ART_2);
    refused("2%", "收取客户年化保险费率不超过1.2%的业务");
    refused("不超过1", "收取客户年化保险费率不超过1.2%的业务");
    refused("超过10", STAFF);
    refused("万元以上企业", "授信1000万元以上企业清单");
}

#[test]
fn an_item_may_not_be_taken_out_of_a_list() {
    refused("20万元", ART_2);
    refused("给予30万元", ART_2);
    refused("分别给予30万元、20万元", ART_2);
    // What stands before the word, behind the sentence, behind other words or before the list is none of it.
    let before = "按5万元、3万元计算，分别给予30万元、20万元";
    stands("3万元", before);
    refused("20万元", before);
    stands("10万元", "分别给予30万元。另给予20万元、10万元");
    refused("3万元", "分别对30家企业给予5万元、3万元");
    let more = "分别给予30万元、20万元，最高10万元";
    refused("20万元", more);
    stands("最高10万元", more);
    stands("10万元", "分别给予30万元、其他10万元");
    stands("20万元", "分别给予30万元，20万元");
}

#[test]
fn a_direction_that_may_reach_over_a_comma_keeps_its_number_but_no_rank() {
    refused("当年贷款余额2%", "补偿不超过其上年、当年贷款余额2%");
    stands("综合排名前三", "达到一定规模、综合排名前三");
}

#[test]
fn words_without_a_number_may_not_lose_their_negation() {
    refused("超过停售标准", "对赔付比不超过停售标准的保险产品");
    refused("享受本政策", "均不享受本政策全部条款");
    refused("金融机构", "非金融机构");
    refused("含信用卡业务", "个人消费贷款(不含信用卡业务)");
    refused("未知的条件超过5%", "未知的条件超过5%左右");
    refused("可展期4次", "对存量再贷款不可展期4次");
    stands("独立法人资格", "具有独立法人资格企业");
}

#[test]
fn words_without_a_number_need_only_stand_there() {
    // 自主 is a word that the reader passes over.
    stands("主创新示范区", "国家自主创新示范区");
}

#[test]
fn an_unknown_negation_spoils_what_follows() {
    refused("超过5%", "比例不允许超过5%");
    refused("5%", "比例不允许超过5%");
}

#[test]
fn white_space_is_ignored_and_the_range_is_that_of_the_quote() {
    let quote = "力争金融业增加值\n达到 60 亿元，制造业";
    let found = stands_in("达到60亿元", quote);
    assert_eq!(found.ok().and_then(|range| quote.get(range)), Some("达到 60 亿元"));
    refused("510家", "新增5 10家");
}

#[test]
fn one_good_place_is_enough() {
    let quote = "不超过1%的部分，不予补偿；超过1%的部分，补偿40%";
    let found = stands_in("超过1%的部分", quote).ok();
    assert_eq!(found.map(|range| range.start), quote.rfind("超过1%"));
}

#[test]
fn a_refusal_shows_both_readings_and_the_clause() {
    let quote = "单家企业年度补助不超过40万元，按年兑付";
    let Err(StandError::Cut {
        alone,
        in_clause,
        clause,
    }) = stands_in("40万元", quote)
    else {
        unreachable!("the ceiling was cut off");
    };
    assert_eq!(clause, "单家企业年度补助不超过40万元");
    assert_eq!(alone.len(), 1);
    let spans: Vec<_> = in_clause
        .into_iter()
        .map(|item| clause.get(item.span).map(str::to_owned))
        .collect();
    assert_eq!(spans, [Some("不超过40万元".to_owned())]);
}

#[test]
fn words_that_are_nowhere_or_unreadable() {
    assert_eq!(stands_in("30%", "给予奖励"), Err(StandError::NotFound));
    assert_eq!(
        stands_in("", "给予奖励"),
        Err(StandError::Unreadable(PhraseError::NoNumber { at: 0 }))
    );
    let conflict = StandError::Unreadable(PhraseError::Conflict { at: 7 });
    assert_eq!(stands_in("不低于10万元以下", "不低于10万元以下"), Err(conflict));
}
