//! When a document is law, and which facts count.

use crate::Date;
use crate::compact::compact;

use crate::fact::{Fact, FactKind};
use crate::outcome::ForceState;
use crate::pack::{Counts, Pack, Quote};
use crate::phrase::{self, DateEdge, DateWords};

use super::{PackProblem, Reader, day};

/// The first day on which something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// That day.
    Day(Date),
    /// A day of that year which the text leaves open (2022年x月x日).
    SomeDayOf(i32),
    /// The text says nothing.
    Unknown,
}

compact!(
    enum Start {
        Day(day),
        SomeDayOf(year),
        Unknown,
    }
);

/// When a document is law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Force {
    /// First day.
    pub from: Start,
    /// Last day, included; `None` where no end is known.
    pub to: Option<Date>,
    /// Readings on which this rests.
    pub readings: Vec<String>,
}

compact!(struct Force { from, to, readings });

impl Force {
    /// Whether the document is law on a day, and the days left.
    pub fn on(&self, day: Date) -> (ForceState, Option<i64>) {
        if self.to.is_some_and(|to| to < day) {
            return (ForceState::Ended, None);
        }
        let state = match self.from {
            Start::Day(from) if day < from => ForceState::NotYet,
            Start::Day(_) => ForceState::InForce,
            Start::SomeDayOf(year) if day.year() < year => ForceState::NotYet,
            Start::SomeDayOf(year) if day.year() > year => ForceState::InForce,
            Start::SomeDayOf(_) | Start::Unknown => ForceState::Unknown,
        };
        let left = self.to.filter(|_| state == ForceState::InForce);
        (state, left.map(|to| day.days_until(to)))
    }
}

/// Which facts count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: Start,
    /// Last day, included.
    pub to: Option<Date>,
    /// The facts whose dates are tested, where they are the same for every measure; the first places the case in a year.
    pub facts: Vec<Fact>,
    /// The reading on which this rests.
    pub reading: Option<String>,
}

compact!(struct Window { from, to, facts, reading });

pub(super) fn force(reader: &mut Reader<'_>, pack: &Pack) -> Force {
    reader.place("document.force");
    let Some(force) = &pack.document.force else {
        return Force {
            from: Start::Unknown,
            to: None,
            readings: Vec::new(),
        };
    };
    let mut readings: Vec<String> = Vec::new();
    let clause = if force.quote.is_empty() {
        &force.summary
    } else {
        &force.quote
    };
    let issued = pack
        .document
        .issued_on
        .as_ref()
        .and_then(|text| day(reader, "issued_on", text));
    let from = match (&force.from, &force.from_issue) {
        (Some(words), None) => start(reader, "from", words, clause),
        (None, Some(reading)) => {
            readings.push(reader.reading("from_issue", reading));
            match issued {
                Some(day) => Start::Day(day),
                None => Start::Unknown,
            }
        }
        (None, None) => Start::Unknown,
        (Some(words), Some(_)) => {
            reader.problem("from_issue", words, PackProblem::Mixture);
            Start::Unknown
        }
    };
    let to = match (&force.to, &force.until) {
        (Some(words), None) => last(reader, "to", words, clause),
        (None, Some(text)) => {
            if force.derived.is_none() {
                reader.problem("until", text, PackProblem::NoReason);
            }
            day(reader, "until", text)
        }
        (None, None) => None,
        (Some(words), Some(_)) => {
            reader.problem("until", words, PackProblem::Mixture);
            None
        }
    };
    readings.extend(reader.readings("derived", force.derived.as_ref()));
    not_empty(reader, from, to);
    Force { from, to, readings }
}

pub(super) fn counts(reader: &mut Reader<'_>, pack: &Pack, force: &Force) -> Option<Window> {
    reader.place("document.counts");
    let counts = pack.document.counts.as_ref()?;
    let Counts {
        covers: _,
        quote,
        summary,
        from,
        from_force,
        to,
        to_force,
        until,
        tests,
        fact,
        derived,
    } = counts;
    let clause = if quote.is_empty() { summary } else { quote };
    let first = match (from, from_force) {
        (Some(words), false) => start(reader, "from", words, clause),
        (None, true) => force.from,
        (None, false) => Start::Unknown,
        (Some(words), true) => {
            reader.problem("from_force", words, PackProblem::Mixture);
            Start::Unknown
        }
    };
    let end = match (to, to_force, until) {
        (Some(words), false, None) => last(reader, "to", words, clause),
        (None, true, None) => force.to,
        (None, false, None) => None,
        (None, false, Some(text)) => {
            if derived.is_none() {
                reader.problem("until", text, PackProblem::NoReason);
            }
            day(reader, "until", text)
        }
        _ => {
            reader.problem("to", "", PackProblem::Mixture);
            None
        }
    };
    if !fact.is_empty() && fact.len() != tests.len() {
        reader.problem("fact", "", PackProblem::Mixture);
    }
    let facts = fact
        .iter()
        .filter_map(|path| reader.fact_of("fact", path, &[FactKind::Date]));
    let facts = facts.collect();
    let reading = reader.readings("derived", derived.as_ref());
    not_empty(reader, first, end);
    Some(Window {
        from: first,
        to: end,
        facts,
        reading,
    })
}

