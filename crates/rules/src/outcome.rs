//! What an assessment says: amount, kind, recipient, standing, and every reason.
//!
//! What was given, a limit or a value to come to is text, in the notation in which a request could give it: money in yuan with two
//! decimals, a rate with its percent sign, ISO days, ids of choices. [`Exact`] numbers are plain decimals, or fractions `n/d`.
//!
//! An amount that rests on an answer that is not known yet stands under [`Status::Incomplete`], and [`Outcome::missing`] names
//! what to ask. Below the clause is 对小微企业500万元及以下的贷款，按利息的30%给予补助，单家企业最高2万元.
//!
//! ```
//! use huisuan_rules::{Plan, outcome::{Assumption, Block, Kind, Reason, State, Status, Why}};
//! # use huisuan_rules::{digest::sha256, lpr::Lpr, plan::Source};
//! # let facts = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json")))?;
//! # let pack = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json")))?;
//! # let source = Source { pack, hash: sha256(b"the pack") };
//! # let plan = Plan::new(facts, Lpr::default(), vec![source]).map_err(|errors| format!("{errors:?}"))?;
//! let assess = |facts: &str| -> Result<_, Box<dyn std::error::Error>> {
//!     let request = [r#"{ "schema": 1, "day": "2026-06-30", "facts": "#, facts, " }"].concat();
//!     let response = plan.assess(&serde_json::from_str(&request)?).map_err(|error| format!("{error:?}"))?;
//!     response.outcomes.into_iter().next().ok_or_else(|| "one measure".into())
//! };
//!
//! let open = assess(r#"{ "loan": [{ "principal": "500万元", "interest": "70,000.05" }] }"#)?;
//! assert_eq!((open.status, open.block, open.kind), (Status::Incomplete, Block::Yours, Some(Kind::Exact)));
//! assert_eq!((open.amount, open.capped), (Some("20000".parse()?), true));
//! assert_eq!(open.missing, ["firm.kind"]);
//! assert_eq!(open.periods[0].raw.to_string(), "21000.015");
//! assert!(open.assumptions.contains(&Assumption::Reading { id: "one-cap".to_owned() }));
//!
//! let refused = assess(r#"{ "firm": { "kind": "large" }, "loan": [{ "principal": "500万元", "interest": "70,000.05" }] }"#)?;
//! assert_eq!((refused.status, refused.amount), (Status::Ineligible, None));
//! assert_eq!(refused.checks[0].words.as_deref(), Some("小微企业"));
//! assert_eq!((refused.checks[0].state, refused.checks[1].state), (State::Failed, State::Met));
//! assert!(matches!(&refused.reasons[0].why, Why::NotAmong { .. }));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::compact::compact;
use crate::pack::{CapPer, CapScope, Effect, Standing, Strength, Verification};
use crate::trace::Step;
use crate::{Date, Exact, Money, Rate};

mod why;

pub use why::{Reason, Why};

/// The answer to a request.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The version of the format; 1.
    pub schema: u32,
    /// The version of the engine.
    pub engine: &'static str,
    /// The digest over request and response, where it was asked for: [`Response::seal`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// One outcome for each measure asked about, in the order of the request.
    pub outcomes: Vec<Outcome>,
}

