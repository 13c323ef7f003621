//! What is asked: the day, who asks, which measures, and the facts.
//!
//! ```
//! use huisuan_rules::{Plan, request::{Request, RequestError}};
//! # use huisuan_rules::{digest::sha256, lpr::Lpr, plan::Source};
//! # let facts = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json")))?;
//! # let pack = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json")))?;
//! # let source = Source { pack, hash: sha256(b"the pack") };
//! # let plan = Plan::new(facts, Lpr::default(), vec![source]).map_err(|errors| format!("{errors:?}"))?;
//! // One of a kind may stand without a list; what was not answered is left out, and is not zero.
//! let request: Request = serde_json::from_str(r#"{
//!     "schema": 1, "day": "2026-06-30", "role": "firm", "measures": ["sample/art-2"],
//!     "facts": { "firm": { "kind": "micro-small" }, "loan": { "principal": "500万元", "interest": "5万" } } }"#)?;
//! let response = plan.assess(&request).map_err(|error| format!("{error:?}"))?;
//! assert_eq!(response.outcomes[0].amount, Some("15000".parse()?));
//!
//! // All that cannot be read comes back at once, each with its field.
//! let wrong: Request = serde_json::from_str(r#"{ "schema": 1, "day": "2026-06-30",
//!     "facts": { "firm": { "kind": "medium" }, "loan": [{ "principal": "5百万" }, { "rate": "3.45" }] } }"#)?;
//! let Err(RequestError::Facts { fields }) = plan.assess(&wrong) else { return Err("three errors".into()) };
//! let fields: Vec<&str> = fields.iter().map(|error| error.field.as_str()).collect();
//! assert_eq!(fields, ["firm.kind", "loan.0.principal", "loan.1.rate"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;

use litemap::LiteMap;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::fact::{Catalogue, Fact, FieldProblem, RawValue, Value};
use crate::{Date, DateError};

mod columns;

pub use columns::Columns;

/// Most rows of one group in one request.
pub const MOST_ROWS: usize = 200;

/// A request as it crosses a boundary.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The version of the format; 1.
    pub schema: u32,
    /// The day asked about, ISO.
    pub day: String,
    /// Who asks, an actor of the catalogue; a firm where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Measures, `document/measure`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<String>,
    /// Documents, all measures of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// A place: all measures of its documents and of the national ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Whether the steps are wanted.
    #[serde(default = "yes")]
    pub trace: bool,
    /// The facts, by group.
    #[serde(default, deserialize_with = "object")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, RawRows>"))]
    pub facts: LiteMap<String, RawRows>,
}

fn yes() -> bool {
    true
}

/// The rows of one group as they were given; a group of one may be written without a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRows(pub Vec<LiteMap<String, RawValue>>);

/// What is wrong with a request, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// `day`, or `group.row.fact` (`group.fact` where the group has one row).
    pub field: String,
    /// What was given.
    pub given: String,
    /// What is wrong with it and what is allowed.
    pub problem: FieldProblem,
}

/// What is wrong with a request as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "error", rename_all = "kebab-case")]
pub enum RequestError {
    /// Another version of the format.
    Schema {
        /// What was given.
        given: u32,
    },
    /// The day cannot be read.
    Day {
        /// What was given.
        given: String,
        /// Why.
        problem: DateError,
    },
    /// No such actor.
    Role {
        /// What was given.
        given: String,
        /// The actors.
        allowed: Vec<String>,
    },
    /// No such measure.
    Measure {
        /// What was given.
        given: String,
    },
    /// No such document.
    Document {
        /// What was given.
        given: String,
    },
    /// Facts that cannot be read, all at once.
    Facts {
        /// Each with its field.
        fields: Vec<FieldError>,
    },
}

/// Typed facts, by group and row.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    groups: Vec<Vec<Row>>,
}

/// One actor or contract.
#[derive(Clone, Debug, Default)]
pub struct Row {
    values: Vec<(u16, Value)>,
}

impl Row {
    pub(crate) fn get(&self, fact: Fact) -> Option<&Value> {
        self.values
            .iter()
            .find(|(at, _)| *at == fact.fact)
            .map(|(_, value)| value)
    }

    /// All values, with the places of their facts in the group.
    pub(crate) fn values(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.values.iter().map(|(at, value)| (usize::from(*at), value))
    }
}

