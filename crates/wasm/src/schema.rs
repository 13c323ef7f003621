//! The shape of everything that crosses the boundary, from which the types for TypeScript are generated.

use rules::fact::Catalogue;
use rules::lpr::Lpr;
use rules::outcome::{Brief, Outcome, Response};
use rules::pack::Pack;
use rules::request::Request;
use rules::schedule::Schedules;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value};

mod typescript;

use crate::document::Document;
use crate::error::Thrown;
use crate::many::Answers;
use crate::packs::Checked;

/// The types of what can be given, for TypeScript.
pub fn given() -> String {
    let mut generator = SchemaSettings::draft07().into_generator();
    let roots = [
        ("Request", Request::json_schema(&mut generator)),
        ("Pack", Pack::json_schema(&mut generator)),
        ("FactCatalogue", Catalogue::json_schema(&mut generator)),
        ("LoanPrimeRate", Lpr::json_schema(&mut generator)),
    ];
    typescript::declarations(&definitions(&generator, roots))
}

/// The types of what comes back, for TypeScript.
pub fn found() -> String {
    typescript::declarations(&found_definitions())
}

fn found_definitions() -> Map<String, Value> {
    let mut generator = SchemaSettings::draft07().for_serialize().into_generator();
    let roots = [
        ("Response", Response::json_schema(&mut generator)),
        ("Schedules", Schedules::json_schema(&mut generator)),
        ("Catalogue", Catalogue::json_schema(&mut generator)),
        ("Document", Document::json_schema(&mut generator)),
        ("Checked", Checked::json_schema(&mut generator)),
        ("Outcomes", Answers::<Outcome>::json_schema(&mut generator)),
        ("Amounts", Answers::<Brief>::json_schema(&mut generator)),
        ("Thrown", Thrown::json_schema(&mut generator)),
    ];
    let mut definitions = definitions(&generator, roots);
    definitions.values_mut().for_each(absent_instead_of_null);
    definitions
}

fn definitions<const N: usize>(generator: &SchemaGenerator, roots: [(&str, Schema); N]) -> Map<String, Value> {
    let mut definitions = generator.definitions().clone();
    for (name, schema) in roots {
        definitions.insert(name.to_owned(), schema.to_value());
    }
    definitions
}

/// What may be absent is absent and never null: the schema of an option says both.
fn absent_instead_of_null(schema: &mut Value) {
    let required: Vec<String> = strings(schema.get("required"));
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, property) in properties {
            if required.contains(name) {
                continue;
            }
            if let Some(Value::Array(types)) = property.get_mut("type") {
                types.retain(|one| one != "null");
            }
            if let Some(Value::Array(any)) = property.get_mut("anyOf") {
                any.retain(|one| one.get("type").is_none_or(|one| one != "null"));
            }
        }
    }
    match schema {
        Value::Object(parts) => parts.values_mut().for_each(absent_instead_of_null),
        Value::Array(parts) => parts.iter_mut().for_each(absent_instead_of_null),
        _ => {}
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_may_be_absent_is_not_required_and_never_null() {
        let found = found_definitions();
        let outcome = &found["Outcome"];
        assert!(!strings(outcome.get("required")).contains(&"amount".to_owned()));
        assert_eq!(
            outcome["properties"]["amount"]["anyOf"],
            json!([{ "$ref": "#/definitions/Money" }])
        );
        assert_eq!(outcome["properties"]["decides"]["type"], json!(["string"]));
        assert_eq!(found["Money"]["type"], json!("string"));
    }

    #[test]
    fn a_request_needs_its_version_and_its_day_only() {
        let given = given();
        let request = given.split("export type Request = ").nth(1).unwrap();
        let request = request.split("\n};").next().unwrap();
        for name in ["schema", "day"] {
            assert!(request.contains(&format!("\"{name}\": ")), "{request}");
        }
        for name in ["role", "measures", "documents", "region", "trace", "facts"] {
            assert!(request.contains(&format!("\"{name}\"?: ")), "{request}");
        }
    }
}
