//! A sum for each rank.

use crate::Exact;
use crate::assess::{Gap, Scope};
use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::outcome::Why;
use crate::pack;
use crate::phrase::{self, Relation, Unit};
use crate::plan::{PackProblem, Reader};
use crate::trace::Step;

use super::{Cell, Yield};

/// A sum for each rank, in the order in which the clause names them.
///
/// 温州 第二条: “分别给予30万元、20万元、10万元财政奖励”. The first sum is for rank 1. A rank beyond the list gets nothing. Yuan.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// The rank.
    pub by: Fact,
    sums: Vec<Exact>,
    words: String,
}

compact!(struct Ranked { by, sums, words });

impl Ranked {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Ranked) -> Option<Self> {
        let by = reader.fact_of("amount.ranked.by", &source.by, &[FactKind::Count])?;
        if !reader.stands("amount.ranked.words", &source.words) {
            return None;
        }
        let items = match phrase::list(&source.words) {
            Ok(items) => items,
            Err(error) => {
                reader.problem("amount.ranked.words", &source.words, PackProblem::phrase(&error));
                return None;
            }
        };
        // A list of sums names one for each only where it says so.
        if !["分别", "依次"].iter().any(|word| source.words.contains(word)) {
            reader.problem("amount.ranked.words", &source.words, PackProblem::NoReason);
        }
        let sums = items
            .iter()
            .all(|item| item.unit == Unit::Yuan && item.relation == Relation::Is);
        if !sums {
            reader.problem("amount.ranked.words", &source.words, PackProblem::Unit);
        }
        Some(Self {
            by,
            sums: items.iter().map(|item| Exact::from_decimal(item.value)).collect(),
            words: source.words.clone(),
        })
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        let mut result = Yield::default();
        for (period, rank) in scope.series(self.by)?.iter().copied() {
            let fact = || scope.plan.catalogue.path(self.by);
            let place = usize::try_from(rank.numerator())
                .ok()
                .and_then(|rank| rank.checked_sub(1));
            let Some(raw) = place.and_then(|place| self.sums.get(place)).copied() else {
                let why = scope.why(|| Why::NoTier {
                    fact: fact(),
                    given: rank.to_string(),
                });
                result.cells.push(Cell::refused((period, Exact::ZERO), why));
                continue;
            };
            let step = || Step::Ranked {
                fact: fact(),
                period,
                words: self.words.clone(),
                rank,
                result: raw,
            };
            result.cells.push(Cell::with_step(scope, (period, raw), raw, step));
        }
        Ok(result)
    }
}
