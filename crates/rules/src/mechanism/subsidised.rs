//! The part of a loan that a clause subsidises, stretch of time by stretch of time.

use crate::assess::{Gap, Scope};
use crate::contract::{DayBasis, Loan, Repayment, Row, Schedule};
use crate::fact::Fact;
use crate::outcome::Period;
use crate::plan::Limit;
use crate::trace::Step;
use crate::{ArithmeticError, Date, Exact};

use super::loan_facts;

/// A stretch of time in which one balance is subsidised and one rate runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    /// The first day; none without a day of payout.
    pub(crate) from: Option<Date>,
    /// The first day that no longer counts.
    pub(crate) to: Option<Date>,
    /// The balance as far as it is subsidised, yuan.
    pub(crate) balance: Exact,
    /// The annual rate: that of the contract, or the points that are paid.
    pub(crate) rate: Exact,
    /// The time as a fraction of a year.
    pub(crate) years: Exact,
    /// The payment in which its interest falls due, from 0.
    pub(crate) payment: usize,
}

impl Stretch {
    /// Yuan times years.
    pub(super) fn weight(&self) -> Result<Exact, ArithmeticError> {
        self.balance.mul(self.years)
    }

    /// What runs up in it at its rate, unrounded.
    pub(super) fn yields(&self) -> Result<Exact, ArithmeticError> {
        self.weight()?.mul(self.rate)
    }

    /// The part between two days, where it has dates, with its share of the time of the stretch: by days, under ACT/ACT by
    /// what they are of their years. Of a flat loan repaid early the stretch has the time of the whole period.
    pub(crate) fn between(
        &self,
        basis: DayBasis,
        first: Option<Date>,
        end: Option<Date>,
    ) -> Result<Option<Self>, ArithmeticError> {
        let (Some(from), Some(to)) = (self.from, self.to) else {
            return Ok(Some(*self));
        };
        let cut = (
            first.map_or(from, |first| first.max(from)),
            end.map_or(to, |end| end.min(to)),
        );
        if cut.0 >= cut.1 {
            return Ok(None);
        }
        let days = |(from, to): (Date, Date)| match basis {
            DayBasis::ActAct => basis.between(from, to).years,
            DayBasis::Thirty360 | DayBasis::Act360 | DayBasis::Act365 => Exact::integer(from.days_until(to)),
        };
        let years = if cut == (from, to) {
            self.years
        } else {
            self.years.mul(days(cut).div(days((from, to)))?)?
        };
        Ok(Some(Self {
            from: Some(cut.0),
            to: Some(cut.1),
            years,
            ..*self
        }))
    }
}

/// Money that was used out of a loan, and since when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    pub(super) fact: Fact,
    pub(super) amount: Exact,
    pub(super) since: Option<Date>,
}

/// A limit on principal as it holds for those who borrow.
pub(crate) struct Ceiling<'l> {
    /// The most that is subsidised, yuan.
    pub(crate) most: Exact,
    words: &'l str,
    /// What would say how many they are, where that is not known and matters.
    pub(crate) open: Vec<Fact>,
}

impl<'l> Ceiling<'l> {
    /// How many they are matters only where the limit of one is exceeded. None for a limit on something else.
    pub(crate) fn of(
        scope: &Scope<'_>,
        limit: &'l Limit,
        exceeded: impl FnOnce(Exact) -> bool,
    ) -> Result<Option<Self>, Gap> {
        let Limit::Principal { most, words, heads, .. } = limit else {
            return Ok(None);
        };
        let mut ceiling = Self {
            most: *most,
            words,
            open: Vec::new(),
        };
        if let Some(heads) = heads
            && exceeded(*most)
        {
            match scope.number(heads.fact) {
                Ok(persons) if persons > Exact::ONE => {
                    ceiling.most = most.mul(heads.share)?.mul(persons)?.min(heads.up_to);
                    ceiling.words = &heads.words;
                }
                Ok(_) => {}
                Err(Gap::Missing(facts)) => ceiling.open = facts,
                Err(gap) => return Err(gap),
            }
        }
        Ok(Some(ceiling))
    }
}

