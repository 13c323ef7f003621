//! Worked cases: facts in, outcome to the fen out. A case says what it promises; what it does not mention is as in the
//! base of its measure, in which every condition is met.

use std::collections::BTreeMap;

use rules::fact::RawValue;
use rules::outcome::{Check, Outcome, State};
use rules::plan::Plan;
use rules::request::{RawRows, Request};
use serde::Deserialize;

use crate::{LoadError, PACKS, read};

mod compare;

pub use compare::{Difference, Failure};

/// The cases of one document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cases {
    /// The day asked about, where a case names none.
    pub day: String,
    /// Facts of each measure with which all its conditions are met.
    pub base: BTreeMap<String, Base>,
    /// The cases.
    #[serde(rename = "case")]
    pub cases: Vec<Case>,
}

/// Facts with which all conditions of a measure are met, and who asks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// Who asks.
    pub role: String,
    /// The facts.
    pub facts: BTreeMap<String, RawRows>,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// Name of the case in the list of worked cases that it comes from.
    #[serde(default)]
    pub golden: Option<String>,
    /// Id of the measure inside the document.
    pub measure: String,
    /// The day asked about.
    #[serde(default)]
    pub day: Option<String>,
    /// Who asks, where it differs from the base.
    #[serde(default)]
    pub role: Option<String>,
    /// Facts that differ from the base, by group and row; an empty text takes a fact away.
    #[serde(default)]
    pub facts: BTreeMap<String, RawRows>,
    /// What must come out.
    pub expect: Expect,
}

/// What must come out of a case. What is not mentioned is not compared, except that an amount must be absent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// `eligible`, `incomplete`, `unclear`, `ineligible`, `pointer`, `goal`.
    pub status: String,
    /// `exact`, `at-most`, `at-least`, `ceiling`; none where there is no amount.
    #[serde(default)]
    pub kind: Option<String>,
    /// The amount; none where there is none.
    #[serde(default)]
    pub amount: Option<String>,
    /// Whether a cap bound.
    #[serde(default)]
    pub capped: Option<bool>,
    /// Names of the conditions that fail or are unclear, sorted.
    #[serde(default)]
    pub reasons: Option<Vec<String>>,
    /// Facts that are missing, sorted.
    #[serde(default)]
    pub missing: Option<Vec<String>>,
    /// `not-yet`, `in-force`, `ended`, `unknown`.
    #[serde(default)]
    pub force: Option<String>,
    /// `yours`, `price`, `others`, `reference`.
    #[serde(default)]
    pub block: Option<String>,
    /// Amounts of the lines, in order.
    #[serde(default)]
    pub lines: Option<Vec<String>>,
    /// Readings that warn.
    #[serde(default)]
    pub warnings: Option<Vec<String>>,
    /// Values of what-ifs, in order.
    #[serde(default)]
    pub what_if: Option<Vec<String>>,
    /// The difference between what is paid and the price, and whether it is within.
    #[serde(default)]
    pub paid: Option<(String, bool)>,
    /// What each party bears of a loss, in the order of the clause.
    #[serde(default)]
    pub parts: Option<Vec<String>>,
    /// How facts compare with a target: value, target, whether it is met.
    #[serde(default)]
    pub comparisons: Option<Vec<(String, String, bool)>>,
    /// The rate of a price.
    #[serde(default)]
    pub rate: Option<String>,
}

/// The cases of a document from the text of their file.
pub fn parse(file: &str, text: &str) -> Result<Cases, LoadError> {
    read(file, text)
}

/// All cases of all documents, by document.
pub fn all() -> Result<Vec<(&'static str, Cases)>, LoadError> {
    PACKS
        .iter()
        .map(|(id, _, text)| Ok((*id, read(&format!("cases/{id}.toml"), text)?)))
        .collect()
}

impl Cases {
    /// The conditions that every case meets, so that nobody would notice were they wrong: measure and condition. Measures
    /// without cases are left out.
    pub fn never_missed(&self, plan: &Plan, document: &str) -> Vec<(String, String)> {
        let outcomes: Vec<Outcome> = self
            .cases
            .iter()
            .filter_map(|case| plan.assess(&self.request(document, case)?).ok())
            .flat_map(|response| response.outcomes)
            .collect();
        let mut never = Vec::new();
        for measure in &plan.measures {
            let own: Vec<&Outcome> = outcomes
                .iter()
                .filter(|outcome| outcome.measure == measure.id)
                .collect();
            for condition in &measure.conditions {
                let missed = |check: &Check| {
                    check.id == condition.id
                        && check.words == condition.words
                        && matches!(check.state, State::Failed | State::Unclear)
                };
                if !own.is_empty() && !own.iter().any(|outcome| outcome.checks.iter().any(missed)) {
                    never.push((measure.source.id.clone(), condition.id.clone()));
                }
            }
        }
        never
    }

    /// The request of a case.
    pub fn request(&self, document: &str, case: &Case) -> Option<Request> {
        let base = self.base.get(&case.measure)?;
        let mut facts = base.facts.clone();
        for (group, rows) in &case.facts {
            let known = facts.entry(group.clone()).or_default();
            for (number, row) in rows.0.iter().enumerate() {
                if known.0.len() <= number {
                    // A second contract begins as a copy of the first, so that a case names only what differs.
                    let first = known.0.first().cloned().unwrap_or_default();
                    known.0.push(first);
                }
                if let Some(known) = known.0.get_mut(number) {
                    for (fact, value) in row {
                        if *value == RawValue::Text(String::new()) {
                            known.remove(fact);
                        } else {
                            known.insert(fact.clone(), value.clone());
                        }
                    }
                }
            }
        }
        Some(Request {
            schema: 1,
            day: case.day.clone().unwrap_or_else(|| self.day.clone()),
            role: Some(case.role.clone().unwrap_or_else(|| base.role.clone())),
            measures: vec![format!("{document}/{}", case.measure)],
            documents: Vec::new(),
            region: None,
            trace: true,
            facts: facts.into_iter().collect(),
        })
    }
}
