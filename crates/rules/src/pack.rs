//! A policy document as data: what a TOML file of `crates/policies/packs` says, before anything is read from its words.
//!
//! Every type mirrors the file, key by key; [`crate::Plan`] reads the phrases and resolves the facts. Unknown keys are
//! refused, so that a misspelt key cannot silently drop a condition.
//!
//! ```
//! use huisuan_rules::pack::{Amount, Effect, Pack};
//! # let file = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json"));
//! let pack: Pack = serde_json::from_str(file)?;
//! let measure = &pack.measures[0];
//! assert_eq!((measure.article.as_str(), measure.effect), ("第二条", Effect::Receive));
//! assert!(matches!(&measure.amount, Some(Amount::Share(share)) if share.words == "按利息的30%给予补助"));
//! assert_eq!(measure.when[1].words.as_deref(), Some("500万元及以下"));
//!
//! let misspelt = file.replace("\"caps\"", "\"cap\"");
//! assert!(serde_json::from_str::<Pack>(&misspelt).is_err_and(|error| error.to_string().contains("unknown field `cap`")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::compact::compact;

use std::collections::BTreeMap;

use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer, Serialize};

mod amount;
mod benchmark;
mod beyond;
mod condition;
mod entered;
mod limit;
mod loan;
mod measure;
mod texts;

pub use amount::{
    Amount, Each, Factor, Fixed, Part, Price, Ranked, RateCeiling, Share, Slice, Slices, Split, Tier, Tiers, TopUp,
};
pub use benchmark::Benchmark;
pub use beyond::Beyond;
pub use condition::{Branch, Condition, DocumentCondition, Exempt, Reads, Sense, UnclearFor};
pub use entered::{ENTERED, EnteredError, EnteredWhy, entered};
pub use limit::{Cap, CapPer, CapScope, Heads, Limit, LimitOn, LimitScope, Rounding};
pub use loan::{Borne, InterestShare, Points};
pub use measure::{Effect, Measure, Strength, Unit, Warn};
pub use texts::{Quote, Text};

/// One policy document with its measures, as the file says it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The version of the file format; 1.
    pub schema: u32,
    /// What the document is and when it counts.
    pub document: Document,
    /// Conditions that hold for every measure of the document.
    #[serde(default, rename = "condition", skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<DocumentCondition>,
    /// What the document gives, limits or bounds.
    #[serde(default, rename = "measure")]
    pub measures: Vec<Measure>,
    /// Yes-or-no questions that only this document asks, by id.
    #[serde(default, rename = "question", skip_serializing_if = "BTreeMap::is_empty")]
    pub questions: BTreeMap<String, Text>,
    /// How unclear words were read, by id; shown with the results that rest on them.
    #[serde(default, rename = "reading", skip_serializing_if = "BTreeMap::is_empty")]
    pub readings: BTreeMap<String, Text>,
    /// Numbers, bounds and dates of the document that no rule rests on, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beyond: Vec<Beyond>,
}

/// What a document is: its standing, when it is law and which facts count.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Name of the document inside 惠算, also the name of its file.
    pub id: String,
    /// Code of the place that issued it (GB/T 2260), `000000` for the whole country.
    pub region: String,
    /// Title as published.
    pub zh: String,
    /// Unofficial English title.
    pub en: String,
    /// Number of the paper, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Draft or issued.
    pub standing: Standing,
    /// Day of issue, ISO.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<String>,
    /// Whether the document itself was read.
    pub verification: Verification,
    /// Day on which that was done, ISO.
    pub verified_on: String,
    /// Where the figures come from, for documents that were not read themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// When it is law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// Which facts count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
}

/// Whether a document has been issued.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Published for comments (征求意见稿); nobody can claim anything from it.
    Draft,
    /// Issued.
    Issued,
}

compact!(
    enum Standing {
        Draft,
        Issued,
    }
);

/// Whether the figures were read in the document itself.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// Read in the document; clauses are quoted.
    Original,
    /// Taken from public reports; clauses are summarised in our words and never quoted.
    Secondary,
    /// Somebody else's rule, which the owner of a site has put beside the published ones: it was checked for sense alone, is
    /// never quoted, and never looks official.
    Own,
    /// A rule that the visitor has entered; its words are made here of the numbers, so that nothing of it is quoted.
    Entered,
}

compact!(
    enum Verification {
        Original,
        Secondary,
        Own,
        Entered,
    }
);

/// When a document is law. Dates are words of the quote; a date may be unknown.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Force {
    /// Provisions of the inventory that find their home here, `document/provision`.
    #[serde(
        default,
        deserialize_with = "texts::one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub covers: Vec<String>,
    /// The sentence that says it.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub quote: Quote,
    /// The same in our words, for documents that were not read themselves.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub summary: Quote,
    /// Words that give the first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The text states no first day: the day of issue is taken, as this reading says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_issue: Option<String>,
    /// Words that give the last day, which is included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Last day that is no word of the text (ISO); `derived` says where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Reading on which this rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// Which facts count: another window than the one in which the document is law.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Provisions of the inventory that find their home here, `document/provision`.
    #[serde(
        default,
        deserialize_with = "texts::one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub covers: Vec<String>,
    /// The sentence that says it.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub quote: Quote,
    /// The same in our words, for documents that were not read themselves.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub summary: Quote,
    /// Words that give the first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The first day is the first day in force.
    #[serde(default)]
    pub from_force: bool,
    /// Words that give the last day, which is included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The last day is the last day in force.
    #[serde(default)]
    pub to_force: bool,
    /// Last day that is no word of the text (ISO); `derived` says where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Which dates are tested; one, or several that must all lie in the window.
    #[serde(deserialize_with = "tests")]
    pub tests: Vec<Tests>,
    /// The facts that hold those dates, where they are the same for every measure; the first places the case in a year.
    #[serde(
        default,
        deserialize_with = "texts::one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub fact: Vec<String>,
    /// Reading on which this rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// Which date must lie in the window.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Tests {
    /// The date, or the year, of the fact itself.
    FactDate,
    /// The day on which a loan was paid out.
    PayoutDate,
    /// The day on which a contract was signed.
    ContractDate,
    /// The day on which money out of a loan was spent.
    SpendDate,
}

/// One date, or a list of dates.
fn tests<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Tests>, D::Error> {
    let names = texts::one_or_many(deserializer)?;
    let tests = names
        .iter()
        .map(|name| Tests::deserialize(name.as_str().into_deserializer()));
    tests.collect()
}
