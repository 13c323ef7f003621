//! Why not, or why it is unclear.

use rules::outcome::{Outcome, Period, Reason, Why};

use super::lower;
use crate::number::{days, period as when};
use crate::{Language, Words};

/// The name of a fact and the year that is meant: "Average fee rate, 2023".
pub(super) fn subject(words: &Words<'_>, fact: &str, period: Option<Period>) -> String {
    let period = period.filter(|_| words.yearly(fact));
    let label = words.fact_in(fact, period);
    match period {
        None => label,
        Some(period) => format!("{label}, {}", when(Language::En, period)),
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence for each case, in one table")]
pub(crate) fn reason(words: &Words<'_>, outcome: &Outcome, reason: &Reason) -> String {
    let subject = |fact: &str| subject(words, fact, reason.period);
    let clause = words.clause(outcome, &reason.condition, reason.words.as_deref());
    let clause = |verb: &str| {
        let clause = clause.as_ref();
        clause.map_or_else(String::new, |clause| format!("; the clause {verb} {clause}"))
    };
    match &reason.why {
        Why::Above {
            fact,
            given,
            limit,
            inclusive,
        } => {
            let (given, limit) = (words.value(fact, given), words.value(fact, limit));
            let barely = if rounds_to(&given, &limit) {
                " (slightly more)"
            } else {
                ""
            };
            let bound = if *inclusive { "at most" } else { "less than" };
            format!(
                "{}: {given}{barely}; the clause requires {bound} {limit}.",
                subject(fact)
            )
        }
        Why::Below {
            fact,
            given,
            limit,
            inclusive,
        } => {
            let (given, limit) = (words.value(fact, given), words.value(fact, limit));
            let barely = if rounds_to(&given, &limit) {
                " (slightly less)"
            } else {
                ""
            };
            let bound = if *inclusive { "at least" } else { "more than" };
            format!(
                "{}: {given}{barely}; the clause requires {bound} {limit}.",
                subject(fact)
            )
        }
        Why::TooLong { fact, from, to, until } => {
            let clause = clause("requires");
            format!(
                "{}: {from} to {to} is too long, {until} is the last day{clause}.",
                subject(fact)
            )
        }
        Why::TooShort { fact, from, to, until } => {
            let clause = clause("requires");
            format!(
                "{}: {from} to {to} is too short, it must reach {until}{clause}.",
                subject(fact)
            )
        }
        Why::Compared {
            fact,
            given,
            other,
            other_given,
        } => {
            let (given, other_given) = (words.value(fact, given), words.value(other, other_given));
            let other = lower(&words.fact(other));
            format!(
                "{}: {given}; {other}: {other_given}{}.",
                subject(fact),
                clause("requires")
            )
        }
        Why::NotAmong { fact, given, allowed } => {
            let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
            let given = chosen(words, fact, given);
            format!("{}: {given}; the clause covers only {allowed}.", subject(fact))
        }
        Why::OpenList { fact, given, allowed } => {
            let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
            let given = chosen(words, fact, given);
            format!(
                "{}: {given}; the clause names {allowed} and adds 等 (and the like), which does not say whether this is covered.",
                subject(fact)
            )
        }
        Why::Excluded { fact, given } => {
            format!(
                "{}: {}{}.",
                subject(fact),
                chosen(words, fact, given),
                clause("excludes")
            )
        }
        Why::Elsewhere { fact, given } => {
            let (place, clause) = (words.region(given), clause("requires"));
            format!(
                "{}: {place}, which is outside the area of the clause{clause}.",
                subject(fact)
            )
        }
        Why::Answer { fact, given } => {
            let excludes = words
                .condition(outcome, &reason.condition, reason.words.as_deref())
                .is_some_and(|condition| condition.excludes);
            let answer = if *given { "yes" } else { "no" };
            let clause = clause(if excludes { "excludes" } else { "requires" });
            let year = reason.period.filter(|_| words.yearly(fact));
            let year = year.map_or_else(String::new, |period| when(Language::En, period) + ": ");
            format!("{year}“{}” was answered with {answer}{clause}.", words.fact(fact))
        }
        Why::NoneOf { .. } => format!(
            "At least one of these must hold, and none does: {}.",
            words
                .clause(outcome, &reason.condition, None)
                .unwrap_or_else(|| words.fact(&reason.condition))
        ),
        Why::Undefined { fact } => {
            format!(
                "{} cannot be computed, since it would be divided by zero.",
                subject(fact)
            )
        }
        Why::OutsideWindow { given, from, to } => {
            let counts = days(Language::En, *from, *to);
            match words.dated(outcome).filter(|_| given.contains('-')) {
                Some(dated) => {
                    let name = words.fact(&dated);
                    format!("{name}: {given}, which is outside the time that counts ({counts}).")
                }
                None => format!("{given} is outside the time that counts ({counts})."),
            }
        }
        Why::Scope { reading } => words.reading(&outcome.measure, reading),
        Why::NoTier { fact, given } => {
            let given = words.value(fact, given);
            format!("{}: {given}, which no tier of the clause covers.", subject(fact))
        }
        Why::Contract { fact, code } => format!("{} {}.", words.fact(fact), contract(code)),
        Why::TooLarge => "The numbers are too large to be computed exactly.".to_owned(),
        Why::NoReferenceRate { day, from } => format!(
            "There is no LPR to look up for {day}; the table begins on {from}. The LPR named in the contract can be filled in instead."
        ),
    }
}

/// Whether a number that does not end is shown with the same digits as the limit.
fn rounds_to(given: &str, limit: &str) -> bool {
    given.strip_prefix("about ") == Some(limit)
}

fn chosen(words: &Words<'_>, fact: &str, given: &str) -> String {
    if given.is_empty() {
        return "none".to_owned();
    }
    words.value(fact, given)
}

/// What is wrong with a field of a contract, by the name of [`rules::contract::Problem`].
fn contract(code: &str) -> &'static str {
    match code {
        "Negative" => "cannot be below zero",
        "AboveAmount" => "is above the largest amount that is computed",
        "AboveRate" => "is above the highest rate that is computed",
        "Term" => "cannot be zero or longer than 50 years",
        "NotWholeMonths" => "must be in whole months, since this method counts months",
        "NotDays" => "must be in days, or the first day must be given, since interest runs by days",
        "NotAfter" => "must be later than the first day",
        "OutsideCalendar" => "leads to a day outside the calendar",
        "Count" => "must have one value for each year of the contract",
        _ => "does not fit, so that nothing can be computed",
    }
}
