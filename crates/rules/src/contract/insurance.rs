//! Insurance policies: what a premium is as an annual rate.

use super::{At, ContractError, DayBasis, Problem};
use crate::{date::Date, exact::Exact, money::Money, rate::Rate, term::Term};

/// What a year is when a premium is turned into an annual rate (年化口径).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearBasis {
    /// Months over 12.
    Months,
    /// Days over 365.
    Days365,
    /// Days over 360.
    Days360,
}

impl YearBasis {
    /// All bases, in the order in which a form lists them.
    pub const ALL: [Self; 3] = [Self::Months, Self::Days365, Self::Days360];

    /// Its name in requests and packs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Months => "months",
            Self::Days365 => "365",
            Self::Days360 => "360",
        }
    }

    /// The basis of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.id() == id)
    }

    /// The basis where nothing says otherwise: months for a term in months, 365 days for one in
    /// days. It is an assumption of the result.
    pub const fn usual(term: Term) -> Self {
        match term {
            Term::Months(_) => Self::Months,
            Term::Days(_) => Self::Days365,
        }
    }
}

/// An insurance policy as agreed. Short terms may follow a table that is not proportional to time, so
/// that the premium on the policy counts before one computed from a rate.
///
/// ```
/// use huisuan_rules::{Rate, contract::{Insurance, YearBasis}};
/// let policy = Insurance {
///     insured: "100万元".parse()?,
///     premium: "1.2万元".parse()?,
///     term: "12个月".parse()?,
///     starts_on: None,
///     year_basis: YearBasis::Months,
/// };
/// assert_eq!(policy.annualised_rate()?, Some("1.2%".parse::<Rate>()?.exact()));
/// assert_eq!(policy.highest_premium("1%".parse()?)?.to_string(), "10000.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Insurance {
    /// The insured amount (保险金额).
    pub insured: Money,
    /// All that the customer pays (保费 and other fees).
    pub premium: Money,
    /// How long the policy runs.
    pub term: Term,
    /// The first day; needed to count the days of a term in months.
    pub starts_on: Option<Date>,
    /// What a year is.
    pub year_basis: YearBasis,
}

impl Insurance {
    /// The annual rate that the customer pays: premium / insured amount / years, exact. `None` for an
    /// insured amount of zero, which has no rate.
    ///
    /// # Errors
    /// [`ContractError`] names the field: a premium outside its limits, or as [`Insurance::years`].
    pub fn annualised_rate(&self) -> Result<Option<Exact>, ContractError> {
        super::amount(self.premium).at("premium")?;
        let years = self.years()?;
        super::annualised(self.premium, self.insured, years).at("insured")
    }

    /// The premium at an annual rate: `insured × rate × years`, half up to the fen.
    ///
    /// # Errors
    /// [`ContractError`] names the field: a rate outside its limits, a premium that is too large, or as [`Insurance::years`].
    pub fn premium_at(&self, rate: Rate) -> Result<Money, ContractError> {
        super::rate(rate).at("premium_rate")?;
        let years = self.years()?;
        super::charge(self.insured, rate, years).at("insured")
    }

    /// The highest premium in whole fen with which the annual rate is not above `limit`.
    ///
    /// # Errors
    /// [`ContractError`] names the field: a premium that is too large, or as [`Insurance::years`].
    pub fn highest_premium(&self, limit: Rate) -> Result<Money, ContractError> {
        let years = self.years()?;
        super::highest_paid(limit, self.insured, years).at("insured")
    }

