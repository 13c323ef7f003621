//! Guarantees: the fee that a guarantor charges for each year.

use super::{Accrual, At, ContractError, Problem, annualised};
use crate::{
    date::Date,
    exact::{ArithmeticError, Exact, Rounding},
    money::Money,
    rate::Rate,
    term::Term,
};

/// How a guarantee fee is charged (收费方式).
///
/// The same nominal rate costs different amounts: 0.5% a year on 500万元 over three years is 75,000元
/// up front, and 57,500元 on balances of 500, 400 and 250万元.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charging {
    /// Once for the whole term, on the original amount.
    UpfrontOriginal,
    /// Each year in advance, on the guaranteed balance of that year.
    YearlyOutstanding,
    /// The first year on the original amount, later years on the balance.
    FirstOriginalThenOutstanding,
}

impl Charging {
    /// All ways of charging, in the order in which a form lists them.
    pub const ALL: [Self; 3] = [
        Self::UpfrontOriginal,
        Self::YearlyOutstanding,
        Self::FirstOriginalThenOutstanding,
    ];

    /// Its name in requests and packs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::UpfrontOriginal => "upfront-original",
            Self::YearlyOutstanding => "yearly-outstanding",
            Self::FirstOriginalThenOutstanding => "first-original-then-outstanding",
        }
    }

    /// The way of charging of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id() == id)
    }
}

/// How a part of a year is charged (零头期间).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartYears {
    /// Months over 12.
    Months,
    /// Actual days over 365.
    Days,
}

impl PartYears {
    /// Both, in the order in which a form lists them.
    pub const ALL: [Self; 2] = [Self::Months, Self::Days];

    /// Its name in requests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Months => "months",
            Self::Days => "days",
        }
    }

    /// The choice of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }

    /// The usual one: that of the term itself. It is an assumption of the result.
    pub const fn usual(term: Term) -> Self {
        match term {
            Term::Months(_) => Self::Months,
            Term::Days(_) => Self::Days,
        }
    }
}

/// A guarantee as agreed.
///
/// ```
/// use huisuan_rules::{Rate, contract::{Charging, Guarantee}};
/// let whole = Guarantee::new("500万元".parse()?, "24个月".parse()?, Charging::UpfrontOriginal);
/// let guarantee = Guarantee { share: "80%".parse()?, fee_rate: "0.5%".parse()?, ..whole };
/// let fees = guarantee.fees()?;
/// assert_eq!(fees.total.to_string(), "40000.00");
/// assert_eq!(guarantee.annualised_rate(&fees)?, Some("0.5%".parse::<Rate>()?.exact()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Guarantee {
    /// The guaranteed amount at the start (担保金额).
    pub amount: Money,
    /// The part of it that the guarantor covers (担保比例), at most 100%; the fee is charged on that part.
    pub share: Rate,
    /// The fee rate a year.
    pub fee_rate: Rate,
    /// How long it runs.
    pub term: Term,
    /// The first day; it is needed where a part of a year is charged by days and the term is in months.
    pub starts_on: Option<Date>,
    /// How the fee is charged.
    pub charging: Charging,
    /// How a part of a year is charged.
    pub part_years: PartYears,
    /// 不足一年按一年: a time of less than a year is charged as a year.
    pub minimum_year: bool,
    /// The guaranteed balance of each year of the term, the first year first. Not used by
    /// [`Charging::UpfrontOriginal`]; the first value not by
    /// [`Charging::FirstOriginalThenOutstanding`].
    pub balances: Vec<Money>,
}

/// The fee for a year, or for the whole term if it is charged up front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeRow {
    /// The number of the year, from 1.
    pub year: u32,
    /// Its first day, where the guarantee has one.
    pub starts_on: Option<Date>,
    /// The amount on which the fee is charged: the amount or balance × share, half up to the fen.
    pub base: Money,
    /// How long it is; its `years` are those that are charged.
    pub accrual: Accrual,
    /// `base × fee rate × time`, half up to the fen.
    pub fee: Money,
}

/// The fees of a guarantee; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fees {
    /// The fees in the order in which they fall due.
    pub rows: Vec<FeeRow>,
    /// Their sum.
    pub total: Money,
}

impl Guarantee {
    /// A guarantee of the whole amount without a fee, balances or a first day.
    pub const fn new(amount: Money, term: Term, charging: Charging) -> Self {
        Self {
            amount,
            share: Rate::ONE,
            fee_rate: Rate::ZERO,
            term,
            starts_on: None,
            charging,
            part_years: PartYears::usual(term),
            minimum_year: false,
            balances: Vec::new(),
        }
    }

