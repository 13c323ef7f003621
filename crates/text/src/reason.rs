//! Why not, or why it is unclear.

use rules::outcome::{Outcome, Period, Reason, Why};

use crate::fill::fill;
use crate::number::{days, period as year};
use crate::{Language, Words, in_language};

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
    fn why(&self, say: Say, parts: &[&str]) -> String {
        fill(in_language!(self.language, reason::template(say)), parts)
    }

    /// The name of a fact as the subject of a sentence: "您 2023 年的平均担保费率", "Average fee rate, 2023".
    fn subject(&self, outcome: &Outcome, fact: &str, period: Option<Period>) -> String {
        let period = period.filter(|_| self.yearly(fact));
        let label = self.fact_in(fact, period);
        let yours =
            self.language == Language::Zh && Self::own(outcome) && !SAYS_WHOSE.iter().any(|word| label.contains(word));
        let say = match (period, yours) {
            (None, false) => return label,
            (None, true) => Say::Yours,
            (Some(_), _) if label.starts_with('末') => Say::AtYearEnd,
            (Some(_), true) => Say::YoursInYear,
            (Some(_), false) => Say::InYear,
        };
        let year = period.map(|period| year(self.language, period)).unwrap_or_default();
        self.why(say, &[&label, &year])
    }

    /// A value that was given, nothing chosen included.
    fn given(&self, fact: &str, given: &str) -> String {
        if given.is_empty() {
            return self.why(Say::Nothing, &[]);
        }
        self.value(fact, given)
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each reason, in one table")]
pub(crate) fn reason(words: &Words<'_>, outcome: &Outcome, reason: &Reason) -> String {
    let subject = |fact: &str| words.subject(outcome, fact, reason.period);
    let clause = words.clause(outcome, &reason.condition, reason.words.as_deref());
    let clause = |say: Say| {
        let clause = clause.as_ref();
        clause.map_or_else(String::new, |clause| words.why(say, &[clause]))
    };
    let beyond = |say: Say, slightly: Say, fact: &str, given: &str, limit: &str| {
        let limit = words.value(fact, limit);
        let mut given = words.value(fact, given);
        // A number that does not end may be shown with the digits of the limit.
        if given != limit && given.ends_with(&format!(" {limit}")) {
            given = words.why(slightly, &[&given]);
        }
        words.why(say, &[&subject(fact), &given, &limit])
    };
    let listed = |allowed: &[String]| words.all_quoted(outcome, allowed.iter().map(String::as_str));
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
        Why::TooLong { fact, from, to, until } | Why::TooShort { fact, from, to, until } => {
            let say = match reason.why {
                Why::TooLong { .. } => Say::TooLong,
                _ => Say::TooShort,
            };
            let [from, to, until] = [from, to, until].map(ToString::to_string);
            words.why(say, &[&subject(fact), &from, &to, &until, &clause(Say::Requires)])
        }
        Why::Compared {
            fact,
            given,
            other,
            other_given,
        } => {
            let name = words.inner(words.fact(other));
            let (given, other) = (words.value(fact, given), words.value(other, other_given));
            let clause = clause(Say::Requires);
            words.why(Say::Compared, &[&subject(fact), &given, &name, &other, &clause])
        }
        Why::NotAmong { fact, given, allowed } => {
            let given = words.given(fact, given);
            words.why(Say::NotAmong, &[&subject(fact), &given, &listed(allowed)])
        }
        Why::OpenList { fact, given, allowed } => {
            let given = words.given(fact, given);
            words.why(Say::OpenList, &[&subject(fact), &given, &listed(allowed)])
        }
        Why::Excluded { fact, given } => {
            let given = words.given(fact, given);
            words.why(Say::Excluded, &[&subject(fact), &given, &clause(Say::Excludes)])
        }
        Why::Elsewhere { fact, given } => {
            let place = words.region(given);
            words.why(Say::Elsewhere, &[&subject(fact), &place, &clause(Say::Requires)])
        }
        Why::Answer { fact, given } => {
            let condition = words.condition(outcome, &reason.condition, reason.words.as_deref());
            let excludes = condition.is_some_and(|condition| condition.excludes);
            let clause = clause(if excludes { Say::Excludes } else { Say::Requires });
            let answer = words.value(fact, if *given { "true" } else { "false" });
            match reason.period.filter(|_| words.yearly(fact)) {
                None => words.why(Say::Answer, &[&words.fact(fact), &answer, &clause]),
                Some(period) => {
                    let (question, year) = (words.fact(fact), year(words.language, period));
                    words.why(Say::AnswerInYear, &[&question, &answer, &clause, &year])
                }
            }
        }
        Why::NoneOf { .. } => {
            let ways = words.clause(outcome, &reason.condition, None);
            words.why(Say::NoneOf, &[&ways.unwrap_or_else(|| words.fact(&reason.condition))])
        }
        Why::Undefined { fact } => words.why(Say::Undefined, &[&subject(fact)]),
        Why::OutsideWindow { given, from, to } => {
            let counts = days(words.language, *from, *to);
            match words.dated(outcome).filter(|_| given.contains('-')) {
                Some(dated) => words.why(Say::OutsideDay, &[&words.fact(&dated), given, &counts]),
                None => words.why(Say::OutsideYear, &["", given, &counts]),
            }
        }
        Why::Scope { reading } => words.reading(&outcome.measure, reading),
        Why::NoTier { fact, given } => words.why(Say::NoTier, &[&subject(fact), &words.value(fact, given)]),
        Why::Contract { fact, code } => {
            let misfit = in_language!(words.language, reason::template(Say::Misfit(Misfit::named(code))));
            words.why(Say::Contract, &[&words.fact(fact), misfit])
        }
        Why::TooLarge => words.why(Say::TooLarge, &[]),
        Why::NoReferenceRate { day, from } => words.why(Say::NoReferenceRate, &[&day.to_string(), &from.to_string()]),
    }
}