/// What is subsidised of one loan.
///
/// 财金〔2025〕81号, as reported: 单户享受贴息的贷款规模最高100万元，贴息期限不超过1年. A limit on time counts from the payout; a limit
/// on principal is held against the balance of each day, one that several loans share against what those paid out before
/// leave of it on that day; of a loan that was used for something, the used part of each balance counts. Yuan, unrounded.
pub(super) struct Subsidised {
    pub(super) stretches: Vec<Stretch>,
    /// Facts that could still raise a limit.
    pub(super) open: Vec<Fact>,
    /// Whether the points of the clause are somewhere more than the interest of which they pay.
    pub(super) above_interest: bool,
    pub(super) steps: Vec<Step>,
}

impl Subsidised {
    /// What the limits leave of the amounts on which a loan pays interest, but for one that several loans share.
    pub(super) fn of(scope: &Scope<'_>, loan: &Loan, schedule: &Schedule, limits: &[Limit]) -> Result<Self, Gap> {
        let rows = schedule.rows.iter().enumerate();
        let stretches = rows.flat_map(|(payment, row)| stretches(payment, row)).collect();
        Self::within(scope, loan, stretches, (limits, schedule.rows.len()), None)
    }

    /// What is subsidised of the interest of a loan, with its payments; what the whole loan pays is the first of the steps.
    pub(super) fn interest_of(scope: &Scope<'_>, loan: &Loan, limits: &[Limit]) -> Result<(Self, Schedule), Gap> {
        let schedule = loan
            .schedule()
            .map_err(|error| loan_facts::gap(scope, "loan", &error))?;
        let mut found = Self::of(scope, loan, &schedule, limits)?;
        found.share(scope, loan, limits)?;
        if scope.trace {
            let interest = Step::LoanInterest {
                rate: loan.rate,
                payments: loan_facts::payments(&schedule),
                interest: schedule.totals.interest,
            };
            found.steps.insert(0, interest);
        }
        Ok((found, schedule))
    }

    /// The same as [`Subsidised::of`] of what is still owed: of a flat loan (等本等息) that is less than what it pays interest on, and ends with the
    /// day on which the loan is repaid in full.
    pub(super) fn owed(
        scope: &Scope<'_>,
        loan: &Loan,
        schedule: &Schedule,
        limits: &[Limit],
        used: Option<Used>,
    ) -> Result<Self, Gap> {
        let flat = loan.repayment == Repayment::Flat;
        let end = loan.prepaid_in_full_on.filter(|_| flat);
        let planned = match end {
            Some(_) => {
                let planned = Loan {
                    prepaid_in_full_on: None,
                    ..loan.clone()
                };
                let planned = planned.schedule();
                Some(planned.map_err(|error| super::contract_gap(scope, "loan", &error))?)
            }
            None => None,
        };
        let mut owed = Vec::new();
        let rows = &planned.as_ref().unwrap_or(schedule).rows;
        for (payment, row) in rows.iter().enumerate() {
            for stretch in stretches(payment, row) {
                let until = stretch.between(loan.basis, None, end)?;
                owed.extend(until.map(|stretch| Stretch {
                    balance: if flat { row.opening.exact() } else { stretch.balance },
                    ..stretch
                }));
            }
        }
        Self::within(scope, loan, owed, (limits, schedule.rows.len()), used)
    }

