//! The cells of a sheet as text.

use std::io::Cursor;

use calamine::{Data, Reader as _, StyleRange, Xlsx, open_workbook_from_rs};
use table::Record;

/// Why a workbook gives no rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No workbook, or one that cannot be read.
    Workbook(String),
    /// No sheet has a heading line and a row.
    Empty,
}

/// The rows of the first sheet that has a heading line and a row.
///
/// Rows above the headings that hold one cell only, as titles do, are left out.
pub fn read(bytes: &[u8]) -> Result<Vec<Record>, ReadError> {
    let broken = |error: calamine::XlsxError| ReadError::Workbook(error.to_string());
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(broken)?;
        let Some((top, left)) = range.start() else { continue };
        if range.height() < 2 {
            continue;
        }
        // Without formats every number is a plain one, as in a workbook without them.
        let styles = workbook.worksheet_style(&name).unwrap_or_else(|_| StyleRange::empty());
        let rows = (top..).zip(range.rows()).map(|(row, cells)| {
            let cells = (left..).zip(cells).map(|(column, cell)| {
                let percent = is_percentage(&styles, row, column);
                text(cell, percent)
            });
            cells.collect::<Record>()
        });
        let titles = |row: &Record| row.cells().filter(|cell| !cell.trim().is_empty()).count() < 2;
        let rows: Vec<Record> = rows.collect();
        let wide = rows.first().is_some_and(|row| row.len() > 1);
        let first = if wide {
            rows.iter().position(|row| !titles(row)).unwrap_or(0)
        } else {
            0
        };
        return Ok(rows.into_iter().skip(first).collect());
    }
    Err(ReadError::Empty)
}

fn is_percentage(styles: &StyleRange, row: u32, column: u32) -> bool {
    let format = styles.get((row, column)).and_then(|style| style.number_format.as_ref());
    format.is_some_and(|format| scales(&format.format_code))
}

/// Whether a number format shows hundredths: a percent sign that is no text of its own, as `0.00"%"` and `0.00\%` have it.
fn scales(format_code: &str) -> bool {
    let (mut chars, mut quoted) = (format_code.chars(), false);
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            '%' if !quoted => return true,
            // The character behind these is shown as it is, left as wide a gap, or repeated.
            '\\' | '_' | '*' if !quoted => {
                chars.next();
            }
            _ => {}
        }
    }
    false
}

fn text(cell: &Data, percentage: bool) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => decimal(&number.to_string(), percentage),
        // The shortest text that reads back as the same double.
        Data::Float(number) => decimal(&shortened(number.to_string()), percentage),
        Data::Bool(true) => "是".to_owned(),
        Data::Bool(false) => "否".to_owned(),
        Data::DateTime(day) => {
            let (year, month, day, hour, minute, second, _) = day.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
        Data::Error(error) => error.to_string(),
    }
}

/// A whole number of more digits than a workbook keeps, in powers of ten, as the workbook shows it: its last digits are lost.
fn shortened(number: String) -> String {
    const KEPT: usize = 15;
    match number.split_at_checked(1) {
        Some((first, rest)) if rest.len() >= KEPT && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            let kept = rest.trim_end_matches('0');
            let point = if kept.is_empty() { "" } else { "." };
            format!("{first}{point}{kept}E+{}", rest.len())
        }
        _ => number,
    }
}

/// A number as text; of a percentage the point is moved by two places.
fn decimal(number: &str, percentage: bool) -> String {
    if !percentage {
        return number.to_owned();
    }
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{fraction:0<2}");
    let (moved, rest) = padded.split_at_checked(2).unwrap_or((&padded, ""));
    let whole = [whole, moved].concat();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if rest.is_empty() { "" } else { "." };
    [sign, whole, point, rest, "%"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_that_is_only_text_scales_nothing() {
        for code in ["0%", "0.00%", "0.00%;[Red]-0.00%", "\"约\"0.0%", "0.0\\ %"] {
            assert!(scales(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "0.00\"%\"",
            "0.00\\%",
            "0.00_%",
            "0.00\" % p.a.\"",
            "",
        ] {
            assert!(!scales(code), "{code}");
        }
    }

    #[test]
    fn a_number_that_has_lost_digits_does_not_look_as_if_it_had_them() {
        for (number, text) in [
            ("330302199001011000", "3.30302199001011E+17"),
            ("1234567890123456", "1.234567890123456E+15"),
            ("2000000000000000", "2E+15"),
            ("123456789012345", "123456789012345"),
            ("0.1234567890123456", "0.1234567890123456"),
            ("", ""),
        ] {
            assert_eq!(shortened(number.to_owned()), text);
        }
    }

    #[test]
    fn the_point_of_a_percentage_is_moved_and_nothing_is_computed() {
        for (number, text) in [
            ("0.0435", "4.35%"),
            ("0.5", "50%"),
            ("1", "100%"),
            ("0", "0%"),
            ("0.035", "3.5%"),
            ("-0.0001", "-0.01%"),
            ("12.3456", "1234.56%"),
        ] {
            assert_eq!(decimal(number, true), text);
            assert_eq!(decimal(number, false), number);
        }
    }
}
