//! What is wrong with what was typed, and what is allowed.

use rules::fact::{FactKind, FieldProblem, SeriesKind};
use rules::request::{FieldError, RequestError};
use rules::{DateError, Money, MoneyError, RateError, TermError};

use crate::fill::{fill, join};
use crate::number::{clipped, money as shown};
use crate::{Words, in_language};

/// What an error of a field can say. In each template 0 is what was given, 1 what is allowed or needed.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// Name 0, problem 1.
    Field,
    /// Contract number 0, name 1.
    Numbered,
    /// The day asked about, as a name.
    Day,
    UnknownGroup,
    UnknownFact,
    OneOnly,
    TooMany,
    Derived,
    NotText,
    NotByYear,
    NotSingle,
    NotYear,
    NotContractYear,
    Number,
    Count,
    Flag,
    Choice,
    Region,
    TooLong,
    TooSmall,
    TooLarge,
    /// Character 0, which stands at 1.
    Character,
    /// Examples.
    Money,
    Rate,
    Date,
    Term,
    /// Nothing typed, with the examples 1.
    NoMoney,
    NoRate,
    NoDate,
    NoTerm,
    /// Not that kind, because of 2, with the examples 1.
    NotMoney,
    NotRate,
    NotDate,
    NotTerm,
    Grouping,
    FinerThanFen,
    RateWithoutUnit,
    RateTooFine,
    NoSuchDay,
    YearOutOfRange,
    TermWithoutUnit,
    TermZero,
    TermTooLong,
    /// Whole requests.
    Schema,
    Role,
    NamedRole,
    Measure,
    Document,
}

impl Words<'_> {
    fn wrong(&self, say: Say, parts: &[&str]) -> String {
        fill(in_language!(self.language, field::template(say)), parts)
    }
}

pub(crate) fn field_error(words: &Words<'_>, error: &FieldError) -> String {
    let (path, name) = field(words, &error.field);
    let problem = problem(words, &path, &clipped(&error.given), &error.problem);
    words.wrong(Say::Field, &[&name, &problem])
}

/// The path of the fact and the name of the field, with the number of its contract from the second on.
fn field(words: &Words<'_>, field: &str) -> (String, String) {
    if field == "day" {
        return (String::new(), words.wrong(Say::Day, &[]));
    }
    let Some((group, rest)) = field.split_once('.') else {
        return (String::new(), words.group(field));
    };
    let Some((row, fact)) = rest.split_once('.') else {
        return (field.to_owned(), words.fact(field));
    };
    let path = [group, ".", fact].concat();
    let name = words.fact(&path);
    match row.parse::<usize>() {
        Ok(number) if number > 0 => {
            let number = (number + 1).to_string();
            let name = words.wrong(Say::Numbered, &[&number, &words.inner(name)]);
            (path, name)
        }
        _ => (path, name),
    }
}

fn problem(words: &Words<'_>, path: &str, given: &str, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::UnknownGroup => words.wrong(Say::UnknownGroup, &[]),
        FieldProblem::UnknownFact => words.wrong(Say::UnknownFact, &[]),
        FieldProblem::OneOnly => words.wrong(Say::OneOnly, &[given]),
        FieldProblem::TooMany { most } => words.wrong(Say::TooMany, &[given, &most.to_string()]),
        FieldProblem::Derived => words.wrong(Say::Derived, &[]),
        FieldProblem::NotText => words.wrong(Say::NotText, &[given]),
        FieldProblem::NotByYear => {
            let example = match words.spec(path).map(|spec| spec.kind) {
                Some(FactKind::Rate) => "4.35%",
                Some(FactKind::Count | FactKind::Number) => "12",
                Some(FactKind::Flag) => words.say("是", "yes"),
                _ => "120000.00",
            };
            words.wrong(Say::NotByYear, &[given, example])
        }
        FieldProblem::NotSingle => words.wrong(Say::NotSingle, &[given]),
        FieldProblem::Year { given } => {
            let say = match words.spec(path).and_then(|spec| spec.series) {
                Some(SeriesKind::ContractYear) => Say::NotContractYear,
                Some(SeriesKind::Year) | None => Say::NotYear,
            };
            words.wrong(say, &[&clipped(given)])
        }
        FieldProblem::Money { error } => money(words, given, *error),
        FieldProblem::Rate { error } => rate(words, given, *error),
        FieldProblem::Date { error } => date(words, given, *error),
        FieldProblem::Term { error } => term(words, given, *error),
        FieldProblem::Number => words.wrong(Say::Number, &[given]),
        FieldProblem::Count => words.wrong(Say::Count, &[given]),
        FieldProblem::Flag => words.wrong(Say::Flag, &[given]),
        FieldProblem::Choice { allowed } => {
            let names: Vec<String> = allowed.iter().map(|id| words.choice(path, id)).collect();
            let names = join(names.iter().map(String::as_str), words.say("、", "; "));
            words.wrong(Say::Choice, &[given, &names])
        }
        FieldProblem::Region => words.wrong(Say::Region, &[given]),
        FieldProblem::TooLong { most } => words.wrong(Say::TooLong, &[given, &most.to_string()]),
        FieldProblem::TooSmall { min } => words.wrong(Say::TooSmall, &[given, &words.value(path, min)]),
        FieldProblem::TooLarge { max } => words.wrong(Say::TooLarge, &[given, &words.value(path, max)]),
    }
}

