//! Conditions of documents and clauses, as a pack writes them.

use crate::compact::compact;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Quote;

/// A condition that holds for every measure of its document.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentCondition {
    /// Name inside the pack.
    pub id: String,
    /// Provisions of the inventory that find their home here, `document/provision`.
    #[serde(
        default,
        deserialize_with = "super::texts::one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub covers: Vec<String>,
    /// Where it stands.
    pub article: String,
    /// The clause.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub quote: Quote,
    /// Unofficial English translation of the clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
    /// All of these must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// None of these may hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Condition>,
    /// Measures whose recipients a part of the condition fits badly: failing it leaves them unclear, not ineligible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unclear_for: Option<UnclearFor>,
}

/// Measures for which a document condition decides nothing, and why.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnclearFor {
    /// Ids of measures of the same pack.
    pub measures: Vec<String>,
    /// The facts whose conditions decide nothing, all where none is named; the other conditions refuse as always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// Id of the reading that says why.
    pub why: String,
}

compact!(struct UnclearFor { measures, facts, why });

/// Document conditions that do not test the recipient of a measure, and why.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exempt {
    /// Ids of document conditions of the same pack.
    pub conditions: Vec<String>,
    /// Id of the reading that says why.
    pub why: String,
}

/// One condition of a clause. Which keys stand together decides what it tests; [`crate::Plan`] refuses other mixtures.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// The fact that is tested, `group.fact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The words of the clause: a bound for numbers, spans and terms, otherwise the words that ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Which number of the words is meant, where there are several (`家`, `笔`; `天`, `年`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// On which side of the number a value may lie, where only the sense of the words says it (放宽至5%); `derived` says why.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub sense: Option<Sense>,
    /// The text uses a bare 以下 or 以上 without its number, against the convention; `derived` says where that shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reads: Option<Reads>,
    /// Two rates whose difference, the first less the second, the words bound in percentage points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diff: Vec<String>,
    /// Words of the clause → choices that they cover.
    #[serde(rename = "in", skip_serializing_if = "BTreeMap::is_empty")]
    pub one_of: BTreeMap<String, Vec<String>>,
    /// The words with 等 that leave the list open: a choice outside it is unclear, not refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// Choices of which the clause does not say whether it means them → the reading that says why. Of a flag the answer that
    /// decides nothing; one that is not given is not asked for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub unclear: BTreeMap<String, String>,
    /// Prefixes of region codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<String>,
    /// The answer that a flag must have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<bool>,
    /// Another fact that the words compare with (超过停售标准).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub than: Option<String>,
    /// A question of this pack that must be answered yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm: Option<String>,
    /// Who decides it: id of a reading that names the office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_to: Option<String>,
    /// The fact that chooses among several bounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choose_by: Option<String>,
    /// Those bounds; the first whose `when` holds is taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choose: Vec<Branch>,
    /// At least one of these must hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Condition>,
    /// The reading that this rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// The side of a number on which a value may lie, the number included.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sense {
    /// Up to the number.
    AtMost,
    /// From the number on.
    AtLeast,
}

/// A bare 以下 or 以上 that leaves its number out.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reads {
    /// 以下 without the number.
    Below,
    /// 以上 without the number.
    Above,
}

/// One bound of a condition that depends on another fact.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Bound on the choosing fact; the branch without it is taken when no other is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Bound on the tested fact.
    pub words: String,
}
