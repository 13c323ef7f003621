//! The payments of a loan.

use std::collections::BTreeMap;

use litemap::LiteMap;
use serde::Serialize;

use crate::assess::{Gap, Scope};
use crate::contract::{AnnualRates, Percent, Row, Schedule, Totals, cost};
use crate::fact::Fact;
use crate::mechanism::{LoanFacts, Terms, contract_gap};
use crate::outcome::Assumption;
use crate::{Date, Money, Rate};

use super::assumed;

/// The payments of a loan, their sums and years; yuan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoanSchedule {
    /// The first full instalment of 等额本息, or the first payment of 等本等息.
    pub instalment: Option<Money>,
    /// The payments in the order of their days.
    pub rows: Vec<Payment>,
    /// Their sums.
    pub totals: Sums,
    /// Interest by the calendar year in which it is paid; none without dates.
    pub paid_by_year: Option<BTreeMap<String, Money>>,
    /// Interest by the calendar year in which it accrues; none without dates.
    pub accrued_by_year: Option<BTreeMap<String, Money>>,
    /// What the loan alone costs a year; none for nothing lent.
    pub annual_rate: Option<Rates>,
    /// Names of what was assumed.
    pub assumptions: Vec<&'static str>,
    /// The last day that the loan prime rate was checked for, where a later one was needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lpr_verified_through: Option<Date>,
}

/// One payment of a loan as it is shown: amounts in yuan, its day and its parts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Payment {
    /// Its number among those that fall due.
    pub number: u32,
    /// Its day.
    pub due_on: Option<Date>,
    /// The annual rate at the end of its period.
    pub rate: Rate,
    /// The days for which it pays interest.
    pub days: Option<u32>,
    /// The balance before it.
    pub opening: Money,
    /// The part that repays principal.
    pub principal: Money,
    /// The part that pays interest.
    pub interest: Money,
    /// Both.
    pub payment: Money,
    /// The balance after it.
    pub closing: Money,
    /// What makes it differ from the plan.
    pub event: Option<&'static str>,
}

/// Sums over all payments.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sums {
    /// Principal.
    pub principal: Money,
    /// Interest.
    pub interest: Money,
    /// Both.
    pub payment: Money,
}

/// Annual rates that solve flows of money.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rates {
    /// 12 times the rate a month.
    pub monthly_irr_x12: Option<Percent>,
    /// The same compounded.
    pub effective: Option<Percent>,
    /// By actual days over 365.
    pub xirr: Option<Percent>,
    /// `unique` or `none-unique`.
    pub solution: &'static str,
}

/// A loan with its payments, as pages show it.
#[derive(Clone, Debug)]
pub struct LoanContract {
    /// The payments in the order of their days.
    pub schedule: Schedule,
    /// Interest by the calendar year in which it accrues; none without dates.
    pub accrued_by_year: Option<LiteMap<i32, Money>>,
    /// What the loan alone costs a year; none for nothing lent.
    pub annual_rate: Option<AnnualRates>,
    /// What was assumed.
    pub assumptions: Vec<Assumption>,
}

pub(super) fn contract(scope: &Scope<'_>, _: Fact) -> Result<LoanContract, Gap> {
    let (terms, schedule) = computed(scope)?;
    let Terms { loan, assumptions, .. } = terms;
    let wrong = |error| contract_gap(scope, "loan", &error);
    let mut accrued_by_year = None;
    if loan.paid_out_on.is_some() {
        accrued_by_year = Some(schedule.accrued_by_year(&loan).map_err(wrong)?);
    }
    Ok(LoanContract {
        annual_rate: cost::of_loan(&loan, &schedule)?,
        schedule,
        accrued_by_year,
        assumptions,
    })
}

pub(super) fn schedule(scope: &Scope<'_>, fact: Fact) -> Result<LoanSchedule, Gap> {
    let LoanContract {
        schedule,
        accrued_by_year: accrued,
        annual_rate,
        assumptions,
    } = contract(scope, fact)?;
    let wrong = |error| contract_gap(scope, "loan", &error);
    let years = |years: LiteMap<i32, Money>| years.into_iter().map(|(year, sum)| (year.to_string(), sum)).collect();
    let mut paid = None;
    if accrued.is_some() {
        paid = Some(years(schedule.interest_by_year().map_err(wrong)?));
    }
    let lpr_verified_through = assumptions.iter().find_map(|assumption| match assumption {
        Assumption::LprUnknownAfter { verified_through } => Some(*verified_through),
        _ => None,
    });
    Ok(LoanSchedule {
        instalment: schedule.instalment,
        totals: Sums::from(schedule.totals),
        rows: schedule.rows.into_iter().map(Payment::from).collect(),
        paid_by_year: paid,
        accrued_by_year: accrued.map(years),
        annual_rate: annual_rate.map(Rates::from),
        assumptions: assumptions.iter().filter_map(assumed).collect(),
        lpr_verified_through,
    })
}

/// A loan and its payments.
pub(super) fn computed(scope: &Scope<'_>) -> Result<(Terms, Schedule), Gap> {
    let facts = LoanFacts::of(&scope.plan.catalogue).ok_or_else(|| Gap::Missing(Vec::new()))?;
    let terms = facts.terms(scope)?;
    let schedule = terms.loan.schedule();
    let schedule = schedule.map_err(|error| contract_gap(scope, "loan", &error))?;
    Ok((terms, schedule))
}

impl From<Row> for Payment {
    fn from(row: Row) -> Self {
        let days: Option<Vec<u32>> = row.segments.iter().map(|segment| segment.days).collect();
        Self {
            number: row.number,
            due_on: row.due_on,
            rate: row.rate,
            days: days.filter(|days| !days.is_empty()).map(|days| days.into_iter().sum()),
            opening: row.opening,
            principal: row.principal,
            interest: row.interest,
            payment: row.payment,
            closing: row.closing,
            event: row.event.map(crate::contract::Event::id),
        }
    }
}

impl From<Totals> for Sums {
    fn from(totals: Totals) -> Self {
        Self {
            principal: totals.principal,
            interest: totals.interest,
            payment: totals.payment,
        }
    }
}

impl From<AnnualRates> for Rates {
    fn from(rates: AnnualRates) -> Self {
        Self {
            monthly_irr_x12: rates.monthly_irr_x12,
            effective: rates.effective,
            xirr: rates.xirr,
            solution: if rates.unique { "unique" } else { "none-unique" },
        }
    }
}
