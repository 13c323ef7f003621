//! `huisuan schema`: the shape of packs for editors, which then complete keys and ids and mark mistakes while typing.
//!
//! Keys and their descriptions come from the types of `rules::pack`; the ids that a key may hold come from the catalogue.

use rules::fact::{Catalogue, Named};
use rules::pack::Pack;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::{Failure, outside, say};

pub(crate) fn run() -> Result<(), Failure> {
    let facts = policies::catalogue().map_err(|error| outside("facts.toml", error))?;
    let text = serde_json::to_string_pretty(&schema(&facts)).map_err(|error| outside("standard output", error))?;
    say(&(text + "\n"))
}

/// Keys whose value is the path of a fact.
const FACTS: [&str; 10] = [
    "fact",
    "than",
    "choose_by",
    "by",
    "of",
    "less",
    "against",
    "paid",
    "dated",
    "result_over",
];

/// Keys of lists that may be written as one entry: provisions, scopes of a cap, dates that are tested and their facts.
const ONE_OR_MANY: [&str; 4] = ["covers", "scope", "tests", "fact"];

fn schema(catalogue: &Catalogue) -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<Pack>().to_value();
    let paths: Vec<String> = catalogue
        .groups
        .iter()
        .flat_map(|group| group.facts.iter().map(|fact| format!("{}.{}", group.id, fact.id)))
        .collect();
    // A pack may also name its own questions, `document.question`.
    let fact = json!({
        "description": "A fact of the catalogue, or a question of the pack.",
        "anyOf": [{ "enum": paths }, { "type": "string", "pattern": r"^[a-z0-9-]+\.[a-z0-9_-]+$" }],
    });
    let ids = |names: &[Named]| names.iter().map(|name| name.id.clone()).collect::<Vec<_>>();
    let lists = [
        ("topic", ids(&catalogue.topics)),
        ("recipient", ids(&catalogue.recipients)),
        ("payer", ids(&catalogue.payers)),
        ("group", ids(&catalogue.exclusive)),
    ];
    each_properties(&mut schema, &mut |properties| {
        for (key, property) in properties.iter_mut() {
            let Some(property) = property.as_object_mut() else {
                continue;
            };
            let text = property.get("type").is_some_and(is_text);
            if text && FACTS.contains(&key.as_str()) {
                property.remove("type");
                property.insert("allOf".to_owned(), json!([{ "$ref": "#/definitions/FactPath" }]));
            }
            for (name, ids) in &lists {
                if text && key == name {
                    property.insert("enum".to_owned(), json!(ids));
                }
            }
            if let Some(items) = property.get("items").cloned()
                && ONE_OR_MANY.contains(&key.as_str())
            {
                let item = if FACTS.contains(&key.as_str()) {
                    json!({ "$ref": "#/definitions/FactPath" })
                } else {
                    items
                };
                let list = json!([item, { "type": "array", "items": item }]);
                property.retain(|key, _| key == "description");
                property.insert("anyOf".to_owned(), list);
            }
        }
    });
    if let Some(definitions) = schema.get_mut("definitions").and_then(Value::as_object_mut) {
        definitions.insert("FactPath".to_owned(), fact);
    }
    schema
}

/// Whether a type is a text, perhaps absent.
fn is_text(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind == "string",
        Value::Array(kinds) => kinds.iter().any(is_text) && kinds.len() == 2,
        _ => false,
    }
}

/// Calls `change` for the properties of every object of a schema.
fn each_properties(schema: &mut Value, change: &mut dyn FnMut(&mut Map<String, Value>)) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get_mut("properties") {
                change(properties);
            }
            for value in object.values_mut() {
                each_properties(value, change);
            }
        }
        Value::Array(values) => {
            for value in values {
                each_properties(value, change);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schema_is_the_one_of_the_types() {
        let catalogue = policies::catalogue().unwrap_or_else(|error| panic!("{error}"));
        let committed: Value = serde_json::from_str(include_str!("../../policies/pack.schema.json"))
            .unwrap_or_else(|error| panic!("{error}"));
        assert!(
            committed == schema(&catalogue),
            "write it again: cargo run -p huisuan-cli -- schema > crates/policies/pack.schema.json"
        );
    }

    #[test]
    fn editors_are_told_the_ids_of_the_catalogue() {
        let catalogue = policies::catalogue().unwrap_or_else(|error| panic!("{error}"));
        let schema = schema(&catalogue);
        let topics = schema.pointer("/definitions/Measure/properties/topic/enum");
        assert!(
            topics
                .and_then(Value::as_array)
                .is_some_and(|ids| ids.contains(&json!("guarantee-fee")))
        );
        let facts = schema.pointer("/definitions/FactPath/anyOf/0/enum");
        assert!(
            facts
                .and_then(Value::as_array)
                .is_some_and(|ids| ids.contains(&json!("loss.principal")))
        );
        let base = schema.pointer("/definitions/Share/properties/of/allOf/0/$ref");
        assert_eq!(base, Some(&json!("#/definitions/FactPath")));
        // One scope, one date and one provision need no brackets.
        for (place, one) in [
            ("Cap/properties/scope", json!({ "$ref": "#/definitions/CapScope" })),
            ("Counts/properties/tests", json!({ "$ref": "#/definitions/Tests" })),
            ("Counts/properties/fact", json!({ "$ref": "#/definitions/FactPath" })),
            ("Measure/properties/covers", json!({ "type": "string" })),
        ] {
            let single = schema.pointer(&format!("/definitions/{place}/anyOf/0"));
            assert_eq!(single, Some(&one), "{place}");
            let items = schema.pointer(&format!("/definitions/{place}/anyOf/1/items"));
            assert_eq!(items, Some(&one), "{place}");
        }
        // A misspelt key is marked.
        let closed = schema.pointer("/definitions/Measure/additionalProperties");
        assert_eq!(closed, Some(&json!(false)));
    }
}
