//! Points of a year on the balance of a loan.

use litemap::LiteMap;

use crate::assess::{Gap, Scope, both};
use crate::compact::compact;
use crate::contract::{DayBasis, Loan, Schedule, calendar_years};
use crate::fact::{Fact, FactKind};
use crate::outcome::{Assumption, Period, Why};
use crate::pack;
use crate::phrase::{Relation, Unit};
use crate::plan::{Limit, Measure, PackProblem, Reader};
use crate::trace::Step;
use crate::{ArithmeticError, Exact, Money, Rounding};

use super::loan_facts::{self, LoanFacts, Terms};
use super::subsidised::{Stretch, Subsidised, Used, year_due};
use super::{Cell, Yield};

/// Points of a year on the balance, for as long as it is subsidised.
///
/// 财金〔2025〕80号, as reported: 年贴息比例为1个百分点，最高不超过贷款合同利率的50%. Subsidy of a stretch of time = balance within the
/// limits × points × time, the points being at most a share of the rate of the contract, and at most that rate or what another
/// subsidy leaves of it. Rounded by payment it belongs to the year in which the payment falls due; otherwise its days
/// decide, and it stays unrounded. Yuan.
#[derive(Clone, Debug)]
pub struct Points {
    /// The loan.
    loan: LoanFacts,
    rate: Exact,
    words: String,
    /// The share of the contract rate that the points may reach, with its words.
    at_most: Option<(Exact, String)>,
    /// The money that was used out of the loan, where only that counts.
    of: Option<Fact>,
    /// The day on which it was used.
    since: Option<Fact>,
}

compact!(struct Points { loan, rate, words, at_most, of, since });

/// What one year has.
#[derive(Default)]
struct Sum {
    payments: usize,
    weight: Exact,
    raw: Exact,
}

impl Points {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Points) -> Option<Self> {
        // 按2%给予贴息 says the same as 2个百分点.
        let item = reader.share_in("amount.points.words", &source.words, &[Unit::Points, Unit::Ratio])?;
        if item.relation != Relation::Is {
            reader.problem("amount.points.words", &source.words, PackProblem::Unit);
        }
        let at_most = match &source.at_most_share {
            None => None,
            Some(words) => {
                let share = reader.share("amount.points.at_most_share", words, Unit::Ratio)?;
                if share.relation != Relation::AtMost {
                    reader.problem("amount.points.at_most_share", words, PackProblem::Unit);
                }
                Some((Exact::from_decimal(share.value), words.clone()))
            }
        };
        let mut fact = |key, path: &Option<String>, kind| match path {
            Some(path) => reader.fact_of(key, path, &[kind]).map(Some),
            None => Some(None),
        };
        let of = fact("amount.points.of", &source.of, FactKind::Money)?;
        let since = fact("amount.points.since", &source.since, FactKind::Date)?;
        Some(Self {
            loan: LoanFacts::compile(reader)?,
            rate: Exact::from_decimal(item.value),
            words: source.words.clone(),
            at_most,
            of,
            since,
        })
    }

    pub(super) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        // The use of a loan comes first: where there are several for one loan, each counts for itself.
        for fact in [self.of, self.since].into_iter().flatten() {
            add(fact);
        }
        self.loan.each_fact(add);
    }

    /// The points that are paid at a rate of the contract.
    fn paid(&self, rate: Exact, less: Option<Exact>) -> Result<Exact, ArithmeticError> {
        let mut points = self.rate;
        if let Some((share, _)) = &self.at_most {
            points = points.min(rate.mul(*share)?);
        }
        // What is paid of interest is no more than the interest.
        let left = rate.sub(less.unwrap_or(Exact::ZERO))?.max(Exact::ZERO);
        Ok(points.min(left))
    }

    fn used(&self, scope: &Scope<'_>) -> Result<Option<Used>, Gap> {
        let Some(fact) = self.of else { return Ok(None) };
        let amount = scope.number(fact);
        let since = self.since.map(|since| scope.date(since)).transpose();
        let (amount, since) = both(amount, since)?;
        Ok(Some(Used { fact, amount, since }))
    }

    /// What is subsidised of a loan at which points, before a limit that several loans share.
    fn subsidised(
        &self,
        scope: &Scope<'_>,
        (loan, schedule): (&Loan, &Schedule),
        limits: &[Limit],
        used: Option<Used>,
    ) -> Result<Subsidised, Gap> {
        if let Some(used) = used {
            let contradicts = |fact, code: &str| {
                let (fact, code) = (scope.plan.catalogue.path(fact), code.to_owned());
                Err(Gap::cannot(Why::Contract { fact, code }))
            };
            if scope.sum_beside(used.fact)? > loan.principal.exact() {
                return contradicts(used.fact, "AbovePrincipal");
            }
            if let (Some(fact), Some(since)) = (self.since, used.since) {
                let before = loan.paid_out_on.is_some_and(|payout| since < payout);
                let last = schedule.rows.last().and_then(|row| row.due_on);
                if before || last.is_some_and(|last| since > last) {
                    return contradicts(fact, "OutsideTerm");
                }
            }
        }
        let mut found = Subsidised::owed(scope, loan, schedule, limits, used)?;
        // Another subsidy that is not known takes nothing yet, but it is asked for.
        let mut less = None;
        for limit in limits {
            let Limit::Rate { less: fact, .. } = limit else {
                continue;
            };
            match scope.number(*fact) {
                Ok(rate) => less = Some(rate),
                Err(Gap::Missing(facts)) => {
                    less = Some(Exact::ZERO);
                    found.open.extend(facts);
                }
                Err(gap) => return Err(gap),
            }
        }
        if scope.trace {
            let mut told: Vec<Exact> = Vec::new();
            for rate in found.stretches.iter().map(|stretch| stretch.rate) {
                if !told.contains(&rate) {
                    told.push(rate);
                    self.tell(rate, less, &mut found.steps)?;
                }
            }
        }
        for stretch in &mut found.stretches {
            found.above_interest |= less.is_none() && self.at_most.is_none() && stretch.rate < self.rate;
            stretch.rate = self.paid(stretch.rate, less)?;
        }
        Ok(found)
    }

    /// What holds the points at a rate of the contract.
    fn tell(&self, rate: Exact, less: Option<Exact>, steps: &mut Vec<Step>) -> Result<(), ArithmeticError> {
        if let Some((share, words)) = &self.at_most {
            let (words, limit) = (words.clone(), rate.mul(*share)?);
            let binds = self.rate > limit;
            steps.push(Step::PointsAtMost { words, limit, binds });
        }
        if let Some(less) = less.filter(|less| !less.is_zero()) {
            let limit = rate.sub(less)?.max(Exact::ZERO);
            let binds = self.rate > limit;
            steps.push(Step::PointsLeft { less, limit, binds });
        } else if self.at_most.is_none() && self.rate > rate {
            steps.push(Step::PointsOfRate { rate });
        }
        Ok(())
    }

    /// What is subsidised of a loan, for a limit that several loans share.
    pub(super) fn stretches(&self, scope: &Scope<'_>, limits: &[Limit]) -> Option<(DayBasis, Vec<Stretch>)> {
        let Terms { loan, .. } = self.loan.terms(scope).ok()?;
        let schedule = loan.schedule().ok()?;
        let used = self.used(scope).ok()?;
        let found = self.subsidised(scope, (&loan, &schedule), limits, used).ok()?;
        Some((loan.basis, found.stretches))
    }

    pub(super) fn cells(&self, scope: &Scope<'_>, measure: &Measure) -> Result<Yield, Gap> {
        let (used, terms) = both(self.used(scope), self.loan.terms(scope))?;
        let Terms {
            loan, mut assumptions, ..
        } = terms;
        let schedule = loan
            .schedule()
            .map_err(|error| loan_facts::gap(scope, "loan", &error))?;
        let mut found = self.subsidised(scope, (&loan, &schedule), &measure.limits, used)?;
        if found.above_interest {
            assumptions.push(Assumption::NoMoreThanInterest);
        }
        found.share(scope, &loan, &measure.limits)?;
        let years = if measure.source.rounding == Some(pack::Rounding::PerPeriod) {
            by_payment(&found, &schedule)?
        } else {
            by_days(&found, loan.basis)?
        };
        let mut result = Yield {
            assumptions,
            open: std::mem::take(&mut found.open),
            ..Yield::default()
        };
        let mut steps = std::mem::take(&mut found.steps);
        for (period, Sum { payments, weight, raw }) in years {
            if scope.trace {
                let words = self.words.clone();
                steps.push(Step::Points {
                    words,
                    period,
                    payments,
                    weight,
                    result: raw,
                });
            }
            let steps = std::mem::take(&mut steps);
            result.cells.push(Cell::new((period, weight), raw, steps));
        }
        Ok(result.or_zero(steps))
    }
}

