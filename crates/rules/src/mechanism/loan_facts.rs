//! The loan of a row, from its facts.

use crate::assess::{Gap, Given, Scope, tenor};
use crate::compact::compact;
use crate::contract::{
    AfterPrepayment, ContractError, DayBasis, Extension, Frequency, Loan, Problem, Repayment, Repricing, RepricingDay,
    Schedule, Settlement,
};
use crate::fact::{Catalogue, Fact, FactKind};
use crate::lpr::Tenor;
use crate::outcome::{Assumption, Why};
use crate::plan::{Limit, Reader};
use crate::{Dated, Rate, Term};

use super::subsidised::{Stretch, Subsidised};

/// Where the catalogue keeps the facts that every loan has. The others are read by name where they are given.
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

/// A loan with what had to be assumed about it.
pub(crate) struct Terms {
    /// The loan; rates of repricing days are among its rate changes.
    pub(crate) loan: Loan,
    /// How it is repriced.
    pub(crate) repricing: Option<Repricing>,
    /// What was assumed.
    pub(crate) assumptions: Vec<Assumption>,
}

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

    /// The facts of a catalogue that has them.
    pub(crate) fn of(catalogue: &Catalogue) -> Option<Self> {
        Some(Self {
            principal: catalogue.find("loan.principal")?,
            rate: catalogue.find("loan.rate")?,
            term: catalogue.find("loan.term")?,
            repayment: catalogue.find("loan.repayment")?,
            day_basis: catalogue.find("loan.day_basis")?,
            paid_out_on: catalogue.find("loan.paid_out_on")?,
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

    /// The loan, with what had to be assumed; every missing fact at once, in the order of the catalogue.
    pub(crate) fn terms(&self, scope: &Scope<'_>) -> Result<Terms, Gap> {
        self.terms_at(scope, true).map(|(terms, _)| terms)
    }

    /// The same for what does not follow from the rate of the contract, and whether that rate is known.
    pub(super) fn terms_at_any_rate(&self, scope: &Scope<'_>) -> Result<(Terms, bool), Gap> {
        self.terms_at(scope, false)
    }

    fn terms_at(&self, scope: &Scope<'_>, rated: bool) -> Result<(Terms, bool), Gap> {
        // Which of several loans it is comes before what that loan is like.
        scope
            .row_of(self.principal)
            .map_err(|which| Gap::Missing(vec![which]))?;
        let given = Given::beside(scope, self.principal);
        let (principal, rate) = (given.money("principal"), given.rate("rate"));
        let repayment = given.choice("repayment", Repayment::from_id);
        let payout = given.date("paid_out_on");
        let day = given.choice("repricing", RepricingDay::from_id);
        let table = given.is_table();
        let mut loan = Loan {
            paid_out_on: payout,
            frequency: given
                .choice("frequency", Frequency::from_id)
                .unwrap_or(Frequency::Monthly),
            settlement: given.choice("settlement", Settlement::from_id),
            first_due_on: given.date("first_due_on"),
            grace: given.count("grace").unwrap_or(0),
            rate_changes: given.rates("rate_changes"),
            prepayments: given.amounts("prepayments"),
            prepaid_in_full_on: given.date("prepaid_in_full_on"),
            after_prepayment: given
                .choice("after_prepayment", AfterPrepayment::from_id)
                .unwrap_or(AfterPrepayment::LowerInstalment),
            extended: given.date("extended_to").map(|to| Extension {
                to,
                rate: given.rate("extension_rate"),
            }),
            ..Loan::new(
                principal.unwrap_or_default(),
                rate.unwrap_or(Rate::ZERO),
                given.length().unwrap_or(Term::Days(1)),
                repayment.unwrap_or(Repayment::Bullet),
            )
        };
        let basis = given.choice("day_basis", DayBasis::from_id);
        loan.basis = basis.unwrap_or(loan.basis);
        if table {
            loan.repayments = given.amounts("repayments");
        }
        let known = repayment.is_some() && (given.term("term").is_some() || table);
        let dated = day.is_some()
            || loan.has_days()
            || (repayment.is_some() && loan.settled() == Some(Settlement::Twentieth))
            || (known && loan.needs_dates())
            || basis.is_some_and(|basis| basis.needs_dates(given.term("term")));
        let spread = given.rate("spread");
        let wanted = [
            ("principal", principal.is_none()),
            ("rate", rated && rate.is_none()),
            ("term", given.term("term").is_none() && !table),
            ("paid_out_on", payout.is_none() && dated),
            ("repayment", repayment.is_none()),
            ("repayments", table && loan.repayments.is_empty()),
            ("spread", rated && day.is_some() && spread.is_none()),
        ];
        let catalogue = &scope.plan.catalogue;
        let mut missing = Vec::new();
        for (id, _) in wanted.into_iter().filter(|(_, missing)| *missing) {
            missing.extend(catalogue.beside(self.principal, id));
        }
        if !missing.is_empty() {
            return Err(Gap::Missing(missing));
        }
        // An extension that was typed beside the state of a loan that has none: one of them is wrong.
        let is_normal = given
            .choice("status", |status| (status == "normal").then_some(()))
            .is_some();
        if loan.extended.is_some() && is_normal {
            let fact = scope.plan.catalogue.beside(self.principal, "extended_to");
            let fact = fact.map(|fact| scope.plan.catalogue.path(fact)).unwrap_or_default();
            let code = "NotExtended".to_owned();
            return Err(Gap::cannot(Why::Contract { fact, code }));
        }
        let mut assumptions = assumed(&loan, &given);
        let mut repricing = None;
        if let (Some(day), Some(tenor)) = (day, tenor(&given)) {
            let spread = spread.unwrap_or(Rate::ZERO);
            let wrong = |error| gap(scope, "loan", &error);
            check(&loan).map_err(wrong)?;
            let agreed = Repricing { day, spread, tenor };
            if let Some(verified_through) = agreed.apply(&mut loan, &scope.plan.lpr).map_err(wrong)? {
                assumptions.push(Assumption::LprUnknownAfter { verified_through });
            }
            repricing = Some(agreed);
        }
        if payout.is_none() {
            assumptions.push(Assumption::NoDates);
        }
        let known = rate.is_some() && (day.is_none() || spread.is_some());
        let terms = Terms {
            loan,
            repricing,
            assumptions,
        };
        Ok((terms, known))
    }

    /// What the limits of a clause leave of a loan that can be computed.
    pub(super) fn stretches(&self, scope: &Scope<'_>, limits: &[Limit]) -> Option<(DayBasis, Vec<Stretch>)> {
        let Terms { loan, .. } = self.terms(scope).ok()?;
        let schedule = loan.schedule().ok()?;
        let found = Subsidised::of(scope, &loan, &schedule, limits).ok()?;
        Some((loan.basis, found.stretches))
    }
}

/// The same loan at a rate that nobody agreed for it, which from each repricing on follows the prime rate, through an extension, too.
pub(super) fn following(scope: &Scope<'_>, loan: &Loan, rate: Rate, repricing: Option<Repricing>) -> Result<Loan, Gap> {
    let mut following = Loan {
        rate,
        rate_changes: Dated::NONE,
        extended: loan.extended.map(|extended| Extension { rate: None, ..extended }),
        ..loan.clone()
    };
    if let Some(repricing) = repricing {
        let applied = repricing.apply(&mut following, &scope.plan.lpr);
        applied.map_err(|error| gap(scope, "loan", &error))?;
    }
    Ok(following)
}

/// That the day of payout is missing.
pub(super) fn no_payout(scope: &Scope<'_>) -> Gap {
    Gap::Missing(scope.plan.catalogue.find("loan.paid_out_on").into_iter().collect())
}

/// The payments of a schedule that pay interest: an early one of principal alone pays none.
pub(super) fn payments(schedule: &Schedule) -> usize {
    schedule.rows.iter().filter(|row| !row.segments.is_empty()).count()
}

/// The first field of a repriced loan that does not fit, in the order of the catalogue: repricing stands before
/// prepayments and the extension.
fn check(loan: &Loan) -> Result<(), ContractError> {
    let not_for_flat = ContractError {
        field: "repricing",
        problem: Problem::NotForFlat,
    };
    match loan.check() {
        Err(error) if error.problem != Problem::NotForFlat || ["grace", "rate_changes"].contains(&error.field) => {
            Err(error)
        }
        _ if loan.repayment == Repayment::Flat => Err(not_for_flat),
        checked => checked,
    }
}

/// The defaults that were taken for what was not given.
fn assumed(loan: &Loan, given: &Given<'_>) -> Vec<Assumption> {
    let mut assumptions = Vec::new();
    if given.choice("day_basis", DayBasis::from_id).is_none() {
        assumptions.push(Assumption::DayBasis {
            basis: loan.basis.id().to_owned(),
        });
    }
    if let (Some(settlement), None, Some(_)) = (loan.settled(), loan.settlement, loan.paid_out_on) {
        assumptions.push(Assumption::Settlement {
            settlement: settlement.id().to_owned(),
        });
    }
    let reprices = given.choice("repricing", RepricingDay::from_id).is_some();
    if let (true, None, Some(tenor)) = (reprices, given.choice("tenor", Tenor::from_id), tenor(given)) {
        assumptions.push(Assumption::Tenor {
            tenor: tenor.id().to_owned(),
        });
    }
    let chosen = given.choice("after_prepayment", AfterPrepayment::from_id);
    if loan.repayment.amortises() && !loan.prepayments.is_empty() && chosen.is_none() {
        assumptions.push(Assumption::AfterPrepayment {
            choice: loan.after_prepayment.id().to_owned(),
        });
    }
    if loan.repayment == Repayment::Flat && loan.prepaid_in_full_on.is_some() {
        assumptions.push(Assumption::FlatFullPeriod);
    }
    assumptions
}

/// An error of a contract as the reason of an outcome; what was not given is missing, not wrong.
pub(crate) fn gap(scope: &Scope<'_>, group: &str, error: &ContractError) -> Gap {
    let path = format!("{group}.{}", error.field);
    match (error.problem, scope.plan.catalogue.find(&path)) {
        (Problem::Missing, Some(fact)) => Gap::Missing(vec![fact]),
        (Problem::Arithmetic(_), _) => Gap::cannot(Why::TooLarge),
        (problem, _) => {
            let code = problem.name().to_owned();
            Gap::cannot(Why::Contract { fact: path, code })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a repriced loan: 120,000 yuan over a year, paid out on 15 January 2026.
    fn wrong(repayment: Repayment, change: impl Fn(&mut Loan)) -> Option<(&'static str, Problem)> {
        let (principal, rate) = ("12万元".parse().unwrap(), "4%".parse().unwrap());
        let mut loan = Loan::new(principal, rate, Term::Months(12), repayment);
        loan.paid_out_on = Some("2026-01-15".parse().unwrap());
        change(&mut loan);
        check(&loan).err().map(|error| (error.field, error.problem))
    }

    #[test]
    fn of_what_does_not_fit_a_repriced_loan_the_first_in_the_catalogue_is_told() {
        let day = "2026-06-15".parse().unwrap();
        let early: Dated<crate::Money> = [(day, "1万元".parse().unwrap())].into_iter().collect();
        let changes: Dated<Rate> = [(day, Rate::ONE)].into_iter().collect();
        let flat = |change: &dyn Fn(&mut Loan)| wrong(Repayment::Flat, change);
        let repricing = Some(("repricing", Problem::NotForFlat));
        assert_eq!(flat(&|_| {}), repricing);
        assert_eq!(flat(&|loan| loan.prepayments = early.clone()), repricing);
        assert_eq!(flat(&|loan| loan.grace = 1), Some(("grace", Problem::NotForFlat)));
        let told = Some(("rate_changes", Problem::NotForFlat));
        assert_eq!(flat(&|loan| loan.rate_changes = changes.clone()), told);
        let told = Some(("first_due_on", Problem::NotAfter { other: "paid_out_on" }));
        assert_eq!(flat(&|loan| loan.first_due_on = loan.paid_out_on), told);
        assert_eq!(wrong(Repayment::EqualPayment, |_| {}), None);
        assert_eq!(
            wrong(Repayment::EqualPayment, |loan| loan.first_due_on = loan.paid_out_on),
            told
        );
    }
}
