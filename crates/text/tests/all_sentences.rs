//! Every sentence of every worked case, for every role: whole, without gaps, without names of the program.

mod common;

use std::collections::BTreeSet;

use common::{en, ends, plan, whole, zh};
use huisuan_text::{Language, Words};
use rules::Plan;
use rules::outcome::Outcome;

/// All sentences about an outcome.
fn sentences(words: Words<'_>, outcome: &Outcome) -> Vec<String> {
    let mut all = vec![
        words.headline(outcome),
        words.status(outcome.status).to_owned(),
        words.block(outcome.block).to_owned(),
        words.recipient(&outcome.recipient),
        words.measure_title(&outcome.measure),
        words.article(&outcome.measure),
    ];
    all.extend(outcome.kind.map(|kind| words.kind(kind).to_owned()));
    all.extend(outcome.payer.as_ref().map(|payer| words.payer(payer)));
    all.extend(words.badges(outcome).into_iter().map(|badge| badge.text));
    all.extend(words.paid(outcome));
    all.extend(words.missing(outcome));
    for step in words.steps(outcome) {
        all.push(step.text);
        all.extend(step.formula);
    }
    all.extend(outcome.reasons.iter().map(|reason| words.reason(outcome, reason)));
    all.extend(outcome.comparisons.iter().map(|it| words.comparison(outcome, it)));
    all.extend(outcome.parts.iter().map(|part| words.recipient(&part.party)));
    all.extend(outcome.assumptions.iter().map(|it| words.assumption(outcome, it)));
    all.extend(outcome.warnings.iter().map(|id| words.warning(outcome, id)));
    all.extend(outcome.what_if.iter().map(|it| words.what_if(outcome, it)));
    all.extend(outcome.missing.iter().map(|path| words.fact(path)));
    for check in &outcome.checks {
        all.push(words.check(outcome, check));
        all.push(words.state(check.state).to_owned());
    }
    if outcome.periods.len() > 1 {
        all.extend(outcome.periods.iter().map(|line| words.line_of(outcome, line)));
    }
    all
}

/// Names that only the program uses: paths of facts, and ids that no text of the data has as words.
fn ids(plan: &Plan) -> BTreeSet<String> {
    let catalogue = &plan.catalogue;
    let mut ids = BTreeSet::new();
    let mut texts = String::new();
    let named = [
        &catalogue.recipients,
        &catalogue.payers,
        &catalogue.topics,
        &catalogue.regions,
    ];
    for name in named.into_iter().flatten() {
        ids.insert(name.id.clone());
        texts += &name.en;
    }
    ids.extend(catalogue.actors.iter().map(|actor| actor.id.clone()));
    for group in &catalogue.groups {
        for fact in &group.facts {
            ids.insert(format!("{}.{}", group.id, fact.id));
            texts += &fact.en;
            for choice in &fact.choices {
                ids.insert(choice.id.clone());
                texts += &choice.en;
            }
        }
    }
    for document in &plan.documents {
        ids.insert(document.id.clone());
        for (id, text) in &document.readings {
            ids.insert(id.clone());
            texts += &text.en;
        }
    }
    ids.retain(|id| id.contains(['.', '-', '_']) && !id.contains('/') && !texts.contains(id.as_str()));
    ids
}

#[track_caller]
fn check(sentence: &str, language: Language, ids: &BTreeSet<String>) {
    whole(sentence, language);
    for id in ids {
        assert!(!sentence.contains(id.as_str()), "{id:?} in {sentence:?}");
    }
}

#[test]
fn every_sentence_is_whole() {
    let plan = plan();
    let ids = ids(&plan);
    assert!(ids.len() > 150 && ids.contains("securitisation.interest") && ids.contains("coupon-only"));
    let mut seen = 0;
    for (document, cases) in policies::cases::all().unwrap() {
        for case in &cases.cases {
            let mut request = cases.request(document, case).unwrap();
            let own = request.role.clone();
            for role in [own.as_deref(), Some("firm"), Some("bank")] {
                request.role = role.map(str::to_owned);
                let Ok(response) = plan.assess(&request) else {
                    continue;
                };
                for outcome in &response.outcomes {
                    for words in [zh(&plan), en(&plan)] {
                        let all = sentences(words, outcome);
                        seen += all.len();
                        for sentence in all {
                            check(&sentence, words.language, &ids);
                        }
                        assert!(ends(&words.headline(outcome)), "{}", words.headline(outcome));
                    }
                }
            }
        }
    }
    assert!(seen > 10_000, "{seen}");
}