    fn within(
        scope: &Scope<'_>,
        loan: &Loan,
        stretches: Vec<Stretch>,
        (limits, payments): (&[Limit], usize),
        used: Option<Used>,
    ) -> Result<Self, Gap> {
        let mut found = Self {
            stretches,
            open: Vec::new(),
            above_interest: false,
            steps: Vec::new(),
        };
        if let Some(used) = used {
            found.part(scope, loan, limits, used)?;
        }
        for limit in limits {
            found.principal(scope, loan, limit)?;
        }
        for limit in limits {
            match limit {
                Limit::Months { most, words } => {
                    let left_out = found.months(loan, *most, payments)?;
                    let (words, months) = (words.clone(), *most);
                    let step = Step::TimeLimit {
                        words,
                        months,
                        left_out,
                    };
                    found.tell(scope, step);
                }
                Limit::Days { from, to } => {
                    if loan.paid_out_on.is_none() {
                        return Err(loan_facts::no_payout(scope));
                    }
                    let before = found.stretches.clone();
                    found.cut(loan.basis, *from, to.and_then(|to| to.plus_days(1)))?;
                    let cuts = found.stretches != before;
                    let (from, to) = (*from, *to);
                    found.tell(scope, Step::DaysLimit { from, to, cuts });
                }
                Limit::Principal { .. } | Limit::Item { .. } | Limit::Rate { .. } => {}
            }
        }
        Ok(found)
    }

    fn tell(&mut self, scope: &Scope<'_>, step: Step) {
        if scope.trace {
            self.steps.push(step);
        }
    }

    /// Keeps what lies between two days.
    fn cut(&mut self, basis: DayBasis, first: Option<Date>, end: Option<Date>) -> Result<(), ArithmeticError> {
        let mut kept = Vec::with_capacity(self.stretches.len());
        for stretch in &self.stretches {
            kept.extend(stretch.between(basis, first, end)?);
        }
        self.stretches = kept;
        Ok(())
    }

    /// Keeps what lies within so many months of the payout, and says how many payments lie wholly after them.
    fn months(&mut self, loan: &Loan, months: u32, payments: usize) -> Result<usize, ArithmeticError> {
        if let Some(payout) = loan.paid_out_on {
            let end = i32::try_from(months).ok().and_then(|months| payout.plus_months(months));
            self.cut(loan.basis, None, end)?;
        } else {
            let mut left = Exact::new(i128::from(months), 12)?;
            for stretch in &mut self.stretches {
                stretch.years = stretch.years.min(left);
                left = left.sub(stretch.years)?;
            }
            self.stretches.retain(|stretch| !stretch.years.is_zero());
        }
        let last = self.stretches.last().map_or(0, |stretch| stretch.payment + 1);
        Ok(payments.saturating_sub(last))
    }

    /// Keeps the part of each balance that was used, as far as one use counts, since the day of use.
    fn part(&mut self, scope: &Scope<'_>, loan: &Loan, limits: &[Limit], used: Used) -> Result<(), Gap> {
        let mut amount = used.amount;
        self.tell(scope, super::base_step(scope, used.fact, None, amount));
        for limit in limits {
            let Limit::Item { most, words } = limit else { continue };
            let (words, limit, binds) = (words.clone(), *most, amount > *most);
            self.tell(scope, Step::ItemLimit { words, limit, binds });
            amount = amount.min(limit);
        }
        let principal = loan.principal.exact();
        // Of nothing, every part is nothing already.
        if !principal.is_zero() {
            let part = amount.div(principal)?;
            for stretch in &mut self.stretches {
                stretch.balance = stretch.balance.mul(part)?;
            }
        }
        self.cut(loan.basis, used.since, None)?;
        Ok(())
    }

    fn principal(&mut self, scope: &Scope<'_>, loan: &Loan, limit: &Limit) -> Result<(), Gap> {
        let Limit::Principal { shared: false, .. } = limit else {
            return Ok(());
        };
        let principal = loan.principal.exact();
        let Some(ceiling) = Ceiling::of(scope, limit, |most| principal > most)? else {
            return Ok(());
        };
        for stretch in &mut self.stretches {
            stretch.balance = stretch.balance.min(ceiling.most);
        }
        let step = Step::PrincipalLimit {
            words: ceiling.words.to_owned(),
            limit: ceiling.most,
            binds: principal > ceiling.most,
        };
        self.open.extend(ceiling.open);
        self.tell(scope, step);
        Ok(())
    }

