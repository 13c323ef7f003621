//! What is known at one place of an assessment: one row of contracts, one year.

use crate::fact::{Derive, Fact, SeriesKind, Value};
use crate::outcome::{Assumption, Period, Why};
use crate::plan::Plan;
use crate::request::{Facts, Row};
use crate::{ArithmeticError, Date, Exact};

use std::ops::Deref;

use super::derive;
use super::share::Share;

/// Why a value is not there.
#[derive(Clone, Debug)]
pub(crate) enum Gap {
    /// These facts were not given.
    Missing(Vec<Fact>),
    /// A ratio has no value.
    Undefined(Fact),
    /// The contract, or the text, does not allow the computation.
    Cannot(Box<Why>),
}

impl Gap {
    /// The computation is not possible. The reason is boxed, since gaps are passed up through every step.
    pub(crate) fn cannot(why: Why) -> Self {
        Self::Cannot(Box::new(why))
    }
}

impl From<ArithmeticError> for Gap {
    fn from(_: ArithmeticError) -> Self {
        Self::cannot(Why::TooLarge)
    }
}

/// The values of a fact with their years, in order: most facts have one value, of no year, which needs no memory of its own.
#[derive(Clone, Debug)]
pub(crate) enum Values {
    One([(Option<Period>, Exact); 1]),
    Many(Vec<(Option<Period>, Exact)>),
}

impl Values {
    fn one(value: Exact) -> Self {
        Self::One([(None, value)])
    }
}

impl Deref for Values {
    type Target = [(Option<Period>, Exact)];

    fn deref(&self) -> &Self::Target {
        match self {
            Self::One(value) => value,
            Self::Many(values) => values,
        }
    }
}

/// The view of the facts from one row and one year.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) facts: &'a Facts,
    /// Whether what was said of the applicant is said of the recipient.
    pub(crate) answered: bool,
    /// Group and number of the row at hand.
    pub(crate) row: Option<(u16, usize)>,
    pub(crate) period: Option<Period>,
    /// What a limit that several loans share leaves of the loan at hand.
    pub(crate) share: Option<&'a Share>,
    pub(crate) trace: bool,
    /// Whether reasons are wanted: words take most of the time of an assessment.
    pub(crate) words: bool,
}

impl<'a> Scope<'a> {
    /// The view from one of the rows of a measure, given as group and count.
    pub(crate) fn in_row(self, rows: Option<(u16, usize)>, row: usize) -> Self {
        Self {
            row: rows.map(|(group, _)| (group, row)),
            ..self
        }
    }

    /// A reason, where reasons are wanted: boxed, since it is passed up through every step, and most pass none.
    pub(crate) fn why(&self, why: impl FnOnce() -> Why) -> Option<Box<Why>> {
        self.words.then(|| Box::new(why()))
    }

    pub(crate) fn at(self, period: Option<Period>) -> Self {
        Self { period, ..self }
    }

