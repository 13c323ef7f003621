//! The highest rate of a loan.

use crate::assess::{Gap, PrimeRate, PrimeRateFacts, Scope};
use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::outcome::Why;
use crate::pack;
use crate::phrase::{Relation, Unit};
use crate::plan::{PackProblem, Reader};
use crate::trace::Step;
use crate::{Exact, Rate};

use super::loan_facts::{self, LoanFacts};
use super::{Cell, Spent, Yield};

/// A ceiling on the rate of a loan, as the interest over its whole term at that rate.
///
/// 湘潭 第2条: “原则上银行机构不高于当期LPR执行利率”. The rate is the loan prime rate of the contract, else the one published by
/// the day of payout, plus the offset in the words; interest is rounded half up to the fen at each payment. Yuan.
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
        let (mut loan, mut assumptions) = self.loan.loan(scope)?;
        let PrimeRate {
            rate: lpr,
            published,
            assumption,
        } = self.prime_rate.of(scope)?;
        assumptions.extend(assumption);
        let ceiling = Rate::from_exact(lpr.exact().add(self.offset)?).map_err(|_| Gap::cannot(Why::TooLarge))?;
        let contract_rate = self.loan.contract_rate(scope);
        let own = loan
            .schedule()
            .map_err(|error| loan_facts::gap(scope, "loan", &error))?;
        loan.rate = ceiling;
        let schedule = loan
            .schedule()
            .map_err(|error| loan_facts::gap(scope, "loan", &error))?;
        let interest = schedule.totals.interest;
        let mut steps = Vec::new();
        if scope.trace {
            let payments = schedule.rows.len();
            steps.push(Step::ReferenceRate { rate: lpr, published });
            steps.push(Step::LoanInterest {
                rate: ceiling,
                payments,
                interest,
            });
        }
        let within = contract_rate.is_none_or(|rate| rate <= ceiling);
        let spent = Spent {
            amount: own.totals.interest,
            ceiling: interest,
            rate: contract_rate.map(Rate::exact),
            within,
        };
        let raw = interest.exact();
        let cell = Cell {
            period: None,
            base: loan.principal.exact(),
            raw,
            steps,
            refused: None,
            open: Vec::new(),
        };
        Ok(Yield {
            cells: vec![cell],
            assumptions,
            rate: Some(ceiling.exact()),
            paid: Some(spent),
            ..Yield::default()
        })
    }
}
