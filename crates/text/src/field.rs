//! What is wrong with what was typed, and what is allowed.

use rules::fact::{FactKind, FieldProblem, SeriesKind};
use rules::request::{FieldError, RequestError};
use rules::{DateError, Money, MoneyError, RateError, TermError};

use crate::fill::{Filling, join};
use crate::number::clipped;
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
    TooManyDays,
    Derived,
    NotText,
    NotByYear,
    NotByDay,
    NotSingle,
    NotYear,
    NotContractYear,
    NotDay,
    /// Problem 1 of the value of day 0.
    OnDay,
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
    fn wrong(&self, say: Say) -> Filling<'_> {
        self.fill(plain(self, say))
    }
}

fn plain(words: &Words<'_>, say: Say) -> &'static str {
    in_language!(words.language, field::template(say))
}

pub(crate) fn field_error(words: &Words<'_>, error: &FieldError) -> String {
    let (path, name) = field(words, &error.field);
    let problem = problem(words, &path, &clipped(&error.given), &error.problem);
    words.wrong(Say::Field).text(&name).text(&problem).done()
}

/// The path of the fact and the name of the field, with the number of its contract from the second on.
fn field(words: &Words<'_>, field: &str) -> (String, String) {
    if field == "day" {
        return (String::new(), plain(words, Say::Day).to_owned());
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
            let name = words.inner(name);
            let name = words.wrong(Say::Numbered).count(number + 1).text(&name).done();
            (path, name)
        }
        _ => (path, name),
    }
}

fn problem(words: &Words<'_>, path: &str, given: &str, problem: &FieldProblem) -> String {
    let wrong = |say: Say, allowed: &str| words.wrong(say).text(given).text(allowed).done();
    match problem {
        FieldProblem::UnknownGroup => wrong(Say::UnknownGroup, ""),
        FieldProblem::UnknownFact => wrong(Say::UnknownFact, ""),
        FieldProblem::OneOnly => wrong(Say::OneOnly, ""),
        FieldProblem::TooMany { most } => wrong(Say::TooMany, &most.to_string()),
        FieldProblem::TooManyDays { most } => wrong(Say::TooManyDays, &most.to_string()),
        FieldProblem::Derived => wrong(Say::Derived, ""),
        FieldProblem::NotText => wrong(Say::NotText, ""),
        FieldProblem::NotByYear => wrong(Say::NotByYear, example(words, path)),
        FieldProblem::NotByDay => wrong(Say::NotByDay, example(words, path)),
        FieldProblem::NotSingle => wrong(Say::NotSingle, ""),
        FieldProblem::Year { given } => {
            let say = match words.spec(path).and_then(|spec| spec.series) {
                Some(SeriesKind::ContractYear) => Say::NotContractYear,
                Some(SeriesKind::Year | SeriesKind::Day) | None => Say::NotYear,
            };
            words.wrong(say).text(&clipped(given)).done()
        }
        FieldProblem::Day { given } => words.wrong(Say::NotDay).text(&clipped(given)).done(),
        FieldProblem::OnDay { day, given, problem } => {
            let problem = self::problem(words, path, &clipped(given), problem);
            words.wrong(Say::OnDay).text(&clipped(day)).text(&problem).done()
        }
        FieldProblem::Money { error } => money(words, given, *error),
        FieldProblem::Rate { error } => rate(words, given, *error),
        FieldProblem::Date { error } => date(words, given, *error),
        FieldProblem::Term { error } => term(words, given, *error),
        FieldProblem::Number => wrong(Say::Number, ""),
        FieldProblem::Count => wrong(Say::Count, ""),
        FieldProblem::Flag => wrong(Say::Flag, ""),
        FieldProblem::Choice { allowed } => {
            let names: Vec<String> = allowed.iter().map(|id| words.choice(path, id)).collect();
            wrong(Say::Choice, &join(&names, words.say("、", "; ")))
        }
        FieldProblem::Region => wrong(Say::Region, ""),
        FieldProblem::TooLong { most } => wrong(Say::TooLong, &most.to_string()),
        FieldProblem::TooSmall { min } => wrong(Say::TooSmall, &words.value(path, min)),
        FieldProblem::TooLarge { max } => wrong(Say::TooLarge, &words.value(path, max)),
    }
}

