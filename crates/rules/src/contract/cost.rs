//! What a financing costs a year (综合融资成本): the annual rates that solve its flows of money.
//!
//! The flows are the borrower's: what is received counts above zero, what is paid below. Rates solve
//! `Σ flow / (1 + rate)^time = 0` in whole numbers, never in floats.
//!
//! ```
//! use huisuan_rules::{Dated, Money, contract::{Costs, Loan, Repayment}};
//! let loan = Loan::new("10万元".parse()?, "6%".parse()?, "12个月".parse()?, Repayment::EqualPrincipal);
//! let costs = Costs {
//!     loan: &loan,
//!     schedule: &loan.schedule()?,
//!     fees_upfront: "1000".parse()?,
//!     deposit: Money::ZERO,
//!     fees: Dated::NONE,
//!     subsidies: Dated::NONE,
//! };
//! let cost = costs.cost(false)?;
//! assert_eq!(cost.total_cost, "4250".parse()?);
//! let shown = [cost.rates.monthly_irr_x12, cost.rates.effective].map(|rate| rate.map(|rate| rate.to_string()));
//! assert_eq!(shown, [Some("7.903232%".to_owned()), Some("8.195891%".to_owned())]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{Loan, Repayment, Schedule};
use crate::{dated::Dated, exact::ArithmeticError, exact::Exact, money::Money};

mod factor;
mod fixed;
mod flows;
mod percent;

use flows::{Flows, negative};
pub use percent::Percent;

/// The annual rates of a series of flows, as far as they have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnualRates {
    /// 12 times the rate a month (名义年利率); only where all flows lie on whole months after the payout.
    pub monthly_irr_x12: Option<Percent>,
    /// `(1 + m)^12 − 1` of the same rate a month `m` (实际年利率).
    pub effective: Option<Percent>,
    /// `q^365 − 1` with the factor `q` a day, by actual days; only with dates.
    pub xirr: Option<Percent>,
    /// Whether the flows have exactly one solution: they change their sign exactly once, or their running sum does and ends other
    /// than at zero, and then the one solution above zero is meant.
    pub unique: bool,
}

/// What a loan costs with what is paid and received beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The rates of all flows.
    pub rates: AnnualRates,
    /// The annual rate of the loan with that of its fees; see [`Costs::cost`].
    pub disclosure: Option<Percent>,
    /// Interest and fees less subsidies.
    pub total_cost: Money,
}

/// A loan with what its borrower pays and receives beside it; yuan.
#[derive(Clone, Debug)]
pub struct Costs<'a> {
    /// The loan.
    pub loan: &'a Loan,
    /// Its payments.
    pub schedule: &'a Schedule,
    /// Fees paid at payout.
    pub fees_upfront: Money,
    /// Held back at payout and returned with the last payment (保证金).
    pub deposit: Money,
    /// Other fees.
    pub fees: Dated<Money>,
    /// Subsidies received.
    pub subsidies: Dated<Money>,
}

/// The rates of the flows of a loan alone: principal against payments. `None` for nothing lent.
///
/// # Errors
/// [`ArithmeticError::Overflow`] where a flow, or what the search of a rate multiplies, is too large.
pub fn of_loan(loan: &Loan, schedule: &Schedule) -> Result<Option<AnnualRates>, ArithmeticError> {
    if loan.principal.is_zero() {
        return Ok(None);
    }
    let flows = Flows::of(loan, schedule, |row| row.payment)?;
    flows.annual_rates().map(Some)
}

