//! How a clause turns a base into an amount: a closed set, one file each, each with a clause that needs it.

use nanoserde::{DeBin, SerBin};

use crate::assess::{Gap, Scope};
use crate::fact::Fact;
use crate::outcome::{Assumption, Kind, Paid, Period, Why};
use crate::pack;
use crate::phrase::{Item, Relation};
use crate::plan::{Limit, Reader};
use crate::trace::Step;
use crate::{Exact, Money};

mod each;
mod fixed;
mod interest_share;
mod loan_facts;
mod price;
mod ranked;
mod rate_ceiling;
mod share;
mod slices;
mod split;
mod tiers;
mod top_up;

pub use each::Each;
pub use fixed::Fixed;
pub use interest_share::InterestShare;
pub use loan_facts::LoanFacts;
pub(crate) use loan_facts::gap as contract_gap;
pub use price::Price;
pub use ranked::Ranked;
pub use rate_ceiling::RateCeiling;
pub use share::Share;
pub use slices::Slices;
pub use split::Split;
pub use tiers::Tiers;
pub use top_up::TopUp;

/// One way of turning a base into an amount.
#[derive(Clone, Debug, DeBin, SerBin)]
pub enum Mechanism {
    /// A share of a base.
    Share(Share),
    /// A share chosen by a rate, for the whole base.
    Tiers(Tiers),
    /// Shares of the parts of a base.
    Slices(Slices),
    /// What is missing to a share of a base.
    TopUp(TopUp),
    /// The most that may be charged.
    Price(Price),
    /// The highest rate of a loan.
    RateCeiling(RateCeiling),
    /// A share of each payment of interest.
    InterestShare(InterestShare),
    /// A sum.
    Fixed(Fixed),
    /// A sum for each of a number.
    Each(Each),
    /// A sum for each rank.
    Ranked(Ranked),
    /// A loss that several parties share.
    Split(Split),
}

/// An amount of one row and year, before caps and rounding.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) period: Option<Period>,
    pub(crate) base: Exact,
    pub(crate) raw: Exact,
    pub(crate) steps: Vec<Step>,
    /// Why this part gets nothing, where the clause covers no such number.
    pub(crate) refused: Option<Why>,
}

/// What a mechanism yields for one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Yield {
    pub(crate) cells: Vec<Cell>,
    /// Facts without which the amount is not the last word.
    pub(crate) open: Vec<Fact>,
    pub(crate) assumptions: Vec<Assumption>,
    /// The rate of a price.
    pub(crate) rate: Option<Exact>,
    /// What the user pays against the price.
    pub(crate) paid: Option<Paid>,
}

impl Mechanism {
    pub(crate) fn compile(reader: &mut Reader<'_>, amount: &pack::Amount) -> Option<Self> {
        Some(match amount {
            pack::Amount::Share(source) => Self::Share(Share::compile(reader, source)?),
            pack::Amount::Tiers(source) => Self::Tiers(Tiers::compile(reader, source)?),
            pack::Amount::Slices(source) => Self::Slices(Slices::compile(reader, source)?),
            pack::Amount::TopUp(source) => Self::TopUp(TopUp::compile(reader, source)?),
            pack::Amount::Price(source) => Self::Price(Price::compile(reader, source)?),
            pack::Amount::RateCeiling(source) => Self::RateCeiling(RateCeiling::compile(reader, source)?),
            pack::Amount::InterestShare(source) => Self::InterestShare(InterestShare::compile(reader, source)?),
            pack::Amount::Fixed(source) => Self::Fixed(Fixed::compile(reader, source)?),
            pack::Amount::Each(source) => Self::Each(Each::compile(reader, source)?),
            pack::Amount::Ranked(source) => Self::Ranked(Ranked::compile(reader, source)?),
            pack::Amount::Split(source) => Self::Split(Split::compile(reader, source)?),
        })
    }

