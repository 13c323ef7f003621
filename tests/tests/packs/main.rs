//! What the pack check refuses, each with a measure that is wrong in this one way, and how made-up clauses judge.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod amounts;
mod bounds;
mod days;
mod goals;
mod judged;
mod limits;
mod names;
mod years;

use rules::plan::{PackError, PackProblem, Plan};

/// The head of a pack; measures follow, and readings that they may name.
const HEAD: &str = r#"
schema = 1
document = { id = "made-up", region = "330300", zh = "例", en = "Example", standing = "draft", verification = "original", verified_on = "2026-11-21" }
reading.why = { zh = "理由", en = "Reason" }
"#;

/// The keys that every measure here has.
const COMMON: &str = r#"
[[measure]]
id = "m"
article = "1"
zh = "例"
en = "Example"
topic = "guarantee-fee"
recipient = "guarantor"
"#;

/// The head of a pack whose document counts facts by their days.
fn counting(counts: &str) -> String {
    let verified = "verified_on = \"2026-11-21\"";
    HEAD.replacen(verified, &format!("{verified}, counts = {{ {counts} }}"), 1)
}

/// The head of a pack whose document counts what lies between two days.
fn counting_between(from: &str, to: &str) -> String {
    counting(&format!(
        "quote = \"{from}至{to}\", from = \"{from}\", to = \"至{to}\", tests = \"fact-date\""
    ))
}

/// The problems of a pack with these measures.
fn problems(measures: &[&str]) -> Vec<PackProblem> {
    problems_of(HEAD, measures)
}

/// The problems of a pack with this head and these measures.
fn problems_of(head: &str, measures: &[&str]) -> Vec<PackProblem> {
    let errors = plan_of(head, measures).err().unwrap_or_default();
    errors.into_iter().map(|error| error.problem).collect()
}

/// The plan of a pack with this head and these measures.
fn plan_of(head: &str, measures: &[&str]) -> Result<Plan, Vec<PackError>> {
    let mut text = head.to_owned();
    for (number, measure) in measures.iter().enumerate() {
        text += &COMMON.replace("\"m\"", &format!("\"m{number}\""));
        text += measure;
    }
    let source = policies::source(policies::pack("made-up", &text).unwrap()).unwrap();
    Plan::new(policies::catalogue().unwrap(), policies::lpr().unwrap(), vec![source])
}

#[track_caller]
fn refused(measure: &str, problem: &PackProblem) {
    let found = problems(&[measure]);
    assert!(found.contains(problem), "{found:?}");
}

#[track_caller]
fn accepted(measure: &str) {
    assert_eq!(problems(&[measure]), []);
}

/// A yes-or-no clause with one condition.
fn bound(quote: &str, condition: &str) -> String {
    format!("effect = \"bound\"\nunit = \"recipient-year\"\nquote = \"{quote}\"\nwhen = [ {{ {condition} }} ]\n")
}

/// A clause that pays.
fn pays(quote: &str, rest: &str) -> String {
    format!("effect = \"receive\"\nunit = \"recipient-year\"\nquote = \"{quote}\"\nrounding = \"once\"\n{rest}\n")
}
