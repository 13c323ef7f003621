//! The rows of a party → its facts → outcomes; and whose row and column it is where something cannot be read.

use litemap::LiteMap;
use rules::fact::{FieldProblem, RawValue, Value};
use rules::outcome::Outcome;
use rules::request::{Facts, FieldError, RawRows};
use rules::{Date, Inquiry, Term};

use super::{Table, Use, What};
use crate::party::{Obstacle, Party};

/// What was computed of a party.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The outcome of each measure; none where a row is wrong.
    pub outcomes: Vec<Outcome>,
    /// The rows, in the order of the table.
    pub rows: Vec<RowAnswer>,
    /// Whether the rows are blank and belong to nobody.
    pub blank: bool,
}

/// What is known of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowAnswer {
    /// What is wrong with it.
    pub errors: Vec<RowError>,
    /// For each group that repeats, the number of the contract that this row is.
    pub contracts: Vec<Option<usize>>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The heading of the column; empty where the row as a whole is meant.
    pub column: String,
    /// What was given.
    pub given: String,
    /// What is wrong.
    pub problem: RowProblem,
}

/// What can be wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// The engine cannot read the value of this fact.
    Field {
        /// The path of the fact.
        fact: String,
        /// Why.
        problem: FieldProblem,
    },
    /// Another row of the party says something else.
    Differs {
        /// What it says.
        other: String,
    },
    /// The last day of a contract is not behind its first.
    Ends,
    /// The last day and the term say different things.
    TermDiffers {
        /// The last day by the term.
        by_term: String,
    },
    /// More cells than there are headings: often an amount with separators, without quotation marks.
    TooManyCells {
        /// How many headings there are.
        most: usize,
    },
    /// Another row of the party cannot be read, so that the whole cannot be computed.
    OtherRow,
    /// Rows that cannot be computed, whatever stands in them.
    Obstacle(Obstacle),
}

/// A table at work: what its job asks, looked up once for many parties.
#[derive(Clone, Debug)]
pub struct Computer<'t> {
    table: &'t Table,
    /// None where the request does not stand, of which [`Table::new`] has made sure that it does.
    inquiry: Option<Inquiry<'t>>,
}

impl Table {
    /// What computes the parties of the table.
    pub fn computer(&self) -> Computer<'_> {
        Computer {
            table: self,
            inquiry: self.plan.inquire(&self.request).ok(),
        }
    }
}

impl Computer<'_> {
    /// Computes a party. What is wrong with a row is told of that row, and nothing is computed of its party.
    pub fn compute(&self, party: &Party) -> Answer {
        let mut answer = Answer {
            outcomes: Vec::new(),
            rows: vec![RowAnswer::default(); party.rows.len()],
            blank: party.obstacle == Some(Obstacle::Blank),
        };
        if answer.blank {
            return answer;
        }
        if let Some(obstacle) = party.obstacle {
            for row in &mut answer.rows {
                row.errors.push(whole(RowProblem::Obstacle(obstacle)));
            }
            return answer;
        }
        let facts = self.table.facts(party, &mut answer);
        if answer.rows.iter().all(|row| row.errors.is_empty()) {
            self.assess(party, &facts, &mut answer);
        }
        if answer.rows.iter().any(|row| !row.errors.is_empty()) {
            answer.outcomes.clear();
            for row in answer.rows.iter_mut().filter(|row| row.errors.is_empty()) {
                row.errors.push(whole(RowProblem::OtherRow));
            }
        }
        answer
    }

    fn assess(&self, party: &Party, facts: &LiteMap<String, RawRows>, answer: &mut Answer) {
        let (read, errors) = Facts::read(&self.table.plan.catalogue, facts);
        if !errors.is_empty() {
            self.table.blame(party, &errors, answer);
            return;
        }
        match &self.inquiry {
            Some(inquiry) => answer.outcomes = inquiry.results(&read),
            None => {
                for row in &mut answer.rows {
                    row.errors.push(whole(RowProblem::OtherRow));
                }
            }
        }
    }
}

