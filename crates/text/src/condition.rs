//! Conditions, what is missing, what was assumed and what would change the result.

use rules::outcome::{Assumption, Block, Check, Outcome, WhatIf};
use rules::pack::{CapPer, CapScope};
use rules::plan::{Start, Test};

use crate::case::several_contracts;
use crate::fill::{Filling, join};
use crate::number::{days, money, money_wan};
use crate::{Words, in_language};

/// What can be said about conditions and assumptions. The places of each template are named here.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// Name 0 in the year 1.
    InYear,
    /// Name 0: value 1.
    Known,
    /// Question 0, answer 1.
    Answered,
    /// Name 0: nothing chosen.
    NoneChosen,
    /// Rate 0 less rate 1.
    Difference,
    /// Percentage points 0.
    Points,
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
    /// Name 0: the year 1.
    KnownYear,
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
    /// To be confirmed by 1: 0.
    MissingFrom,
    /// The words 0 include their number.
    Convention,
    /// Day count 0 was taken.
    DayBasis,
    /// LPR of day 0: published 1, rate 2.
    ReferenceRate,
    /// The same, on a day that was not checked.
    ReferenceRateUnchecked,
    /// LPR of day 0: published 1, rate 2; the one that was given, 3, was taken.
    ReferenceRateGiven,
    /// Points are more than the rate of the contract.
    NoMoreThanInterest,
    /// Year 0 lies in the window only in part.
    PartOfYear,
    /// Interest was split by days.
    InterestFromContract,
    /// What a cap leaves is shown with the first parts first.
    AllottedInOrder,
    /// No day of payout.
    NoDates,
    /// The settlement 0 was taken.
    Settlement,
    /// The loan prime rate 0 was taken.
    Tenor,
    /// The choice 0 was taken for prepayments.
    AfterPrepayment,
    /// The interest of the whole period is paid.
    FlatFullPeriod,
    /// The rate stays after day 0.
    LprUnknownAfter,
    /// The guarantees of the request were summed.
    CustomerTotalAlone,
    CustomerTotalRaised,
    /// Only one of the group 0 counts; the others are 1.
    OneOfGroup,
    /// The same for some of several contracts.
    OneOfGroupForSome,
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
    fn about(&self, say: Say) -> Filling<'_> {
        self.fill(plain(self, say))
    }
}

fn plain(words: &Words<'_>, say: Say) -> &'static str {
    in_language!(words.language, condition::template(say))
}

impl Words<'_> {
    /// A difference of rates, given in their notation: 3% as 3 percentage points.
    pub(crate) fn points(&self, path: &str, given: &str) -> String {
        let value = self.value(path, given);
        let number = value.trim_end_matches('%').trim_end();
        self.about(Say::Points).text(number).done()
    }
}

pub(crate) fn check(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    let condition = words.condition(outcome, &check.id, check.words.as_deref());
    let dated = condition.is_some_and(|condition| matches!(condition.test, Test::InWindow { .. }));
    if dated || check.id == "window" {
        return window(words, outcome, check);
    }
    let excludes = condition.is_some_and(|condition| condition.excludes);
    let clause = words.clause(outcome, &check.id, check.words.as_deref());
    if check.id.contains('|') {
        let ways = clause.unwrap_or_else(|| words.fact(&check.id));
        return words.about(Say::OneOf).text(&ways).done();
    }
    let period = check.period.filter(|_| words.yearly(&check.id));
    let mut name = words.fact_in(&check.id, period);
    let apart = match condition.map(|condition| &condition.test) {
        Some(Test::Apart { less, .. }) => Some(words.path(*less)),
        _ => None,
    };
    if let Some(less) = &apart {
        let less = words.inner(words.fact_in(less, period));
        name = words.about(Say::Difference).text(&name).text(&less).done();
    }
    if period.is_some() {
        name = words.about(Say::InYear).text(&name).period(period).done();
    }
    let known = match check.given.as_deref() {
        None => name,
        Some(given) => {
            let say = match given {
                "" => Say::NoneChosen,
                _ if name.ends_with(['？', '?']) => Say::Answered,
                _ => Say::Known,
            };
            let value = match apart {
                Some(_) => words.points(&check.id, given),
                None => words.value(&check.id, given),
            };
            words.about(say).text(&name).text(&value).done()
        }
    };
    let verb = if excludes { Say::Excludes } else { Say::Requires };
    let clause = clause.map(|clause| words.about(verb).text(&clause).done());
    let office = check
        .points_to
        .as_ref()
        .map(|office| words.reading(&outcome.measure, office));
    let decided = office.map(|office| words.about(Say::DecidedBy).text(&office).done());
    let notes = [clause.unwrap_or_default(), decided.unwrap_or_default()];
    let notes = join(&notes, plain(words, Say::Between));
    noted(words, &known, &notes)
}