    /// The row of the group of a fact that is looked at.
    pub(crate) fn row(&self, fact: Fact) -> Option<&'a Row> {
        if self.plan.is_about_applicant(fact) && !self.answered {
            return None;
        }
        self.facts.rows(fact).get(self.row_of(fact).ok()?)
    }

    fn given(&self, fact: Fact) -> Option<&'a Value> {
        self.row(fact)?.get(fact)
    }

    /// The row of the group of a fact: the one at hand, or the one to which that belongs; the fact that would say to
    /// which, where it does not and there are several.
    pub(crate) fn row_of(&self, fact: Fact) -> Result<usize, Fact> {
        let Some((group, row)) = self.row else { return Ok(0) };
        if group == fact.group {
            return Ok(row);
        }
        match self.plan.link(group) {
            Some((number, target)) if target == fact.group => self.linked(number, row, fact),
            _ => Ok(0),
        }
    }

    /// The row of the group of a fact that the number of another row names; a number of no row has to be given again.
    fn linked(&self, number: Fact, row: usize, fact: Fact) -> Result<usize, Fact> {
        let given = self.facts.rows(number).get(row).and_then(|row| row.get(number));
        let rows = self.facts.rows(fact).len().max(1);
        let place = match given.and_then(Value::exact) {
            Some(from_one) => usize::try_from(from_one.numerator() - 1).ok(),
            None => (rows == 1).then_some(0),
        };
        place.filter(|place| *place < rows).ok_or(number)
    }

    /// The sum of a fact over all rows that belong to the same row as the one at hand; what is not given adds nothing.
    pub(crate) fn sum_beside(&self, fact: Fact) -> Result<Exact, ArithmeticError> {
        let Some(((number, target), (_, own))) = self.plan.link(fact.group).zip(self.row) else {
            return Ok(self.number(fact).unwrap_or_default());
        };
        let beside = Fact {
            group: target,
            ..number
        };
        let place = self.linked(number, own, beside);
        let rows = self.facts.rows(fact).iter().enumerate();
        let same = rows.filter(|(row, _)| self.linked(number, *row, beside) == place);
        let values = same.filter_map(|(_, row)| row.get(fact)?.exact());
        Exact::sum(values)
    }

    /// What a customer's total rests on that was not said so.
    pub(crate) fn assumed_total(&self, fact: Fact) -> Option<Assumption> {
        if self.plan.catalogue.spec(fact)?.derive != Some(Derive::GuaranteeTotal) {
            return None;
        }
        let total = self.number(fact).ok()?;
        match self.given(fact) {
            None => Some(Assumption::CustomerTotalAlone),
            Some(value) if value.exact() != Some(total) => Some(Assumption::CustomerTotalRaised),
            Some(_) => None,
        }
    }

    /// A value that was given; of a series, that of the year at hand.
    pub(crate) fn value(&self, fact: Fact) -> Result<&'a Value, Gap> {
        match self.given(fact) {
            None => Err(self.not_given(fact)),
            Some(value) => self.of_year(fact, value),
        }
    }

    /// Of a series the value of the year at hand; any other value itself.
    fn of_year(&self, fact: Fact, value: &'a Value) -> Result<&'a Value, Gap> {
        match (value, self.period) {
            (Value::Series(years), Some(Period::Year(year) | Period::ContractYear(year))) => years.get(&year),
            (Value::Series(_), None) => None,
            _ => Some(value),
        }
        .ok_or_else(|| Gap::Missing(vec![fact]))
    }

    /// The fact itself is missing, or the one that would say to which row it belongs.
    fn not_given(&self, fact: Fact) -> Gap {
        Gap::Missing(vec![self.row_of(fact).err().unwrap_or(fact)])
    }

    /// Whether a value was given, in whatever year.
    pub(crate) fn is_given(&self, fact: Fact) -> bool {
        self.given(fact).is_some()
    }

    /// A number, given or derived.
    pub(crate) fn number(&self, fact: Fact) -> Result<Exact, Gap> {
        match self.given(fact) {
            None => self.derived(fact),
            Some(value) => self.number_of(fact, self.of_year(fact, value)?),
        }
    }

    /// The number of a value that was given.
    fn number_of(&self, fact: Fact, value: &Value) -> Result<Exact, Gap> {
        let number = value.exact().ok_or_else(|| Gap::Missing(vec![fact]))?;
        match self.plan.catalogue.spec(fact).and_then(|spec| spec.derive) {
            Some(Derive::GuaranteeTotal) => Ok(derive::given_total(self, fact, number)),
            _ => Ok(number),
        }
    }

    /// A number that was not given.
    fn derived(&self, fact: Fact) -> Result<Exact, Gap> {
        match self.plan.catalogue.spec(fact).and_then(|spec| spec.derive) {
            None => Err(self.not_given(fact)),
            Some(Derive::Ratio) => derive::ratio(self, fact),
            Some(Derive::AnnualisedPremium) => derive::annualised_premium(self, fact),
            Some(Derive::InsuredYears) => derive::insured_years(self, fact),
            Some(Derive::GuaranteeTotal) => derive::guarantee_total(self, fact),
            Some(Derive::Span) => Err(Gap::Missing(vec![fact])),
            Some(Derive::GuaranteeFeeBase | Derive::SecuritisationInterest) => {
                let years = self.series(fact)?;
                let here = years.iter().find(|(period, _)| *period == self.period);
                here.map(|(_, amount)| *amount).ok_or_else(|| Gap::Missing(vec![fact]))
            }
        }
    }

    /// The values of a fact, year by year; a fact without years has one value.
    pub(crate) fn series(&self, fact: Fact) -> Result<Values, Gap> {
        match self.given(fact) {
            Some(Value::Series(years)) => {
                let values = years
                    .iter()
                    .filter_map(|(year, value)| Some((Some(self.year_of(fact, *year)), value.exact()?)));
                let values: Vec<_> = values.collect();
                if values.is_empty() {
                    Err(Gap::Missing(vec![fact]))
                } else {
                    Ok(Values::Many(values))
                }
            }
            Some(value) => Ok(Values::one(self.number_of(fact, value)?)),
            None => match self.plan.catalogue.spec(fact).and_then(|spec| spec.derive) {
                Some(Derive::GuaranteeFeeBase) => derive::guarantee_fee_base(self, fact).map(Values::Many),
                Some(Derive::SecuritisationInterest) => derive::securitisation_interest(self, fact).map(Values::Many),
                _ => Ok(Values::one(self.derived(fact)?)),
            },
        }
    }

    /// The years of which a fact is known, in order, also where it is no number; none where it has no years.
    pub(crate) fn years(&self, fact: Fact) -> Vec<Period> {
        match self.given(fact) {
            Some(Value::Series(years)) => years.keys().map(|year| self.year_of(fact, *year)).collect(),
            Some(_) => Vec::new(),
            None => {
                let derived = self.series(fact);
                let values = derived.iter().flat_map(|values| values.iter());
                values.filter_map(|(period, _)| *period).collect()
            }
        }
    }

    /// A year of a fact, as its years are counted.
    fn year_of(&self, fact: Fact, year: i32) -> Period {
        match self.plan.catalogue.spec(fact).and_then(|spec| spec.series) {
            Some(SeriesKind::ContractYear) => Period::ContractYear(year),
            _ => Period::Year(year),
        }
    }

    /// The two days of a span.
    pub(crate) fn span(&self, fact: Fact) -> Result<(Date, Date), Gap> {
        let [from, to] = self.sources(fact).ok_or_else(|| Gap::Missing(vec![fact]))?;
        match (self.date(from), self.date(to)) {
            (Ok(from), Ok(to)) => Ok((from, to)),
            (Err(gap), Ok(_)) | (Ok(_), Err(gap)) => Err(gap),
            (Err(_), Err(_)) => Err(Gap::Missing(vec![from, to])),
        }
    }

    /// A day that was given.
    pub(crate) fn date(&self, fact: Fact) -> Result<Date, Gap> {
        match self.value(fact)? {
            Value::Date(date) => Ok(*date),
            _ => Err(Gap::Missing(vec![fact])),
        }
    }

    /// The facts that a derived one comes from, in the order of the catalogue.
    pub(crate) fn sources<const N: usize>(&self, fact: Fact) -> Option<[Fact; N]> {
        self.plan.sources(fact).try_into().ok()
    }
}