impl Table {
    /// The facts of a party.
    fn facts(&self, party: &Party, answer: &mut Answer) -> LiteMap<String, RawRows> {
        let mut singles: LiteMap<&str, LiteMap<String, RawValue>> = LiteMap::new();
        let mut groups: Vec<Vec<LiteMap<String, RawValue>>> = vec![Vec::new(); self.contracts.len()];
        for (record, row) in party.rows.iter().zip(&mut answer.rows) {
            row.contracts = vec![None; self.contracts.len()];
            if record.overflows(self.columns.len()) {
                row.errors.push(RowError {
                    column: String::new(),
                    given: record.len().to_string(),
                    problem: RowProblem::TooManyCells {
                        most: self.columns.len(),
                    },
                });
            }
            let mut own: Vec<LiteMap<String, RawValue>> = vec![LiteMap::new(); self.contracts.len()];
            for used in &self.uses {
                let cell = record.cell(used.column);
                if cell.trim().is_empty() {
                    continue;
                }
                if let Err(problem) = take(used, cell, &mut own, &mut singles) {
                    row.errors.push(self.error(used.column, cell, problem));
                }
            }
            for (at, (values, (_, constant))) in own.into_iter().zip(&self.contracts).enumerate() {
                if values.is_empty() {
                    continue;
                }
                let Some(group) = groups.get_mut(at) else { continue };
                if let Some(number) = row.contracts.get_mut(at) {
                    *number = Some(group.len());
                }
                let mut all = constant.clone();
                all.extend(values);
                group.push(all);
            }
            self.link(&mut groups, row);
        }
        let mut facts = self.request.facts.clone();
        for (group, values) in singles {
            let rows = facts.entry(group.to_owned()).or_default();
            match rows.0.first_mut() {
                Some(row) => row.extend(values),
                None => rows.0.push(values),
            }
        }
        for ((group, _), rows) in self.contracts.iter().zip(groups) {
            if !rows.is_empty() {
                facts.insert(group.clone(), RawRows(rows));
            }
        }
        facts
    }

    /// What belongs to a contract (a purchase to its loan) belongs to the one of its own row.
    fn link(&self, groups: &mut [Vec<LiteMap<String, RawValue>>], row: &RowAnswer) {
        for (at, (id, _)) in self.contracts.iter().enumerate() {
            let of = self.plan.catalogue.groups.iter().find(|group| group.id == *id);
            let Some(of) = of.and_then(|group| group.of.as_ref()) else {
                continue;
            };
            let target = self.contracts.iter().position(|(group, _)| group == of);
            let number = target.and_then(|target| row.contracts.get(target).copied().flatten());
            let own = row.contracts.get(at).copied().flatten();
            let values = own.and_then(|own| groups.get_mut(at)?.get_mut(own));
            if let (Some(number), Some(values)) = (number, values) {
                let text = RawValue::Text((number + 1).to_string());
                values.entry(of.clone()).or_insert(text);
            }
        }
    }

    /// Finds the rows and columns that the engine could not read.
    fn blame(&self, party: &Party, errors: &[FieldError], answer: &mut Answer) {
        let mut found = false;
        for (record, row) in party.rows.iter().zip(&mut answer.rows) {
            for used in &self.uses {
                let cell = record.cell(used.column);
                let What::Fact {
                    group,
                    id,
                    spec,
                    period,
                    ..
                } = &used.what
                else {
                    continue;
                };
                if cell.trim().is_empty() {
                    continue;
                }
                let Ok(value) = used.reader.read(cell) else { continue };
                let value = dated(value, period.as_ref());
                if let Err(problem) = Value::read(spec, &value) {
                    found = true;
                    row.errors.push(RowError {
                        column: self.heading(used.column),
                        given: cell.to_owned(),
                        problem: RowProblem::Field {
                            fact: [group, ".", id].concat(),
                            problem,
                        },
                    });
                }
            }
        }
        // Not a cell, but a constant of the job or a term by a last day.
        if !found {
            for (row, error) in answer
                .rows
                .iter_mut()
                .filter_map(|row| errors.first().map(|error| (row, error)))
            {
                row.errors.push(RowError {
                    column: String::new(),
                    given: error.given.clone(),
                    problem: RowProblem::Field {
                        fact: path(&error.field),
                        problem: error.problem.clone(),
                    },
                });
            }
        }
    }

    fn heading(&self, column: usize) -> String {
        self.columns
            .get(column)
            .map(|column| column.heading.clone())
            .unwrap_or_default()
    }

    fn error(&self, column: usize, given: &str, problem: RowProblem) -> RowError {
        RowError {
            column: self.heading(column),
            given: given.to_owned(),
            problem,
        }
    }
}

