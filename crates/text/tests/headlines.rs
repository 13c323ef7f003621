//! Headlines of every kind of result, also of those that no clause of today's packs has.

mod common;

use common::{APPLICANT, FIRM, en, ends, insured, outcome, plan, whole, zh};
use rules::Plan;
use rules::outcome::{Block, ForceState, Kind, Outcome, Paid, Reason, Status, Why};
use rules::pack::{Effect, Standing, Strength, Verification};

fn rebate(plan: &Plan) -> Outcome {
    let facts = format!(
        r#"{APPLICANT}, {FIRM}, "securitisation": [{{ "kind": "technology-rights", "interest": {{ "2023": "550000.00" }} }}]"#
    );
    let mut outcome = outcome(plan, "wenzhou-2022/art-5-firm", "2024-12-01", "firm", &facts);
    // As if the document had been issued.
    outcome.standing = Standing::Issued;
    outcome.force = ForceState::InForce;
    outcome
}

#[test]
fn every_combination_is_a_whole_sentence() {
    let plan = plan();
    let base = rebate(&plan);
    let too_large = Reason {
        condition: String::new(),
        period: None,
        words: None,
        why: Why::TooLarge,
    };
    let mut seen = 0;
    for effect in [
        Effect::Receive,
        Effect::Price,
        Effect::Bound,
        Effect::Fund,
        Effect::Split,
    ] {
        for block in [Block::Yours, Block::Price, Block::Others, Block::Reference] {
            for status in [
                Status::Eligible,
                Status::Incomplete,
                Status::Unclear,
                Status::Ineligible,
            ] {
                for strength in [
                    Strength::Binding,
                    Strength::InPrinciple,
                    Strength::HelpToApply,
                    Strength::ConditionOfAnother,
                ] {
                    for (kind, payer) in [(Kind::Exact, true), (Kind::AtMost, false), (Kind::AtLeast, true)] {
                        let mut outcome = base.clone();
                        (outcome.effect, outcome.block, outcome.status) = (effect, block, status);
                        (outcome.strength, outcome.kind) = (strength, Some(kind));
                        outcome.payer = outcome.payer.filter(|_| payer);
                        outcome.reasons = vec![too_large.clone()];
                        for words in [zh(&plan), en(&plan)] {
                            let mut empty = outcome.clone();
                            empty.periods.clear();
                            for headline in [words.headline(&outcome), words.headline(&empty)] {
                                if payer || effect != Effect::Fund {
                                    whole(&headline, words.language);
                                }
                                assert!(ends(&headline), "{headline}");
                                seen += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(seen, 3840);
}

#[test]
fn an_issued_document_needs_no_remark() {
    let plan = plan();
    let mut outcome = rebate(&plan);
    let headline = |outcome: &Outcome| zh(&plan).headline(outcome);
    assert_eq!(
        headline(&outcome),
        "按您填的情况，温州市级财政补助您的企业 165,000.00 元。"
    );
    assert_eq!(
        en(&plan).headline(&outcome),
        "The subsidy for your firm is 165,000.00 yuan, from the treasury of Wenzhou city (温州市级财政)."
    );
    outcome.strength = Strength::InPrinciple;
    outcome.kind = Some(Kind::AtMost);
    assert_eq!(
        headline(&outcome),
        "按您填的情况，原则上，温州市级财政最多补助您的企业 165,000.00 元。"
    );
    outcome.payer = None;
    outcome.strength = Strength::Binding;
    assert_eq!(
        headline(&outcome),
        "按您填的情况，您的企业最多可以得到补助 165,000.00 元。"
    );
}

#[test]
fn a_document_out_of_force_or_not_read_says_so() {
    let plan = plan();
    let mut outcome = rebate(&plan);
    let headline = |outcome: &Outcome| zh(&plan).headline(outcome);
    outcome.force = ForceState::Ended;
    assert_eq!(
        headline(&outcome),
        "文件已经失效；按它原来的规定，温州市级财政补助您的企业 165,000.00 元。"
    );
    outcome.force = ForceState::NotYet;
    assert_eq!(
        headline(&outcome),
        "文件还没有施行；按它的规定，温州市级财政补助您的企业 165,000.00 元。"
    );
    outcome.force = ForceState::InForce;
    outcome.verification = Verification::Secondary;
    assert_eq!(
        headline(&outcome),
        "按公开报道的规定（没有与原文核对），温州市级财政补助您的企业 165,000.00 元。"
    );
}

#[test]
fn what_is_too_large_has_no_amount() {
    let plan = plan();
    let mut outcome = rebate(&plan);
    outcome.status = Status::Unclear;
    outcome.periods.clear();
    outcome.reasons = vec![Reason {
        condition: String::new(),
        period: None,
        words: None,
        why: Why::TooLarge,
    }];
    assert_eq!(zh(&plan).headline(&outcome), "算不出金额：数字太大，没有办法精确计算。");
}

#[test]
fn what_is_still_to_be_answered_is_counted() {
    let plan = plan();
    let mut outcome = rebate(&plan);
    outcome.status = Status::Incomplete;
    outcome.effect = Effect::Bound;
    outcome.periods.clear();
    outcome.missing = vec!["firm.kind".to_owned()];
    let told = |outcome: &Outcome| (zh(&plan).headline(outcome), en(&plan).headline(outcome));
    let title = (
        "技术产权证券化利息补助",
        "Rebate of interest on technology-rights securitisation",
    );
    assert_eq!(
        told(&outcome),
        (
            format!("{}：还缺 1 项信息，暂时不能判断。", title.0),
            format!("{}: cannot be decided yet, 1 answer is missing.", title.1)
        )
    );
    outcome.missing.push("firm.private".to_owned());
    assert_eq!(
        told(&outcome),
        (
            format!("{}：还缺 2 项信息，暂时不能判断。", title.0),
            format!("{}: cannot be decided yet, 2 answers are missing.", title.1)
        )
    );
}

#[test]
fn money_of_others_is_never_told_as_that_of_the_one_who_asks() {
    let plan = plan();
    let mut outcome = rebate(&plan);
    outcome.block = Block::Others;
    for (recipient, payer, strength, expected) in [
        (
            "borrower",
            true,
            Strength::Binding,
            "温州市级财政付给借款人 165,000.00 元，不是给您的钱。",
        ),
        (
            "firm",
            true,
            Strength::InPrinciple,
            "温州市级财政付给用款企业 165,000.00 元，不是给您的钱。",
        ),
        (
            "insurer",
            true,
            Strength::HelpToApply,
            "保险机构可以向温州市级财政申请补助，165,000.00 元，批不批由对方决定；不是给您的钱。",
        ),
        (
            "insurer",
            false,
            Strength::Binding,
            "付给保险机构 165,000.00 元，不是给您的钱。",
        ),
    ] {
        let mut outcome = outcome.clone();
        recipient.clone_into(&mut outcome.recipient);
        outcome.payer = outcome.payer.filter(|_| payer);
        outcome.strength = strength;
        assert_eq!(zh(&plan).headline(&outcome), format!("按您填的情况，{expected}"));
    }
}

#[test]
fn an_amount_that_nothing_given_can_bring_asks_for_nothing() {
    let plan = plan();
    let mut outcome = rebate(&plan);
    outcome.periods.clear();
    assert_eq!(outcome.missing, <[String; 0]>::default());
    assert_eq!(zh(&plan).headline(&outcome), "暂时算不出金额。");
    assert_eq!(en(&plan).headline(&outcome), "No amount can be computed yet.");
}

#[test]
fn conditions_and_numbers_that_are_both_open_are_both_told() {
    let plan = plan();
    let loan = r#""firm": { "kind": "person" }, "loan": [{ "product": "startup", "principal": "50万元", "rate": "3.5%",
        "term": "48个月", "repayment": "interest-monthly", "day_basis": "30/360", "paid_out_on": "2024-01-15",
        "status": "normal" }]"#;
    let mut outcome = outcome(&plan, "national-startup-2023/person", "2024-12-01", "person", loan);
    assert_eq!(outcome.missing, ["national-startup-2023.recognised", "firm.partners"]);
    outcome.verification = Verification::Original;
    assert_eq!(
        zh(&plan).headline(&outcome),
        "如果还没回答的条件都满足，先按已填的数字算，中央和地方财政补助您 15,750.00 元。"
    );
}

#[test]
fn what_lies_above_a_ceiling_by_rounding_alone_is_not_told_as_below_it() {
    let plan = plan();
    let mut price = outcome(
        &plan,
        "wenzhou-2022/art-4-price",
        "2024-12-01",
        "firm",
        &insured("12000.00"),
    );
    let mut told = |paid: &str, difference: &str| {
        price.paid = price.paid.take().map(|known| Paid {
            amount: paid.parse().unwrap(),
            within: true,
            difference: difference.parse().unwrap(),
            ..known
        });
        zh(&plan).paid(&price).unwrap()
    };
    assert_eq!(
        told("12000.01", "0.01"),
        "您付 12,000.01 元（年费率 1.2 %），费率没有超过上限；多出的 0.01 元是四舍五入造成的。"
    );
    assert_eq!(
        told("11999.99", "0.01"),
        "您付 11,999.99 元（年费率 1.2 %），没有超过上限，比上限少 0.01 元。"
    );
}
