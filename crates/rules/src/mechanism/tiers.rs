//! Nested tiers over the whole base.

use crate::Exact;
use crate::assess::{Gap, Scope, beside};
use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::outcome::{Assumption, Period, Why};
use crate::pack;
use crate::phrase::Unit;
use crate::plan::{Interval, PackProblem, Reader};
use crate::trace::Step;

use super::{Cell, Yield};

/// A share that a rate chooses, applied to the whole base: a cliff, not slices.
///
/// 温州 第七条: “平均担保费率在0.9%以下的……按0.2%给予补助；平均担保费率在0.7%以下的，补助比例为0.4%；平均担保费率在0.5%以下的，
/// 补助比例为0.6%”. The narrowest tier that admits the rate decides, whatever the order in the clause; tiers are nested or
/// disjoint, which the compiler checks. Amount = base × share, yuan, unrounded.
#[derive(Clone, Debug)]
pub struct Tiers {
    /// The base.
    pub of: Fact,
    /// The rate that chooses.
    pub by: Fact,
    /// From the narrowest to the widest.
    pub tiers: Vec<Tier>,
}

compact!(struct Tiers { of, by, tiers });

/// One tier: the rates that it admits and the share that it pays.
#[derive(Clone, Debug)]
pub struct Tier {
    /// The rates that it admits.
    pub interval: Interval,
    /// The share, as a fraction.
    pub share: Exact,
    /// The words of the share.
    pub words: String,
}

compact!(struct Tier { interval, share, words });

impl Tiers {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Tiers) -> Option<Self> {
        let of = reader.fact_of("amount.tiers.of", &source.of, &[FactKind::Money]);
        let by = reader.fact_of("amount.tiers.by", &source.by, &[FactKind::Rate]);
        let mut readable = true;
        let mut tiers: Vec<Tier> = Vec::new();
        for tier in &source.tiers {
            let interval = reader.interval("amount.tiers.words", &tier.words, Some(Unit::Ratio));
            let item = reader.share("amount.tiers.share", &tier.share, Unit::Ratio);
            let (Some(interval), Some(item)) = (interval, item) else {
                readable = false;
                continue;
            };
            let share = Exact::from_decimal(item.value);
            for other in &tiers {
                let nested = interval.lies_in(&other.interval) || other.interval.lies_in(&interval);
                if interval == other.interval || (interval.meets(&other.interval) && !nested) {
                    reader.problem("amount.tiers.words", &tier.words, PackProblem::Overlap);
                }
            }
            let at = tiers
                .iter()
                .position(|other| interval.lies_in(&other.interval))
                .unwrap_or(tiers.len());
            tiers.insert(
                at,
                Tier {
                    interval,
                    share,
                    words: tier.share.clone(),
                },
            );
        }
        if source.tiers.is_empty() {
            reader.problem("amount.tiers", "", PackProblem::Missing);
            return None;
        }
        let (of, by) = (of?, by?);
        readable.then_some(Self { of, by, tiers })
    }

    /// The narrowest tier that admits a rate.
    pub(crate) fn tier(&self, rate: Exact) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.interval.admits(rate))
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        let rates = scope.series(self.by);
        // A rate without years is the same in each.
        let always = match rates.as_deref() {
            Ok([(None, rate)]) => Some(*rate),
            _ => None,
        };
        let parts = beside(scope.series(self.of), rates)?;
        let mut cells = Vec::with_capacity(parts.len());
        let mut assumptions = Vec::new();
        for part in parts.iter().copied() {
            let rate = always.map_or_else(|| scope.at(part.0).number(self.by), Ok);
            let tier = rate.as_ref().ok().and_then(|rate| self.tier(*rate));
            if let Some(tier) = tier.filter(|tier| tier.interval.convention) {
                let words = tier.interval.words.clone();
                assumptions.push(Assumption::Convention { words });
            }
            let cell = rate.and_then(|rate| self.cell(scope, part, rate));
            cells.push(Cell::or_open(part, cell)?);
        }
        Ok(Yield {
            cells,
            assumptions,
            ..Yield::default()
        })
    }

    fn cell(&self, scope: &Scope<'_>, part: (Option<Period>, Exact), rate: Exact) -> Result<Cell, Gap> {
        let fact = || scope.plan.catalogue.path(self.by);
        let Some(tier) = self.tier(rate) else {
            let why = scope.why(|| Why::NoTier {
                fact: fact(),
                given: shown(rate),
            });
            return Ok(Cell::refused(part, why));
        };
        let mut cell = Cell::of_share(scope, self.of, part, (tier.share, &tier.words))?;
        if scope.trace {
            let words = tier.interval.words.clone();
            let step = Step::Tier {
                fact: fact(),
                given: rate,
                words,
            };
            cell.steps.insert(0, step);
        }
        Ok(cell)
    }
}

/// A rate as a person would type it.
fn shown(rate: Exact) -> String {
    crate::Rate::from_exact(rate).map_or_else(|_| rate.to_string(), |rate| rate.to_string())
}