/// What one measure is worth in the case at hand.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outcome {
    /// `document/measure`.
    pub measure: String,
    /// Digest of the pack, its version.
    pub pack: String,
    /// Draft or issued.
    pub standing: Standing,
    /// Whether the figures were read in the document itself.
    pub verification: Verification,
    /// Whether the document is law on the day asked about.
    pub force: ForceState,
    /// Days from the day asked about to the last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
    /// The last day whose facts count, where it is over on the day asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_ended: Option<Date>,
    /// Whether the case meets the conditions.
    pub status: Status,
    /// What the amount is; none where there is no amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// What the measure does.
    pub effect: Effect,
    /// How strong the promise is.
    pub strength: Strength,
    /// Whom it pays, or whose price it limits.
    pub recipient: String,
    /// Which treasury pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer: Option<String>,
    /// Where the result belongs for the one who asks.
    pub block: Block,
    /// The amount, yuan; with `incomplete` or `unclear` it holds if the open conditions are met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The rate of a price, a year; none where contracts differ in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
    /// What the user pays against that price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Paid>,
    /// What each party bears of a loss that is shared; they sum to the whole loss.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// How facts of whoever asks compare with the target of a goal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comparisons: Vec<Comparison>,
    /// Of a pointer: the reading that names the document that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decides: Option<String>,
    /// Of a pointer and of a goal: the reading that names whom to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    /// Whether a cap reduced the amount, decided before rounding.
    pub capped: bool,
    /// The amount year by year or contract by contract; the parts sum to the amount.
    pub periods: Vec<Line>,
    /// Every condition and how it stands.
    pub checks: Vec<Check>,
    /// Why not, or why it is unclear.
    pub reasons: Vec<Reason>,
    /// Facts that are still needed.
    pub missing: Vec<String>,
    /// How the amount came about, where the request wants it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// What was assumed.
    pub assumptions: Vec<Assumption>,
    /// Readings that warn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// What would change the result.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub what_if: Vec<WhatIf>,
}

/// What one measure is worth in one of many cases, without reasons: the same status and amount as in its [`Outcome`].
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Brief {
    /// Whether the case meets the conditions.
    pub status: Status,
    /// What the amount is; none where there is no amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The amount, yuan; with `incomplete` or `unclear` it holds if the open conditions are met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Whether a cap reduced the amount, decided before rounding.
    pub capped: bool,
}

/// Whether a document is law on a day.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ForceState {
    /// Not yet.
    NotYet,
    /// Yes. Of a draft: the day lies in the period that the draft gives itself.
    InForce,
    /// Not any more.
    Ended,
    /// The text does not say.
    Unknown,
}

/// Whether the case meets the conditions. The order is from best to worst; the last two judge nobody.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// All conditions are met.
    Eligible,
    /// None fails, some are open.
    Incomplete,
    /// None fails, but the text does not decide the case.
    Unclear,
    /// At least one fails.
    Ineligible,
    /// Another document decides.
    Pointer,
    /// A target of the place, to compare with.
    Goal,
}

/// What an amount is.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// That amount.
    Exact,
    /// That amount or less.
    AtMost,
    /// That amount or more.
    AtLeast,
    /// The most that the recipient pays.
    Ceiling,
}

compact!(
    enum Kind {
        Exact,
        AtMost,
        AtLeast,
        Ceiling,
    }
);

/// Where a result belongs; results of different blocks are never added.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// Money to the one who asks.
    Yours,
    /// Ceilings on what the one who asks pays.
    Price,
    /// Money that others receive.
    Others,
    /// Yes or no, budget rules: no money of anybody who asks.
    Reference,
}

/// A year, or a year of a contract.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// Calendar year.
    Year(i32),
    /// Year of a contract, from 1.
    ContractYear(i32),
}

/// One part of an amount.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// Number of the contract, from 0, where each contract counts for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<usize>,
    /// Counterparty or product, where each counts for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// When.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What the amount was computed from, yuan.
    pub base: Exact,
    /// The amount before caps and rounding, yuan.
    pub raw: Exact,
    /// The amount.
    pub amount: Money,
    /// Whether a cap reduced it.
    pub capped: bool,
}

/// What one party bears of a loss.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// Who, a recipient of the catalogue.
    pub party: String,
    /// How much.
    pub amount: Money,
    /// Whether that is the one who asks.
    pub own: bool,
}

/// How a fact compares with a target.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The fact.
    pub fact: String,
    /// Number of the contract, from 0, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<usize>,
    /// When.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Its value.
    pub given: String,
    /// The number of the target.
    pub target: String,
    /// Whether the target is the most, or the least.
    pub at_most: bool,
    /// Whether the value meets it.
    pub within: bool,
}

/// How one condition stands.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Check {
    /// Name of the condition: the path of the fact that it tests.
    pub id: String,
    /// The document condition to which it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The words of the clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// How it stands.
    pub state: State,
    /// When, where it depends on the year.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Who decides it, a reading of the pack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_to: Option<String>,
}

