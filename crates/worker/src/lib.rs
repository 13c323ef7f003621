//! A table in the worker of the page: bytes in, results and totals out, a slice at a time so that it can be stopped.
//!
//! Nothing here computes. The rows may stand in any order: those of a party are gathered here, since a page can hold the
//! whole table. One worker holds it and computes; it hands parties on to helpers, which are workers of the same module and
//! hold no table, and takes in what they answer. What is added to the rows is kept as numbers of texts, most of which repeat.
//!
//! ```
//! # use std::sync::Arc;
//! use huisuan_worker::Batch;
//! let mut batch = Batch::of(Arc::new(policies::plan()?));
//! batch.push("企业名称,保险金额(万元),保费(元),保险期限(月),起保日\n甲,100,12000,12,2023-".as_bytes());
//! batch.push("03-01\n乙,100,保费,12,2023-03-01\n".as_bytes());
//! assert_eq!(batch.finish(), 2);
//! batch.start(r#"{ "schema": 1, "day": "2024-12-01", "measures": ["wenzhou-2022/art-4-price"],
//!     "facts": { "firm": { "kind": "micro-small" }, "insurance": { "kind": "small-loan-guarantee" } } }"#)?;
//! while batch.step(1) > 0 {
//!     // Between two steps the worker can be told to stop.
//! }
//! let csv = batch.csv(1, 1);
//! assert!(csv.starts_with("乙,100,保费,12,2023-03-01,") && csv.contains("“保费” 不是金额"));
//! assert!(batch.csv(0, 1).contains("甲,100,12000,12,2023-03-01,,"));
//! let totals: serde_json::Value = serde_json::from_str(&batch.totals())?;
//! assert_eq!((&totals["rows"], &totals["bad_rows"]), (&2.into(), &1.into()));
//! assert_eq!(totals["measures"][0]["eligible"]["amount"], "12000.00");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

use std::collections::HashMap;
use std::sync::Arc;

use rules::fact::Catalogue;
use rules::lpr::Lpr;
use rules::pack::Pack;
use rules::plan::{Plan, Source};
use serde_json::{Value, json};
use table::{BYTE_ORDER_MARK, Job, Party, Record, Splitter, Table, Totals, guess, write_row};
use text::{Language, Words};
use wasm_bindgen::prelude::wasm_bindgen;

mod choices;
mod gather;
mod packed;
mod part;
mod share;
mod texts;

use gather::{Gathered, gather};
pub use part::Answer;
use part::{Part, Report, RowError};
pub use share::Share;
use texts::Texts;

/// Most errors that are shown, those of the first rows; all of them stand in the table that is given back.
const SHOWN_ERRORS: usize = 200;

/// First rows that are shown to check the columns by.
const SAMPLE: usize = 3;

/// One table, from its first byte to its results; or a helper, which computes parties of the table of another worker.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Batch {
    plan: Arc<Plan>,
    splitter: Splitter,
    headings: Option<Vec<String>>,
    rows: Vec<Record>,
    table: Option<Table>,
    /// The parties that are still to be computed, the last first.
    waiting: Vec<Gathered>,
    /// The parties that helpers compute, by the number of their share.
    out: HashMap<u32, Vec<Gathered>>,
    shares: u32,
    /// For each row what is added, as numbers of texts.
    added: Vec<Vec<u32>>,
    texts: Texts,
    totals: Totals,
    errors: Vec<RowError>,
}

#[wasm_bindgen]
impl Batch {
    /// The engine with a catalogue of facts, the loan prime rate and packs, as `huisuan export` writes them, all as JSON texts.
    ///
    /// # Errors
    /// What is wrong, for developers.
    #[wasm_bindgen(constructor)]
    pub fn new(facts: &str, lpr: &str, packs: &str) -> Result<Batch, String> {
        let broken = |error: serde_json::Error| error.to_string();
        let facts: Catalogue = serde_json::from_str(facts).map_err(broken)?;
        let lpr: Lpr = serde_json::from_str(lpr).map_err(broken)?;
        let packs: Vec<Pack> = serde_json::from_str(packs).map_err(broken)?;
        let mut sources = Vec::new();
        for pack in packs {
            let hash = rules::digest::sha256(serde_json::to_string(&pack).map_err(broken)?.as_bytes());
            sources.push(Source { pack, hash });
        }
        let plan = Plan::new(facts, lpr, sources).map_err(|errors| format!("{errors:?}"))?;
        Ok(Self::of(Arc::new(plan)))
    }

    /// Forgets the table.
    pub fn clear(&mut self) {
        *self = Self::of(Arc::clone(&self.plan));
    }

    /// Takes a piece of the table, in UTF-8; returns the number of rows so far.
    pub fn push(&mut self, piece: &[u8]) -> usize {
        let mut splitter = std::mem::take(&mut self.splitter);
        splitter.push(piece, &mut |row| self.take(row));
        self.splitter = splitter;
        self.rows.len()
    }

