//! Subsidies that exclude each other, and caps by lender and on a part, word for word.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{badges, en, plan, zh};
use rules::Plan;
use rules::outcome::{Assumption, Outcome};
use rules::request::Request;
use rules::trace::Step;

/// A loan that three measures pay for, and a second one of an ordinary kind.
const LOANS: &str = r#""firm": { "kind": "micro-small", "private": true, "sector": "retail" },
    "national-service-2026": { "bank": true }, "national-sme-2026": { "bank": true, "chain": true },
    "loan": [
        { "product": "PRODUCT", "principal": "1000000.00", "rate": "3.50%", "term": "12个月", "paid_out_on": "2026-01-01",
          "repayment": "bullet", "status": "normal", "central_subsidy": false, "local_subsidy_rate": "0%" },
        { "product": "ordinary", "principal": "500000.00", "rate": "3.50%", "term": "12个月", "paid_out_on": "2026-03-01",
          "repayment": "bullet", "status": "normal", "central_subsidy": false, "local_subsidy_rate": "0%" }
    ]"#;

fn outcomes(plan: &Plan, measures: &[&str], role: &str, facts: &str) -> Vec<Outcome> {
    let text = format!(
        r#"{{ "schema": 1, "day": "2026-11-22", "role": "{role}", "measures": {measures:?}, "facts": {{ {facts} }} }}"#
    );
    let request: Request = serde_json::from_str(&text).unwrap();
    plan.assess(&request).unwrap().outcomes
}

fn exclusive(outcome: &Outcome) -> Vec<&Assumption> {
    let assumptions = outcome.assumptions.iter();
    assumptions
        .filter(|it| matches!(it, Assumption::OneOf { .. }))
        .collect()
}

#[test]
fn of_subsidies_that_exclude_each_other_each_names_the_others_for_the_same_loan() {
    let plan = plan();
    let both = ["national-service-2026/interest", "national-sme-2026/interest"];
    let facts = LOANS.replace("PRODUCT", "fixed-asset");
    let outcomes_of_both = outcomes(&plan, &both, "firm", &facts);
    let told: Vec<_> = outcomes_of_both
        .iter()
        .flat_map(|outcome| exclusive(outcome).into_iter().map(move |it| (outcome, it)))
        .map(|(outcome, it)| (zh(&plan).assumption(outcome, it), en(&plan).assumption(outcome, it)))
        .collect();
    assert_eq!(
        told,
        [
            (
                "中央财政贷款贴息，同一笔贷款只能享受一项，金额不能相加；\
                 这里有的贷款还算出了：中小微民营企业固定资产贷款贴息。选另一项的贷款不再占这一项的额度，\
                 把它去掉再算一次，就是其余贷款的金额。"
                    .to_owned(),
                "Only one interest subsidy of the central treasury counts for a loan, and the amounts do not add up; also \
                 computed for some of these loans: Interest subsidy for fixed-asset loans of private small and \
                 medium-sized firms. A loan that takes the other leaves its part of the limit to the rest: take it out and \
                 compute again for their amount."
                    .to_owned(),
            ),
            (
                "中央财政贷款贴息，同一笔贷款只能享受一项，金额不能相加；\
                 这笔贷款还算出了：服务业经营主体贷款贴息（2026 年发放）。"
                    .to_owned(),
                "Only one interest subsidy of the central treasury counts for a loan, and the amounts do not add up; also \
                 computed for the same loan: Interest subsidy for service businesses (loans of 2026)."
                    .to_owned(),
            ),
        ]
    );
    // A rule that does not say it itself is one of the group all the same.
    let startup = ["national-startup-2023/firm", "national-service-2026/interest"];
    let facts = LOANS
        .replace("PRODUCT", "startup")
        .replace("\"sector\"", "\"staff\": \"20\", \"new_hires\": \"2\", \"sector\"");
    let recognised = format!("\"national-startup-2023\": {{ \"recognised\": true }}, {facts}");
    let each = outcomes(&plan, &startup, "firm", &recognised);
    assert!(each.iter().all(|outcome| exclusive(outcome).len() == 1));
    // Alone, or where only one of them pays, nothing is excluded.
    let alone = outcomes(&plan, &both[..1], "firm", &LOANS.replace("PRODUCT", "fixed-asset"));
    assert_eq!(exclusive(&alone[0]), [] as [&Assumption; 0]);
    let apart = outcomes(&plan, &both, "firm", &LOANS.replace("PRODUCT", "ordinary"));
    assert!(apart.iter().all(|outcome| exclusive(outcome).is_empty()));
}