    /// What is charged for each year.
    ///
    /// # Errors
    /// [`ContractError`] names the field: an amount, share, rate or term outside its limits, balances that are not one for each
    /// year, a first day that is needed or leads beyond the calendar, or a fee that is too large.
    pub fn fees(&self) -> Result<Fees, ContractError> {
        super::amount(self.amount).at("amount")?;
        super::rate(self.share).at("guaranteed_share")?;
        super::rate(self.fee_rate).at("fee_rate")?;
        super::term(self.term).at("term")?;
        let times = self.times()?;
        let bases = self.bases(times.len())?;
        self.charge(&bases, times).at("amount")
    }

    /// The fees as an annual rate of the amount that is guaranteed: `fees / (amount × share) / years`, exact,
    /// over the real length of the term. `None` for a share of zero.
    ///
    /// # Errors
    /// [`ContractError`] of `amount` where the rate needs more than 128 bits.
    pub fn annualised_rate(&self, fees: &Fees) -> Result<Option<Exact>, ContractError> {
        let (length, year) = self.length();
        let rate = || {
            let years = Exact::new(length.into(), year.into())?;
            annualised(fees.total, self.amount, years.mul(self.share.exact())?)
        };
        rate().at("amount")
    }

    /// Whether the term has a part of a year.
    pub const fn has_part_year(&self) -> bool {
        let (length, year) = self.length();
        length % year > 0
    }

    /// How many years, the last one perhaps in part, a term has for which fees are charged.
    pub const fn years(term: Term) -> u32 {
        let (length, year) = lengths(term);
        length.div_ceil(year)
    }

    /// The length of the term and of a year, in its own unit.
    const fn length(&self) -> (u32, u32) {
        lengths(self.term)
    }

    /// The first day and the length of each fee period.
    fn times(&self) -> Result<Vec<(Option<Date>, Accrual)>, ContractError> {
        let (length, year) = self.length();
        let (whole, part) = (length / year, length % year);
        let part = match part {
            0 => None,
            part => Some(self.part(whole, part)?),
        };
        let of_years = |years: u32| match self.term {
            Term::Months(_) => Accrual::of_months(years * 12),
            Term::Days(_) => Accrual::of_days(years * 365, 365),
        };
        let mut times: Vec<(Option<Date>, Accrual)> = Vec::new();
        if self.charging == Charging::UpfrontOriginal {
            let (all, part) = (of_years(whole), part.unwrap_or(Accrual::NONE));
            let time = Accrual {
                months: all.months + part.months,
                days: all.days + part.days,
                years: all.years.add(part.years).at("term")?,
            };
            times.push((self.starts_on, time));
        } else {
            for number in 0..whole {
                times.push((self.first_day(number), of_years(1)));
            }
            if let Some(part) = part {
                times.push((self.first_day(whole), part));
            }
        }
        if self.minimum_year {
            for (_, time) in &mut times {
                time.years = time.years.max(Exact::ONE);
            }
        }
        Ok(times)
    }

    /// What is left of the term after its whole years.
    fn part(&self, whole: u32, part: u32) -> Result<Accrual, ContractError> {
        match (self.term, self.part_years) {
            (Term::Months(_), PartYears::Months) => Ok(Accrual::of_months(part)),
            (Term::Days(_), PartYears::Days) => Ok(Accrual::of_days(part, 365)),
            (Term::Days(_), PartYears::Months) => Err(Problem::NotWholeMonths).at("term"),
            (Term::Months(_), PartYears::Days) => {
                if self.starts_on.is_none() {
                    return Err(Problem::Missing).at("starts_on");
                }
                let end = self.starts_on.and_then(|from| self.term.end(from));
                let days = self.first_day(whole).zip(end).map(|(from, to)| from.days_until(to));
                let days = days.and_then(|days| u32::try_from(days).ok());
                let days = days.ok_or(Problem::OutsideCalendar).at("starts_on")?;
                Ok(Accrual::of_days(days, 365))
            }
        }
    }

    /// The first day of a year of the guarantee, counted from 0.
    fn first_day(&self, number: u32) -> Option<Date> {
        let (_, year) = self.length();
        let passed = match self.term {
            Term::Months(_) => Term::Months(number * year),
            Term::Days(_) => Term::Days(number * year),
        };
        passed.end(self.starts_on?)
    }

