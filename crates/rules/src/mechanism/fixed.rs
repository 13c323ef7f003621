//! A sum.

use crate::Exact;
use crate::assess::Scope;
use crate::compact::compact;
use crate::outcome::Kind;
use crate::pack;
use crate::phrase::Unit;
use crate::plan::Reader;
use crate::trace::Step;

use super::{Cell, Yield, kind_of};

/// A sum that the clause names.
///
/// 湘潭 第15条: “给予一次性奖励200万元”. Yuan, to the fen; 最高 in the words makes it at most.
#[derive(Clone, Debug)]
pub struct Fixed {
    amount: Exact,
    words: String,
    kind: Kind,
}

compact!(struct Fixed { amount, words, kind });

impl Fixed {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Fixed) -> Option<Self> {
        let item = reader.share("amount.fixed.words", &source.words, Unit::Yuan)?;
        Some(Self {
            amount: Exact::from_decimal(item.value),
            words: source.words.clone(),
            kind: kind_of(&item),
        })
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Yield {
        let result = self.amount;
        let step = || Step::Fixed {
            words: self.words.clone(),
            result,
        };
        Yield::of(Cell::with_step(scope, (None, result), result, step))
    }
}
