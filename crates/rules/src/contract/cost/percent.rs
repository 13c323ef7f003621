//! Annual rates as they are shown: percent with six decimals.

use std::fmt;

use crate::exact::{ArithmeticError, Exact};

/// One in multiples of 2^-80, in which computed rates come.
const BITS: u32 = 80;

/// Parts of a rate that are shown: 10^-8, the sixth decimal of a percentage.
const PARTS: i128 = 100_000_000;

/// A rate in percent with exactly six decimals ("4.615100%"), rounded half up, of a negative one its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(i128);

impl Percent {
    /// The highest one that is shown: 1,000,000%.
    pub const MAX: Self = Self(10_000 * PARTS);

    /// Its size in the sixth decimal of a percentage, to draw it.
    pub fn parts(self) -> i128 {
        self.0
    }

    /// A rate that is known exactly, and whether no digit was lost.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] where the millionths of a percentage point need more than 128 bits.
    pub fn of_exact(rate: Exact) -> Result<(Self, bool), ArithmeticError> {
        let unit = Exact::new(1, PARTS)?;
        let half = Exact::new(1, 2 * PARTS)?;
        let size = if rate.is_negative() { rate.negate() } else { rate };
        let parts = size.add(half)?.floor_to(unit)?.div(unit)?.numerator();
        let exact = size.div(unit)?.denominator() == 1;
        Ok((Self(if rate.is_negative() { -parts } else { parts }), exact))
    }

    /// Whether two differ by the last decimal at most.
    #[cfg(test)]
    pub(super) fn is_next_to(self, other: Self) -> bool {
        self.0.abs_diff(other.0) <= 1
    }

    /// A computed rate in multiples of 2^-80, with an exact one added; `None` above [`Percent::MAX`].
    ///
    /// What lies within 2^-40 of half a part counts as half: computed rates are off by far less.
    pub(super) fn of_computed(rate: i128, plus: Exact) -> Option<Self> {
        let scaled = Exact::new(1 << BITS, 1).and_then(|one| plus.mul(one)).ok()?;
        let whole = scaled.floor_to(Exact::ONE).ok()?.numerator();
        let sum = rate.checked_add(whole)?;
        let size = sum.unsigned_abs().checked_mul(PARTS.unsigned_abs())?;
        let half = (1 << (BITS - 1)) + (1 << (BITS - 40));
        let parts = i128::try_from(size.checked_add(half)? >> BITS).ok()?;
        let percent = Self(if sum < 0 { -parts } else { parts });
        (percent <= Self::MAX).then_some(percent)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Percent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a rate as text with six decimals, such as \"4.350000%\""
        })
    }
}

impl serde::Serialize for Percent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:06}%", size / 1_000_000, size % 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_decimals_are_always_shown() {
        let percent = |num, den| {
            let (percent, exact) = Percent::of_exact(Exact::new(num, den).unwrap()).unwrap();
            format!("{percent} {exact}")
        };
        assert_eq!(percent(12, 1000), "1.200000% true");
        assert_eq!(percent(0, 1), "0.000000% true");
        assert_eq!(percent(1, 3), "33.333333% false");
        assert_eq!(percent(-2, 3), "-66.666667% false");
        assert_eq!(percent(5, 1_000_000_000), "0.000001% false");
        assert_eq!(percent(-5, 1_000_000_000), "-0.000001% false");
        assert_eq!(percent(4, 1_000_000_000), "0.000000% false");
    }

    #[test]
    fn a_rate_is_drawn_by_its_millionths_of_a_percentage_point() {
        let parts = |num, den| Percent::of_exact(Exact::new(num, den).unwrap()).unwrap().0.parts();
        assert_eq!(parts(435, 10_000), 4_350_000);
        assert_eq!(parts(-435, 10_000), -4_350_000);
    }

    #[test]
    fn a_computed_rate_next_to_half_a_part_rounds_up() {
        let half: i128 = (1 << BITS) / 200_000_000;
        let shown = |rate: i128, plus| Percent::of_computed(rate, plus).map(|percent| percent.to_string());
        assert_eq!(shown(half, Exact::ZERO), Some("0.000001%".to_owned()));
        assert_eq!(shown(-half, Exact::ZERO), Some("-0.000001%".to_owned()));
        assert_eq!(shown(half - (1 << 40), Exact::ZERO), Some("0.000000%".to_owned()));
        assert_eq!(shown(1 << 79, Exact::new(1, 4).unwrap()), Some("75.000000%".to_owned()));
        assert_eq!(shown(10_000 << BITS, Exact::ZERO), Some("1000000.000000%".to_owned()));
        assert_eq!(shown(10_001 << BITS, Exact::ZERO), None);
    }
}
