//! The most that may be charged for a base.

use crate::assess::{Gap, Scope};
use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::pack;
use crate::phrase::{Relation, Unit};
use crate::plan::{PackProblem, Reader};
use crate::{Exact, Rounding};

use super::{Cell, Spent, Yield};

/// A price: rate × what it is charged on, never a benefit.
///
/// 湘潭 第2条: “单户担保金额500万元及以下的业务年担保费降低至0.5%”; 温州 第四条: “年化保险费率不超过1.2%”. Yuan. A price that the
/// words set (降低至) is settled half up like any fee; a price that they bound (不超过) drops fractions of a fen, so that the
/// price shown passes the bound itself.
#[derive(Clone, Debug)]
pub struct Price {
    /// What the rate is charged on.
    pub of: Fact,
    /// The rate that the user pays.
    pub against: Option<Fact>,
    /// The money that the user pays.
    pub paid: Option<Fact>,
    rate: Exact,
    words: String,
    bounded: bool,
}

compact!(struct Price { of, against, paid, rate, words, bounded });

impl Price {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Price) -> Option<Self> {
        let item = reader.share("amount.price.words", &source.words, Unit::Ratio)?;
        let bounded = matches!(item.relation, Relation::AtMost);
        if !bounded && source.derived.is_none() {
            reader.problem("amount.price.words", &source.words, PackProblem::NoReason);
        }
        reader.readings("amount.price.derived", source.derived.as_ref());
        let optional = |reader: &mut Reader<'_>, key: &str, path: &Option<String>, kind| match path {
            Some(path) => reader.fact_of(key, path, &[kind]).map(Some),
            None => Some(None),
        };
        Some(Self {
            of: reader.fact_of("amount.price.of", &source.of, &[FactKind::Money])?,
            against: optional(reader, "amount.price.against", &source.against, FactKind::Rate)?,
            paid: optional(reader, "amount.price.paid", &source.paid, FactKind::Money)?,
            rate: Exact::from_decimal(item.value),
            words: source.words.clone(),
            bounded,
        })
    }

    pub(super) fn rounds_down(&self) -> bool {
        self.bounded
    }

    pub(super) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        add(self.of);
        for fact in [self.paid, self.against].into_iter().flatten() {
            add(fact);
        }
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        let mut result = Yield {
            rate: Some(self.rate),
            ..Yield::default()
        };
        let mode = if self.bounded { Rounding::Down } else { Rounding::HalfUp };
        let mut ceiling = crate::Money::ZERO;
        let mut bases = Vec::new();
        for part in scope.series(self.of)?.iter().copied() {
            let cell = Cell::of_share(scope, self.of, part, (self.rate, &self.words))?;
            ceiling = ceiling.plus(cell.raw.round_to_fen(mode)?)?;
            bases.push(cell.base);
            result.cells.push(cell);
        }
        let rate = self.against.and_then(|fact| scope.number(fact).ok());
        let money = self.paid.and_then(|fact| scope.number(fact).ok());
        let spent = match (money, rate) {
            (Some(money), _) => Some(money.round_to_fen(Rounding::HalfUp)?),
            (None, Some(rate)) => {
                let mut sum = crate::Money::ZERO;
                for base in bases {
                    sum = sum.plus(base.mul(rate)?.round_to_fen(Rounding::HalfUp)?)?;
                }
                Some(sum)
            }
            (None, None) => None,
        };
        result.paid = spent.map(|amount| Spent {
            amount,
            ceiling,
            rate,
            within: rate.map_or(amount <= ceiling, |rate| rate <= self.rate),
        });
        Ok(result)
    }
}
