//! Securitisations: the interest of a financing in each calendar year.

use litemap::LiteMap;

use super::{Accrual, At, ContractError, DayBasis, Problem, basis::calendar_years};
use crate::{date::Date, exact::ArithmeticError, money::Money, rate::Rate};

/// How often the interest of a securitisation is paid (付息频率).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Payments {
    /// Each year.
    Yearly,
    /// Each half year.
    HalfYearly,
    /// Each quarter.
    Quarterly,
    /// All at the end.
    AtEnd,
}

impl Payments {
    /// All, in the order in which a form lists them.
    pub const ALL: [Self; 4] = [Self::Yearly, Self::HalfYearly, Self::Quarterly, Self::AtEnd];

    /// Its name in requests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yearly => "yearly",
            Self::HalfYearly => "half-yearly",
            Self::Quarterly => "quarterly",
            Self::AtEnd => "at-end",
        }
    }

    /// The choice of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|payments| payments.id() == id)
    }

    /// The months between two payments.
    const fn months(self) -> Option<u16> {
        match self {
            Self::Yearly => Some(12),
            Self::HalfYearly => Some(6),
            Self::Quarterly => Some(3),
            Self::AtEnd => None,
        }
    }
}

/// A securitisation as agreed: one amount at one coupon, repaid at the end.
///
/// ```
/// use huisuan_rules::contract::{DayBasis, Payments, Securitisation};
/// let financing = Securitisation {
///     principal: "3000万元".parse()?,
///     rate: "5.5%".parse()?,
///     starts_on: "2022-04-01".parse()?,
///     ends_on: "2025-04-01".parse()?,
///     basis: DayBasis::Act365,
///     payments: Payments::Yearly,
/// };
/// let years = financing.accrued_by_year()?;
/// assert_eq!(years.get(&2022).map(|m| m.grouped()), Some("1,243,150.68".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Securitisation {
    /// The amount raised.
    pub principal: Money,
    /// The coupon a year.
    pub rate: Rate,
    /// The first day on which interest runs.
    pub starts_on: Date,
    /// The day of repayment, on which no more interest runs.
    pub ends_on: Date,
    /// How days become a fraction of a year; usually [`DayBasis::Act365`].
    pub basis: DayBasis,
    /// How often interest is paid.
    pub payments: Payments,
}

/// Interest paid on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterestPayment {
    /// The first day for which it is paid.
    pub from: Date,
    /// The day on which it falls due.
    pub due_on: Date,
    /// The time for which it is paid.
    pub accrual: Accrual,
    /// `principal × coupon × time`, half up to the fen.
    pub interest: Money,
}

impl Securitisation {
    /// The interest that accrues on the days of each calendar year (算头不算尾), each year half up to
    /// the fen. This is the split for 当年度 where only the contract is known.
    ///
    /// # Errors
    /// [`ContractError`] names the field: a principal or coupon outside its limits, an end that is not after the start, or interest
    /// that is too large.
    pub fn accrued_by_year(&self) -> Result<LiteMap<i32, Money>, ContractError> {
        self.check()?;
        calendar_years(self.starts_on, self.ends_on)
            .map(|(year, from, to)| Ok((year, self.interest(self.basis.between(from, to))?)))
            .collect::<Result<_, ArithmeticError>>()
            .at("principal")
    }

    /// The payments of interest, on the day of the month on which interest began to run (clipped to the
    /// month end) and at the end.
    ///
    /// # Errors
    /// As [`Securitisation::accrued_by_year`].
    pub fn payments(&self) -> Result<Vec<InterestPayment>, ContractError> {
        self.check()?;
        let mut payments = Vec::new();
        let mut from = self.starts_on;
        for number in 1.. {
            let months = self
                .payments
                .months()
                .and_then(|months| i32::from(months).checked_mul(number));
            let day = months.and_then(|months| self.starts_on.plus_months(months));
            let due_on = day.map_or(self.ends_on, |day| day.min(self.ends_on));
            // A whole period is so many twelfths under 30/360, even from 29 to 28 February.
            let accrual = match self.payments.months() {
                Some(months) if day == Some(due_on) => self.basis.months(months.into(), Some((from, due_on))),
                _ => Some(self.basis.between(from, due_on)),
            };
            let accrual = accrual.unwrap_or(Accrual::NONE);
            payments.push(InterestPayment {
                from,
                due_on,
                accrual,
                interest: self.interest(accrual).at("principal")?,
            });
            if due_on == self.ends_on {
                break;
            }
            from = due_on;
        }
        Ok(payments)
    }

    /// The interest paid in each calendar year by due date. Years without a payment are missing.
    ///
    /// # Errors
    /// As [`Securitisation::accrued_by_year`].
    pub fn paid_by_year(&self) -> Result<LiteMap<i32, Money>, ContractError> {
        let mut years = LiteMap::new();
        for payment in self.payments()? {
            let sum: &mut Money = years.entry(payment.due_on.year()).or_default();
            *sum = sum.plus(payment.interest).at("principal")?;
        }
        Ok(years)
    }

