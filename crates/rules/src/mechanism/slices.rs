//! Marginal slices.

use crate::Exact;
use crate::assess::{Gap, Scope, beside};
use crate::compact::compact;
use crate::fact::{Derive, Fact, FactKind};
use crate::outcome::{Assumption, Period, Why};
use crate::pack;
use crate::phrase::Unit;
use crate::plan::{Interval, PackProblem, Reader};
use crate::trace::Step;

use super::{Cell, Yield, base_step};

/// Shares of the parts of a base that lie between bounds of its ratio to another fact.
///
/// 温州 第八条: “代偿率超过1%、不超过3%的部分，补偿比例为40%”. With base C and denominator B, the part of C in the slice (l, u] is
/// max(0, min(C, u·B) − l·B); the amount is the sum of part × share, times the factor where the clause names one. A number
/// on a bound belongs to the lower slice, since what lies above it is zero either way. Yuan, unrounded.
#[derive(Clone, Debug)]
pub struct Slices {
    /// The base.
    pub of: Fact,
    /// The ratio that cuts it.
    pub by: Fact,
    /// What the ratio divides by.
    pub over: Fact,
    /// The slices.
    pub slices: Vec<Slice>,
    /// A factor that the clause names without giving it.
    pub factor: Option<Factor>,
}

compact!(struct Slices { of, by, over, slices, factor });

/// One slice: from where to where, in shares of another fact, and what is paid of it.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The ratios between which the part lies.
    pub interval: Interval,
    share: Exact,
    words: String,
}

compact!(struct Slice { interval, share, words });

/// A factor on the sum.
#[derive(Clone, Debug)]
pub struct Factor {
    fact: Fact,
    words: String,
    reading: String,
}

compact!(struct Factor { fact, words, reading });

impl Slices {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Slices) -> Option<Self> {
        let of = reader.fact_of("amount.slices.of", &source.of, &[FactKind::Money])?;
        let by = reader.fact_of("amount.slices.by", &source.by, &[FactKind::Rate])?;
        let spec = reader.spec(by)?;
        let over = match (spec.derive, spec.from.as_slice()) {
            (Some(Derive::Ratio), [upper, lower]) if *upper == source.of => reader.fact("amount.slices.by", lower)?,
            _ => {
                let wanted = vec![FactKind::Rate];
                reader.problem("amount.slices.by", &source.by, PackProblem::FactKind { wanted });
                return None;
            }
        };
        let mut slices: Vec<Slice> = Vec::new();
        let mut readable = true;
        for slice in &source.slices {
            let interval = reader.interval("amount.slices.words", &slice.words, Some(Unit::Ratio));
            let item = reader.share("amount.slices.share", &slice.share, Unit::Ratio);
            let (Some(interval), Some(item)) = (interval, item) else {
                readable = false;
                continue;
            };
            if slices.iter().any(|other| other.interval.meets(&interval)) {
                reader.problem("amount.slices.words", &slice.words, PackProblem::Overlap);
            }
            slices.push(Slice {
                interval,
                share: Exact::from_decimal(item.value),
                words: slice.words.clone(),
            });
        }
        if readable && !covers(&slices) {
            reader.problem("amount.slices", "", PackProblem::Overlap);
        }
        let factor = match &source.factor {
            None => None,
            Some(factor) => {
                reader.stands("amount.slices.factor.words", &factor.words);
                Some(Factor {
                    fact: reader.fact_of("amount.slices.factor.fact", &factor.fact, &[FactKind::Number])?,
                    words: factor.words.clone(),
                    reading: reader.reading("amount.slices.factor.reading", &factor.reading),
                })
            }
        };
        readable.then_some(Self {
            of,
            by,
            over,
            slices,
            factor,
        })
    }

    pub(super) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        add(self.of);
        add(self.over);
        if let Some(factor) = &self.factor {
            add(factor.fact);
        }
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        let mut result = Yield::default();
        let factor = self.factor(scope, &mut result)?;
        let known = if result.open.is_empty() {
            Ok(())
        } else {
            Err(Gap::Missing(result.open.clone()))
        };
        let parts = beside(beside(scope.series(self.of), scope.series(self.over)), known)?;
        for part in parts.iter().copied() {
            let cell = self.cell(&scope.at(part.0), part, factor);
            result.cells.push(Cell::or_open(part, cell)?);
        }
        Ok(result)
    }

    /// The factor, where the clause names one and it is known.
    fn factor(&self, scope: &Scope<'_>, result: &mut Yield) -> Result<Option<(&str, Exact)>, Gap> {
        let Some(factor) = &self.factor else {
            return Ok(None);
        };
        match scope.number(factor.fact) {
            Ok(number) => Ok(Some((&factor.words, number))),
            Err(Gap::Missing(facts)) => {
                result.open.extend(facts);
                let id = factor.reading.clone();
                result.assumptions.push(Assumption::Reading { id });
                Ok(None)
            }
            Err(gap) => Err(gap),
        }
    }

    fn cell(
        &self,
        scope: &Scope<'_>,
        (period, base): (Option<Period>, Exact),
        factor: Option<(&str, Exact)>,
    ) -> Result<Cell, Gap> {
        let over = scope.number(self.over)?;
        if over.is_zero() {
            let why = scope.why(|| Why::Undefined {
                fact: scope.plan.catalogue.path(self.by),
            });
            return Ok(Cell::refused((period, base), why));
        }
        let mut steps = Vec::new();
        if scope.trace {
            steps.push(base_step(scope, self.of, period, base));
            steps.push(base_step(scope, self.over, period, over));
        }
        let mut raw = Exact::ZERO;
        for slice in &self.slices {
            let lower = slice
                .interval
                .lower
                .map_or(Ok(Exact::ZERO), |end| end.value.mul(over))?;
            let top = slice.interval.upper.map_or(Ok(base), |end| end.value.mul(over))?;
            let part = top.min(base).sub(lower)?.max(Exact::ZERO);
            let paid = part.mul(slice.share)?;
            raw = raw.add(paid)?;
            if scope.trace {
                let words = slice.words.clone();
                steps.push(Step::Slice {
                    words,
                    part,
                    share: slice.share,
                    result: paid,
                });
            }
        }
        if let Some((words, factor)) = factor {
            raw = raw.mul(factor)?;
            if scope.trace {
                let words = words.to_owned();
                steps.push(Step::Factor {
                    words,
                    factor,
                    result: raw,
                });
            }
        }
        Ok(Cell::new((period, base), raw, steps))
    }
}

/// Whether the slices, from the lowest to the highest, leave no gap between them.
fn covers(slices: &[Slice]) -> bool {
    let ends_meet = |slice: &Slice| match slice.interval.upper {
        None => true,
        Some(upper) => slices.iter().any(|next| {
            next.interval
                .lower
                .is_some_and(|lower| lower.value == upper.value && lower.inclusive != upper.inclusive)
        }),
    };
    !slices.is_empty() && slices.iter().all(ends_meet) && slices.iter().any(|slice| slice.interval.lower.is_none())
}
