//! Values of facts: raw as typed, then typed and checked.

use std::fmt;

use litemap::LiteMap;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{FactKind, FactSpec, Limits, SeriesKind};
use crate::place::is_code;
use crate::request::object;
use crate::{Date, DateError, Dated, Exact, Money, MoneyError, Rate, RateError, Term, TermError};

/// A value as it was given: text, yes or no, a list, or one value for each of some years or days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawValue {
    /// Text, also of numbers: money and rates cross every boundary as text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A set.
    List(Vec<String>),
    /// One value a year, or a day.
    Years(LiteMap<String, RawValue>),
}

/// A typed value, within the limits of its fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Money.
    Money(Money),
    /// A rate.
    Rate(Rate),
    /// A plain number.
    Number(Exact),
    /// A count.
    Count(u32),
    /// A day.
    Date(Date),
    /// A length of time.
    Term(Term),
    /// The id of a choice.
    Choice(String),
    /// Ids of choices.
    Set(Vec<String>),
    /// Yes or no.
    Flag(bool),
    /// A GB/T 2260 code.
    Region(String),
    /// Text that tells things apart.
    Text(String),
    /// One value a year.
    Series(LiteMap<i32, Value>),
    /// One value a day.
    Dated(Dated<Value>),
}

/// What is wrong with a value, with what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum FieldProblem {
    /// There is no such group of facts.
    UnknownGroup,
    /// There is no such fact in the group.
    UnknownFact,
    /// The group holds one actor, not a list.
    OneOnly,
    /// More rows than a request may hold.
    TooMany {
        /// Most rows.
        most: usize,
    },
    /// More days than a series may have.
    TooManyDays {
        /// Most days.
        most: usize,
    },
    /// The engine computes this fact; it cannot be given.
    Derived,
    /// Text is expected.
    NotText,
    /// One value a year is expected.
    NotByYear,
    /// One value a day is expected.
    NotByDay,
    /// A single value is expected.
    NotSingle,
    /// Not a year.
    Year {
        /// What stood there.
        given: String,
    },
    /// Not a day of a series, or the same day twice.
    Day {
        /// What stood there.
        given: String,
    },
    /// The value of one day is wrong.
    OnDay {
        /// The day as it was given.
        day: String,
        /// Its value as it was given.
        given: String,
        /// What is wrong with its value.
        problem: Box<FieldProblem>,
    },
    /// Not an amount of money.
    Money {
        /// Why.
        error: MoneyError,
    },
    /// Not a rate.
    Rate {
        /// Why.
        error: RateError,
    },
    /// Not a day.
    Date {
        /// Why.
        error: DateError,
    },
    /// Not a length of time.
    Term {
        /// Why.
        error: TermError,
    },
    /// Not a number.
    Number,
    /// Not a whole number that is not negative.
    Count,
    /// Not yes or no.
    Flag,
    /// Not one of the choices.
    Choice {
        /// The choices.
        allowed: Vec<String>,
    },
    /// Not a code of six digits.
    Region,
    /// Longer than allowed.
    TooLong {
        /// Most characters.
        most: usize,
    },
    /// Below the least value.
    TooSmall {
        /// Least value.
        min: String,
    },
    /// Above the greatest value.
    TooLarge {
        /// Greatest value.
        max: String,
    },
}

/// Most days of one series.
const MOST_DAYS: usize = 1000;

/// Longest free text of a request, in characters.
const LONGEST_TEXT: usize = 60;

