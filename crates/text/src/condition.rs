//! Conditions, what is missing, what was assumed and what would change the result.

use rules::outcome::{Assumption, Block, Check, Outcome, WhatIf};
use rules::pack::{CapPer, CapScope};
use rules::plan::Start;

use crate::fill::{fill, join};
use crate::lookup::quoted;
use crate::number::{days, money, money_wan, period as year, rate};
use crate::{Words, in_language};

/// What can be said about conditions and assumptions. The places of each template are named here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Say {
    /// Name 0 in the year 1.
    InYear,
    /// Name 0: value 1.
    Known,
    /// Question 0, answer 1.
    Answered,
    /// Name 0: nothing chosen.
    NoneChosen,
    /// What is known 0.
    Plain,
    /// What is known 0, with notes 1.
    Noted,
    /// The clause requires 0.
    Requires,
    /// The clause excludes 0.
    Excludes,
    /// Decided by 0.
    DecidedBy,
    /// At least one of 0.
    OneOf,
    /// The year of what is counted, as a name.
    YearOfFacts,
    /// A year 0 as a value.
    Year,
    /// What counts: 0.
    Counts,
    /// Between notes, and between names that are missing.
    Between,
    /// After a question, before the next name.
    AfterQuestion,
    /// The end of a list.
    End,
    /// Still to be known: 0.
    Missing,
    /// To be confirmed by 0: 1.
    MissingFrom,
    /// The words 0 include their number.
    Convention,
    /// Day count 0 was taken.
    DayBasis,
    /// LPR of day 0: published 1, rate 2.
    ReferenceRate,
    /// The same, on a day that was not checked.
    ReferenceRateUnchecked,
    /// Year 0 lies in the window only in part.
    PartOfYear,
    /// Interest was split by days.
    InterestFromContract,
    /// What a cap leaves is shown with the first parts first.
    AllottedInOrder,
    /// No day of payout.
    NoDates,
    /// Fact 0 down to 1 would pass.
    PassesBelow,
    /// Fact 0 up to 1 would pass.
    PassesAbove,
    /// Base 0 in a year from 1 on is cut by cap 2.
    CapBindsInYear,
    /// The same over all time.
    CapBindsEver,
    /// The same for one counterparty and year.
    CapBindsForOneInYear,
    /// The same for one counterparty over all time.
    CapBindsForOneEver,
    /// Fact 0 at 1 reaches the tier 2 with amount 3.
    NextTier,
}

impl Words<'_> {
    fn about(&self, say: Say, parts: &[&str]) -> String {
        fill(in_language!(self.language, condition::template(say)), parts)
    }
}

pub(crate) fn check(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    if check.id == "window" {
        return window(words, outcome, check);
    }
    let condition = words.condition(outcome, &check.id, check.words.as_deref());
    let excludes = condition.is_some_and(|condition| condition.excludes);
    let clause = words.clause(outcome, &check.id, check.words.as_deref());
    if check.id.contains('|') {
        return words.about(Say::OneOf, &[&clause.unwrap_or_else(|| words.fact(&check.id))]);
    }
    let period = check.period.filter(|_| words.yearly(&check.id));
    let mut name = words.fact_in(&check.id, period);
    if let Some(period) = period {
        name = words.about(Say::InYear, &[&name, &year(words.language, period)]);
    }
    let given = check.given.as_deref().map(|given| words.value(&check.id, given));
    let known = match given.as_deref() {
        None => name,
        Some("") => words.about(Say::NoneChosen, &[&name]),
        Some(given) if name.ends_with(['？', '?']) => words.about(Say::Answered, &[&name, given]),
        Some(given) => words.about(Say::Known, &[&name, given]),
    };
    let verb = if excludes { Say::Excludes } else { Say::Requires };
    let clause = clause.map(|clause| words.about(verb, &[&clause]));
    let office = check
        .points_to
        .as_ref()
        .map(|office| words.reading(&outcome.measure, office));
    let decided = office.map(|office| words.about(Say::DecidedBy, &[&office]));
    let notes = [clause, decided];
    noted(
        words,
        &known,
        &join(
            notes.iter().flatten().map(String::as_str),
            &words.about(Say::Between, &[]),
        ),
    )
}

fn noted(words: &Words<'_>, known: &str, notes: &str) -> String {
    let say = if notes.is_empty() { Say::Plain } else { Say::Noted };
    words.about(say, &[known, notes])
}