/// A value for one year.
fn example(words: &Words<'_>, path: &str) -> &'static str {
    match words.spec(path).map(|spec| spec.kind) {
        Some(FactKind::Rate) => "4.35%",
        Some(FactKind::Count | FactKind::Number) => "12",
        Some(FactKind::Flag) => words.say("是", "yes"),
        _ => "120000.00",
    }
}

/// A template filled with what was given, examples, and the character that cannot be read.
fn unread(words: &Words<'_>, say: Say, given: &str, examples: Say, found: Option<(usize, char)>) -> String {
    let found = match found {
        Some((at, found)) => {
            let mut bytes = [0; 4];
            let found = found.encode_utf8(&mut bytes);
            words.wrong(Say::Character).text(found).count(at + 1).done()
        }
        None => String::new(),
    };
    words
        .wrong(say)
        .text(given)
        .text(plain(words, examples))
        .text(&found)
        .done()
}

fn money(words: &Words<'_>, given: &str, error: MoneyError) -> String {
    let (say, found) = match error {
        MoneyError::Empty => (Say::NoMoney, None),
        MoneyError::NotANumber { at, found } => (Say::NotMoney, Some((at, found))),
        MoneyError::BadGrouping => (Say::Grouping, None),
        MoneyError::FinerThanFen => (Say::FinerThanFen, None),
        MoneyError::TooLarge => return words.wrong(Say::TooLarge).text(given).money(Money::MAX).done(),
    };
    unread(words, say, given, Say::Money, found)
}

fn rate(words: &Words<'_>, given: &str, error: RateError) -> String {
    let (say, found) = match error {
        RateError::Empty => (Say::NoRate, None),
        RateError::NotANumber { at, found } => (Say::NotRate, Some((at, found))),
        RateError::NoUnit => (Say::RateWithoutUnit, None),
        RateError::TooFine => (Say::RateTooFine, None),
        RateError::TooLarge => {
            let most = words.say("10,000 %", "10,000%");
            return words.wrong(Say::TooLarge).text(given).text(most).done();
        }
    };
    unread(words, say, given, Say::Rate, found)
}

fn date(words: &Words<'_>, given: &str, error: DateError) -> String {
    let (say, found) = match error {
        DateError::Empty => (Say::NoDate, None),
        DateError::NotADate { at, found } => (Say::NotDate, Some((at, found))),
        DateError::NoSuchDay { .. } => (Say::NoSuchDay, None),
        DateError::OutOfRange { .. } => (Say::YearOutOfRange, None),
    };
    unread(words, say, given, Say::Date, found)
}

fn term(words: &Words<'_>, given: &str, error: TermError) -> String {
    let (say, found) = match error {
        TermError::Empty => (Say::NoTerm, None),
        TermError::NotATerm { at, found } => (Say::NotTerm, Some((at, found))),
        TermError::NoUnit => (Say::TermWithoutUnit, None),
        TermError::Zero => (Say::TermZero, None),
        TermError::TooLong => (Say::TermTooLong, None),
    };
    unread(words, say, given, Say::Term, found)
}

pub(crate) fn request_error(words: &Words<'_>, error: &RequestError) -> Vec<String> {
    let unknown = |say: Say, given: &str| words.wrong(say).text(&clipped(given)).done();
    let sentence = match error {
        RequestError::Schema { given } => unknown(Say::Schema, &given.to_string()),
        RequestError::Day { given, problem } => {
            let problem = date(words, &clipped(given), *problem);
            words
                .wrong(Say::Field)
                .text(plain(words, Say::Day))
                .text(&problem)
                .done()
        }
        RequestError::Role { given, allowed } => {
            let name = |id: &String| words.wrong(Say::NamedRole).text(id).text(&words.actor(id)).done();
            let names: Vec<String> = allowed.iter().map(name).collect();
            let names = join(&names, words.say("、", "; "));
            words.wrong(Say::Role).text(&clipped(given)).text(&names).done()
        }
        RequestError::Measure { given } => unknown(Say::Measure, given),
        RequestError::Document { given } => unknown(Say::Document, given),
        RequestError::Facts { fields } => return fields.iter().map(|field| field_error(words, field)).collect(),
    };
    vec![sentence]
}