    /// The table is whole; returns the number of its rows.
    pub fn finish(&mut self) -> usize {
        let mut splitter = std::mem::take(&mut self.splitter);
        splitter.finish(&mut |row| self.take(row));
        self.rows.len()
    }

    /// What can be chosen: documents with their measures and the facts that those ask for, roles, and what a column can be, named
    /// in the language.
    #[must_use]
    pub fn choices(&self, language: &str) -> String {
        choices::choices(self.words(language)).to_string()
    }

    /// What the columns are by their headings, with the cells of the first rows.
    #[must_use]
    pub fn columns(&self) -> String {
        let headings = self.headings.as_deref().unwrap_or_default();
        let columns = guess(&self.plan.catalogue, headings);
        let columns = columns.iter().enumerate().map(|(at, column)| {
            let rows = self.rows.iter().filter(|row| !row.is_blank()).take(SAMPLE);
            json!({ "column": column, "cells": rows.map(|row| row.cell(at)).collect::<Vec<_>>() })
        });
        Value::from(columns.collect::<Vec<_>>()).to_string()
    }

    /// Takes a job and gathers the parties; returns the number of rows.
    ///
    /// # Errors
    /// What is wrong with the job, a sentence in its language.
    pub fn start(&mut self, job: &str) -> Result<usize, String> {
        let table = self.table_of(job, self.headings.as_deref().unwrap_or_default())?;
        self.waiting = gather(&self.rows, table.party());
        self.waiting.reverse();
        self.out = HashMap::new();
        self.added = vec![Vec::new(); self.rows.len()];
        (self.texts, self.totals, self.errors) = (Texts::default(), Totals::default(), Vec::new());
        self.table = Some(table);
        Ok(self.rows.len())
    }

    /// Computes parties until at least so many rows are done; returns how many were, 0 where none is left.
    pub fn step(&mut self, rows: usize) -> usize {
        let Some(table) = self.table.take() else { return 0 };
        let parties = self.next(rows);
        // The rows are lent to the parties, and come back.
        let mut lent = Vec::with_capacity(parties.len());
        for Gathered { rows, obstacle } in &parties {
            let rows = rows
                .iter()
                .filter_map(|row| self.rows.get_mut(*row).map(std::mem::take));
            lent.push(Party {
                rows: rows.collect(),
                obstacle: *obstacle,
            });
        }
        let part = Part::compute(&table, &lent);
        for (gathered, party) in parties.iter().zip(lent) {
            for (number, row) in gathered.rows.iter().zip(party.rows) {
                if let Some(place) = self.rows.get_mut(*number) {
                    *place = row;
                }
            }
        }
        self.table = Some(table);
        self.enter(&parties, part)
    }

    /// How many rows nobody computes yet.
    #[must_use]
    pub fn left(&self) -> usize {
        self.waiting.iter().map(|party| party.rows.len()).sum()
    }

    /// The headings, as a JSON list: what a helper needs beside the job.
    #[must_use]
    pub fn headings(&self) -> String {
        json!(self.headings.as_deref().unwrap_or_default()).to_string()
    }

    /// Takes parties with at least so many rows off those that are still to be computed, for a helper; nothing where none is
    /// left.
    pub fn hand_out(&mut self, rows: usize) -> Option<Share> {
        let parties = self.next(rows);
        if parties.is_empty() {
            return None;
        }
        self.shares = self.shares.wrapping_add(1);
        let records = parties.iter().map(|Gathered { rows, obstacle }| {
            let records: Vec<&Record> = rows.iter().filter_map(|row| self.rows.get(*row)).collect();
            (*obstacle, records.into_iter())
        });
        let share = Share::new(self.shares, records);
        self.out.insert(self.shares, parties);
        Some(share)
    }

    /// Takes in what a helper answers; returns how many rows are done by that, 0 for a share that nobody waits for.
    ///
    /// # Errors
    /// What is wrong with the answer, for developers.
    pub fn take_in(&mut self, id: u32, numbers: &[u32], text: &[u8], report: &str) -> Result<usize, String> {
        let part = Part::unpack(numbers, text, report)?;
        match self.out.remove(&id) {
            Some(parties) => Ok(self.enter(&parties, part)),
            None => Ok(0),
        }
    }

    /// Takes back a share that its helper will not answer.
    pub fn put_back(&mut self, id: u32) {
        let parties = self.out.remove(&id).unwrap_or_default();
        self.waiting.extend(parties.into_iter().rev());
    }

    /// Makes a helper of this worker, for a job and the headings of the table of another one.
    ///
    /// # Errors
    /// What is wrong with the job, a sentence in its language.
    pub fn prepare(&mut self, headings: &str, job: &str) -> Result<(), String> {
        let headings: Vec<String> = serde_json::from_str(headings).map_err(|error| error.to_string())?;
        self.table = Some(self.table_of(job, &headings)?);
        Ok(())
    }

