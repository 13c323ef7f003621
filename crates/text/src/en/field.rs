//! What is wrong with what was typed, and what is allowed.

use rules::fact::{FactKind, FieldProblem, SeriesKind};
use rules::request::{FieldError, RequestError};
use rules::{DateError, Money, MoneyError, RateError, TermError};

use crate::Words;
use crate::number::clipped;

const MONEY: &str = "Write 5000000, 500万 (5 million) or 1,234.50.";
const RATE: &str = "Write 4.35%, 435BP or 43.5‰, with the unit.";
const DATE: &str = "Write 2024-12-01, 2024/12/1 or 2024年12月1日.";
const TERM: &str = "Write 36个月 (months), 3年 (years) or 90天 (days), with the unit.";

pub(crate) fn field_error(words: &Words<'_>, error: &FieldError) -> String {
    let (path, name) = field(words, &error.field);
    format!(
        "{name}: {}",
        problem(words, &path, &clipped(&error.given), &error.problem)
    )
}

/// The path of the fact and the name of the field, with the number of its contract from the second on.
fn field(words: &Words<'_>, field: &str) -> (String, String) {
    let parts: Vec<&str> = field.split('.').collect();
    match parts.as_slice() {
        ["day"] => (String::new(), "Day asked about".to_owned()),
        [group] => (String::new(), words.group(group)),
        [group, row, fact] => {
            let path = format!("{group}.{fact}");
            let name = words.fact(&path);
            match row.parse::<usize>() {
                Ok(number) if number > 0 => (path, format!("No. {}, {}", number + 1, super::lower(&name))),
                _ => (path, name),
            }
        }
        _ => (field.to_owned(), words.fact(field)),
    }
}

fn problem(words: &Words<'_>, path: &str, given: &str, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::UnknownGroup => "there is no such group of facts.".to_owned(),
        FieldProblem::UnknownFact => "there is no such fact.".to_owned(),
        FieldProblem::OneOnly => format!("only one can be given here, not {given}."),
        FieldProblem::TooMany { most } => format!("at most {most} can be given at once, not {given}."),
        FieldProblem::Derived => "this is computed and cannot be filled in.".to_owned(),
        FieldProblem::NotText => format!("“{given}” is not written as a value here; write text such as \"500万元\"."),
        FieldProblem::NotByYear => format!("one value a year is needed, such as 2023: {}.", example(words, path)),
        FieldProblem::NotSingle => format!("a single value is needed, not one a year: “{given}”."),
        FieldProblem::Year { given } => {
            let given = clipped(given);
            match words.spec(path).and_then(|spec| spec.series) {
                Some(SeriesKind::ContractYear) => format!("“{given}” is no year of the contract; write 1 to 50."),
                Some(SeriesKind::Year) | None => {
                    format!("“{given}” is no year; write 1990 to 2100, such as 2023.")
                }
            }
        }
        FieldProblem::Money { error } => money(given, *error),
        FieldProblem::Rate { error } => rate(given, *error),
        FieldProblem::Date { error } => date(given, *error),
        FieldProblem::Term { error } => term(given, *error),
        FieldProblem::Number => format!("“{given}” is no number. Write 1.2 or 3."),
        FieldProblem::Count => format!("“{given}” is no whole number. Write 0, 5 or 120."),
        FieldProblem::Flag => format!("“{given}” is no answer. Choose yes or no."),
        FieldProblem::Choice { allowed } => {
            let allowed: Vec<String> = allowed.iter().map(|id| words.choice(path, id)).collect();
            format!("“{given}” is not among the choices: {}.", allowed.join("; "))
        }
        FieldProblem::Region => format!("“{given}” is no place code of six digits, such as 330302."),
        FieldProblem::TooLong { most } => format!("too long; at most {most} characters."),
        FieldProblem::TooSmall { min } => format!("“{given}” is too small; at least {}.", words.value(path, min)),
        FieldProblem::TooLarge { max } => format!("“{given}” is too large; at most {}.", words.value(path, max)),
    }
}

fn example(words: &Words<'_>, path: &str) -> &'static str {
    match words.spec(path).map(|spec| spec.kind) {
        Some(FactKind::Rate) => "4.35%",
        Some(FactKind::Count | FactKind::Number) => "12",
        Some(FactKind::Flag) => "yes",
        _ => "120000.00",
    }
}

fn character(at: usize, found: char) -> String {
    format!("character {} (“{found}”) cannot be read", at + 1)
}

fn money(given: &str, error: MoneyError) -> String {
    match error {
        MoneyError::Empty => format!("no amount yet. {MONEY}"),
        MoneyError::NotANumber { at, found } => {
            format!("“{given}” is no amount of money: {}. {MONEY}", character(at, found))
        }
        MoneyError::BadGrouping => {
            format!("“{given}” has separators that do not stand between groups of three digits. {MONEY}")
        }
        MoneyError::FinerThanFen => format!("“{given}” is finer than a fen; two decimals at most. {MONEY}"),
        MoneyError::TooLarge => format!("“{given}” is too large; at most {} yuan.", Money::MAX.grouped()),
    }
}

fn rate(given: &str, error: RateError) -> String {
    match error {
        RateError::Empty => format!("nothing yet. {RATE}"),
        RateError::NotANumber { at, found } => format!("“{given}” is no rate: {}. {RATE}", character(at, found)),
        RateError::NoUnit => format!("“{given}” has no unit; it could be % or BP. {RATE}"),
        RateError::TooFine => format!("“{given}” has too many decimals; a percentage has ten at most."),
        RateError::TooLarge => format!("“{given}” is too large; at most 10,000%."),
    }
}

fn date(given: &str, error: DateError) -> String {
    match error {
        DateError::Empty => format!("no date yet. {DATE}"),
        DateError::NotADate { at, found } => format!("“{given}” is no date: {}. {DATE}", character(at, found)),
        DateError::NoSuchDay { year, month, day } => format!("the calendar has no day {year}-{month}-{day}. {DATE}"),
        DateError::OutOfRange { year } => format!("the year {year} is not between 1900 and 2200. {DATE}"),
    }
}

fn term(given: &str, error: TermError) -> String {
    match error {
        TermError::Empty => format!("no term yet. {TERM}"),
        TermError::NotATerm { at, found } => format!("“{given}” is no term: {}. {TERM}", character(at, found)),
        TermError::NoUnit => format!("“{given}” has no unit; it could be years, months or days. {TERM}"),
        TermError::Zero => format!("a term cannot be zero. {TERM}"),
        TermError::TooLong => format!("“{given}” is too long; at most 600 months or 20,000 days."),
    }
}

pub(crate) fn request_error(words: &Words<'_>, error: &RequestError) -> Vec<String> {
    let sentence = match error {
        RequestError::Schema { given } => format!("The request has format version {given}; only version 1 is read."),
        RequestError::Day { given, problem } => format!("Day asked about: {}", date(&clipped(given), *problem)),
        RequestError::Role { given, allowed } => {
            let allowed: Vec<String> = allowed.iter().map(|id| format!("{id} ({})", words.actor(id))).collect();
            format!(
                "There is no role “{}”. Choose among: {}.",
                clipped(given),
                allowed.join("; ")
            )
        }
        RequestError::Measure { given } => format!("There is no clause with the id “{}”.", clipped(given)),
        RequestError::Document { given } => format!("There is no document with the id “{}”.", clipped(given)),
        RequestError::Facts { fields } => return fields.iter().map(|field| field_error(words, field)).collect(),
    };
    vec![sentence]
}
