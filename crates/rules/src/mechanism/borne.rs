//! Interest that the borrower bears up to a rate, and the treasury above it.

use litemap::LiteMap;

use crate::assess::{Gap, PrimeRateFacts, Scope, both};
use crate::compact::compact;
use crate::contract::{DayBasis, Repricing};
use crate::fact::Fact;
use crate::outcome::{Period, Why};
use crate::pack;
use crate::phrase::{Relation, Unit};
use crate::plan::{Limit, Measure, PackProblem, Reader};
use crate::trace::Step;
use crate::{Exact, Money, Rate, Rounding};

use super::loan_facts::{LoanFacts, Terms, following};
use super::subsidised::{Stretch, Subsidised, year_due};
use super::{Cell, Yield};

/// The borrower bears interest up to a rate; the treasury pays the rest.
///
/// 财金〔2020〕21号, as reported: LPR-150BP以下部分由借款人承担，剩余部分财政贴息. Of each payment the subsidised part of its interest and
/// the borrower's part are both rounded half up to the fen; the treasury pays the difference. The prime rate is that of the
/// contract, else the one published by the day of payout, and that of the day from each repricing on; the borrower's rate is never
/// below zero. Years by due date, yuan.
#[derive(Clone, Debug)]
pub struct Borne {
    /// The loan.
    loan: LoanFacts,
    prime_rate: PrimeRateFacts,
    offset: Exact,
    words: String,
}

compact!(struct Borne { loan, prime_rate, offset, words });

/// What falls due in one year.
#[derive(Default)]
struct Sum {
    payments: usize,
    interest: Money,
    borne: Money,
    subsidy: Money,
}

impl Borne {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Borne) -> Option<Self> {
        let item = reader.share("amount.borne.words", &source.words, Unit::Lpr)?;
        if item.relation != Relation::AtMost {
            reader.problem("amount.borne.words", &source.words, PackProblem::Unit);
        }
        Some(Self {
            loan: LoanFacts::compile(reader)?,
            prime_rate: PrimeRateFacts::compile(reader, "amount")?,
            offset: Exact::from_decimal(item.value),
            words: source.words.clone(),
        })
    }

    pub(super) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        self.loan.each_fact(add);
        self.prime_rate.each_fact(add);
    }

    /// What is subsidised of a loan, for a limit that several loans share.
    pub(super) fn stretches(&self, scope: &Scope<'_>, limits: &[Limit]) -> Option<(DayBasis, Vec<Stretch>)> {
        self.loan.stretches(scope, limits)
    }

    pub(super) fn cells(&self, scope: &Scope<'_>, measure: &Measure) -> Result<Yield, Gap> {
        let (prime_rate, terms) = both(self.prime_rate.of(scope), self.loan.terms(scope))?;
        let Terms {
            loan,
            repricing,
            mut assumptions,
        } = terms;
        let (mut found, schedule) = Subsidised::interest_of(scope, &loan, &measure.limits)?;
        let borne = |prime_rate: Rate| Ok::<_, Gap>(prime_rate.exact().add(self.offset)?.max(Exact::ZERO));
        let borne_rate = borne(prime_rate.rate)?;
        // The borrower's part follows the prime rate on the days on which the contract does.
        let agreed = repricing.map(|agreed| Repricing {
            spread: Rate::ZERO,
            ..agreed
        });
        let prime = agreed.map(|agreed| following(scope, &loan, prime_rate.rate, Some(agreed)));
        let repriced = prime.transpose()?.filter(|prime| !prime.rate_changes.is_empty());
        let shown = match repriced {
            None => Some(Rate::from_exact(borne_rate).map_err(|_| Gap::cannot(Why::TooLarge))?),
            Some(_) => None,
        };
        let mut steps = std::mem::take(&mut found.steps);
        if scope.trace {
            steps.push(Step::ReferenceRate {
                rate: prime_rate.rate,
                published: prime_rate.published,
            });
        }
        assumptions.extend(prime_rate.assumption);
        let interest = found.interest(&schedule)?;
        for stretch in &mut found.stretches {
            let borne_rate = match &repriced {
                Some(prime) => borne(prime.rate_on(stretch.from))?,
                None => borne_rate,
            };
            stretch.rate = stretch.rate.min(borne_rate);
        }
        let mut years: LiteMap<Option<Period>, Sum> = LiteMap::new();
        for ((payment, interest), (_, borne)) in interest.into_iter().zip(found.payments()?) {
            let interest = interest.round_to_fen(Rounding::HalfUp)?;
            let borne = borne.round_to_fen(Rounding::HalfUp)?.min(interest);
            let sum = years.entry(year_due(&schedule, payment)).or_default();
            sum.payments += 1;
            sum.interest = sum.interest.plus(interest)?;
            sum.borne = sum.borne.plus(borne)?;
            sum.subsidy = sum.subsidy.plus(interest.minus(borne)?)?;
        }
        let mut result = Yield {
            assumptions,
            open: found.open,
            ..Yield::default()
        };
        for (period, sum) in years {
            if scope.trace {
                steps.push(Step::Borne {
                    words: self.words.clone(),
                    period,
                    payments: sum.payments,
                    interest: sum.interest,
                    rate: shown,
                    borne: sum.borne,
                    result: sum.subsidy,
                });
            }
            let (base, raw) = (sum.interest.exact(), sum.subsidy.exact());
            let steps = std::mem::take(&mut steps);
            result.cells.push(Cell::new((period, base), raw, steps));
        }
        Ok(result.or_zero(steps))
    }
}