fn character(words: &Words<'_>, at: usize, found: char) -> String {
    words.wrong(Say::Character, &[found.encode_utf8(&mut [0; 4]), &(at + 1).to_string()])
}

fn money(words: &Words<'_>, given: &str, error: MoneyError) -> String {
    let example = words.wrong(Say::Money, &[]);
    match error {
        MoneyError::Empty => words.wrong(Say::NoMoney, &["", &example]),
        MoneyError::NotANumber { at, found } => {
            words.wrong(Say::NotMoney, &[given, &example, &character(words, at, found)])
        }
        MoneyError::BadGrouping => words.wrong(Say::Grouping, &[given, &example]),
        MoneyError::FinerThanFen => words.wrong(Say::FinerThanFen, &[given, &example]),
        MoneyError::TooLarge => words.wrong(Say::TooLarge, &[given, &shown(words.language, Money::MAX)]),
    }
}

fn rate(words: &Words<'_>, given: &str, error: RateError) -> String {
    let example = words.wrong(Say::Rate, &[]);
    match error {
        RateError::Empty => words.wrong(Say::NoRate, &["", &example]),
        RateError::NotANumber { at, found } => {
            words.wrong(Say::NotRate, &[given, &example, &character(words, at, found)])
        }
        RateError::NoUnit => words.wrong(Say::RateWithoutUnit, &[given, &example]),
        RateError::TooFine => words.wrong(Say::RateTooFine, &[given]),
        RateError::TooLarge => words.wrong(Say::TooLarge, &[given, words.say("10,000 %", "10,000%")]),
    }
}

fn date(words: &Words<'_>, given: &str, error: DateError) -> String {
    let example = words.wrong(Say::Date, &[]);
    match error {
        DateError::Empty => words.wrong(Say::NoDate, &["", &example]),
        DateError::NotADate { at, found } => {
            words.wrong(Say::NotDate, &[given, &example, &character(words, at, found)])
        }
        DateError::NoSuchDay { .. } => words.wrong(Say::NoSuchDay, &[given, &example]),
        DateError::OutOfRange { year } => words.wrong(Say::YearOutOfRange, &[&year.to_string(), &example]),
    }
}

fn term(words: &Words<'_>, given: &str, error: TermError) -> String {
    let example = words.wrong(Say::Term, &[]);
    match error {
        TermError::Empty => words.wrong(Say::NoTerm, &["", &example]),
        TermError::NotATerm { at, found } => {
            words.wrong(Say::NotTerm, &[given, &example, &character(words, at, found)])
        }
        TermError::NoUnit => words.wrong(Say::TermWithoutUnit, &[given, &example]),
        TermError::Zero => words.wrong(Say::TermZero, &[given, &example]),
        TermError::TooLong => words.wrong(Say::TermTooLong, &[given]),
    }
}

pub(crate) fn request_error(words: &Words<'_>, error: &RequestError) -> Vec<String> {
    let sentence = match error {
        RequestError::Schema { given } => words.wrong(Say::Schema, &[&given.to_string()]),
        RequestError::Day { given, problem } => {
            let name = words.wrong(Say::Day, &[]);
            words.wrong(Say::Field, &[&name, &date(words, &clipped(given), *problem)])
        }
        RequestError::Role { given, allowed } => {
            let name = |id: &String| words.wrong(Say::NamedRole, &[id, &words.actor(id)]);
            let names: Vec<String> = allowed.iter().map(name).collect();
            let names = join(names.iter().map(String::as_str), words.say("、", "; "));
            words.wrong(Say::Role, &[&clipped(given), &names])
        }
        RequestError::Measure { given } => words.wrong(Say::Measure, &[&clipped(given)]),
        RequestError::Document { given } => words.wrong(Say::Document, &[&clipped(given)]),
        RequestError::Facts { fields } => return fields.iter().map(|field| field_error(words, field)).collect(),
    };
    vec![sentence]
}
