//! What the first loan of a request costs with everything beside it.

use serde::Serialize;

use crate::assess::{Gap, Given};
use crate::contract::{self, Cost, Percent};
use crate::{Dated, Money};

use super::{Contracts, loan};

/// What a loan costs before and after subsidies.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Costs {
    /// Without them.
    pub before: LoanCost,
    /// With them.
    pub after: LoanCost,
}

/// What a loan costs a year.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoanCost {
    /// 12 times the rate a month.
    pub monthly_irr_x12: Option<Percent>,
    /// The same compounded.
    pub effective: Option<Percent>,
    /// By actual days over 365.
    pub xirr: Option<Percent>,
    /// The rate of the loan and the annualised rate of its fees.
    pub disclosure: Option<Percent>,
    /// Interest and fees less subsidies, yuan.
    pub total_cost: Money,
    /// `unique` or `none-unique`.
    pub solution: &'static str,
}

/// Whether the first loan has fees, so that its cost differs from its rate.
pub(super) fn has_fees(contracts: &Contracts<'_>) -> bool {
    let fact = contracts.plan.catalogue.find("loan.principal");
    fact.is_some_and(|fact| {
        Given::beside(&contracts.scope(fact, 0), fact)
            .money("fees_upfront")
            .is_some()
    })
}

pub(super) fn of(contracts: &Contracts<'_>) -> Result<Costs, Gap> {
    let catalogue = &contracts.plan.catalogue;
    let nothing = || Gap::Missing(Vec::new());
    let principal = catalogue.find("loan.principal").ok_or_else(nothing)?;
    let scope = contracts.scope(principal, 0);
    let beside = Given::beside(&scope, principal);
    let cost = catalogue
        .find("cost.fees")
        .map(|fact| Given::beside(&contracts.scope(fact, 0), fact));
    let series = |id| cost.as_ref().map_or(Dated::NONE, |cost| cost.amounts(id));
    let (fees, subsidies) = (series("fees"), series("subsidies"));
    let undated = beside.date("paid_out_on").is_none() && !(fees.is_empty() && subsidies.is_empty());
    let payout = catalogue.find("loan.paid_out_on").filter(|_| undated);
    let computed = loan::computed(&scope);
    let (terms, schedule) = match (computed, payout) {
        (Err(Gap::Missing(mut missing)), payout) => {
            missing.extend(payout);
            return Err(Gap::Missing(missing));
        }
        (Ok(_), Some(payout)) => return Err(Gap::Missing(vec![payout])),
        (computed, _) => computed?,
    };
    let costs = contract::Costs {
        loan: &terms.loan,
        schedule: &schedule,
        fees_upfront: beside.money("fees_upfront").unwrap_or_default(),
        deposit: cost.as_ref().and_then(|cost| cost.money("deposit")).unwrap_or_default(),
        fees,
        subsidies,
    };
    Ok(Costs {
        before: costs.cost(false)?.into(),
        after: costs.cost(true)?.into(),
    })
}

impl From<Cost> for LoanCost {
    fn from(cost: Cost) -> Self {
        let rates = loan::Rates::from(cost.rates);
        Self {
            monthly_irr_x12: rates.monthly_irr_x12,
            effective: rates.effective,
            xirr: rates.xirr,
            disclosure: cost.disclosure,
            total_cost: cost.total_cost,
            solution: rates.solution,
        }
    }
}
