//! A policy document as data: what a TOML file of `crates/policies/packs` says, before anything is read from its words.
//!
//! Every type mirrors the file, key by key; [`crate::Plan`] reads the phrases and resolves the facts. Unknown keys are
//! refused, so that a misspelt key cannot silently drop a condition.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod amount;
mod limit;
mod texts;

pub use amount::{Amount, Factor, Heads, InterestShare, Price, RateCeiling, Share, Slice, Slices, Tier, Tiers, TopUp};
pub use limit::{Cap, CapPer, CapScope, Limit, LimitOn, Rounding};
pub use texts::{Quote, Text};

/// One policy document with its measures, as the file says it.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
}

/// What a document is: its standing, when it is law and which facts count.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, nanoserde::DeBin, nanoserde::SerBin)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Published for comments (征求意见稿); nobody can claim anything from it.
    Draft,
    /// Issued.
    Issued,
}

/// Whether the figures were read in the document itself.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, nanoserde::DeBin, nanoserde::SerBin)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// Read in the document; clauses are quoted.
    Original,
    /// Taken from public reports; clauses are summarised in our words and never quoted.
    Secondary,
}

/// When a document is law. Dates are words of the quote; a date may be unknown.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Force {
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
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// The sentence that says it.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub quote: Quote,
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
    /// Which date is tested.
    pub tests: Tests,
    /// The fact that holds that date, where it is the same for every measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// Reading on which this rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// Which date must lie in the window.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, nanoserde::DeBin, nanoserde::SerBin)]
#[serde(rename_all = "kebab-case")]
pub enum Tests {
    /// The date, or the year, of the fact itself.
    FactDate,
    /// The day on which a loan was paid out.
    PayoutDate,
}

/// A condition that holds for every measure of its document.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentCondition {
    /// Name inside the pack.
    pub id: String,
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
    /// Measures whose recipients the condition fits badly: failing it leaves them unclear, not ineligible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unclear_for: Option<UnclearFor>,
}

/// Measures for which a document condition decides nothing, and why.
#[derive(Clone, Debug, Deserialize, Serialize, nanoserde::DeBin, nanoserde::SerBin)]
#[serde(deny_unknown_fields)]
pub struct UnclearFor {
    /// Ids of measures of the same pack.
    pub measures: Vec<String>,
    /// Id of the reading that says why.
    pub why: String,
}

/// Document conditions that do not test the recipient of a measure, and why.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exempt {
    /// Ids of document conditions of the same pack.
    pub conditions: Vec<String>,
    /// Id of the reading that says why.
    pub why: String,
}

/// One condition of a clause. Which keys stand together decides what it tests; [`crate::Plan`] refuses other mixtures.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// The fact that is tested, `group.fact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The words of the clause: a bound for numbers and spans, otherwise the words that ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Which number of the words is meant, where there are several (`家`, `笔`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Words of the clause → choices that they cover.
    #[serde(rename = "in", skip_serializing_if = "BTreeMap::is_empty")]
    pub one_of: BTreeMap<String, Vec<String>>,
    /// The words with 等 that leave the list open: a choice outside it is unclear, not refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
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

/// One bound of a condition that depends on another fact.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Bound on the choosing fact; the branch without it is taken when no other is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Bound on the tested fact.
    pub words: String,
}

/// What a clause gives, limits or bounds.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Name inside the pack.
    pub id: String,
    /// Where the clause stands.
    pub article: String,
    /// What it is, in a few words.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Subject, an id of the catalogue.
    pub topic: String,
    /// What it does.
    pub effect: Effect,
    /// Whom it pays or whose price it limits, an id of the catalogue.
    pub recipient: String,
    /// The clause does not name the recipient: how it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient_derived: Option<String>,
    /// Which treasury pays, an id of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<String>,
    /// How strong the promise is.
    #[serde(default)]
    pub strength: Strength,
    /// What one evaluation is about.
    pub unit: Unit,
    /// The fact that tells counterparties or products apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The date that places the fact in a year and in the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// The clause, verbatim.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub quote: Quote,
    /// The clause in our words, where the document was not read.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub summary: Quote,
    /// Unofficial English translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
    /// All of these must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// None of these may hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Condition>,
    /// How the base becomes an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Limits on the base and on time, before the amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
    /// Limits on the amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// When amounts are rounded to the fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    /// What the result is held against, with a warning where it is larger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warn: Vec<Warn>,
    /// Readings that every result of this measure rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reading: Vec<String>,
    /// Document conditions that do not test this measure's recipient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt: Option<Exempt>,
}

/// What a measure does; with the role of the one who asks it decides the block of the page.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, nanoserde::DeBin, nanoserde::SerBin)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Pays money to the recipient.
    Receive,
    /// Limits a price that the recipient pays.
    Price,
    /// Says yes or no.
    Bound,
    /// A rule for the treasury's own budget.
    Fund,
}

/// How strong a promise is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, nanoserde::DeBin, nanoserde::SerBin)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// The text binds.
    #[default]
    Binding,
    /// 原则上.
    InPrinciple,
    /// 支持其向省财政申请: another level of government decides.
    HelpToApply,
    /// A condition of someone else's subsidy.
    ConditionOfAnother,
}

/// What one evaluation of a measure is about.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, nanoserde::DeBin, nanoserde::SerBin)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Each contract.
    Contract,
    /// The recipient, year by year, over all contracts.
    RecipientYear,
    /// Each product, year by year.
    ProductYear,
    /// Each counterparty, over all years.
    Counterparty,
    /// Each level of government, year by year.
    LevelYear,
}

/// A warning where the result exceeds a fact.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Warn {
    /// The fact that the result is held against.
    pub result_over: String,
    /// The reading that words the warning.
    pub reading: String,
}
