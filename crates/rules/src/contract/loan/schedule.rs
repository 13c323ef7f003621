//! From periods to payments.

use super::{
    ContractError, Loan, Repayment,
    calendar::{Calendar, Period},
    method::{Method, Start},
    prepaid_in_full,
    prepayment::{self, Prepayments},
    rate_changes::Rates,
    segments::{self, Segment},
};
use crate::{
    contract::{At, basis::Accrual},
    date::Date,
    exact::{ArithmeticError, Exact, Rounding},
    money::Money,
    rate::Rate,
};

/// The payments of a loan in the order in which they are made; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The payments.
    pub rows: Vec<Row>,
    /// Their sums.
    pub totals: Totals,
    /// The regular payment: the first instalment of 等额本息, the first payment of 等本等息. The last
    /// one differs by the fen that rounding left.
    pub instalment: Option<Money>,
}

/// One payment: what falls due on a day, of interest and of principal, in yuan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number among the payments that fall due, from 1; an early one has that of the last before it.
    pub number: u32,
    /// The day on which it is made; `None` without a day of payout.
    pub due_on: Option<Date>,
    /// The annual rate at the end of its period, or on the day of an early payment.
    pub rate: Rate,
    /// The time for which it pays interest.
    pub accrual: Accrual,
    /// The parts of that time in which balance and rate stayed the same, the earliest first; none for a
    /// prepayment, whose interest is part of the next payment.
    pub segments: Vec<Segment>,
    /// The balance before it.
    pub opening: Money,
    /// The part that repays principal.
    pub principal: Money,
    /// The part that pays interest.
    pub interest: Money,
    /// Both parts.
    pub payment: Money,
    /// The balance after it.
    pub closing: Money,
    /// What makes it differ from the plan.
    pub event: Option<Event>,
}

/// What makes a payment differ from the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// 提前还本: principal alone.
    Prepayment,
    /// 提前结清: everything that is owed.
    PrepaidInFull,
    /// 展期: the principal that would fall due here is due later.
    Extended,
}

impl Event {
    /// Its name in results.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Prepayment => "prepayment",
            Self::PrepaidInFull => "prepaid-in-full",
            Self::Extended => "extended",
        }
    }
}

/// The sums of a schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All principal: exactly the principal of the loan.
    pub principal: Money,
    /// All interest.
    pub interest: Money,
    /// All payments.
    pub payment: Money,
}

/// A payment before it is written down.
struct Payment {
    due_on: Option<Date>,
    rate: Rate,
    accrual: Accrual,
    segments: Vec<Segment>,
    principal: Money,
    interest: Money,
    event: Option<Event>,
}

/// What is repaid inside a period.
struct Inside<'a> {
    /// The day on which everything is repaid.
    until: Option<Date>,
    /// The prepayments before it.
    prepaid: &'a [(Date, Money)],
}

/// The payments so far.
struct Run<'a> {
    loan: &'a Loan,
    rates: Rates,
    rows: Vec<Row>,
    totals: Totals,
    balance: Money,
    /// The number of payments that fell due.
    number: u32,
    /// The last rate × time, since most periods are alike.
    factor: (Rate, Exact, Exact),
}

pub(super) fn build(loan: &Loan, calendar: &Calendar) -> Result<Schedule, ContractError> {
    let mut run = Run {
        loan,
        rates: Rates::of(loan),
        rows: Vec::with_capacity(calendar.periods.len() + loan.prepayments.len()),
        totals: Totals::default(),
        balance: loan.principal,
        number: 0,
        factor: (Rate::ZERO, Exact::ZERO, Exact::ZERO),
    };
    let mut prepayments = Prepayments::of(loan);
    let instalment = run.all(calendar, &mut prepayments)?;
    if prepayments.are_left() {
        return Err(prepayment::ABOVE);
    }
    let full = run.rows.last().and_then(|row| row.event) == Some(Event::PrepaidInFull);
    if loan
        .prepaid_in_full_on
        .is_some_and(|day| !full || run.rows.last().and_then(|row| row.due_on) != Some(day))
    {
        return Err(prepaid_in_full::OUTSIDE_TERM);
    }
    Ok(Schedule {
        rows: run.rows,
        totals: run.totals,
        instalment,
    })
}

