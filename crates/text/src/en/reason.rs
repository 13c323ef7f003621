//! Why not, or why it is unclear.

use rules::outcome::{Outcome, Period, Reason, Why};

use super::{lower, upper};
use crate::lookup::quoted;
use crate::number::days;
use crate::{Language, Words};

/// Words of a name that already say whose it is, so that “your” in front of them would be wrong.
const SAYS_WHOSE: [&str; 8] = [
    "your",
    "you",
    "customer",
    "firm",
    "area",
    "City-wide",
    "product",
    "fund",
];

/// The name of a fact at the beginning of a sentence: "2023: your average fee rate".
pub(super) fn subject(words: &Words<'_>, outcome: &Outcome, fact: &str, period: Option<Period>) -> String {
    let yearly = words.spec(fact).is_some_and(|spec| spec.series.is_some());
    let period = period.filter(|_| yearly);
    let label = words.fact_in(fact, period);
    let when = period.map_or_else(String::new, |period| crate::number::period(Language::En, period) + ": ");
    let yours = Words::own(outcome) && !label.ends_with('?') && !SAYS_WHOSE.iter().any(|word| label.contains(word));
    if yours {
        upper(&format!("{when}your {}", lower(&label)))
    } else {
        upper(&format!("{when}{label}"))
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence for each case, in one table")]
pub(crate) fn reason(words: &Words<'_>, outcome: &Outcome, reason: &Reason) -> String {
    let subject = |fact: &str| subject(words, outcome, fact, reason.period);
    let clause = reason.words.as_deref().map(|clause| quoted(outcome, clause));
    let asked = |verb: &str| {
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
            let barely = if given.ends_with(&limit) {
                " (slightly more)"
            } else {
                ""
            };
            let bound = if *inclusive { "at most" } else { "less than" };
            format!(
                "{} is {given}{barely}; the clause requires {bound} {limit}.",
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
            let barely = if given.ends_with(&limit) && given != limit {
                " (slightly less)"
            } else {
                ""
            };
            let bound = if *inclusive { "at least" } else { "more than" };
            format!(
                "{} is {given}{barely}; the clause requires {bound} {limit}.",
                subject(fact)
            )
        }
        Why::TooLong { fact, from, to, until } => format!(
            "{} runs from {from} to {to}, which is too long: {until} is the last day{}.",
            subject(fact),
            asked("says")
        ),
        Why::TooShort { fact, from, to, until } => format!(
            "{} runs from {from} to {to}, which is too short: it must reach {until}{}.",
            subject(fact),
            asked("says")
        ),
        Why::Compared {
            fact,
            given,
            other,
            other_given,
        } => {
            let (given, other_given) = (words.value(fact, given), words.value(other, other_given));
            let other = lower(&words.fact_in(other, None));
            format!(
                "{} is {given}, {other} is {other_given}{}.",
                subject(fact),
                asked("requires")
            )
        }
        Why::NotAmong { fact, given, allowed } => {
            let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
            format!(
                "{} is {}; the clause covers only {allowed}.",
                subject(fact),
                chosen(words, fact, given)
            )
        }
        Why::OpenList { fact, given, allowed } => {
            let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
            let given = chosen(words, fact, given);
            format!(
                "{} is {given}; the clause names {allowed} and adds 等 (and the like), which does not say whether this is covered.",
                subject(fact)
            )
        }
        Why::Excluded { fact, given } => {
            format!(
                "{} is {}{}.",
                subject(fact),
                chosen(words, fact, given),
                asked("excludes")
            )
        }
        Why::Elsewhere { fact, given } => {
            let place = words.region(given);
            format!(
                "{} is {place}, outside the area of the clause{}.",
                subject(fact),
                asked("says")
            )
        }
        Why::Answer { fact, given } => {
            let excludes = words
                .condition(outcome, &reason.condition, reason.words.as_deref())
                .is_some_and(|condition| condition.excludes);
            let answer = if *given { "yes" } else { "no" };
            let verb = if excludes { "excludes" } else { "requires" };
            format!("“{}” was answered with {answer}{}.", words.fact(fact), asked(verb))
        }
        Why::NoneOf { .. } => {
            let ways = words.ways(outcome, &reason.condition, reason.words.as_deref());
            format!("At least one of {ways} must hold, and none does.")
        }
        Why::Undefined { fact } => {
            format!(
                "{} cannot be computed, since it would be divided by zero.",
                subject(fact)
            )
        }
        Why::OutsideWindow { given, from, to } => {
            format!(
                "{given} is outside the time that counts ({}).",
                days(Language::En, *from, *to)
            )
        }
        Why::Scope { reading } => words.reading(&outcome.measure, reading),
        Why::NoTier { fact, given } => {
            format!(
                "{} is {}, which no tier of the clause covers.",
                subject(fact),
                words.value(fact, given)
            )
        }
        Why::Contract { fact, code } => format!("{} {}.", words.fact(fact), contract(code)),
        Why::TooLarge => "The numbers are too large to be computed exactly.".to_owned(),
        Why::NoReferenceRate { day, from } => {
            format!(
                "There is no LPR to look up for {day}; the table begins on {from}. The LPR named in the contract can be filled in instead."
            )
        }
    }
}

fn chosen(words: &Words<'_>, fact: &str, given: &str) -> String {
    if given.is_empty() {
        return "none".to_owned();
    }
    lower(&words.value(fact, given))
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
