//! Cells on the way out: CSV, with nothing in it that a spreadsheet would run.

/// The byte order mark by which spreadsheets know UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a spreadsheet takes as the beginning of a formula, in both widths.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet could take a cell as a formula. A number with its sign is none.
pub fn is_formula(cell: &str) -> bool {
    cell.starts_with(FORMULA) && !is_number(cell)
}

/// Whether a cell is a plain number: a sign, digits with or without separators, a point, a percent sign.
pub fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let of_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest_is_grouped = groups.clone().all(|group| group.len() == 3 && of_digits(group));
    !first.is_empty()
        && of_digits(first)
        && rest_is_grouped
        && (first.len() <= 3 || groups.next().is_none())
        && !fraction.is_empty()
        && of_digits(fraction)
}

/// Adds a cell to a line of CSV: in quotation marks where it must be, and with an apostrophe in front where a spreadsheet
/// would take it as a formula.
///
/// ```
/// let mut line = String::new();
/// huisuan_table::write_cell(&mut line, "=1+1");
/// assert_eq!(line, "'=1+1");
/// ```
pub fn write_cell(line: &mut String, cell: &str) {
    write_as_is(line, if is_formula(cell) { "'" } else { "" }, cell);
}

fn write_as_is(line: &mut String, apostrophe: &str, cell: &str) {
    let plain = !cell.contains([',', '"', '\n', '\r', '\t', ';']) && cell.trim().len() == cell.len();
    if plain {
        line.push_str(apostrophe);
        line.push_str(cell);
        return;
    }
    line.push('"');
    line.push_str(apostrophe);
    for (at, part) in cell.split('"').enumerate() {
        if at > 0 {
            line.push_str("\"\"");
        }
        line.push_str(part);
    }
    line.push('"');
}

/// Adds a whole row, with the line feed behind it that spreadsheets expect.
pub fn write_row<'c>(text: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    row_of(text, cells, write_cell);
}

/// Adds a whole row on its way in: nothing is neutralised, so that every cell is read as it was.
pub fn write_plain_row<'c>(text: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    row_of(text, cells, |line, cell| write_as_is(line, "", cell));
}

fn row_of<'c>(text: &mut String, cells: impl IntoIterator<Item = &'c str>, write: impl Fn(&mut String, &str)) {
    let start = text.len();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write(text, cell);
    }
    // A row of one empty cell would be no row.
    if text.len() == start {
        text.push_str("\"\"");
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Record, Splitter};

    #[test]
    fn formulas_are_neutralised_and_numbers_stay_numbers() {
        for formula in [
            "=1+1",
            "=cmd|' /C calc'!A0",
            "+cmd",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
            "-",
            "+1,23",
            "-1.",
        ] {
            let mut cell = String::new();
            write_cell(&mut cell, formula);
            assert!(cell.trim_start_matches('"').starts_with('\''), "{formula:?}: {cell:?}");
        }
        for plain in ["-12.50", "+3", "-1,234.00", "5%", "-4.35%", "", "甲=乙", "'=1", "0.5"] {
            let mut cell = String::new();
            write_cell(&mut cell, plain);
            assert!(
                !is_formula(plain) && !cell.starts_with("\"'") && cell.starts_with('\'') == plain.starts_with('\'')
            );
        }
    }

    /// What a reader sees of a cell.
    fn shown(cell: &str) -> String {
        if is_formula(cell) {
            format!("'{cell}")
        } else {
            cell.to_owned()
        }
    }

    proptest! {
        #[test]
        fn rows_survive_writing_and_reading(
            rows in prop::collection::vec(prop::collection::vec("[-=+@a1,;\"'\\t\\r\\n 万％]{0,8}|\\PC{0,5}", 1..5), 1..6),
            length in 1_usize..40,
        ) {
            let mut text = BYTE_ORDER_MARK.to_owned();
            // A heading line says what stands between cells.
            write_row(&mut text, ["a", "b", "c"]);
            for row in &rows {
                write_row(&mut text, row.iter().map(String::as_str));
            }
            let mut read: Vec<Record> = Vec::new();
            let mut splitter = Splitter::default();
            for piece in text.as_bytes().chunks(length) {
                splitter.push(piece, &mut |row| read.push(row));
            }
            splitter.finish(&mut |row| read.push(row));
            let read: Vec<Vec<String>> = read.iter().skip(1).map(|row| row.cells().map(str::to_owned).collect()).collect();
            let written: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| shown(cell)).collect()).collect();
            prop_assert_eq!(read, written);
        }

        #[test]
        fn what_was_neutralised_once_is_not_changed_again(cell in "[-=+@0-9a.,％\\t]{0,6}") {
            let once = shown(&cell);
            prop_assert_eq!(shown(&once), once.clone());
            prop_assert!(!is_formula(&once));
        }
    }
}
