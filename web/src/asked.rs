//! What was asked, as the request that the engine for JavaScript takes: for a page around this one that wants all of a result.

use rules::fact::RawValue;

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
    let mut json = String::from("{\"schema\":1,\"day\":");
    quote(&mut json, &day(&view.state.day));
    json.push_str(",\"role\":");
    quote(&mut json, view.role());
    json.push_str(",\"measures\":[");
    for (measure, _) in &view.measures {
        quote(&mut json, &measure.id);
        json.push(',');
    }
    close(&mut json, "],\"facts\":{");
    for (group, rows) in &form.facts(&view.plan.catalogue) {
        name(&mut json, group);
        json.push('[');
        for row in &rows.0 {
            json.push('{');
            for (fact, value) in row {
                name(&mut json, fact);
                put(&mut json, value);
                json.push(',');
            }
            close(&mut json, "},");
        }
        close(&mut json, "],");
    }
    close(&mut json, "}}");
    json
}

fn put(json: &mut String, value: &RawValue) {
    match value {
        RawValue::Text(text) => quote(json, text),
        RawValue::Flag(flag) => json.push_str(if *flag { "true" } else { "false" }),
        RawValue::List(texts) => {
            json.push('[');
            for text in texts {
                quote(json, text);
                json.push(',');
            }
            close(json, "]");
        }
        RawValue::Years(values) => {
            json.push('{');
            for (year, value) in values {
                name(json, year);
                put(json, value);
                json.push(',');
            }
            close(json, "}");
        }
    }
}

fn name(json: &mut String, name: &str) {
    quote(json, name);
    json.push(':');
}

/// Ends a list, without the comma behind its last part.
fn close(json: &mut String, end: &str) {
    if json.ends_with(',') {
        json.pop();
    }
    json.push_str(end);
}

/// A text in quotation marks. Signs of control, which a field could hold only by mistake, are left out.
fn quote(json: &mut String, text: &str) {
    json.push('"');
    for sign in text.chars().filter(|sign| !sign.is_control()) {
        if matches!(sign, '"' | '\\') {
            json.push('\\');
        }
        json.push(sign);
    }
    json.push('"');
}
