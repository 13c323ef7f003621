//! Bounds as the engine compares them.

use std::cmp::Ordering;

use crate::compact::compact;
use crate::phrase::{self, Basis, Relation, Unit};
use crate::{Exact, Term};

/// What a bound lets pass: everything from its lower end to its upper end, or one side open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub lower: Option<End>,
    /// Upper end.
    pub upper: Option<End>,
    /// What the numbers count.
    pub unit: Unit,
    /// The words of the clause.
    pub words: String,
    /// Whether the number is included by convention only (bare 以上, 以下, 以内).
    pub convention: bool,
}

compact!(struct Interval { lower, upper, unit, words, convention });

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The number.
    pub value: Exact,
    /// Whether the number itself passes.
    pub inclusive: bool,
}

compact!(struct End { value, inclusive });

impl Interval {
    /// From what the phrase reader found.
    pub(crate) fn of(bound: &phrase::Bound, words: &str) -> Self {
        let end = |edge: &phrase::Edge| End {
            value: Exact::from_decimal(edge.value),
            inclusive: edge.inclusive,
        };
        let (lower, upper) = (bound.lower.as_ref().map(end), bound.upper.as_ref().map(end));
        let convention = [&bound.lower, &bound.upper]
            .into_iter()
            .flatten()
            .any(|edge| edge.basis == Basis::Convention);
        Self {
            lower,
            upper,
            unit: bound.unit,
            words: words.to_owned(),
            convention,
        }
    }

    /// Whether a number passes.
    pub fn admits(&self, number: Exact) -> bool {
        let above = self.lower.is_none_or(|end| match number.cmp(&end.value) {
            Ordering::Less => false,
            Ordering::Equal => end.inclusive,
            Ordering::Greater => true,
        });
        let below = self.upper.is_none_or(|end| match number.cmp(&end.value) {
            Ordering::Less => true,
            Ordering::Equal => end.inclusive,
            Ordering::Greater => false,
        });
        above && below
    }

    /// One of its ends as the term of a contract; none where it counts something else, or where no contract runs so long.
    pub fn term(&self, end: End) -> Option<Term> {
        let number = u32::try_from(end.value.numerator())
            .ok()
            .filter(|_| end.value.denominator() == 1)?;
        let term = match self.unit {
            Unit::Months => Term::Months(number),
            Unit::Days => Term::Days(number),
            _ => return None,
        };
        term.checked().ok()
    }

    /// Whether everything that this admits, `other` admits too.
    pub fn lies_in(&self, other: &Self) -> bool {
        let lower = match (self.lower, other.lower) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(their)) => {
                own.value > their.value || (own.value == their.value && (their.inclusive || !own.inclusive))
            }
        };
        let upper = match (self.upper, other.upper) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(their)) => {
                own.value < their.value || (own.value == their.value && (their.inclusive || !own.inclusive))
            }
        };
        lower && upper
    }

    /// Whether some number passes both.
    pub fn meets(&self, other: &Self) -> bool {
        let before = |first: &Self, second: &Self| match (first.upper, second.lower) {
            (Some(upper), Some(lower)) => {
                upper.value < lower.value || (upper.value == lower.value && !(upper.inclusive && lower.inclusive))
            }
            _ => false,
        };
        !before(self, other) && !before(other, self)
    }
}

/// The relation in which a number must stand to another fact.
pub(crate) fn holds(relation: Relation, number: Exact, other: Exact) -> bool {
    match relation {
        Relation::Is => number == other,
        Relation::AtMost => number <= other,
        Relation::Below => number < other,
        Relation::AtLeast => number >= other,
        Relation::Above => number > other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(words: &str) -> Interval {
        Interval::of(&phrase::bound(words, None).unwrap(), words)
    }

    #[test]
    fn a_bare_word_includes_its_number_by_convention_only() {
        assert!(bound("500万元以下").convention);
        assert!(bound("超过100万元、500万元以下").convention);
        assert!(!bound("500万元及以下").convention);
        assert!(!bound("超过100万元").convention);
    }

    #[test]
    fn what_lies_in_a_bound_passes_it_wholly() {
        for (inner, outer, lies) in [
            ("不超过3%", "不超过5%", true),
            ("不超过5%", "不超过3%", false),
            ("低于5%", "不超过5%", true),
            ("低于5%", "低于5%", true),
            ("不超过5%", "不超过5%", true),
            ("不超过5%", "低于5%", false),
            ("不低于5%", "不低于3%", true),
            ("不低于3%", "不低于5%", false),
            ("超过5%", "不低于5%", true),
            ("超过5%", "超过5%", true),
            ("不低于5%", "不低于5%", true),
            ("不低于5%", "超过5%", false),
            ("超过1%、不超过3%", "不超过3%", true),
            ("超过1%、不超过3%", "不低于1%", true),
            ("不超过3%", "超过1%、不超过3%", false),
            ("超过1%", "超过1%、不超过3%", false),
            ("超过1%、不超过3%", "超过2%、不超过5%", false),
            ("超过2%、不超过5%", "超过1%、不超过3%", false),
        ] {
            assert_eq!(bound(inner).lies_in(&bound(outer)), lies, "{inner} in {outer}");
        }
    }

    #[test]
    fn bounds_meet_where_a_number_passes_both() {
        for (one, other, meet) in [
            ("不超过3%", "不低于3%", true),
            ("不超过3%", "超过3%", false),
            ("低于3%", "不低于3%", false),
            ("低于3%", "超过3%", false),
            ("不超过3%", "超过2%", true),
            ("不超过2%", "超过3%", false),
            ("不超过2%", "不超过3%", true),
        ] {
            assert_eq!(bound(one).meets(&bound(other)), meet, "{one} and {other}");
            assert_eq!(bound(other).meets(&bound(one)), meet, "{other} and {one}");
        }
    }

    #[test]
    fn a_relation_holds_below_on_and_above_the_other_number_as_its_sign_says() {
        for (relation, expected) in [
            (Relation::Is, [false, true, false]),
            (Relation::AtMost, [true, true, false]),
            (Relation::Below, [true, false, false]),
            (Relation::AtLeast, [false, true, true]),
            (Relation::Above, [false, false, true]),
        ] {
            let found = [1, 2, 3].map(|number| holds(relation, Exact::integer(number), Exact::integer(2)));
            assert_eq!(found, expected, "{relation:?}");
        }
    }
}
