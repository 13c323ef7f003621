//! Three thousand packs: read, checked, compiled and asked. Times are reported, not asserted.
//!
//! `cargo test -p huisuan-policies --release --test many -- --nocapture` shows them.

mod common;

use std::collections::BTreeSet;
use std::time::Instant;

use rules::plan::Source;
use rules::request::Request;

/// How many packs.
const COUNT: usize = 3_000;

/// The text of a pack with clauses and numbers of its own, so that nothing can be shared between packs.
fn text(number: usize) -> String {
    let region = region_of(number);
    let (share, cap, most) = (1 + number % 97, 10 + number % 1_990, 1 + number % 499);
    let rate = format!("{}.{}", 1 + number % 7, 1 + number % 9);
    let head = common::head(
        &format!("city-{number}"),
        &region,
        &format!("某市支持小微企业融资若干措施（第{number}号）"),
        &format!("City {number}: measures for the financing of small firms"),
    );
    format!(
        r#"{head}
[[measure]]
id = "interest"
article = "第一条"
zh = "贷款贴息"
en = "Interest subsidy"
topic = "interest-subsidy"
effect = "receive"
recipient = "firm"
unit = "contract"
quote = "对小微企业单笔{most}万元及以下的贷款，按实际支付利息的{share}%给予贴息，单家企业每年最高不超过{cap}万元"
when = [
    {{ fact = "firm.kind", in = {{ "小微企业" = ["micro-small"] }} }},
    {{ fact = "loan.principal", words = "单笔{most}万元及以下" }},
]
amount.interest_share = {{ words = "实际支付利息的{share}%" }}
caps = [ {{ words = "单家企业每年最高不超过{cap}万元", scope = "recipient", per = "year" }} ]
rounding = "per-year"

[[measure]]
id = "fee"
article = "第二条"
zh = "担保费"
en = "Guarantee fee"
topic = "guarantee-fee"
effect = "price"
recipient = "borrower"
unit = "contract"
quote = "单户担保金额{most}万元及以下的，担保费率不超过{rate}%，其余不超过{rate}‰"
when = [ {{ fact = "guarantee.amount", words = "单户担保金额{most}万元及以下" }} ]
amount.price = {{ words = "担保费率不超过{rate}%", of = "guarantee.fee_base" }}
rounding = "once"

[[measure]]
id = "losses"
article = "第三条"
zh = "风险补偿"
en = "Compensation for losses"
topic = "risk-compensation"
effect = "receive"
recipient = "bank"
unit = "product-year"
quote = "对银行机构当年度发放的专项贷款，给予贷款本金实际损失{share}%的风险补偿，每年最高{cap}万元"
amount.share = {{ words = "贷款本金实际损失{share}%", of = "loss.principal" }}
caps = [ {{ words = "每年最高{cap}万元", scope = "recipient", per = "year" }} ]
rounding = "per-year"
"#
    )
}

/// Thirty-one provinces with up to ninety-nine cities each.
fn region_of(number: usize) -> String {
    format!("{:02}{:02}00", 11 + number % 31, 1 + number / 31)
}

#[test]
fn three_thousand_packs_are_compiled_and_searched() {
    let texts: Vec<String> = (0..COUNT).map(text).collect();
    let since = Instant::now();
    let sources: Vec<Source> = texts
        .iter()
        .map(|text| huisuan_policies::source(huisuan_policies::pack("many", text).expect("a pack")).expect("a digest"))
        .collect();
    let read = since.elapsed();
    let hashes: BTreeSet<&str> = sources.iter().map(|source| source.hash.as_str()).collect();
    assert_eq!(hashes.len(), COUNT);

    let since = Instant::now();
    let plan = huisuan_policies::plan_of(sources).expect("sound packs");
    let compiled = since.elapsed();
    assert_eq!(plan.documents.len(), COUNT);

    let since = Instant::now();
    let request = Request {
        schema: 1,
        day: "2024-12-01".to_owned(),
        role: None,
        measures: Vec::new(),
        documents: Vec::new(),
        region: Some(region_of(1_234)),
        trace: false,
        facts: [].into_iter().collect(),
    };
    let outcomes = plan.assess(&request).expect("a response").outcomes;
    let asked = since.elapsed();
    assert!(!outcomes.is_empty());
    assert!(outcomes.iter().all(|outcome| outcome.measure.starts_with("city-1234/")));
    println!(
        "{COUNT} packs, {} measures: read in {read:.1?}, compiled in {compiled:.1?}, one city asked in {asked:.1?}",
        plan.measures.len()
    );
}