    /// The amount of each fee period.
    fn bases(&self, periods: usize) -> Result<Vec<Money>, ContractError> {
        if self.charging == Charging::UpfrontOriginal {
            return Ok(vec![self.amount]);
        }
        if self.balances.len() != periods {
            return Err(ContractError {
                field: "balance",
                problem: Problem::Count {
                    expected: periods,
                    given: self.balances.len(),
                },
            });
        }
        let mut bases = Vec::with_capacity(periods);
        for balance in &self.balances {
            let original = self.charging == Charging::FirstOriginalThenOutstanding && bases.is_empty();
            let base = if original { self.amount } else { *balance };
            bases.push(super::amount(base).at("balance")?);
        }
        Ok(bases)
    }

    fn charge(&self, bases: &[Money], times: Vec<(Option<Date>, Accrual)>) -> Result<Fees, ArithmeticError> {
        let mut rows = Vec::with_capacity(bases.len());
        let mut total = Money::ZERO;
        for (year, (base, (starts_on, accrual))) in (1..).zip(bases.iter().zip(times)) {
            let base = base.times(self.share.exact(), Rounding::HalfUp)?;
            let fee = super::charge(base, self.fee_rate, accrual.years)?;
            total = total.plus(fee)?;
            rows.push(FeeRow {
                year,
                starts_on,
                base,
                accrual,
                fee,
            });
        }
        Ok(Fees { rows, total })
    }
}

