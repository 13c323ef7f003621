//! `huisuan schedule`: the contracts of a request, as a document or as rows.

use std::fmt::Write as _;

use rules::schedule::{Answer, Schedules};
use rules::{Date, Money};
use text::Words;

use crate::tongue::Tongue;
use crate::{Failure, assess, complain, plan, print, say};

/// The columns of a row; one that a kind of contract has not is empty. `contract` counts the contracts of a group from 0.
const COLUMNS: &str =
    "group,contract,number,from,due_on,event,rate,months,days,opening,principal,interest,payment,closing";

pub(crate) fn run(tongue: Tongue, csv: bool) -> Result<(), Failure> {
    let request = assess::request()?;
    let plan = plan()?;
    match plan.schedule(&request) {
        Ok(schedules) if csv => {
            let words = Words {
                plan: &plan,
                language: tongue.0,
            };
            rows(words, &schedules)
        }
        Ok(schedules) => print(&schedules),
        Err(error) => {
            print(&error)?;
            Err(Failure::Input)
        }
    }
}

/// Every row of every contract. A contract without rows is told on standard error.
fn rows(words: Words<'_>, schedules: &Schedules) -> Result<(), Failure> {
    let mut text = format!("{COLUMNS}\n");
    let mut untold = Untold { words, some: false };
    for (number, answer) in schedules.loan.iter().flatten().enumerate() {
        let Some(loan) = untold.unless("loan", number, answer) else {
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
        let Some(fees) = untold.unless("guarantee", number, answer) else {
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
        let Some(policy) = untold.unless("insurance", number, answer) else {
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
        let Some(issue) = untold.unless("securitisation", number, answer) else {
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
    if untold.some { Err(Failure::Input) } else { Ok(()) }
}

/// Contracts that could not be computed.
struct Untold<'p> {
    words: Words<'p>,
    /// There was one.
    some: bool,
}

impl Untold<'_> {
    /// A contract that was computed; why another was not goes to standard error, with its number as people count.
    fn unless<'a, T>(&mut self, group: &str, number: usize, answer: &'a Answer<T>) -> Option<&'a T> {
        let tongue = Tongue(self.words.language);
        let why = match answer {
            Answer::Ok(contract) => return Some(contract),
            Answer::Missing(facts) => {
                let facts: Vec<_> = facts.iter().map(|fact| self.words.fact(fact)).collect();
                tongue.say("缺 {0}", "missing: {0}", &[&tongue.list(&facts)])
            }
            Answer::Problem(misfit) => self.words.misfit(misfit),
        };
        let number = (number + 1).to_string();
        let group = self.words.group(group);
        complain(&tongue.say("{0} 第 {1} 笔：{2}", "{0} {1}: {2}", &[&group, &number, &why]));
        self.some = true;
        None
    }
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
