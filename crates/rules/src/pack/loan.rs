//! Amounts on a loan, payment by payment or day by day, as a pack writes them.

use serde::{Deserialize, Serialize};

/// A share of the interest of a loan.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InterestShare {
    /// The words that give the share.
    pub words: String,
}

/// Points of a year on the balance of a loan.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// The words that give the points (1个百分点).
    pub words: String,
    /// The words that limit the points to a share of the rate of the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_share: Option<String>,
    /// The money that was used out of the loan, where only that counts; the whole balance otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The day on which that money was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// Interest that the borrower bears up to a rate, and the treasury above it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Borne {
    /// The words that give the rate against the prime rate (LPR-150BP以下部分).
    pub words: String,
}
