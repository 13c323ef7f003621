//! The limits of a fact.

use crate::{Exact, Term};

use super::value::read_text;
use super::{FactKind, FactSpec, FieldProblem, Value};

/// The limits of a fact, as numbers.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    min: Option<Number>,
    max: Option<Number>,
    longest: Option<Result<Term, FieldProblem>>,
}

impl Limits {
    pub(crate) fn of(spec: &FactSpec) -> Self {
        let limit = |text: &Option<String>| {
            let text = text.as_ref()?;
            Number::of(&read_text(spec, spec.kind, text).ok()?)
        };
        let term = spec.max.as_ref().filter(|_| spec.kind == FactKind::Term);
        Self {
            min: limit(&spec.min),
            max: limit(&spec.max),
            longest: term.map(|max| max.parse().map_err(|error| FieldProblem::Term { error })),
        }
    }

    pub(super) fn hold(&self, spec: &FactSpec, value: &Value) -> Result<(), FieldProblem> {
        let too_large = || FieldProblem::TooLarge {
            max: spec.max.clone().unwrap_or_default(),
        };
        let Some(number) = Number::of(value) else {
            return match (value, &self.longest) {
                (Value::Term(term), Some(longest)) if term.is_longer_than(longest.clone()?) => Err(too_large()),
                _ => Ok(()),
            };
        };
        if self.min.is_some_and(|min| number.is_below(min)) {
            let min = spec.min.clone().unwrap_or_default();
            return Err(FieldProblem::TooSmall { min });
        }
        if self.max.is_some_and(|max| max.is_below(number)) {
            return Err(too_large());
        }
        Ok(())
    }
}

/// The number of a value, compared with others of the same fact only.
#[derive(Clone, Copy, Debug)]
enum Number {
    /// So many units: fen, 10^-12 of a rate, or whole ones.
    Whole(i128),
    /// A number with a fraction.
    Exact(Exact),
}

impl Number {
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Money(money) => Self::Whole(money.fen()),
            Value::Rate(rate) => Self::Whole(rate.mantissa()),
            Value::Count(count) => Self::Whole(i128::from(*count)),
            Value::Number(number) => Self::Exact(*number),
            _ => return None,
        })
    }

    fn is_below(self, other: Self) -> bool {
        match (self, other) {
            (Self::Whole(number), Self::Whole(other)) => number < other,
            (Self::Exact(number), Self::Exact(other)) => number < other,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the limits of a fact say of a value.
    fn held(kind: &str, [min, max]: [&str; 2], given: &str) -> Result<(), FieldProblem> {
        let spec =
            format!(r#"{{ "id": "one", "type": "{kind}", "min": "{min}", "max": "{max}", "zh": "一", "en": "One" }}"#);
        let spec: FactSpec = serde_json::from_str(&spec).unwrap();
        let value = read_text(&spec, spec.kind, given).unwrap();
        Limits::of(&spec).hold(&spec, &value)
    }

    #[test]
    fn the_least_and_the_greatest_value_are_themselves_allowed() {
        for (kind, [below, least, most, above]) in [
            ("money", ["0.99", "1", "5万元", "50000.01"]),
            ("rate", ["0.9999%", "1%", "100%", "100.01%"]),
            ("number", ["0.49", "0.5", "1.5", "1.51"]),
            ("count", ["0", "1", "3", "4"]),
        ] {
            let limits = [least, most];
            let [min, max] = limits.map(ToOwned::to_owned);
            assert_eq!(held(kind, limits, below), Err(FieldProblem::TooSmall { min }));
            assert_eq!(held(kind, limits, least), Ok(()), "{kind}");
            assert_eq!(held(kind, limits, most), Ok(()), "{kind}");
            assert_eq!(held(kind, limits, above), Err(FieldProblem::TooLarge { max }));
        }
    }

    #[test]
    fn a_term_may_be_as_long_as_the_longest_and_no_longer() {
        let limits = ["1天", "5年"];
        assert_eq!(held("term", limits, "59个月"), Ok(()));
        assert_eq!(held("term", limits, "60个月"), Ok(()));
        let max = "5年".to_owned();
        assert_eq!(held("term", limits, "61个月"), Err(FieldProblem::TooLarge { max }));
    }
}
