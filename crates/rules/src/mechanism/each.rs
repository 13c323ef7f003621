//! A sum for each of a number.

use crate::Exact;
use crate::assess::{Gap, Scope};
use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::pack;
use crate::phrase::Unit;
use crate::plan::{PackProblem, Reader};
use crate::trace::Step;

use super::{Cell, Yield};

/// A sum for each of a number, year by year where the number has years.
///
/// 湘潭 第15条: “银行机构每增设一个全功能经营网点给予一次性奖励10万元”. Amount = number × sum, yuan. The words must say 每.
#[derive(Clone, Debug)]
pub struct Each {
    /// The number.
    pub of: Fact,
    one: Exact,
    words: String,
}

compact!(struct Each { of, one, words });

impl Each {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Each) -> Option<Self> {
        let item = reader.share("amount.each.words", &source.words, Unit::Yuan)?;
        if !source.words.contains('每') {
            reader.problem("amount.each.words", &source.words, PackProblem::NoReason);
        }
        Some(Self {
            of: reader.fact_of("amount.each.of", &source.of, &[FactKind::Count])?,
            one: Exact::from_decimal(item.value),
            words: source.words.clone(),
        })
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        let mut result = Yield::default();
        for (period, number) in scope.series(self.of)?.iter().copied() {
            let raw = number.mul(self.one)?;
            let step = || Step::Each {
                fact: scope.plan.catalogue.path(self.of),
                period,
                words: self.words.clone(),
                number,
                one: self.one,
                result: raw,
            };
            result.cells.push(Cell::with_step(scope, (period, raw), raw, step));
        }
        Ok(result)
    }
}
