//! Rows to a workbook.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use table::{Record, Splitter, is_number};
use wasm_bindgen::prelude::wasm_bindgen;

/// Most characters of a cell of a workbook.
const LONGEST_CELL: usize = 32_767;

/// Takes CSV in pieces and gives a workbook with one sheet. Numbers are numbers, everything else is text, which no spreadsheet
/// takes as a formula.
#[wasm_bindgen]
#[derive(Default)]
pub struct Writer {
    splitter: Splitter,
    sheet: Worksheet,
    rows: u32,
    failed: bool,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Writer")
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

#[wasm_bindgen]
impl Writer {
    /// An empty sheet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a piece of CSV.
    pub fn push(&mut self, piece: &[u8]) {
        let mut rows = Vec::new();
        self.splitter.push(piece, &mut |row| rows.push(row));
        self.add(&rows);
    }

    /// The workbook.
    ///
    /// # Errors
    /// `rows` where there are more rows than a sheet can have.
    pub fn finish(mut self) -> Result<Vec<u8>, String> {
        let mut rows = Vec::new();
        self.splitter.finish(&mut |row| rows.push(row));
        self.add(&rows);
        let mut workbook = Workbook::new();
        let Self { mut sheet, failed, .. } = self;
        let frozen = sheet.set_freeze_panes(1, 0).is_ok();
        workbook.push_worksheet(sheet);
        match workbook.save_to_buffer() {
            Ok(bytes) if !failed && frozen => Ok(bytes),
            _ => Err("rows".to_owned()),
        }
    }
}

impl Writer {
    fn add(&mut self, rows: &[Record]) {
        for row in rows {
            for (column, cell) in (0..).zip(row.cells()) {
                self.failed |= write(&mut self.sheet, self.rows, column, cell).is_err();
            }
            self.rows += 1;
        }
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) -> Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    match number(cell) {
        Some(value) if cell.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 2) => {
            sheet.write_number_with_format(row, column, value, &Format::new().set_num_format("0.00"))?;
        }
        Some(value) => {
            sheet.write_number(row, column, value)?;
        }
        None => {
            let cut: String = cell.chars().take(LONGEST_CELL).collect();
            sheet.write_string(row, column, cut)?;
        }
    }
    Ok(())
}

/// A number that the workbook gives back digit by digit: at most 15 digits, no separators, no zeros in front.
#[expect(
    clippy::disallowed_types,
    reason = "a workbook holds doubles; only texts that come back the same are written as such, and nothing is computed"
)]
fn number(cell: &str) -> Option<f64> {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    if !is_number(cell) || digits > 15 || cell.contains([',', '%', '+']) {
        return None;
    }
    let value: f64 = cell.parse().ok()?;
    let plain = if cell.contains('.') {
        cell.trim_end_matches('0').trim_end_matches('.')
    } else {
        cell
    };
    (value.to_string() == plain).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ReadError, read, to_csv};

    fn workbook(csv: &str) -> Vec<u8> {
        let mut writer = Writer::new();
        for piece in csv.as_bytes().chunks(7) {
            writer.push(piece);
        }
        writer.finish().unwrap()
    }

    #[test]
    fn rows_survive_a_workbook() {
        let csv =
            "代码,金额,比例\r\n0012,1172945.20,4.35%\r\n91330300MA00000001,-0.1,甲\r\n123456789012345678,0.30,=1+1\r\n";
        let rows = read(&workbook(csv)).unwrap();
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.cells().collect()).collect();
        assert_eq!(
            cells,
            [
                ["代码", "金额", "比例"],
                ["0012", "1172945.2", "4.35%"],
                ["91330300MA00000001", "-0.1", "甲"],
                ["123456789012345678", "0.3", "=1+1"],
            ]
        );
        // On the way into the engine no cell is changed.
        assert!(to_csv(&workbook(csv)).unwrap().contains(",=1+1"));
    }

    #[test]
    fn percentages_and_days_are_read_by_their_format() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let formats = ["0.00%", "yyyy-mm-dd"].map(|format| Format::new().set_num_format(format));
        sheet.write_string(0, 0, "某某银行贷款台账").unwrap();
        for (column, heading) in (0..).zip(["利率", "放款日", "金额"]) {
            sheet.write_string(1, column, heading).unwrap();
        }
        sheet.write_number_with_format(2, 0, 0.0435, &formats[0]).unwrap();
        sheet.write_number_with_format(2, 1, 45_366, &formats[1]).unwrap();
        sheet.write_number(2, 2, 0.1).unwrap();
        let rows = read(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(rows.len(), 2, "a title is no heading line");
        assert_eq!(rows[1].cells().collect::<Vec<_>>(), ["4.35%", "2024-03-15", "0.1"]);
    }

    #[test]
    fn what_is_no_workbook_is_told() {
        assert!(matches!(read(b"PK\x03\x04nothing"), Err(ReadError::Workbook(_))));
        assert_eq!(to_csv(b"a,b\n1,2\n"), Err("workbook".to_owned()));
        assert_eq!(
            to_csv(&Workbook::new().save_to_buffer().unwrap_or_default()).err(),
            Some("empty".to_owned())
        );
    }
}
