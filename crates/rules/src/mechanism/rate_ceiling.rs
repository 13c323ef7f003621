//! The highest rate of a loan.

use crate::assess::{Gap, PrimeRate, PrimeRateFacts, Scope, both};
use crate::compact::compact;
use crate::contract::Repricing;
use crate::fact::{Fact, FactKind};
use crate::outcome::Why;
use crate::pack;
use crate::phrase::{Relation, Unit};
use crate::plan::{PackProblem, Reader};
use crate::trace::Step;
use crate::{Exact, Rate};

use super::loan_facts::{self, LoanFacts, Terms, following, payments};
use super::{Cell, Spent, Yield};

/// A ceiling on the rate of a loan, as the interest over its whole term at that rate.
///
/// 湘潭 第2条: “原则上银行机构不高于当期LPR执行利率”. The rate is the loan prime rate of the contract, else the one published by
/// the day of payout, plus the offset in the words; on the days on which the loan is repriced it is that of the day.
/// Prepayments and an extension are as agreed; interest is rounded half up to the fen at each payment. Yuan.
#[derive(Clone, Debug)]
pub struct RateCeiling {
    /// The loan.
    loan: LoanFacts,
    prime_rate: PrimeRateFacts,
    offset: Exact,
}

compact!(struct RateCeiling { loan, prime_rate, offset });

impl RateCeiling {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::RateCeiling) -> Option<Self> {
        let item = reader.share("amount.rate_ceiling.words", &source.words, Unit::Lpr)?;
        if item.relation != Relation::AtMost {
            reader.problem("amount.rate_ceiling.words", &source.words, PackProblem::NoReason);
        }
        reader.fact_of("amount.rate_ceiling.against", &source.against, &[FactKind::Rate])?;
        Some(Self {
            loan: LoanFacts::compile(reader)?,
            prime_rate: PrimeRateFacts::compile(reader, "amount")?,
            offset: Exact::from_decimal(item.value),
        })
    }

    pub(super) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        self.loan.each_fact(add);
        self.prime_rate.each_fact(add);
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        // The ceiling does not follow from the rate of the contract: without it only what is paid stays open.
        let ((terms, known), prime_rate) = both(self.loan.terms_at_any_rate(scope), self.prime_rate.of(scope))?;
        let Terms {
            loan,
            repricing,
            mut assumptions,
        } = terms;
        let PrimeRate {
            rate: lpr,
            published,
            assumption,
        } = prime_rate;
        assumptions.extend(assumption);
        let ceiling = Rate::from_exact(lpr.exact().add(self.offset)?).map_err(|_| Gap::cannot(Why::TooLarge))?;
        let wrong = |error| loan_facts::gap(scope, "loan", &error);
        let own = if known {
            Some(loan.schedule().map_err(wrong)?)
        } else {
            None
        };
        // 当期LPR: where the contract follows the rate, so does the ceiling.
        let repricing = match repricing {
            Some(agreed) => {
                let spread = Rate::from_exact(self.offset).map_err(|_| Gap::cannot(Why::TooLarge))?;
                Some(Repricing { spread, ..agreed })
            }
            None => None,
        };
        let dearest = following(scope, &loan, ceiling, repricing)?;
        let constant = dearest.rate_changes.is_empty();
        let schedule = dearest.schedule().map_err(wrong)?;
        let interest = schedule.totals.interest;
        let mut steps = Vec::new();
        if scope.trace {
            steps.push(Step::ReferenceRate { rate: lpr, published });
            // Interest at several rates is not interest at the first of them.
            steps.extend(constant.then(|| Step::LoanInterest {
                rate: ceiling,
                payments: payments(&schedule),
                interest,
            }));
        }
        let spent = own.map(|own| {
            let mut segments = own.rows.iter().flat_map(|row| &row.segments);
            Spent {
                amount: own.totals.interest,
                ceiling: interest,
                rate: Some(loan.rate.exact()),
                within: segments.all(|segment| segment.rate <= dearest.rate_on(segment.from)),
            }
        });
        let raw = interest.exact();
        let cell = Cell::new((None, loan.principal.exact()), raw, steps);
        Ok(Yield {
            cells: vec![cell],
            assumptions,
            rate: constant.then(|| ceiling.exact()),
            paid: spent,
            ..Yield::default()
        })
    }
}
