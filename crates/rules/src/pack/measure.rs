//! What a clause gives, limits or bounds, as a pack writes it.

use crate::compact::compact;

use serde::{Deserialize, Serialize};

use super::{Amount, Benchmark, Cap, Condition, Exempt, Limit, Quote, Rounding};

/// What a clause gives, limits or bounds.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Name inside the pack.
    pub id: String,
    /// Provisions of the inventory that find their home here, `document/provision`.
    #[serde(
        default,
        deserialize_with = "super::texts::one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub covers: Vec<String>,
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
    /// What one evaluation is about; pointers and goals evaluate nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
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
    /// Of a pointer: which document decides, id of a reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decides: Option<String>,
    /// Of a pointer and of a goal: whom to ask, id of a reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    /// Of a goal: the number that it names for a fact of whoever asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benchmark: Option<Benchmark>,
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
    /// The group of measures, across documents, of which only one counts for a contract; an id of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Document conditions that do not test this measure's recipient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt: Option<Exempt>,
}

/// What a measure does; with the role of the one who asks it decides the block of the page.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Says who bears which part of a loss.
    Split,
    /// Leaves the amount to another document.
    Pointer,
    /// A target of the place (力争, 逐步): nobody is entitled to anything.
    Goal,
}

compact!(
    enum Effect {
        Receive,
        Price,
        Bound,
        Fund,
        Split,
        Pointer,
        Goal,
    }
);

/// How strong a promise is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

compact!(
    enum Strength {
        Binding,
        InPrinciple,
        HelpToApply,
        ConditionOfAnother,
    }
);

/// What one evaluation of a measure is about.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Each contract.
    Contract,
    /// Each use of a loan.
    Spend,
    /// The recipient, year by year, over all contracts.
    RecipientYear,
    /// Each product, year by year.
    ProductYear,
    /// Each counterparty, over all years.
    Counterparty,
    /// Each level of government, year by year.
    LevelYear,
    /// Each event: a ranking, an arrival.
    Event,
}

compact!(
    enum Unit {
        Contract,
        Spend,
        RecipientYear,
        ProductYear,
        Counterparty,
        LevelYear,
        Event,
    }
);

/// A warning where the result exceeds a fact.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Warn {
    /// The fact that the result is held against.
    pub result_over: String,
    /// The reading that words the warning.
    pub reading: String,
}
