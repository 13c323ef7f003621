//! The loan of a row, from its facts.

use crate::Rate;
use crate::assess::{Gap, Scope};
use crate::compact::compact;
use crate::contract::{self, DayBasis, Loan, Repayment};
use crate::fact::{Fact, FactKind, Value};
use crate::outcome::{Assumption, Why};
use crate::plan::{Limit, Reader};

use super::subsidised::{Stretch, Subsidised};

/// Where the catalogue keeps the facts of a loan.
#[derive(Clone, Copy, Debug)]
pub struct LoanFacts {
    principal: Fact,
    rate: Fact,
    term: Fact,
    repayment: Fact,
    day_basis: Fact,
    paid_out_on: Fact,
}

compact!(struct LoanFacts { principal, rate, term, repayment, day_basis, paid_out_on });

impl LoanFacts {
    pub(super) fn compile(reader: &mut Reader<'_>) -> Option<Self> {
        let mut fact = |path, kind| reader.fact_of("amount", path, &[kind]);
        Some(Self {
            principal: fact("loan.principal", FactKind::Money)?,
            rate: fact("loan.rate", FactKind::Rate)?,
            term: fact("loan.term", FactKind::Term)?,
            repayment: fact("loan.repayment", FactKind::Choice)?,
            day_basis: fact("loan.day_basis", FactKind::Choice)?,
            paid_out_on: fact("loan.paid_out_on", FactKind::Date)?,
        })
    }

    pub(super) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        for fact in [
            self.principal,
            self.rate,
            self.term,
            self.repayment,
            self.day_basis,
            self.paid_out_on,
        ] {
            add(fact);
        }
    }

    /// The loan, with what had to be assumed; every missing fact at once.
    pub(super) fn loan(&self, scope: &Scope<'_>) -> Result<(Loan, Vec<Assumption>), Gap> {
        let mut missing = Vec::new();
        let mut value = |fact| match scope.value(fact) {
            Ok(value) => Some(value),
            Err(Gap::Missing(facts)) => {
                missing.extend(facts);
                None
            }
            Err(_) => None,
        };
        let (principal, rate, term) = (value(self.principal), value(self.rate), value(self.term));
        let repayment = value(self.repayment);
        let (
            Some(Value::Money(principal)),
            Some(Value::Rate(rate)),
            Some(Value::Term(term)),
            Some(Value::Choice(repayment)),
        ) = (principal, rate, term, repayment)
        else {
            return Err(Gap::Missing(missing));
        };
        let Some(repayment) = Repayment::from_id(repayment) else {
            return Err(Gap::Missing(vec![self.repayment]));
        };
        let mut loan = Loan::new(*principal, *rate, *term, repayment);
        let mut assumptions = Vec::new();
        match scope.value(self.day_basis) {
            Ok(Value::Choice(basis)) => loan.basis = DayBasis::from_id(basis).unwrap_or(loan.basis),
            _ => assumptions.push(Assumption::DayBasis {
                basis: loan.basis.id().to_owned(),
            }),
        }
        match scope.date(self.paid_out_on) {
            Ok(date) => loan.paid_out_on = Some(date),
            Err(_) => assumptions.push(Assumption::NoDates),
        }
        Ok((loan, assumptions))
    }

    /// What the limits of a clause leave of a loan that can be computed.
    pub(super) fn stretches(&self, scope: &Scope<'_>, limits: &[Limit]) -> Option<(DayBasis, Vec<Stretch>)> {
        let (loan, _) = self.loan(scope).ok()?;
        let schedule = loan.schedule().ok()?;
        let found = Subsidised::of(scope, &loan, &schedule, limits, None).ok()?;
        Some((loan.basis, found.stretches))
    }

    /// The rate in the user's contract.
    pub(super) fn contract_rate(&self, scope: &Scope<'_>) -> Option<Rate> {
        match scope.value(self.rate) {
            Ok(Value::Rate(rate)) => Some(*rate),
            _ => None,
        }
    }
}

/// That the day of payout is missing.
pub(super) fn no_payout(scope: &Scope<'_>) -> Gap {
    Gap::Missing(scope.plan.catalogue.find("loan.paid_out_on").into_iter().collect())
}

/// An error of a contract as the reason of an outcome; what was not given is missing, not wrong.
pub(crate) fn gap(scope: &Scope<'_>, group: &str, error: &contract::ContractError) -> Gap {
    let path = format!("{group}.{}", error.field);
    match (error.problem, scope.plan.catalogue.find(&path)) {
        (contract::Problem::Missing, Some(fact)) => Gap::Missing(vec![fact]),
        (contract::Problem::Arithmetic(_), _) => Gap::cannot(Why::TooLarge),
        (problem, _) => {
            let code = problem.name().to_owned();
            Gap::cannot(Why::Contract { fact: path, code })
        }
    }
}
