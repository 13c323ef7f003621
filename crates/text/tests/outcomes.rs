//! Key sentences, word for word, one outcome after the other.

mod common;

use common::{APPLICANT, FIRM, badges, en, insured, outcome, plan, zh};
use huisuan_text::Tone;
use rules::Exact;
use rules::outcome::{Period, Why};
use rules::trace::Step;

const REBATE: &str = "wenzhou-2022/art-5-firm";
const THREE_YEARS: &str = r#""securitisation": [{ "kind": "technology-rights",
    "interest": { "2022": "1243150.68", "2023": "1650000.00", "2024": "1654520.55" } }]"#;

fn texts(sentences: Vec<huisuan_text::Sentence>) -> Vec<String> {
    sentences.into_iter().map(|sentence| sentence.text).collect()
}

#[test]
fn a_rebate_with_open_conditions_is_told_in_full() {
    let plan = plan();
    let outcome = outcome(&plan, REBATE, "2024-12-01", "firm", &format!("{FIRM}, {THREE_YEARS}"));
    let words = zh(&plan);
    assert_eq!(
        words.headline(&outcome),
        "按这份征求意见稿（不是正式文件），如果还没回答的条件都满足，温州市级财政补助您的企业 1,172,945.20 元。"
    );
    assert_eq!(
        texts(words.steps(&outcome)),
        [
            "2022 年融资利息 1,243,150.68 元的 30 % 是 372,945.204 元。",
            "2023 年融资利息 1,650,000.00 元的 30 % 是 495,000.00 元。",
            "2024 年融资利息 1,654,520.55 元的 30 % 是 496,356.165 元。",
            "每家企业每年最多 400,000.00 元；2022 年合计 372,945.204 元，没有超过。",
            "2023 年合计 495,000.00 元；每家企业每年最多 400,000.00 元，所以是 400,000.00 元。",
            "2024 年合计 496,356.165 元；每家企业每年最多 400,000.00 元，所以是 400,000.00 元。",
            "2022 年：372,945.204 元，四舍五入到分，是 372,945.20 元。",
            "3 年合计 1,172,945.20 元。",
        ]
    );
    let formulas: Vec<_> = words.steps(&outcome).into_iter().map(|step| step.formula).collect();
    assert_eq!(formulas[1].as_deref(), Some("1,650,000.00 × 30 % = 495,000.00"));
    assert_eq!(formulas[4].as_deref(), Some("min(495,000.00, 400,000.00) = 400,000.00"));
    assert_eq!(
        formulas[7].as_deref(),
        Some("372,945.20 + 400,000.00 + 400,000.00 = 1,172,945.20")
    );
    assert_eq!(
        words.what_if(&outcome, &outcome.what_if[0]),
        "一年的融资利息到 1,333,333.34 元起，40 万元的上限开始起作用。"
    );
    assert_eq!(
        words.missing(&outcome).unwrap(),
        "还要知道：注册地；税收（财政收入）所在地；是独立法人吗？是房地产企业或房地产项目吗？“亩均论英雄”评价等级；\
         当年发生过重大责任事故吗？当年发生过较大群体性事件吗？"
    );
    assert_eq!(
        badges(words, &outcome),
        ["征求意见稿（不是正式文件）", "草案自定的期限内（剩 30 天）"]
    );
    let lines: Vec<_> = outcome
        .periods
        .iter()
        .map(|line| words.line_of(&outcome, line))
        .collect();
    assert_eq!(lines, ["2022 年", "2023 年", "2024 年"]);

    let words = en(&plan);
    assert_eq!(
        words.headline(&outcome),
        "Under this draft for comments (no official document), if all open conditions are met, the subsidy for your firm is \
         1,172,945.20 yuan, from the treasury of Wenzhou city (温州市级财政)."
    );
    assert_eq!(
        words.steps(&outcome)[1].text,
        "Interest, 2023: 1,650,000.00 yuan; 30% of it is 495,000.00 yuan."
    );
    assert_eq!(
        words.what_if(&outcome, &outcome.what_if[0]),
        "Interest in a year: from 1,333,333.34 yuan on, the limit of 400,000.00 yuan begins to cut the amount."
    );
    assert_eq!(
        badges(words, &outcome),
        [
            "Draft for comments (no official document)",
            "Within the draft's own period (30 days left)"
        ]
    );
}

