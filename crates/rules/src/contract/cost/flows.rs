//! The flows of money of a borrower, by month and by day.

use super::{
    AnnualRates,
    factor::{Factor, has_one_solution},
    percent::Percent,
};
use crate::{
    contract::{Loan, Row, Schedule, basis::Accrual},
    date::Date,
    exact::{ArithmeticError, Exact},
    money::Money,
};

/// The flows of a borrower: what is received counts above zero, what is paid below.
#[derive(Clone, Debug)]
pub(super) struct Flows {
    payout: Option<Date>,
    flows: Vec<Flow>,
}

/// One flow.
#[derive(Clone, Copy, Debug)]
struct Flow {
    amount: Money,
    /// Its day, where the loan has dates.
    day: Option<Date>,
    /// Months since the payout, where they are whole.
    month: Option<i64>,
}

impl Flow {
    /// Where it stands among those of a loan without dates: one that lies on no month is the only payment, at the end.
    fn order(&self) -> i64 {
        self.month.unwrap_or(i64::MAX)
    }
}

impl Flows {
    /// The principal at payout, and a part of each payment on its day.
    pub(super) fn of(loan: &Loan, schedule: &Schedule, part: fn(&Row) -> Money) -> Result<Self, ArithmeticError> {
        let mut flows = Self {
            payout: loan.paid_out_on,
            flows: Vec::with_capacity(schedule.rows.len() + 1),
        };
        flows.at_payout(loan.principal);
        let mut months = Some(0);
        for row in &schedule.rows {
            let amount = negative(part(row))?;
            // Without dates there are whole months, or days that lie on no month.
            months = months
                .filter(|_| row.accrual.days == 0)
                .map(|months| months + i64::from(row.accrual.months));
            match row.due_on {
                Some(day) => flows.on(day, amount),
                None => flows.flows.push(Flow {
                    amount,
                    day: None,
                    month: months,
                }),
            }
        }
        Ok(flows)
    }

    /// Adds a flow on the day of payout.
    pub(super) fn at_payout(&mut self, amount: Money) {
        self.flows.push(Flow {
            amount,
            day: self.payout,
            month: Some(0),
        });
    }

    /// Adds a flow with the last payment.
    pub(super) fn at_the_end(&mut self, amount: Money) {
        let last = self
            .flows
            .iter()
            .max_by_key(|flow| (flow.day, flow.order()))
            .map(|flow| Flow { amount, ..*flow });
        self.flows.extend(last);
    }

    /// Adds a flow on a day.
    pub(super) fn on(&mut self, day: Date, amount: Money) {
        let month = self.payout.and_then(|payout| {
            let months = (day.year() - payout.year()) * 12 + i32::from(day.month()) - i32::from(payout.month());
            (payout.plus_months(months) == Some(day)).then_some(i64::from(months))
        });
        self.flows.push(Flow {
            amount,
            day: Some(day),
            month,
        });
    }

    /// The annual rates of the flows.
    pub(super) fn annual_rates(&self) -> Result<AnnualRates, ArithmeticError> {
        let monthly = self.sorted(|flow| flow.month)?;
        let daily = self.sorted(|flow| Some(self.payout?.days_until(flow.day?)))?;
        let ordered = self.sorted(|flow| Some(flow.order()))?;
        let timed = daily.as_ref().or(monthly.as_ref()).or(ordered.as_ref());
        let unique = timed.is_some_and(|flows| has_one_solution(flows));
        let shown = |rate: Option<i128>| rate.and_then(|rate| Percent::of_computed(rate, Exact::ZERO));
        let month = monthly
            .and_then(|flows| Factor::shown(&flows, |month| [month.simple(12), month.compounded(12)].map(shown)));
        let day = daily.and_then(|flows| Factor::shown(&flows, |day| shown(day.compounded(365))));
        let [monthly_irr_x12, effective] = month.unwrap_or_default();
        Ok(AnnualRates {
            monthly_irr_x12,
            effective,
            xirr: day.flatten(),
            unique,
        })
    }

    /// 12 times the rate a month, by whole months, or by months of 30 days where a flow lies between them;
    /// in multiples of 2^-80.
    pub(super) fn monthly_x12(&self) -> Result<Option<i128>, ArithmeticError> {
        if let Some(flows) = self.sorted(|flow| flow.month)? {
            return Ok(Factor::solve(&flows).and_then(|month| month.simple(12)));
        }
        let thirty = |flow: &Flow| {
            let (payout, day) = (self.payout?, flow.day?);
            let (from, to) = (payout.min(day), payout.max(day));
            let time = Accrual::broken(from, to);
            let days = i64::from(time.months) * 30 + i64::from(time.days);
            Some(if day < payout { -days } else { days })
        };
        let Some(flows) = self.sorted(thirty)? else {
            return Ok(None);
        };
        let month = Factor::solve(&flows).and_then(|day| day.compounded(30));
        Ok(month.and_then(|month| month.checked_mul(12)))
    }

    /// The flows in the order of their times, those of one time added and zeros left out; `None` where one has no
    /// time.
    fn sorted(&self, time: impl Fn(&Flow) -> Option<i64>) -> Result<Option<Vec<(i64, Money)>>, ArithmeticError> {
        let timed: Option<Vec<(i64, Money)>> = self.flows.iter().map(|flow| Some((time(flow)?, flow.amount))).collect();
        let Some(mut timed) = timed else { return Ok(None) };
        timed.sort_by_key(|(time, _)| *time);
        let mut sums: Vec<(i64, Money)> = Vec::with_capacity(timed.len());
        for (time, amount) in timed {
            match sums.last_mut() {
                Some((known, sum)) if *known == time => *sum = sum.plus(amount)?,
                _ => sums.push((time, amount)),
            }
        }
        sums.retain(|(_, amount)| !amount.is_zero());
        Ok(Some(sums))
    }
}

/// An amount that is paid.
pub(super) fn negative(amount: Money) -> Result<Money, ArithmeticError> {
    Money::ZERO.minus(amount)
}
