//! Bounds: the one or two sides that a phrase gives to a value.

use rust_decimal::Decimal;

use super::error::char_index;
use super::{Basis, Item, PhraseError, Relation, Unit, number, read};

/// What a phrase allows: everything between its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The least value, if the words give one.
    pub lower: Option<Edge>,
    /// The greatest value, if the words give one.
    pub upper: Option<Edge>,
    /// The unit of both.
    pub unit: Unit,
}

/// One side of a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The number of the edge, in the unit of the bound.
    pub value: Decimal,
    /// Whether the number itself lies within.
    pub inclusive: bool,
    /// Why it does or does not.
    pub basis: Basis,
    /// Whether the words give the level but not the side (放宽至5%). Such a bound has the same edge on both sides, and
    /// whoever knows the sense keeps one of them.
    pub by_sense: bool,
}

/// Reads a bound of one or two sides: 5万元及以上, 超过1%、不超过3%.
///
/// With a `unit`, only the numbers of that unit are taken: 5家(含)10笔(含)以上 asked for 家 is at least 5. Without one, all
/// numbers must have the same; months beside years (6个月至3年) are all counted in months. A number without a direction, two numbers for one side and an interval that leaves
/// nothing are errors.
///
/// # Errors
/// [`PhraseError`] says which of these it is, and at which character; or as [`read`].
pub fn bound(words: &str, unit: Option<Unit>) -> Result<Bound, PhraseError> {
    let mut items = read(words)?;
    if unit.is_none() && items.iter().any(|item| item.unit == Unit::Months) {
        for item in &mut items {
            in_months(item);
        }
    }
    let at = |item: &Item| char_index(words, item.span.start);
    let (unit, given) = match (unit, items.first()) {
        (Some(unit), _) => (unit, true),
        (None, Some(first)) => (first.unit, false),
        (None, None) => return Err(PhraseError::NoNumber { at: 0 }),
    };
    let mut bound = Bound {
        lower: None,
        upper: None,
        unit,
    };
    for item in &items {
        if item.unit != unit && given {
            continue;
        }
        if item.unit != unit {
            return Err(PhraseError::SeveralUnits { at: at(item) });
        }
        let inclusive = matches!(item.relation, Relation::AtMost | Relation::AtLeast | Relation::Is);
        let edge = Edge {
            value: item.value,
            inclusive,
            basis: item.basis,
            by_sense: item.by_sense,
        };
        let (lower, upper) = match item.relation {
            Relation::AtLeast | Relation::Above => (Some(edge), None),
            Relation::AtMost | Relation::Below => (None, Some(edge)),
            Relation::Is if item.by_sense => (Some(edge), Some(edge)),
            Relation::Is => return Err(PhraseError::NoBound { at: at(item) }),
        };
        let twice = (lower.is_some() && bound.lower.is_some()) || (upper.is_some() && bound.upper.is_some());
        if twice {
            return Err(PhraseError::SeveralNumbers { at: at(item) });
        }
        bound.lower = bound.lower.or(lower);
        bound.upper = bound.upper.or(upper);
        if bound.is_empty() {
            return Err(PhraseError::EmptyInterval { at: at(item) });
        }
    }
    if bound.lower.is_none() && bound.upper.is_none() {
        return Err(PhraseError::UnitMissing { at: 0 });
    }
    Ok(bound)
}

/// Counts a number of years in months. Numbers have so few digits that this is exact.
fn in_months(item: &mut Item) {
    let months = item
        .unit
        .in_months()
        .map(|months| item.value.mantissa() * i128::from(months));
    if let Some(value) = months.and_then(|months| number::exact(months, item.value.scale(), 0)) {
        item.value = value;
        item.unit = Unit::Months;
    }
}

impl Bound {
    fn is_empty(&self) -> bool {
        let (Some(lower), Some(upper)) = (self.lower, self.upper) else {
            return false;
        };
        lower.value > upper.value || (lower.value == upper.value && !(lower.inclusive && upper.inclusive))
    }
}
