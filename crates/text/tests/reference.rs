//! Pointers, goals, shared losses and fixed sums, word for word.

mod common;

use common::{APPLICANT, en, outcome, plan, zh};
use rules::outcome::{Outcome, State};

#[track_caller]
fn headline(outcome: &Outcome, chinese: &str, english: &str) {
    let plan = plan();
    assert_eq!(zh(&plan).headline(outcome), chinese);
    assert_eq!(en(&plan).headline(outcome), english);
}

#[test]
fn a_pointer_names_the_document_that_decides_and_whom_to_ask() {
    let plan = plan();
    headline(
        &outcome(&plan, "xiangtan-2023/item-16", "2026-11-21", "firm", ""),
        "这一条没有写明金额，由另一份文件决定：市里对上市、挂牌和融资的补助规定（没有收录）。可以问湘潭市财政局、湘潭市金融办。",
        "This clause names no amount; another document decides: the city's rules on subsidies for listing and fund-raising \
         (not collected here). Ask the finance bureau and the finance office of Xiangtan (湘潭市财政局、金融办).",
    );
    headline(
        &outcome(&plan, "zhumadian-draft/36", "2026-11-21", "firm", ""),
        "按这份征求意见稿（不是正式文件），这一条没有写明金额，由另一份文件决定：汇率避险奖补资金的使用办法\
         （没有查到，比例和上限都没有写）。可以问驻马店市商务局、驻马店市财政局。",
        "Under this draft for comments (no official document), this clause names no amount; another document decides: the \
         rules on these funds (not found; neither rate nor limit is given). Ask the commerce bureau and the finance bureau \
         of Zhumadian (驻马店市商务局、财政局).",
    );
}

#[test]
fn a_goal_promises_nothing_and_compares() {
    let plan = plan();
    let goal = outcome(
        &plan,
        "wenzhou-2022/target-rate",
        "2022-07-01",
        "firm",
        r#""loan": [{ "rate": "5.3%" }]"#,
    );
    headline(
        &goal,
        "按这份征求意见稿（不是正式文件），这是一个目标，不是承诺，不能据此申请。可以问温州市金融办。",
        "Under this draft for comments (no official document), this is a target and no promise; nothing can be claimed from \
         it. Ask the finance office of Wenzhou (温州市金融办).",
    );
    let compared = |outcome: &Outcome, chinese: &[&str], english: &[&str]| {
        for (words, expected) in [(zh(&plan), chinese), (en(&plan), english)] {
            let all = outcome.comparisons.iter();
            let said: Vec<_> = all.map(|it| words.comparison(outcome, it)).collect();
            assert_eq!(said, expected);
        }
    };
    compared(
        &goal,
        &["合同年利率是 5.3 %，目标是不超过 5.2 %，高于目标。"],
        &["Contract rate (a year): 5.3%; the target is at most 5.2%, and this is above it."],
    );
    let loans =
        r#""loan": [{ "rate": "4.9%", "paid_out_on": "2021-12-01" }, { "rate": "4.9%", "paid_out_on": "2022-03-01" }]"#;
    let goal = outcome(&plan, "jiashan-2021/annex-rate", "2022-07-01", "firm", loans);
    compared(
        &goal,
        &[
            "第 1 笔：合同年利率是 4.9 %，目标是不超过 4.9 %，在目标以内。",
            "第 2 笔：合同年利率是 4.9 %，目标是不超过 4.85 %，高于目标。",
        ],
        &[
            "No. 1: contract rate (a year): 4.9%; the target is at most 4.9% and is met.",
            "No. 2: contract rate (a year): 4.9%; the target is at most 4.85%, and this is above it.",
        ],
    );
    let share = r#""bank": { "innovation_loan_share": { "2022": "4%", "2023": "5%" } }"#;
    let goal = outcome(&plan, "jiashan-2021/15-share", "2022-07-01", "bank", share);
    compared(
        &goal,
        &[
            "2022 年的科创企业贷款占信贷规模的比例是 4 %，目标是至少 5 %，低于目标。",
            "2023 年的科创企业贷款占信贷规模的比例是 5 %，目标是至少 5 %，达到了目标。",
        ],
        &[
            "Share of lending that goes to innovative firms, 2022: 4%; the target is at least 5%, and this is below it.",
            "Share of lending that goes to innovative firms, 2023: 5%; the target is at least 5% and is met.",
        ],
    );
}

