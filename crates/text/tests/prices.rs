//! Key sentences about what is paid to nobody who asks: prices, yes-or-no clauses, budgets, help to apply.

mod common;

use common::{badges, en, insured, outcome, plan, zh};
use rules::outcome::Assumption;

#[test]
fn a_price_is_a_ceiling_and_compared_with_what_is_paid() {
    let plan = plan();
    let price = |premium| {
        outcome(
            &plan,
            "wenzhou-2022/art-4-price",
            "2024-12-01",
            "firm",
            &insured(premium),
        )
    };
    let above = price("15000.00");
    assert_eq!(
        zh(&plan).headline(&above),
        "按这份征求意见稿（不是正式文件），您交的保险费，最多 12,000.00 元（年费率 1.2 %）。这是对方拿补助的条件，不是对您的承诺。"
    );
    assert_eq!(
        zh(&plan).paid(&above).unwrap(),
        "您付 15,000.00 元（年费率 1.5 %），超过上限 3,000.00 元。"
    );
    assert_eq!(
        zh(&plan).paid(&price("10000.00")).unwrap(),
        "您付 10,000.00 元（年费率 1 %），没有超过上限，比上限少 2,000.00 元。"
    );
    assert_eq!(
        zh(&plan).paid(&price("12000.00")).unwrap(),
        "您付 12,000.00 元（年费率 1.2 %），正好是上限，没有超过。"
    );
    assert_eq!(
        en(&plan).paid(&above).unwrap(),
        "You pay 15,000.00 yuan (1.5% a year), above the ceiling by 3,000.00 yuan."
    );
    assert_eq!(badges(zh(&plan), &above).last().unwrap(), "是他人受补的条件");
}

#[test]
fn a_price_in_the_words_of_a_bound_drops_a_fraction_of_a_fen_and_passes_the_bound_itself() {
    let plan = plan();
    let price = |insured_amount| {
        let facts = insured("10000.00").replace("1000000.00", insured_amount);
        let outcome = outcome(&plan, "wenzhou-2022/art-4-price", "2024-12-01", "firm", &facts);
        outcome.amount.unwrap().to_string()
    };
    // 1.2% are 11,999.988, 12,000 and 12,000.0096 yuan.
    assert_eq!(price("999999.00"), "11999.98");
    assert_eq!(price("1000000.00"), "12000.00");
    assert_eq!(price("1000000.80"), "12000.00");
}

#[test]
fn a_fee_over_several_years_is_one_ceiling() {
    let plan = plan();
    let facts = r#""firm": { "lists": ["zjtx"] }, "guarantee": [{ "guarantor": "city-government", "amount": "500万元",
        "customer_total": "500万元", "term": "3年", "starts_on": "2024-01-15", "charging": "yearly-outstanding",
        "balance": { "1": "500万元", "2": "400万元", "3": "250万元" }, "fee_rate": "1%" }]"#;
    let outcome = outcome(&plan, "xiangtan-2023/item-2-fee05", "2024-12-01", "firm", facts);
    assert_eq!(
        zh(&plan).headline(&outcome),
        "按您填的情况，名单内企业的年担保费，合计最多 57,500.00 元（年费率 0.5 %）。"
    );
    assert_eq!(
        zh(&plan).paid(&outcome).unwrap(),
        "您付 115,000.00 元（年费率 1 %），超过上限 57,500.00 元。"
    );
    let lines: Vec<_> = outcome.periods.iter().map(|line| zh(&plan).line(line)).collect();
    assert_eq!(lines, ["第 1 笔，第 1 年", "第 1 笔，第 2 年", "第 1 笔，第 3 年"]);
    assert_eq!(badges(zh(&plan), &outcome), ["有效（到 2028-10-24）"]);
    assert_eq!(
        zh(&plan).check(&outcome, &outcome.checks[1]),
        "已进入的名单：国家或省“专精特新”（条款要求“全市先进制造业‘白名单’”、“国、省‘专精特新’”）。"
    );
}

