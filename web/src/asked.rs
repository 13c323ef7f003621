//! What was asked, as the request that the engine for JavaScript takes: for a page around this one that wants all of a result.

use std::collections::BTreeMap;

use rules::fact::RawValue;

use crate::dom::cat;
use crate::state::day;
use crate::view::View;

/// The request as JSON, of the measures and answers of the page at hand.
pub(crate) fn request(view: &View<'_>) -> String {
    let measures = view.measures.iter().map(|(measure, _)| text(&measure.id));
    let mut form = view.state.form.clone();
    // What cannot be read is no answer.
    for error in &view.errors {
        form.texts.retain(|key, _| key.split('~').next() != Some(&error.field));
        form.texts.remove(&error.field);
    }
    let facts = form.facts(&view.plan.catalogue);
    let facts = facts.iter().map(|(group, rows)| {
        let rows = rows.0.iter().map(object);
        pair(group, &list(rows))
    });
    let parts = [
        "\"schema\":1".to_owned(),
        pair("day", &text(&day(&view.state.day))),
        pair("role", &text(view.role())),
        pair("measures", &list(measures)),
        pair("facts", &braces(facts)),
    ];
    braces(parts.into_iter())
}

fn object(values: &BTreeMap<String, RawValue>) -> String {
    braces(values.iter().map(|(name, value)| pair(name, &self::value(value))))
}

fn value(value: &RawValue) -> String {
    match value {
        RawValue::Text(value) => text(value),
        RawValue::Flag(true) => "true".to_owned(),
        RawValue::Flag(false) => "false".to_owned(),
        RawValue::List(values) => list(values.iter().map(|value| text(value))),
        RawValue::Years(values) => object(values),
    }
}

fn list(values: impl Iterator<Item = String>) -> String {
    cat(&["[", &joined(values), "]"])
}

fn braces(values: impl Iterator<Item = String>) -> String {
    cat(&["{", &joined(values), "}"])
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(",")
}

fn pair(name: &str, value: &str) -> String {
    cat(&[&text(name), ":", value])
}

/// A text in quotation marks. What is typed has no signs of control in it, and those that a field could hold are left out.
fn text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars().filter(|sign| !sign.is_control()) {
        if matches!(sign, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(sign);
    }
    quoted.push('"');
    quoted
}
