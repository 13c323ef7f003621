//! The contracts of a request in full: payments, fees and premiums, their years and what they cost, without any policy.
//!
//! ```
//! use huisuan_rules::{Plan, schedule::Answer};
//! # use huisuan_rules::{digest::sha256, lpr::Lpr, plan::Source};
//! # let facts = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json")))?;
//! # let pack = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json")))?;
//! # let source = Source { pack, hash: sha256(b"the pack") };
//! # let plan = Plan::new(facts, Lpr::default(), vec![source]).map_err(|errors| format!("{errors:?}"))?;
//! let request = serde_json::from_str(r#"{ "schema": 1, "day": "2026-06-30", "facts": { "loan": [
//!     { "principal": "100万元", "rate": "4.35%", "term": "36个月", "repayment": "equal-payment" },
//!     { "principal": "100万元", "term": "36个月" } ] } }"#)?;
//! let schedules = plan.schedule(&request).map_err(|error| format!("{error:?}"))?;
//! let loans = schedules.loan.unwrap_or_default();
//! let [Answer::Ok(first), Answer::Missing(facts)] = loans.as_slice() else { return Err("one loan of two".into()) };
//! assert_eq!(first.rows.len(), 36);
//! assert_eq!(first.instalment, Some("29679.93".parse()?));
//! assert_eq!((first.rows[0].interest, first.rows[0].principal), ("3625".parse()?, "26054.93".parse()?));
//! assert_eq!(first.totals.interest, "68477.65".parse()?);
//! assert_eq!(first.assumptions, ["day-basis", "no-dates"]);
//! assert_eq!(facts.as_slice(), ["loan.rate", "loan.repayment"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use serde::Serialize;

use crate::assess::{Gap, Scope};
use crate::fact::{Catalogue, Fact};
use crate::outcome::{Assumption, Why};
use crate::plan::Plan;
use crate::request::{Facts, Request, RequestError};

mod cost;
mod guarantee;
mod insurance;
mod loan;
mod securitisation;

pub use cost::{Costs, LoanCost};
pub use guarantee::{Fee, GuaranteeFees};
pub use insurance::Premium;
pub use loan::{LoanContract, LoanSchedule, Payment, Rates, Sums};
pub use securitisation::{Interest, SecuritisationInterest};

/// The contracts of a request. A group that the request has not is absent.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Schedules {
    /// The version of the format; 1.
    pub schema: u32,
    /// The version of the engine.
    pub engine: &'static str,
    /// Loans, in the order of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loan: Option<Vec<Answer<LoanSchedule>>>,
    /// Guarantees, in the order of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guarantee: Option<Vec<Answer<GuaranteeFees>>>,
    /// Insurance policies, in the order of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurance: Option<Vec<Answer<Premium>>>,
    /// Securitisations, in the order of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub securitisation: Option<Vec<Answer<SecuritisationInterest>>>,
    /// What the first loan costs, where the request asks for it or the loan has fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Answer<Costs>>,
}

/// One contract, or why it cannot be computed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Answer<T> {
    /// The contract.
    Ok(T),
    /// Facts that are needed, all at once, in the order of the catalogue. None is named where the catalogue itself lacks a fact
    /// that every loan has.
    Missing(Vec<String>),
    /// The first fact that does not fit.
    Problem(Misfit),
}

/// A fact that does not fit.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Misfit {
    /// Its path.
    pub fact: String,
    /// What is wrong with it, the name of a [`crate::contract::Problem`].
    pub code: String,
}

/// A rate that is exact before it is shown.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Annualised {
    /// In percent with six decimals, half up.
    pub rate: crate::contract::Percent,
    /// Whether no digit was lost.
    pub exact: bool,
}