#[test]
fn what_a_draft_says_after_its_period_is_marked() {
    let plan = plan();
    let facts = format!("{APPLICANT}, {FIRM}, {THREE_YEARS}");
    let outcome = outcome(&plan, REBATE, "2026-11-21", "firm", &facts);
    assert_eq!(
        zh(&plan).headline(&outcome),
        "按这份征求意见稿（不是正式文件，自定的期限也已过），温州市级财政补助您的企业 1,172,945.20 元。"
    );
    let badges = zh(&plan).badges(&outcome);
    assert_eq!(badges[1].text, "草案自定的期限已过（2024-12-31 届满）");
    assert!(badges.iter().all(|badge| badge.tone == Tone::Warn));
}

#[test]
fn a_refusal_names_the_condition() {
    let plan = plan();
    let applicant = APPLICANT.replace("\"A\"", "\"C\"");
    let outcome = outcome(
        &plan,
        REBATE,
        "2024-12-01",
        "firm",
        &format!("{applicant}, {FIRM}, {THREE_YEARS}"),
    );
    assert_eq!(
        zh(&plan).headline(&outcome),
        "按这份征求意见稿（不是正式文件），不能享受：您的“亩均论英雄”评价等级是 C 类，条款排除“‘亩均论英雄’综合评价C、D类企业”。"
    );
    assert_eq!(
        en(&plan).headline(&outcome),
        "Under this draft for comments (no official document), not eligible: Land-yield (mu) grade: C; the clause excludes “‘亩均论英雄’综合评价C、D类企业”."
    );
    let checks: Vec<_> = outcome
        .checks
        .iter()
        .map(|check| zh(&plan).check(&outcome, check))
        .collect();
    assert!(
        checks.contains(&"至少符合一项：“民营”、“小微企业”。".to_owned()),
        "{checks:#?}"
    );
    assert!(
        checks.contains(&"是独立法人吗？是（条款要求“具有独立法人资格企业”）。".to_owned()),
        "{checks:#?}"
    );
}

#[test]
fn money_for_an_insurer_is_never_that_of_the_user() {
    let plan = plan();
    let outcome = outcome(&plan, "wenzhou-2022/art-4", "2024-12-01", "firm", &insured("12000.00"));
    assert_eq!(
        zh(&plan).headline(&outcome),
        "按这份征求意见稿（不是正式文件），如果还没回答的条件都满足，温州市级财政付给保险机构 5,000.00 元，不是给您的钱。"
    );
    assert_eq!(
        en(&plan).headline(&outcome),
        "Under this draft for comments (no official document), if all open conditions are met, 5,000.00 yuan from the \
         treasury of Wenzhou city (温州市级财政) goes to the insurer; this is not money for you."
    );
    assert!(
        zh(&plan)
            .missing(&outcome)
            .unwrap()
            .starts_with("要由保险机构确认：注册地；")
    );
}

#[test]
fn a_premium_above_the_limit_says_how_far_it_must_fall() {
    let plan = plan();
    let facts = format!("{APPLICANT}, {}", insured("15000.00"));
    let outcome = outcome(&plan, "wenzhou-2022/art-4", "2024-12-01", "insurer", &facts);
    assert_eq!(
        zh(&plan).reason(&outcome, &outcome.reasons[0]),
        "您的年化保险费率是 1.5 %，条款要求不超过 1.2 %。"
    );
    assert_eq!(
        zh(&plan).what_if(&outcome, &outcome.what_if[0]),
        "客户交的全部费用不超过 12,000.00 元，这一条就成立。"
    );
    assert_eq!(
        en(&plan).reason(&outcome, &outcome.reasons[0]),
        "Annualised premium rate: 1.5%; the clause requires at most 1.2%."
    );
    assert_eq!(
        en(&plan).what_if(&outcome, &outcome.what_if[0]),
        "All that the customer pays: with 12,000.00 yuan or less this condition would be met."
    );
}

#[test]
fn a_summary_is_never_quoted() {
    let plan = plan();
    let facts = r#""firm": { "kind": "micro-small", "new_hires": "1", "staff": "20" }, "loan": [{ "product": "startup",
        "principal": "30万元", "rate": "3.5%", "term": "36个月", "repayment": "interest-monthly", "day_basis": "30/360",
        "paid_out_on": "2024-01-15", "status": "normal" }]"#;
    let outcome = outcome(&plan, "national-startup-2023/firm", "2024-12-01", "firm", facts);
    let words = zh(&plan);
    assert_eq!(
        words.headline(&outcome),
        "按公开报道的规定（没有与原文核对），不能享受：新招用人数占职工人数的比例是 5 %，条款要求至少 10 %。"
    );
    let checks: Vec<_> = outcome
        .checks
        .iter()
        .map(|check| words.check(&outcome, check))
        .collect();
    assert!(checks.iter().all(|check| !check.contains('“')), "{checks:#?}");
    assert!(checks[0].ends_with("（条款要求小微企业创业担保贷款）。"), "{checks:#?}");
    assert_eq!(
        words.what_if(&outcome, &outcome.what_if[0]),
        "申请前 1 年内新招用的重点群体人数达到 2，这一条就成立。"
    );
    assert_eq!(
        badges(words, &outcome),
        ["有效（到 2028-09-30）", "参数来自公开报道，未与原文核对"]
    );
}

