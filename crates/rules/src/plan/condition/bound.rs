//! The bound of a condition, in the unit in which its fact is compared.

use crate::Exact;
use crate::fact::{Fact, FactKind};
use crate::phrase::Unit;
use crate::plan::reader::Typed;
use crate::plan::{Interval, PackProblem, Reader, Test};

/// A bound in the unit that the kind of fact compares in; spans in months.
pub(in crate::plan) fn interval(
    reader: &mut Reader<'_>,
    key: &str,
    words: &str,
    unit: Option<Unit>,
    kind: FactKind,
    typed: Typed,
) -> Option<Interval> {
    let mut interval = reader.interval_as(key, words, unit, typed)?;
    let fits: &[Unit] = match kind {
        FactKind::Money => &[Unit::Yuan],
        FactKind::Rate => &[Unit::Ratio, Unit::Points, Unit::Lpr],
        FactKind::Number => &[Unit::Times, Unit::Ratio, Unit::Usd],
        FactKind::Count => &[
            Unit::Firms,
            Unit::Deals,
            Unit::Occasions,
            Unit::Persons,
            Unit::Places,
            Unit::Count,
        ],
        FactKind::Span => &[Unit::Months, Unit::Years],
        _ => &[],
    };
    if !fits.contains(&interval.unit) {
        reader.problem(key, words, PackProblem::other_unit(fits));
        return None;
    }
    if kind == FactKind::Span {
        in_months(&mut interval)?;
    }
    Some(interval)
}

/// A bound on the term of a contract: whole months or days, as many as a term may have.
pub(super) fn running(
    reader: &mut Reader<'_>,
    fact: Fact,
    words: &str,
    unit: Option<Unit>,
    typed: Typed,
) -> Option<Test> {
    const FITS: &[Unit] = &[Unit::Months, Unit::Years, Unit::Days];
    let mut interval = reader.interval_as("words", words, unit, typed)?;
    if !FITS.contains(&interval.unit) {
        reader.problem("words", words, PackProblem::other_unit(FITS));
        return None;
    }
    in_months(&mut interval)?;
    let mut ends = [interval.lower, interval.upper].into_iter().flatten();
    if !ends.all(|end| interval.term(end).is_some()) {
        reader.problem("words", words, PackProblem::Unit);
        return None;
    }
    let begins = ["paid_out_on", "starts_on"].map(|id| reader.catalogue.beside(fact, id));
    let Some(from) = begins.into_iter().flatten().next() else {
        let wanted = vec![FactKind::Date];
        reader.problem("fact", &reader.catalogue.path(fact), PackProblem::FactKind { wanted });
        return None;
    };
    Some(Test::Running { fact, from, interval })
}

/// Counts years in months.
fn in_months(interval: &mut Interval) -> Option<()> {
    if let Some(months) = interval.unit.in_months() {
        for end in [&mut interval.lower, &mut interval.upper].into_iter().flatten() {
            end.value = end.value.mul(Exact::integer(months.into())).ok()?;
        }
        interval.unit = Unit::Months;
    }
    Some(())
}

/// The unit of that name.
pub(super) fn unit_named(text: &str) -> Option<Unit> {
    Some(match text {
        "家" => Unit::Firms,
        "笔" => Unit::Deals,
        "次" => Unit::Occasions,
        "人" => Unit::Persons,
        "名" => Unit::Places,
        "个" => Unit::Count,
        "年" => Unit::Years,
        "个月" => Unit::Months,
        "天" => Unit::Days,
        "元" => Unit::Yuan,
        "%" => Unit::Ratio,
        _ => return None,
    })
}
