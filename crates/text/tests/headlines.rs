//! Headlines of every kind of result, also of those that no clause of today's packs has.

mod common;

use common::{APPLICANT, FIRM, en, ends, outcome, plan, whole, zh};
use rules::Plan;
use rules::outcome::{Block, ForceState, Kind, Outcome, Reason, Status, Why};
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
