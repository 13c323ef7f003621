//! The interest of a securitisation.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assess::{Gap, Given, Scope, derive};
use crate::contract::{DayBasis, Payments};
use crate::fact::Fact;
use crate::mechanism::contract_gap;
use crate::{Date, Money};

/// The interest of a securitisation; yuan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SecuritisationInterest {
    /// The payments of interest.
    pub rows: Vec<Interest>,
    /// Their sum.
    pub total: Money,
    /// Interest by the calendar year in which it is paid.
    pub by_year: BTreeMap<String, Money>,
    /// Names of what was assumed.
    pub assumptions: Vec<&'static str>,
}

/// One payment of interest.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interest {
    /// The first day for which it is paid.
    pub from: Date,
    /// The day on which it falls due.
    pub due_on: Date,
    /// Actual days.
    pub days: i64,
    /// The interest.
    pub interest: Money,
}

pub(super) fn interest(scope: &Scope<'_>, interest: Fact) -> Result<SecuritisationInterest, Gap> {
    let issue = derive::securitisation(scope, interest)?;
    let wrong = |error| contract_gap(scope, "securitisation", &error);
    let payments = issue.payments().map_err(wrong)?;
    let years = issue.paid_by_year().map_err(wrong)?;
    let given = Given::beside(scope, interest);
    let mut assumptions = Vec::new();
    if given.choice("day_basis", DayBasis::from_id).is_none() {
        assumptions.push("day-basis");
    }
    if given.choice("payments", Payments::from_id).is_none() {
        assumptions.push("payments");
    }
    Ok(SecuritisationInterest {
        total: Money::sum(payments.iter().map(|payment| payment.interest))?,
        rows: payments
            .into_iter()
            .map(|payment| Interest {
                from: payment.from,
                due_on: payment.due_on,
                days: payment.from.days_until(payment.due_on),
                interest: payment.interest,
            })
            .collect(),
        by_year: years.into_iter().map(|(year, sum)| (year.to_string(), sum)).collect(),
        assumptions,
    })
}
