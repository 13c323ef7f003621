//! Rows of a table, and the reader that takes CSV in pieces.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// One row: its cells as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    text: String,
    ends: Vec<usize>,
    line: String,
}

impl Record {
    /// The row with the line that it was read from, where that line is handed on with what is added.
    #[must_use]
    pub fn of_line(mut self, line: &str) -> Self {
        line.clone_into(&mut self.line);
        self
    }

    /// The line that it was read from; empty where nobody has kept it.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Adds a cell behind the others.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// The cell at a place, counted from 0; empty where the row has fewer.
    pub fn cell(&self, at: usize) -> &str {
        let start = match at.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).copied().unwrap_or(self.text.len()),
        };
        let end = self.ends.get(at).copied().unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or_default()
    }

    /// All cells, from the left to the right, as they were written.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|at| self.cell(at))
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether no cell holds anything but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether something stands behind its first so many cells: text, or nothing, where a comma inside an amount
    /// (500,000) has made two cells of one.
    pub fn overflows(&self, most: usize) -> bool {
        let digits = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit());
        let first = |cell: &str| (1..=3).contains(&cell.len()) && digits(cell);
        let group = |cell: &str| {
            let whole = cell.split('.').next().unwrap_or_default();
            whole.len() == 3 && digits(whole)
        };
        let parted = || {
            self.cells()
                .zip(self.cells().skip(1))
                .any(|(a, b)| first(a.trim()) && group(b.trim()))
        };
        self.cells().skip(most).any(|cell| !cell.trim().is_empty()) || (self.len() > most && parted())
    }

    /// Bytes of the text of all cells.
    pub fn size(&self) -> usize {
        self.text.len()
    }
}

impl<S: AsRef<str>> FromIterator<S> for Record {
    fn from_iter<I: IntoIterator<Item = S>>(cells: I) -> Self {
        let mut record = Self::default();
        for cell in cells {
            record.push(cell.as_ref());
        }
        record
    }
}

/// Takes CSV (UTF-8, with or without a byte order mark) in pieces of any length and gives rows.
///
/// Lines end with LF, CR or CRLF; a cell in quotation marks may hold all of them. Commas, tabs or semicolons stand between
/// cells: whichever the first line has most of. Lines without any character are no rows.
///
/// ```
/// use huisuan_table::Splitter;
/// let mut rows = Vec::new();
/// let mut splitter = Splitter::default();
/// splitter.push("\u{feff}a,b\n1,\"x,".as_bytes(), &mut |row| rows.push(row));
/// splitter.push(b"y\"\n", &mut |row| rows.push(row));
/// splitter.finish(&mut |row| rows.push(row));
/// assert_eq!(rows[1].cells().collect::<Vec<_>>(), ["1", "x,y"]);
/// ```
#[derive(Debug, Default)]
pub struct Splitter {
    reader: Option<Box<Reader>>,
    /// What came before the first line was whole.
    head: Vec<u8>,
    output: Vec<u8>,
    written: usize,
    ends: Vec<usize>,
    ended: usize,
}

/// Longest first line that is looked at for what stands between cells.
const LONGEST_HEAD: usize = 1 << 16;

impl Splitter {
    /// Takes a piece and hands on every row that it completes.
    pub fn push(&mut self, piece: &[u8], row: &mut dyn FnMut(Record)) {
        if self.reader.is_some() {
            self.read(piece, row);
            return;
        }
        self.head.extend_from_slice(piece);
        if self.head.contains(&b'\n') || self.head.contains(&b'\r') || self.head.len() > LONGEST_HEAD {
            self.begin(row);
        }
    }

    /// Hands on the last row, where no line feed stands behind it.
    pub fn finish(&mut self, row: &mut dyn FnMut(Record)) {
        self.begin(row);
        // The reader is told of the end by an empty piece, as often as it takes.
        self.read(&[], row);
    }