fn noted(words: &Words<'_>, known: &str, notes: &str) -> String {
    if notes.is_empty() && asks(known) {
        return known.to_owned();
    }
    let say = if notes.is_empty() { Say::Plain } else { Say::Noted };
    words.about(say).text(known).text(notes).done()
}

fn window(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    let window = words.window(outcome);
    let first = window.and_then(|window| match window.from {
        Start::Day(day) => Some(day),
        Start::SomeDayOf(_) | Start::Unknown => None,
    });
    let counts = days(words.language, first, window.and_then(|window| window.to));
    let counts = words.about(Say::Counts).text(&counts).done();
    let dated = match check.id.as_str() {
        "window" => words.dated(outcome),
        other => Some(other.to_owned()),
    };
    let name = match dated {
        Some(dated) => words.fact(&dated),
        None => plain(words, Say::YearOfFacts).to_owned(),
    };
    let known = match check.given.as_deref() {
        None => name,
        Some(given) => {
            let say = if given.contains('-') {
                Say::Known
            } else {
                Say::KnownYear
            };
            words.about(say).text(&name).text(given).done()
        }
    };
    noted(words, &known, &counts)
}

pub(crate) fn missing(words: &Words<'_>, outcome: &Outcome) -> Option<String> {
    if outcome.missing.is_empty() {
        return None;
    }
    // What is said of the applicant is not about the one who asks where someone else would receive the money.
    let theirs = |path: &str| outcome.block == Block::Others && path.starts_with("applicant.");
    let mut sentences = Vec::new();
    for (say, of_theirs) in [(Say::Missing, false), (Say::MissingFrom, true)] {
        let names = list(words, outcome.missing.iter().filter(|path| theirs(path) == of_theirs));
        if !names.is_empty() {
            sentences.push(words.about(say).text(&names).recipient(&outcome.recipient).done());
        }
    }
    Some(join(&sentences, words.say("", " ")))
}

/// Whether a text ends with the mark of a question, which needs no full stop behind it.
fn asks(text: &str) -> bool {
    text.ends_with(['？', '?'])
}

/// Names and questions one after the other; a question ends with its own mark.
fn list<'p>(words: &Words<'_>, paths: impl Iterator<Item = &'p String>) -> String {
    let mut text = String::new();
    for path in paths {
        if !text.is_empty() {
            text += plain(words, if asks(&text) { Say::AfterQuestion } else { Say::Between });
        }
        text += &words.fact(path);
    }
    if !text.is_empty() && !asks(&text) {
        text += plain(words, Say::End);
    }
    text
}

/// What was assumed about a contract; none for an assumption about a clause.
pub(crate) fn about_contract(words: &Words<'_>, assumption: &Assumption) -> Option<String> {
    let chosen = |say: Say, path: &str, id: &str| {
        let choice = words.inner(words.choice(path, id));
        words.about(say).text(&choice).done()
    };
    Some(match assumption {
        Assumption::DayBasis { basis } => chosen(Say::DayBasis, "loan.day_basis", basis),
        Assumption::NoDates => plain(words, Say::NoDates).to_owned(),
        Assumption::Settlement { settlement } => chosen(Say::Settlement, "loan.settlement", settlement),
        Assumption::Tenor { tenor } => chosen(Say::Tenor, "loan.tenor", tenor),
        Assumption::AfterPrepayment { choice } => chosen(Say::AfterPrepayment, "loan.after_prepayment", choice),
        Assumption::FlatFullPeriod => plain(words, Say::FlatFullPeriod).to_owned(),
        Assumption::LprUnknownAfter { verified_through } => {
            words.about(Say::LprUnknownAfter).day(*verified_through).done()
        }
        _ => return None,
    })
}

