//! The engine's answers in the form in which the independent implementation in `oracle/` gives them.

use anyhow::Result;
use rules::{Money, plan::Plan};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What stands in a row of a loan beside the amounts that follow by addition.
const LOAN_ROW: [&str; 7] = ["number", "due_on", "rate", "days", "principal", "interest", "event"];
const GUARANTEE_ROW: [&str; 6] = ["year", "starts_on", "base", "months", "days", "fee"];
const SECURITISATION_ROW: [&str; 4] = ["from", "due_on", "days", "interest"];

/// The engine's answer, by measure, reduced to what the oracle speaks of.
pub fn assess(plan: &Plan, request: &Value) -> Result<Value> {
    let request = serde_json::from_value(request.clone())?;
    match plan.assess(&request) {
        Ok(response) => {
            let mut answers = Map::new();
            for outcome in &response.outcomes {
                let outcome = serde_json::to_value(outcome)?;
                answers.insert(text(&outcome["measure"]), reduced(&outcome));
            }
            Ok(answers.into())
        }
        Err(error) => Ok(json!({ "error": format!("{error:?}") })),
    }
}

/// What the oracle says of a measure, taken from an outcome. What is null, false or empty is left out.
fn reduced(outcome: &Value) -> Value {
    let mut lines: Vec<Value> = items(outcome, "periods")
        .map(|line| {
            json!([
                line["key"],
                line["contract"],
                line["year"],
                line["contract-year"],
                line["amount"],
                line["capped"]
            ])
        })
        .collect();
    lines.sort_by_key(Value::to_string);
    let amount = &outcome["amount"];
    let all = json!({
        "status": outcome["status"],
        "kind": if amount.is_null() { &Value::Null } else { &outcome["kind"] },
        "amount": amount,
        "capped": outcome["capped"],
        "block": outcome["block"],
        "recipient": outcome["recipient"],
        "force": outcome["force"],
        "lines": lines,
        "reasons": set(items(outcome, "reasons").map(|reason| text(&reason["condition"]))),
        "missing": set(items(outcome, "missing").map(text)),
        "open": set(items(outcome, "checks").filter(|check| check["state"] == "open").map(|check| text(&check["id"]))),
        "paid": outcome["paid"]["difference"],
        "within": outcome["paid"]["within"],
        "one_of": set(items(outcome, "assumptions").filter(|one| one["assumption"] == "one-of").flat_map(|one| items(one, "measures").map(text))),
        "parts": pick(outcome, "parts", &["party", "amount"]),
        "comparisons": pick(outcome, "comparisons", &["fact", "year", "given", "target", "at_most", "within"]),
        "warnings": set(items(outcome, "warnings").map(text)),
    });
    told(all)
}

/// Some fields of each item of a list, as a list.
fn pick(outcome: &Value, list: &str, fields: &[&str]) -> Vec<Value> {
    items(outcome, list)
        .map(|item| fields.iter().map(|&field| item[field].clone()).collect())
        .collect()
}

/// An object without what says nothing.
fn told(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !(value.is_null() || *value == json!(false) || *value == json!([])))
            .collect::<Map<_, _>>()
            .into(),
        other => other,
    }
}

fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn set(names: impl Iterator<Item = String>) -> Vec<String> {
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The engine's schedules, with rows as lists. Opening, payment and closing of a loan's row are left out where they follow by
/// addition, and told where they do not.
pub fn schedule(plan: &Plan, request: &Value) -> Result<Value> {
    let request = serde_json::from_value(request.clone())?;
    let schedules = match plan.schedule(&request) {
        Ok(schedules) => serde_json::to_value(schedules)?,
        Err(error) => return Ok(json!({ "error": format!("{error:?}") })),
    };
    let mut groups = Map::new();
    for (group, mut answers) in schedules.as_object().cloned().unwrap_or_default() {
        let columns: &[&str] = match group.as_str() {
            "schema" | "engine" => continue,
            "loan" => &LOAN_ROW,
            "guarantee" => &GUARANTEE_ROW,
            "securitisation" => &SECURITISATION_ROW,
            _ => &[],
        };
        name_problem(&mut answers);
        for answer in answers.as_array_mut().into_iter().flatten() {
            name_problem(answer);
            let Some(contract) = answer.get_mut("ok") else { continue };
            if group == "loan" && !adds_up(&contract["rows"]) {
                contract["amounts"] = contract["rows"].clone();
            }
            if let Some(rows) = contract["rows"].as_array_mut() {
                for row in rows {
                    *row = columns.iter().map(|&column| row[column].clone()).collect();
                }
            }
        }
        groups.insert(group, answers);
    }
    Ok(groups.into())
}

/// A problem as its fact and its code.
fn name_problem(answer: &mut Value) {
    if let Some(problem) = answer.get_mut("problem") {
        *problem = json!(format!("{} {}", text(&problem["fact"]), text(&problem["code"])));
    }
}

/// Whether each row of a loan begins with what the row before left, and its payment and its rest are what its amounts come to.
fn adds_up(rows: &Value) -> bool {
    let amount = |row: &Value, name| text(&row[name]).parse::<Money>().ok().map(Money::fen);
    let mut left = None;
    rows.as_array().into_iter().flatten().all(|row| {
        let [
            Some(opening),
            Some(principal),
            Some(interest),
            Some(payment),
            Some(closing),
        ] = ["opening", "principal", "interest", "payment", "closing"].map(|name| amount(row, name))
        else {
            return false;
        };
        let follows = left.is_none_or(|left| left == opening);
        left = Some(closing);
        follows && payment == principal + interest && closing == opening - principal
    })
}