/// Puts a cell where it belongs.
fn take<'u>(
    used: &'u Use,
    cell: &str,
    own: &mut [LiteMap<String, RawValue>],
    singles: &mut LiteMap<&'u str, LiteMap<String, RawValue>>,
) -> Result<(), RowProblem> {
    let (group, id, period, contract) = match &used.what {
        What::Fact {
            group,
            id,
            period,
            contract,
            ..
        } => (group, id, period.as_ref(), *contract),
        What::LastDay { contract, begins, term } => {
            return match own.get_mut(*contract) {
                Some(values) => last_day(used, cell, values, begins, term),
                None => Ok(()),
            };
        }
    };
    let value = used.reader.read(cell).map_err(|problem| RowProblem::Field {
        fact: [group, ".", id].concat(),
        problem,
    })?;
    let values = match contract {
        Some(contract) => own.get_mut(contract),
        None => Some(singles.entry(group).or_default()),
    };
    let Some(values) = values else { return Ok(()) };
    let value = dated(value, period);
    match (values.get_mut(id), value) {
        (Some(RawValue::Years(all)), RawValue::Years(more)) => {
            for (period, value) in more {
                match all.get(&period) {
                    Some(other) if *other != value => return Err(RowProblem::Differs { other: other.shown() }),
                    _ => drop(all.insert(period, value)),
                }
            }
        }
        (Some(other), value) if *other != value => return Err(RowProblem::Differs { other: other.shown() }),
        (_, value) => drop(values.insert(id.clone(), value)),
    }
    Ok(())
}

/// The fact that says when cover begins, of a guarantee and of an insurance.
const COVER: &str = "starts_on";

/// The term of a contract by its last day: whole months where the day of the month is the same, days otherwise. A term that
/// was given must end on that day.
fn last_day(
    used: &Use,
    cell: &str,
    values: &mut LiteMap<String, RawValue>,
    begins: &str,
    term: &str,
) -> Result<(), RowProblem> {
    let text = |value: Option<&RawValue>| match value {
        Some(RawValue::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let day = used.reader.read(cell).ok();
    let last = text(day.as_ref())
        .unwrap_or_default()
        .parse::<Date>()
        .map_err(|error| RowProblem::Field {
            fact: String::new(),
            problem: FieldProblem::Date { error },
        })?;
    let Some(first) = text(values.get(begins)).and_then(|first| first.parse::<Date>().ok()) else {
        // Without a first day there is no term, and the engine asks for it.
        return Ok(());
    };
    let given = text(values.get(term)).and_then(|term| term.parse::<Term>().ok());
    if let Some(by_term) = given.and_then(|term| term.end(first)) {
        // The last day may be the one before: a year from 1 March ends on 28 February, and is paid on 1 March.
        let day_before = by_term.plus_days(-1);
        return if by_term == last || day_before == Some(last) {
            Ok(())
        } else {
            Err(RowProblem::TermDiffers {
                by_term: by_term.to_string(),
            })
        };
    }
    let days = first.days_until(last);
    if days <= 0 {
        return Err(RowProblem::Ends);
    }
    // Cover lasts through its last day: a year from 1 March ends on 28 February. A loan is repaid on its last day.
    let behind = last.plus_days(1).filter(|_| begins == COVER);
    let whole = [Some(last), behind].into_iter().flatten().find_map(|end| {
        let months = (end.year() - first.year()) * 12 + i32::from(end.month()) - i32::from(first.month());
        (months > 0 && first.plus_months(months) == Some(end)).then_some(months)
    });
    let length = match whole {
        Some(months) => format!("{months}个月"),
        None => format!("{days}天"),
    };
    values.entry(term.to_owned()).or_insert(RawValue::Text(length));
    Ok(())
}

/// A value of a period.
pub(super) fn dated(value: RawValue, period: Option<&String>) -> RawValue {
    match period {
        Some(period) => RawValue::Years(LiteMap::from_iter([(period.clone(), value)])),
        None => value,
    }
}

/// `loan.0.rate` is `loan.rate`.
fn path(field: &str) -> String {
    let parts: Vec<&str> = field.split('.').filter(|part| part.parse::<usize>().is_err()).collect();
    parts.join(".")
}

fn whole(problem: RowProblem) -> RowError {
    RowError {
        column: String::new(),
        given: String::new(),
        problem,
    }
}