    /// The length of the policy as a fraction of a year.
    ///
    /// # Errors
    /// [`ContractError`] names the field: an insured amount or a term outside its limits, a term in days where the year is twelve
    /// months, a term in months without a first day where the year counts days, or an end beyond the calendar.
    pub fn years(&self) -> Result<Exact, ContractError> {
        super::amount(self.insured).at("insured")?;
        super::term(self.term).at("term")?;
        let basis = match self.year_basis {
            YearBasis::Months => DayBasis::Thirty360,
            YearBasis::Days365 => DayBasis::Act365,
            YearBasis::Days360 => DayBasis::Act360,
        };
        let accrual = match (self.term, self.year_basis) {
            (Term::Days(_), YearBasis::Months) => Err(Problem::NotWholeMonths).at("term")?,
            (Term::Days(days), _) => basis.days(days),
            (Term::Months(months), _) => {
                let dates = self.starts_on.and_then(|from| Some((from, self.term.end(from)?)));
                if dates.is_none() && self.starts_on.is_some() {
                    Err(Problem::OutsideCalendar).at("starts_on")?;
                }
                basis.months(months, dates)
            }
        };
        accrual
            .map(|accrual| accrual.years)
            .ok_or(Problem::NotDays)
            .at("starts_on")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(insured: &str, premium: &str, term: &str) -> Insurance {
        let term = term.parse().unwrap();
        Insurance {
            insured: insured.parse().unwrap(),
            premium: premium.parse().unwrap(),
            term,
            starts_on: None,
            year_basis: YearBasis::usual(term),
        }
    }

    fn rate(policy: &Insurance) -> Exact {
        policy.annualised_rate().unwrap().unwrap()
    }

    #[test]
    fn one_fen_decides_about_a_limit() {
        let limit = "1.2%".parse::<Rate>().unwrap().exact();
        for (premium, passes) in [("11999.99", true), ("12000.00", true), ("12000.01", false)] {
            let rate = rate(&policy("100万元", premium, "12个月"));
            assert_eq!(rate <= limit, passes, "{premium}: {rate}");
        }
        assert_eq!(rate(&policy("100万元", "12000.01", "12个月")).to_string(), "0.01200001");
        assert_eq!(rate(&policy("100万元", "3000", "3个月")), limit);
    }

    #[test]
    fn the_year_basis_decides_about_a_limit() {
        let limit = "1.2%".parse::<Rate>().unwrap().exact();
        let mut policy = policy("100万元", "12000", "365天");
        assert_eq!(rate(&policy), limit);
        policy.year_basis = YearBasis::Days360;
        assert_eq!(rate(&policy), Exact::new(12_000 * 360, 1_000_000 * 365).unwrap());
        assert!(rate(&policy) < limit);
    }

    #[test]
    fn a_premium_follows_from_a_rate() {
        let limit: Rate = "1.2%".parse().unwrap();
        let policy = policy("333333.33", "0", "100天");
        // 333,333.33 × 1.2% × 100 / 365 is 1,095.8904.
        assert_eq!(policy.premium_at(limit).unwrap().to_string(), "1095.89");
        let above = "100.01%".parse().unwrap();
        let max = Rate::ONE;
        assert_eq!(
            policy.premium_at(above),
            Err(Problem::AboveRate { max }).at("premium_rate")
        );
    }

    #[test]
    fn nothing_insured_has_no_rate() {
        assert_eq!(policy("0", "0", "12个月").annualised_rate(), Ok(None));
    }

    #[test]
    fn the_highest_premium_is_the_last_that_passes() {
        let limit: Rate = "1.2%".parse().unwrap();
        let mut policy = policy("333333.33", "0", "100天");
        let highest = policy.highest_premium(limit).unwrap();
        assert_eq!(highest.to_string(), "1095.89");
        policy.premium = highest;
        assert!(rate(&policy) <= limit.exact());
        policy.premium = highest.plus(Money::from_fen(1).unwrap()).unwrap();
        assert!(rate(&policy) > limit.exact());
    }

    #[test]
    fn days_of_a_term_in_months_need_the_first_day() {
        let mut policy = policy("100万元", "12000", "12个月");
        policy.year_basis = YearBasis::Days365;
        let missing = Err(Problem::NotDays).at("starts_on");
        assert_eq!(policy.annualised_rate(), missing);
        policy.starts_on = Some("2023-06-01".parse().unwrap());
        assert_eq!(policy.years(), Ok(Exact::new(366, 365).unwrap()));
        policy.term = Term::Days(90);
        policy.year_basis = YearBasis::Months;
        let days = Err(Problem::NotWholeMonths).at("term");
        assert_eq!(policy.annualised_rate(), days);
    }

    #[test]
    fn names_read_back() {
        for basis in YearBasis::ALL {
            assert_eq!(YearBasis::from_id(basis.id()), Some(basis));
        }
        assert_eq!(YearBasis::from_id("days"), None);
    }
}
