//! The number that a goal names, as a pack writes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Sense;

/// A target for a fact: in words of the clause, or year by year in a row of a table.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The fact that is compared with it.
    pub fact: String,
    /// The words that give the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The side on which the target is met, where the words do not say it.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub sense: Option<Sense>,
    /// Year → number, as they stand in a row of the quoted table below its years.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub years: BTreeMap<String, String>,
    /// The date that tells which year counts, where the fact has no years itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// The reading on which the side rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}
