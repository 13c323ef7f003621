//! What was given of one contract, by the ids of its facts.

use crate::contract::Repayment;
use crate::fact::{Fact, Value};
use crate::request::Row;
use crate::{Date, Dated, Money, Rate, Term};

use super::scope::Scope;

/// The values of one row. Most facts of a contract are optional and few are given.
pub(crate) struct Given<'a>(Vec<(&'a str, &'a Value)>);

impl<'a> Given<'a> {
    /// The values of the row to which a fact belongs.
    pub(crate) fn beside(scope: &Scope<'a>, fact: Fact) -> Self {
        let group = scope.plan.catalogue.group(fact);
        let values = scope.row(fact).into_iter().flat_map(Row::values);
        let named = values.filter_map(|(at, value)| Some((group?.facts.get(at)?.id.as_str(), value)));
        Self(named.collect())
    }

    fn get(&self, id: &str) -> Option<&'a Value> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, value)| *value)
    }

    pub(crate) fn money(&self, id: &str) -> Option<Money> {
        match self.get(id)? {
            Value::Money(money) => Some(*money),
            _ => None,
        }
    }

    pub(crate) fn rate(&self, id: &str) -> Option<Rate> {
        match self.get(id)? {
            Value::Rate(rate) => Some(*rate),
            _ => None,
        }
    }

    pub(crate) fn count(&self, id: &str) -> Option<u32> {
        match self.get(id)? {
            Value::Count(count) => Some(*count),
            _ => None,
        }
    }

    pub(crate) fn term(&self, id: &str) -> Option<Term> {
        match self.get(id)? {
            Value::Term(term) => Some(*term),
            _ => None,
        }
    }

    /// Whether a loan is repaid by a table.
    pub(crate) fn is_table(&self) -> bool {
        self.choice("repayment", Repayment::from_id) == Some(Repayment::Table)
    }

    /// How long the contract runs: its term; of a table without one, from the payout to the last payment.
    pub(crate) fn length(&self) -> Option<Term> {
        let by_table = || {
            let repayments = self.is_table().then(|| self.amounts("repayments"))?;
            let (last, _) = repayments.iter().last()?;
            let days = self.date("paid_out_on")?.days_until(*last);
            Some(Term::Days(u32::try_from(days).unwrap_or(0).max(1)))
        };
        self.term("term").or_else(by_table)
    }

    pub(crate) fn date(&self, id: &str) -> Option<Date> {
        match self.get(id)? {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    pub(crate) fn flag(&self, id: &str) -> bool {
        matches!(self.get(id), Some(Value::Flag(true)))
    }

    /// What one of the names means.
    pub(crate) fn choice<T>(&self, id: &str, from_id: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self.get(id)? {
            Value::Choice(choice) => from_id(choice),
            _ => None,
        }
    }

    /// The amounts by day; none where nothing was given.
    pub(crate) fn amounts(&self, id: &str) -> Dated<Money> {
        self.dated(id, |value| match value {
            Value::Money(money) => Some(*money),
            _ => None,
        })
    }

    /// The rates by day; none where nothing was given.
    pub(crate) fn rates(&self, id: &str) -> Dated<Rate> {
        self.dated(id, |value| match value {
            Value::Rate(rate) => Some(*rate),
            _ => None,
        })
    }

    fn dated<T>(&self, id: &str, read: impl Fn(&Value) -> Option<T>) -> Dated<T> {
        match self.get(id) {
            Some(Value::Dated(days)) => days
                .iter()
                .filter_map(|(day, value)| Some((*day, read(value)?)))
                .collect(),
            _ => Dated::NONE,
        }
    }
}
