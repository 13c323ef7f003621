//! How an amount came about, step by step, as data; `crates/text` words it.
//!
//! ```
//! use huisuan_rules::{Plan, trace::Step};
//! # use huisuan_rules::{digest::sha256, lpr::Lpr, plan::Source};
//! # let facts = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json")))?;
//! # let pack = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json")))?;
//! # let source = Source { pack, hash: sha256(b"the pack") };
//! # let plan = Plan::new(facts, Lpr::default(), vec![source]).map_err(|errors| format!("{errors:?}"))?;
//! let request = serde_json::from_str(r#"{ "schema": 1, "day": "2026-06-30", "facts": {
//!     "firm": { "kind": "micro-small" }, "loan": [{ "principal": "500万元", "interest": "50,000.05" }] } }"#)?;
//! let response = plan.assess(&request).map_err(|error| format!("{error:?}"))?;
//! let steps = &response.outcomes[0].steps;
//! let [Step::Base { .. }, Step::Share { words, share, .. }, Step::Cap { binds, .. }, Step::Round { from, to, .. }] = &steps[..] else {
//!     return Err(format!("{steps:?}").into());
//! };
//! assert_eq!((words.as_str(), *share), ("按利息的30%给予补助", "0.3".parse()?));
//! assert!(!binds, "15,000.015 yuan lie below the cap of 20,000");
//! assert_eq!((*from, *to), ("15000.015".parse()?, "15000.02".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use serde::Serialize;

use crate::outcome::Period;
use crate::pack::{CapPer, CapScope};
use crate::{Date, Exact, Money, Rate};

/// One step of a computation. Amounts are yuan, unrounded unless they are [`Money`].
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// The base of an amount.
    Base {
        /// The fact.
        fact: String,
        /// When.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// The contract, from 0, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        contract: Option<usize>,
        /// How much.
        amount: Exact,
    },
    /// A share of the base.
    Share {
        /// The words.
        words: String,
        /// The share.
        share: Exact,
        /// The base.
        base: Exact,
        /// The result.
        result: Exact,
    },
    /// The tier that a rate falls in.
    Tier {
        /// The fact that chooses.
        fact: String,
        /// Its value.
        given: Exact,
        /// The words of the tier.
        words: String,
    },
    /// The part of a base that lies in a slice.
    Slice {
        /// The words of the slice.
        words: String,
        /// How much of the base lies in it.
        part: Exact,
        /// The share that is paid.
        share: Exact,
        /// The result.
        result: Exact,
    },
    /// A factor on the sum.
    Factor {
        /// The words.
        words: String,
        /// The factor.
        factor: Exact,
        /// The result.
        result: Exact,
    },
    /// What is there already is taken off.
    Less {
        /// The fact.
        fact: String,
        /// How much is there.
        amount: Exact,
        /// What is missing.
        result: Exact,
    },
    /// The reference rate.
    ReferenceRate {
        /// The rate.
        rate: Rate,
        /// The day on which it was published; none where the user gave it.
        #[serde(skip_serializing_if = "Option::is_none")]
        published: Option<Date>,
    },
    /// The interest of a loan over its whole term at a rate.
    LoanInterest {
        /// The rate.
        rate: Rate,
        /// Number of payments of interest.
        payments: usize,
        /// The interest.
        interest: Money,
    },
    /// The limit on principal that applies.
    PrincipalLimit {
        /// The words.
        words: String,
        /// The limit.
        limit: Exact,
        /// Whether the loan exceeds it.
        binds: bool,
    },
    /// A limit on principal that several loans share.
    SharedLimit {
        /// The words.
        words: String,
        /// The limit.
        limit: Exact,
        /// Whether this loan gets less because of it.
        binds: bool,
    },
    /// The most that one use of a loan counts for.
    ItemLimit {
        /// The words.
        words: String,
        /// The limit.
        limit: Exact,
        /// Whether the use exceeds it.
        binds: bool,
    },
    /// The days that count.
    DaysLimit {
        /// The first.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        /// The last.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<Date>,
        /// Whether days of this loan lie outside.
        cuts: bool,
    },
    /// The limit on time that applies.
    TimeLimit {
        /// The words.
        words: String,
        /// The limit, months.
        months: u32,
        /// Number of payments after it.
        left_out: usize,
    },
    /// A share of each payment of interest.
    PerPayment {
        /// The words.
        words: String,
        /// The share.
        share: Exact,
        /// When.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// Number of payments.
        payments: usize,
        /// Their interest, as far as it counts.
        interest: Exact,
        /// Whether the share of each is rounded to the fen.
        rounded: bool,
        /// The result.
        result: Exact,
    },
    /// Points are at most a share of the rate of the contract.
    PointsAtMost {
        /// The words.
        words: String,
        /// That share of the rate.
        limit: Exact,
        /// Whether the points are more.
        binds: bool,
    },
    /// Points are at most what another subsidy leaves of the rate of the contract.
    PointsLeft {
        /// The rate of the other subsidy.
        less: Exact,
        /// What it leaves.
        limit: Exact,
        /// Whether the points are more.
        binds: bool,
    },
    /// Points that are more than the rate of the contract, which is taken.
    PointsOfRate {
        /// The rate of the contract.
        rate: Exact,
    },
    /// Points on the balance, over time.
    Points {
        /// The words.
        words: String,
        /// When.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// Number of payments.
        payments: usize,
        /// Balance times years, as far as they count.
        weight: Exact,
        /// The result.
        result: Exact,
    },
    /// Interest of which the borrower bears a part, both rounded payment by payment.
    Borne {
        /// The words.
        words: String,
        /// When.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// Number of payments.
        payments: usize,
        /// Their interest, as far as it counts.
        interest: Money,
        /// The rate that the borrower bears, where it is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        rate: Option<Rate>,
        /// The borrower's part.
        borne: Money,
        /// The rest.
        result: Money,
    },
    /// A sum that the clause names.
    Fixed {
        /// The words.
        words: String,
        /// The sum.
        result: Exact,
    },
    /// A sum for each of a number.
    Each {
        /// The fact that counts.
        fact: String,
        /// When.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// The words.
        words: String,
        /// The number.
        number: Exact,
        /// The sum for one.
        one: Exact,
        /// The result.
        result: Exact,
    },
    /// The sum for a rank.
    Ranked {
        /// The fact that ranks.
        fact: String,
        /// When.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// The words.
        words: String,
        /// The rank.
        rank: Exact,
        /// The sum.
        result: Exact,
    },
    /// What one party bears.
    Part {
        /// Who.
        party: String,
        /// The words of its share.
        words: String,
        /// The share.
        share: Exact,
        /// What it bears.
        amount: Money,
    },
    /// A cap, and whether it binds.
    Cap {
        /// The words.
        words: String,
        /// Over what it sums.
        scope: CapScope,
        /// Over which time.
        per: CapPer,
        /// When.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// The sum.
        sum: Exact,
        /// The cap.
        cap: Exact,
        /// Whether it reduces the sum.
        binds: bool,
    },
    /// Rounding to the fen.
    Round {
        /// When.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// Before.
        from: Exact,
        /// After.
        to: Money,
        /// Whether fractions of a fen are dropped (a ceiling must itself pass) instead of rounded half up.
        down: bool,
    },
    /// The sum of the parts.
    Total {
        /// How many parts.
        parts: usize,
        /// The sum.
        amount: Money,
    },
}