#[test]
fn a_rate_of_a_loan_is_in_principle() {
    let plan = plan();
    let facts = r#""loan": [{ "principal": "100万元", "rate": "3.95%", "term": "12个月", "repayment": "interest-monthly",
        "paid_out_on": "2024-03-01", "guarantor": "tancheng-group" }]"#;
    let outcome = outcome(&plan, "xiangtan-2023/item-2-lpr", "2024-12-01", "firm", facts);
    assert_eq!(
        zh(&plan).headline(&outcome),
        "按您填的情况，有政府性担保的贷款利率，原则上年利率最高 3.45 %，整个期限的利息最多 34,500.00 元。"
    );
    assert_eq!(
        zh(&plan).paid(&outcome).unwrap(),
        "按您的年利率 3.95 %，利息一共 39,500.04 元，超过上限 5,000.04 元。"
    );
    let assumptions: Vec<_> = outcome
        .assumptions
        .iter()
        .map(|it| zh(&plan).assumption(&outcome, it))
        .collect();
    assert_eq!(
        assumptions[..3],
        [
            "没有填计息方式，按这种还款方式的通常做法：按月计息（年利率÷12）。",
            "没有填结息日，按这种还款方式的通常做法：按放款日对日结息。",
            "LPR 用 2024-03-01 当天已经公布的那一次：2023-08-21 公布，3.45 %。"
        ]
    );
    assert_eq!(badges(zh(&plan), &outcome).last().unwrap(), "原则上");
}

#[test]
fn yes_or_no_clauses_and_budget_rules_pay_nobody_who_asks() {
    let plan = plan();
    let bound = |rate| {
        let facts = format!(
            r#""guarantor": {{ "kind": "city-government", "average_fee_rate": {{ "2023": "1%", "2024": "{rate}" }} }}"#
        );
        outcome(&plan, "xiangtan-2023/item-2-avgfee", "2024-12-01", "guarantor", &facts)
    };
    assert_eq!(
        zh(&plan).headline(&bound("1%")),
        "政府性担保机构的平均担保费率符合要求。这一条只看符不符合，不付钱。"
    );
    assert_eq!(
        zh(&plan).headline(&bound("1.01%")),
        "政府性担保机构的平均担保费率有的符合要求，有的不符合：2024 年的平均担保费率是 1.01 %，条款要求不超过 1 %。\
         这一条只看符不符合，不付钱。"
    );
    assert_eq!(
        en(&plan).headline(&bound("1.01%")),
        "Average fee rate of government guarantors: as required only in part. Average fee rate, 2024: 1.01%; the clause requires at most 1%. \
         This clause only says yes or no and pays nothing."
    );
    let facts = r#""guarantor": { "kind": "city-government", "average_fee_rate": { "2024": "1.01%" } }"#;
    let failed = outcome(&plan, "xiangtan-2023/item-2-avgfee", "2024-12-01", "guarantor", facts);
    assert_eq!(
        zh(&plan).headline(&failed),
        "不符合这一条：2024 年的平均担保费率是 1.01 %，条款要求不超过 1 %。"
    );
    let facts =
        r#""treasury": { "guarantees_last_year_end": { "2024": "10亿元" }, "fund_balance": { "2024": "200万元" } }"#;
    let fund = outcome(&plan, "chenzhou-2021/3.3", "2024-12-01", "official", facts);
    assert_eq!(
        zh(&plan).headline(&fund),
        "按您填的情况，市、县两级财政要给代偿补偿专项资金补足 3,000,000.00 元。这是财政自己的预算安排，不付给申请人。"
    );
    assert_eq!(
        zh(&plan).steps(&fund)[1].formula.as_deref(),
        Some("max(0, 5,000,000.00 − 2,000,000.00) = 3,000,000.00")
    );
}

#[test]
fn help_to_apply_promises_nothing() {
    let plan = plan();
    let facts = r#""case": { "applied_on": "2024-11-01" }, "applicant": { "registered_region": "430300" },
        "chenzhou-2021": { "filed-fund": true },
        "firm": { "region": "431000", "lists": ["technology"], "established_on": "2022-05-01" },
        "investment": [{ "amount": "1000万元", "made_on": "2024-05-01" }]"#;
    let outcome = outcome(&plan, "chenzhou-2021/4.6", "2024-12-01", "fund-investor", facts);
    assert_eq!(
        zh(&plan).headline(&outcome),
        "按您填的情况，可以支持您（私募股权投资基金）向湖南省财政申请补助，最多 500,000.00 元；批不批、批多少由对方决定。"
    );
    assert_eq!(
        en(&plan).headline(&outcome),
        "You (the private-equity fund) can get support for applying to the treasury of Hunan province (湖南省财政) for a \
         subsidy of at most 500,000.00 yuan; whether and how much is decided there."
    );
}