pub(crate) fn assumption(words: &Words<'_>, outcome: &Outcome, assumption: &Assumption) -> String {
    match assumption {
        Assumption::Reading { id } => words.reading(&outcome.measure, id),
        Assumption::Convention { words: clause } => words.about(Say::Convention).clause(outcome, clause).done(),
        Assumption::ReferenceRate {
            day,
            published,
            rate,
            unchecked,
        } => {
            let say = if *unchecked {
                Say::ReferenceRateUnchecked
            } else {
                Say::ReferenceRate
            };
            words.about(say).day(*day).day(*published).rate(*rate).done()
        }
        Assumption::ReferenceRateGiven {
            day,
            published,
            rate,
            given,
        } => words
            .about(Say::ReferenceRateGiven)
            .day(*day)
            .day(*published)
            .rate(*rate)
            .rate(*given)
            .done(),
        Assumption::NoMoreThanInterest => plain(words, Say::NoMoreThanInterest).to_owned(),
        Assumption::PartOfYear { year } => words.about(Say::PartOfYear).text(&year.to_string()).done(),
        Assumption::InterestFromContract => plain(words, Say::InterestFromContract).to_owned(),
        Assumption::AllottedInOrder => plain(words, Say::AllottedInOrder).to_owned(),
        Assumption::OneOf { group, measures } => {
            let titles: Vec<String> = measures.iter().map(|id| words.measure_title(id)).collect();
            let titles = join(&titles, plain(words, Say::Between));
            let say = if several_contracts(outcome) {
                Say::OneOfGroupForSome
            } else {
                Say::OneOfGroup
            };
            words.about(say).text(&words.exclusive(group)).text(&titles).done()
        }
        Assumption::CustomerTotalAlone => plain(words, Say::CustomerTotalAlone).to_owned(),
        Assumption::CustomerTotalRaised => plain(words, Say::CustomerTotalRaised).to_owned(),
        Assumption::DayBasis { .. }
        | Assumption::NoDates
        | Assumption::Settlement { .. }
        | Assumption::Tenor { .. }
        | Assumption::AfterPrepayment { .. }
        | Assumption::FlatFullPeriod
        | Assumption::LprUnknownAfter { .. } => about_contract(words, assumption).unwrap_or_default(),
    }
}

pub(crate) fn what_if(words: &Words<'_>, outcome: &Outcome, what_if: &WhatIf) -> String {
    match what_if {
        WhatIf::Passes { condition, fact, value } => {
            let say = if Words::falls(outcome, condition) {
                Say::PassesBelow
            } else {
                Say::PassesAbove
            };
            let name = words.fact_of_a_year(fact);
            words.about(say).text(&name).value(fact, value).done()
        }
        WhatIf::CapBinds {
            fact,
            value,
            cap,
            scope,
            per,
        } => {
            let say = match (scope, per) {
                (CapScope::Recipient | CapScope::Product | CapScope::Lender, CapPer::Year) => Say::CapBindsInYear,
                (CapScope::Recipient | CapScope::Product | CapScope::Lender, CapPer::Ever | CapPer::Window) => {
                    Say::CapBindsEver
                }
                (CapScope::Counterparty, CapPer::Year) => Say::CapBindsForOneInYear,
                (CapScope::Counterparty, CapPer::Ever | CapPer::Window) => Say::CapBindsForOneEver,
            };
            let cap = money_wan(words.language, *cap).unwrap_or_else(|| money(words.language, *cap));
            let name = words.fact_of_a_year(fact);
            words.about(say).text(&name).money(*value).text(&cap).done()
        }
        WhatIf::NextTier {
            fact,
            value,
            words: tier,
            amount,
        } => {
            let name = words.fact_of_a_year(fact);
            let mut text = words.about(Say::NextTier);
            text.text(&name)
                .value(fact, value)
                .clause(outcome, tier)
                .money(*amount)
                .done()
        }
    }
}
