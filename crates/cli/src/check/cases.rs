//! The worked cases beside a pack: each must come out as it promises.

use policies::cases::{Case, Cases, Difference, Failure};
use rules::Plan;
use rules::fact::FieldProblem;
use rules::plan::nearest;
use rules::request::RequestError;

use crate::report::Diagnostic;
use crate::tongue::Tongue;

use super::tree::Node;

/// What is wrong with the cases of a document, each at the promise that was not kept.
pub(super) fn run(tongue: Tongue, root: Node<'_, '_>, plan: &Plan, document: &str, cases: &Cases) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let places = root.get("case").map(Node::parts).unwrap_or_default();
    for (case, place) in cases.cases.iter().zip(places) {
        let at = |path: &str| path.split('.').try_fold(place, |node, key| node.get(key));
        let name = at("name").unwrap_or(place).span();
        let measure = at("measure").unwrap_or(place).span();
        match cases.failure(plan, document, case) {
            None => {}
            Some(Failure::NoBase) => {
                let title = tongue.say("“{0}”没有基准（base）", "“{0}” has no base", &[&case.measure]);
                let known = cases.base.keys().map(String::as_str);
                diagnostics.push(near(tongue, Diagnostic::error(measure, title), known, &case.measure));
            }
            Some(Failure::NoOutcome) => {
                let title = tongue.say(
                    "文件里没有“{0}”这项措施",
                    "the pack has no measure “{0}”",
                    &[&case.measure],
                );
                let own = plan.measures.iter().map(|measure| measure.source.id.as_str());
                diagnostics.push(near(tongue, Diagnostic::error(measure, title), own, &case.measure));
            }
            Some(Failure::Refused(error)) => {
                let words = text::Words {
                    plan,
                    language: tongue.0,
                };
                let title = tongue.say("案例填的内容不能用", "the facts of the case are refused", &[]);
                let mut diagnostic = Diagnostic::error(name, title);
                diagnostic.help = words.request_error(&error);
                diagnostic.help.extend(ids(tongue, &error));
                diagnostics.push(diagnostic);
            }
            Some(Failure::Differs(differences)) => {
                for Difference { key, given, wanted } in differences {
                    let span = at(&format!("expect.{key}"))
                        .or_else(|| at("expect"))
                        .unwrap_or(place)
                        .span();
                    let parts = [promise(tongue, key), shown(tongue, given), shown(tongue, wanted)];
                    let parts = parts.each_ref().map(String::as_str);
                    let title = tongue.say(
                        "{0}不对：算出来是 {1}，案例写的是 {2}",
                        "{0}: {1} comes out, the case says {2}",
                        &parts,
                    );
                    let mut diagnostic = Diagnostic::error(span, title);
                    diagnostic.context = Some((name.clone(), tongue.say("这个案例", "in this case", &[])));
                    if key == "status" {
                        diagnostic.help = why(tongue, plan, document, cases, case);
                    }
                    diagnostics.push(diagnostic);
                }
            }
        }
    }
    diagnostics
}

/// Why a case is not met or not decided: what is missing, by the paths that a file needs, and what is not met.
fn why(tongue: Tongue, plan: &Plan, document: &str, cases: &Cases, case: &Case) -> Vec<String> {
    let response = cases
        .request(document, case)
        .and_then(|request| plan.assess(&request).ok());
    let words = text::Words {
        plan,
        language: tongue.0,
    };
    let mut why = Vec::new();
    for outcome in response.iter().flat_map(|response| &response.outcomes) {
        if !outcome.missing.is_empty() {
            let missing = tongue.list(&outcome.missing);
            why.push(tongue.say("还缺：{0}", "these are missing: {0}", &[&missing]));
        }
        why.extend(outcome.reasons.iter().map(|reason| words.reason(outcome, reason)));
    }
    why
}

/// The ids of the choices that a refused fact has: sentences for users name choices as a page does, files need the ids.
fn ids(tongue: Tongue, error: &RequestError) -> Vec<String> {
    let RequestError::Facts { fields } = error else {
        return Vec::new();
    };
    let mut helps = Vec::new();
    for error in fields {
        if let FieldProblem::Choice { allowed } = &error.problem {
            let known = tongue.list(allowed);
            helps.push(tongue.say(
                "{0} 在文件里写成：{1}",
                "{0} is written as one of: {1}",
                &[&error.field, &known],
            ));
        }
    }
    helps
}

fn near<'n>(
    tongue: Tongue,
    diagnostic: Diagnostic,
    known: impl Iterator<Item = &'n str> + Clone,
    given: &str,
) -> Diagnostic {
    match nearest(known.clone(), given) {
        Some(near) => diagnostic.label(tongue.say("是不是想写 {0}？", "did you mean {0}?", &[near])),
        None => diagnostic.help(tongue.say(
            "可以用：{0}",
            "these are known: {0}",
            &[&tongue.list(&known.collect::<Vec<_>>())],
        )),
    }
}

fn shown(tongue: Tongue, text: String) -> String {
    match text.as_str() {
        "none" | "" => tongue.say("（没有）", "nothing", &[]),
        _ => text,
    }
}

/// What a key under `expect` promises.
fn promise(tongue: Tongue, key: &str) -> String {
    let zh = match key {
        "status" => "状态",
        "kind" => "金额性质",
        "amount" => "金额",
        "capped" => "是否封顶",
        "reasons" => "不符合或不明确的条件",
        "missing" => "缺的信息",
        "force" => "有效期状态",
        "block" => "所在栏目",
        "lines" => "分项金额",
        "warnings" => "提醒",
        "what_if" => "如果……会怎样",
        "paid" => "实付与上限的差额",
        "parts" => "各方分担",
        "comparisons" => "和目标的比较",
        "rate" => "利率或费率",
        other => other,
    };
    tongue.say(zh, key, &[])
}
