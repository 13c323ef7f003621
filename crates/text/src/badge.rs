//! What must be said beside every outcome, in a few words each.

use rules::Date;
use rules::outcome::{ForceState, Outcome};
use rules::pack::{Standing, Strength, Verification};
use rules::plan::Start;

use crate::{Words, in_language};

/// From here on a day says more than a number of days.
const DAYS_OF_A_YEAR: i64 = 365;

/// A short remark beside an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The words.
    pub text: String,
    /// How much it matters.
    pub tone: Tone,
}

/// How much a remark matters; never shown by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For information.
    Plain,
    /// The user could be misled without it.
    Warn,
    /// Good news.
    Good,
}

/// Everything that a badge can say.
pub(crate) enum Mark {
    /// Published for comments.
    Draft,
    /// The period that a draft gives itself is over.
    DraftOver(Option<Date>),
    /// The day lies in that period.
    DraftRunning(Left),
    /// The document is law no more.
    Ended(Option<Date>),
    /// The document is not law yet.
    NotYet(Option<Date>),
    /// The document is law.
    InForce(Left),
    /// The text does not say since when.
    StartUnknown,
    /// The figures were not checked against the text.
    Secondary,
    /// 原则上.
    InPrinciple,
    /// Another level of government decides.
    HelpToApply,
    /// A condition of someone else's subsidy.
    ConditionOfAnother,
}

/// How long something still holds.
#[derive(Clone, Copy)]
pub(crate) enum Left {
    /// No end is known.
    Open,
    /// So many days, the last one not counted; at most a year.
    Days(i64),
    /// More than a year, until that day.
    Until(Date),
}

pub(crate) fn badges(words: &Words<'_>, outcome: &Outcome) -> Vec<Badge> {
    let force = words.force(outcome);
    let last = force.and_then(|force| force.to);
    let first = force.and_then(|force| match force.from {
        Start::Day(day) => Some(day),
        Start::SomeDayOf(_) | Start::Unknown => None,
    });
    let left = match (outcome.days_left, last) {
        (None, _) => Left::Open,
        (Some(days), Some(last)) if days > DAYS_OF_A_YEAR => Left::Until(last),
        (Some(days), _) => Left::Days(days),
    };
    let draft = outcome.standing == Standing::Draft;
    let mut marks = Vec::new();
    if draft {
        marks.push((Mark::Draft, Tone::Warn));
    }
    marks.push(match (outcome.force, draft) {
        (ForceState::Ended, true) => (Mark::DraftOver(last), Tone::Warn),
        (ForceState::Ended, false) => (Mark::Ended(last), Tone::Warn),
        (ForceState::NotYet, _) => (Mark::NotYet(first), Tone::Warn),
        (ForceState::InForce, true) => (Mark::DraftRunning(left), Tone::Plain),
        (ForceState::InForce, false) => (Mark::InForce(left), Tone::Good),
        (ForceState::Unknown, _) => (Mark::StartUnknown, Tone::Warn),
    });
    if outcome.verification == Verification::Secondary {
        marks.push((Mark::Secondary, Tone::Warn));
    }
    match outcome.strength {
        Strength::Binding => {}
        Strength::InPrinciple => marks.push((Mark::InPrinciple, Tone::Plain)),
        Strength::HelpToApply => marks.push((Mark::HelpToApply, Tone::Plain)),
        Strength::ConditionOfAnother => marks.push((Mark::ConditionOfAnother, Tone::Plain)),
    }
    marks
        .into_iter()
        .map(|(mark, tone)| Badge {
            text: in_language!(words.language, mark(&mark)),
            tone,
        })
        .collect()
}