#[test]
fn what_is_paid_for_several_contracts_is_told_of_all_of_them() {
    let plan = plan();
    let fees = |contracts: [(&str, &str); 2]| {
        let contracts = contracts.map(|(amount, rate)| {
            format!(
                r#"{{ "guarantor": "city-government", "amount": "{amount}", "customer_total": "300万元", "term": "1年",
                "starts_on": "2024-01-15", "charging": "upfront-original", "fee_rate": "{rate}" }}"#
            )
        });
        let facts = format!(
            r#""firm": {{ "lists": ["zjtx"] }}, "guarantee": [{}]"#,
            contracts.join(",")
        );
        let outcome = outcome(&plan, "xiangtan-2023/item-2-fee05", "2024-12-01", "firm", &facts);
        (zh(&plan).paid(&outcome).unwrap(), en(&plan).paid(&outcome).unwrap())
    };
    let (chinese, english) = fees([("100万元", "0.5%"), ("200万元", "0.5%")]);
    assert_eq!(
        chinese,
        "各笔合计：您付 15,000.00 元（年费率 0.5 %），正好是上限，没有超过。"
    );
    assert_eq!(
        english,
        "All contracts together: you pay 15,000.00 yuan (0.5% a year), exactly the ceiling and not above it."
    );
    // What one contract is above its ceiling is not made up by what another lies below it.
    let (chinese, english) = fees([("100万元", "0.6%"), ("200万元", "0.3%")]);
    assert_eq!(
        chinese,
        "各笔合计：您付 12,000.00 元，其中超过上限的，一共超过 1,000.00 元。"
    );
    assert_eq!(
        english,
        "All contracts together: you pay 12,000.00 yuan, those above the ceiling by 1,000.00 yuan in all."
    );
}

#[test]
fn a_rate_stands_for_all_contracts_or_for_none() {
    let plan = plan();
    let priced = |second: &str| {
        let loan = |day: &str, guarantor: &str| {
            format!(
                r#"{{ "principal": "100万元", "rate": "3%", "term": "12个月", "repayment": "bullet", "day_basis": "30/360",
                "paid_out_on": "{day}", "guarantor": "{guarantor}" }}"#
            )
        };
        // The first is guaranteed by nobody whom the clause names, so that its ceiling is none.
        let loans = [
            loan("2023-01-10", "other"),
            loan("2023-03-01", "tancheng-group"),
            loan(second, "tancheng-group"),
        ];
        let facts = format!(r#""loan": [{}]"#, loans.join(","));
        outcome(&plan, "xiangtan-2023/item-2-lpr", "2024-12-01", "firm", &facts)
    };
    let same = priced("2023-05-04");
    assert_eq!(
        zh(&plan).headline(&same),
        "按您填的情况，有政府性担保的贷款利率，原则上年利率最高 3.65 %，整个期限的利息最多 73,000.00 元。不符合条件的部分没有算进去。"
    );
    let different = priced("2024-10-25");
    assert_eq!(
        zh(&plan).headline(&different),
        "按您填的情况，有政府性担保的贷款利率，原则上整个期限的利息最多 67,500.00 元。不符合条件的部分没有算进去。"
    );
    let last = zh(&plan).steps(&different).pop().unwrap();
    assert_eq!(last.text, "2 项合计 67,500.00 元。");
}

#[test]
fn a_prime_rate_that_was_given_is_held_against_the_published_one() {
    let plan = plan();
    let notes = |lpr: &str, day: &str| {
        let facts = format!(
            r#""loan": [{{ "principal": "100万元", "rate": "3.95%", "term": "12个月", "repayment": "bullet", "day_basis": "30/360",
            "paid_out_on": "{day}", "guarantor": "tancheng-group", "lpr": "{lpr}" }}]"#
        );
        let outcome = outcome(&plan, "xiangtan-2023/item-2-lpr", "2024-12-01", "firm", &facts);
        let given = |it: &&Assumption| matches!(it, Assumption::ReferenceRateGiven { .. });
        let note = outcome.assumptions.iter().find(given)?;
        Some([zh(&plan), en(&plan)].map(|words| words.assumption(&outcome, note)))
    };
    let [chinese, english] = notes("4.2%", "2024-03-01").unwrap();
    assert_eq!(
        chinese,
        "按您填的 LPR（4.2 %）算；2024-03-01 当天已经公布的是 3.45 %（2023-08-21 公布），请对照合同和条款核对。"
    );
    assert_eq!(
        english,
        "The LPR that you gave, 4.2%, was taken; the one published by 2024-03-01 is 3.45% (published on 2023-08-21). \
         Please check it against the contract and the clause."
    );
    assert_eq!(notes("3.45%", "2024-03-01"), None);
    // What was published since then is not known.
    assert_eq!(notes("2.9%", "2026-10-21"), None);
}
