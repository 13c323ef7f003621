//! A share of a base.

use crate::Exact;
use crate::assess::{Gap, Scope};
use crate::compact::compact;
use crate::fact::{Derive, Fact, FactKind};
use crate::outcome::{Assumption, Kind};
use crate::pack;
use crate::phrase::Unit;
use crate::plan::Reader;

use super::{Cell, Yield, kind_of};

/// A share of a base, year by year where the base has years.
///
/// 温州 第五条: “可享受相应融资利息30%的市级财政补助”. Amount = base × share, yuan, unrounded; caps and rounding come after.
/// 不超过 in the words of the share makes the result at most, 不低于 at least, 全额 is the whole base.
#[derive(Clone, Debug)]
pub struct Share {
    /// The base.
    pub of: Fact,
    /// The share, as a fraction.
    pub share: Exact,
    /// The words.
    pub words: String,
    kind: Kind,
}

compact!(struct Share { of, share, words, kind });

impl Share {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Share) -> Option<Self> {
        let item = reader.share("amount.share.words", &source.words, Unit::Ratio)?;
        let of = reader.fact_of("amount.share.of", &source.of, &[FactKind::Money])?;
        reader.readings("amount.share.derived", source.derived.as_ref());
        let share = Exact::from_decimal(item.value);
        Some(Self {
            of,
            share,
            words: source.words.clone(),
            kind: kind_of(&item),
        })
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        let mut result = Yield::default();
        let derive = scope.plan.catalogue.spec(self.of).and_then(|spec| spec.derive);
        if derive == Some(Derive::SecuritisationInterest) && !scope.is_given(self.of) {
            result.assumptions.push(Assumption::InterestFromContract);
        }
        for part in scope.series(self.of)?.iter().copied() {
            result
                .cells
                .push(Cell::of_share(scope, self.of, part, (self.share, &self.words))?);
        }
        Ok(result)
    }
}
