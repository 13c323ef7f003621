//! Workbooks (.xlsx) to CSV and back, for the page of tables: a module of its own, since most tables are CSV.
//!
//! A workbook holds numbers as binary doubles. What is read of one is its shortest decimal text, which is the text that was
//! typed for up to 15 digits: no arithmetic is done on it. Percentages are told by the format of their cell, and become
//! text with a percent sign by moving the point. Dates become ISO days.
//!
//! ```
//! use huisuan_xlsx::{Writer, to_csv};
//! let mut writer = Writer::new();
//! writer.push("编号,本金(元),金额\n".as_bytes());
//! writer.push("007,5000000.10,=1+1\n".as_bytes());
//! let workbook = writer.finish()?;
//! // Codes keep their zeros, nothing becomes a formula; the zero behind 5000000.1 is the format of its cell.
//! assert_eq!(to_csv(&workbook)?, "编号,本金(元),金额\r\n007,5000000.1,=1+1\r\n");
//! assert_eq!(to_csv(b"no workbook"), Err("workbook".to_owned()));
//! # Ok::<(), String>(())
//! ```
#![forbid(unsafe_code)]

use wasm_bindgen::prelude::wasm_bindgen;

mod read;
mod write;

pub use read::{ReadError, read};
pub use write::Writer;

/// The first sheet with more than one row as CSV.
///
/// # Errors
/// `workbook` where the bytes are none, `empty` where no sheet has rows.
#[wasm_bindgen(js_name = toCsv)]
pub fn to_csv(bytes: &[u8]) -> Result<String, String> {
    let rows = read(bytes).map_err(|error| match error {
        ReadError::Workbook(_) => "workbook".to_owned(),
        ReadError::Empty => "empty".to_owned(),
    })?;
    let mut text = String::new();
    for row in rows {
        table::write_plain_row(&mut text, row.cells());
    }
    Ok(text)
}