impl Plan {
    /// The contracts of a request in full. What is wrong with the request comes back as data, all fields at once.
    ///
    /// # Errors
    /// [`RequestError`]: another version of the format, a day that cannot be read, or all facts that cannot be read. A contract that
    /// cannot be computed is told in its place instead.
    pub fn schedule(&self, request: &Request) -> Result<Schedules, RequestError> {
        if request.schema != 1 {
            return Err(RequestError::Schema { given: request.schema });
        }
        let (facts, fields) = Facts::read(&self.catalogue, &request.facts);
        if !fields.is_empty() {
            return Err(RequestError::Facts { fields });
        }
        request.day()?;
        let contracts = Contracts {
            plan: self,
            facts: &facts,
        };
        let given = |group: &str| request.facts.contains_key(group);
        let fees = || cost::has_fees(&contracts);
        Ok(Schedules {
            schema: 1,
            engine: env!("CARGO_PKG_VERSION"),
            loan: given("loan").then(|| contracts.each(["loan.principal"; 2], loan::schedule)),
            guarantee: given("guarantee")
                .then(|| contracts.each(["guarantee.fee_base", "guarantee.amount"], guarantee::fees)),
            insurance: given("insurance")
                .then(|| contracts.each(["insurance.annual_rate", "insurance.insured"], insurance::premium)),
            securitisation: given("securitisation").then(|| {
                let facts = ["securitisation.interest", "securitisation.principal"];
                contracts.each(facts, securitisation::interest)
            }),
            cost: (given("cost") || fees()).then(|| contracts.answer("loan.principal", cost::of(&contracts))),
        })
    }
}

impl Plan {
    /// The loans of facts that were read, in their order.
    pub fn loans(&self, facts: &Facts) -> Vec<Answer<LoanContract>> {
        let contracts = Contracts { plan: self, facts };
        contracts.each(["loan.principal"; 2], loan::contract)
    }

    /// What the first loan costs with everything beside it; none where nothing beside it is known.
    pub fn costs(&self, facts: &Facts) -> Option<Answer<Costs>> {
        let contracts = Contracts { plan: self, facts };
        let beside = self
            .catalogue
            .find("cost.fees")
            .is_some_and(|fact| !facts.rows(fact).is_empty());
        (beside || cost::has_fees(&contracts)).then(|| contracts.answer("loan.principal", cost::of(&contracts)))
    }
}

/// The contracts of a request.
struct Contracts<'a> {
    plan: &'a Plan,
    facts: &'a Facts,
}

impl<'a> Contracts<'a> {
    /// The view of one contract of the group of a fact.
    fn scope(&self, fact: Fact, row: usize) -> Scope<'a> {
        Scope {
            plan: self.plan,
            facts: self.facts,
            answered: true,
            row: Some((fact.group, row)),
            share: None,
            period: None,
            trace: false,
            words: true,
        }
    }

    /// All contracts of a group: the fact that names what is needed leads to them, and an amount that is too large is
    /// told of the other.
    fn each<T>(&self, [needs, amount]: [&str; 2], of: impl Fn(&Scope<'a>, Fact) -> Result<T, Gap>) -> Vec<Answer<T>> {
        let Some(fact) = self.plan.catalogue.find(needs) else {
            return Vec::new();
        };
        let rows = self.facts.rows(fact).len();
        (0..rows)
            .map(|row| self.answer(amount, of(&self.scope(fact, row), fact)))
            .collect()
    }

    fn answer<T>(&self, amount: &str, result: Result<T, Gap>) -> Answer<T> {
        let catalogue = &self.plan.catalogue;
        match result {
            Ok(answer) => Answer::Ok(answer),
            Err(Gap::Missing(facts)) => Answer::Missing(paths(catalogue, facts)),
            Err(Gap::Cannot(why)) => Answer::Problem(match *why {
                Why::Contract { fact, code } => Misfit { fact, code },
                _ => too_large(amount),
            }),
            Err(Gap::Undefined(fact)) => Answer::Problem(too_large(&catalogue.path(fact))),
        }
    }
}

fn too_large(path: &str) -> Misfit {
    Misfit {
        fact: path.to_owned(),
        code: "Arithmetic".to_owned(),
    }
}

/// Paths in the order of the catalogue, each once.
fn paths(catalogue: &Catalogue, mut facts: Vec<Fact>) -> Vec<String> {
    facts.sort_unstable();
    facts.dedup();
    facts.into_iter().map(|fact| catalogue.path(fact)).collect()
}