/// The length of a term and of a year, in its own unit.
const fn lengths(term: Term) -> (u32, u32) {
    match term {
        Term::Months(months) => (months, 12),
        Term::Days(days) => (days, 365),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarantee(charging: Charging, term: &str, balances: &[&str]) -> Guarantee {
        Guarantee {
            fee_rate: "0.5%".parse().unwrap(),
            balances: balances.iter().map(|b| b.parse().unwrap()).collect(),
            ..Guarantee::new("500万元".parse().unwrap(), term.parse().unwrap(), charging)
        }
    }

    #[track_caller]
    fn check(guarantee: &Guarantee, fees: &[&str], total: &str) {
        let result = guarantee.fees().unwrap();
        let rows: Vec<String> = result.rows.iter().map(|r| r.fee.to_string()).collect();
        assert_eq!(rows, fees);
        assert_eq!(result.total.to_string(), total);
    }

    #[test]
    fn the_way_of_charging_decides_the_cost_of_one_rate() {
        let balances = &["500万", "400万", "250万"];
        check(
            &guarantee(Charging::YearlyOutstanding, "3年", balances),
            &["25000.00", "20000.00", "12500.00"],
            "57500.00",
        );
        check(
            &guarantee(Charging::UpfrontOriginal, "3年", &[]),
            &["75000.00"],
            "75000.00",
        );
        let balances = &["450万", "400万", "250万"];
        check(
            &guarantee(Charging::FirstOriginalThenOutstanding, "3年", balances),
            &["25000.00", "20000.00", "12500.00"],
            "57500.00",
        );
    }

    #[test]
    fn a_part_of_a_year_is_charged_by_months_or_days() {
        let balances = &["500万", "400万"];
        check(
            &guarantee(Charging::YearlyOutstanding, "18个月", balances),
            &["25000.00", "10000.00"],
            "35000.00",
        );
        check(
            &guarantee(Charging::YearlyOutstanding, "400天", balances),
            &["25000.00", "1917.81"],
            "26917.81",
        );
        check(
            &guarantee(Charging::UpfrontOriginal, "7个月", &[]),
            &["14583.33"],
            "14583.33",
        );
    }

    #[test]
    fn every_year_needs_its_balance() {
        for (term, expected) in [("11个月", 1), ("12个月", 1), ("13个月", 2), ("366天", 2)] {
            let error = guarantee(Charging::YearlyOutstanding, term, &[]).fees();
            let problem = Problem::Count { expected, given: 0 };
            let field = "balance";
            assert_eq!(error, Err(ContractError { field, problem }), "{term}");
        }
    }

    #[test]
    fn a_guarantor_may_cover_a_part() {
        let mut guarantee = guarantee(Charging::YearlyOutstanding, "18个月", &["500万", "333333.33"]);
        guarantee.share = "80%".parse().unwrap();
        // 333,333.33 × 80% is 266,666.66.
        check(&guarantee, &["20000.00", "666.67"], "20666.67");
        let fees = guarantee.fees().unwrap();
        assert_eq!(
            fees.rows.get(1).map(|row| row.base.to_string()),
            Some("266666.66".into())
        );
        let rate = guarantee.annualised_rate(&fees).unwrap().unwrap();
        // 20,666.67 / 4,000,000 / 1.5.
        assert_eq!(rate, Exact::new(2_066_667, 600_000_000).unwrap());
        guarantee.share = Rate::ZERO;
        let fees = guarantee.fees().unwrap();
        assert_eq!(guarantee.annualised_rate(&fees), Ok(None));
        guarantee.share = "100.01%".parse().unwrap();
        let max = Rate::ONE;
        assert_eq!(guarantee.fees(), Err(Problem::AboveRate { max }).at("guaranteed_share"));
    }

    #[test]
    fn an_odd_part_of_a_term_in_months_may_be_charged_by_days() {
        let mut guarantee = guarantee(Charging::YearlyOutstanding, "18个月", &["500万", "400万"]);
        guarantee.part_years = PartYears::Days;
        assert_eq!(guarantee.fees(), Err(Problem::Missing).at("starts_on"));
        guarantee.starts_on = Some("2025-08-31".parse().unwrap());
        // From 31 August 2026 to 28 February 2027 are 181 days: 400万 × 0.5% × 181/365.
        check(&guarantee, &["25000.00", "9917.81"], "34917.81");
        let starts: Vec<String> = guarantee
            .fees()
            .unwrap()
            .rows
            .iter()
            .map(|row| row.starts_on.unwrap().to_string())
            .collect();
        assert_eq!(starts, ["2025-08-31", "2026-08-31"]);
        guarantee.charging = Charging::UpfrontOriginal;
        // 500万 × 0.5% × (1 + 181/365), rounded once.
        check(&guarantee, &["37397.26"], "37397.26");
        let accrual = guarantee.fees().unwrap().rows.first().map(|row| row.accrual);
        assert_eq!(accrual.map(|time| (time.months, time.days)), Some((12, 181)));
        guarantee.term = Term::Days(400);
        guarantee.part_years = PartYears::Months;
        assert_eq!(guarantee.fees(), Err(Problem::NotWholeMonths).at("term"));
        guarantee.term = Term::Days(730);
        check(&guarantee, &["50000.00"], "50000.00");
    }

    #[test]
    fn less_than_a_year_may_be_charged_as_a_year() {
        for (term, fees, total) in [
            ("11个月", &["25000.00"] as &[&str], "25000.00"),
            ("12个月", &["25000.00"], "25000.00"),
            ("13个月", &["25000.00", "20000.00"], "45000.00"),
        ] {
            let balances: &[&str] = if fees.len() == 1 {
                &["500万"]
            } else {
                &["500万", "400万"]
            };
            let mut guarantee = guarantee(Charging::YearlyOutstanding, term, balances);
            guarantee.minimum_year = true;
            check(&guarantee, fees, total);
        }
        for (term, total) in [("7个月", "25000.00"), ("18个月", "37500.00"), ("364天", "25000.00")] {
            let mut guarantee = guarantee(Charging::UpfrontOriginal, term, &[]);
            guarantee.minimum_year = true;
            check(&guarantee, &[total], total);
        }
    }

    #[test]
    fn names_read_back() {
        for part in PartYears::ALL {
            assert_eq!(PartYears::from_id(part.id()), Some(part));
        }
        for way in Charging::ALL {
            assert_eq!(Charging::from_id(way.id()), Some(way));
        }
        assert_eq!(Charging::from_id("by-days"), None);
    }

    #[test]
    fn a_term_has_a_part_year_where_it_is_no_number_of_whole_years() {
        for (part, terms) in [
            (true, ["11个月", "13个月", "364天", "366天"]),
            (false, ["12个月", "3年", "365天", "730天"]),
        ] {
            for term in terms {
                let guarantee = guarantee(Charging::UpfrontOriginal, term, &[]);
                assert_eq!(guarantee.has_part_year(), part, "{term}");
            }
        }
    }

    #[test]
    fn each_year_of_a_term_in_days_begins_365_days_after_the_one_before() {
        let mut guarantee = guarantee(Charging::YearlyOutstanding, "800天", &["500万", "400万", "250万"]);
        guarantee.starts_on = Some("2023-03-01".parse().unwrap());
        let rows = guarantee.fees().unwrap().rows;
        let starts: Vec<String> = rows.iter().map(|row| row.starts_on.unwrap().to_string()).collect();
        // The first year has the 29th of February 2024.
        assert_eq!(starts, ["2023-03-01", "2024-02-29", "2025-02-28"]);
    }
}
