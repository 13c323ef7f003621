//! Compares a worked case with what the engine says of it.

use policies::cases::{Case, Cases, Expect};
use rules::outcome::{Outcome, WhatIf};
use rules::plan::Plan;

/// The name that an enum has in JSON.
fn id<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(id)) => id,
        other => format!("not a name: {other:?}"),
    }
}

/// In what a case differs from what it expects; nothing where it is right.
pub(crate) fn differences_of(plan: &Plan, document: &str, cases: &Cases, case: &Case) -> Vec<String> {
    let Some(request) = cases.request(document, case) else {
        return vec!["no base".to_owned()];
    };
    match plan.assess(&request) {
        Ok(response) => response.outcomes.first().map_or_else(
            || vec!["no outcome".to_owned()],
            |outcome| differences(outcome, &case.expect),
        ),
        Err(error) => vec![format!("{error:?}")],
    }
}

fn differences(outcome: &Outcome, expect: &Expect) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, given: String, wanted: String| {
        if given != wanted {
            wrong.push(format!("{what}: {given} instead of {wanted}"));
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
        compare("what-ifs", given.join(" "), values.join(" "));
    }
    if let Some((difference, within)) = &expect.paid {
        let given = outcome
            .paid
            .as_ref()
            .map(|paid| (paid.difference.to_string(), paid.within));
        compare(
            "paid",
            format!("{given:?}"),
            format!("{:?}", Some((difference.clone(), *within))),
        );
    }
    if let Some(parts) = &expect.parts {
        let given: Vec<_> = outcome.parts.iter().map(|part| part.amount.to_string()).collect();
        compare("parts", given.join(" "), parts.join(" "));
    }
    if let Some(comparisons) = &expect.comparisons {
        let given = outcome.comparisons.iter();
        let given: Vec<_> = given
            .map(|it| (it.given.clone(), it.target.clone(), it.within))
            .collect();
        compare("comparisons", format!("{given:?}"), format!("{comparisons:?}"));
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
