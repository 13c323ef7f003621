//! What was asked, as the request that the engine for JavaScript takes: for a page around this one that wants all of a result.

use js_sys::{Array, JSON, Object, Reflect};
use rules::fact::RawValue;
use wasm_bindgen::JsValue;

use crate::state::day;
use crate::view::View;

/// The request as JSON, of the measures and answers of the page at hand.
pub(crate) fn request(view: &View<'_>) -> String {
    let mut form = view.state.form.clone();
    // What cannot be read is no answer.
    for error in &view.errors {
        form.texts.retain(|key, _| key.split('~').next() != Some(&error.field));
        form.texts.remove(&error.field);
    }
    let measures = view.measures.iter().map(|(measure, _)| JsValue::from_str(&measure.id));
    let facts = form.facts(&view.plan.catalogue);
    let facts = facts.iter().map(|(group, rows)| {
        let rows = rows.0.iter();
        let rows = rows.map(|row| object(row.iter().map(|(fact, given)| (fact.as_str(), value(given)))));
        (group.as_str(), rows.collect::<Array>().into())
    });
    let parts = [
        ("schema", JsValue::from(1_u32)),
        ("day", JsValue::from_str(&day(&view.state.day))),
        ("role", JsValue::from_str(view.role())),
        ("measures", measures.collect::<Array>().into()),
        ("facts", object(facts)),
    ];
    let request = JSON::stringify(&object(parts.into_iter()));
    request.map(String::from).unwrap_or_default()
}

fn value(given: &RawValue) -> JsValue {
    match given {
        RawValue::Text(text) => JsValue::from_str(text),
        RawValue::Flag(flag) => JsValue::from_bool(*flag),
        RawValue::List(texts) => texts
            .iter()
            .map(|text| JsValue::from_str(text))
            .collect::<Array>()
            .into(),
        RawValue::Years(values) => object(values.iter().map(|(year, given)| (year.as_str(), value(given)))),
    }
}

fn object<'n>(parts: impl Iterator<Item = (&'n str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in parts {
        // A plain object takes every name.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &value);
    }
    object.into()
}
