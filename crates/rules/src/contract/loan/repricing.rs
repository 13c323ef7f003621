//! LPR 重定价: the rate of a loan follows the loan prime rate.

use super::{ContractError, Loan, Problem};
use crate::{
    date::Date,
    lpr::{Lpr, Tenor},
    rate::Rate,
};

/// On which days the rate is set anew (重定价日).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepricingDay {
    /// Each 1 January.
    NewYear,
    /// Each anniversary of the payout, clipped to the month end (贷款发放日对月对日).
    Anniversary,
}

/// How the rate follows the loan prime rate.
///
/// On a repricing day the annual rate becomes `LPR + spread`, with the LPR of the tenor that was
/// published by that day: 中国人民银行公告〔2019〕第30号 sets the rate of a floating loan as LPR plus
/// points (加点) at a period of at least a year. The rate at payout is that of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Repricing {
    /// On which days.
    pub day: RepricingDay,
    /// What is added to the LPR (加点), in percentage points; it may be negative.
    pub spread: Rate,
    /// Which LPR.
    pub tenor: Tenor,
}

impl RepricingDay {
    /// All, in the order in which a form lists them.
    pub const ALL: [Self; 2] = [Self::NewYear, Self::Anniversary];

    /// Its name in requests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::Anniversary => "anniversary",
        }
    }

    /// The repricing day of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.id() == id)
    }

    /// The first repricing day is number 1.
    fn number(self, payout: Date, number: i32) -> Option<Date> {
        match self {
            Self::NewYear => Date::new(payout.year().checked_add(number)?, 1, 1).ok(),
            Self::Anniversary => payout.plus_months(number.checked_mul(12)?),
        }
    }
}

impl Repricing {
    /// Writes the rate of each repricing day into the rate changes of a loan; a change that stands
    /// there for the same day stays.
    ///
    /// A day that the table of rates was not checked for changes nothing: the last day that it was checked
    /// for is then the result, to be told. An agreed rate of an extension ends the repricing.
    ///
    /// # Errors
    /// [`ContractError`] names the field: no day of payout, one before the first published rate, an end beyond the calendar, or a
    /// spread that makes the rate negative or too high.
    pub fn apply(&self, loan: &mut Loan, lpr: &Lpr) -> Result<Option<Date>, ContractError> {
        let Some(payout) = loan.paid_out_on else {
            return Err(super::NO_DATE);
        };
        let last = match loan.extended {
            Some(extended) if extended.rate.is_none() => Some(extended.to),
            _ => loan.ends_on(),
        };
        let last = last.ok_or(super::OUTSIDE)?;
        for day in (1..).map_while(|number| self.day.number(payout, number)) {
            if day >= last {
                break;
            }
            let Ok(published) = lpr.published_by(day, self.tenor) else {
                return Err(ContractError {
                    field: "paid_out_on",
                    problem: Problem::BeforeLpr,
                });
            };
            if published.unchecked {
                return Ok(lpr.verified_through);
            }
            if loan.rate_changes.get(day).is_none() {
                let rate = published.fixing.rate.plus(self.spread);
                let rate = rate.map_err(|_| Problem::AboveRate {
                    max: crate::contract::MAX_RATE,
                });
                let rate = rate.and_then(crate::contract::rate).map_err(|problem| ContractError {
                    field: "spread",
                    problem,
                })?;
                loan.rate_changes.set(day, rate);
            }
        }
        Ok(None)
    }
}