    /// Computes a share of another worker.
    #[must_use]
    pub fn answer(&self, numbers: &[u32], text: &[u8]) -> Option<Answer> {
        let part = Part::compute(self.table.as_ref()?, &share::parties(numbers, text));
        Some(part.pack())
    }

    /// The totals in words, with the errors that are shown.
    pub fn totals(&mut self) -> String {
        let Some(table) = &self.table else {
            return "{}".to_owned();
        };
        self.totals.settle(table.measures());
        choices::totals(table.words(), &self.totals, &self.errors).to_string()
    }

    /// Rows of the result as CSV: so many from a place on, with the heading line in front of the first.
    #[must_use]
    pub fn csv(&self, from: usize, count: usize) -> String {
        let mut text = String::new();
        let Some(table) = &self.table else { return text };
        let headings = self.headings.as_deref().unwrap_or_default();
        if from == 0 {
            text.push_str(BYTE_ORDER_MARK);
            let added = table.added_headings();
            write_row(&mut text, headings.iter().chain(&added).map(String::as_str));
        }
        for (row, added) in self.rows.iter().zip(&self.added).skip(from).take(count) {
            if row.is_blank() {
                write_row(&mut text, row.cells());
                continue;
            }
            let own = (0..headings.len().max(row.len())).map(|at| row.cell(at));
            write_row(&mut text, own.chain(added.iter().map(|number| self.texts.get(*number))));
        }
        text
    }
}

impl Batch {
    /// A table for a plan that is there already.
    #[must_use]
    pub fn of(plan: Arc<Plan>) -> Self {
        Self {
            plan,
            splitter: Splitter::default(),
            headings: None,
            rows: Vec::new(),
            table: None,
            waiting: Vec::new(),
            out: HashMap::new(),
            shares: 0,
            added: Vec::new(),
            texts: Texts::default(),
            totals: Totals::default(),
            errors: Vec::new(),
        }
    }

    fn take(&mut self, row: Record) {
        if self.headings.is_none() {
            self.headings = Some(row.cells().map(|cell| cell.trim().to_owned()).collect());
        } else {
            self.rows.push(row);
        }
    }