#[test]
fn a_subsidy_by_payment_says_what_counts() {
    let plan = plan();
    let facts = r#""firm": { "kind": "person" }, "national-startup-2023": { "recognised": true }, "loan": [{ "product": "startup",
        "principal": "50万元", "rate": "3.5%", "term": "48个月", "repayment": "interest-monthly", "day_basis": "30/360",
        "paid_out_on": "2024-01-15", "status": "normal" }]"#;
    let outcome = outcome(&plan, "national-startup-2023/person", "2024-12-01", "person", facts);
    let words = zh(&plan);
    assert_eq!(
        words.headline(&outcome),
        "按公开报道的规定（没有与原文核对），还有数字没填，金额可能会变；先这样算，中央和地方财政补助您 15,750.00 元。"
    );
    assert_eq!(
        texts(words.steps(&outcome))[..4],
        [
            "按年利率 3.5 %，48 期利息一共 69,999.84 元。",
            "只算放款后 36 个月内的利息（贷款期限不超过3年），之后的 12 期不算。",
            "本金最多按 300,000.00 元计算（贷款额度不超过30万元），超出的部分不算。",
            "2024 年 11 期利息里计入的共 9,625.00 元；每期取 50 %、四舍五入到分，合计 4,812.50 元。",
        ]
    );
    assert_eq!(words.missing(&outcome).unwrap(), "还要知道：合伙创业人数。");
}

#[test]
fn slices_and_products_are_named_as_in_the_clause() {
    let plan = plan();
    let facts = format!(
        r#"{APPLICANT}, "guarantor": {{ "kind": "city-government", "payouts": {{ "2023": "2500万元" }},
        "payout_base": {{ "2023": "10亿元" }}, "coefficient": "1.2" }}"#
    );
    let slices = outcome(&plan, "wenzhou-2022/art-8", "2024-12-01", "guarantor", &facts);
    let steps = zh(&plan).steps(&slices);
    assert_eq!(
        steps[3].text,
        "“代偿率超过1%、不超过3%的部分”有 15,000,000.00 元，补 40 %，是 6,000,000.00 元。"
    );
    assert_eq!(
        steps[6].text,
        "再乘以系数 1.2（“根据融资担保放大倍数设置奖励系数”），是 7,200,000.00 元。"
    );
    assert_eq!(steps[6].formula.as_deref(), Some("6,000,000.00 × 1.2 = 7,200,000.00"));
    let facts = format!(
        r#"{APPLICANT}, "loss": [{{ "product": "kc-index", "principal": {{ "2023": "200万元" }},
        "product_balance": {{ "2023": "8000万元" }} }}]"#
    );
    let product = outcome(&plan, "wenzhou-2022/art-3-bank", "2024-12-01", "bank", &facts);
    assert_eq!(zh(&plan).line(&product.periods[0]), "“科创指数贷”，2023 年");
    assert_eq!(
        texts(zh(&plan).steps(&product))[1],
        "2023 年合计 600,000.00 元；同一个产品，各单位加起来每年最多 400,000.00 元，所以是 400,000.00 元。"
    );
}

#[test]
fn an_open_list_is_unclear() {
    let plan = plan();
    let facts = insured("12000.00").replace("micro-small", "medium");
    let outcome = outcome(&plan, "wenzhou-2022/art-4-price", "2024-12-01", "firm", &facts);
    assert_eq!(
        zh(&plan).reason(&outcome, &outcome.reasons[0]),
        "您的主体类型是中型企业，条款列了“个体工商户”、“农户”、“小微企业”，后面还有一个“等”字，没有说清这种情况算不算。"
    );
    assert!(
        zh(&plan)
            .headline(&outcome)
            .contains("条文没有说清这种情况；如果算符合，")
    );
}

#[test]
fn a_name_that_goes_on_from_the_year_follows_it_at_once() {
    let plan = plan();
    let facts = r#""guarantor": { "kind": "city-government", "average_fee_rate": { "2023": "1%" },
        "new_outstanding": { "2023": "5亿元" } }"#;
    let mut outcome = outcome(&plan, "wenzhou-2022/art-7", "2024-12-01", "guarantor", facts);
    let mut reason = outcome.reasons.remove(0);
    reason.why = Why::Below {
        fact: "guarantor.new_outstanding".to_owned(),
        given: "1.00".to_owned(),
        limit: "2.00".to_owned(),
        inclusive: true,
    };
    assert_eq!(
        zh(&plan).reason(&outcome, &reason),
        "2023 年末新增小微和“三农”在保余额是 1.00 元，条款要求至少 2.00 元。"
    );
}