/// Each payment rounded to the fen, in the year in which it falls due.
fn by_payment(found: &Subsidised, schedule: &Schedule) -> Result<LiteMap<Option<Period>, Sum>, ArithmeticError> {
    let mut years: LiteMap<Option<Period>, Sum> = LiteMap::new();
    for stretch in &found.stretches {
        let sum = years.entry(year_due(schedule, stretch.payment)).or_default();
        sum.weight = sum.weight.add(stretch.weight()?)?;
    }
    for (payment, raw) in found.payments()? {
        let sum = years.entry(year_due(schedule, payment)).or_default();
        sum.payments += 1;
        let raw: Money = raw.round_to_fen(Rounding::HalfUp)?;
        sum.raw = sum.raw.add(raw.exact())?;
    }
    Ok(years)
}

/// Unrounded, in the years in which the days lie.
fn by_days(found: &Subsidised, basis: DayBasis) -> Result<LiteMap<Option<Period>, Sum>, ArithmeticError> {
    let mut years: LiteMap<Option<Period>, Sum> = LiteMap::new();
    let mut last: LiteMap<Option<Period>, usize> = LiteMap::new();
    let mut add = |period, stretch: &Stretch| -> Result<(), ArithmeticError> {
        let sum = years.entry(period).or_default();
        sum.weight = sum.weight.add(stretch.weight()?)?;
        sum.raw = sum.raw.add(stretch.yields()?)?;
        // A payment counts once in each year that it reaches into.
        if last.insert(period, stretch.payment) != Some(stretch.payment) {
            sum.payments += 1;
        }
        Ok(())
    };
    for stretch in &found.stretches {
        let (Some(from), Some(to)) = (stretch.from, stretch.to) else {
            add(None, stretch)?;
            continue;
        };
        for (year, first, end) in calendar_years(from, to) {
            if let Some(part) = stretch.between(basis, Some(first), Some(end))? {
                add(Some(Period::Year(year)), &part)?;
            }
        }
    }
    Ok(years)
}
