//! A phrase must read in its quote as it reads alone: genuine phrases pass, cut ones are refused.

use huisuan_rules::phrase::{PhraseError, StandError, read, stands_in};

#[track_caller]
fn stands(words: &str, quote: &str) {
    let found = stands_in(words, quote);
    assert!(found.is_ok(), "{words}: {found:?}");
}

#[track_caller]
fn refused(words: &str, quote: &str) {
    let found = stands_in(words, quote);
    assert!(matches!(found, Err(StandError::Cut { .. })), "{words}: {found:?}");
}

const ART_2: &str = "对山区5县普惠信贷、“灵活贷+连续贷”机制贷款、银担批量合作贷款等单项考核业绩排名前三的银行机构班子分别给予30万元、20万元、10万元财政奖励";
const ART_3: &str = "建立保险创新产品库，对赔付比超过停售标准的保险产品给予风险补偿，补偿金额不超过该产品保费收入的20%，单个产品最高不超过100万元";
const ART_5: &str =
    "通过技术产权证券化获得融资的民营和小微企业，可享受相应融资利息30%的市级财政补助，单家企业年度补助不超过40万元";
const ART_6: &str = "通过中征应收账款平台在线确认促成5家(含)10笔(含)以上上下游企业融资，按照应收账期确权融资金额的0.1%给予财政奖励，单户企业年度最高20万元";
const ART_8: &str = "代偿率不超过1%的部分，不予补偿；代偿率超过1%、不超过3%的部分，补偿比例为40%；代偿率超过3%、不超过5%的部分，补偿比例为30%；超过5%的部分，不予补偿。风险补偿金额根据融资担保放大倍数设置奖励系数";
const ITEM_4_6: &str = "对在省内注册备案的私募股权投资基金投资我市初创期科技企业（成立时间在3年以内）达1000万元且投资期限满6个月的，积极支持其向省财政申请按不超过投资金额5%的补助（单个企业每年最高补助金额由300万元提高到500万元）";
const STAFF: &str = "对小微企业在申请创业担保贷款前1年内新招用符合创业担保贷款申请条件的人员数量达到企业现有在职职工人数10%(超过100人的企业达到5%)、并与其签订1年以上劳动合同的，无拖欠职工工资、欠缴社会保险费等违法违规信用记录";

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
fn an_unknown_negation_spoils_what_follows() {
    refused("超过5%", "比例不允许超过5%");
    refused("5%", "比例不允许超过5%");
}