/// The name of an assumption about a contract.
fn assumed(assumption: &Assumption) -> Option<&'static str> {
    Some(match assumption {
        Assumption::DayBasis { .. } => "day-basis",
        Assumption::Settlement { .. } => "settlement",
        Assumption::Tenor { .. } => "tenor",
        Assumption::AfterPrepayment { .. } => "after-prepayment",
        Assumption::FlatFullPeriod => "flat-full-period",
        Assumption::LprUnknownAfter { .. } => "lpr-unknown-after",
        Assumption::NoDates => "no-dates",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_assumed_about_a_contract_has_a_name() {
        let text = String::new;
        for (assumption, name) in [
            (Assumption::DayBasis { basis: text() }, "day-basis"),
            (Assumption::Settlement { settlement: text() }, "settlement"),
            (Assumption::Tenor { tenor: text() }, "tenor"),
            (Assumption::AfterPrepayment { choice: text() }, "after-prepayment"),
            (Assumption::FlatFullPeriod, "flat-full-period"),
            (Assumption::NoDates, "no-dates"),
        ] {
            assert_eq!(assumed(&assumption), Some(name));
        }
        assert_eq!(assumed(&Assumption::Reading { id: text() }), None);
    }

    /// A plan whose loans may have fees, and which knows of other fees beside them.
    fn plan() -> Plan {
        let mut facts: serde_json::Value = serde_json::from_str(include_str!("../tests/sample/facts.json")).unwrap();
        let fees = |id: &str, more: &str| -> serde_json::Value {
            let text =
                format!(r#"{{ "id": "{id}", "type": "money", "optional": true{more}, "zh": "费用", "en": "Fees" }}"#);
            serde_json::from_str(&text).unwrap()
        };
        let loan = facts["group"][1]["fact"].as_array_mut().unwrap();
        loan.push(fees("fees_upfront", ""));
        let cost = serde_json::json!({ "id": "cost", "zh": "成本", "en": "Cost", "fact": [fees("fees", r#", "series": "day""#)] });
        facts["group"].as_array_mut().unwrap().push(cost);
        Plan::new(
            serde_json::from_value(facts).unwrap(),
            crate::lpr::Lpr::default(),
            Vec::new(),
        )
        .unwrap()
    }

    fn facts(plan: &Plan, json: &str) -> Facts {
        let (facts, errors) = Facts::read(&plan.catalogue, &serde_json::from_str(json).unwrap());
        assert_eq!(errors, []);
        facts
    }

    const LOAN: &str = r#""principal": "100万元", "rate": "3.6%", "term": "12个月", "repayment": "bullet",
        "day_basis": "30/360", "paid_out_on": "2026-01-15""#;

    #[test]
    fn each_loan_of_the_facts_is_answered_in_its_place() {
        let plan = plan();
        let facts = facts(
            &plan,
            &format!(r#"{{ "loan": [{{ "principal": "100万元" }}, {{ {LOAN} }}] }}"#),
        );
        let loans = plan.loans(&facts);
        assert!(
            matches!(loans.as_slice(), [Answer::Missing(_), Answer::Ok(_)]),
            "{loans:?}"
        );
    }

    #[test]
    fn what_a_loan_costs_is_told_where_anything_beside_it_is_known() {
        let plan = plan();
        let costs = |json: &str| {
            plan.costs(&facts(&plan, json))
                .map(|answer| matches!(answer, Answer::Ok(_)))
        };
        assert_eq!(costs(&format!(r#"{{ "loan": [{{ {LOAN} }}] }}"#)), None);
        assert_eq!(
            costs(&format!(r#"{{ "loan": [{{ {LOAN}, "fees_upfront": "1万元" }}] }}"#)),
            Some(true)
        );
        let beside = r#""cost": { "fees": { "2026-06-15": "1万元" } }"#;
        assert_eq!(costs(&format!(r#"{{ "loan": [{{ {LOAN} }}], {beside} }}"#)), Some(true));
        assert_eq!(
            costs(&format!(r#"{{ "loan": [{{ "principal": "100万元" }}], {beside} }}"#)),
            Some(false)
        );
    }
}
