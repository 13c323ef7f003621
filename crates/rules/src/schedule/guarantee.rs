//! The fees of a guarantee.

use serde::Serialize;

use crate::assess::{Gap, Given, Scope, derive};
use crate::contract::{PartYears, Percent};
use crate::fact::Fact;
use crate::mechanism::contract_gap;
use crate::{Date, Money};

use super::Annualised;

/// The fees of a guarantee; yuan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuaranteeFees {
    /// The fees in the order in which they fall due.
    pub rows: Vec<Fee>,
    /// Their sum.
    pub total: Money,
    /// Fees over the guaranteed amount and the years; none for a share of zero.
    pub annualised: Option<Annualised>,
    /// Names of what was assumed.
    pub assumptions: Vec<&'static str>,
}

/// The fee of a year, or of the whole term up front.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fee {
    /// The number of the year.
    pub year: u32,
    /// Its first day.
    pub starts_on: Option<Date>,
    /// The amount on which it is charged.
    pub base: Money,
    /// Its length in months, where months count.
    pub months: Option<u32>,
    /// Its length in days, where days count.
    pub days: Option<u32>,
    /// The fee.
    pub fee: Money,
}

pub(super) fn fees(scope: &Scope<'_>, fee_base: Fact) -> Result<GuaranteeFees, Gap> {
    let given = Given::beside(scope, fee_base);
    let rate = given.rate("fee_rate").ok_or_else(|| {
        let fact = scope.plan.catalogue.beside(fee_base, "fee_rate");
        Gap::Missing(fact.into_iter().collect())
    });
    let (mut guarantee, rate) = derive::both(derive::guarantee(scope, fee_base), rate)?;
    guarantee.fee_rate = rate;
    let wrong = |error| contract_gap(scope, "guarantee", &error);
    let fees = guarantee.fees().map_err(wrong)?;
    let annualised = guarantee.annualised_rate(&fees).map_err(wrong)?;
    let annualised = annualised.map(Percent::of_exact).transpose()?;
    let assumed = guarantee.has_part_year() && given.choice("part_years", PartYears::from_id).is_none();
    Ok(GuaranteeFees {
        rows: fees
            .rows
            .into_iter()
            .map(|row| Fee {
                year: row.year,
                starts_on: row.starts_on,
                base: row.base,
                months: Some(row.accrual.months).filter(|months| *months > 0),
                days: Some(row.accrual.days).filter(|days| *days > 0),
                fee: row.fee,
            })
            .collect(),
        total: fees.total,
        annualised: annualised.map(|(rate, exact)| Annualised { rate, exact }),
        assumptions: if assumed { vec!["part-years"] } else { Vec::new() },
    })
}
