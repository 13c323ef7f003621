//! A share of each payment of interest of a loan.

use litemap::LiteMap;

use crate::assess::{Gap, Scope};
use crate::compact::compact;
use crate::contract::DayBasis;
use crate::fact::Fact;
use crate::outcome::Period;
use crate::pack;
use crate::phrase::Unit;
use crate::plan::{Limit, Measure, Reader};
use crate::trace::Step;
use crate::{Exact, Money, Rounding};

use super::loan_facts::{LoanFacts, Terms};
use super::subsidised::{Stretch, Subsidised, year_due};
use super::{Cell, Yield};

/// A share of the interest of a loan, payment by payment.
///
/// 财金〔2023〕75号, as reported: 财政按贷款实际利率的50%贴息. Subsidy of a payment = its interest × the part of the balance
/// within the limit on principal × the part of its time within the limit on time × share, rounded half up to the fen when
/// the interest falls due where the clause rounds by payment; sums over calendar years by due date. Yuan.
#[derive(Clone, Debug)]
pub struct InterestShare {
    /// The loan.
    loan: LoanFacts,
    share: Exact,
    words: String,
}

compact!(struct InterestShare { loan, share, words });

/// What falls due in one year.
#[derive(Default)]
struct Sum {
    payments: usize,
    interest: Money,
    subsidy: Exact,
    /// What is rounded payment by payment.
    paid: Money,
}

impl InterestShare {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::InterestShare) -> Option<Self> {
        let item = reader.share("amount.interest_share.words", &source.words, Unit::Ratio)?;
        Some(Self {
            loan: LoanFacts::compile(reader)?,
            share: Exact::from_decimal(item.value),
            words: source.words.clone(),
        })
    }

    pub(super) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        self.loan.each_fact(add);
    }

    /// What is subsidised of a loan, for a limit that several loans share.
    pub(super) fn stretches(&self, scope: &Scope<'_>, limits: &[Limit]) -> Option<(DayBasis, Vec<Stretch>)> {
        self.loan.stretches(scope, limits)
    }

    pub(super) fn cells(&self, scope: &Scope<'_>, measure: &Measure) -> Result<Yield, Gap> {
        let Terms { loan, assumptions, .. } = self.loan.terms(scope)?;
        let (mut found, schedule) = Subsidised::interest_of(scope, &loan, &measure.limits)?;
        let mut steps = std::mem::take(&mut found.steps);
        let rounded = measure.source.rounding == Some(pack::Rounding::PerPeriod);
        let mut years: LiteMap<Option<Period>, Sum> = LiteMap::new();
        for (payment, interest) in found.interest(&schedule)? {
            let subsidy = interest.mul(self.share)?;
            let sum = years.entry(year_due(&schedule, payment)).or_default();
            sum.payments += 1;
            // What is told of the base, payment by payment as it falls due: the parts of many balances within a limit
            // have no common denominator that fits.
            let told = interest.round_to_fen(Rounding::HalfUp)?;
            sum.interest = sum.interest.plus(told)?;
            if rounded {
                sum.paid = sum.paid.plus(subsidy.round_to_fen(Rounding::HalfUp)?)?;
            } else {
                sum.subsidy = sum.subsidy.add(subsidy)?;
            }
        }
        let mut result = Yield {
            assumptions,
            open: found.open,
            ..Yield::default()
        };
        for (period, sum) in years {
            let (interest, payments) = (sum.interest.exact(), sum.payments);
            let raw = if rounded { sum.paid.exact() } else { sum.subsidy };
            if scope.trace {
                let (words, share) = (self.words.clone(), self.share);
                steps.push(Step::PerPayment {
                    words,
                    share,
                    period,
                    payments,
                    interest,
                    rounded,
                    result: raw,
                });
            }
            let steps = std::mem::take(&mut steps);
            result.cells.push(Cell::new((period, interest), raw, steps));
        }
        Ok(result.or_zero(steps))
    }
}