#[test]
fn a_loss_is_shared_by_parties() {
    let plan = plan();
    let loss = r#""loss": [{ "firm": "甲", "principal": { "2024": "100万元" } }]"#;
    let own = outcome(&plan, "xiangtan-2023/item-2-4321", "2025-06-30", "bank", loss);
    headline(
        &own,
        "按您填的情况，损失一共 1,000,000.00 元，由 4 方分担，您（银行）承担 200,000.00 元。",
        "The loss of 1,000,000.00 yuan is shared by 4 parties; you (the bank) bear 200,000.00 yuan.",
    );
    let steps = |outcome: &Outcome| {
        let texts = zh(&plan).steps(outcome).into_iter().chain(en(&plan).steps(outcome));
        texts.map(|step| step.text).collect::<Vec<_>>()
    };
    assert_eq!(
        steps(&own),
        [
            "2024 年本金实际损失 1,000,000.00 元。",
            "省再担保公司承担 40 %（“湖南省融资再担保有限公司40％”），是 400,000.00 元。",
            "融资担保机构承担 30 %（“潭城融资担保集团30％”），是 300,000.00 元。",
            "银行承担 20 %（“合作银行20％”），是 200,000.00 元。",
            "市财政承担 10 %（“市财政代偿10％”），是 100,000.00 元。",
            "Actual loss of principal, 2024: 1,000,000.00 yuan.",
            "The provincial re-guarantor bears 40% (“湖南省融资再担保有限公司40％”), which is 400,000.00 yuan.",
            "The guarantor bears 30% (“潭城融资担保集团30％”), which is 300,000.00 yuan.",
            "The bank bears 20% (“合作银行20％”), which is 200,000.00 yuan.",
            "The city treasury bears 10% (“市财政代偿10％”), which is 100,000.00 yuan.",
        ]
    );
    let others = outcome(&plan, "xiangtan-2023/item-2-4321", "2025-06-30", "firm", loss);
    headline(
        &others,
        "按您填的情况，损失一共 1,000,000.00 元，由 4 方分担；您不是其中一方，所以显示全部损失。",
        "The loss of 1,000,000.00 yuan is shared by 4 parties; you are none of them, so the whole loss is shown.",
    );
}