#[test]
fn each_of_several_contracts_is_told_with_its_number() {
    let plan = plan();
    let guarantee = |amount: &str| {
        format!(
            r#"{{ "guarantor": "city-government", "amount": "{amount}", "customer_total": "300万元", "term": "1年",
            "starts_on": "2024-01-15", "charging": "upfront-original" }}"#
        )
    };
    let told = |guarantees: &[String]| {
        let facts = format!(
            r#""firm": {{ "lists": ["zjtx"] }}, "guarantee": [{}]"#,
            guarantees.join(",")
        );
        let outcome = outcome(&plan, "xiangtan-2023/item-2-fee05", "2024-12-01", "firm", &facts);
        texts(zh(&plan).steps(&outcome))
    };
    let (first, second) = (guarantee("100万元"), guarantee("200万元"));
    assert_eq!(
        told(&[first.clone(), second]),
        [
            "第 1 笔，第 1 年计费金额 1,000,000.00 元的 0.5 % 是 5,000.00 元。",
            "第 2 笔，第 1 年计费金额 2,000,000.00 元的 0.5 % 是 10,000.00 元。",
            "2 项合计 15,000.00 元。",
        ]
    );
    assert_eq!(
        told(&[first]),
        ["第 1 年计费金额 1,000,000.00 元的 0.5 % 是 5,000.00 元。"]
    );
}

#[test]
fn parts_are_called_years_only_where_each_is_a_later_one() {
    let plan = plan();
    let facts = format!("{APPLICANT}, {FIRM}, {THREE_YEARS}");
    let outcome = outcome(&plan, REBATE, "2024-12-01", "firm", &facts);
    let told = |years: [Option<i32>; 3]| {
        let mut outcome = outcome.clone();
        for (line, year) in outcome.periods.iter_mut().zip(years) {
            line.period = year.map(Period::Year);
        }
        zh(&plan).steps(&outcome).pop().unwrap().text
    };
    let (years, parts) = ("3 年合计 1,172,945.20 元。", "3 项合计 1,172,945.20 元。");
    assert_eq!(told([Some(2022), Some(2023), Some(2024)]), years);
    // As of several lenders in one year.
    assert_eq!(told([Some(2022), Some(2022), Some(2023)]), parts);
    assert_eq!(told([Some(2022), Some(2023), Some(2022)]), parts);
    assert_eq!(told([None; 3]), parts);
}

#[test]
fn a_total_of_more_than_twelve_parts_is_not_written_out() {
    let plan = plan();
    let facts = format!("{APPLICANT}, {FIRM}, {THREE_YEARS}");
    let outcome = outcome(&plan, REBATE, "2024-12-01", "firm", &facts);
    let signs = |parts: usize| {
        let mut outcome = outcome.clone();
        outcome.periods = vec![outcome.periods[0].clone(); parts];
        let formula = zh(&plan).steps(&outcome).pop().unwrap().formula;
        formula.map(|formula| formula.matches('+').count())
    };
    assert_eq!(signs(2), Some(1));
    assert_eq!(signs(12), Some(11));
    assert_eq!(signs(13), None);
    assert_eq!(signs(40), None);
}

#[test]
fn a_formula_goes_on_from_what_the_step_before_it_came_to() {
    let plan = plan();
    let facts = format!("{APPLICANT}, {FIRM}, {THREE_YEARS}");
    let mut outcome = outcome(&plan, REBATE, "2024-12-01", "firm", &facts);
    let exact = |number: i64| Exact::integer(number);
    outcome.steps = vec![
        Step::Share {
            words: "50%".to_owned(),
            share: Exact::new(1, 2).unwrap(),
            base: exact(600),
            result: exact(300),
        },
        Step::Factor {
            words: "2".to_owned(),
            factor: exact(2),
            result: exact(600),
        },
        Step::Less {
            fact: "treasury.fund_balance".to_owned(),
            amount: exact(100),
            result: exact(500),
        },
        Step::Factor {
            words: "3".to_owned(),
            factor: exact(3),
            result: exact(1500),
        },
    ];
    let formulas: Vec<_> = zh(&plan)
        .steps(&outcome)
        .into_iter()
        .filter_map(|step| step.formula)
        .collect();
    assert_eq!(
        formulas,
        [
            "600.00 × 50 % = 300.00",
            "300.00 × 2 = 600.00",
            "max(0, 600.00 − 100.00) = 500.00",
            "500.00 × 3 = 1,500.00",
        ]
    );
}
