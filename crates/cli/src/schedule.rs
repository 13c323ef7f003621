//! `huisuan schedule`: the contracts of a request, as a document or as rows.

use std::fmt::Write as _;

use rules::schedule::{Answer, Schedules};
use rules::{Date, Money};

use crate::{Failure, assess, complain, plan, print, say};

/// The columns of a row; one that a kind of contract has not is empty. `contract` counts the contracts of a group from 0.
const COLUMNS: &str =
    "group,contract,number,from,due_on,event,rate,months,days,opening,principal,interest,payment,closing";

pub(crate) fn run(csv: bool) -> Result<(), Failure> {
    let request = assess::request()?;
    match plan()?.schedule(&request) {
        Ok(schedules) if csv => rows(&schedules),
        Ok(schedules) => print(&schedules),
        Err(error) => {
            print(&error)?;
            Err(Failure::Input)
        }
    }
}

/// Every row of every contract. A contract without rows is told on standard error.
fn rows(schedules: &Schedules) -> Result<(), Failure> {
    let mut text = format!("{COLUMNS}\n");
    let mut complete = true;
    for (number, answer) in schedules.loan.iter().flatten().enumerate() {
        let Some(loan) = computed("loan", number, answer, &mut complete) else {
            continue;
        };
        for row in &loan.rows {
            let line = Line {
                group: "loan",
                contract: number,
                number: row.number,
                due_on: row.due_on,
                event: row.event.unwrap_or_default(),
                rate: row.rate.to_string(),
                days: row.days.map(i64::from),
                amounts: [row.opening, row.principal, row.interest, row.payment, row.closing].map(Some),
                ..Line::default()
            };
            line.write(&mut text);
        }
    }
    for (number, answer) in schedules.guarantee.iter().flatten().enumerate() {
        let Some(fees) = computed("guarantee", number, answer, &mut complete) else {
            continue;
        };
        for row in &fees.rows {
            let line = Line {
                group: "guarantee",
                contract: number,
                number: row.year,
                due_on: row.starts_on,
                months: row.months,
                days: row.days.map(i64::from),
                amounts: [Some(row.base), None, None, Some(row.fee), None],
                ..Line::default()
            };
            line.write(&mut text);
        }
    }
    for (number, answer) in schedules.insurance.iter().flatten().enumerate() {
        let Some(policy) = computed("insurance", number, answer, &mut complete) else {
            continue;
        };
        let line = Line {
            group: "insurance",
            contract: number,
            number: 1,
            amounts: [None, None, None, Some(policy.premium), None],
            ..Line::default()
        };
        line.write(&mut text);
    }
    for (number, answer) in schedules.securitisation.iter().flatten().enumerate() {
        let Some(issue) = computed("securitisation", number, answer, &mut complete) else {
            continue;
        };
        for (at, row) in (1..).zip(&issue.rows) {
            let line = Line {
                group: "securitisation",
                contract: number,
                number: at,
                from: Some(row.from),
                due_on: Some(row.due_on),
                days: Some(row.days),
                amounts: [None, None, Some(row.interest), Some(row.interest), None],
                ..Line::default()
            };
            line.write(&mut text);
        }
    }
    say(&text)?;
    if complete { Ok(()) } else { Err(Failure::Input) }
}

/// A contract that was computed; why another was not goes to standard error.
fn computed<'a, T>(group: &str, number: usize, answer: &'a Answer<T>, complete: &mut bool) -> Option<&'a T> {
    let why = match answer {
        Answer::Ok(contract) => return Some(contract),
        Answer::Missing(facts) => format!("missing {}", facts.join(", ")),
        Answer::Problem(misfit) => format!("{} {}", misfit.fact, misfit.code),
    };
    complain(&format!("{group} {number}: {why}"));
    *complete = false;
    None
}

/// One row. Nothing in it holds a comma or a quotation mark.
#[derive(Default)]
struct Line {
    group: &'static str,
    contract: usize,
    number: u32,
    from: Option<Date>,
    due_on: Option<Date>,
    event: &'static str,
    rate: String,
    months: Option<u32>,
    days: Option<i64>,
    /// Opening, principal, interest, payment, closing.
    amounts: [Option<Money>; 5],
}

impl Line {
    fn write(&self, text: &mut String) {
        let Self { group, contract, .. } = self;
        let mut cells = vec![
            (*group).to_owned(),
            contract.to_string(),
            self.number.to_string(),
            cell(self.from),
            cell(self.due_on),
            self.event.to_owned(),
            self.rate.clone(),
            cell(self.months),
            cell(self.days),
        ];
        cells.extend(self.amounts.map(cell));
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{}", cells.join(","));
    }
}

fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