#[test]
fn dates_may_not_be_cut() {
    let quote = "本政策自2022年x月x日起施行，有效期至2024年12月31日，相关实施细则另行制定";
    stands("2022年x月x日起施行", quote);
    stands("有效期至2024年12月31日", quote);
    refused("2024年12月31日", quote);
    refused("至2024年", quote);
    refused("024年12月31日", quote);
    refused("2022年x月x日", quote);
    stands("从2022年1月1日开始计", "奖补资金依据的核校数据从2022年1月1日开始计");
    stands("信息时效期：2026-07-06", "信息时效期：2026-07-06");
    stands("2021", "嘉善县国家产融合作试点城市实施方案 (2021—2023年)");
    stands("2023年", "嘉善县国家产融合作试点城市实施方案 (2021—2023年)");
    stands("2025年9月1日", "实施期为2025年9月1日至2026年12月31日");
    stands("2026年1月1日起", "对2026年1月1日起经办银行发放的贷款");
    stands("最长至2025年", "实际使用期限最长至2025年");
    refused("2026", "实施期限至2026年12月31日");
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

/// Clauses with what a person reads in them: every number, with its relation.
const TRIAL: &[(&str, &[(&str, &str)])] = &[
    (
        ART_2,
        &[
            ("前三", "≤3"),
            ("30万元", "=300000"),
            ("20万元", "=200000"),
            ("10万元", "=100000"),
        ],
    ),
    (
        "对银行机构当年度发放“科创指数贷”、知识产权质押贷款、农民资产授托融资等专项贷款产品给予贷款本金实际损失30%的风险补偿，每年风险补偿总规模以全市该项产品当年度贷款余额的0.5%为限",
        &[("30%", "=0.3"), ("0.5%", "≤0.005")],
    ),
    (ART_3, &[("20%", "≤0.2"), ("100万元", "≤1000000")]),
    (
        "我市保险机构当年度为小微企业、个体工商户和农户等提供小额贷款保证保险业务，收取客户年化保险费率不超过1.2%的业务，可享受当年度发生的保险金额0.5%的保费补助",
        &[("1.2%", "≤0.012"), ("0.5%", "=0.005")],
    ),
    (ART_5, &[("30%", "=0.3"), ("40万元", "≤400000")]),
    (
        "对参与发行技术产权证券化的发行机构所产生的增信、评估及其他相关中介费用给予全额市级财政补贴",
        &[("全额", "=1")],
    ),
    (
        "对我市融资担保机构因向企业提供技术产权证券化担保增信业务造成损失的，市财政按单家企业证券化融资项目本金实际损失的20%、单家企业最高400万元给予担保机构风险补偿",
        &[("20%", "=0.2"), ("400万元", "≤4000000")],
    ),
    (
        ART_6,
        &[
            ("5家", "≥5"),
            ("10笔", "≥10"),
            ("0.1%", "=0.001"),
            ("20万元", "≤200000"),
        ],
    ),
    (
        "当年度发放的小微企业和“三农”融资担保业务平均担保费率在0.9%以下的，市财政对其当年末新增小微企业和“三农”融资担保在保余额按0.2%给予补助；平均担保费率在0.7%以下的，补助比例为0.4%；平均担保费率在0.5%以下的，补助比例为0.6%",
        &[
            ("0.9%", "≤0.009"),
            ("0.2%", "=0.002"),
            ("0.7%", "≤0.007"),
            ("0.4%", "=0.004"),
            ("0.5%", "≤0.005"),
            ("0.6%", "=0.006"),
        ],
    ),
    (
        ART_8,
        &[
            ("1%", "≤0.01"),
            ("不予补偿", "=0"),
            ("1%", ">0.01"),
            ("3%", "≤0.03"),
            ("40%", "=0.4"),
            ("3%", ">0.03"),
            ("5%", "≤0.05"),
            ("30%", "=0.3"),
            ("5%", ">0.05"),
            ("不予补偿", "=0"),
        ],
    ),
    (
        "市级政府性融资担保机构对我市小微企业和“三农”开展的融资担保业务月均在保余额达到注册资本8倍的，给予不超过其月均在保余额0.5%的资本补充激励",
        &[("8倍", "≥8"), ("0.5%", "≤0.005")],
    ),
    (
        "取消市级政府性融资担保机构盈利考核要求，融资担保代偿容忍度放宽至5%，建立尽职免责机制，将容忍度范围内的代偿纳入尽职免责考核范围",
        &[("5%", "?0.05")],
    ),
    (
        "市级层面设立不少于3000万元普惠金融发展信贷风险补偿资金，主要用于金融机构为小微企业提供普惠型信贷支持中产生的风险损失按比例给予风险补偿",
        &[("3000万元", "≥30000000")],
    ),
    (
        "落实“4321”风险分担机制（湖南省融资再担保有限公司40％、潭城融资担保集团30％、合作银行20％、市财政代偿10％）",
        &[("40％", "=0.4"), ("30％", "=0.3"), ("20％", "=0.2"), ("10％", "=0.1")],
    ),
    (
        "推动担保机构合理降低担保费率，其中政府性担保机构平均担保费率不高于1%，对进入国、省“专精特新”和全市先进制造业“白名单”的企业，单户担保金额500万元及以下的业务年担保费降低至0.5%",
        &[("1%", "≤0.01"), ("500万元", "≤5000000"), ("0.5%", "?0.005")],
    ),
    (
        "由潭城融资担保集团和政府性融资担保机构提供贷款担保的业务，原则上银行机构不高于当期LPR执行利率",
        &[("LPR", "≤0")],
    ),
    (
        "对于市外新引进的银行机构给予一次性奖励100万元，银行机构异地直属支行升格为分行的给予一次性奖励20万元，银行机构每增设一个全功能经营网点给予一次性奖励10万元",
        &[("100万元", "=1000000"), ("20万元", "=200000"), ("10万元", "=100000")],
    ),
    (
        "市外投资者参与我市地方法人金融机构增资扩股的，按投资金额的1%给予奖励，最高不超过300万元",
        &[("1%", "=0.01"), ("300万元", "≤3000000")],
    ),
    (
        "对符合条件的村镇银行，支持其向省财政申请不超过其上年贷款平均余额2%的财政补贴",
        &[("2%", "≤0.02")],
    ),
    (
        "市、县两级财政要分别按照辖区内融资担保公司上年末在保余额的0.5%安排代偿补偿专项资金，实行差额提取，纳入本级财政预算",
        &[("0.5%", "=0.005")],
    ),
    (
        "单户担保金额500万元以下、担保费率不超过1%的新增支小支农支新融资担保业务，由企业所在地县市区及园区财政部门按照不低于0.5%的标准给予担保补贴",
        &[("500万元", "≤5000000"), ("1%", "≤0.01"), ("0.5%", "≥0.005")],
    ),
    (
        ITEM_4_6,
        &[
            ("3年", "≤3"),
            ("1000万元", "≥10000000"),
            ("6个月", "≥6"),
            ("5%", "≤0.05"),
            ("500万元", "≤5000000"),
        ],
    ),
    ("对存量扶贫再贷款可展期4次，实际使用期限最长至2025年", &[("4次", "?4")]),
    (
        "将郴州片区内跨国公司跨境资金集中运营管理准入条件放宽至上年度国际收支规模不低于5000万美元",
        &[("5000万美元", "≥50000000")],
    ),
    (
        "政府性融资担保机构对小微企业代偿率容忍度提高到5%，担保费率逐步下降到1%及以下",
        &[("5%", "?0.05"), ("1%", "≤0.01")],
    ),
    (
        "力争不少于5%的信贷规模专项支持科创企业，对科创企业不良贷款容忍度提高至3%",
        &[("5%", "≥0.05"), ("3%", "?0.03")],
    ),
    (
        "贴息范围包括单笔5万元以下消费，以及单笔5万元及以上的家用汽车、养老生育、教育培训、文化旅游、家居家装、电子产品、健康医疗等重点领域消费。对于单笔5万元以上的消费，以5万元消费额度为上限进行贴息",
        &[
            ("5万元", "≤50000"),
            ("5万元", "≥50000"),
            ("5万元", "≥50000"),
            ("5万元", "≤50000"),
        ],
    ),
    (
        "年贴息比例为1个百分点(按符合条件的实际用于消费的个人消费贷款本金计算)，且最高不超过贷款合同利率的50%",
        &[("1个百分点", "=0.01"), ("50%", "≤0.5")],
    ),
    (
        "累计贴息上限为3000元(对应符合条件的累计消费金额30万元)，其中在一家贷款经办机构可享受单笔5万元以下的个人消费贷款累计贴息上限为1000元(对应符合条件的累计消费金额10万元)",
        &[
            ("3000元", "≤3000"),
            ("30万元", "=300000"),
            ("5万元", "≤50000"),
            ("1000元", "≤1000"),
            ("10万元", "=100000"),
        ],
    ),
    (
        "维持每名借款人在一家经办机构可享受累计消费贴息上限每年3000元的要求不变",
        &[("3000元", "≤3000")],
    ),
    (
        "中央财政对经营主体的设备更新项目相关固定资产贷款本金贴息1.5个百分点，按照相关固定资产贷款发放之日起予以贴息，贴息期限不超过2年",
        &[("1.5个百分点", "=0.015"), ("2年", "≤2")],
    ),
    ("单户享受贴息的贷款规模最高可达100万元", &[("100万元", "≤1000000")]),
    (
        "中央财政按照贷款本金给予年化1.5个百分点、期限不超过2年的贴息支持，单户贴息贷款规模上限5000万元。政策实施期限暂定1年，后续可视情延长",
        &[
            ("1.5个百分点", "=0.015"),
            ("2年", "≤2"),
            ("5000万元", "≤50000000"),
            ("1年", "=1"),
        ],
    ),
    (
        "三江县、融水县贷款利率上限为一年期LPR+250BP，其他县及城区贷款利率上限为一年期LPR+150BP",
        &[("LPR+250BP", "≤0.025"), ("LPR+150BP", "≤0.015")],
    ),
    (
        "新发放的个人和小微企业创业担保贷款利息，LPR-150BP以下部分，由借款人和借款企业承担，剩余部分财政给予贴息",
        &[("LPR-150BP", "≤-0.015")],
    ),
    (
        "个人创业担保贷款额度不超过20万元、期限不超过3年；小微企业创业担保贷款额度不超过300万元、期限不超过2年",
        &[
            ("20万元", "≤200000"),
            ("3年", "≤3"),
            ("300万元", "≤3000000"),
            ("2年", "≤2"),
        ],
    ),
    (
        "个人创业担保贷款最高可申请额度为30万元；合伙创业的，可根据合伙创业人数适当提高贷款额度，贷款额度可按人均不超过110%，且不超过小微企业创业担保贷款额度上限，也就是不超过400万元",
        &[("30万元", "≤300000"), ("110%", "≤1.1"), ("400万元", "≤4000000")],
    ),
    ("个人创业担保贷款期限一次最长不超过3年", &[("3年", "≤3")]),
    (
        STAFF,
        &[
            ("1年", "≤1"),
            ("10%", "≥0.1"),
            ("100人", ">100"),
            ("5%", "≥0.05"),
            ("1年", "≥1"),
        ],
    ),
    (
        "落实普惠型小微型科技企业贷款不良率可较各项贷款不良率提高不超过3个百分点的政策",
        &[("3个百分点", "≤0.03")],
    ),
];

/// The reading of words in the notation of [`TRIAL`].
fn reading(words: &str) -> Option<Vec<String>> {
    use huisuan_rules::phrase::Relation;
    let items = read(words).ok()?;
    let one = |item: huisuan_rules::phrase::Item| {
        let sign = match item.relation {
            Relation::Is if item.by_sense => "?",
            Relation::Is => "=",
            Relation::AtMost => "≤",
            Relation::Below => "<",
            Relation::AtLeast => "≥",
            Relation::Above => ">",
        };
        format!("{sign}{}", item.value)
    };
    Some(items.into_iter().map(one).collect())
}

/// The readings of a person, each with the bytes of its number.
fn by_hand(quote: &str, readings: &[(&str, &str)]) -> Vec<(std::ops::Range<usize>, String)> {
    let mut done = 0;
    let place = |(number, reading): &(&str, &str)| {
        let start = quote
            .get(done..)
            .and_then(|rest| rest.find(number))
            .map_or(quote.len(), |at| done + at);
        done = start + number.len();
        (start..done, (*reading).to_owned())
    };
    readings.iter().map(place).collect()
}

/// Every piece of every clause, of up to thirty characters, that can be read as a phrase but says something else than
/// the clause says at its place.
#[test]
fn pieces_that_mean_something_else_are_refused() {
    let (mut same, mut passed, mut wrong, mut accepted) = (0, 0, 0, Vec::new());
    for (quote, readings) in TRIAL {
        let truth = by_hand(quote, readings);
        let says = |place: &std::ops::Range<usize>| -> Vec<&str> {
            let inside = truth
                .iter()
                .filter(|(at, _)| place.start <= at.start && at.end <= place.end);
            inside.map(|(_, reading)| reading.as_str()).collect()
        };
        assert_eq!(
            reading(quote).unwrap_or_else(|| reading_of_pieces(quote)),
            says(&(0..quote.len())),
            "{quote}"
        );
        let starts: Vec<usize> = quote.char_indices().map(|(at, _)| at).chain([quote.len()]).collect();
        for (i, from) in starts.iter().enumerate() {
            for to in starts.iter().skip(i + 1).take(30) {
                let place = *from..*to;
                let Some(words) = quote.get(place.clone()) else {
                    continue;
                };
                if !words.contains(|c: char| c.is_ascii_digit() || "前全予元L".contains(c)) {
                    continue;
                }
                let Some(alone) = reading(words) else {
                    continue;
                };
                let faithful = alone == says(&place);
                same += usize::from(faithful);
                // Of the faithful pieces one in eight is enough to see that the check lets phrases pass.
                if faithful && same % 8 != 0 {
                    continue;
                }
                let found = stands_in(words, quote);
                if faithful {
                    passed += usize::from(found.is_ok());
                    continue;
                }
                wrong += 1;
                // The same words may be true elsewhere in the quote.
                if found.as_ref().is_ok_and(|found| alone != says(found)) {
                    accepted.push(words);
                }
            }
        }
    }
    println!(
        "{wrong} pieces mean something else, {} of them accepted; {passed} of {} faithful pieces stand",
        accepted.len(),
        same / 8
    );
    assert!(accepted.is_empty(), "{accepted:?}");
    assert!(
        wrong > 5000 && passed > 1000,
        "the trial is no trial: {wrong}, {passed}"
    );
}

/// The reading of a quote of which some parts cannot be read, clause by clause.
fn reading_of_pieces(quote: &str) -> Vec<String> {
    let pieces = quote.split(['，', '。', '；', '、', '（', '）', '“', '”']);
    pieces.filter_map(reading).flatten().collect()
}