#[test]
fn measures_without_any_facts_ask_for_them() {
    let plan = plan();
    let ids = ids(&plan);
    let request = r#"{ "schema": 1, "day": "2024-12-01" }"#;
    let response = plan.assess(&serde_json::from_str(request).unwrap()).unwrap();
    assert_eq!(response.outcomes.len(), plan.measures.len());
    for outcome in &response.outcomes {
        for words in [zh(&plan), en(&plan)] {
            for sentence in sentences(words, outcome) {
                check(&sentence, words.language, &ids);
            }
            let asks = plan
                .measure(&outcome.measure)
                .is_some_and(|measure| !plan.asks(measure).is_empty());
            assert_eq!(words.missing(outcome).is_some(), asks, "{}", outcome.measure);
        }
    }
    let headline = |id: &str| {
        let mut outcomes = response.outcomes.iter();
        zh(&plan).headline(outcomes.find(|outcome| outcome.measure == id).unwrap())
    };
    assert_eq!(
        headline("wenzhou-2022/art-4"),
        "这一条不是给您的，是给保险机构的；还缺 13 项信息，暂时算不出金额。"
    );
    assert_eq!(
        headline("xiangtan-2023/item-2-avgfee"),
        "政府性担保机构的平均担保费率：还缺 2 项信息，暂时不能判断。"
    );
}

#[test]
fn a_question_that_nobody_else_decides_ends_with_its_own_mark() {
    let text = include_str!("../../policies/packs/national-startup-2023.toml");
    let text = text.replace(r#", points_to = "recognised-by""#, "");
    let pack = policies::pack("national-startup-2023", &text).unwrap();
    let source = policies::source(pack).unwrap();
    let plan = policies::plan_of(vec![source]).unwrap();
    let outcome = common::outcome(&plan, "national-startup-2023/person", "2024-12-01", "firm", "");
    for (words, question) in [
        (zh(&plan), "人社部门已认定符合创业担保贷款条件了吗？"),
        (
            en(&plan),
            "Has the employment office recognised you as eligible for a startup guarantee loan?",
        ),
    ] {
        let mut said = outcome.checks.iter().map(|check| words.check(&outcome, check));
        assert!(said.any(|said| said == question), "{question}");
    }
}

#[test]
fn names_of_the_catalogue_are_in_the_language() {
    let plan = plan();
    let (zh, en) = (zh(&plan), en(&plan));
    assert_eq!(zh.region("330302"), "温州市鹿城区");
    assert_eq!(zh.region("330399"), "温州市（330399）");
    assert_eq!(zh.region("430100"), "湖南省（430100）");
    assert_eq!(en.region("110105"), "Beijing (110105)");
    assert_eq!(en.region("990000"), "place with code 990000");
    assert_eq!(zh.value("loan.principal", "500万元"), "5,000,000.00 元");
    assert_eq!(en.value("loan.rate", "120BP"), "1.2%");
    assert_eq!(zh.value("loan.term", "3年"), "36 个月");
    assert_eq!(
        zh.value("firm.lists", "zjtx, technology"),
        "国家或省“专精特新”、科技企业"
    );
    assert_eq!(zh.value("firm.private", "true"), "是");
    assert_eq!(
        zh.value("securitisation.interest", "2022: 1000.00, 2023: 2000.00"),
        "2022：1,000.00 元；2023：2,000.00 元"
    );
    assert_eq!(zh.value("insurance.annual_rate", "(4/3)%"), "约 1.33333333 %");
    assert_eq!(en.payer("330300"), "the treasury of Wenzhou city (温州市级财政)");
    assert_eq!(
        en.document_title("wenzhou-2022"),
        "Wenzhou: fiscal plan for a demonstration zone of inclusive finance (draft for comments), with its annex of ten \
         policies (温州市财政支持普惠金融发展示范区建设实施方案（征求意见稿）及附件“十条政策”)"
    );
    assert_eq!(zh.article("wenzhou-2022/art-4"), "第四条");
    assert_eq!(zh.actor("fund-investor"), "股权投资基金、投资者");
    assert_eq!(zh.topic("loan-rate"), "贷款利率");
    assert_eq!(zh.group("loan"), "贷款");
    assert_eq!(Language::from_id("en").map(Language::id), Some("en"));
}
