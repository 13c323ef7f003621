//! Tables of many cases: what the command line and the page share.
//!
//! A [`Splitter`] makes rows of CSV, [`guess`] says what the columns are, a [`Job`] says what is asked; a [`Table`] of both
//! computes the rows of each party together, by [`rules::Plan::assess`], and tells of each row what is added to it.
//!
//! Money and rates are text on the whole way: no cell becomes a float.
//!
//! ```
//! # use std::sync::Arc;
//! use huisuan_table::{Job, Party, Table};
//! let job: Job = serde_json::from_str(r#"{
//!     "schema": 1, "day": "2024-12-01", "measures": ["wenzhou-2022/art-4-price"],
//!     "facts": { "firm": { "kind": "micro-small" }, "insurance": { "kind": "small-loan-guarantee" } }
//! }"#)?;
//! let headings = ["企业名称", "保险金额(万元)", "保费(元)", "保险期限(月)", "起保日"];
//! let table = Table::new(Arc::new(policies::plan()?), &job, &headings).map_err(|error| format!("{error:?}"))?;
//! let row = ["甲", "100", "12000", "12", "2023-03-01"].into_iter().collect();
//! let answer = table.computer().compute(&Party { rows: vec![row], obstacle: None });
//! assert_eq!(table.added(&answer, 0).outcomes[0].kind, "上限价");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]
#![warn(clippy::missing_errors_doc)]

mod added;
mod cell;
mod column;
mod heading;
mod job;
mod lines;
mod party;
mod record;
mod table;
mod totals;
mod words;
mod write;

pub use added::{Added, AddedError, AddedOutcome, ENGINE};
pub use column::{Column, PARTY, Unit, kind, targets, units};
pub use heading::guess;
pub use job::{Constant, Job};
pub use lines::{ADDED, Line, line_of, write_line};
pub use party::{Gatherer, Obstacle, Party};
pub use record::{Record, Splitter};
pub use table::{Answer, Computer, JobError, RowAnswer, RowError, RowProblem, Table};
pub use totals::{MeasureTotal, RecipientTotal, Sum, Tally, Totals};
pub use write::{BYTE_ORDER_MARK, is_formula, is_number, write_cell, write_plain_row, write_row};
