//! The premium of an insurance policy.

use serde::Serialize;

use crate::assess::{Gap, Scope, derive};
use crate::contract::Percent;
use crate::fact::Fact;
use crate::mechanism::contract_gap;
use crate::{Exact, Money};

use super::Annualised;

/// The premium of a policy, yuan, and as an annual rate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Premium {
    /// All that the customer pays.
    pub premium: Money,
    /// The length of the policy in years, exact.
    pub years: Exact,
    /// Premium over insured amount and years; none where nothing is insured.
    pub annualised: Option<Annualised>,
    /// Names of what was assumed: none.
    pub assumptions: Vec<&'static str>,
}

pub(super) fn premium(scope: &Scope<'_>, annual_rate: Fact) -> Result<Premium, Gap> {
    let policy = derive::policy(scope, annual_rate)?;
    let wrong = |error| contract_gap(scope, "insurance", &error);
    let years = policy.years().map_err(wrong)?;
    let annualised = policy.annualised_rate().map_err(wrong)?;
    let annualised = annualised.map(Percent::of_exact).transpose()?;
    Ok(Premium {
        premium: policy.premium,
        years,
        annualised: annualised.map(|(rate, exact)| Annualised { rate, exact }),
        assumptions: Vec::new(),
    })
}