impl RawValue {
    /// The value as it was written, for messages.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => items.join(", "),
            Self::Years(years) => years
                .iter()
                .map(|(year, value)| format!("{year}: {}", value.shown()))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

impl Value {
    /// Reads a value for a fact.
    ///
    /// # Errors
    /// [`FieldProblem`]: not of the kind of the fact, outside its limits, or a fact that is derived and cannot be given.
    pub fn read(spec: &FactSpec, raw: &RawValue) -> Result<Self, FieldProblem> {
        if spec.kind == FactKind::Span || (spec.derive.is_some() && !spec.asked) {
            return Err(FieldProblem::Derived);
        }
        match (spec.series, raw) {
            (Some(SeriesKind::Day), RawValue::Years(days)) => read_days(spec, days),
            (Some(SeriesKind::Day), _) => Err(FieldProblem::NotByDay),
            (Some(kind), RawValue::Years(years)) => {
                let mut series = LiteMap::new();
                for (year, value) in years {
                    let read = read_year(kind, year).ok_or_else(|| FieldProblem::Year { given: year.clone() })?;
                    series.insert(read, read_single(spec, value)?);
                }
                Ok(Self::Series(series))
            }
            // An answer without a year holds for every year; an amount without a year would be counted in none or all.
            (Some(_), RawValue::Flag(_)) if spec.kind == FactKind::Flag => read_single(spec, raw),
            (Some(_), _) => Err(FieldProblem::NotByYear),
            (None, RawValue::Years(_)) => Err(FieldProblem::NotSingle),
            (None, _) => read_single(spec, raw),
        }
    }

    /// Reads the text of a cell, whose limits are known: the same as [`Value::read`] of that text.
    pub(crate) fn read_cell(spec: &FactSpec, limits: &Limits, text: &str) -> Result<Self, FieldProblem> {
        if spec.kind == FactKind::Span || (spec.derive.is_some() && !spec.asked) {
            return Err(FieldProblem::Derived);
        }
        match spec.series {
            Some(SeriesKind::Day) => return Err(FieldProblem::NotByDay),
            Some(SeriesKind::Year | SeriesKind::ContractYear) => return Err(FieldProblem::NotByYear),
            None => {}
        }
        let value = read_text(spec, spec.kind, text)?;
        limits.hold(spec, &value)?;
        Ok(value)
    }

    /// The number that bounds compare, where the value has one.
    pub fn exact(&self) -> Option<Exact> {
        match self {
            Self::Money(money) => Some(money.exact()),
            Self::Rate(rate) => Some(rate.exact()),
            Self::Number(number) => Some(*number),
            Self::Count(count) => Some(Exact::integer(i64::from(*count))),
            _ => None,
        }
    }

