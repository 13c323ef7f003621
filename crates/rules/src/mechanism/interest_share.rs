//! A share of each payment of interest of a loan.

use std::collections::BTreeMap;

use nanoserde::{DeBin, SerBin};

use crate::assess::{Gap, Scope};
use crate::contract::{Row, Schedule};
use crate::fact::Fact;
use crate::outcome::Period;
use crate::pack;
use crate::phrase::Unit;
use crate::plan::{Limit, Reader};
use crate::trace::Step;
use crate::{Date, Exact, Money, Rounding};

use super::loan_facts::{self, LoanFacts, Terms};
use super::{Cell, Yield};

/// A share of the interest of a loan, payment by payment.
///
/// 财金〔2023〕75号, as reported: 财政按贷款实际利率的50%贴息. Subsidy of a payment = its interest × the part of the balance
/// within the limit on principal × the part of its time within the limit on time × share, rounded half up to the fen when
/// the interest falls due; sums over calendar years by due date. Yuan.
#[derive(Clone, Debug, DeBin, SerBin)]
pub struct InterestShare {
    /// The loan.
    pub(super) loan: LoanFacts,
    share: Exact,
    words: String,
}

/// What falls due in one year.
#[derive(Default)]
struct Sum {
    payments: usize,
    interest: Exact,
    subsidy: Money,
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

    pub(super) fn cells(&self, scope: &Scope<'_>, limits: &[Limit]) -> Result<Yield, Gap> {
        let Terms { loan, assumptions, .. } = self.loan.terms(scope)?;
        let schedule = loan
            .schedule()
            .map_err(|error| loan_facts::gap(scope, "loan", &error))?;
        let mut steps = Vec::new();
        if scope.trace {
            steps.push(Step::LoanInterest {
                rate: loan.rate,
                payments: payments(&schedule),
                interest: schedule.totals.interest,
            });
        }
        let (most, mut open) = principal_limit(scope, limits, loan.principal.exact(), &mut steps)?;
        let months = limits.iter().find_map(|limit| match limit {
            Limit::Months { most, words } => Some((*most, words)),
            Limit::Principal { .. } => None,
        });
        let parts = within(&schedule, loan.paid_out_on, months.map(|(months, _)| months))?;
        if let Some((months, words)) = months.filter(|_| scope.trace) {
            let left_out = parts.iter().filter(|part| part.is_zero()).count();
            steps.push(Step::TimeLimit {
                words: words.clone(),
                months,
                left_out,
            });
        }
        let mut years: BTreeMap<Option<Period>, Sum> = BTreeMap::new();
        for (row, part) in schedule.rows.iter().zip(parts) {
            if part.is_zero() || row.segments.is_empty() {
                continue;
            }
            let mut interest = row.interest.exact().mul(part)?;
            if let Some(most) = most {
                interest = interest.mul(within_principal(row, most)?)?;
            }
            let subsidy = interest.mul(self.share)?.round_to_fen(Rounding::HalfUp)?;
            let sum = years.entry(row.due_on.map(|due| Period::Year(due.year()))).or_default();
            sum.payments += 1;
            sum.interest = sum.interest.add(interest)?;
            sum.subsidy = sum.subsidy.plus(subsidy)?;
        }
        let mut result = Yield {
            assumptions,
            ..Yield::default()
        };
        result.open.append(&mut open);
        for (period, sum) in years {
            let raw = sum.subsidy.exact();
            if scope.trace {
                let (words, share) = (self.words.clone(), self.share);
                let Sum { payments, interest, .. } = sum;
                steps.push(Step::PerPayment {
                    words,
                    share,
                    period,
                    payments,
                    interest,
                    result: raw,
                });
            }
            let steps = std::mem::take(&mut steps);
            result.cells.push(Cell {
                period,
                base: sum.interest,
                raw,
                steps,
                refused: None,
                open: Vec::new(),
            });
        }
        Ok(result)
    }
}

/// The principal that is subsidised at most, and the facts that could still raise it.
fn principal_limit(
    scope: &Scope<'_>,
    limits: &[Limit],
    principal: Exact,
    steps: &mut Vec<Step>,
) -> Result<(Option<Exact>, Vec<Fact>), Gap> {
    let mut open = Vec::new();
    for limit in limits {
        let Limit::Principal { most, words, heads } = limit else {
            continue;
        };
        let (mut most, mut words) = (*most, words.clone());
        // The number of borrowers matters only where the limit of one is exceeded.
        if let Some(heads) = heads
            && principal > most
        {
            match scope.number(heads.fact) {
                Ok(persons) if persons > Exact::ONE => {
                    most = most.mul(heads.share)?.mul(persons)?.min(heads.up_to);
                    words.clone_from(&heads.words);
                }
                Ok(_) => {}
                Err(Gap::Missing(facts)) => open.extend(facts),
                Err(gap) => return Err(gap),
            }
        }
        if scope.trace {
            steps.push(Step::PrincipalLimit {
                words,
                limit: most,
                binds: principal > most,
            });
        }
        return Ok((Some(most), open));
    }
    Ok((None, open))
}

/// The payments that pay interest: an early one of principal alone pays none.
pub(super) fn payments(schedule: &Schedule) -> usize {
    schedule.rows.iter().filter(|row| !row.segments.is_empty()).count()
}

/// The part of a payment's interest that runs on no more than so much of the balance.
fn within_principal(row: &Row, most: Exact) -> Result<Exact, Gap> {
    let part = |balance: Exact| {
        if balance > most {
            most.div(balance)
        } else {
            Ok(Exact::ONE)
        }
    };
    if let [segment] = row.segments.as_slice() {
        return Ok(part(segment.balance.exact())?);
    }
    let (mut inside, mut all) = (Exact::ZERO, Exact::ZERO);
    for segment in &row.segments {
        let interest = segment.interest()?;
        inside = inside.add(interest.mul(part(segment.balance.exact())?)?)?;
        all = all.add(interest)?;
    }
    Ok(if all.is_zero() { Exact::ONE } else { inside.div(all)? })
}

/// For each payment, the part of its time that lies within so many months of the payout.
fn within(schedule: &Schedule, payout: Option<Date>, months: Option<u32>) -> Result<Vec<Exact>, Gap> {
    let Some(months) = months else {
        return Ok(vec![Exact::ONE; schedule.rows.len()]);
    };
    let end = payout.and_then(|payout| payout.plus_months(i32::try_from(months).ok()?));
    let limit = Exact::new(i128::from(months), 12)?;
    let mut parts = Vec::with_capacity(schedule.rows.len());
    let mut elapsed = Exact::ZERO;
    for row in &schedule.rows {
        let from = row.segments.first().and_then(|segment| segment.from);
        let part = match (from, row.due_on, end) {
            (Some(start), Some(due), Some(end)) if start < due => {
                let inside = start.days_until(due.min(end)).max(0);
                Exact::new(i128::from(inside), i128::from(start.days_until(due)))?
            }
            _ => {
                let years = row.accrual.years;
                let inside = limit.sub(elapsed)?.min(years).max(Exact::ZERO);
                elapsed = elapsed.add(years)?;
                if years.is_zero() {
                    Exact::ONE
                } else {
                    inside.div(years)?
                }
            }
        };
        parts.push(part);
    }
    Ok(parts)
}
