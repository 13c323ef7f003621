//! Why not, or why it is unclear.

use rules::outcome::{Outcome, Period, Reason, Why};

use crate::fill::Filling;
use crate::number::days;
use crate::{Words, in_language};

/// What a reason can say. The places of each template are named here.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// 0 of the one who asks.
    Yours,
    /// 0 of the year 1.
    InYear,
    /// 0 of the year 1, with a name that goes on from the year (末…).
    AtYearEnd,
    /// 0 of the one who asks in the year 1.
    YoursInYear,
    /// Subject 0 is 1, at most 2.
    Above,
    /// Subject 0 is 1, less than 2.
    NotBelow,
    /// Subject 0 is 1, at least 2.
    Below,
    /// Subject 0 is 1, more than 2.
    NotAbove,
    /// 0, rounded, is really a little more.
    SlightlyMore,
    /// 0, rounded, is really a little less.
    SlightlyLess,
    /// Subject 0, days 1 to 2, at the latest 3; clause 4.
    TooLong,
    /// Subject 0, days 1 to 2, at least until 3; clause 4.
    TooShort,
    /// Subject 0 is 1, other fact 2 is 3; clause 4.
    Compared,
    /// Subject 0 lies above 1 by 2, at most 3.
    Apart,
    /// Subject 0 is the day 1, at the latest 2; clause 3.
    TooLate,
    /// Subject 0 is 1, the clause covers 2.
    NotAmong,
    /// Subject 0 is 1, the clause covers 2 and the like.
    OpenList,
    /// Subject 0 is 1; clause 2.
    Excluded,
    /// Subject 0 is the place 1; clause 2.
    Elsewhere,
    /// Question 0 was answered with 1; clause 2.
    Answer,
    /// Question 0 was answered with 1 for the year 3; clause 2.
    AnswerInYear,
    /// One of 0 is needed.
    NoneOf,
    /// Subject 0 cannot be computed.
    Undefined,
    /// Fact 0 is the day 1, outside 2.
    OutsideDay,
    /// The year 1 is outside 2.
    OutsideYear,
    /// Subject 0 is 1, in no tier.
    NoTier,
    /// Field 0 of a contract: 1.
    Contract,
    /// Numbers too large.
    TooLarge,
    /// No reference rate on day 0, the table begins on 1.
    NoReferenceRate,
    /// The clause requires 0, as the end of a sentence.
    Requires,
    /// The clause excludes 0, as the end of a sentence.
    Excludes,
    /// Nothing is chosen.
    Nothing,
    /// What is wrong with a field of a contract.
    Misfit(Misfit),
}

/// What is wrong with a field of a contract.
#[derive(Clone, Copy)]
pub(crate) enum Misfit {
    Negative,
    AboveAmount,
    AboveRate,
    Term,
    NotWholeMonths,
    NotDays,
    NotAfter,
    OutsideCalendar,
    Count,
    AbovePrincipal,
    NotAtEnd,
    NotThePrincipal,
    OutsideTerm,
    AboveBalance,
    NotForFlat,
    BeforeLpr,
    NotExtended,
    Unknown,
}

impl Misfit {
    /// From the name of a [`rules::contract::Problem`], as the engine passes it on.
    fn named(code: &str) -> Self {
        match code {
            "Negative" => Self::Negative,
            "AboveAmount" => Self::AboveAmount,
            "AboveRate" => Self::AboveRate,
            "Term" => Self::Term,
            "NotWholeMonths" => Self::NotWholeMonths,
            "NotDays" => Self::NotDays,
            "NotAfter" => Self::NotAfter,
            "OutsideCalendar" => Self::OutsideCalendar,
            "Count" => Self::Count,
            "AbovePrincipal" => Self::AbovePrincipal,
            "NotAtEnd" => Self::NotAtEnd,
            "NotThePrincipal" => Self::NotThePrincipal,
            "OutsideTerm" => Self::OutsideTerm,
            "AboveBalance" => Self::AboveBalance,
            "NotForFlat" => Self::NotForFlat,
            "BeforeLpr" => Self::BeforeLpr,
            "NotExtended" => Self::NotExtended,
            _ => Self::Unknown,
        }
    }
}

