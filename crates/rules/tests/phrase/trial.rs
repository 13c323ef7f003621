//! The cut trial: pieces of clauses that read as phrases but say something else than the clause.

use std::ops::Range;

use huisuan_rules::phrase::{DateEdge, DateWords, Relation, date, direction, read, stands_in};

use crate::quotes::{ART_2, ART_3, ART_5, ART_6, ART_8, ITEM_4_6, STAFF};

/// Clauses with what a person reads in them: every number, with its relation.
const NUMBERS: &[(&str, &[(&str, &str)])] = &[
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

/// Clauses with the dates in them.
const DATES: &[(&str, &[(&str, &str)])] = &[
    (
        "本政策自2022年x月x日起施行，有效期至2024年12月31日，相关实施细则另行制定",
        &[("2022年x月x日", ">2022-?"), ("2024年12月31日", "<2024-12-31")],
    ),
    (
        "奖补资金依据的核校数据从2022年1月1日开始计",
        &[("2022年1月1日", ">2022-1-1")],
    ),
    ("信息时效期：2026-07-06", &[("2026-07-06", "=2026-7-6")]),
    (
        "嘉善县国家产融合作试点城市实施方案 (2021—2023年)",
        &[("2021", "=2021"), ("2023年", "=2023")],
    ),
    (
        "办法自2023年10月1日起施行，实施期限5年",
        &[("2023年10月1日", ">2023-10-1")],
    ),
    (
        "2025年9月1日至2026年8月31日期间，居民个人使用贷款经办机构发放的个人消费贷款",
        &[("2025年9月1日", "=2025-9-1"), ("2026年8月31日", "<2026-8-31")],
    ),
    (
        "在2024年3月7日至12月31日期间发放的贷款，政策实施至2026年12月31日，后续可视情延长实施期限",
        &[
            ("2024年3月7日", "=2024-3-7"),
            ("12月31日", "<12-31"),
            ("2026年12月31日", "<2026-12-31"),
        ],
    ),
    (
        "延长服务业经营主体贷款贴息政策实施期限至2026年12月31日，2025年3月16日至2025年12月31日期间发放的贷款按原规定执行",
        &[
            ("2026年12月31日", "<2026-12-31"),
            ("2025年3月16日", "=2025-3-16"),
            ("2025年12月31日", "<2025-12-31"),
        ],
    ),
    (
        "实际使用期限最长至2025年，到2025年底前完成",
        &[("2025年", "<2025"), ("2025年底", "<2025-12-31")],
    ),
    (
        "对2026年1月1日起经办银行发放的贷款，自2021年1月1日起新发放的贷款",
        &[("2026年1月1日", ">2026-1-1"), ("2021年1月1日", ">2021-1-1")],
    ),
];

/// Clauses with the directions in them whose other side is a fact.
const DIRECTIONS: &[(&str, &[(&str, &str)])] = &[
    ("对赔付比超过停售标准的保险产品给予风险补偿", &[("超过", ">")]),
    ("对赔付比不超过停售标准的保险产品给予风险补偿", &[("不超过", "≤")]),
    ("此次贴息不得超出扣除已有贴息后的实际利率水平", &[("不得超出", "≤")]),
    (
        "将郴州片区内银行分行级以下（不含分行）机构的准入事项改为事后报告",
        &[("以下（不含分行）", "<")],
    ),
    ("且不超过小微企业创业担保贷款额度", &[("不超过", "≤")]),
    ("制造业中长期贷款增速高于各项贷款增速", &[("高于", ">")]),
    ("未达到上年水平的不予支持", &[("未达到", "<")]),
    ("比例不允许超过合同约定", &[]),
];

type Clauses<'a> = &'a [(&'a str, &'a [(&'a str, &'a str)])];

/// What a person reads in a clause, each with the bytes of its words.
fn by_hand(quote: &str, readings: &[(&str, &str)]) -> Vec<(Range<usize>, String)> {
    let mut done = 0;
    let place = |(words, reading): &(&str, &str)| {
        let found = quote.get(done..).and_then(|rest| rest.find(words));
        let start = found.map_or(quote.len(), |at| done + at);
        done = start + words.len();
        (start..done, (*reading).to_owned())
    };
    readings.iter().map(place).collect()
}

/// How many pieces of the clauses say something else than the clause, which of those are accepted, and how many of the
/// faithful pieces stand.
#[derive(Debug, Default)]
struct Count {
    wrong: usize,
    accepted: Vec<String>,
    faithful: usize,
    stand: usize,
}

/// Takes every piece of up to thirty characters that `reading` can read, and asks whether it stands in its clause. Of the
/// faithful pieces one in eight is enough to see that the check lets phrases pass.
fn trial(clauses: Clauses, reading: impl Fn(&str) -> Option<Vec<String>>) -> Count {
    let mut count = Count::default();
    for (quote, readings) in clauses {
        let truth = by_hand(quote, readings);
        let says = |place: &Range<usize>| -> Vec<&str> {
            let inside = truth
                .iter()
                .filter(|(at, _)| place.start <= at.start && at.end <= place.end);
            inside.map(|(_, reading)| reading.as_str()).collect()
        };
        let starts: Vec<usize> = quote.char_indices().map(|(at, _)| at).chain([quote.len()]).collect();
        for (i, from) in starts.iter().enumerate() {
            for to in starts.iter().skip(i + 1).take(30) {
                let place = *from..*to;
                let words = quote.get(place.clone()).unwrap_or_default();
                let Some(alone) = reading(words) else {
                    continue;
                };
                if alone == says(&place) {
                    count.faithful += 1;
                    count.stand += usize::from(count.faithful % 8 == 0 && stands_in(words, quote).is_ok());
                    continue;
                }
                count.wrong += 1;
                // The same words may be true elsewhere in the quote.
                if stands_in(words, quote).is_ok_and(|found| alone != says(&found)) {
                    count.accepted.push(words.to_owned());
                }
            }
        }
    }
    println!(
        "{} pieces mean something else, {} of them accepted; {} of {} faithful pieces stand",
        count.wrong,
        count.accepted.len(),
        count.stand,
        count.faithful / 8
    );
    count
}

/// The numbers of words in the notation of [`NUMBERS`]. What holds no number is passed over, to save time.
fn numbers(words: &str) -> Option<Vec<String>> {
    words
        .contains(|c: char| c.is_ascii_digit() || "前全予元L".contains(c))
        .then_some(())?;
    let sign = |by_sense, relation: Relation| if by_sense { "?" } else { relation.sign() };
    let items = read(words).ok()?.into_iter();
    Some(
        items
            .map(|item| format!("{}{}", sign(item.by_sense, item.relation), item.value))
            .collect(),
    )
}

fn dates(words: &str) -> Option<Vec<String>> {
    let found = date(words).ok()?;
    let sign = match found.edge {
        DateEdge::None => "=",
        DateEdge::From => ">",
        DateEdge::To => "<",
        DateEdge::Before => "before ",
        DateEdge::After => "after ",
    };
    let day = match found.words {
        DateWords::Day { year, month, day } => format!("{year}-{month}-{day}"),
        DateWords::DayUnknown { year } => format!("{year}-?"),
        DateWords::Month { year, month } => format!("{year}-{month}"),
        DateWords::Year { year } => year.to_string(),
        DateWords::DayOfYear { month, day } => format!("{month}-{day}"),
    };
    Some(vec![format!("{sign}{day}")])
}

fn directions(words: &str) -> Option<Vec<String>> {
    direction(words)
        .ok()
        .map(|(relation, _, _)| vec![relation.sign().to_owned()])
}

#[test]
fn pieces_whose_numbers_mean_something_else_are_refused() {
    let count = trial(NUMBERS, numbers);
    assert!(count.accepted.is_empty(), "{:?}", count.accepted);
    assert!(
        count.wrong > 5000 && count.stand > 1000,
        "the trial is no trial: {count:?}"
    );
}

#[test]
fn pieces_whose_dates_mean_something_else_are_refused() {
    let count = trial(DATES, dates);
    assert!(count.accepted.is_empty(), "{:?}", count.accepted);
    assert!(
        count.wrong > 1000 && count.stand > 50,
        "the trial is no trial: {count:?}"
    );
}

#[test]
fn pieces_whose_directions_mean_something_else_are_refused() {
    let count = trial(DIRECTIONS, directions);
    assert!(count.accepted.is_empty(), "{:?}", count.accepted);
    assert!(
        count.wrong > 100 && count.stand > 50,
        "the trial is no trial: {count:?}"
    );
}

/// The hand readings are those of the whole clause, piece by piece.
#[test]
fn every_clause_reads_as_a_person_reads_it() {
    for (quote, readings) in NUMBERS {
        let expect: Vec<&str> = readings.iter().map(|(_, reading)| *reading).collect();
        let pieces = quote.split(['，', '。', '；', '、', '（', '）', '“', '”']);
        let found = numbers(quote).unwrap_or_else(|| pieces.filter_map(numbers).flatten().collect());
        assert_eq!(found, expect, "{quote}");
    }
}
