//! What is asked about a table.

use std::collections::BTreeMap;

use rules::request::RawRows;
use serde::{Deserialize, Serialize};

use crate::column::Column;

/// What is asked about every party of a table, and what its columns are.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
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
    /// Documents. Of documents and of a place those measures are computed that judge a case and are about what the table has:
    /// no clauses about guarantees for a table of loans.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// A place, with its documents and the national ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The language of what is added: `zh` or `en`.
    #[serde(default = "chinese")]
    pub language: String,
    /// What holds for every party, by group; of groups that repeat, one row, which holds for every contract. A cell comes first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, RawRows>,
    /// The same as people write it, as a cell would stand in a column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constants: Vec<Constant>,
    /// What the columns are; guessed from the headings where none is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
}

/// A fact that the table does not have, with one value for every row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Constant {
    /// The path of the fact.
    #[serde(rename = "as")]
    pub target: String,
    /// Of a series: the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The value: `20`, `正常`, `3.5%`.
    pub value: String,
}

fn chinese() -> String {
    "zh".to_owned()
}
