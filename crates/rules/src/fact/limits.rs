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
