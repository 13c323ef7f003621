//! The ways in which a clause turns a base into an amount, as a pack writes them; one file of `mechanism/` computes each.

use serde::{Deserialize, Serialize};

use super::LimitOn;
use super::loan::{Borne, InterestShare, Points};

/// How a base becomes an amount: exactly one way.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Amount {
    /// A share of a base.
    Share(Share),
    /// A share that depends on where a rate lies; the narrowest bound that holds decides for the whole base.
    Tiers(Tiers),
    /// Shares of the parts of a base that lie between bounds of a ratio.
    Slices(Slices),
    /// What is missing to a share of a base.
    TopUp(TopUp),
    /// The most that may be charged for a base.
    Price(Price),
    /// The highest rate of a loan.
    RateCeiling(RateCeiling),
    /// A share of the interest of a loan.
    InterestShare(InterestShare),
    /// Points of a year on the balance of a loan.
    Points(Points),
    /// The interest of a loan above what the borrower bears.
    Borne(Borne),
    /// A sum.
    Fixed(Fixed),
    /// A sum for each of a number.
    Each(Each),
    /// A sum for each rank.
    Ranked(Ranked),
    /// A loss that several parties share.
    Split(Split),
}

impl Amount {
    /// The reading that the amount rests on.
    pub fn derived(&self) -> Option<&String> {
        match self {
            Self::Share(share) => share.derived.as_ref(),
            Self::Price(price) => price.derived.as_ref(),
            _ => None,
        }
    }

    /// Whether a limit before the amount reaches it.
    pub(crate) fn takes(&self, on: LimitOn) -> bool {
        match on {
            LimitOn::Principal | LimitOn::Time | LimitOn::Days => {
                matches!(self, Self::InterestShare(_) | Self::Points(_) | Self::Borne(_))
            }
            LimitOn::Item => matches!(self, Self::Points(points) if points.of.is_some()),
            LimitOn::Rate => matches!(self, Self::Points(_)),
        }
    }

    /// Whether it is what another rounded part leaves of each payment, so that it is rounded with it.
    pub(crate) fn is_by_payment(&self) -> bool {
        matches!(self, Self::Borne(_))
    }

    /// The words that decide the amount.
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Share(share) => vec![share.words.clone()],
            Self::Tiers(tiers) => tiers
                .tiers
                .iter()
                .flat_map(|tier| [tier.words.clone(), tier.share.clone()])
                .collect(),
            Self::Slices(slices) => slices
                .slices
                .iter()
                .flat_map(|slice| [slice.words.clone(), slice.share.clone()])
                .collect(),
            Self::TopUp(top_up) => vec![top_up.words.clone(), top_up.how.clone()],
            Self::Price(price) => vec![price.words.clone()],
            Self::RateCeiling(ceiling) => vec![ceiling.words.clone()],
            Self::InterestShare(share) => vec![share.words.clone()],
            Self::Points(points) => [Some(&points.words), points.at_most_share.as_ref()]
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
            Self::Borne(borne) => vec![borne.words.clone()],
            Self::Fixed(fixed) => vec![fixed.words.clone()],
            Self::Each(each) => vec![each.words.clone()],
            Self::Ranked(ranked) => vec![ranked.words.clone()],
            Self::Split(split) => split.parts.iter().map(|part| part.words.clone()).collect(),
        }
    }
}

/// A share of a base.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The words that give the share; 不超过 in them makes the result an upper bound, 不低于 a lower one.
    pub words: String,
    /// The base.
    pub of: String,
    /// The reading that the base rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// Nested tiers over the whole base.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tiers {
    /// The base.
    pub of: String,
    /// The fact that chooses the tier.
    pub by: String,
    /// The tiers, in the order of the clause.
    pub tiers: Vec<Tier>,
}

/// One tier, as the clause words its bound and its share.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The bound that opens it.
    pub words: String,
    /// The share that it gives.
    pub share: String,
}

/// Marginal slices (的部分).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slices {
    /// The base.
    pub of: String,
    /// The ratio of the base to another fact, by which it is cut.
    pub by: String,
    /// The slices, in the order of the clause.
    pub slices: Vec<Slice>,
    /// A factor on the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Factor>,
}

/// One slice, as the clause words its bound and its share.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slice {
    /// The bounds between which it lies.
    pub words: String,
    /// The share of it that is paid.
    pub share: String,
}

/// A factor that the clause names without giving it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// The fact that holds it.
    pub fact: String,
    /// The words that name it.
    pub words: String,
    /// The reading that says what is shown without it.
    pub reading: String,
}

/// A top-up to a share of a base (差额提取).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TopUp {
    /// The words that give the level.
    pub words: String,
    /// The base of the level.
    pub of: String,
    /// What is there already.
    pub less: String,
    /// The words that make it a top-up.
    pub how: String,
}

/// The most that may be charged for a base.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// The words that give the rate.
    pub words: String,
    /// What the rate is charged on: money, or money × years.
    pub of: String,
    /// The rate that the user pays, to compare with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// The money that the user pays, to compare with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<String>,
    /// The reading that makes it a ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// The highest rate of a loan.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateCeiling {
    /// The words that give it.
    pub words: String,
    /// The rate that the user pays, to compare with.
    pub against: String,
}

/// A sum that is paid whatever the facts: 一次性奖励200万元.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fixed {
    /// The words that give it.
    pub words: String,
}

/// A sum for each of a number.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Each {
    /// The words that give it, with 每.
    pub words: String,
    /// The number.
    pub of: String,
}

/// A sum for each rank, in the order of the words (分别).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// The words that give the sums.
    pub words: String,
    /// The rank, from 1.
    pub by: String,
}

/// A loss that several parties share.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// The loss.
    pub of: String,
    /// The parties, in the order of the clause; their shares make up the whole.
    pub parts: Vec<Part>,
}

/// One party of a loss.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Who bears it, a recipient of the catalogue.
    pub party: String,
    /// The words that give its share.
    pub words: String,
}
