//! The bound of a condition, in the unit in which its fact is compared.

use crate::fact::FactKind;
use crate::phrase::Unit;
use crate::plan::reader::Typed;
use crate::plan::{Interval, PackProblem, Reader};

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
    if interval.unit == Unit::Years && kind == FactKind::Span {
        for end in [&mut interval.lower, &mut interval.upper].into_iter().flatten() {
            end.value = end.value.mul(crate::Exact::integer(12)).ok()?;
        }
        interval.unit = Unit::Months;
    }
    Some(interval)
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
        "元" => Unit::Yuan,
        "%" => Unit::Ratio,
        _ => return None,
    })
}