#[test]
fn the_end_and_where_the_figures_come_from_stand_beside_the_result() {
    let plan = plan();
    let outcome = &outcomes(&plan, &["national-service-2025/interest"], "firm", "")[0];
    assert_eq!(
        badges(zh(&plan), outcome),
        [
            "有效（剩 39 天）",
            "只算到 2025-12-31 的业务，已经过了",
            "参数来自公开报道，未与原文核对",
        ]
    );
    assert_eq!(
        badges(en(&plan), outcome),
        [
            "In force (39 days left)",
            "Counts only what happened up to 2025-12-31, which is over",
            "Figures from public reports, not checked against the text",
        ]
    );
}

#[test]
fn caps_say_of_what_for_whom_and_over_which_time() {
    let plan = plan();
    let facts = r#""national-consumption-2025": { "lender": true },
        "loan": [{ "product": "consumption", "lender": "甲银行", "principal": "200000.00", "rate": "3.00%", "term": "12个月",
            "paid_out_on": "2025-09-01", "repayment": "interest-monthly", "day_basis": "30/360" }],
        "spend": [
            { "amount": "40000.00", "spent_on": "2025-09-01", "category": "other" },
            { "amount": "40000.00", "spent_on": "2025-09-01", "category": "other" },
            { "amount": "40000.00", "spent_on": "2025-09-01", "category": "other" }
        ]"#;
    let outcome = &outcomes(&plan, &["national-consumption-2025/interest"], "person", facts)[0];
    let caps = |steps: Vec<huisuan_text::Sentence>| -> Vec<String> {
        let texts = steps.into_iter().map(|step| step.text);
        texts
            .filter(|text| text.contains("1,000.00") || text.contains("3,000.00"))
            .collect()
    };
    assert_eq!(
        caps(zh(&plan).steps(outcome)),
        [
            "其中单笔不满5万元：合计 1,200.00 元；每位借款人在一家机构在政策期内累计最多 1,000.00 元，所以是 1,000.00 元。",
            "每位借款人在一家机构在政策期内累计最多 3,000.00 元；合计 1,000.00 元，没有超过。",
            "6 项合计 1,000.00 元。",
        ]
    );
    assert_eq!(
        caps(en(&plan).steps(outcome)),
        [
            "Of these, 单笔不满5万元: 1,200.00 yuan; the limit is 1,000.00 yuan over the whole period for each borrower at one \
             lender, so it is 1,000.00 yuan.",
            "1,000.00 yuan, within the limit of 3,000.00 yuan over the whole period for each borrower at one lender.",
            "6 parts come to 1,000.00 yuan in all.",
        ]
    );
}

