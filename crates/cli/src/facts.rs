//! `huisuan facts` and `huisuan documents`.

use std::fmt::Write as _;

use rules::fact::{FactSpec, SeriesKind};
use serde_json::{Value, json};

use crate::tongue::{Options, Tongue};
use crate::{Failure, json_name, plan, print, say};

/// The whole catalogue, with the questions of each pack as a group named after it.
pub(crate) fn all(options: Options) -> Result<(), Failure> {
    let catalogue = plan()?.catalogue;
    if options.json {
        return print(&catalogue);
    }
    let mut text = String::new();
    for group in &catalogue.groups {
        let _ = writeln!(text, "# {}", options.tongue.say("{0}", "{1}", &[&group.zh, &group.en]));
        for spec in &group.facts {
            fact(options.tongue, &mut text, &format!("{}.{}", group.id, spec.id), spec);
        }
        text.push('\n');
    }
    say(&text)
}

/// What a measure asks for, in the order in which it decides.
pub(crate) fn of(options: Options, id: &str) -> Result<(), Failure> {
    let plan = plan()?;
    let Some(measure) = plan.measure(id) else {
        return Err(unknown(options.tongue, &plan, id));
    };
    let asked = plan.asks(measure);
    let asked = asked
        .into_iter()
        .filter_map(|fact| Some((plan.catalogue.path(fact), plan.catalogue.spec(fact)?)));
    if options.json {
        return print(
            &asked
                .map(|(path, spec)| json!({ "fact": path, "spec": spec }))
                .collect::<Vec<_>>(),
        );
    }
    let mut text = String::new();
    for (path, spec) in asked {
        fact(options.tongue, &mut text, &path, spec);
    }
    say(&text)
}

/// There is no such measure; perhaps one with nearly that name.
pub(crate) fn unknown(tongue: Tongue, plan: &rules::Plan, id: &str) -> Failure {
    let known = plan.measures.iter().map(|measure| measure.id.as_str());
    let near =
        rules::plan::nearest(known, id).map(|near| tongue.say("，是不是想写 {0}？", "; did you mean {0}?", &[near]));
    let near =
        near.unwrap_or_else(|| tongue.say("；huisuan documents 列出全部", "; `huisuan documents` lists them", &[]));
    Failure::Usage(tongue.say("没有这项措施：{0}{1}", "there is no measure {0}{1}", &[id, &near]))
}

/// A fact in one line, as a pack or a request names it, and its choices below.
fn fact(tongue: Tongue, text: &mut String, path: &str, spec: &FactSpec) {
    let mut kind = json_name(&spec.kind);
    match spec.series {
        Some(SeriesKind::Year) => kind += "/year",
        Some(SeriesKind::ContractYear) => kind += "/contract-year",
        Some(SeriesKind::Day) => kind += "/day",
        None => {}
    }
    if spec.derive.is_some() && !spec.asked {
        kind += &tongue.say("（算出来的）", " (derived)", &[]);
    }
    let _ = writeln!(
        text,
        "{path}\t{kind}\t{}",
        tongue.say("{0}", "{1}", &[&spec.zh, &spec.en])
    );
    for choice in &spec.choices {
        let _ = writeln!(
            text,
            "\t{}\t{}",
            choice.id,
            tongue.say("{0}", "{1}", &[&choice.zh, &choice.en])
        );
    }
}

/// Documents with the ids and titles of their measures.
pub(crate) fn documents(options: Options) -> Result<(), Failure> {
    let plan = plan()?;
    let documents = plan.documents.iter().enumerate().map(|(at, document)| {
        let own: Vec<_> = plan.measures.iter().filter(|measure| measure.document == at).collect();
        (document, own)
    });
    if options.json {
        let documents: Vec<Value> = documents
            .map(|(document, own)| {
                let measures = own.into_iter().map(|measure| {
                    let clause = &measure.source;
                    json!({ "id": measure.id, "article": clause.article, "zh": clause.zh, "en": clause.en, "topic": clause.topic })
                });
                let measures: Vec<Value> = measures.collect();
                json!({ "id": document.id, "zh": document.zh, "en": document.en, "region": document.region, "standing": document.standing, "pack": document.hash, "measures": measures })
            })
            .collect();
        return print(&documents);
    }
    let words = text::Words {
        plan: &plan,
        language: options.tongue.0,
    };
    let mut text = String::new();
    for (document, own) in documents {
        let title = options.tongue.0.say(&document.zh, &document.en);
        let _ = writeln!(text, "# {title}\n{}\t{}", document.id, words.region(&document.region));
        for measure in own {
            let title = words.measure_title(&measure.id);
            let _ = writeln!(text, "{}\t{}\t{title}", measure.id, measure.source.article);
        }
        text.push('\n');
    }
    say(&text)
}