    fn interest(&self, accrual: Accrual) -> Result<Money, ArithmeticError> {
        super::charge(self.principal, self.rate, accrual.years)
    }

    fn check(&self) -> Result<(), ContractError> {
        super::amount(self.principal).at("principal")?;
        super::rate(self.rate).at("coupon")?;
        if self.ends_on <= self.starts_on {
            let other = "starts_on";
            return Err(Problem::NotAfter { other }).at("ends_on");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn financing(start: &str, end: &str, basis: DayBasis) -> Securitisation {
        Securitisation {
            principal: "3000万元".parse().unwrap(),
            rate: "5.5%".parse().unwrap(),
            starts_on: start.parse().unwrap(),
            ends_on: end.parse().unwrap(),
            basis,
            payments: Payments::Yearly,
        }
    }

    #[track_caller]
    fn check(years: &LiteMap<i32, Money>, expected: &[(i32, &str)]) {
        let years: Vec<(i32, String)> = years.iter().map(|(y, m)| (*y, m.to_string())).collect();
        let expected: Vec<(i32, String)> = expected.iter().map(|(y, m)| (*y, (*m).into())).collect();
        assert_eq!(years, expected);
    }

    #[test]
    fn interest_accrues_by_the_days_of_each_year() {
        let financing = financing("2022-04-01", "2025-04-01", DayBasis::Act365);
        let years = financing.accrued_by_year().unwrap();
        check(
            &years,
            &[
                (2022, "1243150.68"),
                (2023, "1650000.00"),
                (2024, "1654520.55"),
                (2025, "406849.32"),
            ],
        );
        // 1,096 days in one piece, rounded once.
        let total = Money::sum(years.values().copied()).unwrap();
        assert_eq!(total.to_string(), "4954520.55");
    }

    #[test]
    fn interest_is_paid_on_the_anniversary() {
        let financing = financing("2022-04-01", "2025-04-01", DayBasis::Act365);
        check(
            &financing.paid_by_year().unwrap(),
            &[(2023, "1650000.00"), (2024, "1654520.55"), (2025, "1650000.00")],
        );
    }

    #[test]
    fn an_odd_end_pays_the_days_that_are_left() {
        let payments = financing("2024-02-29", "2026-03-01", DayBasis::Thirty360)
            .payments()
            .unwrap();
        let rows: Vec<String> = payments
            .iter()
            .map(|p| format!("{} {}+{} {}", p.due_on, p.accrual.months, p.accrual.days, p.interest))
            .collect();
        assert_eq!(
            rows,
            [
                "2025-02-28 12+0 1650000.00",
                "2026-02-28 12+0 1650000.00",
                "2026-03-01 0+3 13750.00"
            ]
        );
    }

    #[test]
    fn interest_may_be_paid_more_often_or_at_the_end() {
        let rows = |payments| {
            let financing = Securitisation {
                payments,
                ..financing("2023-08-31", "2024-09-15", DayBasis::Act365)
            };
            let rows = financing.payments().unwrap();
            rows.iter()
                .map(|row| format!("{} {} {} {}", row.from, row.due_on, row.accrual.days, row.interest))
                .collect::<Vec<String>>()
        };
        assert_eq!(
            rows(Payments::HalfYearly),
            [
                "2023-08-31 2024-02-29 182 822739.73",
                "2024-02-29 2024-08-31 184 831780.82",
                "2024-08-31 2024-09-15 15 67808.22"
            ]
        );
        assert_eq!(rows(Payments::Quarterly).len(), 5);
        assert_eq!(rows(Payments::AtEnd), ["2023-08-31 2024-09-15 381 1722328.77"]);
        for payments in Payments::ALL {
            assert_eq!(Payments::from_id(payments.id()), Some(payments));
        }
    }

    #[test]
    fn the_first_day_counts_and_the_last_does_not() {
        let day = |end| {
            financing("2023-12-31", end, DayBasis::Act365)
                .accrued_by_year()
                .unwrap()
        };
        check(&day("2024-01-01"), &[(2023, "4520.55")]);
        check(&day("2024-01-02"), &[(2023, "4520.55"), (2024, "4520.55")]);
        let error = financing("2023-12-31", "2023-12-31", DayBasis::Act365).accrued_by_year();
        let other = "starts_on";
        assert_eq!(error, Err(Problem::NotAfter { other }).at("ends_on"));
    }

    #[test]
    fn the_calendar_ends_without_an_error() {
        let financing = financing("2199-06-30", "2200-12-31", DayBasis::ActAct);
        assert_eq!(financing.payments().unwrap().len(), 2);
        assert_eq!(financing.accrued_by_year().unwrap().len(), 2);
    }
}
