//! Standard input as rows: CSV with a heading line, or JSON lines.

use std::collections::VecDeque;

use table::{Job, Line, Record, Splitter};

use super::decode::Decoding;

/// What stands on standard input, and what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// CSV in and out.
    Csv,
    /// JSON lines in and out.
    Lines,
    /// CSV in, JSON lines out.
    CsvToLines,
}

/// A row, or a line that is none.
pub(super) type Row = Result<Record, Record>;

/// Takes the bytes of a table and gives rows.
pub(super) struct Input {
    decoding: Decoding,
    format: Option<Format>,
    /// What the job calls the columns of JSON lines, where it does.
    named: Vec<String>,
    headings: Option<Vec<String>>,
    splitter: Splitter,
    /// The beginning of a line of JSON.
    line: Vec<u8>,
    rows: VecDeque<Row>,
}

impl Input {
    pub(super) fn new(job: &Job) -> Self {
        Self {
            decoding: Decoding::default(),
            format: None,
            named: job.columns.iter().map(|column| column.heading.clone()).collect(),
            headings: None,
            splitter: Splitter::default(),
            line: Vec::new(),
            rows: VecDeque::new(),
        }
    }

    /// The headings, as soon as they are known.
    pub(super) fn headings(&self) -> Option<&[String]> {
        self.headings.as_deref()
    }

    /// What stands on standard input.
    pub(super) fn format(&self) -> Format {
        self.format.unwrap_or(Format::Csv)
    }

    /// The next row that is whole.
    pub(super) fn next(&mut self) -> Option<Row> {
        self.rows.pop_front()
    }

    pub(super) fn push(&mut self, piece: &[u8]) {
        let text = self.decoding.take(piece);
        self.text(&text);
    }

    pub(super) fn finish(&mut self) {
        let text = self.decoding.finish();
        self.text(&text);
        match self.format() {
            Format::Lines => {
                let line = std::mem::take(&mut self.line);
                self.json(&line);
            }
            Format::Csv | Format::CsvToLines => {
                let mut splitter = std::mem::take(&mut self.splitter);
                splitter.finish(&mut |row| self.csv(row));
            }
        }
    }

    fn text(&mut self, text: &[u8]) {
        if self.format.is_none() {
            let mark = "\u{feff}".as_bytes();
            let first = text
                .strip_prefix(mark)
                .unwrap_or(text)
                .iter()
                .find(|byte| !byte.is_ascii_whitespace());
            self.format = first.map(|byte| if *byte == b'{' { Format::Lines } else { Format::Csv });
        }
        match self.format() {
            Format::Lines => {
                let mut lines = text.split(|byte| *byte == b'\n');
                let last = lines.next_back().unwrap_or_default();
                for line in lines {
                    self.line.extend_from_slice(line);
                    let line = std::mem::take(&mut self.line);
                    self.json(&line);
                }
                self.line.extend_from_slice(last);
            }
            Format::Csv | Format::CsvToLines => {
                let mut splitter = std::mem::take(&mut self.splitter);
                splitter.push(text, &mut |row| self.csv(row));
                self.splitter = splitter;
            }
        }
    }

    fn csv(&mut self, row: Record) {
        if self.headings.is_none() {
            self.headings = Some(row.cells().map(|cell| cell.trim().to_owned()).collect());
        } else {
            self.rows.push_back(Ok(row));
        }
    }

    /// A line of JSON; the first that can be read says what the columns are, unless the job does. What another line says
    /// beside them would be lost, and stands as cells too many.
    fn json(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_matches(['\u{feff}', ' ', '\r', '\t']);
        if line.is_empty() {
            return;
        }
        let read = Line::read(line);
        if let (None, Ok(read)) = (&self.headings, &read) {
            let own = || read.headings().into_iter().map(str::to_owned).collect();
            self.headings = Some(if self.named.is_empty() {
                own()
            } else {
                self.named.clone()
            });
        }
        let headings = self.headings.as_deref().unwrap_or_default();
        let row = read.and_then(|read| {
            let mut record = read.record(headings)?;
            if self.named.is_empty() {
                read.beside(headings).for_each(|key| record.push(key));
            }
            Ok(record)
        });
        let row = match row {
            Ok(record) => Ok(record.of_line(line)),
            Err(_) => Err(Record::default().of_line(line)),
        };
        self.rows.push_back(row);
    }
}