    fn words(&self, language: &str) -> Words<'_> {
        Words {
            plan: &self.plan,
            language: Language::from_id(language).unwrap_or(Language::Zh),
        }
    }

    fn table_of(&self, job: &str, headings: &[String]) -> Result<Table, String> {
        let job: Job = serde_json::from_str(job).map_err(|error| error.to_string())?;
        Table::new(self.plan.clone(), &job, headings).map_err(|error| error.message(self.words(&job.language)))
    }

    /// Takes the next parties with at least so many rows together.
    fn next(&mut self, rows: usize) -> Vec<Gathered> {
        let (mut parties, mut taken) = (Vec::new(), 0);
        while taken < rows {
            let Some(party) = self.waiting.pop() else { break };
            taken += party.rows.len();
            parties.push(party);
        }
        parties
    }

    /// Enters what was computed of parties; returns the number of their rows.
    fn enter(&mut self, parties: &[Gathered], part: Part) -> usize {
        let places: Vec<usize> = parties.iter().flat_map(|party| &party.rows).copied().collect();
        let texts: Vec<u32> = part.texts.iter().map(|text| self.texts.number(text)).collect();
        let text = |number: u32| usize::try_from(number).ok().and_then(|at| texts.get(at)).copied();
        for (place, cells) in places.iter().zip(part.rows) {
            if let Some(added) = self.added.get_mut(*place) {
                *added = cells.into_iter().filter_map(text).collect();
            }
        }
        let Report { totals, errors } = part.report;
        self.totals.join(totals);
        if !errors.is_empty() {
            let errors = errors.into_iter().filter_map(|error| {
                // The heading line is row 1.
                let row = places.get(error.row)? + 2;
                Some(RowError { row, ..error })
            });
            self.errors.extend(errors);
            self.errors.sort_by_key(|error| error.row);
            self.errors.truncate(SHOWN_ERRORS);
        }
        places.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
信用代码,企业类型,贷款品种,贷款金额(万元),年利率(%),期限(月),放款日,还款方式
B,小微企业,创业担保贷款,100,3.5,24,2024-01-15,先息后本
A,小微企业,创业担保贷款,x,3.5,24,2024-01-15,先息后本

,,,,,,,
B,小微企业,创业担保贷款,50,3.5,24,2024-01-15,=先息后本
";

    const JOB: &str = r#"{ "schema": 1, "day": "2026-11-22", "measures": ["national-startup-2023/firm"],
        "facts": { "firm": { "staff": "20", "new_hires": "2" }, "national-startup-2023": { "recognised": true },
            "loan": { "status": "normal", "day_basis": "30/360" } } }"#;

    fn batch(csv: &str) -> Batch {
        let mut batch = Batch::of(Arc::new(policies::plan().unwrap()));
        for piece in csv.as_bytes().chunks(5) {
            batch.push(piece);
        }
        batch.finish();
        batch
    }

    #[test]
    fn rows_in_any_order_are_computed_by_party_and_given_back_in_theirs() {
        let mut batch = batch(&TABLE.replace("=先", "先"));
        assert_eq!(batch.start(JOB), Ok(4));
        assert_eq!((batch.step(1), batch.step(100), batch.step(100)), (2, 2, 0));
        let text = batch.csv(0, 1) + &batch.csv(1, 100);
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 5);
        assert!(rows[1].starts_with("B,小微企业") && rows[4].starts_with("B,小微企业"));
        assert!(rows[2].contains("贷款金额(万元)") && rows[3] == ",,,,,,,");
        let totals: Value = serde_json::from_str(&batch.totals()).unwrap();
        assert_eq!(
            (&totals["rows"], &totals["parties"], &totals["bad_rows"]),
            (&3.into(), &1.into(), &1.into())
        );
        assert_eq!(
            (&totals["errors"][0]["row"], totals["errors"].as_array().map(Vec::len)),
            (&3.into(), Some(1))
        );
    }

    /// Computes everything together with a helper, which loses its first share.
    fn with_a_helper(batch: &mut Batch, rows: usize) {
        let mut helper = Batch::of(batch.plan.clone());
        helper.prepare(&batch.headings(), JOB).unwrap();
        let lost = batch.hand_out(rows).unwrap();
        let mut answers = Vec::new();
        while let Some(mut share) = batch.hand_out(rows) {
            let (id, mut answer) = (share.id(), helper.answer(&share.numbers(), &share.text()).unwrap());
            answers.push((id, answer.numbers(), answer.text(), answer.report()));
            batch.step(rows);
        }
        assert_eq!((batch.left(), batch.step(1)), (0, 0));
        batch.put_back(lost.id());
        while batch.step(rows) > 0 {}
        // The last share may be answered first.
        for (id, numbers, text, report) in answers.into_iter().rev() {
            assert!(batch.take_in(id, &numbers, &text, &report).unwrap() > 0);
            assert_eq!(batch.take_in(id, &numbers, &text, &report), Ok(0), "taken in once");
        }
    }

    #[test]
    fn helpers_change_nothing_in_the_result() {
        let more = (0..300).map(|number| {
            let amount = if number % 7 == 0 { "x" } else { "30" };
            let party = number % 180;
            format!("C{party},小微企业,创业担保贷款,{amount},3.5,24,2024-01-15,等额本息\n")
        });
        let table = TABLE.to_owned() + &more.collect::<String>();
        let mut alone = batch(&table);
        alone.start(JOB).unwrap();
        while alone.step(40) > 0 {}
        for rows in [1, 13, 1000] {
            let mut together = batch(&table);
            together.start(JOB).unwrap();
            with_a_helper(&mut together, rows);
            assert_eq!(together.csv(0, 1000), alone.csv(0, 1000), "{rows} rows a share");
            assert_eq!(together.totals(), alone.totals(), "{rows} rows a share");
        }
    }

    #[test]
    fn nothing_in_the_result_is_a_formula() {
        let mut batch = batch(TABLE);
        batch.start(JOB).unwrap();
        while batch.step(1) > 0 {}
        let text = batch.csv(0, 100);
        assert!(text.contains(",'=先息后本,") && !text.contains(",="), "{text}");
    }

    #[test]
    fn a_job_that_does_not_fit_is_told_in_its_language() {
        let mut batch = batch("备注\n1\n");
        assert!(batch.start(JOB).unwrap_err().contains("没有一列"));
        let english = JOB.replacen("{ ", "{ \"language\": \"en\", ", 1);
        assert!(batch.start(&english).unwrap_err().contains("No column"));
    }

    #[test]
    fn what_can_be_chosen_is_named_in_both_languages() {
        let batch = batch(TABLE);
        for (language, name) in [("zh", "贷款本金"), ("en", "Principal")] {
            let choices: Value = serde_json::from_str(&batch.choices(language)).unwrap();
            let targets = choices["targets"].as_array().unwrap();
            assert!(
                targets
                    .iter()
                    .any(|target| target["id"] == "loan.principal" && target["name"] == name)
            );
            assert!(choices["documents"].as_array().unwrap().len() > 10);
        }
        let columns: Value = serde_json::from_str(&batch.columns()).unwrap();
        assert_eq!(columns[3]["column"]["as"], "loan.principal");
        assert_eq!(columns[3]["cells"], json!(["100", "x", "50"]));
    }
}