/// How a condition stands.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Met.
    Met,
    /// Not met.
    Failed,
    /// Not known yet.
    Open,
    /// The text does not decide it.
    Unclear,
}

/// Something that the text does not say and that a result rests on.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "assumption", rename_all = "kebab-case")]
pub enum Assumption {
    /// A reading of the pack.
    Reading {
        /// Its id.
        id: String,
    },
    /// Bare 以上, 以下 or 以内 include their number, as in civil law.
    Convention {
        /// The words.
        words: String,
    },
    /// The day count was not given; the usual one of the repayment method was taken.
    DayBasis {
        /// Which one.
        basis: String,
    },
    /// The reference rate was taken from the table.
    ReferenceRate {
        /// The day for which it was looked up.
        day: Date,
        /// The day on which it was published.
        published: Date,
        /// The rate.
        rate: Rate,
        /// Whether that day lies after the last one that the table was checked for.
        unchecked: bool,
    },
    /// The reference rate was given, and is not the one in the table.
    ReferenceRateGiven {
        /// The day for which it was looked up.
        day: Date,
        /// The day on which the one in the table was published.
        published: Date,
        /// The rate in the table.
        rate: Rate,
        /// The rate that was given, and taken.
        given: Rate,
    },
    /// The clause does not say that a subsidy of interest is no more than the interest; it was taken so.
    NoMoreThanInterest,
    /// The window starts or ends inside this year; the whole year was counted.
    PartOfYear {
        /// The year.
        year: i32,
    },
    /// Only contract data were given: interest was split over calendar years by days.
    InterestFromContract,
    /// A shown amount was allotted to years or contracts after a cap, the earliest first.
    AllottedInOrder,
    /// Other measures of a group of which only one counts pay for the same contract as well.
    OneOf {
        /// The group, an id of the catalogue.
        group: String,
        /// The others.
        measures: Vec<String>,
    },
    /// Interest falls due in the years of the loan, but no date says which.
    NoDates,
    /// On which days interest is settled was not given; the usual ones of the repayment method were taken.
    Settlement {
        /// Which ones.
        settlement: String,
    },
    /// Which loan prime rate a loan follows was not given; that of its term was taken.
    Tenor {
        /// `1y` or `5y`.
        tenor: String,
    },
    /// What a prepayment does to the instalments was not given.
    AfterPrepayment {
        /// What was taken.
        choice: String,
    },
    /// A flat loan that is repaid early pays the whole interest of the period.
    FlatFullPeriod,
    /// A repricing day lies after the last day that the table of the loan prime rate was checked for: the rate stays.
    LprUnknownAfter {
        /// That last day.
        verified_through: Date,
    },
    /// The customer's total was not given; the guarantee is taken to be the customer's only one.
    CustomerTotalAlone,
    /// The customer's total that was given is below the guarantee itself, which was taken in its place.
    CustomerTotalRaised,
}

/// What the user pays, against a price.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paid {
    /// What the user pays.
    pub amount: Money,
    /// The rate that this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Exact>,
    /// Whether it is within the price, compared exactly.
    pub within: bool,
    /// Of the contracts that lie above the price, by how much, added up; where none does, how far all lie below it.
    pub difference: Money,
}

/// What would change a result.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "what_if", rename_all = "kebab-case")]
pub enum WhatIf {
    /// A condition would be met with this value.
    Passes {
        /// The condition.
        condition: String,
        /// The fact to change.
        fact: String,
        /// The nearest value that passes.
        value: String,
    },
    /// A cap begins to bind at this value of the base.
    CapBinds {
        /// The base.
        fact: String,
        /// The least value at which the cap reduces the amount.
        value: Money,
        /// The cap.
        cap: Money,
        /// Over what it sums.
        scope: CapScope,
        /// Over which time.
        per: CapPer,
    },
    /// The next better tier begins at this value.
    NextTier {
        /// The fact that chooses the tier.
        fact: String,
        /// The number at which it begins.
        value: String,
        /// The words.
        words: String,
        /// The amount that it would bring.
        amount: Money,
    },
}
