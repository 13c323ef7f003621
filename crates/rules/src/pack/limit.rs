//! Limits before an amount, caps on it and when it is rounded, as a pack writes them.

use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer, Serialize};

use crate::compact::compact;

use super::Condition;
use super::texts::one_or_many;

/// A limit before the amount.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// What is limited.
    pub on: LimitOn,
    /// The words that limit it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// On principal: a higher limit for several persons who borrow together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heads: Option<Heads>,
    /// On principal: all loans of one borrower share the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<LimitScope>,
    /// On the rate: the rate at which another subsidy is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub less: Option<String>,
    /// On days: words that give the first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// On days: words that give the last day, which is included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The reading that the limit rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// Over what a limit on principal is held.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LimitScope {
    /// The loans of one borrower together, in the order of payout.
    Recipient,
}

/// What a limit before the amount is on.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LimitOn {
    /// The principal that is subsidised.
    Principal,
    /// The time from payout that is subsidised.
    Time,
    /// The days that are subsidised.
    Days,
    /// What one use of a loan counts for.
    Item,
    /// The points: at most what another subsidy leaves of the rate of the contract.
    Rate,
}

/// A limit on the amount.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// The words that give a sum of money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The words that give a share of another fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// That fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Over what the amounts are summed before they are capped; one of them, or the recipient and one of them.
    #[serde(deserialize_with = "scopes")]
    pub scope: Vec<CapScope>,
    /// Over which time.
    pub per: CapPer,
    /// Only amounts that meet this condition are summed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Condition>,
    /// The sum is shared with others, so that one recipient may get less.
    #[serde(default)]
    pub shared: bool,
    /// The reading that scope or period rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// A scope, or a list of scopes.
fn scopes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<CapScope>, D::Error> {
    let names = one_or_many(deserializer)?;
    let scopes = names
        .iter()
        .map(|name| CapScope::deserialize(name.as_str().into_deserializer()));
    scopes.collect()
}

/// Over what a cap sums.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CapScope {
    /// All that one recipient gets.
    Recipient,
    /// What concerns one counterparty.
    Counterparty,
    /// What concerns one product.
    Product,
    /// What is lent by one lender.
    Lender,
}

compact!(
    enum CapScope {
        Recipient,
        Counterparty,
        Product,
        Lender,
    }
);

/// Over which time a cap sums.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CapPer {
    /// A calendar year.
    Year,
    /// All time.
    Ever,
    /// The time that counts, by the words of the clause (政策执行期内).
    Window,
}

compact!(
    enum CapPer {
        Year,
        Ever,
        Window,
    }
);

/// When amounts are rounded half up to the fen.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Each payment of interest, before anything is summed.
    PerPeriod,
    /// Each year, after the caps.
    PerYear,
    /// Each contract or counterparty once, after the caps.
    Once,
}

compact!(
    enum Rounding {
        PerPeriod,
        PerYear,
        Once,
    }
);

/// A limit on principal that grows with the number of borrowers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Heads {
    /// The number of persons.
    pub fact: String,
    /// The share of the limit that each of several persons may have.
    pub share: String,
    /// The limit of all together.
    pub up_to: String,
}