#[test]
fn what_does_not_fit_is_left_out_and_said_to_be_the_input_not_the_clause() {
    let plan = plan();
    let said = |spent: &[(&str, &str)]| {
        let spent = spent
            .iter()
            .map(|(amount, day)| format!(r#"{{ "amount": "{amount}", "spent_on": "{day}", "category": "other" }}"#));
        let facts = format!(
            r#""firm": {{ "kind": "person" }}, "national-consumption-2025": {{ "lender": true }},
            "loan": [{{ "product": "consumption", "principal": "20万元", "rate": "3%", "term": "12个月",
                "paid_out_on": "2025-10-01", "repayment": "interest-monthly", "day_basis": "30/360", "lender": "甲银行" }}],
            "spend": [{}]"#,
            spent.collect::<Vec<_>>().join(",")
        );
        let outcomes = outcomes(&plan, &["national-consumption-2025/interest"], "person", &facts);
        [zh(&plan), en(&plan)].map(|words| words.headline(&outcomes[0]))
    };
    let [chinese, english] = said(&[("4万元", "2025-10-01"), ("1万元", "2025-09-30")]);
    assert_eq!(
        chinese,
        "按公开报道的规定（没有与原文核对），有的内容填得对不上，没有算进去；其余的，中央和地方财政补助您 400.00 元。"
    );
    assert_eq!(
        english,
        "By public reports (not checked against the text), without what was entered and does not fit, the subsidy for you is \
         400.00 yuan, from central and local treasuries (中央和地方财政)."
    );
    let [chinese, english] = said(&[("1万元", "2025-09-30")]);
    assert_eq!(chinese, "算不出金额：消费日期不在贷款期限以内。");
    assert_eq!(
        english,
        "No amount can be computed: Date of the purchase lies outside the term of the loan."
    );
}

#[test]
fn points_above_the_rate_of_the_contract_stop_at_it_and_say_so() {
    let plan = plan();
    let facts = r#""firm": { "kind": "large" }, "national-equipment-2026": { "project": true, "bank": true },
        "loan": [{ "product": "equipment", "principal": "1000万元", "rate": "1%", "term": "12个月", "paid_out_on": "2026-02-01",
            "repayment": "interest-monthly", "day_basis": "30/360", "settlement": "same-day" }]"#;
    let outcomes = outcomes(&plan, &["national-equipment-2026/interest"], "firm", facts);
    // At the points, under a bound of the clause itself, or beside another subsidy nothing has to be assumed.
    let noted = |measure: &str, role: &str, facts: &str| {
        let outcome = &self::outcomes(&plan, &[measure], role, facts)[0];
        assert!(outcome.amount.is_some(), "{measure}");
        let cut = |step: &Step| matches!(step, Step::PointsOfRate { .. });
        let is_said = outcome.assumptions.contains(&Assumption::NoMoreThanInterest);
        (is_said, outcome.steps.iter().any(cut))
    };
    let equipment = "national-equipment-2026/interest";
    assert_eq!(noted(equipment, "firm", facts), (true, true));
    let at_the_points = facts.replace("\"1%\"", "\"1.5%\"");
    assert_eq!(noted(equipment, "firm", &at_the_points), (false, false));
    let service = r#""firm": { "kind": "large", "sector": "retail" }, "national-service-2026": { "bank": true },
        "loan": [{ "product": "ordinary", "principal": "100万元", "rate": "0.5%", "term": "12个月", "paid_out_on": "2026-02-01",
            "repayment": "interest-monthly", "status": "normal", "central_subsidy": false, "local_subsidy_rate": "0%" }]"#;
    assert_eq!(noted("national-service-2026/interest", "firm", service), (false, true));
    let consumption = r#""firm": { "kind": "person" }, "national-consumption-2026": { "lender": true },
        "loan": [{ "product": "consumption", "principal": "10万元", "rate": "0.5%", "term": "12个月", "paid_out_on": "2026-02-01",
            "repayment": "interest-monthly" }], "spend": [{ "amount": "10万元", "spent_on": "2026-02-01" }]"#;
    let consumed = noted("national-consumption-2026/interest", "person", consumption);
    assert_eq!(consumed, (false, false));
    let told = |words: huisuan_text::Words<'_>| {
        let mut all = outcomes[0].assumptions.iter();
        let assumed = all.find(|it| matches!(it, Assumption::NoMoreThanInterest)).unwrap();
        let steps: Vec<String> = words.steps(&outcomes[0]).into_iter().map(|step| step.text).collect();
        (words.assumption(&outcomes[0], assumed), steps[1].clone())
    };
    assert_eq!(
        told(zh(&plan)),
        (
            "合同利率低于贴息的百分点：条款没有写，这里按贴息不超过实际利息算。".to_owned(),
            "合同利率只有 1 %，贴息不会比利息多，所以按 1 % 算。".to_owned()
        )
    );
    assert_eq!(
        told(en(&plan)),
        (
            "The contract rate is below the points: the clause does not say it, but the subsidy is taken not to exceed the \
             interest."
                .to_owned(),
            "The contract rate is only 1%; a subsidy is not more than the interest, so 1% is taken.".to_owned()
        )
    );
}