    fn begin(&mut self, row: &mut dyn FnMut(Record)) {
        if self.reader.is_none() {
            let head = std::mem::take(&mut self.head);
            let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&head);
            self.reader = Some(Box::new(ReaderBuilder::new().delimiter(delimiter(head)).build()));
            self.read(head, row);
        }
    }

    fn read(&mut self, piece: &[u8], row: &mut dyn FnMut(Record)) {
        let Some(reader) = &mut self.reader else { return };
        let (mut rest, last) = (piece, piece.is_empty());
        loop {
            if self.output.len() <= self.written {
                self.output.resize((self.output.len() * 2).max(1024), 0);
            }
            if self.ends.len() <= self.ended {
                self.ends.resize((self.ends.len() * 2).max(32), 0);
            }
            let output = self.output.get_mut(self.written..).unwrap_or_default();
            let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, read, wrote, ended) = reader.read_record(rest, output, ends);
            rest = rest.get(read..).unwrap_or_default();
            self.written += wrote;
            self.ended += ended;
            match result {
                ReadRecordResult::Record => {
                    let bytes = self.output.get(..self.written).unwrap_or_default();
                    let ends = self.ends.get(..self.ended).unwrap_or_default();
                    row(record(bytes, ends));
                    (self.written, self.ended) = (0, 0);
                }
                ReadRecordResult::End => return,
                ReadRecordResult::InputEmpty if !last => return,
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
            }
            if rest.is_empty() && !last {
                return;
            }
        }
    }
}

fn record(bytes: &[u8], ends: &[usize]) -> Record {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Record {
            text: text.to_owned(),
            ends: ends.to_vec(),
            line: String::new(),
        };
    }
    // What is no UTF-8 is shown as such, cell by cell, so that no cell moves.
    let mut start = 0;
    let cells = ends.iter().map(|end| {
        let cell = bytes.get(start..*end).unwrap_or_default();
        start = *end;
        String::from_utf8_lossy(cell)
    });
    cells.collect()
}

/// What the first line has most of, outside of quotation marks.
fn delimiter(head: &[u8]) -> u8 {
    let line = head
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    let mut counts = [(b',', 0_usize), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == delimiter);
        }
    }
    let mut most = (b',', 0);
    for (delimiter, count) in counts {
        if count > most.1 {
            most = (delimiter, count);
        }
    }
    most.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(csv: &str, rows: &[&[&str]]) {
        for length in [1, 2, 3, 7, csv.len().max(1)] {
            let mut found = Vec::new();
            let mut splitter = Splitter::default();
            for piece in csv.as_bytes().chunks(length) {
                splitter.push(piece, &mut |row| found.push(row));
            }
            splitter.finish(&mut |row| found.push(row));
            let found: Vec<Vec<&str>> = found.iter().map(|row| row.cells().collect()).collect();
            assert_eq!(found, rows, "{csv:?} in pieces of {length}");
        }
    }

    #[test]
    fn rows_are_the_same_however_the_bytes_arrive() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check(
            "\u{feff}企业,金额\r\n甲,\"1,234\"\r\n",
            &[&["企业", "金额"], &["甲", "1,234"]],
        );
        check(
            "a\n\"two\nlines\"\n\"with \"\"marks\"\"\"",
            &[&["a"], &["two\nlines"], &["with \"marks\""]],
        );
        check("a,b\n,\n1,\n", &[&["a", "b"], &["", ""], &["1", ""]]);
        check("", &[]);
        check("\u{feff}", &[]);
        check("a", &[&["a"]]);
    }

    #[test]
    fn an_amount_in_two_cells_is_seen_where_empty_cells_follow() {
        let row = |cells: &[&str]| cells.iter().collect::<Record>();
        for (cells, overflows) in [
            (&["甲", "500", "000", ""][..], true),
            (&["甲", "500", "000.00", ""], true),
            (&["甲", "12", "3年", ""], false),
            (&["甲", "500", "00", ""], false),
            (&["甲", "500000", "", ""], false),
            (&["甲", "500", "000"], false),
            (&["甲", "", "", "x"], true),
        ] {
            assert_eq!(row(cells).overflows(3), overflows, "{cells:?}");
        }
    }

    #[test]
    fn tabs_and_semicolons_part_cells_where_the_first_line_has_them() {
        check("a\tb,c\td\n1\t2\t3\n", &[&["a", "b,c", "d"], &["1", "2", "3"]]);
        check("a;b\n1,5;2\n", &[&["a", "b"], &["1,5", "2"]]);
        check("\"a;b;c\",d\n", &[&["a;b;c", "d"]]);
    }

    #[test]
    fn bytes_that_are_no_text_stay_in_their_cell() {
        let mut rows = Vec::new();
        let mut splitter = Splitter::default();
        splitter.push(b"a,\xff\xfe,c\n", &mut |row| rows.push(row));
        assert_eq!(rows[0].len(), 3);
        assert_eq!((rows[0].cell(0), rows[0].cell(2), rows[0].cell(7)), ("a", "c", ""));
    }
}
