//! The closed set of functions that derive facts from others.

use crate::contract::{Charging, DayBasis, Guarantee, Insurance, Securitisation, YearBasis};
use crate::fact::{Fact, Value};
use crate::mechanism::contract_gap;
use crate::outcome::Period;
use crate::{Exact, Money, Rate, Term};

use super::scope::{Gap, Scope};

/// The first fact over the second; undefined where the second is zero.
pub(super) fn ratio(scope: &Scope<'_>, fact: Fact) -> Result<Exact, Gap> {
    let [upper, lower] = scope.sources(fact).ok_or_else(|| Gap::Missing(vec![fact]))?;
    let (upper, lower) = both(scope.number(upper), scope.number(lower))?;
    if lower.is_zero() {
        return Err(Gap::Undefined(fact));
    }
    Ok(upper.div(lower)?)
}

/// Premium over insured amount over years; undefined where nothing is insured.
pub(super) fn annualised_premium(scope: &Scope<'_>, fact: Fact) -> Result<Exact, Gap> {
    let [premium, insured, term, basis] = scope.sources(fact).ok_or_else(|| Gap::Missing(vec![fact]))?;
    let premium_paid = money(scope, premium);
    let policy = insurance(scope, insured, term, basis);
    let (premium_paid, policy) = both(premium_paid, policy)?;
    let policy = Insurance {
        premium: premium_paid,
        ..policy
    };
    let rate = policy
        .annualised_rate()
        .map_err(|error| contract_gap(scope, "insurance", &error))?;
    rate.ok_or(Gap::Undefined(fact))
}

/// Insured amount times years.
pub(super) fn insured_years(scope: &Scope<'_>, fact: Fact) -> Result<Exact, Gap> {
    let [insured, term, basis] = scope.sources(fact).ok_or_else(|| Gap::Missing(vec![fact]))?;
    let policy = insurance(scope, insured, term, basis)?;
    let years = policy
        .years()
        .map_err(|error| contract_gap(scope, "insurance", &error))?;
    Ok(policy.insured.exact().mul(years)?)
}

fn insurance(scope: &Scope<'_>, insured: Fact, term: Fact, basis: Fact) -> Result<Insurance, Gap> {
    let term = length(scope, term);
    // Whole months need no year base; days do, and 365 and 360 can decide differently.
    let basis = match (&term, scope.value(basis)) {
        (Ok(Term::Days(_)), Ok(Value::Choice(id))) => YearBasis::from_id(id).ok_or_else(|| Gap::Missing(vec![basis])),
        (Ok(Term::Days(_)), _) => Err(Gap::Missing(vec![basis])),
        (Ok(Term::Months(_)) | Err(_), _) => Ok(YearBasis::Months),
    };
    let ((insured, term), basis) = both(both(money(scope, insured), term), basis)?;
    Ok(Insurance {
        premium: Money::ZERO,
        insured,
        term,
        starts_on: None,
        year_basis: basis,
    })
}

/// The amounts on which a guarantee fee is charged, year of the contract by year of the contract.
pub(super) fn guarantee_fee_base(scope: &Scope<'_>, fact: Fact) -> Result<Vec<(Option<Period>, Exact)>, Gap> {
    let [amount, term, charging, balance] = scope.sources(fact).ok_or_else(|| Gap::Missing(vec![fact]))?;
    let charging_way = match scope.value(charging) {
        Ok(Value::Choice(id)) => Charging::from_id(id).ok_or_else(|| Gap::Missing(vec![charging])),
        Ok(_) => Err(Gap::Missing(vec![charging])),
        Err(gap) => Err(gap),
    };
    let ((amount, term), charging_way) = both(both(money(scope, amount), length(scope, term)), charging_way)?;
    let mut balances = Vec::new();
    if charging_way == Charging::YearlyOutstanding {
        for (_, balance) in scope.series(balance)? {
            balances.push(balance.round_to_fen(crate::Rounding::HalfUp)?);
        }
    }
    let guarantee = Guarantee {
        amount,
        fee_rate: Rate::ZERO,
        term,
        charging: charging_way,
        balances,
    };
    let fees = guarantee
        .fees()
        .map_err(|error| contract_gap(scope, "guarantee", &error))?;
    let mut bases = Vec::new();
    for (year, row) in (1..).zip(fees.rows) {
        bases.push((
            Some(Period::ContractYear(year)),
            row.base.exact().mul(row.accrual.years)?,
        ));
    }
    Ok(bases)
}

/// The interest of a securitisation, calendar year by calendar year.
pub(super) fn securitisation_interest(scope: &Scope<'_>, fact: Fact) -> Result<Vec<(Option<Period>, Exact)>, Gap> {
    let sources: [Fact; 5] = scope.sources(fact).ok_or_else(|| Gap::Missing(vec![fact]))?;
    let [principal, coupon, starts_on, ends_on, day_basis] = sources;
    // With nothing of the contract given, what is missing is the interest itself.
    if [principal, coupon, starts_on, ends_on]
        .iter()
        .all(|source| !scope.is_given(*source))
    {
        return Err(Gap::Missing(vec![fact]));
    }
    let rate = match scope.value(coupon) {
        Ok(Value::Rate(rate)) => Ok(*rate),
        Ok(_) => Err(Gap::Missing(vec![coupon])),
        Err(gap) => Err(gap),
    };
    let contract = both(
        both(money(scope, principal), rate),
        both(scope.date(starts_on), scope.date(ends_on)),
    )?;
    let ((principal, coupon), (starts_on, ends_on)) = contract;
    let basis = match scope.value(day_basis) {
        Ok(Value::Choice(id)) => DayBasis::from_id(id).unwrap_or(DayBasis::Act365),
        _ => DayBasis::Act365,
    };
    let issue = Securitisation {
        principal,
        rate: coupon,
        starts_on,
        ends_on,
        basis,
    };
    let years = issue
        .accrued_by_year()
        .map_err(|error| contract_gap(scope, "securitisation", &error))?;
    Ok(years
        .into_iter()
        .map(|(year, interest)| (Some(Period::Year(year)), interest.exact()))
        .collect())
}

fn money(scope: &Scope<'_>, fact: Fact) -> Result<Money, Gap> {
    match scope.value(fact)? {
        Value::Money(money) => Ok(*money),
        _ => Err(Gap::Missing(vec![fact])),
    }
}

fn length(scope: &Scope<'_>, fact: Fact) -> Result<Term, Gap> {
    match scope.value(fact)? {
        Value::Term(term) => Ok(*term),
        _ => Err(Gap::Missing(vec![fact])),
    }
}

/// Both values, or everything that is missing for both.
pub(crate) fn both<A, B>(first: Result<A, Gap>, second: Result<B, Gap>) -> Result<(A, B), Gap> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(Gap::Missing(mut missing)), Err(Gap::Missing(more))) => {
            missing.extend(more);
            Err(Gap::Missing(missing))
        }
        (Err(gap), _) | (_, Err(gap)) => Err(gap),
    }
}

/// The premium that a policy may have at most at a rate; `None` where a fact is missing.
pub(super) fn highest_premium(scope: &Scope<'_>, fact: Fact, limit: Exact) -> Option<Money> {
    let [_, insured, term, basis] = scope.sources(fact)?;
    let policy = insurance(scope, insured, term, basis).ok()?;
    policy.highest_premium(Rate::from_exact(limit).ok()?).ok()
}
