//! Conditions, what is missing, what was assumed and what would change the result.

use rules::outcome::{Assumption, Block, Check, Outcome, WhatIf};
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
    let clause = words.clause(outcome, &check.id, check.words.as_deref());
    if check.id.contains('|') {
        return format!(
            "At least one of these: {}.",
            clause.unwrap_or_else(|| words.fact(&check.id))
        );
    }
    let label = reason::subject(words, &check.id, check.period);
    let given = check.given.as_deref().map(|given| words.value(&check.id, given));
    let known = match given.as_deref() {
        None => label,
        Some("") => format!("{label}: none"),
        Some(given) if label.ends_with('?') => format!("{label} {}", upper(given)),
        Some(given) => format!("{label}: {given}"),
    };
    let verb = if excludes {
        "the clause excludes"
    } else {
        "the clause requires"
    };
    let mut notes: Vec<String> = clause.into_iter().map(|clause| format!("{verb} {clause}")).collect();
    if let Some(office) = &check.points_to {
        notes.push(format!("decided by {}", words.reading(&outcome.measure, office)));
    }
    if notes.is_empty() {
        return format!("{known}.");
    }
    format!("{known} ({}).", notes.join("; "))
}

fn window(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    let window = words.window(outcome);
    let first = window.and_then(|window| match window.from {
        Start::Day(day) => Some(day),
        Start::SomeDayOf(_) | Start::Unknown => None,
    });
    let counts = days(EN, first, window.and_then(|window| window.to));
    let name = words
        .dated(outcome)
        .map_or_else(|| "Year of the facts".to_owned(), |dated| words.fact(&dated));
    match &check.given {
        Some(given) => format!("{name}: {given} (what counts: {counts})."),
        None => format!("{name} (what counts: {counts})."),
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
        if at > 0 {
            text.push_str(if text.ends_with('?') { " " } else { "; " });
        }
        text.push_str(&words.fact(path));
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
                "less"
            } else {
                "more"
            };
            format!(
                "{}: with {value} or {way} this condition would be met.",
                words.fact(fact)
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
                (CapScope::Recipient | CapScope::Product, CapPer::Year) => "in a year",
                (CapScope::Recipient | CapScope::Product, CapPer::Ever) => "in all",
                (CapScope::Counterparty, CapPer::Year) => "on one enterprise in a year",
                (CapScope::Counterparty, CapPer::Ever) => "on one enterprise in all",
            };
            let label = words.fact_of_a_year(fact);
            let (value, cap) = (money(EN, *value), money(EN, *cap));
            format!("{label} {whole}: from {value} on, the limit of {cap} begins to cut the amount.")
        }
        WhatIf::NextTier {
            fact,
            value,
            words: tier,
            amount,
        } => {
            let label = words.fact_of_a_year(fact);
            let (value, tier, amount) = (words.value(fact, value), quoted(outcome, tier), money(EN, *amount));
            format!("{label}: with {value} the next tier is reached ({tier}), which comes to {amount}.")
        }
    }
}