impl Run<'_> {
    /// Writes down all payments; the result is the first instalment.
    fn all(&mut self, calendar: &Calendar, prepayments: &mut Prepayments<'_>) -> Result<Option<Money>, ContractError> {
        let mut method = Method::of(self.loan, calendar.last).at("principal")?;
        let grace = self.loan.grace_periods();
        let mut instalment = None;
        let mut before = None;
        for (index, period) in calendar.periods.iter().enumerate() {
            let repays = (grace..=calendar.last).contains(&index);
            if repays {
                let start = Start {
                    index,
                    balance: self.balance,
                    rate: self.rates.on(period.from),
                    rate_changed: self.rates.change(before, period.from),
                };
                method.start(&start).at("principal")?;
            }
            let Inside { until, prepaid } = self.inside(period, prepayments.inside(period))?;
            let segments = self.segments(period, until, prepaid).at("principal")?;
            let interest = self.interest(&segments).at("principal")?;
            for (day, amount) in prepaid {
                self.prepay(&mut method, *day, *amount)?;
            }
            if let Some(day) = until {
                self.pay_off(day, segments, interest).at("principal")?;
                break;
            }
            let last = index == calendar.last;
            let planned = if repays {
                method.repays(index, interest, self.balance, last).at("principal")?
            } else {
                Money::ZERO
            };
            let payment = self.due(calendar, (index, period), (planned, interest), segments);
            let (event, sum) = (payment.event, planned.plus(interest).at("principal")?);
            self.number += 1;
            self.write(payment).at("principal")?;
            if repays && index == grace {
                let flat = self.loan.repayment == Repayment::Flat;
                instalment = method.instalment().or(flat.then_some(sum));
            }
            if event == Some(Event::PrepaidInFull) {
                break;
            }
            for (day, amount) in prepayments.on(period.due_on) {
                self.prepay(&mut method, *day, *amount)?;
            }
            let paid_off = self.rows.last().and_then(|row| row.event) == Some(Event::PrepaidInFull);
            if paid_off || (method.is_shortened() && self.balance.is_zero()) {
                break;
            }
            before = period.from;
        }
        Ok(instalment)
    }

    /// What is repaid inside a period, before it falls due.
    fn inside<'p>(&self, period: &Period, prepaid: &'p [(Date, Money)]) -> Result<Inside<'p>, ContractError> {
        let mut balance = self.balance;
        for (at, (day, amount)) in prepaid.iter().enumerate() {
            if *amount > balance || (balance == *amount && at + 1 < prepaid.len()) {
                return Err(prepayment::ABOVE);
            }
            if *amount == balance && !balance.is_zero() {
                return Ok(Inside {
                    until: Some(*day),
                    prepaid: prepaid.get(..at).unwrap_or_default(),
                });
            }
            balance = balance.minus(*amount).at("prepayments")?;
        }
        let until = prepaid_in_full::inside(self.loan, period);
        Ok(Inside { until, prepaid })
    }

    fn segments(
        &self,
        period: &Period,
        until: Option<Date>,
        prepaid: &[(Date, Money)],
    ) -> Result<Vec<Segment>, ArithmeticError> {
        if self.loan.repayment != Repayment::Flat {
            return segments::cut(period, until, (self.balance, prepaid), (&self.rates, self.loan.basis));
        }
        let to = until.or(period.due_on);
        let days = period
            .from
            .zip(to)
            .and_then(|(from, to)| u32::try_from(from.days_until(to)).ok());
        Ok(vec![Segment {
            from: period.from,
            to,
            balance: self.loan.principal,
            rate: self.loan.rate,
            years: period.accrual.years,
            days,
        }])
    }

    /// The interest of a period: the sum of its segments, rounded once.
    fn interest(&mut self, segments: &[Segment]) -> Result<Money, ArithmeticError> {
        let [segment] = segments else {
            let parts: Vec<Exact> = segments.iter().map(Segment::interest).collect::<Result<_, _>>()?;
            return Exact::sum(parts)?.round_to_fen(Rounding::HalfUp);
        };
        if (self.factor.0, self.factor.1) != (segment.rate, segment.years) {
            let factor = segment.rate.exact().mul(segment.years)?;
            self.factor = (segment.rate, segment.years, factor);
        }
        segment.balance.times(self.factor.2, Rounding::HalfUp)
    }

    /// The payment at the end of a period: as planned, or what an event makes of it.
    fn due(
        &self,
        calendar: &Calendar,
        (index, period): (usize, &Period),
        (planned, interest): (Money, Money),
        segments: Vec<Segment>,
    ) -> Payment {
        let ends = index + 1 == calendar.periods.len();
        let (principal, event) = if prepaid_in_full::ends(self.loan, period) {
            (self.balance, Some(Event::PrepaidInFull))
        } else if index > calendar.last && ends {
            (self.balance, None)
        } else if index == calendar.last && !ends {
            (Money::ZERO, Some(Event::Extended))
        } else {
            let extended = ends && self.loan.extended.is_some();
            (planned, extended.then_some(Event::Extended))
        };
        Payment {
            due_on: period.due_on,
            rate: segments.last().map_or(self.loan.rate, |segment| segment.rate),
            accrual: period.accrual,
            segments,
            principal,
            interest,
            event,
        }
    }

    /// Repays a part of the balance early.
    fn prepay(&mut self, method: &mut Method, day: Date, amount: Money) -> Result<(), ContractError> {
        if amount > self.balance {
            return Err(prepayment::ABOVE);
        }
        method.prepay(amount).at("prepayments")?;
        let full = amount == self.balance;
        let payment = Payment {
            due_on: Some(day),
            rate: self.rates.on(Some(day)),
            accrual: Accrual::NONE,
            segments: Vec::new(),
            principal: amount,
            interest: Money::ZERO,
            event: Some(if full { Event::PrepaidInFull } else { Event::Prepayment }),
        };
        self.write(payment).at("principal")
    }

    /// Repays everything inside a period.
    fn pay_off(&mut self, day: Date, segments: Vec<Segment>, interest: Money) -> Result<(), ArithmeticError> {
        let years = Exact::sum(segments.iter().map(|segment| segment.years))?;
        let payment = Payment {
            due_on: Some(day),
            rate: segments.last().map_or(self.loan.rate, |segment| segment.rate),
            accrual: Accrual {
                months: 0,
                days: segments.iter().filter_map(|segment| segment.days).sum(),
                years,
            },
            segments,
            principal: self.balance,
            interest,
            event: Some(Event::PrepaidInFull),
        };
        self.write(payment)
    }

    fn write(&mut self, payment: Payment) -> Result<(), ArithmeticError> {
        let Payment {
            principal, interest, ..
        } = payment;
        let closing = self.balance.minus(principal)?;
        let sum = principal.plus(interest)?;
        self.totals.principal = self.totals.principal.plus(principal)?;
        self.totals.interest = self.totals.interest.plus(interest)?;
        self.totals.payment = self.totals.payment.plus(sum)?;
        self.rows.push(Row {
            number: self.number,
            due_on: payment.due_on,
            rate: payment.rate,
            accrual: payment.accrual,
            segments: payment.segments,
            opening: self.balance,
            principal,
            interest,
            payment: sum,
            closing,
            event: payment.event,
        });
        self.balance = closing;
        Ok(())
    }
}
