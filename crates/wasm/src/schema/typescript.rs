//! A JSON Schema, as schemars writes it from Rust types, as declarations of TypeScript: one type for each definition.

use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The declarations, in the order of their names.
pub(super) fn declarations(definitions: &Map<String, Value>) -> String {
    let mut text = String::from("// Generated from the types of the engine.\n");
    for (name, schema) in definitions {
        let declared = format!("export type {} = {};\n", type_name(name), declared(schema, 0));
        // Writing to a text cannot fail.
        let _ = write!(text, "\n{}{declared}", comment(schema, 0));
    }
    text
}

/// The type that a schema says.
fn declared(schema: &Value, depth: usize) -> String {
    let mut parts = Vec::new();
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        parts.push(type_name(reference.trim_start_matches("#/definitions/")));
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(Value::Array(of)) = schema.get(key) {
            parts.push(union(of.iter().map(|one| declared(one, depth)).collect()));
        }
    }
    if let Some(Value::Array(all)) = schema.get("allOf") {
        parts.extend(all.iter().map(|one| declared(one, depth)));
    }
    if let Some(value) = schema.get("const") {
        parts.push(value.to_string());
    } else if let Some(Value::Array(values)) = schema.get("enum") {
        parts.push(union(values.iter().map(Value::to_string).collect()));
    } else {
        let of_type = match schema.get("type") {
            Some(Value::Array(types)) => {
                let types = types.iter().filter_map(Value::as_str);
                Some(union(types.map(|name| of_type(name, schema, depth)).collect()))
            }
            Some(Value::String(name)) => Some(of_type(name, schema, depth)),
            // Fields that are flattened into an object stand beside it.
            _ => schema.get("properties").map(|_| of_type("object", schema, depth)),
        };
        parts.extend(of_type);
    }
    if parts.is_empty() {
        // An object without fields of its own.
        return "{}".to_owned();
    }
    parts.join(" & ")
}

fn of_type(name: &str, schema: &Value, depth: usize) -> String {
    match name {
        "string" | "boolean" | "null" => name.to_owned(),
        "integer" | "number" => "number".to_owned(),
        "array" => match (schema.get("prefixItems").or(schema.get("items")), schema.get("items")) {
            (Some(Value::Array(items)), _) => {
                let items: Vec<_> = items.iter().map(|item| declared(item, depth)).collect();
                format!("[{}]", items.join(", "))
            }
            (_, Some(item)) => format!("({})[]", declared(item, depth)),
            _ => "unknown[]".to_owned(),
        },
        _ => object(schema, depth),
    }
}

fn object(schema: &Value, depth: usize) -> String {
    let Some(Value::Object(properties)) = schema.get("properties") else {
        return match schema.get("additionalProperties") {
            Some(of @ Value::Object(_)) => format!("{{ [key: string]: {} }}", declared(of, depth)),
            _ => "{}".to_owned(),
        };
    };
    let required = super::strings(schema.get("required"));
    let indent = "  ".repeat(depth + 1);
    let mut text = String::from("{\n");
    for (name, property) in properties {
        let mark = if required.contains(name) { "" } else { "?" };
        let of = declared(property, depth + 1);
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "{}{indent}{}{mark}: {of};",
            comment(property, depth + 1),
            Value::from(name.as_str())
        );
    }
    text + &"  ".repeat(depth) + "}"
}

/// One of several types; each stands in brackets where it is put together itself.
fn union(mut of: Vec<String>) -> String {
    of.dedup();
    match of.as_slice() {
        [one] => one.clone(),
        _ => format!("({})", of.join(" | ")),
    }
}

fn comment(schema: &Value, depth: usize) -> String {
    let Some(text) = schema.get("description").and_then(Value::as_str) else {
        return String::new();
    };
    let text = text
        .replace("*/", "* /")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    format!("{}/** {text} */\n", "  ".repeat(depth))
}

/// Names of generic types have an underscore in front of a number.
fn type_name(name: &str) -> String {
    name.replace('_', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn says(schema: &Value, expected: &str) {
        assert_eq!(declared(schema, 0), expected);
    }

    #[test]
    fn plain_types_lists_and_references_are_named() {
        says(&json!({ "type": "integer", "format": "uint32" }), "number");
        says(&json!({ "type": ["string", "null"] }), "(string | null)");
        says(
            &json!({ "type": "array", "items": { "$ref": "#/definitions/Line" } }),
            "(Line)[]",
        );
        says(&json!({ "anyOf": [{ "$ref": "#/definitions/Money" }] }), "Money");
        says(&json!({ "enum": ["a", "b"], "type": "string" }), "(\"a\" | \"b\")");
        says(&json!({ "const": "a", "type": "string" }), "\"a\"");
        says(
            &json!({ "type": "object", "additionalProperties": { "type": "string" } }),
            "{ [key: string]: string }",
        );
    }

    #[test]
    fn an_object_has_its_fields_with_their_words_and_those_that_may_be_absent_are_marked() {
        says(
            &json!({ "type": "object", "required": ["a"], "properties": {
                "a": { "type": "string", "description": "What a\nis." }, "b-c": { "type": "boolean" } } }),
            "{\n  /** What a is. */\n  \"a\": string;\n  \"b-c\"?: boolean;\n}",
        );
    }

    #[test]
    fn what_is_flattened_into_an_object_is_part_of_it() {
        says(
            &json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } },
                "anyOf": [{ "type": "object", "required": ["b"], "properties": { "b": { "type": "string" } } }, {}] }),
            "({\n  \"b\": string;\n} | {}) & {\n  \"a\": string;\n}",
        );
    }
}
