//! The engine of 惠算: policy packs in, exact and explained outcomes out.
//!
//! Packs are compiled once, with the catalogue of facts that they speak of and the loan prime rate, to a [`Plan`]. A plan is
//! asked as often as wanted: [`Plan::assess`] answers one [`request::Request`], [`Plan::inquire`] resolves a question that is
//! asked of many cases, and [`Plan::schedule`] computes contracts without any policy. Nothing here reads a file, a clock or a
//! random number, and nothing panics: what is wrong with an input comes back as data.
//!
//! ```
//! use huisuan_rules::{Plan, fact::Catalogue, lpr::Lpr, outcome::Status, pack::Pack, plan::Source, request::Request};
//!
//! let facts: Catalogue = serde_json::from_str(r#"{
//!     "group": [{ "id": "loan", "repeat": true, "zh": "贷款", "en": "Loan", "fact": [
//!         { "id": "principal", "type": "money", "zh": "本金", "en": "Principal" },
//!         { "id": "interest", "type": "money", "zh": "利息", "en": "Interest" } ] }],
//!     "actor": [{ "id": "firm", "zh": "企业", "en": "Firm", "sees": ["firm"] }],
//!     "recipient": [{ "id": "firm", "zh": "企业", "en": "The firm" }],
//!     "payer": [{ "id": "000000", "zh": "财政", "en": "The treasury" }],
//!     "topic": [{ "id": "interest", "zh": "贴息", "en": "Interest" }],
//!     "region": [{ "id": "000000", "zh": "全国", "en": "The whole country" }]
//! }"#)?;
//! let pack: Pack = serde_json::from_str(r#"{
//!     "schema": 1,
//!     "document": { "id": "sample", "region": "000000", "zh": "示例", "en": "Sample", "standing": "issued",
//!         "verification": "original", "verified_on": "2026-01-01" },
//!     "measure": [{ "id": "share", "article": "1", "zh": "贴息", "en": "Interest", "topic": "interest", "effect": "receive",
//!         "recipient": "firm", "payer": "000000", "unit": "contract", "rounding": "once",
//!         "quote": "对500万元及以下的贷款，按利息的30%给予补助，单笔最高不超过2万元", "translation": "30% of the interest.",
//!         "when": [{ "fact": "loan.principal", "words": "500万元及以下" }],
//!         "amount": { "share": { "words": "按利息的30%给予补助", "of": "loan.interest" } } }]
//! }"#)?;
//! let hash = huisuan_rules::digest::sha256(b"the bytes of the pack");
//! let plan = Plan::new(facts, Lpr::default(), vec![Source { pack, hash }]).map_err(|errors| format!("{errors:?}"))?;
//!
//! let request: Request = serde_json::from_str(r#"{
//!     "schema": 1, "day": "2026-06-30", "facts": { "loan": [{ "principal": "500万元", "interest": "50,000.05" }] }
//! }"#)?;
//! let response = plan.assess(&request).map_err(|error| format!("{error:?}"))?;
//! let [outcome] = response.outcomes.as_slice() else { unreachable!("one measure") };
//! assert_eq!(outcome.status, Status::Eligible);
//! assert_eq!(outcome.amount.map(|amount| amount.to_string()).as_deref(), Some("15000.02"));
//! assert_eq!(outcome.checks[0].words.as_deref(), Some("500万元及以下"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]
#![warn(clippy::missing_errors_doc)]

pub mod capitals;
pub mod contract;
pub mod date;
pub mod dated;
pub mod digest;
pub mod exact;
pub mod fact;
pub mod library;
pub mod lpr;
pub mod mechanism;
pub mod money;
pub mod outcome;
pub mod pack;
pub mod phrase;
pub mod place;
pub mod plan;
pub mod rate;
pub mod request;
pub mod schedule;
pub mod term;
pub mod trace;

mod assess;
mod compact;
#[cfg(test)]
mod sample;
mod serde_text;
mod typed;

pub use assess::Inquiry;
pub use capitals::capitals;
pub use contract::{ContractError, DayBasis};
pub use date::{Date, DateError};
pub use dated::Dated;
pub use exact::{ArithmeticError, Exact, ParseExactError, Rounding};
pub use money::{Money, MoneyError};
pub use plan::Plan;
pub use rate::{Rate, RateError};
pub use term::{Term, TermError};
