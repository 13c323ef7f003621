//! A top-up to a level.

use crate::Exact;
use crate::assess::{Gap, Scope, beside};
use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::outcome::Period;
use crate::pack;
use crate::phrase::Unit;
use crate::plan::Reader;
use crate::trace::Step;

use super::{Cell, Yield};

/// What is missing to a share of a base.
///
/// 郴州 三、3: “按照辖区内融资担保公司上年末在保余额的0.5%安排代偿补偿专项资金，实行差额提取”. Amount = max(0, base × share − what is
/// there), yuan, unrounded.
#[derive(Clone, Debug)]
pub struct TopUp {
    /// The base of the level.
    pub of: Fact,
    /// What is there already.
    pub less: Fact,
    share: Exact,
    words: String,
}

compact!(struct TopUp { of, less, share, words });

impl TopUp {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::TopUp) -> Option<Self> {
        let item = reader.share("amount.top_up.words", &source.words, Unit::Ratio)?;
        reader.stands("amount.top_up.how", &source.how);
        Some(Self {
            of: reader.fact_of("amount.top_up.of", &source.of, &[FactKind::Money])?,
            less: reader.fact_of("amount.top_up.less", &source.less, &[FactKind::Money])?,
            share: Exact::from_decimal(item.value),
            words: source.words.clone(),
        })
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        let mut cells = Vec::new();
        let parts = beside(scope.series(self.of), scope.series(self.less))?;
        for part in parts.iter().copied() {
            cells.push(Cell::or_open(part, self.cell(scope, part))?);
        }
        Ok(Yield {
            cells,
            ..Yield::default()
        })
    }

    fn cell(&self, scope: &Scope<'_>, part: (Option<Period>, Exact)) -> Result<Cell, Gap> {
        let there = scope.at(part.0).number(self.less)?;
        let mut cell = Cell::of_share(scope, self.of, part, (self.share, &self.words))?;
        cell.raw = cell.raw.sub(there)?.max(Exact::ZERO);
        if scope.trace {
            let fact = scope.plan.catalogue.path(self.less);
            cell.steps.push(Step::Less {
                fact,
                amount: there,
                result: cell.raw,
            });
        }
        Ok(cell)
    }
}
