//! The sentences in English.

use rules::outcome::{Block, Kind, Period, State, Status};

use crate::Language;
use crate::badge::{Left, Mark};
use crate::number::{counted, period};

pub(crate) mod condition;
pub(crate) mod field;
pub(crate) mod headline;
pub(crate) mod pack;
pub(crate) mod reason;
pub(crate) mod step;

pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Exact => "exact",
        Kind::AtMost => "at most",
        Kind::AtLeast => "at least",
        Kind::Ceiling => "price ceiling",
    }
}

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Eligible => "conditions met",
        Status::Incomplete => "answers missing",
        Status::Unclear => "the clause does not say",
        Status::Ineligible => "conditions not met",
    }
}

pub(crate) fn block(block: Block) -> &'static str {
    match block {
        Block::Yours => "Money to you",
        Block::Price => "The most you pay",
        Block::Others => "Money paid to others",
        Block::Reference => "For reference",
    }
}

pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::Failed => "not met",
        State::Open => "not known yet",
        State::Unclear => "the clause does not say",
    }
}

pub(crate) fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Draft => "Draft for comments (no official document)".to_owned(),
        Mark::DraftOver(Some(last)) => format!("The draft's own period is over (last day {last})"),
        Mark::DraftOver(None) => "The draft's own period is over".to_owned(),
        Mark::DraftRunning(time) => "Within the draft's own period".to_owned() + &left(*time),
        Mark::Ended(Some(last)) => format!("No longer in force (last day {last})"),
        Mark::Ended(None) => "No longer in force".to_owned(),
        Mark::NotYet(Some(first)) => format!("Not yet in force (from {first})"),
        Mark::NotYet(None) => "Not yet in force".to_owned(),
        Mark::InForce(time) => "In force".to_owned() + &left(*time),
        Mark::StartUnknown => "First day in force not stated".to_owned(),
        Mark::Secondary => "Figures from public reports, not checked against the text".to_owned(),
        Mark::InPrinciple => "In principle".to_owned(),
        Mark::HelpToApply => "Help to apply; a higher level decides".to_owned(),
        Mark::ConditionOfAnother => "A condition of someone else's subsidy".to_owned(),
    }
}

fn left(time: Left) -> String {
    match time {
        Left::Open => String::new(),
        Left::Days(0) => " (last day)".to_owned(),
        Left::Days(days) => format!(" ({} left)", counted(days.unsigned_abs(), "day")),
        Left::Until(last) => format!(" (until {last})"),
    }
}

pub(crate) fn line(contract: Option<usize>, when: Option<Period>, key: Option<String>) -> String {
    let parts = [
        key,
        contract.map(|number| format!("no. {}", number + 1)),
        when.map(|when| period(Language::En, when)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A name in the middle of a sentence: "Interest" becomes "interest", "LPR" stays.
fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_ascii_uppercase() && second.is_ascii_lowercase() => {
            first.to_ascii_lowercase().to_string() + letters_from(name)
        }
        (Some('A'), Some(' ')) => "a".to_owned() + letters_from(name),
        _ => name.to_owned(),
    }
}

/// A name at the beginning of a sentence.
fn upper(name: &str) -> String {
    let first = name.chars().next();
    match first {
        Some(first) if first.is_ascii_lowercase() => first.to_ascii_uppercase().to_string() + letters_from(name),
        _ => name.to_owned(),
    }
}

/// All but the first letter, which is one byte long.
fn letters_from(name: &str) -> &str {
    name.get(1..).unwrap_or_default()
}
