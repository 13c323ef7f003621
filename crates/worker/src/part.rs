//! What is computed of some parties, wherever that is done.

use serde::{Deserialize, Serialize};
use table::{Party, Table, Totals};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::packed::{Packed, Unpacked};
use crate::texts::Texts;

/// What is computed of some parties.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// For each row, in the order of the parties, what is added, as numbers of texts.
    pub(crate) rows: Vec<Vec<u32>>,
    pub(crate) texts: Texts,
    pub(crate) report: Report,
}

/// What a part comes to.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Report {
    pub(crate) totals: Totals,
    pub(crate) errors: Vec<RowError>,
}

/// What is wrong with a row.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct RowError {
    /// The row: its place in the part, and in the end its number in the table, whose heading line is row 1.
    pub(crate) row: usize,
    pub(crate) column: String,
    pub(crate) message: String,
}

/// A part on its way from a helper, as two arrays, each of which can be taken once, and a text.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Answer {
    packed: Packed,
    report: String,
}

#[wasm_bindgen]
impl Answer {
    /// The lengths of the texts, and for each row the numbers of its texts.
    #[must_use]
    pub fn numbers(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.packed.numbers)
    }

    /// The texts, in UTF-8.
    #[must_use]
    pub fn text(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.packed.text)
    }

    /// Totals and errors.
    #[must_use]
    pub fn report(&mut self) -> String {
        std::mem::take(&mut self.report)
    }
}

impl Part {
    pub(crate) fn compute(table: &Table, parties: &[Party]) -> Self {
        let computer = table.computer();
        let mut part = Self::default();
        for party in parties {
            let answer = computer.compute(party);
            part.report.totals.count(&answer);
            for at in 0..party.rows.len() {
                if answer.blank {
                    part.rows.push(Vec::new());
                    continue;
                }
                let added = table.added(&answer, at);
                let cells = added.cells().into_iter();
                let cells = cells.map(|cell| part.texts.number(&cell)).collect();
                let errors = added.errors.into_iter().map(|error| RowError {
                    row: part.rows.len(),
                    column: error.column,
                    message: error.message,
                });
                part.report.errors.extend(errors);
                part.rows.push(cells);
            }
        }
        part
    }

    pub(crate) fn pack(&self) -> Answer {
        let mut packed = Packed::default();
        let texts = self.texts.iter();
        packed.number(texts.len());
        texts.for_each(|text| packed.text(text));
        for row in &self.rows {
            packed.number(row.len());
            packed.numbers.extend(row);
        }
        Answer {
            packed,
            // Maps with texts as keys can always be written.
            report: serde_json::to_string(&self.report).unwrap_or_default(),
        }
    }

    pub(crate) fn unpack(numbers: &[u32], text: &[u8], report: &str) -> Result<Self, String> {
        let mut packed = Unpacked::new(numbers, text);
        let mut part = Self {
            report: serde_json::from_str(report).map_err(|error| error.to_string())?,
            ..Self::default()
        };
        for _ in 0..packed.number() {
            part.texts.number(packed.text());
        }
        while !packed.is_done() {
            let row = (0..packed.number()).map(|_| packed.number());
            part.rows
                .push(row.map(|number| u32::try_from(number).unwrap_or_default()).collect());
        }
        Ok(part)
    }
}
