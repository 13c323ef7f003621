//! The closed set of functions that derive facts from others.

use crate::contract::{Charging, DayBasis, Guarantee, Insurance, PartYears, Payments, Securitisation, YearBasis};
use crate::fact::{Fact, Value};
use crate::mechanism::contract_gap;
use crate::outcome::{Period, Why};
use crate::{Exact, Money, Rate, Term};

use super::given::Given;
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
    let policy = policy(scope, fact)?;
    // A premium that was computed from a rate is rounded; the rate is what was agreed.
    if let (Some(rate), Some([premium, _, _, _])) =
        (Given::beside(scope, fact).rate("premium_rate"), scope.sources(fact))
        && !scope.is_given(premium)
    {
        return Ok(rate.exact());
    }
    let rate = policy
        .annualised_rate()
        .map_err(|error| contract_gap(scope, "insurance", &error))?;
    rate.ok_or(Gap::Undefined(fact))
}

/// The policy of a row, from the fact of its annual rate; every missing fact at once. A premium that is not known
/// follows from the rate on the policy.
pub(crate) fn policy(scope: &Scope<'_>, annual_rate: Fact) -> Result<Insurance, Gap> {
    let sources: [Fact; 4] = scope
        .sources(annual_rate)
        .ok_or_else(|| Gap::Missing(vec![annual_rate]))?;
    let [premium, insured, term, basis] = sources;
    let policy = insurance(scope, insured, term, basis);
    if let Some(rate) = Given::beside(scope, annual_rate).rate("premium_rate")
        && !scope.is_given(premium)
    {
        let policy = policy?;
        let premium = policy
            .premium_at(rate)
            .map_err(|error| contract_gap(scope, "insurance", &error))?;
        return Ok(Insurance { premium, ..policy });
    }
    let (premium, policy) = both(money(scope, premium), policy)?;
    Ok(Insurance { premium, ..policy })
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

/// The policy of a row without its premium.
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

/// The total of a customer with one guarantee, which is that guarantee. Of several it is not known which are of one
/// customer, of one guarantor and of one time, so that it is missing.
pub(super) fn guarantee_total(scope: &Scope<'_>, fact: Fact) -> Result<Exact, Gap> {
    let [amount] = scope.sources(fact).ok_or_else(|| Gap::Missing(vec![fact]))?;
    let alone = scope.facts.rows(amount).len() == 1;
    let own = alone.then(|| guaranteed(scope, amount).ok()).flatten();
    own.ok_or_else(|| Gap::Missing(vec![fact]))
}

/// A customer's total that was given, which is at least the guarantee that it counts.
pub(super) fn given_total(scope: &Scope<'_>, fact: Fact, total: Exact) -> Exact {
    let amount: Option<[Fact; 1]> = scope.sources(fact);
    let own = amount.and_then(|[amount]| guaranteed(scope, amount).ok());
    own.map_or(total, |own| own.max(total))
}

/// What is guaranteed of the amount of a row.
fn guaranteed(scope: &Scope<'_>, amount: Fact) -> Result<Exact, Gap> {
    let whole = scope.number(amount)?;
    match Given::beside(scope, amount).rate("guaranteed_share") {
        Some(share) => Ok(whole.mul(share.exact())?),
        None => Ok(whole),
    }
}

/// The guarantee of a row without its fee rate, from the fact of its fee base; every missing fact at once.
pub(crate) fn guarantee(scope: &Scope<'_>, fee_base: Fact) -> Result<Guarantee, Gap> {
    let [amount, term, charging, balance] = scope.sources(fee_base).ok_or_else(|| Gap::Missing(vec![fee_base]))?;
    let charging_way = match scope.value(charging) {
        Ok(Value::Choice(id)) => Charging::from_id(id).ok_or_else(|| Gap::Missing(vec![charging])),
        Ok(_) => Err(Gap::Missing(vec![charging])),
        Err(gap) => Err(gap),
    };
    let length = length(scope, term);
    let balances = match charging_way {
        Ok(Charging::UpfrontOriginal) | Err(_) => Ok(Vec::new()),
        Ok(_) => balances(scope, balance, length.as_ref().ok().map(|term| Guarantee::years(*term))),
    };
    let given = Given::beside(scope, fee_base);
    let (starts_on, part_years) = (given.date("starts_on"), given.choice("part_years", PartYears::from_id));
    // The days of a part of a year that was given in months.
    let by_days = matches!(length, Ok(Term::Months(months)) if months % 12 > 0) && part_years == Some(PartYears::Days);
    let first_day = match scope.plan.catalogue.beside(fee_base, "starts_on") {
        Some(fact) if by_days && starts_on.is_none() => Err(Gap::Missing(vec![fact])),
        _ => Ok(starts_on),
    };
    let amount_and_term = both(money(scope, amount), length);
    let ways = both(both(charging_way, balances), first_day);
    let ((amount, term), ((charging_way, balances), starts_on)) = both(amount_and_term, ways)?;
    let whole = Guarantee::new(amount, term, charging_way);
    Ok(Guarantee {
        starts_on,
        share: given.rate("guaranteed_share").unwrap_or(whole.share),
        minimum_year: given.flag("minimum_year"),
        part_years: part_years.unwrap_or(whole.part_years),
        balances,
        ..whole
    })
}

/// The balance of each year of a guarantee, the first year first. A year of the term that is left out is missing; one
/// that is too many, or a balance of no year, does not fit.
fn balances(scope: &Scope<'_>, fact: Fact, years: Option<u32>) -> Result<Vec<Money>, Gap> {
    let given = scope.series(fact)?;
    let of = |number| {
        given
            .iter()
            .find(|(year, _)| *year == Some(Period::ContractYear(number)))
    };
    let mut balances = Vec::new();
    if given.iter().all(|(year, _)| year.is_some()) {
        for number in 1..=years.and_then(|years| i32::try_from(years).ok()).unwrap_or(0) {
            let (_, balance) = of(number).ok_or_else(|| Gap::Missing(vec![fact]))?;
            balances.push(balance.round_to_fen(crate::Rounding::HalfUp)?);
        }
    }
    if years.is_some() && balances.len() < given.len() {
        let (fact, code) = (scope.plan.catalogue.path(fact), "Count".to_owned());
        return Err(Gap::cannot(Why::Contract { fact, code }));
    }
    Ok(balances)
}

/// The amounts on which a guarantee fee is charged, year of the contract by year of the contract.
pub(super) fn guarantee_fee_base(scope: &Scope<'_>, fact: Fact) -> Result<Vec<(Option<Period>, Exact)>, Gap> {
    let guarantee = guarantee(scope, fact)?;
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
    let sources = scope.plan.sources(fact);
    // With nothing of the contract given, what is missing is the interest itself.
    if sources.iter().take(4).all(|source| !scope.is_given(*source)) {
        return Err(Gap::Missing(vec![fact]));
    }
    let years = securitisation(scope, fact)?
        .accrued_by_year()
        .map_err(|error| contract_gap(scope, "securitisation", &error))?;
    Ok(years
        .into_iter()
        .map(|(year, interest)| (Some(Period::Year(year)), interest.exact()))
        .collect())
}

/// The securitisation of a row, from the fact of its interest; every missing fact at once.
pub(crate) fn securitisation(scope: &Scope<'_>, interest: Fact) -> Result<Securitisation, Gap> {
    let sources: [Fact; 5] = scope.sources(interest).ok_or_else(|| Gap::Missing(vec![interest]))?;
    let [principal, coupon, starts_on, ends_on, day_basis] = sources;
    let rate = match scope.value(coupon) {
        Ok(Value::Rate(rate)) => Ok(*rate),
        Ok(_) => Err(Gap::Missing(vec![coupon])),
        Err(gap) => Err(gap),
    };
    let contract = both(
        both(money(scope, principal), rate),
        both(scope.date(starts_on), scope.date(ends_on)),
    )?;
    let ((principal, rate), (starts_on, ends_on)) = contract;
    let basis = match scope.value(day_basis) {
        Ok(Value::Choice(id)) => DayBasis::from_id(id).unwrap_or(DayBasis::Act365),
        _ => DayBasis::Act365,
    };
    let payments = Given::beside(scope, interest).choice("payments", Payments::from_id);
    Ok(Securitisation {
        principal,
        rate,
        starts_on,
        ends_on,
        basis,
        payments: payments.unwrap_or(Payments::Yearly),
    })
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

/// How long a contract runs that begins on the day `from`, also where that follows from the table of its payments.
pub(super) fn running_time(scope: &Scope<'_>, term: Fact, from: Fact) -> Result<Term, Gap> {
    let length = length(scope, term);
    let given = Given::beside(scope, term);
    if length.is_ok() || !given.is_table() {
        return length;
    }
    given.length().ok_or_else(|| {
        let payout = Some(from).filter(|_| scope.date(from).is_err());
        let repayments = scope.plan.catalogue.beside(term, "repayments");
        let repayments = repayments.filter(|_| given.amounts("repayments").is_empty());
        Gap::Missing(payout.into_iter().chain(repayments).collect())
    })
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

/// A value; where it is missing, what is missing of another one that is needed in any case is asked for with it.
pub(crate) fn beside<A, B>(value: Result<A, Gap>, other: Result<B, Gap>) -> Result<A, Gap> {
    match (value, other) {
        (Err(Gap::Missing(mut missing)), Err(Gap::Missing(more))) => {
            missing.extend(more);
            Err(Gap::Missing(missing))
        }
        (value, _) => value,
    }
}

/// The premium that a policy may have at most at a rate; `None` where a fact is missing.
pub(super) fn highest_premium(scope: &Scope<'_>, fact: Fact, limit: Exact) -> Option<Money> {
    let [_, insured, term, basis] = scope.sources(fact)?;
    let policy = insurance(scope, insured, term, basis).ok()?;
    policy.highest_premium(Rate::from_exact(limit).ok()?).ok()
}