    /// The value in the notation in which it could be given.
    pub fn shown(&self) -> String {
        match self {
            Self::Money(money) => money.to_string(),
            Self::Rate(rate) => rate.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Term(term) => term.to_string(),
            Self::Choice(id) | Self::Region(id) | Self::Text(id) => id.clone(),
            Self::Set(ids) => ids.join(", "),
            Self::Flag(flag) => flag.to_string(),
            Self::Series(years) => years
                .iter()
                .map(|(year, value)| format!("{year}: {}", value.shown()))
                .collect::<Vec<_>>()
                .join(", "),
            Self::Dated(days) => days
                .iter()
                .map(|(day, value)| format!("{day}: {}", value.shown()))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

/// A value for each of some days; an error names the day as it was given.
fn read_days(spec: &FactSpec, given: &LiteMap<String, RawValue>) -> Result<Value, FieldProblem> {
    if given.len() > MOST_DAYS {
        return Err(FieldProblem::TooManyDays { most: MOST_DAYS });
    }
    let mut days = Dated::NONE;
    for (text, raw) in given {
        let day = text.parse::<Date>().ok().filter(|day| days.get(*day).is_none());
        let day = day.ok_or_else(|| FieldProblem::Day { given: text.clone() })?;
        let value = read_single(spec, raw).map_err(|problem| FieldProblem::OnDay {
            day: text.clone(),
            given: raw.shown(),
            problem: Box::new(problem),
        })?;
        days.set(day, value);
    }
    Ok(Value::Dated(days))
}

fn read_year(kind: SeriesKind, year: &str) -> Option<i32> {
    let number: i32 = year.parse().ok()?;
    let range = match kind {
        SeriesKind::Year | SeriesKind::Day => 1990..=2100,
        SeriesKind::ContractYear => 1..=50,
    };
    range.contains(&number).then_some(number)
}

fn read_single(spec: &FactSpec, raw: &RawValue) -> Result<Value, FieldProblem> {
    let value = match (spec.kind, raw) {
        (FactKind::Flag, RawValue::Flag(flag)) => Value::Flag(*flag),
        (FactKind::Set, RawValue::List(items)) => {
            for item in items {
                known_choice(spec, item)?;
            }
            let mut known: Vec<String> = Vec::new();
            for item in items {
                if let Err(at) = known.binary_search(item) {
                    known.insert(at, item.clone());
                }
            }
            Value::Set(known)
        }
        (kind, RawValue::Text(text)) => read_text(spec, kind, text)?,
        _ => return Err(FieldProblem::NotText),
    };
    Limits::of(spec).hold(spec, &value)?;
    Ok(value)
}

pub(super) fn read_text(spec: &FactSpec, kind: FactKind, text: &str) -> Result<Value, FieldProblem> {
    Ok(match kind {
        FactKind::Money => Value::Money(text.parse().map_err(|error| FieldProblem::Money { error })?),
        FactKind::Rate => Value::Rate(text.parse().map_err(|error| FieldProblem::Rate { error })?),
        FactKind::Date => Value::Date(text.parse().map_err(|error| FieldProblem::Date { error })?),
        FactKind::Term => Value::Term(text.parse().map_err(|error| FieldProblem::Term { error })?),
        FactKind::Number => Value::Number(half_width(text).parse().map_err(|_| FieldProblem::Number)?),
        FactKind::Count => Value::Count(half_width(text).parse().map_err(|_| FieldProblem::Count)?),
        FactKind::Flag => match text {
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            _ => return Err(FieldProblem::Flag),
        },
        FactKind::Choice => {
            known_choice(spec, text)?;
            Value::Choice(text.to_owned())
        }
        FactKind::Set => {
            known_choice(spec, text)?;
            Value::Set(vec![text.to_owned()])
        }
        FactKind::Region => {
            if !is_code(text) {
                return Err(FieldProblem::Region);
            }
            Value::Region(text.to_owned())
        }
        FactKind::Text => {
            if text.chars().count() > LONGEST_TEXT {
                return Err(FieldProblem::TooLong { most: LONGEST_TEXT });
            }
            let text = text.trim();
            // What has no letter names nothing, and tells no lender from another.
            if text.is_empty() {
                return Err(FieldProblem::NotText);
            }
            Value::Text(text.to_owned())
        }
        FactKind::Span => return Err(FieldProblem::Derived),
    })
}

/// Digits, signs and points as they stand on a half-width keyboard, without spaces.
fn half_width(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' | '．' | '－' | '＋' => {
                u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c)
            }
            _ => c,
        })
        .collect()
}

fn known_choice(spec: &FactSpec, id: &str) -> Result<(), FieldProblem> {
    if spec.choices.iter().any(|choice| choice.id == id) {
        return Ok(());
    }
    Err(FieldProblem::Choice {
        allowed: spec.choices.iter().map(|choice| choice.id.clone()).collect(),
    })
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Given;
        impl<'de> Visitor<'de> for Given {
            type Value = RawValue;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("text, true or false, a list of texts, or an object of years or days")
            }
            fn visit_bool<E>(self, flag: bool) -> Result<RawValue, E> {
                Ok(RawValue::Flag(flag))
            }
            fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
                Ok(RawValue::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawValue, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(RawValue::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawValue, A::Error> {
                object(MapAccessDeserializer::new(map)).map(RawValue::Years)
            }
        }
        deserializer.deserialize_any(Given)
    }
}

impl Serialize for RawValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(items) => items.serialize(serializer),
            Self::Years(years) => years.serialize(serializer),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RawValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RawValue".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Text, also of numbers; yes or no; a set; or one value for each of some years or days.",
            "anyOf": [
                { "type": "string" },
                { "type": "boolean" },
                { "type": "array", "items": { "type": "string" } },
                { "type": "object", "additionalProperties": { "type": ["string", "boolean"] } },
            ],
        })
    }
}

#[cfg(test)]
mod tests;