impl Window {
    /// The first day that counts; of a year whose day is left open, its first one.
    pub fn first(&self) -> Option<Date> {
        match self.from {
            Start::Day(day) => Some(day),
            Start::SomeDayOf(year) => Date::new(year, 1, 1).ok(),
            Start::Unknown => None,
        }
    }
}

/// The first and the last day of a limit in words.
pub(super) fn days(
    reader: &mut Reader<'_>,
    (from, to): (Option<&String>, Option<&String>),
    clause: &Quote,
) -> (Option<Date>, Option<Date>) {
    let first = from.map_or(Start::Unknown, |words| start(reader, "limits.from", words, clause));
    let end = to.and_then(|words| last(reader, "limits.to", words, clause));
    not_empty(reader, first, end);
    match first {
        Start::Day(day) => (Some(day), end),
        Start::SomeDayOf(_) | Start::Unknown => (None, end),
    }
}

/// The last day of a bound in words: 最长至2025年. The words must name it as the last one.
pub(super) fn no_later(reader: &mut Reader<'_>, key: &str, words: &str) -> Option<Date> {
    match phrase::date(words) {
        Ok(found) if found.edge == DateEdge::To => end_of(reader, key, words, found.words),
        Ok(_) => {
            reader.problem(key, words, PackProblem::Unit);
            None
        }
        Err(error) => {
            reader.problem(key, words, PackProblem::phrase(&error));
            None
        }
    }
}

fn not_empty(reader: &mut Reader<'_>, from: Start, to: Option<Date>) {
    let empty = match (from, to) {
        (Start::Day(from), Some(to)) => to < from,
        (Start::SomeDayOf(year), Some(to)) => to.year() < year,
        _ => false,
    };
    if empty {
        reader.problem("to", "", PackProblem::EmptyWindow);
    }
}

/// Dates need no operative word, but they must stand in the clause, not cut out of a longer date.
fn date_words(reader: &mut Reader<'_>, key: &str, words: &str, clause: &Quote) -> Option<DateWords> {
    if clause
        .iter()
        .all(|sentence| phrase::stands_in(words, sentence).is_err())
    {
        reader.problem(key, words, PackProblem::NotInClause);
        return None;
    }
    match phrase::date(words) {
        Ok(reading) => Some(reading.words),
        Err(error) => {
            reader.problem(key, words, PackProblem::phrase(&error));
            None
        }
    }
}

fn start(reader: &mut Reader<'_>, key: &str, words: &str, clause: &Quote) -> Start {
    let Some(read) = date_words(reader, key, words, clause) else {
        return Start::Unknown;
    };
    let first = match read {
        DateWords::DayUnknown { year } => return Start::SomeDayOf(i32::from(year)),
        DateWords::Day { year, month, day } => Date::new(i32::from(year), month, day),
        DateWords::Month { year, month } => Date::new(i32::from(year), month, 1),
        DateWords::Year { year } => Date::new(i32::from(year), 1, 1),
        DateWords::DayOfYear { .. } => {
            reader.problem(key, words, PackProblem::Day);
            return Start::Unknown;
        }
    };
    first.map_or(Start::Unknown, Start::Day)
}

fn last(reader: &mut Reader<'_>, key: &str, words: &str, clause: &Quote) -> Option<Date> {
    let read = date_words(reader, key, words, clause)?;
    end_of(reader, key, words, read)
}

fn end_of(reader: &mut Reader<'_>, key: &str, words: &str, read: DateWords) -> Option<Date> {
    let end = match read {
        DateWords::Day { year, month, day } => Date::new(i32::from(year), month, day).ok(),
        DateWords::Month { year, month } => Date::new(i32::from(year), month, 1)
            .ok()
            .and_then(|first| first.plus_months(1))
            .and_then(|next| next.plus_days(-1)),
        DateWords::Year { year } => Date::new(i32::from(year), 12, 31).ok(),
        DateWords::DayUnknown { .. } | DateWords::DayOfYear { .. } => None,
    };
    if end.is_none() {
        reader.problem(key, words, PackProblem::Day);
    }
    end
}