fn window(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    let window = words.window(outcome);
    let first = window.and_then(|window| match window.from {
        Start::Day(day) => Some(day),
        Start::SomeDayOf(_) | Start::Unknown => None,
    });
    let counts = days(words.language, first, window.and_then(|window| window.to));
    let counts = words.about(Say::Counts, &[&counts]);
    let name = match words.dated(outcome) {
        Some(dated) => words.fact(&dated),
        None => words.about(Say::YearOfFacts, &[]),
    };
    match &check.given {
        None => noted(words, &name, &counts),
        Some(given) => {
            let given = if given.contains('-') {
                given.clone()
            } else {
                words.about(Say::Year, &[given])
            };
            noted(words, &words.about(Say::Known, &[&name, &given]), &counts)
        }
    }
}

pub(crate) fn missing(words: &Words<'_>, outcome: &Outcome) -> Option<String> {
    if outcome.missing.is_empty() {
        return None;
    }
    // What is said of the applicant is not about the one who asks where someone else would receive the money.
    let theirs = |path: &str| outcome.block == Block::Others && path.starts_with("applicant.");
    let mut sentences = Vec::new();
    let yours = list(words, outcome.missing.iter().filter(|path| !theirs(path)));
    if !yours.is_empty() {
        sentences.push(words.about(Say::Missing, &[&yours]));
    }
    let theirs = list(words, outcome.missing.iter().filter(|path| theirs(path)));
    if !theirs.is_empty() {
        let recipient = words.recipient(&outcome.recipient);
        sentences.push(words.about(Say::MissingFrom, &[&recipient, &theirs]));
    }
    Some(join(sentences.iter().map(String::as_str), words.say("", " ")))
}

/// Names and questions one after the other; a question ends with its own mark.
fn list<'p>(words: &Words<'_>, paths: impl Iterator<Item = &'p String>) -> String {
    let mut text = String::new();
    let mut say = Say::End;
    for path in paths {
        if !text.is_empty() {
            let between = if say == Say::End { Say::Between } else { say };
            text += &words.about(between, &[]);
        }
        text += &words.fact(path);
        say = if text.ends_with(['？', '?']) {
            Say::AfterQuestion
        } else {
            Say::End
        };
    }
    if say == Say::End && !text.is_empty() {
        text += &words.about(Say::End, &[]);
    }
    text
}

pub(crate) fn assumption(words: &Words<'_>, outcome: &Outcome, assumption: &Assumption) -> String {
    match assumption {
        Assumption::Reading { id } => words.reading(&outcome.measure, id),
        Assumption::Convention { words: clause } => words.about(Say::Convention, &[&quoted(outcome, clause)]),
        Assumption::DayBasis { basis } => {
            let basis = words.inner(words.choice("loan.day_basis", basis));
            words.about(Say::DayBasis, &[&basis])
        }
        Assumption::ReferenceRate {
            day,
            published,
            rate: found,
            unchecked,
        } => {
            let say = if *unchecked {
                Say::ReferenceRateUnchecked
            } else {
                Say::ReferenceRate
            };
            let (day, published) = (day.to_string(), published.to_string());
            words.about(say, &[&day, &published, &rate(words.language, *found)])
        }
        Assumption::PartOfYear { year } => words.about(Say::PartOfYear, &[&year.to_string()]),
        Assumption::InterestFromContract => words.about(Say::InterestFromContract, &[]),
        Assumption::AllottedInOrder => words.about(Say::AllottedInOrder, &[]),
        Assumption::NoDates => words.about(Say::NoDates, &[]),
    }
}

pub(crate) fn what_if(words: &Words<'_>, outcome: &Outcome, what_if: &WhatIf) -> String {
    let language = words.language;
    match what_if {
        WhatIf::Passes { condition, fact, value } => {
            let say = if Words::falls(outcome, condition) {
                Say::PassesBelow
            } else {
                Say::PassesAbove
            };
            words.about(say, &[&words.fact(fact), &words.value(fact, value)])
        }
        WhatIf::CapBinds {
            fact,
            value,
            cap,
            scope,
            per,
        } => {
            let say = match (scope, per) {
                (CapScope::Recipient | CapScope::Product, CapPer::Year) => Say::CapBindsInYear,
                (CapScope::Recipient | CapScope::Product, CapPer::Ever) => Say::CapBindsEver,
                (CapScope::Counterparty, CapPer::Year) => Say::CapBindsForOneInYear,
                (CapScope::Counterparty, CapPer::Ever) => Say::CapBindsForOneEver,
            };
            let cap = money_wan(language, *cap).unwrap_or_else(|| money(language, *cap));
            words.about(say, &[&words.fact_of_a_year(fact), &money(language, *value), &cap])
        }
        WhatIf::NextTier {
            fact,
            value,
            words: tier,
            amount,
        } => {
            let (name, value) = (words.fact_of_a_year(fact), words.value(fact, value));
            let tier = quoted(outcome, tier);
            words.about(Say::NextTier, &[&name, &value, &tier, &money(language, *amount)])
        }
    }
}
