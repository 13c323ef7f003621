//! What must be said beside every outcome, in a few words each.

use rules::Date;
use rules::library::Entry;
use rules::outcome::{ForceState, Outcome};
use rules::pack::{Standing, Strength, Verification};
use rules::plan::{Force, Start};

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

/// Everything that a badge can say. The places of each template are named here.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// Published for comments.
    Draft,
    /// The period that a draft gives itself is over, with its last day 0.
    DraftOver,
    /// The day lies in that period; how long still, 0.
    DraftRunning,
    /// The document is law no more since the day after 0.
    Ended,
    /// The document is not law yet.
    NotYet,
    /// The document is not law before the day 0.
    NotBefore,
    /// The document is law; how long still, 0.
    InForce,
    /// The document has come into force; no last day is known.
    NoEnd,
    /// Only facts up to the day 0 count, which is over.
    WindowOver,
    /// The text does not say since when.
    StartUnknown,
    /// The figures were not checked against the text.
    Secondary,
    /// A rule of the owner of the site.
    OwnRule,
    EnteredRule,
    /// 原则上.
    InPrinciple,
    /// Another level of government decides.
    HelpToApply,
    /// A condition of someone else's subsidy.
    ConditionOfAnother,
    /// How long still: the last day.
    LastDay,
    /// How long still: one day.
    OneDayLeft,
    /// How long still: 0 days.
    DaysLeft,
    /// How long still: until the day 0.
    Until,
}

impl Words<'_> {
    fn mark(&self, say: Say, part: &str) -> String {
        self.fill(in_language!(self.language, badge::template(say)))
            .text(part)
            .done()
    }

    /// How long something still holds; empty where no end is known.
    fn left(&self, days: Option<i64>, last: Option<Date>) -> String {
        match (days, last) {
            (None, _) => String::new(),
            (Some(0), _) => self.mark(Say::LastDay, ""),
            (Some(1), _) => self.mark(Say::OneDayLeft, "1"),
            (Some(days), Some(last)) if days > DAYS_OF_A_YEAR => self.mark(Say::Until, &last.to_string()),
            (Some(days), _) => self.mark(Say::DaysLeft, &days.to_string()),
        }
    }
}

/// How a document stands on a day.
struct Life<'a> {
    standing: Standing,
    verification: Verification,
    force: Option<&'a Force>,
    state: ForceState,
    days_left: Option<i64>,
    /// Last day of the window, where it is over.
    window_ended: Option<Date>,
}

pub(crate) fn badges(words: &Words<'_>, outcome: &Outcome) -> Vec<Badge> {
    let mut badges = life(
        words,
        &Life {
            standing: outcome.standing,
            verification: outcome.verification,
            force: words.force(outcome),
            state: outcome.force,
            days_left: outcome.days_left,
            window_ended: outcome.window_ended,
        },
    );
    let say = match outcome.strength {
        Strength::Binding => return badges,
        Strength::InPrinciple => Say::InPrinciple,
        Strength::HelpToApply => Say::HelpToApply,
        Strength::ConditionOfAnother => Say::ConditionOfAnother,
    };
    badges.push(Badge {
        text: words.mark(say, ""),
        tone: Tone::Plain,
    });
    badges
}

/// What must be said beside a document of a list.
pub(crate) fn entry(words: &Words<'_>, entry: &Entry, day: Date) -> Vec<Badge> {
    let (state, days_left) = entry.force.on(day);
    let window = entry.window.as_ref().and_then(|window| window.to);
    life(
        words,
        &Life {
            standing: entry.standing,
            verification: entry.verification,
            force: Some(&entry.force),
            state,
            days_left,
            window_ended: window.filter(|last| *last < day),
        },
    )
}

fn life(words: &Words<'_>, life: &Life<'_>) -> Vec<Badge> {
    let last = life.force.and_then(|force| force.to);
    let first = life.force.and_then(|force| match force.from {
        Start::Day(day) => Some(day),
        Start::SomeDayOf(_) | Start::Unknown => None,
    });
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let left = || words.left(life.days_left, last);
    let draft = life.standing == Standing::Draft;
    let mut badges = Vec::new();
    let mut add = |say: Say, part: &str, tone: Tone| {
        let text = words.mark(say, part);
        badges.push(Badge { text, tone });
    };
    // There is no document, and nothing to be said of its force.
    if life.verification == Verification::Entered {
        add(Say::EnteredRule, "", Tone::Warn);
        return badges;
    }
    if draft {
        add(Say::Draft, "", Tone::Warn);
    }
    match (life.state, draft) {
        (ForceState::Ended, true) => add(Say::DraftOver, &day(last), Tone::Warn),
        (ForceState::Ended, false) => add(Say::Ended, &day(last), Tone::Warn),
        (ForceState::NotYet, _) if first.is_none() => add(Say::NotYet, "", Tone::Warn),
        (ForceState::NotYet, _) => add(Say::NotBefore, &day(first), Tone::Warn),
        (ForceState::InForce, true) => add(Say::DraftRunning, &left(), Tone::Plain),
        // Without a known end nobody can say that it still holds.
        (ForceState::InForce, false) if last.is_none() => add(Say::NoEnd, "", Tone::Plain),
        (ForceState::InForce, false) => {
            let over = life.window_ended.is_some();
            add(Say::InForce, &left(), if over { Tone::Plain } else { Tone::Good });
        }
        (ForceState::Unknown, _) => add(Say::StartUnknown, "", Tone::Warn),
    }
    // A document can be law for years after the last fact that it counts; who reads only “in force” would be misled.
    if let Some(last) = life.window_ended.filter(|_| life.state != ForceState::Ended) {
        add(Say::WindowOver, &last.to_string(), Tone::Warn);
    }
    match life.verification {
        Verification::Original | Verification::Entered => {}
        Verification::Secondary => add(Say::Secondary, "", Tone::Warn),
        Verification::Own => add(Say::OwnRule, "", Tone::Warn),
    }
    badges
}