impl Facts {
    /// Reads facts; what cannot be read is reported, field by field, and treated as unanswered.
    pub fn read(catalogue: &Catalogue, raw: &LiteMap<String, RawRows>) -> (Self, Vec<FieldError>) {
        let mut groups = vec![Vec::new(); catalogue.groups.len()];
        let mut errors = Vec::new();
        for (id, rows) in raw {
            let found = catalogue
                .groups
                .iter()
                .zip(groups.iter_mut())
                .find(|(group, _)| group.id == *id);
            let Some((group, slot)) = found else {
                errors.push(FieldError {
                    field: id.clone(),
                    given: id.clone(),
                    problem: FieldProblem::UnknownGroup,
                });
                continue;
            };
            let most = if group.repeat { MOST_ROWS } else { 1 };
            if rows.0.len() > most {
                let problem = if group.repeat {
                    FieldProblem::TooMany { most }
                } else {
                    FieldProblem::OneOnly
                };
                errors.push(FieldError {
                    field: id.clone(),
                    given: rows.0.len().to_string(),
                    problem,
                });
                continue;
            }
            for (number, raw_row) in rows.0.iter().enumerate() {
                let mut row = Row::default();
                for (name, value) in raw_row {
                    let read = match group.facts.iter().position(|spec| spec.id == *name) {
                        None => Err(FieldProblem::UnknownFact),
                        Some(at) => match group.facts.get(at) {
                            None => Err(FieldProblem::UnknownFact),
                            Some(spec) => Value::read(spec, value).map(|value| (at, value)),
                        },
                    };
                    match read {
                        Ok((at, value)) => {
                            if let Ok(at) = u16::try_from(at) {
                                row.values.push((at, value));
                            }
                        }
                        Err(problem) => errors.push(FieldError {
                            field: if group.repeat {
                                format!("{id}.{number}.{name}")
                            } else {
                                format!("{id}.{name}")
                            },
                            given: value.shown(),
                            problem,
                        }),
                    }
                }
                slot.push(row);
            }
        }
        (Self { groups }, errors)
    }

    /// The rows of the group of a fact.
    pub(crate) fn rows(&self, fact: Fact) -> &[Row] {
        self.groups.get(usize::from(fact.group)).map_or(&[], Vec::as_slice)
    }
}

impl Request {
    /// The day asked about.
    ///
    /// # Errors
    /// [`RequestError::Day`] where it cannot be read.
    pub fn day(&self) -> Result<Date, RequestError> {
        self.day.parse().map_err(|problem| RequestError::Day {
            given: self.day.clone(),
            problem,
        })
    }
}

/// Reads an object, and nothing but an object: a map of its own would take a list of pairs for one.
pub(crate) fn object<'de, D: Deserializer<'de>, V: Deserialize<'de>>(
    deserializer: D,
) -> Result<LiteMap<String, V>, D::Error> {
    Ok(BTreeMap::deserialize(deserializer)?.into_iter().collect())
}

impl<'de> Deserialize<'de> for RawRows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = RawRows;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of facts, or a list of such objects")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawRows, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = list.next_element::<BTreeMap<_, _>>()? {
                    rows.push(row.into_iter().collect());
                }
                Ok(RawRows(rows))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawRows, A::Error> {
                Ok(RawRows(vec![object(MapAccessDeserializer::new(map))?]))
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

impl Serialize for RawRows {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RawRows {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RawRows".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let row = generator.subschema_for::<BTreeMap<String, RawValue>>();
        schemars::json_schema!({
            "description": "The rows of one group; a group of one may be written without a list.",
            "anyOf": [row, { "type": "array", "items": row }],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_group_are_an_object_or_a_list_of_them() {
        let rows = |text: &str| serde_json::from_str::<RawRows>(text).map(|rows| rows.0.len());
        assert_eq!(rows(r#"{ "term": "3年" }"#).unwrap(), 1);
        assert_eq!(rows(r#"[{ "term": "3年" }, {}]"#).unwrap(), 2);
        assert_eq!(
            rows("5").unwrap_err().to_string(),
            "invalid type: integer `5`, expected an object of facts, or a list of such objects at line 1 column 1"
        );
    }

    #[test]
    fn a_list_of_pairs_is_no_object() {
        let refused = |text: &str| serde_json::from_str::<Request>(text).unwrap_err().to_string();
        let day = r#""schema": 1, "day": "2024-12-01""#;
        for (facts, expected) in [
            (r#"[["loan", {}]]"#, "invalid type: sequence, expected a map"),
            (
                r#"{ "loan": [[["term", "3年"]]] }"#,
                "invalid type: sequence, expected a map",
            ),
        ] {
            let said = refused(&format!(r#"{{ {day}, "facts": {facts} }}"#));
            assert!(said.starts_with(expected), "{said}");
        }
    }
}
