//! The limits of a fact.

use crate::Term;

use super::value::read_text;
use super::{FactKind, FactSpec, FieldProblem, Value};

/// The limits of a fact, as values.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    min: Option<Value>,
    max: Option<Value>,
    longest: Option<Result<Term, FieldProblem>>,
}

impl Limits {
    pub(crate) fn of(spec: &FactSpec) -> Self {
        let limit = |text: &Option<String>| {
            let text = text.as_ref()?;
            read_text(spec, spec.kind, text).ok()
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
        if let (Value::Term(term), Some(longest)) = (value, &self.longest) {
            let too_long = term.is_longer_than(longest.clone()?);
            return if too_long { Err(too_large()) } else { Ok(()) };
        }
        if is_below(value, self.min.as_ref()) {
            let min = spec.min.clone().unwrap_or_default();
            return Err(FieldProblem::TooSmall { min });
        }
        if self.max.as_ref().is_some_and(|most| is_below(most, Some(value))) {
            return Err(too_large());
        }
        Ok(())
    }
}

/// Whether the number of one value is below that of another, where both have one.
fn is_below(one: &Value, other: Option<&Value>) -> bool {
    match (one, other) {
        (_, None) => false,
        (Value::Money(one), Some(Value::Money(other))) => one.fen() < other.fen(),
        (Value::Rate(one), Some(Value::Rate(other))) => one.mantissa() < other.mantissa(),
        (one, Some(other)) => one.exact().zip(other.exact()).is_some_and(|(one, other)| one < other),
    }
}