/// What a Chinese name says already, so that 您的 in front of it would be wrong.
const SAYS_WHOSE: [&str; 10] = [
    "您",
    "客户",
    "企业",
    "辖区",
    "全市",
    "该产品",
    "专项资金",
    "的",
    "几",
    "？",
];

impl Words<'_> {
    fn why(&self, say: Say) -> Filling<'_> {
        self.fill(plain(self, say))
    }

    /// The name of a fact as the subject of a sentence: "您 2023 年的平均担保费率", "Average fee rate, 2023".
    pub(crate) fn subject(&self, outcome: &Outcome, fact: &str, period: Option<Period>) -> String {
        let period = period.filter(|_| self.yearly(fact));
        let label = self.fact_in(fact, period);
        let yours = self.language.is_zh() && Self::own(outcome) && !SAYS_WHOSE.iter().any(|word| label.contains(word));
        let say = match (period, yours) {
            (None, false) => return label,
            (None, true) => Say::Yours,
            (Some(_), _) if label.starts_with('末') => Say::AtYearEnd,
            (Some(_), true) => Say::YoursInYear,
            (Some(_), false) => Say::InYear,
        };
        self.why(say).text(&label).period(period).done()
    }

    /// A value that was given, nothing chosen included.
    fn given(&self, fact: &str, given: &str) -> String {
        if given.is_empty() {
            return plain(self, Say::Nothing).to_owned();
        }
        self.value(fact, given)
    }
}

