//! The engine of 惠算: policy packs in, exact and explained outcomes out.
#![forbid(unsafe_code)]

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