    /// What the amount is: the words of the share decide (不超过 at most, 不低于 at least), never those of a cap.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Share(share) => share.kind(),
            Self::Price(_) | Self::RateCeiling(_) => Kind::Ceiling,
            Self::Fixed(fixed) => fixed.kind(),
            Self::Tiers(_)
            | Self::Slices(_)
            | Self::TopUp(_)
            | Self::InterestShare(_)
            | Self::Each(_)
            | Self::Ranked(_)
            | Self::Split(_) => Kind::Exact,
        }
    }

    /// Whether a fraction of a fen is dropped: a ceiling in the words of a bound must itself pass.
    pub(crate) fn rounds_down(&self) -> bool {
        matches!(self, Self::Price(price) if price.rounds_down())
    }

    pub(crate) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        match self {
            Self::Share(share) => add(share.of),
            Self::Tiers(tiers) => {
                add(tiers.by);
                add(tiers.of);
            }
            Self::Slices(slices) => slices.each_fact(add),
            Self::TopUp(top_up) => {
                add(top_up.of);
                add(top_up.less);
            }
            Self::Price(price) => price.each_fact(add),
            Self::RateCeiling(ceiling) => ceiling.loan.each_fact(add),
            Self::InterestShare(share) => share.loan.each_fact(add),
            Self::Fixed(_) => {}
            Self::Each(each) => add(each.of),
            Self::Ranked(ranked) => add(ranked.by),
            Self::Split(split) => add(split.of),
        }
    }

    /// The amounts of one row, year by year.
    pub(crate) fn cells(&self, scope: &Scope<'_>, limits: &[Limit]) -> Result<Yield, Gap> {
        match self {
            Self::Share(share) => share.cells(scope),
            Self::Tiers(tiers) => tiers.cells(scope),
            Self::Slices(slices) => slices.cells(scope),
            Self::TopUp(top_up) => top_up.cells(scope),
            Self::Price(price) => price.cells(scope),
            Self::RateCeiling(ceiling) => ceiling.cells(scope),
            Self::InterestShare(share) => share.cells(scope, limits),
            Self::Fixed(fixed) => Ok(fixed.cells(scope)),
            Self::Each(each) => each.cells(scope),
            Self::Ranked(ranked) => ranked.cells(scope),
            Self::Split(split) => split.cells(scope),
        }
    }
}

/// The kind of result that the words of a share make.
fn kind_of(item: &Item) -> Kind {
    match item.relation {
        Relation::AtMost | Relation::Below => Kind::AtMost,
        Relation::AtLeast | Relation::Above => Kind::AtLeast,
        Relation::Is => Kind::Exact,
    }
}

impl Yield {
    /// One cell.
    fn of(cell: Cell) -> Self {
        Self {
            cells: vec![cell],
            ..Self::default()
        }
    }
}

impl Cell {
    /// An amount that one step tells.
    fn with_step(scope: &Scope<'_>, (period, base): (Option<Period>, Exact), raw: Exact, step: Step) -> Self {
        Self {
            period,
            base,
            raw,
            steps: if scope.trace { vec![step] } else { Vec::new() },
            refused: None,
        }
    }

    /// A share of a base, with the steps that tell it.
    fn of_share(
        scope: &Scope<'_>,
        fact: Fact,
        (period, base): (Option<Period>, Exact),
        (share, words): (Exact, &str),
    ) -> Result<Self, Gap> {
        let raw = base.mul(share)?;
        let mut steps = Vec::new();
        if scope.trace {
            let words = words.to_owned();
            steps.push(base_step(scope, fact, period, base));
            steps.push(Step::Share {
                words,
                share,
                base,
                result: raw,
            });
        }
        Ok(Self {
            period,
            base,
            raw,
            steps,
            refused: None,
        })
    }

    /// A part that gets nothing, and why.
    fn refused((period, base): (Option<Period>, Exact), why: Why) -> Self {
        Self {
            period,
            base,
            raw: Exact::ZERO,
            steps: Vec::new(),
            refused: Some(why),
        }
    }
}

/// The step that names a base.
fn base_step(scope: &Scope<'_>, fact: Fact, period: Option<Period>, amount: Exact) -> Step {
    let contract = scope.row.map(|(_, number)| number);
    Step::Base {
        fact: scope.plan.catalogue.path(fact),
        period,
        contract,
        amount,
    }
}

/// What the user pays against a price.
fn paid(amount: Money, rate: Option<Exact>, ceiling: Money, within: bool) -> Result<Paid, Gap> {
    let difference = if amount > ceiling {
        amount.minus(ceiling)?
    } else {
        ceiling.minus(amount)?
    };
    Ok(Paid {
        amount,
        rate,
        within,
        difference,
    })
}