fn plain(words: &Words<'_>, say: Say) -> &'static str {
    in_language!(words.language, reason::template(say))
}

#[expect(clippy::too_many_lines, reason = "one arm for each reason, in one table")]
pub(crate) fn reason(words: &Words<'_>, outcome: &Outcome, reason: &Reason) -> String {
    let subject = |say: Say, fact: &str| {
        let mut text = words.why(say);
        text.text(&words.subject(outcome, fact, reason.period));
        text
    };
    let clause = |say: Say| clause(words, outcome, reason, say);
    let listed = |say: Say, fact: &str, given: &str, allowed: &[String]| {
        let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
        subject(say, fact).text(&words.given(fact, given)).text(&allowed).done()
    };
    let beyond = |say: Say, slightly: Say, fact: &str, given: &str, limit: &str| {
        let limit = words.value(fact, limit);
        let mut given = words.value(fact, given);
        // A number that does not end may be shown with the digits of the limit.
        if given
            .strip_suffix(limit.as_str())
            .is_some_and(|about| about.ends_with(' '))
        {
            given = words.why(slightly).text(&given).done();
        }
        subject(say, fact).text(&given).text(&limit).done()
    };
    match &reason.why {
        Why::Above {
            fact,
            given,
            limit,
            inclusive,
        } => {
            let say = if *inclusive { Say::Above } else { Say::NotBelow };
            beyond(say, Say::SlightlyMore, fact, given, limit)
        }
        Why::Below {
            fact,
            given,
            limit,
            inclusive,
        } => {
            let say = if *inclusive { Say::Below } else { Say::NotAbove };
            beyond(say, Say::SlightlyLess, fact, given, limit)
        }
        Why::TooLong { fact, from, to, until } => {
            let mut text = subject(Say::TooLong, fact);
            text.day(*from).day(*to).day(*until).text(&clause(Say::Requires)).done()
        }
        Why::TooShort { fact, from, to, until } => {
            let mut text = subject(Say::TooShort, fact);
            text.day(*from).day(*to).day(*until).text(&clause(Say::Requires)).done()
        }
        Why::Compared {
            fact,
            given,
            other,
            other_given,
        } => {
            let name = words.inner(words.fact(other));
            let mut text = subject(Say::Compared, fact);
            text.value(fact, given).text(&name).value(other, other_given);
            text.text(&clause(Say::Requires)).done()
        }
        Why::Apart {
            fact,
            other,
            given,
            limit,
        } => {
            let other = words.inner(words.fact_in(other, reason.period));
            let (given, limit) = (words.points(fact, given), words.points(fact, limit));
            let mut text = subject(Say::Apart, fact);
            text.text(&other).text(&given).text(&limit).done()
        }
        Why::TooLate { fact, given, until } => {
            let mut text = subject(Say::TooLate, fact);
            text.day(*given).day(*until).text(&clause(Say::Requires)).done()
        }
        Why::NotAmong { fact, given, allowed } => listed(Say::NotAmong, fact, given, allowed),
        Why::OpenList { fact, given, allowed } => listed(Say::OpenList, fact, given, allowed),
        Why::Excluded { fact, given } => {
            let mut text = subject(Say::Excluded, fact);
            text.text(&words.given(fact, given)).text(&clause(Say::Excludes)).done()
        }
        Why::Elsewhere { fact, given } => {
            let mut text = subject(Say::Elsewhere, fact);
            text.text(&words.region(given)).text(&clause(Say::Requires)).done()
        }
        Why::Answer { fact, given } => {
            let condition = words.condition(outcome, &reason.condition, reason.words.as_deref());
            let excludes = condition.is_some_and(|condition| condition.excludes);
            let clause = clause(if excludes { Say::Excludes } else { Say::Requires });
            let period = reason.period.filter(|_| words.yearly(fact));
            let say = if period.is_some() {
                Say::AnswerInYear
            } else {
                Say::Answer
            };
            let mut text = words.why(say);
            text.fact(fact).value(fact, if *given { "true" } else { "false" });
            text.text(&clause).period(period).done()
        }
        Why::NoneOf { .. } => {
            let ways = words.clause(outcome, &reason.condition, None);
            let ways = ways.unwrap_or_else(|| words.fact(&reason.condition));
            words.why(Say::NoneOf).text(&ways).done()
        }
        Why::Undefined { fact } => subject(Say::Undefined, fact).done(),
        Why::OutsideWindow { given, from, to } => {
            let counts = days(words.language, *from, *to);
            let own = (reason.condition != "window").then(|| reason.condition.clone());
            let dated = own.or_else(|| words.dated(outcome).filter(|_| given.contains('-')));
            let say = if dated.is_some() {
                Say::OutsideDay
            } else {
                Say::OutsideYear
            };
            let mut text = words.why(say);
            text.fact(&dated.unwrap_or_default()).text(given).text(&counts).done()
        }
        Why::Scope { reading } => words.reading(&outcome.measure, reading),
        Why::NoTier { fact, given } => subject(Say::NoTier, fact).value(fact, given).done(),
        Why::Contract { fact, code } => misfit(words, fact, code),
        Why::TooLarge => plain(words, Say::TooLarge).to_owned(),
        Why::NoReferenceRate { day, from } => words.why(Say::NoReferenceRate).day(*day).day(*from).done(),
    }
}

/// What does not fit about a contract.
pub(crate) fn misfit(words: &Words<'_>, fact: &str, code: &str) -> String {
    let misfit = plain(words, Say::Misfit(Misfit::named(code)));
    words.why(Say::Contract).fact(fact).text(misfit).done()
}

/// What the clause requires or excludes, as the end of a sentence; empty where it has no words of its own.
fn clause(words: &Words<'_>, outcome: &Outcome, reason: &Reason, say: Say) -> String {
    match words.clause(outcome, &reason.condition, reason.words.as_deref()) {
        Some(clause) => words.why(say).text(&clause).done(),
        None => String::new(),
    }
}
