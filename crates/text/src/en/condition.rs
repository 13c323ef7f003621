//! Conditions, what is missing, what was assumed and what would change the result.

use rules::outcome::{Assumption, Block, Check, Outcome, Period, WhatIf};
use rules::pack::{CapPer, CapScope};
use rules::plan::Start;

use super::{lower, reason, upper};
use crate::lookup::quoted;
use crate::number::{days, money, rate};
use crate::{Language, Words};

const EN: Language = Language::En;

pub(crate) fn check(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    if check.id == "window" {
        return window(words, outcome, check);
    }
    let condition = words.condition(outcome, &check.id, check.words.as_deref());
    let excludes = condition.is_some_and(|condition| condition.excludes);
    let several = check.id.contains('|');
    let mut text = if several {
        let ways = words.ways(outcome, &check.id, check.words.as_deref());
        format!("At least one of {ways}")
    } else {
        reason::subject(words, outcome, &check.id, check.period)
    };
    let question = text.ends_with('?');
    if let Some(clause) = check.words.as_deref().filter(|_| !several) {
        let verb = if excludes {
            "the clause excludes"
        } else {
            "the clause requires"
        };
        let colon = if question { "" } else { ":" };
        let clause = quoted(outcome, clause);
        text = upper(&format!("{text}{colon} {verb} {clause}"));
    }
    if let Some(given) = &check.given {
        let given = words.value(&check.id, given);
        let given = if given.is_empty() { "none".to_owned() } else { given };
        text = if question {
            format!("{text}; the answer is {given}")
        } else {
            format!("{text}; it is {given}")
        };
    }
    if let Some(office) = &check.points_to {
        text = format!("{text}; decided by {}", words.reading(&outcome.measure, office));
    }
    text + "."
}

fn window(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    let window = words.window(outcome);
    let first = window.and_then(|window| match window.from {
        Start::Day(day) => Some(day),
        Start::SomeDayOf(_) | Start::Unknown => None,
    });
    let within = days(EN, first, window.and_then(|window| window.to));
    match &check.given {
        Some(given) => format!("It lies in the time that counts ({within}); it is {given}."),
        None => format!("It lies in the time that counts ({within})."),
    }
}

pub(crate) fn missing(words: &Words<'_>, outcome: &Outcome) -> Option<String> {
    if outcome.missing.is_empty() {
        return None;
    }
    let (theirs, yours): (Vec<&String>, Vec<&String>) = outcome
        .missing
        .iter()
        .partition(|path| outcome.block == Block::Others && path.starts_with("applicant."));
    let mut sentences = Vec::new();
    if !yours.is_empty() {
        sentences.push(format!("Still needed: {}", list(words, &yours)));
    }
    if !theirs.is_empty() {
        let recipient = words.recipient(&outcome.recipient);
        sentences.push(format!("To be confirmed by {recipient}: {}", list(words, &theirs)));
    }
    Some(sentences.join(" "))
}

/// Names and questions one after the other; a question ends with its own mark.
fn list(words: &Words<'_>, paths: &[&String]) -> String {
    let mut text = String::new();
    for (at, path) in paths.iter().enumerate() {
        let name = words.fact(path);
        if at > 0 {
            text.push_str(if text.ends_with('?') { " " } else { "; " });
        }
        text.push_str(&if at > 0 && !name.ends_with('?') {
            lower(&name)
        } else {
            name
        });
    }
    if !text.ends_with('?') {
        text.push('.');
    }
    text
}

pub(crate) fn assumption(words: &Words<'_>, outcome: &Outcome, assumption: &Assumption) -> String {
    match assumption {
        Assumption::Reading { id } => words.reading(&outcome.measure, id),
        Assumption::Convention { words: clause } => format!(
            "{} includes its number: the clause does not say so, but article 1259 of the Civil Code reads such words that way.",
            quoted(outcome, clause)
        ),
        Assumption::DayBasis { basis } => {
            let basis = lower(&words.choice("loan.day_basis", basis));
            format!("The day count was not given; the usual one of this repayment method was taken: {basis}.")
        }
        Assumption::ReferenceRate {
            day,
            published,
            rate: found,
            unchecked,
        } => {
            let found = rate(EN, *found);
            let unchecked = if *unchecked {
                " That day is later than the last one the table was checked for; there may be a newer LPR."
            } else {
                ""
            };
            format!("The LPR published by {day} was taken: {found}, published on {published}.{unchecked}")
        }
        Assumption::PartOfYear { year } => {
            format!("Only a part of {year} lies in the time that counts; the whole year was counted.")
        }
        Assumption::InterestFromContract => {
            "The interest paid in each year was not given; it was split over the years by days from amount, rate and dates."
                .to_owned()
        }
        Assumption::AllottedInOrder => {
            "Where a limit cuts a sum, what is left is shown with the earliest parts first.".to_owned()
        }
        Assumption::NoDates => {
            "The day of payout was not given, so that the years in which interest falls due are not known.".to_owned()
        }
    }
}

pub(crate) fn what_if(words: &Words<'_>, outcome: &Outcome, what_if: &WhatIf) -> String {
    match what_if {
        WhatIf::Passes { condition, fact, value } => {
            let value = words.value(fact, value);
            let way = if Words::falls(outcome, condition) {
                "down to"
            } else {
                "of at least"
            };
            format!(
                "With {} {way} {value} this condition would be met.",
                lower(&words.fact(fact))
            )
        }
        WhatIf::CapBinds {
            fact,
            value,
            cap,
            scope,
            per,
        } => {
            let whole = match (scope, per) {
                (CapScope::Recipient, CapPer::Year) => "in a year",
                (CapScope::Recipient, CapPer::Ever) => "in all",
                (CapScope::Counterparty, CapPer::Year) => "on one enterprise in a year",
                (CapScope::Counterparty, CapPer::Ever) => "on one enterprise in all",
                (CapScope::Product, CapPer::Year) => "on one product in a year",
                (CapScope::Product, CapPer::Ever) => "on one product in all",
            };
            let label = lower(&words.fact_in(fact, Some(Period::Year(0))));
            let (value, cap) = (money(EN, *value), money(EN, *cap));
            format!("From {value} of {label} {whole}, the limit of {cap} begins to cut the amount.")
        }
        WhatIf::NextTier {
            fact,
            value,
            words: tier,
            amount,
        } => {
            let value = words.value(fact, value);
            let tier = quoted(outcome, tier);
            let label = lower(&words.fact_in(fact, Some(Period::Year(0))));
            let amount = money(EN, *amount);
            format!("With {label} down to {value} the next tier is reached ({tier}), which comes to {amount}.")
        }
    }
}
