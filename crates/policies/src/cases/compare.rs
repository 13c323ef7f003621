//! In what the outcome of a case differs from what the case promises.

use rules::outcome::{Outcome, WhatIf};
use rules::plan::Plan;
use rules::request::RequestError;

use super::{Case, Cases, Expect};

/// One promise that was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Key of the promise under `expect`.
    pub key: &'static str,
    /// What came out.
    pub given: String,
    /// What was promised.
    pub wanted: String,
}

/// Why a case does not come out as it promises.
#[derive(Clone, Debug)]
pub enum Failure {
    /// Its measure has no base.
    NoBase,
    /// Its measure is not in the plan.
    NoOutcome,
    /// Its facts are refused.
    Refused(RequestError),
    /// It comes out otherwise.
    Differs(Vec<Difference>),
}

impl Cases {
    /// Runs a case; nothing comes back where it is right.
    pub fn failure(&self, plan: &Plan, document: &str, case: &Case) -> Option<Failure> {
        let Some(request) = self.request(document, case) else {
            return Some(Failure::NoBase);
        };
        let response = match plan.assess(&request) {
            Ok(response) => response,
            Err(error) => return Some(Failure::Refused(error)),
        };
        let Some(outcome) = response.outcomes.first() else {
            return Some(Failure::NoOutcome);
        };
        let differences = differences(outcome, &case.expect);
        (!differences.is_empty()).then_some(Failure::Differs(differences))
    }
}

/// The name that an enum has in JSON.
fn id<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(id)) => id,
        other => format!("not a name: {other:?}"),
    }
}

fn differences(outcome: &Outcome, expect: &Expect) -> Vec<Difference> {
    let mut wrong = Vec::new();
    let mut compare = |key: &'static str, given: String, wanted: String| {
        if given != wanted {
            wrong.push(Difference { key, given, wanted });
        }
    };
    compare("status", id(&outcome.status), expect.status.clone());
    compare(
        "kind",
        text(outcome.kind.map(|kind| id(&kind))),
        text(expect.kind.clone()),
    );
    compare(
        "amount",
        text(outcome.amount.map(|amount| amount.to_string())),
        text(expect.amount.clone()),
    );
    if let Some(capped) = expect.capped {
        compare("capped", outcome.capped.to_string(), capped.to_string());
    }
    if let Some(reasons) = &expect.reasons {
        let mut given: Vec<_> = outcome.reasons.iter().map(|reason| reason.condition.clone()).collect();
        given.sort();
        given.dedup();
        compare("reasons", given.join(" "), reasons.join(" "));
    }
    if let Some(missing) = &expect.missing {
        let mut given = outcome.missing.clone();
        given.sort();
        compare("missing", given.join(" "), missing.join(" "));
    }
    if let Some(force) = &expect.force {
        compare("force", id(&outcome.force), force.clone());
    }
    if let Some(block) = &expect.block {
        compare("block", id(&outcome.block), block.clone());
    }
    if let Some(lines) = &expect.lines {
        let given: Vec<_> = outcome.periods.iter().map(|line| line.amount.to_string()).collect();
        compare("lines", given.join(" "), lines.join(" "));
    }
    if let Some(warnings) = &expect.warnings {
        compare("warnings", outcome.warnings.join(" "), warnings.join(" "));
    }
    if let Some(values) = &expect.what_if {
        let given: Vec<_> = outcome.what_if.iter().map(value_of).collect();
        compare("what_if", given.join(" "), values.join(" "));
    }
    if let Some((difference, within)) = &expect.paid {
        let given = outcome.paid.as_ref();
        compare(
            "paid",
            text(given.map(|paid| format!("{} {}", paid.difference, paid.within))),
            format!("{difference} {within}"),
        );
    }
    if let Some(parts) = &expect.parts {
        let given: Vec<_> = outcome.parts.iter().map(|part| part.amount.to_string()).collect();
        compare("parts", given.join(" "), parts.join(" "));
    }
    if let Some(comparisons) = &expect.comparisons {
        let given = outcome.comparisons.iter();
        let given: Vec<_> = given
            .map(|it| format!("{} {} {}", it.given, it.target, it.within))
            .collect();
        let wanted = comparisons.iter();
        let wanted: Vec<_> = wanted
            .map(|(given, target, within)| format!("{given} {target} {within}"))
            .collect();
        compare("comparisons", given.join(", "), wanted.join(", "));
    }
    if let Some(rate) = &expect.rate {
        compare("rate", text(outcome.rate.map(|rate| rate.to_string())), rate.clone());
    }
    wrong
}

fn text(value: Option<String>) -> String {
    value.unwrap_or_else(|| "none".to_owned())
}

fn value_of(what_if: &WhatIf) -> String {
    match what_if {
        WhatIf::Passes { value, .. } | WhatIf::NextTier { value, .. } => value.clone(),
        WhatIf::CapBinds { value, .. } => value.to_string(),
    }
}