    /// Holds the loan against a limit that the loans of one borrower share.
    pub(super) fn share(&mut self, scope: &Scope<'_>, loan: &Loan, limits: &[Limit]) -> Result<(), Gap> {
        for limit in limits {
            let Limit::Principal { shared: true, .. } = limit else {
                continue;
            };
            let (principal, several) = (loan.principal.exact(), scope.share.is_some());
            let Some(ceiling) = Ceiling::of(scope, limit, |most| several || principal > most)? else {
                continue;
            };
            let weight = |stretches: &[Stretch]| {
                let mut parts = stretches.iter();
                parts.try_fold(Exact::ZERO, |sum, stretch| sum.add(stretch.weight()?))
            };
            let before = weight(&self.stretches)?;
            match scope.share {
                Some(Ok(Some(share))) => self.stretches.clone_from(share),
                Some(Ok(None)) => return Err(loan_facts::no_payout(scope)),
                Some(Err(error)) => return Err((*error).into()),
                None => {
                    for stretch in &mut self.stretches {
                        stretch.balance = stretch.balance.min(ceiling.most);
                    }
                }
            }
            let binds = weight(&self.stretches)? < before;
            if binds {
                self.open.extend(ceiling.open);
            }
            let (words, limit) = (ceiling.words.to_owned(), ceiling.most);
            let step = if several {
                Step::SharedLimit { words, limit, binds }
            } else {
                Step::PrincipalLimit { words, limit, binds }
            };
            self.tell(scope, step);
        }
        Ok(())
    }

    /// The subsidised part of the interest of each payment that has one, as it falls due: number of the payment, yuan.
    pub(super) fn interest(&self, schedule: &Schedule) -> Result<Vec<(usize, Exact)>, ArithmeticError> {
        let mut payments = Vec::with_capacity(schedule.rows.len());
        for own in self.of_one_payment() {
            let Some((payment, row)) = own.first().and_then(|first| {
                let payment = first.payment;
                Some((payment, schedule.rows.get(payment)?))
            }) else {
                continue;
            };
            let due = row.interest.exact();
            // Most payments are subsidised as a whole.
            if own.iter().copied().eq(stretches(payment, row)) {
                payments.push((payment, due));
                continue;
            }
            let all: Vec<Stretch> = stretches(payment, row).collect();
            let (part, whole) = (together(own)?, together(&all)?);
            // Of no interest at all the part is the whole.
            let interest = if part == whole { due } else { due.mul(part.div(whole)?)? };
            payments.push((payment, interest));
        }
        Ok(payments)
    }

    /// The stretches of each payment that has one.
    fn of_one_payment(&self) -> impl Iterator<Item = &[Stretch]> {
        self.stretches.chunk_by(|one, next| one.payment == next.payment)
    }

    /// What runs up for each payment that has a subsidised stretch, unrounded.
    pub(super) fn payments(&self) -> Result<Vec<(usize, Exact)>, ArithmeticError> {
        let payments = self
            .of_one_payment()
            .filter_map(|own| Some((own.first()?.payment, own)));
        payments.map(|(payment, own)| Ok((payment, together(own)?))).collect()
    }
}

/// What runs up in several stretches, unrounded.
fn together(stretches: &[Stretch]) -> Result<Exact, ArithmeticError> {
    let mut stretches = stretches.iter();
    stretches.try_fold(Exact::ZERO, |sum, stretch| sum.add(stretch.yields()?))
}

/// The year in which a payment falls due.
pub(super) fn year_due(schedule: &Schedule, payment: usize) -> Option<Period> {
    let due = schedule.rows.get(payment)?.due_on?;
    Some(Period::Year(due.year()))
}

/// All of a payment, before any limit.
fn stretches(payment: usize, row: &Row) -> impl Iterator<Item = Stretch> {
    row.segments.iter().map(move |segment| Stretch {
        from: segment.from,
        to: segment.to,
        balance: segment.balance.exact(),
        rate: segment.rate.exact(),
        years: segment.years,
        payment,
    })
}