#[test]
fn sums_by_rank_by_number_and_fixed() {
    let plan = plan();
    let steps = |outcome: &Outcome| {
        let texts = zh(&plan).steps(outcome).into_iter().chain(en(&plan).steps(outcome));
        texts
            .map(|step| step.text + &step.formula.unwrap_or_default())
            .collect::<Vec<_>>()
    };
    let facts =
        format!(r#"{APPLICANT}, "appraisal": [{{ "subject": "mountain-counties", "rank": {{ "2023": "2" }} }}]"#);
    let ranked = outcome(&plan, "wenzhou-2022/art-2", "2024-12-01", "bank", &facts);
    headline(
        &ranked,
        "按这份征求意见稿（不是正式文件），温州市级财政付给银行机构班子 200,000.00 元，不是给您的钱。",
        "Under this draft for comments (no official document), 200,000.00 yuan from the treasury of Wenzhou city \
         (温州市级财政) goes to the leadership team of the bank; this is not money for you.",
    );
    assert_eq!(
        steps(&ranked),
        [
            "2023 年考核名次是 2，对应的金额（“分别给予30万元、20万元、10万元财政奖励”）是 200,000.00 元。",
            "2023: rank in the appraisal: 2, for which the clause (“分别给予30万元、20万元、10万元财政奖励”) names 200,000.00 yuan.",
        ]
    );
    let outlets = r#""institution": [{ "new_outlets": { "2024": "3" } }]"#;
    let each = outcome(
        &plan,
        "xiangtan-2023/item-15-bank-outlets",
        "2025-06-30",
        "bank",
        outlets,
    );
    assert_eq!(
        steps(&each),
        [
            "2024 年增设的全功能经营网点数是 3，每一个 100,000.00 元，一共 300,000.00 元。3 × 100,000.00 = 300,000.00",
            "2024: full-function outlets added: 3; each brings 100,000.00 yuan, together 300,000.00 yuan.3 × 100,000.00 = 300,000.00",
        ]
    );
    let centre = r#""institution": [{ "kind": "data-centre", "from_outside": true, "opened_on": "2024-05-06" }]"#;
    let fixed = outcome(
        &plan,
        "xiangtan-2023/item-15-opcentre",
        "2025-06-30",
        "new-institution",
        centre,
    );
    headline(
        &fixed,
        "按您填的情况，湘潭市级财政补助您（新引进的金融机构）2,000,000.00 元。",
        "The subsidy for you (the institution that is brought in) is 2,000,000.00 yuan, from the treasury of Xiangtan city \
         (湘潭市级财政).",
    );
    assert_eq!(
        steps(&fixed),
        [
            "条款写的是定额（“给予一次性奖励200万元”）：2,000,000.00 元。",
            "The clause names a sum (“给予一次性奖励200万元”): 2,000,000.00 yuan.",
        ]
    );
}

/// The reasons in both languages, then how the conditions that they are about are told.
fn told(outcome: &Outcome) -> Vec<String> {
    let plan = plan();
    let mut told = Vec::new();
    for words in [zh(&plan), en(&plan)] {
        told.extend(outcome.reasons.iter().map(|reason| words.reason(outcome, reason)));
        let failed = outcome.checks.iter().filter(|check| check.state == State::Failed);
        told.extend(failed.map(|check| words.check(outcome, check)));
    }
    told
}

#[test]
fn a_difference_is_told_in_percentage_points() {
    let rates = r#""bank": { "small_tech_npl_rate": { "2024": "4.51%" }, "npl_rate": { "2024": "1.5%" } }"#;
    assert_eq!(
        told(&outcome(&plan(), "zhumadian-draft/5", "2024-12-01", "bank", rates)),
        [
            "2024 年的普惠型小微型科技企业贷款不良率比各项贷款不良率高 3.01 个百分点，条款要求最多高 3 个百分点。",
            "2024 年，普惠型小微型科技企业贷款不良率减各项贷款不良率：3.01 个百分点（条款要求“可较各项贷款不良率提高不超过3个百分点”）。",
            "Bad-loan rate of loans to small technology firms, 2024: 3.01 percentage points above the bad-loan rate of all loans; \
             the clause allows at most 3 percentage points.",
            "Bad-loan rate of loans to small technology firms less bad-loan rate of all loans, 2024: 3.01 percentage points \
             (the clause requires “可较各项贷款不良率提高不超过3个百分点”).",
        ]
    );
}

#[test]
fn a_late_day_is_told_with_the_last_one() {
    let late = r#""chenzhou-2021": { "poverty-relief-relending": true },
        "relending": { "extensions": "4", "ends_on": "2026-01-01" }"#;
    assert_eq!(
        told(&outcome(&plan(), "chenzhou-2021/7.4", "2025-12-01", "bank", late)),
        [
            "实际使用的到期日是 2026-01-01，太晚，最晚到 2025-12-31，条款要求“实际使用期限最长至2025年”。",
            "实际使用的到期日：2026-01-01（条款要求“实际使用期限最长至2025年”）。",
            "Used until: 2026-01-01 is too late, 2025-12-31 is the last day; the clause requires “实际使用期限最长至2025年”.",
            "Used until: 2026-01-01 (the clause requires “实际使用期限最长至2025年”).",
        ]
    );
}

#[test]
fn dollars_are_no_yuan() {
    let dollars = r#""chenzhou-2021": { "multinational-in-the-area": true },
        "firm": { "bop_last_year_usd": "49999999" }"#;
    assert_eq!(
        told(&outcome(&plan(), "chenzhou-2021/8.6", "2025-12-01", "firm", dollars)),
        [
            "上年度国际收支规模（美元）是 49,999,999，条款要求至少 50,000,000。",
            "上年度国际收支规模（美元）：49,999,999（条款要求“上年度国际收支规模不低于5000万美元”）。",
            "Balance-of-payments volume of last year (US dollars): 49,999,999; the clause requires at least 50,000,000.",
            "Balance-of-payments volume of last year (US dollars): 49,999,999 (the clause requires “上年度国际收支规模不低于5000万美元”).",
        ]
    );
}

/// All conditions in Chinese.
fn checks(outcome: &Outcome) -> Vec<String> {
    let plan = plan();
    let checks = outcome.checks.iter();
    checks.map(|check| zh(&plan).check(outcome, check)).collect()
}

#[test]
fn two_conditions_on_one_fact_are_each_told_in_their_own_words() {
    let centre = r#""institution": [{ "kind": "data-centre", "from_outside": true, "opened_on": "2024-05-06" }]"#;
    let fixed = outcome(
        &plan(),
        "xiangtan-2023/item-15-opcentre",
        "2025-06-30",
        "new-institution",
        centre,
    );
    assert_eq!(
        checks(&fixed)[1..3],
        [
            "机构类型：数据处理及备份中心（条款要求“金融机构业务总部或信用卡中心、客户服务中心、数据处理及备份中心、支付结算中心等运营中心”）。",
            "机构类型：数据处理及备份中心（条款要求“信用卡中心”、“客户服务中心”、“支付结算中心”、“数据处理及备份中心”、“金融机构业务总部”）。",
        ]
    );
}

#[test]
fn a_bound_that_depends_on_another_fact_is_told_with_all_of_its_cases() {
    let staff = r#""firm": { "kind": "micro-small", "staff": "20", "new_hires": "3" }"#;
    let subsidy = outcome(&plan(), "national-startup-2021/firm", "2022-06-01", "firm", staff);
    let told = checks(&subsidy);
    let share = "新招用人数占职工人数的比例：15 %（条款要求超过100人的企业达到8%；人数达到现有在职职工人数的15%）。";
    assert!(told.iter().any(|told| told == share), "{told:#?}");
}

#[test]
fn nothing_chosen_and_nothing_answered_are_told_as_such() {
    let facts = r#""firm": { "lists": [] }, "guarantee": [{ "amount": "100万元" }]"#;
    let fee = outcome(&plan(), "xiangtan-2023/item-2-fee05", "2024-12-01", "firm", facts);
    assert_eq!(
        checks(&fee)[1],
        "已进入的名单：没有（条款要求“全市先进制造业‘白名单’”、“国、省‘专精特新’”）。"
    );
    let interest = r#""securitisation": [{ "kind": "technology-rights", "interest": { "2023": "100.00" } }]"#;
    let rebate = outcome(&plan(), "wenzhou-2022/art-5-firm", "2024-12-01", "firm", interest);
    let told = checks(&rebate);
    for open in [
        "是独立法人吗？（条款要求“具有独立法人资格企业”）。",
        "2023 年，发生过重大责任事故吗？（条款排除“当年发生安全生产、食品安全、环境污染等重大责任事故”）。",
    ] {
        assert!(told.iter().any(|told| told == open), "{told:#?}");
    }
    // Without a year its own word for the year stays.
    let nothing = checks(&outcome(&plan(), "wenzhou-2022/art-5-firm", "2024-12-01", "firm", ""));
    let open = "当年发生过重大责任事故吗？（条款排除“当年发生安全生产、食品安全、环境污染等重大责任事故”）。";
    assert!(nothing.iter().any(|told| told == open), "{nothing:#?}");
}
