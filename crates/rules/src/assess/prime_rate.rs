//! The loan prime rate that applies to a contract.

use crate::compact::compact;
use crate::fact::{Fact, FactKind, Value};
use crate::lpr::Tenor;
use crate::outcome::{Assumption, Why};
use crate::plan::{Interval, Reader};
use crate::{ArithmeticError, Date, Exact, Rate};

use super::Given;
use super::scope::{Gap, Scope};

/// Where the catalogue keeps what decides the prime rate of a contract.
#[derive(Clone, Copy, Debug)]
pub struct PrimeRateFacts {
    /// The one that the contract names.
    lpr: Fact,
    paid_out_on: Fact,
    term: Fact,
}

compact!(struct PrimeRateFacts { lpr, paid_out_on, term });

/// A prime rate, and how it is known.
pub(crate) struct PrimeRate {
    pub(crate) rate: Rate,
    /// The day on which it was published; none where the contract names it.
    pub(crate) published: Option<Date>,
    /// That it was looked up, or is another than the one that would have been found.
    pub(crate) assumption: Option<Assumption>,
}

impl PrimeRateFacts {
    pub(crate) fn compile(reader: &mut Reader<'_>, key: &str) -> Option<Self> {
        let mut fact = |path, kind| reader.fact_of(key, path, &[kind]);
        Some(Self {
            lpr: fact("loan.lpr", FactKind::Rate)?,
            paid_out_on: fact("loan.paid_out_on", FactKind::Date)?,
            term: fact("loan.term", FactKind::Term)?,
        })
    }

    pub(crate) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        for fact in [self.paid_out_on, self.term, self.lpr] {
            add(fact);
        }
    }

    /// The fact that would say how long the loan runs; none for a table whose payments are known.
    fn length(&self, scope: &Scope<'_>, given: &Given<'_>) -> Option<Fact> {
        if !given.is_table() {
            return Some(self.term);
        }
        let repayments = scope.plan.catalogue.beside(self.term, "repayments");
        repayments.filter(|_| given.amounts("repayments").is_empty())
    }

    /// The rate that the contract names, else the one published by the day of payout for its tenor, by default that of
    /// its term.
    pub(crate) fn of(&self, scope: &Scope<'_>) -> Result<PrimeRate, Gap> {
        let given = Given::beside(scope, self.term);
        let sought = (scope.date(self.paid_out_on), tenor(&given));
        if let Ok(Value::Rate(named)) = scope.value(self.lpr) {
            let assumption = match sought {
                (Ok(day), Some(tenor)) => other_than_published(scope, day, tenor, *named),
                _ => None,
            };
            return Ok(PrimeRate {
                rate: *named,
                published: None,
                assumption,
            });
        }
        let (day, tenor) = match sought {
            (Ok(day), Some(tenor)) => (day, tenor),
            (day, tenor) => {
                let mut missing = Vec::new();
                if day.is_err() {
                    missing.push(self.paid_out_on);
                }
                if tenor.is_none() {
                    missing.extend(self.length(scope, &given));
                }
                return Err(Gap::Missing(missing));
            }
        };
        let found = scope.plan.lpr.published_by(day, tenor).map_err(|first| {
            let from = first.unwrap_or(day);
            Gap::cannot(Why::NoReferenceRate { day, from })
        })?;
        let (rate, published, unchecked) = (found.fixing.rate, found.fixing.from, found.unchecked);
        Ok(PrimeRate {
            rate,
            published: Some(published),
            assumption: Some(Assumption::ReferenceRate {
                day,
                published,
                rate,
                unchecked,
            }),
        })
    }
}

/// That a prime rate which was given is not the published one, where that is known.
fn other_than_published(scope: &Scope<'_>, day: Date, tenor: Tenor, given: Rate) -> Option<Assumption> {
    let found = scope.plan.lpr.published_by(day, tenor).ok()?;
    let differs = !found.unchecked && found.fixing.rate != given;
    differs.then_some(Assumption::ReferenceRateGiven {
        day,
        published: found.fixing.from,
        rate: found.fixing.rate,
        given,
    })
}

/// Which prime rate a loan follows: the one that was agreed, else that of its term; of a table without a term, that of
/// the time from the payout to the last payment. None where these are not known.
pub(crate) fn tenor(given: &Given<'_>) -> Option<Tenor> {
    let usual = || match given.term("term") {
        Some(term) => Some(Tenor::usual(term)),
        None if given.is_table() => {
            let repayments = given.amounts("repayments");
            let (last, _) = repayments.iter().last()?;
            let five_years = given.date("paid_out_on")?.plus_months(60);
            let longer = five_years.is_some_and(|end| *last > end);
            Some(if longer { Tenor::OverFiveYears } else { Tenor::OneYear })
        }
        None => None,
    };
    given.choice("tenor", Tenor::from_id).or_else(usual)
}

/// The rates that a bound against the prime rate lets pass.
pub(super) fn from_prime_rate(interval: &Interval, rate: Rate) -> Result<Interval, ArithmeticError> {
    let mut rates = interval.clone();
    for end in [&mut rates.lower, &mut rates.upper].into_iter().flatten() {
        end.value = Exact::add(rate.exact(), end.value)?;
    }
    Ok(rates)
}