impl Costs<'_> {
    /// What the loan costs, with or without its subsidies.
    ///
    /// The rates are those of: principal − fees at payout − deposit; − payments; − fees; + subsidies;
    /// + deposit with the last payment.
    ///
    /// The disclosure is the annual rate of the loan (of 等本等息, whose rate is not one, 12 times its rate a
    /// month) + 12 `R`, where the rate a month `R` solves the flows without interest and deposit: principal
    /// − fees + subsidies = repayments of principal, each discounted from its day. It is the form in which
    /// 综合融资成本 is disclosed to firms: the rate of the loan and the annualised rate of its fees. Months are
    /// whole where all flows lie on them; else each is 30 days and the odd days count.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] where a sum of flows, or what the search of a rate multiplies, is too large.
    pub fn cost(&self, with_subsidies: bool) -> Result<Cost, ArithmeticError> {
        let own = Flows::of(self.loan, self.schedule, |row| row.payment)?;
        let none = Dated::NONE;
        let subsidies = if with_subsidies { &self.subsidies } else { &none };
        let mut all = own.clone();
        all.at_the_end(self.deposit);
        all.at_payout(negative(self.deposit)?);
        all.at_payout(negative(self.fees_upfront)?);
        let mut beside = Flows::of(self.loan, self.schedule, |row| row.principal)?;
        beside.at_payout(negative(self.fees_upfront)?);
        let mut total_cost = self.schedule.totals.interest.plus(self.fees_upfront)?;
        for (day, fee) in &self.fees {
            all.on(*day, negative(*fee)?);
            beside.on(*day, negative(*fee)?);
            total_cost = total_cost.plus(*fee)?;
        }
        for (day, subsidy) in subsidies {
            all.on(*day, *subsidy);
            beside.on(*day, *subsidy);
            total_cost = total_cost.minus(*subsidy)?;
        }
        let free = self.fees_upfront.is_zero() && self.fees.is_empty() && subsidies.is_empty();
        let fees = if free { Some(0) } else { beside.monthly_x12()? };
        let interest = match self.loan.repayment {
            Repayment::Flat => own.monthly_x12()?.map(|rate| (rate, Exact::ZERO)),
            _ => Some((0, self.loan.rate.exact())),
        };
        let disclosure = fees
            .zip(interest)
            .and_then(|(fees, (computed, rate))| Percent::of_computed(fees.checked_add(computed)?, rate));
        Ok(Cost {
            rates: all.annual_rates()?,
            disclosure,
            total_cost,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Date, Rate, Term, contract::DayBasis};

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn shown(rate: Option<Percent>) -> String {
        rate.map_or_else(|| "none".to_owned(), |rate| rate.to_string())
    }

    fn rates(rates: &AnnualRates) -> [String; 3] {
        [rates.monthly_irr_x12, rates.effective, rates.xirr].map(shown)
    }

    fn loan(repayment: Repayment, rate: &str, term: &str) -> Loan {
        Loan::new(
            money("100万元"),
            rate.parse().unwrap(),
            term.parse().unwrap(),
            repayment,
        )
    }

    fn costs<'a>(loan: &'a Loan, schedule: &'a Schedule) -> Costs<'a> {
        Costs {
            loan,
            schedule,
            fees_upfront: money("6000"),
            deposit: Money::ZERO,
            fees: Dated::NONE,
            subsidies: Dated::NONE,
        }
    }

    #[test]
    fn fees_at_payout_raise_the_cost() {
        // G13a: 4.6151%, 4.7140%, 4.6020%.
        let loan = loan(Repayment::InterestMonthly, "4%", "12个月");
        let schedule = loan.schedule().unwrap();
        let cost = costs(&loan, &schedule).cost(true).unwrap();
        assert_eq!(rates(&cost.rates), ["4.615101%", "4.713984%", "none"]);
        assert_eq!(shown(cost.disclosure), "4.601958%");
        assert_eq!(cost.total_cost, money("45999.96"));
        assert!(cost.rates.unique);
    }

    #[test]
    fn fees_deposits_and_subsidies_count_on_their_days() {
        let mut loan = loan(Repayment::InterestMonthly, "4%", "12个月");
        loan.paid_out_on = Some(day("2026-01-15"));
        let schedule = loan.schedule().unwrap();
        let mut costs = Costs {
            deposit: money("50000"),
            ..costs(&loan, &schedule)
        };
        costs.subsidies.set(day("2026-12-15"), money("3000"));
        let before = costs.cost(false).unwrap();
        assert_eq!(rates(&before.rates), ["4.858847%", "4.968525%", "4.968992%"]);
        assert_eq!(shown(before.disclosure), "4.601958%");
        assert_eq!(before.total_cost, money("45999.96"));
        let after = costs.cost(true).unwrap();
        assert_eq!(rates(&after.rates), ["4.547332%", "4.643315%", "4.643727%"]);
        assert_eq!(shown(after.disclosure), "4.301319%");
        assert_eq!(after.total_cost, money("42999.96"));
        // A day between due dates lies on no month: months have 30 days.
        costs.fees.set(day("2026-12-20"), money("3000"));
        let dearer = costs.cost(false).unwrap();
        assert_eq!(rates(&dearer.rates), ["none", "none", "5.294192%"]);
        assert_eq!(shown(dearer.disclosure), "4.901884%");
        // A subsidy above the payment of its day turns the sign twice more, the running sum once only: one rate is above zero.
        costs.subsidies.set(day("2026-12-15"), money("10000"));
        let after = costs.cost(true).unwrap();
        assert_eq!(
            (rates(&after.rates), after.rates.unique),
            (["none", "none", "4.210113%"].map(str::to_owned), true)
        );
        assert_eq!(after.total_cost, money("38999.96"));
    }

    #[test]
    fn a_loan_alone_costs_its_rate() {
        let mut loan = loan(Repayment::EqualPayment, "4.35%", "36个月");
        loan.paid_out_on = Some(day("2026-01-15"));
        let own = of_loan(&loan, &loan.schedule().unwrap()).unwrap().unwrap();
        assert_eq!(rates(&own), ["4.350001%", "4.437785%", "4.441929%"]);
        loan.principal = Money::ZERO;
        assert_eq!(of_loan(&loan, &loan.schedule().unwrap()), Ok(None));
    }

    #[test]
    fn a_flat_rate_is_half_of_what_it_costs() {
        let mut loan = loan(Repayment::Flat, "5.4%", "12个月");
        loan.principal = money("100000");
        let schedule = loan.schedule().unwrap();
        let own = of_loan(&loan, &schedule).unwrap().unwrap();
        assert_eq!(rates(&own), ["9.822450%", "10.276943%", "none"]);
        let mut costs = costs(&loan, &schedule);
        costs.fees_upfront = Money::ZERO;
        assert_eq!(shown(costs.cost(false).unwrap().disclosure), "9.822450%");
    }

    #[test]
    fn flows_without_one_solution_have_none() {
        let mut loan = loan(Repayment::Bullet, "4%", "90天");
        let schedule = loan.schedule().unwrap();
        // Days without dates lie on no month.
        let cost = costs(&loan, &schedule).cost(false).unwrap();
        assert_eq!(rates(&cost.rates), ["none", "none", "none"]);
        assert_eq!((shown(cost.disclosure), cost.rates.unique), ("none".to_owned(), true));
        // What is received and paid at payout is one flow, also where no day says when.
        let mut all = costs(&loan, &schedule);
        all.fees_upfront = money("100万元");
        assert!(!all.cost(false).unwrap().rates.unique);
        all.deposit = money("200万元");
        assert!(all.cost(false).unwrap().rates.unique);
        loan.paid_out_on = Some(day("2026-01-15"));
        let schedule = loan.schedule().unwrap();
        let mut costs = costs(&loan, &schedule);
        costs.fees_upfront = money("1000000.01");
        let cost = costs.cost(false).unwrap();
        assert_eq!(rates(&cost.rates), ["none", "none", "none"]);
        assert!(!cost.rates.unique);
        // A fee before the payout comes first.
        costs.fees_upfront = Money::ZERO;
        costs.fees.set(day("2026-01-14"), money("1"));
        let cost = costs.cost(false).unwrap();
        assert_eq!((shown(cost.disclosure), cost.rates.unique), ("none".to_owned(), false));
        // More than is shown.
        costs.fees = Dated::NONE;
        costs.fees_upfront = money("999000");
        let cost = costs.cost(false).unwrap();
        assert_eq!((shown(cost.rates.xirr), cost.rates.unique), ("none".to_owned(), true));
    }

    proptest! {
        #[test]
        fn without_fees_a_loan_costs_its_rate_up_to_rounding(
            points in 0..=3600_i32,
            months in 1..=120_u32,
            method in proptest::sample::select(vec![
                Repayment::EqualPayment,
                Repayment::EqualPrincipal,
                Repayment::InterestMonthly,
            ]),
        ) {
            let rate = Rate::from_basis_points(points).unwrap();
            let mut loan = Loan::new(money("10亿元"), rate, Term::Months(months), method);
            loan.basis = DayBasis::Thirty360;
            let own = of_loan(&loan, &loan.schedule().unwrap()).unwrap().unwrap();
            let (exact, _) = Percent::of_exact(rate.exact()).unwrap();
            let found = own.monthly_irr_x12.unwrap();
            prop_assert!(found.is_next_to(exact), "{found} {exact}");
        }

        #[test]
        fn dearer_fees_cost_no_less(fee in 0..50_000_000_i128, more in 0..10_000_000_i128) {
            let loan = loan(Repayment::EqualPayment, "4.35%", "24个月");
            let schedule = loan.schedule().unwrap();
            let cost = |fee| {
                let costs = Costs { fees_upfront: Money::from_fen(fee).unwrap(), ..costs(&loan, &schedule) };
                let cost = costs.cost(false).unwrap();
                (cost.rates.monthly_irr_x12.unwrap(), cost.disclosure.unwrap())
            };
            let (one, other) = (cost(fee), cost(fee + more));
            prop_assert!(one.0 <= other.0 && one.1 <= other.1);
        }
    }
}
